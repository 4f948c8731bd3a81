"""Clips and sounds that browsers play, made where the seed's films are."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.support.node import ROOT

_FILM = """
import sys, numpy as np
from scripts.seeding.studio.films import film
from scripts.seeding.studio.drawings import HEIGHT, WIDTH
shade = int(sys.argv[2])
def frame(at):
    picture = np.full((HEIGHT, WIDTH, 3), shade, dtype=np.uint8)
    picture[: int(HEIGHT * at) + 2] = 255 - shade
    return picture
open(sys.argv[1], "wb").write(film(frame))
"""


_RECORD = """
import sys, numpy as np
from scripts.seeding.studio.films import recording
from scripts.seeding.studio.tunes import RATE
open(sys.argv[1], "wb").write(recording(np.sin(np.arange(RATE * 2) * 0.05) * 0.4))
"""


def recorded(folder: Path) -> Path:
    """An M4A file of two seconds."""
    path = folder / "sound.m4a"
    python = str(ROOT / ".venv-contracts/bin/python")
    subprocess.run([python, "-c", _RECORD, str(path)], cwd=ROOT, check=True)
    return path


def filmed(folder: Path, *, shade: int) -> Path:
    """An MP4 file of a second or two; another shade is another film."""
    path = folder / f"film-{shade}.mp4"
    python = str(ROOT / ".venv-contracts/bin/python")
    subprocess.run([python, "-c", _FILM, str(path), str(shade)], cwd=ROOT, check=True)
    return path
