"""What an operation refuses to do."""

from __future__ import annotations

Value = int | str


class Refusal(Exception):
    """The error a contract reverts with: its name, and its values where they are known."""

    def __init__(self, name: str, *values: Value) -> None:
        super().__init__(f"{name}({', '.join(str(each) for each in values)})")
        self.name = name
        self.values = values


def require(holds: bool, name: str, *values: Value) -> None:
    """Refuse unless it holds."""
    if not holds:
        raise Refusal(name, *values)


def in_range(field: str, value: int, least: int, most: int) -> None:
    """Refuse a term outside of its bounds."""
    require(least <= value <= most, "TermOutOfRange", field, value, least, most)


def text_fits(field: str, text: str, least: int, most: int) -> None:
    """Refuse a text with too few or too many bytes."""
    length = len(text.encode())
    require(least <= length <= most, "InvalidText", field, length, least, most)
