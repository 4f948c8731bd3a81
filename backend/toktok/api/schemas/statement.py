"""Statements."""

from __future__ import annotations

from typing import Any

_EXAMPLE = (
    "time,block,transaction,what,creator,moment,tt_received,tt_paid,tokens_received,tokens_given,"
    "eth_received,eth_paid,fees_in_tt\r\n"
    "2026-09-21T14:13:20+00:00,42,0x5c50…4ed4,trade,ada,,,100,4008.264462809917355371,,,,4\r\n"
    "2026-09-21T15:02:08+00:00,58,0x1f0a…93be,token_transfer,ada,,,,,1500,,,\r\n"
)

STATEMENT: dict[int | str, dict[str, Any]] = {
    200: {
        "description": (
            "The file. A purchase paid in ETH shows what it cost in TT; what the ledger books for an account is "
            "received when it is claimed; creator tokens that are sent are in it on both sides (`token_transfer`), TT, ETH "
            "and moments that are sent are not."
        ),
        "content": {"text/csv": {"schema": {"type": "string"}, "example": _EXAMPLE}},
    }
}
