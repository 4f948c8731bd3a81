"""Statements."""

from __future__ import annotations

from typing import Any

_EXAMPLE = (
    "time,block,transaction,what,creator,moment,tt_received,tt_paid,tokens_received,tokens_given,"
    "eth_received,eth_paid,fees_in_tt,moments_received,moments_given,tt_booked,counts_as,token\r\n"
    "2026-09-21T14:13:20+00:00,42,0x5c50…4ed4,trade,ada,,,100,4008.264462809917355371,,,,4,,,,movement,0x9fE4…a6e0\r\n"
    "2026-09-21T15:02:11+00:00,57,0x91ab…07c2,sales,ada,1,,,,,,,,,,5.95,income,0x9fE4…a6e0\r\n"
    "2026-09-21T15:02:11+00:00,57,0x91ab…07c2,claim,,,5.95,,,,,,,,,,payout,\r\n"
    "2026-09-21T15:04:40+00:00,58,0x1f0a…93be,token_transfer,ada,,,,,1500,,,,,,,movement,0x9fE4…a6e0\r\n"
)

_COLUMNS = """\
The file. A row has an act, and sums in whole units with all their digits; `counts_as` says how to add them up:

- `movement`: TT, creator tokens, moments and ETH that moved with the act (`…_received`, `…_paid`, `…_given`).
- `income`: what was booked for the account (`tt_booked`), its own part where lists share it. Nothing moved yet. `what`
  is the source, named as in `/v1/payouts/{address}`: `tips`, `sales`, `resales`, `royalties`, `subscriptions`, `fund`,
  `sale_referrals` when the ledger credited them (sales and resales when they were divided), `referrals` when the trade
  happened; `dividends`, `trade_fees` and `protocol`, which are running sums until then, when they were collected. The
  rows of a source and a token add up to what it `earned` there; what is still `owed` of dividends, fees of trades and
  moments that wait to be divided has no row yet.
- `returned`: the account's own money, booked back for it (`outbids`). No income.
- `payout`: a `claim`, which moved what `income` and `returned` rows had booked. Paid to another address, it is
  received and paid.

So income is the sum of `tt_booked` over `income`; what came and went is `tt_received` less `tt_paid`. The two are never
added to each other. `fees_in_tt` are part of what was paid, or taken off what was received. `creator` is the handle, or
the address of a creator without a token; `token` is the creator's token.

A purchase paid in ETH shows what it cost in TT; the moment won in an auction was paid with its bid. Creator tokens that
people send each other are in it (`token_transfer`); TT, ETH and moments that others send or give to the account, and its
own plain transfers of these, are not."""

STATEMENT: dict[int | str, dict[str, Any]] = {
    200: {
        "description": _COLUMNS,
        "content": {"text/csv": {"schema": {"type": "string"}, "example": _EXAMPLE}},
    }
}
