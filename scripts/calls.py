"""What each act of the seed calls on the contracts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from brownie import Contract, web3
from eth_utils import to_checksum_address

from scripts.cast import COLLABORATORS, DAY, Creator
from scripts.deployment import Contracts
from scripts.plan import ALL, TT, Act

ZERO = "0x" + "00" * 20
FOREVER = 2**40 - 1
UNLIMITED = 2**256 - 1


@dataclass(frozen=True, slots=True)
class Call:
    """A contract, what to call on it, and the ETH wei that go along."""

    to: Contract
    data: str
    value: int = 0


class Calls:
    """Turns acts into calls; shares of what there is are of this moment."""

    def __init__(
        self, contracts: Contracts, accounts: Sequence[str], creators: Sequence[Creator]
    ) -> None:
        self._contracts = contracts
        self._accounts = accounts
        self._creators = {each.handle: each for each in creators}
        self._tokens: dict[str, Contract] = {}

    def of(self, act: Act) -> Call:
        """The call that `act` is."""
        call: Call = getattr(self, f"_{act.kind}")(act)
        return call

    def _token(self, act: Act) -> Contract:
        """The token an act is about, from the event of its launch: a failed one frees its handle."""
        if act.token not in self._tokens:
            market = self._contracts.market
            creator = self._accounts[self._creators[act.token].account]
            launched = web3.eth.get_logs(
                {
                    "address": market.address,
                    "fromBlock": 0,
                    "topics": [
                        market.topics["Launched"],
                        None,
                        f"0x{creator[2:].lower():0>64}",
                    ],
                }
            )
            address = to_checksum_address(bytes(launched[0]["topics"][1])[12:])
            self._tokens[act.token] = self._contracts.token(address)
        return self._tokens[act.token]

    def _by(self, act: Act) -> str:
        return self._accounts[act.by]

    def _other(self, act: Act) -> str:
        return ZERO if act.other is None else self._accounts[act.other]

    def _deposit(self, act: Act) -> Call:
        return Call(self._contracts.tt, self._contracts.tt.deposit.encode_input(), act.amount)

    def _approve(self, act: Act) -> Call:
        tt = self._contracts.tt
        spender = getattr(self._contracts, act.spender)
        return Call(tt, tt.approve.encode_input(spender, UNLIMITED))

    def _launch(self, act: Act) -> Call:
        creator = self._creators[act.token]
        terms = (
            creator.handle,
            creator.name,
            creator.symbol,
            creator.uri,
            int(creator.window * DAY),
            creator.minimum * TT,
            creator.maximum * TT,
            creator.maximum_each * TT,
            creator.creator_fee,
            creator.fan_fee,
            creator.vesting * DAY,
            creator.creator_vesting * DAY,
        )
        return self._market("launch", terms)

    def _contribute(self, act: Act) -> Call:
        return self._market("contribute", self._token(act), act.amount)

    def _finalize(self, act: Act) -> Call:
        return self._market("finalize", self._token(act))

    def _refund(self, act: Act) -> Call:
        return self._market("refund", self._token(act))

    def _claim_allocation(self, act: Act) -> Call:
        return self._market("claimAllocation", self._token(act))

    def _return_unvested(self, act: Act) -> Call:
        _, total, vested, _, returned, _ = self._contracts.market.allocationOf(
            self._token(act), self._by(act)
        )
        amount = (total - returned - vested) * act.amount // ALL
        # Only whole tokens can be given back.
        return self._market("returnUnvested", self._token(act), amount - amount % TT)

    def _buy(self, act: Act) -> Call:
        return self._market(
            "buy", self._token(act), act.amount, 1, self._by(act), FOREVER, self._other(act)
        )

    def _buy_with_eth(self, act: Act) -> Call:
        buy = self._market("buyWithEth", self._token(act), 1, self._by(act), FOREVER, ZERO)
        return replace(buy, value=act.amount)

    def _sell(self, act: Act) -> Call:
        token, seller = self._token(act), self._by(act)
        amount = token.balanceOf(seller) * act.amount // ALL
        return self._market("sell", token, amount, 1, seller, FOREVER, ZERO)

    def _tip(self, act: Act) -> Call:
        creator = self._accounts[self._creators[act.token].account]
        return self._ledger("tip", creator, act.amount)

    def _split(self, act: Act) -> Call:
        first, _, last = (self._accounts[each] for each in COLLABORATORS)
        return self._ledger("setSplits", [(self._by(act), 7_000), (first, 2_000), (last, 1_000)])

    def _set_payout(self, act: Act) -> Call:
        return self._market("setPayoutAddress", self._other(act))

    def _lower_fee(self, act: Act) -> Call:
        return self._market("lowerCreatorFee", self._token(act), act.amount)

    def _claim(self, act: Act) -> Call:
        return self._ledger("claimAll", [self._token(act)], self._by(act))

    def _give(self, act: Act) -> Call:
        token = self._token(act)
        amount = token.balanceOf(self._by(act)) * act.amount // ALL
        return Call(token, token.transfer.encode_input(self._other(act), amount))

    def _withdraw(self, act: Act) -> Call:
        tt = self._contracts.tt
        return Call(tt, tt.withdraw.encode_input(tt.balanceOf(self._by(act)) * act.amount // ALL))

    def _market(self, function: str, *arguments: object) -> Call:
        market = self._contracts.market
        return Call(market, getattr(market, function).encode_input(*arguments))

    def _ledger(self, function: str, *arguments: object) -> Call:
        ledger = self._contracts.ledger
        return Call(ledger, getattr(ledger, function).encode_input(*arguments))
