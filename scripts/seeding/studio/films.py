"""Clips and posters as files: MP4 with H.264 and AAC, JPEG, M4A."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import av
import numpy as np

from scripts.seeding.studio.drawings import HEIGHT, WIDTH, Frame
from scripts.seeding.studio.tunes import RATE

FRAMES_PER_SECOND = 24
SECONDS = 1.5
# One thread: more would divide the picture by how many there are.
_H264 = {"preset": "veryfast", "crf": "27", "threads": "1"}
_JPEG = {"qmin": "4", "qmax": "4"}


def film(frame: Callable[[float], Frame], sound: Any | None = None) -> bytes:
    """One loop of `frame` as MP4, with the beginning of `sound` (samples in [-1, 1]) if given."""
    count = int(SECONDS * FRAMES_PER_SECOND)
    # Players begin before they have the whole file, which the muxer arranges in a file alone.
    with TemporaryDirectory() as folder:
        path = Path(folder) / "clip.mp4"
        with av.open(str(path), "w", options={"movflags": "+faststart"}) as container:
            video = container.add_stream("libx264", rate=FRAMES_PER_SECOND, options=_H264)
            video.width, video.height, video.pix_fmt = WIDTH, HEIGHT, "yuv420p"
            audio = None if sound is None else _audio(container)
            for number in range(count):
                picture = av.VideoFrame.from_ndarray(frame(number / count), format="rgb24")
                container.mux(video.encode(picture))
            container.mux(video.encode())
            if audio is not None and sound is not None:
                _write_sound(container, audio, sound[: int(SECONDS * RATE)])
        return path.read_bytes()


def poster(frame: Callable[[float], Frame]) -> bytes:
    """The first frame as JPEG."""
    codec = av.CodecContext.create("mjpeg", "w")
    codec.width, codec.height, codec.pix_fmt = WIDTH, HEIGHT, "yuvj420p"
    codec.time_base = Fraction(1, 1)
    codec.options = _JPEG
    picture = av.VideoFrame.from_ndarray(frame(0.0), format="rgb24").reformat(format="yuvj420p")
    return b"".join(bytes(each) for each in [*codec.encode(picture), *codec.encode(None)])


def recording(sound: Any) -> bytes:
    """Samples in [-1, 1] as M4A."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sound.m4a"
        with av.open(
            str(path), "w", format="ipod", options={"movflags": "+faststart"}
        ) as container:
            _write_sound(container, _audio(container), sound)
        return path.read_bytes()


def _audio(container: Any) -> Any:
    return container.add_stream("aac", rate=RATE, layout="mono", bit_rate=48_000)


def _write_sound(container: Any, stream: Any, samples: Any) -> None:
    block = stream.codec_context.frame_size or 1024
    for at in range(0, len(samples), block):
        part = samples[at : at + block].astype(np.float32).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(part, format="fltp", layout="mono")
        frame.sample_rate, frame.pts = RATE, at
        container.mux(stream.encode(frame))
    container.mux(stream.encode())
