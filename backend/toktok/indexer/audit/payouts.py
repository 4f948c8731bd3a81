"""What is credited, booked, divided and owed, against ledger and market."""

from __future__ import annotations

from collections.abc import Iterator

from toktok.chain.addresses import ZERO, checksum
from toktok.indexer.audit.asking import Views
from toktok.indexer.audit.debts import Debts, follows
from toktok.indexer.audit.people import People
from toktok.indexer.audit.report import Comparison
from toktok.indexer.audit.snapshot import Snapshot
from toktok.store.tables import MomentIncome

_NO_LIST = bytes(32)


def compare_payouts(
    snapshot: Snapshot, people: People, ask: Views, debts: Debts
) -> Iterator[Comparison]:
    """Ledger, referrals, payout addresses, lists in use, and the sum of what everybody is owed."""
    # Of everybody with TT, so that accounts we missed are found as well.
    known = people.ledger.keys() | people.referrals.keys() | people.tt.keys()
    for account in known:
        key, view = checksum(account), ask.ledger("balanceOf", account)
        yield Comparison("ledger_account", key, view, {"value": people.ledger.get(account, 0)})
        yield Comparison("earning", key, view, {"value": people.earned.get(account, 0)})
        referred = people.referrals.get(account, 0)
        yield Comparison("referral", key, ask.market("referralsOf", account), {"value": referred})
    for account, payout in people.payouts.items():
        view = ask.market("payoutOf", account)
        yield Comparison("payout_address", checksum(account), view, {"value": payout})
    for account in people.earners:
        shares = snapshot.list_of(snapshot.own_list(account))
        view = ask.ledger("splitsOf", account)
        yield Comparison("creator_splits", checksum(account), view, {"value": shares})
    debts.add_people(snapshot, people)
    for account in {*known, *debts.accounts(people)}:
        owed, tokens, moments = debts.take(account)
        owed += people.ledger.get(account, 0) + people.referrals.get(account, 0)
        view = ask.ledger("owed", account, tokens, moments)
        yield Comparison("owed", checksum(account), view, {"value": owed})


def compare_list(snapshot: Snapshot, ask: Views, list_id: bytes) -> Comparison:
    """A list of splits that somebody has named."""
    view = ask.ledger("splitsAt", list_id)
    return Comparison("split", f"0x{list_id.hex()}", view, {"value": snapshot.list_of(list_id)})


def compare_account(snapshot: Snapshot, ask: Views, row: MomentIncome) -> Iterator[Comparison]:
    """The ledger's account of a moment."""
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
