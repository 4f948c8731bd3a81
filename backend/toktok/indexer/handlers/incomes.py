"""Incomes: booked per moment, divided, and the lists that divide them."""

from __future__ import annotations

from dataclasses import asdict

from toktok.chain.addresses import ZERO, checksum
from toktok.chain.events import (
    IncomeDivided,
    MomentOpened,
    MomentTokenSet,
    ReferralBooked,
    SaleBooked,
    Swept,
)
from toktok.indexer.handlers.days import keep_revenue
from toktok.indexer.handlers.splits import is_known, or_none
from toktok.indexer.mirror import Mirror
from toktok.indexer.occasion import Occasion
from toktok.market.incomes import NAMES, Parts, divide, referral_of
from toktok.store.tables import (
    Income,
    IncomeTotal,
    Moment,
    MomentIncome,
    SaleBooking,
    SaleReferral,
    Sound,
    Source,
)


def on_moment_opened(state: Mirror, event: MomentOpened) -> None:
    """The ledger has an account for a moment; ids are counted."""
    terms = event.terms
    state.require(
        event.moment == 1 or state.rows.find(MomentIncome, event.moment - 1) is not None,
        f"account {event.moment} is opened before the one before it.",
    )
    for list_id in (terms.splits, terms.sound_splits):
        state.require(is_known(state, list_id), "a moment names a list that is not stored.")
    token = state.trading_token_of(terms.creator)
    state.require(
        (token or ZERO) == event.token, "a moment follows another token than its creator's."
    )
    state.rows.put(
        MomentIncome,
        moment=event.moment,
        opener=event.opener,
        creator=terms.creator,
        royalty_bps=terms.royalty_bps,
        sound_bps=terms.sound_bps,
        sound_splits=or_none(terms.sound_splits),
        splits=or_none(terms.splits),
        token=token,
    )


def on_moment_token_set(state: Mirror, event: MomentTokenSet) -> None:
    """The creator's token trades, and the moment follows it from now on."""
    row = state.rows.edit(MomentIncome, event.moment)
    state.require(
        row.token is None and state.trading_token_of(row.creator) == event.token,
        "a moment follows another token than its creator's.",
    )
    row.token = event.token


def on_sale_booked(state: Mirror, event: SaleBooked) -> None:
    """A payment for a moment waits to be divided."""
    row = state.rows.edit(MomentIncome, event.moment)
    is_sale = event.source == Source.SALE
    sales = row.sales + (event.amount if is_sale else 0)
    resales = row.resales + (0 if is_sale else event.amount)
    state.same("sales that wait", ours=sales, theirs=event.sales)
    state.same("resales that wait", ours=resales, theirs=event.resales)
    row.sales, row.resales = event.sales, event.resales
    state.tt_came_in(state.ledger, event.amount)
    state.expect.cover("payment", (Source(event.source).name, event.moment), event.amount)
    state.rows.append(
        SaleBooking,
        **state.place(event),
        moment=event.moment,
        source=event.source,
        payer=event.payer,
        amount=event.amount,
        sales=event.sales,
        resales=event.resales,
    )


def on_referral_booked(state: Mirror, event: ReferralBooked) -> None:
    """A referrer has its half of the protocol's part at once."""
    row = state.rows.edit(MomentIncome, event.moment)
    state.same("referrers' part", ours=row.referred + event.amount, theirs=event.referred)
    state.require(event.referred <= referral_of(row.sales), "referrers get more than their half.")
    row.referred = event.referred
    state.expect.add("referral", event.referrer, event.amount)
    state.occasion = Occasion(Source.REFERRAL, event.moment, event.referrer)
    state.rows.append(
        SaleReferral,
        **state.place(event),
        moment=event.moment,
        referrer=event.referrer,
        amount=event.amount,
        referred=event.referred,
    )


def on_swept(state: Mirror, event: Swept) -> None:
    """Royalties a token had received became an income of its creator: the next event says it."""
    state.expect.cover("royalties swept", event.address, -event.amount)


def on_income_divided(state: Mirror, event: IncomeDivided) -> None:
    """An income and its parts; the credits, and the fans' part, come with it."""
    source = Source(event.source)
    if event.moment:
        token, expected = _divide_booked(state, event, source)
    else:
        token = state.trading_token_of(event.creator)
        expected = divide(source, event.amount, has_fans=token is not None)
        state.tt_came_in(state.ledger, event.amount)
    parts = Parts(event.to_sound, event.to_creator_side, event.to_fans, event.to_protocol)
    state.require(parts == expected, f"an income is {parts}, {expected} was expected.")
    credited = event.amount - event.to_fans - event.to_referrers
    state.expect.add("credits", (source.name, event.creator), credited)
    if token is not None:
        state.expect.add("fans' part of an income", token, event.to_fans)
    if source == Source.ROYALTY:
        state.expect.cover("royalties swept", event.payer, event.amount)
    if source == Source.SUBSCRIPTION:
        state.expect.cover("subscriptions", (event.creator, event.payer), event.amount)
    subject = token or event.creator
    state.occasion = Occasion(
        source, event.moment or None, subject, parts.to_sound, parts.to_creator
    )
    _keep(state, event, source, token, parts)


def _divide_booked(
    state: Mirror, event: IncomeDivided, source: Source
) -> tuple[bytes | None, Parts]:
    """Take what was booked for a moment; returns its token and the parts that follow."""
    row = state.rows.edit(MomentIncome, event.moment)
    is_sale = source == Source.SALE
    waiting, referred = (row.sales, row.referred) if is_sale else (row.resales, 0)
    state.same("what waits", ours=waiting, theirs=event.amount)
    state.same("referrers' part", ours=referred, theirs=event.to_referrers)
    creator = state.creator(row.token).creator if row.token else row.creator
    state.require(creator == event.creator, "a moment's income is divided for somebody else.")
    if is_sale:
        row.sales = row.referred = 0
    else:
        row.resales = 0
    row.divided += event.amount
    row.to_sound += event.to_sound
    row.to_creator += event.to_creator_side
    row.to_fans += event.to_fans
    row.to_protocol += event.to_protocol
    if event.to_sound:
        _pay_sound(state, event)
    parts = divide(
        source,
        event.amount,
        has_fans=row.token is not None,
        royalty_bps=row.royalty_bps,
        sound_bps=row.sound_bps,
    )
    return row.token, parts


def _pay_sound(state: Mirror, event: IncomeDivided) -> None:
    # An account that is not a moment's has no sound, but may have a list in its place.
    moment = state.rows.find(Moment, event.moment)
    if moment is not None and moment.sound_id is not None:
        state.rows.edit(Sound, moment.sound_id).earned += event.to_sound


def _keep(
    state: Mirror, event: IncomeDivided, source: Source, token: bytes | None, parts: Parts
) -> None:
    state.rows.append(
        Income,
        **state.place(event),
        creator=event.creator,
        token=token,
        source=source,
        moment=event.moment or None,
        payer=None if event.payer == ZERO else event.payer,
        amount=event.amount,
        to_referrers=event.to_referrers,
        **asdict(parts),
    )
    total = state.rows.edit_or_new(IncomeTotal, event.creator, int(source))
    total.amount += event.amount
    total.to_sound += parts.to_sound
    total.to_creator += parts.to_creator
    total.to_fans += parts.to_fans
    total.to_protocol += parts.to_protocol
    total.count += 1
    keep_revenue(
        state,
        token or event.creator,
        NAMES[source],
        amount=event.amount,
        to_creator=parts.to_creator,
        to_fans=parts.to_fans,
    )
    if source in (Source.TIP, Source.ROYALTY):
        _tell(state, event, source, parts)


def _tell(state: Mirror, event: IncomeDivided, source: Source, parts: Parts) -> None:
    state.record(
        event,
        source.name.lower(),
        token=state.token_of(event.creator),
        account=event.payer,
        creator=checksum(event.creator),
        amount=str(event.amount),
        to_creator=str(parts.to_creator),
        to_fans=str(parts.to_fans),
        to_protocol=str(parts.to_protocol),
    )
