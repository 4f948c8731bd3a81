"""Sales of moments: minted, by auction or by a signed order."""

from __future__ import annotations

from toktok.chain.addresses import ZERO, checksum
from toktok.chain.events import Event, Minted
from toktok.indexer.handlers.moments import SERIALS
from toktok.indexer.mirror import Mirror
from toktok.market.incomes import SaleParts, divide_sale
from toktok.store.tables import Moment, MomentSale, MomentToken, Source


def on_minted(state: Mirror, event: Minted) -> None:
    """Serials were sold; what a creator gets of its own one-of-one without a price is no sale."""
    moment = state.rows.edit(Moment, event.moment)
    _take_serials(state, event, moment)
    if not event.cost:
        return
    state.expect.cover("payment", (Source.SALE.name, event.moment), -event.cost)
    _count(state, moment, _keep_mint(state, event, moment))
    _tell_mint(state, event, moment)


def _take_serials(state: Mirror, event: Minted, moment: Moment) -> None:
    first = event.moment * SERIALS + moment.minted + 1
    state.same("first serial", ours=first, theirs=event.first_token_id)
    state.same("minted", ours=moment.minted + event.quantity, theirs=event.minted)
    state.same("cost", ours=moment.price * event.quantity, theirs=event.cost)
    state.require(event.minted <= moment.edition_size, "more is minted than the edition has.")
    moment.minted = event.minted
    state.expect.add("serials", event.moment, -event.quantity)
    for token_id in range(first, first + event.quantity):
        token = state.rows.edit(MomentToken, token_id)
        state.require(token.owner == event.to, "a serial was minted to somebody else.")
        token.last_price = moment.price or None


def _keep_mint(state: Mirror, event: Minted, moment: Moment) -> MomentSale:
    return state.rows.append(
        MomentSale,
        **state.place(event),
        kind="mint",
        moment=event.moment,
        token_id=event.first_token_id,
        quantity=event.quantity,
        seller=moment.creator,
        buyer=event.payer,
        to=event.to,
        price=moment.price,
        amount=event.cost,
        is_first=True,
        referrer=None if event.referrer == ZERO else event.referrer,
    )


def _tell_mint(state: Mirror, event: Minted, moment: Moment) -> None:
    state.record(
        event,
        "mint",
        token=state.token_of_moment(event.moment),
        moment=event.moment,
        account=event.payer,
        to=checksum(event.to),
        token_id=event.first_token_id,
        quantity=event.quantity,
        price=str(moment.price),
        amount=str(event.cost),
        referrer=None if event.referrer == ZERO else checksum(event.referrer),
        minted=event.minted,
    )


def expected_parts(state: Mirror, moment_id: int, seller: bytes, price: int) -> SaleParts:
    """How a price is divided: what the moment's creator sells is a first sale."""
    moment = state.rows.edit(Moment, moment_id)
    is_first = seller == moment.creator
    return divide_sale(price, royalty_bps=moment.royalty_bps, is_first=is_first)


def keep_sale(
    state: Mirror,
    event: Event,
    parts: SaleParts,
    *,
    kind: str,
    token: MomentToken,
    seller: bytes,
    buyer: bytes,
    to: bytes,
    price: int,
) -> None:
    """One token was sold: the token moves to `to`, and the ledger books its part of the price."""
    state.expect.cover("token moved", (token.token_id, to), -1)
    state.expect.cover("payment", (parts.source.name, token.moment), -parts.booked)
    sale = state.rows.append(
        MomentSale,
        **state.place(event),
        kind=kind,
        moment=token.moment,
        token_id=token.token_id,
        quantity=1,
        seller=seller,
        buyer=buyer,
        to=to,
        price=price,
        amount=price,
        is_first=parts.source == Source.SALE,
        royalty=parts.royalty,
        fee=parts.fee,
        to_seller=parts.to_seller,
    )
    _count(state, state.rows.edit(Moment, token.moment), sale)
    token.last_price = price


def _count(state: Mirror, moment: Moment, sale: MomentSale) -> None:
    moment.sales += sale.quantity
    moment.volume += sale.amount
    moment.last_price = sale.price
    moment.last_sold_at = state.timestamp
