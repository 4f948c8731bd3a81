"""What is credited, booked, divided and owed, against ledger and market."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from toktok.chain.addresses import ZERO, checksum
from toktok.indexer.audit.asking import Views
from toktok.indexer.audit.debts import Debts, follows
from toktok.indexer.audit.report import Comparison
from toktok.indexer.audit.snapshot import Snapshot
from toktok.store.tables import Earning, LedgerAccount, MomentIncome, Referral, Sound

_NO_LIST = bytes(32)


def compare_payouts(snapshot: Snapshot, ask: Views) -> Iterator[Comparison]:
    """Ledger, referrals, payout addresses, lists, moments' accounts, and the sum of it all."""
    owed: dict[bytes, int] = defaultdict(int)
    for earning in snapshot.all(Earning):
        owed[earning.account] += earning.owed
    balances = {row.account: row.balance for row in snapshot.all(LedgerAccount)}
    referrals = {row.account: row.owed for row in snapshot.all(Referral)}
    # Of everybody with TT, so that accounts we missed are found as well.
    for account in balances.keys() | referrals.keys() | snapshot.tt_accounts:
        key, view = checksum(account), ask.ledger("balanceOf", account)
        yield Comparison("ledger_account", key, view, {"value": balances.get(account, 0)})
        yield Comparison("earning", key, view, {"value": owed[account]})
        view = ask.market("referralsOf", account)
        yield Comparison("referral", key, view, {"value": referrals.get(account, 0)})
    for account, payout in snapshot.payouts.items():
        view = ask.market("payoutOf", account)
        yield Comparison("payout_address", checksum(account), view, {"value": payout})
    yield from _lists(snapshot, ask)
    yield from _moments(snapshot, ask)
    debts = Debts(snapshot)
    for account, amount in debts.amounts.items():
        tokens, moments = list(debts.tokens[account]), list(debts.moments[account])
        view = ask.ledger("owed", account, tokens, moments)
        yield Comparison("owed", checksum(account), view, {"value": amount})


def _lists(snapshot: Snapshot, ask: Views) -> Iterator[Comparison]:
    named = {row.splits for row in snapshot.all(Sound)} | set(snapshot.own_lists.values())
    for moment in snapshot.all(MomentIncome):
        named |= {each for each in (moment.splits, moment.sound_splits) if each is not None}
    for list_id in snapshot.lists.keys() | named:
        view = ask.ledger("splitsAt", list_id)
        shares = snapshot.list_of(list_id)
        yield Comparison("split", f"0x{list_id.hex()}", view, {"value": shares})
    # Whoever ever was a creator, so that lists we missed are found as well.
    accounts = {row.creator for row in snapshot.all(MomentIncome)} | set(snapshot.own_lists)
    for creator in snapshot.creators.values():
        accounts |= {creator.creator, creator.founder}
    for account in accounts:
        shares = snapshot.list_of(snapshot.own_lists.get(account))
        view = ask.ledger("splitsOf", account)
        yield Comparison("creator_splits", checksum(account), view, {"value": shares})


def _moments(snapshot: Snapshot, ask: Views) -> Iterator[Comparison]:
    rows = snapshot.all(MomentIncome)
    yield Comparison("moment_income", "number", ask.ledger("momentCount"), {"value": len(rows)})
    for row in rows:
        key = str(row.moment)
        yield Comparison(
            "moment_income",
            key,
            ask.ledger("incomeTermsOf", row.moment),
            {
                "creator": row.creator,
                "royalty_bps": row.royalty_bps,
                "sound_bps": row.sound_bps,
                "sound_splits": row.sound_splits or _NO_LIST,
                "splits": row.splits or _NO_LIST,
            },
        )
        yield Comparison(
            "moment_income",
            key,
            ask.ledger("bookedOf", row.moment),
            {"sales": row.sales, "resales": row.resales, "referred": row.referred},
        )
        _, token = follows(snapshot, row)
        view = ask.ledger("tokenOfMoment", row.moment)
        yield Comparison("moment_income", key, view, {"value": token or ZERO})
