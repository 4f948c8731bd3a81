"""What people like and say, as the examples show it."""

from __future__ import annotations

from typing import Any

from toktok.api.schemas.examples import CREATOR, FAN

SUBJECT = "moment:12"
COMMENT_ID = "5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060"

LIKES: dict[str, Any] = {"subject": SUBJECT, "likes": 14, "total": 212, "liked": True}
FOLLOW: dict[str, Any] = {"account": CREATOR, "followers": 31, "following": True}
FOLLOWED: dict[str, Any] = {"account": CREATOR, "handle": "ada", "since": 1_790_000_000}
COMMENT: dict[str, Any] = {
    "id": COMMENT_ID,
    "subject": SUBJECT,
    "author": FAN,
    "body": "The second verse is the best thing you have made.",
    "standing": "subscriber",
    "written_at": 1_790_000_000,
    "edited_at": None,
    "hidden": False,
    "hidden_reason": None,
    "may": ["edit", "delete"],
}
DISCUSSION: dict[str, Any] = {
    "subject": SUBJECT,
    "comments": 8,
    "audience": "holders",
    "owner": CREATOR,
    "standing": "holder",
    "may_write": True,
    "hidden_reason": None,
}
ABOUT: dict[str, Any] = {
    "kind": "moment",
    "subject": SUBJECT,
    "name": "Rain on tin",
    "path": "/moments/12",
    "owner": CREATOR,
    "hidden": False,
}
REPORT: dict[str, Any] = {
    "id": 3,
    "about": ABOUT,
    "reporter": FAN,
    "reason": "copyright",
    "note": "This is my clip, I published it in May.",
    "quoted": "Rain on tin",
    "reported_at": 1_790_000_000,
    "reports": 2,
}
ACT: dict[str, Any] = {
    "id": 9,
    "operator": CREATOR,
    "act": "hide",
    "subject": SUBJECT,
    "reason": "The clip is somebody else's.",
    "done_at": 1_790_000_100,
    "event": None,
    "tx_hash": None,
    "until": None,
}
