"""Quotes: what a trade would do in the indexed state, to the wei what the contract would say."""

from __future__ import annotations

from collections.abc import Callable

from sqlmodel import Session

from toktok.market import pricing
from toktok.market.creators import find_creator
from toktok.market.curve import WAD
from toktok.market.errors import NotTrading, QuoteRefused
from toktok.market.head import read_head
from toktok.market.launches import launch_status
from toktok.market.rows import QuoteFees, QuoteRow, Side
from toktok.store.tables import Creator
from toktok.store.tables import Status as Stage

_QUOTES: dict[Side, Callable[..., pricing.Quote]] = {
    "buy": pricing.quote_buy,
    "buy_exact": pricing.quote_buy_exact,
    "sell": pricing.quote_sell,
}


def quote(session: Session, name: str, *, side: Side, amount: int) -> QuoteRow:
    """What trading `amount` does: TT wei spent ("buy"), token wei bought or sold otherwise.

    Raises UnknownCreator, NotTrading, QuoteRefused.
    """
    head = read_head(session)
    creator = find_creator(session, name)
    if creator.status != Stage.TRADING:
        raise NotTrading(creator.handle, launch_status(creator, now=head.timestamp))
    result = quote_for(creator, side=side, amount=amount)
    return QuoteRow(
        token=creator.token,
        side=side,
        block=head.number,
        tt_amount=result.tt_amount,
        token_amount=result.token_amount,
        fees=QuoteFees(
            creator=result.fees.creator,
            fans=result.fees.fans,
            protocol=result.fees.protocol,
            total=result.fees.total,
        ),
        price_before=result.price_before,
        price_after=result.price_after,
        price_average=result.tt_amount * WAD // result.token_amount,
        price_impact_bps=_impact_bps(result),
    )


def quote_for(creator: Creator, *, side: Side, amount: int) -> pricing.Quote:
    """The curve's answer for a trading creator. Raises QuoteRefused."""
    rates = pricing.FeeRates(creator.creator_fee_bps, creator.fan_fee_bps)
    try:
        result = _QUOTES[side](
            amount,
            launch_reserve=creator.raised,
            supply=creator.supply,
            returned=creator.returned,
            rates=rates,
        )
        if result.token_amount == 0:
            raise pricing.ZeroAmount
    except pricing.CurveError as error:
        raise QuoteRefused(str(error)) from error
    return result


def proceeds(creator: Creator, token_amount: int) -> int:
    """TT wei that selling `token_amount` token wei brings now, fees taken off."""
    if token_amount == 0 or creator.status != Stage.TRADING:
        return 0
    return quote_for(creator, side="sell", amount=token_amount).tt_amount


def _impact_bps(result: pricing.Quote) -> int:
    """How far the average price on the curve, fees left out, is from the price before, rounded."""
    fair = result.price_before * result.token_amount
    if fair == 0:
        return 0
    paid = abs(result.reserve_change) * WAD
    return (abs(paid - fair) * pricing.BPS + fair // 2) // fair
