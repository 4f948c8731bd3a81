"""Answers to what was handed in."""

from __future__ import annotations

from fastapi import Response

from toktok.api.answers import MEDIA_TYPE
from toktok.api.encode import encode
from toktok.moments.desk import Taken
from toktok.moments.signed_rows import OrderRow, VoucherRow


def answer(taken: Taken[OrderRow] | Taken[VoucherRow], where: str) -> Response:
    """What is kept now, and its address; 201 if it is new, 200 if it was known."""
    row: OrderRow | VoucherRow = taken.row
    headers = {"Location": f"{where}/0x{row.hash.hex()}", "Cache-Control": "no-store"}
    status = 201 if taken.is_new else 200
    return Response(encode(row), status, headers=headers, media_type=MEDIA_TYPE)
