"""A statement as CSV (RFC 4180), for spreadsheets and tax tools: times in UTC, sums in whole units, nothing rounded."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from toktok.chain.addresses import checksum
from toktok.moments.flows import Flow

COLUMNS = (
    "time", "block", "transaction", "what", "creator", "moment", "tt_received", "tt_paid",
    "tokens_received", "tokens_given", "eth_received", "eth_paid", "fees_in_tt",
    "moments_received", "moments_given", "tt_booked", "counts_as", "token",
)  # fmt: skip
_LINES = 200


def as_csv(flows: Iterable[Flow]) -> Iterator[bytes]:
    """The lines, the heading first, many at once."""
    page = io.StringIO()
    write = csv.writer(page).writerow
    write(COLUMNS)
    for number, flow in enumerate(flows, 1):
        write(_line(flow))
        if number % _LINES == 0:
            yield page.getvalue().encode()
            page.seek(0)
            page.truncate()
    yield page.getvalue().encode()


def _line(flow: Flow) -> list[str | int]:
    sums = (
        flow.tt_in, flow.tt_out, flow.tokens_in, flow.tokens_out, flow.eth_in, flow.eth_out, flow.fees,
    )  # fmt: skip
    return [
        datetime.fromtimestamp(flow.timestamp, UTC).isoformat(),
        flow.event[0],
        f"0x{flow.tx_hash.hex()}",
        flow.kind,
        _creator(flow),
        "" if flow.moment is None else flow.moment,
        *(decimal(each) for each in sums),
        flow.moments_in or "",
        flow.moments_out or "",
        decimal(flow.booked),
        flow.counts_as,
        "" if flow.token is None else checksum(flow.token),
    ]


def _creator(flow: Flow) -> str:
    """The handle; the address of a creator who had no token."""
    if flow.handle is not None or flow.creator is None:
        return flow.handle or ""
    return checksum(flow.creator)


def decimal(wei: int) -> str:
    """All digits of a sum, with a point: 1.5, 0.000000000000000001; nothing for 0."""
    whole, rest = divmod(wei, 10**18)
    return f"{whole}.{rest:018d}".rstrip("0").rstrip(".") if wei else ""
