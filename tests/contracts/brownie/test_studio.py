"""Clips, posters and tunes that the seed makes."""

from __future__ import annotations

import io

import av
import numpy as np
import pytest

from scripts.seeding.studio.drawings import HEIGHT, STYLES, WIDTH, drawing
from scripts.seeding.studio.films import FRAMES_PER_SECOND, SECONDS, film, recording
from scripts.seeding.studio.shelf import Studio
from scripts.seeding.studio.tunes import RATE, tune
from scripts.seeding.works import PIECES, SOUNDS
from toktok.media.cid import SCHEME
from toktok.media.folder import MediaFolder


@pytest.mark.parametrize("style", sorted(STYLES))
def test_a_clip_is_small_and_plays(style):
    clip = film(drawing(style, handle="luna", key="first"), tune("a sound"))
    assert len(clip) < 100_000
    assert clip.index(b"moov") < clip.index(b"mdat"), "it plays before all of it is there"
    with av.open(io.BytesIO(clip)) as container:
        video, audio = container.streams.video[0], container.streams.audio[0]
        assert (video.codec_context.name, audio.codec_context.name) == ("h264", "aac")
        assert (video.width, video.height) == (WIDTH, HEIGHT)
        frames = list(container.decode(video))
    assert len(frames) == SECONDS * FRAMES_PER_SECOND
    first, later = (frames[at].to_ndarray(format="gray") for at in (0, len(frames) // 3))
    assert np.abs(first.astype(int) - later).mean() > 1, "it moves"


@pytest.mark.parametrize("style", sorted(STYLES))
def test_a_clip_ends_as_it_begins(style):
    frame = drawing(style, handle="luna", key="first")
    assert np.abs(frame(0.0).astype(int) - frame(1.0)).mean() < 1


def test_a_drawing_is_the_same_every_time_and_another_for_others():
    def drawn(handle, key):
        frame = drawing("orbits", handle=handle, key=key)
        return np.stack([frame(phase) for phase in (0.0, 0.25, 0.5)]).astype(int)

    def apart(one, other):
        return np.abs(one - other).max()

    mine = drawn("luna", "first")
    assert apart(mine, drawn("luna", "first")) <= 1
    assert apart(mine, drawn("luna", "second")) > 10
    assert apart(mine, drawn("mira", "first")) > 10
    assert np.abs(tune("a") - tune("a")).max() < 1e-3
    assert np.abs(tune("a") - tune("b")).max() > 0.1


def test_a_recording_is_as_long_as_its_tune():
    samples = tune("a sound")
    assert np.abs(samples).max() <= 1
    with av.open(io.BytesIO(recording(samples))) as container:
        heard = sum(each.samples for each in container.decode(audio=0))
    assert len(samples) <= heard < len(samples) + RATE // 10


def test_every_work_is_made_once_and_kept(tmp_path):
    folder = MediaFolder(tmp_path)
    made = Studio(folder).make_all()
    assert made.keys() == {each.key for each in (*PIECES, *SOUNDS)}
    assert len({each.content_hash for each in made.values()}) == len(made)
    for each in made.values():
        folder.read(each.uri.removeprefix(SCHEME))
    before = sorted(tmp_path.iterdir())
    assert Studio(folder).make_all() == made
    assert sorted(tmp_path.iterdir()) == before
