"""Everything there is of an account, as the tables have it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Column, Integer, LargeBinary
from sqlmodel import SQLModel

from toktok.accounts.belongings import BELONGINGS, Belonging
from toktok.api.schemas.profiles import PROFILE
from toktok.store.types import Address, FixedBytes, Wide

_ADDRESS = {"type": "string", "pattern": "^0x[0-9a-fA-F]{40}$"}
_TOLD: tuple[tuple[Any, dict[str, Any]], ...] = (
    (Address, _ADDRESS),
    (FixedBytes | LargeBinary, {"type": "string", "pattern": "^0x[0-9a-fA-F]*$"}),
    (Wide, {"type": "string", "pattern": "^[0-9]+$"}),
    (Integer, {"type": "integer"}),
)
_AS_KEPT = {"description": "JSON, as it was handed in."}


def _column(column: Column[Any]) -> dict[str, Any]:
    if isinstance(column.type, JSON):
        return _AS_KEPT
    told = (each for kinds, each in _TOLD if isinstance(column.type, kinds))
    found = next(told, {"type": "string"})
    return {"anyOf": [found, {"type": "null"}]} if column.nullable else found


def _rows(name: str, belonging: Belonging) -> dict[str, Any]:
    columns = SQLModel.metadata.tables[name].columns
    members = {each.name: _column(each) for each in columns if each.name not in belonging.secret}
    row = {"type": "object", "properties": members, "required": list(members)}
    return {"type": "array", "items": {**row, "additionalProperties": False}}


_MEMBERS = {
    "address": _ADDRESS,
    **{name.removeprefix("app_"): _rows(name, each) for name, each in BELONGINGS.items()},
}
_SCHEMA = {
    "type": "object",
    "properties": _MEMBERS,
    "required": list(_MEMBERS),
    "additionalProperties": False,
}

EVERYTHING: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Every row there is of the account, by table.",
        "content": {
            "application/json": {
                "schema": _SCHEMA,
                "example": {"address": PROFILE["address"], "like": [], "follow": []},
            }
        },
    }
}
