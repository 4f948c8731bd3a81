"""Signed orders: filled, cancelled, outdated."""

from __future__ import annotations

from toktok.chain.addresses import checksum
from toktok.chain.events import CounterIncremented, GroupCanceled, OrderFilled
from toktok.indexer.handlers.sales import expected_parts, keep_sale
from toktok.indexer.handlers.tt import spend_allowance
from toktok.indexer.mirror import Mirror
from toktok.market.incomes import SaleParts
from toktok.store.tables import ClosedGroup, MomentToken, OrderCounter, OrderFill, Side


def on_filled(state: Mirror, event: OrderFilled) -> None:
    """An order was filled: the maker of a listing sells, the maker of an offer buys."""
    side = Side(event.side)
    is_listing = side == Side.LISTING
    seller, buyer = (event.maker, event.taker) if is_listing else (event.taker, event.maker)
    token = state.rows.edit(MomentToken, event.token_id)
    parts = _checked(state, event, token, seller)
    if not is_listing:
        _close(state, event.maker, event.group)
    spend_allowance(state, buyer, event.price)
    state.expect.cover("TT paid", (buyer, seller), -parts.to_seller)
    keep_sale(
        state,
        event,
        parts,
        kind=side.name.lower(),
        token=token,
        seller=seller,
        buyer=buyer,
        to=event.to,
        price=event.price,
    )
    _keep_fill(state, event)
    _tell(state, event, token, seller=seller, buyer=buyer)


def _checked(state: Mirror, event: OrderFilled, token: MomentToken, seller: bytes) -> SaleParts:
    """How the price has to be divided, of an order that could be filled."""
    state.require(token.owner == seller, "a token is sold by one who has it not.")
    state.require(
        state.rows.find(ClosedGroup, event.maker, event.group) is None,
        "an order of a closed group is filled.",
    )
    parts = expected_parts(state, token.moment, seller, event.price)
    state.require(
        (parts.royalty, parts.fee, parts.to_seller) == (event.royalty, event.fee, event.to_seller),
        f"the price of token {event.token_id} is divided otherwise.",
    )
    return parts


def _tell(
    state: Mirror, event: OrderFilled, token: MomentToken, *, seller: bytes, buyer: bytes
) -> None:
    state.record(
        event,
        "sale",
        token=state.token_of_moment(token.moment),
        moment=token.moment,
        account=buyer,
        side=Side(event.side).name.lower(),
        token_id=event.token_id,
        seller=checksum(seller),
        buyer=checksum(buyer),
        to=checksum(event.to),
        price=str(event.price),
        royalty=str(event.royalty),
        fee=str(event.fee),
        to_seller=str(event.to_seller),
        order=f"0x{event.order_hash.hex()}",
    )


def on_group_canceled(state: Mirror, event: GroupCanceled) -> None:
    """A family of orders ends; to end it twice changes nothing."""
    if state.rows.find(ClosedGroup, event.maker, event.group) is None:
        _close(state, event.maker, event.group)


def on_counter_incremented(state: Mirror, event: CounterIncremented) -> None:
    """Everything the maker signed before ends."""
    row = state.rows.edit_or_new(OrderCounter, event.maker)
    state.same("counter", ours=row.counter + 1, theirs=event.counter)
    row.counter = event.counter


def _close(state: Mirror, maker: bytes, group: int) -> None:
    state.rows.put(ClosedGroup, maker=maker, group=group, closed_at=state.timestamp)


def _keep_fill(state: Mirror, event: OrderFilled) -> None:
    state.rows.append(
        OrderFill,
        **state.place(event),
        order_hash=event.order_hash,
        maker=event.maker,
        taker=event.taker,
        side=event.side,
        token_id=event.token_id,
        to=event.to,
        price=event.price,
        royalty=event.royalty,
        fee=event.fee,
        to_seller=event.to_seller,
        group=event.group,
    )
