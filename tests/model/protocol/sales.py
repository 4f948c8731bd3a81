"""How the price of a token that somebody sells is divided: alike in auctions and exchange."""

from __future__ import annotations

from tests.model.protocol.moments import SERIALS, Moments
from tests.model.protocol.tt import TT, Payment

BPS = 10_000
FEE_BPS = 100


def pay(
    tt: TT, moments: Moments, via: str, payer: str, seller: str, token: int, price: int
) -> None:
    """Pay a price through contract `via`, out of its own TT or by the payer's allowance.

    What the moment's creator sells is a first sale, booked whole. Otherwise royalty and fee come
    off, each rounded down, and the seller gets the rest at once.
    """
    number = token // SERIALS
    moment = moments.moment(number)
    if seller == moment.creator:
        _book(tt, via, payer, price, Payment("Sale", number))
        return
    taken = price * moment.terms.royalty_bps // BPS + price * FEE_BPS // BPS
    if taken:
        _book(tt, via, payer, taken, Payment("Resale", number))
    if payer == via:
        tt.transfer(via, seller, price - taken)
    else:
        tt.transfer_from(via, payer, seller, price - taken)


def _book(tt: TT, via: str, payer: str, amount: int, payment: Payment) -> None:
    if payer == via:
        tt.transfer_and_call(via, "ledger", amount, payment)
    else:
        tt.transfer_from_and_call(via, payer, "ledger", amount, payment)
