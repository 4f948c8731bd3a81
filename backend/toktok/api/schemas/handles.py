"""Handles."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from toktok.api.schemas.examples import TOKEN
from toktok.api.schemas.values import Address, Record, example


class Handle(Record):
    """Whether a launch could have a handle."""

    model_config = example({"handle": "ada", "is_valid": True, "is_free": False, "token": TOKEN})

    handle: str
    is_valid: Annotated[bool, Field(description="3 to 20 small letters, digits or `_`.")]
    is_free: Annotated[bool, Field(description="Valid, and nobody has it.")]
    token: Annotated[Address | None, Field(description="The token that has it.")]
