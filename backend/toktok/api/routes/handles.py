"""Handles, before somebody launches under one."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Response

from toktok.api.answers import Reader
from toktok.api.schemas.handles import Handle
from toktok.api.schemas.problems import INVALID
from toktok.market.handles import handle
from toktok.routing import Router

router = Router(prefix="/v1/handles", tags=["launches"])


@router.get("/{handle}", response_model=Handle, responses=INVALID)
def one_handle(
    read: Reader,
    name: Annotated[
        str,
        Path(
            alias="handle",
            max_length=64,
            description="As somebody would like to be called.",
            examples=["ada"],
        ),
    ],
) -> Response:
    """Whether a launch could have this handle now."""
    return read.answer(lambda session: handle(session, name))
