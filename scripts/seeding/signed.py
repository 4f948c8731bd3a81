"""What people have signed by the end of the seed and the server is to be handed: a file for `make up`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from brownie import web3

from scripts.seeding.acts import Act, Order
from scripts.seeding.calls import call_of
from scripts.seeding.calls.scene import Scene, Signed
from scripts.seeding.cast import ACCOUNTS
from scripts.seeding.works import LATE_BUYER, PIECES, Piece

_GAS = 1_500_000
_GAS_PRICE = 2 * 10**9


def write_signed(path: Path, scene: Scene) -> None:
    """Put orders and vouchers at `path`, and the transactions that end some of them afterwards.

    Once written it stays: what was signed is signed, whatever happens to the tokens later.
    """
    if path.exists():
        return
    orders = [each for each in scene.plan.orders.values() if each.posted]
    vouchers = [each for each in PIECES if each.voucher is not None and _is_open(each)]
    content = {
        "orders": [_posted("order", scene.order(each)) for each in orders],
        "vouchers": [_posted("voucher", scene.voucher(each.key)) for each in vouchers],
        "then": list(
            _transactions(scene, [*map(_end_of_order, orders), *map(_end_of_voucher, vouchers)])
        ),
    }
    draft = path.with_suffix(".tmp")
    draft.write_text(json.dumps(content, indent=1) + "\n")
    draft.replace(path)


def _is_open(piece: Piece) -> bool:
    return not piece.sold and not piece.canceled


def _posted(name: str, signed: Signed) -> dict[str, Any]:
    return {name: signed.message, "signature": signed.signature}


def _end_of_order(order: Order) -> Act | None:
    about = (order.piece, order.key)
    taker = order.maker if order.taker is None else order.taker
    match order.fate, order.side:
        case "filled", "listing":
            return Act(0, taker, "fill_listing", about=about)
        case "filled", _:
            return Act(0, taker, "accept_offer", about=about, serial=order.serial)
        case "group canceled", _:
            return Act(0, order.maker, "cancel_group", count=order.group)
        case "counter raised", _:
            return Act(0, order.maker, "increment_counter")
    return None


def _end_of_voucher(piece: Piece) -> Act | None:
    match piece.fate:
        case "minted":
            return Act(0, LATE_BUYER, "mint_voucher", about=(piece.key,))
        case "canceled":
            return Act(0, ACCOUNTS[piece.creator], "cancel_voucher", about=(piece.key,))
    return None


def _transactions(scene: Scene, acts: list[Act | None]) -> Iterator[dict[str, str]]:
    """The acts as the node takes them. Their nonces let each of them happen once at most."""
    sent: Counter[str] = Counter()
    for act in filter(None, acts):
        sender, call = scene.by(act), call_of(scene, act)
        yield {
            "from": sender,
            "to": call.to.address,
            "data": call.data,
            "nonce": hex(web3.eth.get_transaction_count(sender) + sent[sender]),
            "gas": hex(_GAS),
            "gasPrice": hex(_GAS_PRICE),
        }
        sent[sender] += 1
