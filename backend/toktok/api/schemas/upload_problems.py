"""Which problem documents routes about uploads answer with."""

from __future__ import annotations

from toktok.api.schemas.problems import INVALID, problem

NO_UPLOAD = {
    **INVALID,
    **problem(
        404,
        "Upload not found",
        "There is no upload 7 of yours.",
        "`GET /v1/uploads` lists yours.",
        says="You have handed in no such thing.",
    ),
}

NOT_WAITING = problem(
    404,
    "File not found",
    "'bafkrei…' does not wait here.",
    "Hand the file in again: one that nothing names is kept for 24 hours.",
    says="You have brought no such file, or not lately.",
)

UPLOAD_REFUSED = {
    **problem(
        409,
        "Too many uploads waiting",
        "5 uploads of one account can wait at once.",
        "Wait until operators have looked at one of them.",
        says="Too much of one account waits, or it was decided already.",
    ),
    **problem(
        422,
        "File refused",
        "It lasts 300 s; what is taken lasts 180 s at most.",
        "Hand in a clip as MP4, a picture as PNG, JPEG or WebP, or a sound as MP3, M4A, WAV, OGG or FLAC.",
        says="A file or a text that is not taken.",
    ),
}

ROOM_FULL = problem(
    503,
    "Too much is waiting",
    "No file is taken before some of those that wait are gone.",
    "Try again in a few hours, when operators have looked at some of it.",
    says="As much waits, of everybody together, as may.",
)
