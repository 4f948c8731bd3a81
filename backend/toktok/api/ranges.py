"""Parts of files (RFC 9110 section 14): what players ask for when somebody moves the slider."""

from __future__ import annotations

import re

_ONE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")


class Unsatisfiable(ValueError):
    """The part begins behind the end."""


def part_of(header: str | None, size: int) -> tuple[int, int] | None:
    """First byte and end (not included) of the part of a file of `size` bytes that is asked for.

    None: the whole file; that is also the answer to several parts and to what cannot be read, as
    servers may ignore the header. Raises Unsatisfiable.
    """
    found = _ONE.fullmatch(header.replace(" ", "")) if header else None
    if found is None or not any(found.groups()):
        return None
    first, last = found.groups()
    if not first:
        start, end = max(0, size - int(last)), size
    else:
        start, end = int(first), min(size, int(last) + 1) if last else size
        if last and int(last) < start:
            return None
    if start >= end:
        raise Unsatisfiable
    return start, end
