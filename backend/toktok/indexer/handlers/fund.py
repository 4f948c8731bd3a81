"""The creator fund."""

from __future__ import annotations

from toktok.chain.events import FundClaimed, FundDeposited, RootPosted, RootVetoed
from toktok.indexer.mirror import Mirror
from toktok.store.tables import Fund, FundAccount, FundClaim, FundDeposit, FundRoot

FUND_ROW = 1


def on_deposited(state: Mirror, event: FundDeposited) -> None:
    """The budget grew."""
    fund = state.rows.edit_or_new(Fund, FUND_ROW)
    state.same("deposits", ours=fund.deposits + event.amount, theirs=event.deposits)
    fund.deposits = event.deposits
    state.tt_came_in(event.address, event.amount)
    state.rows.append(
        FundDeposit,
        **state.place(event),
        payer=event.payer,
        amount=event.amount,
        deposits=event.deposits,
    )
    state.record(
        event,
        "fund_deposit",
        account=event.payer,
        amount=str(event.amount),
        deposits=str(event.deposits),
    )


def on_root_posted(state: Mirror, event: RootPosted) -> None:
    """What everybody has earned so far; a veto may still throw it out."""
    fund = state.rows.edit_or_new(Fund, FUND_ROW)
    state.same("period", ours=fund.period + 1, theirs=event.period)
    state.require(event.total <= fund.deposits, "a root promises more than was deposited.")
    fund.period = event.period
    state.rows.put(
        FundRoot,
        period=event.period,
        attempt=_attempts(state, event.period) + 1,
        root=event.root,
        total=event.total,
        effective_at=event.effective_at,
        uri=event.uri,
        posted_at=state.timestamp,
    )
    _record(
        state, event, "posted", None, total=str(event.total), at=event.effective_at, uri=event.uri
    )


def on_root_vetoed(state: Mirror, event: RootVetoed) -> None:
    """The last root is gone, and its number free."""
    fund = state.rows.edit_or_new(Fund, FUND_ROW)
    state.same("period", ours=fund.period, theirs=event.period)
    fund.period -= 1
    root = state.rows.edit(FundRoot, event.period, _attempts(state, event.period))
    root.vetoed_at = state.timestamp
    root.vetoed_by = event.guardian
    _record(state, event, "vetoed", event.guardian, total=str(root.total), at=None, uri=root.uri)


def on_claimed(state: Mirror, event: FundClaimed) -> None:
    """An account was credited what it had earned and did not have yet."""
    fund = state.rows.edit_or_new(Fund, FUND_ROW)
    account = state.rows.edit_or_new(FundAccount, event.account)
    state.same("paid", ours=account.claimed + event.amount, theirs=event.cumulative)
    state.same("paid to all", ours=fund.claimed + event.amount, theirs=event.claimed)
    state.require(event.claimed <= fund.deposits, "the fund pays more than was deposited.")
    account.claimed = event.cumulative
    fund.claimed = event.claimed
    state.tt_went_out(event.address, event.amount)
    state.expect.cover("fund's credit", event.account, -event.amount)
    state.rows.append(
        FundClaim,
        **state.place(event),
        account=event.account,
        period=event.period,
        amount=event.amount,
        cumulative=event.cumulative,
        claimed=event.claimed,
    )
    state.record(
        event,
        "fund_claim",
        token=state.token_of(event.account),
        account=event.account,
        period=event.period,
        amount=str(event.amount),
        cumulative=str(event.cumulative),
    )


def _attempts(state: Mirror, period: int) -> int:
    """How many roots of a period were posted so far."""
    attempts = 0
    while state.rows.find(FundRoot, period, attempts + 1) is not None:
        attempts += 1
    return attempts


def _record(
    state: Mirror,
    event: RootPosted | RootVetoed,
    stage: str,
    account: bytes | None,
    *,
    total: str,
    at: int | None,
    uri: str,
) -> None:
    state.record(
        event,
        "fund_root",
        account=account,
        stage=stage,
        period=event.period,
        total=total,
        effective_at=at,
        uri=uri,
    )
