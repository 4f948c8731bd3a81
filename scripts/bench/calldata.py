"""Call data of functions whose arguments are all words: put together in a microsecond."""

from __future__ import annotations

from collections.abc import Callable

from eth_hash.auto import keccak

Word = str | int | bool
Encode = Callable[..., str]


def words(signature: str) -> Encode:
    """What encodes a call of a function like `transfer(address,uint256)`.

    Dynamic arguments are the caller's business: offsets and lengths are words like any other.
    """
    selector = "0x" + keccak(signature.encode())[:4].hex()

    def encode(*arguments: Word) -> str:
        return selector + "".join(map(_word, arguments))

    return encode


def _word(value: Word) -> str:
    if isinstance(value, str):
        return value.removeprefix("0x").rjust(64, "0")
    return f"{value:064x}"


buy = words("buy(address,uint256,uint256,address,uint256,address)")
buy_exact = words("buyExact(address,uint256,uint256,address,uint256,address)")
sell = words("sell(address,uint256,uint256,address,uint256,address)")
contribute = words("contribute(address,uint256)")
finalize = words("finalize(address)")
claim_allocation = words("claimAllocation(address)")
return_unvested = words("returnUnvested(address,uint256)")
transfer = words("transfer(address,uint256)")
transfer_from = words("transferFrom(address,address,uint256)")
approve = words("approve(address,uint256)")
approve_all = words("setApprovalForAll(address,bool)")
deposit_to = words("depositTo(address)")
mint = words("mint(uint256,uint256,address,uint256,address)")
tip = words("tip(address,uint256)")
set_plan = words("setPlan(uint256,uint256,uint256)")
subscribe = words("subscribe(address,uint256,uint256,address,uint256)")
create_auction = words("createAuction(uint256,uint256,uint256,uint256)")
bid = words("bid(uint256,uint256)")
settle = words("settle(uint256)")
_trade = words("trade((uint8,address,uint256,address)[])")
_claim_all = words("claimAll(address[],uint256[],address)")


def trade(trades: list[tuple[int, str, int, str]]) -> str:
    """Many trades (kind, token, amount, to) in one transaction of the benches' contract."""
    return _trade(32, len(trades), *(word for each in trades for word in each))


def claim_all(tokens: list[str], moments: list[int], to: str) -> str:
    """A claim of everything owed for these tokens and moments."""
    behind = 32 * (3 + 1 + len(tokens))
    return _claim_all(96, behind, to, len(tokens), *tokens, len(moments), *moments)
