"""Strings that mean something."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

Wei = Annotated[str, Field(pattern=r"^[0-9]{1,78}$", description="Amount in wei.")]
SignedWei = Annotated[
    str, Field(pattern=r"^-?[0-9]{1,78}$", description="Amount in wei, below zero for a loss.")
]
Address = Annotated[
    str, Field(pattern=r"^0x[0-9a-fA-F]{40}$", description="Address with checksum (EIP-55).")
]
Hash = Annotated[str, Field(pattern=r"^0x[0-9a-f]{64}$")]
Signature = Annotated[str, Field(pattern=r"^0x[0-9a-f]*$")]
EventId = Annotated[
    str, Field(pattern=r"^[0-9]+-[0-9]+$", description="Block and log index, in order of events.")
]
Timestamp = Annotated[int, Field(ge=0, description="Unix seconds, by the chain's clock.")]
Bps = Annotated[int, Field(ge=0, description="1/10,000.")]
NextCursor = Annotated[
    str | None, Field(description="Continues after the last item; null at the end.")
]

ADA = "0x8f4E62B3C2a1F0b5D3C1d0AfD5aF4D5a6E7C8B9a"
TT = 10**18


class Record(BaseModel):
    """An object of which every member is described."""

    model_config = ConfigDict(extra="forbid")


def example(document: dict[str, Any]) -> ConfigDict:
    """The configuration of a record whose example is `document`."""
    return ConfigDict(extra="forbid", json_schema_extra={"example": document})
