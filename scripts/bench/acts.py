"""What people do in a chain made for a bench, and how often: one transaction each."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate

from scripts.bench import calldata
from scripts.bench.crowd import Crowd, Lot, Serial
from tests.support.collecting import DAY, INFINITE, LISTING, SERIALS
from tests.support.signing import sign_order
from tests.support.world import FOREVER, NOBODY, TT

Transaction = dict[str, str]
Act = Callable[[], Transaction | None]

#: Of a thousand transactions: how many do what. A buy or a sale is three events, a transfer is one.
MIX = {
    "buy": 160,
    "buy_exact": 110,
    "sell": 150,
    "trade_in_bulk": 50,
    "send_tokens": 200,
    "send_tt": 110,
    "mint": 70,
    "hand_on": 60,
    "tip": 30,
    "claim_as_creator": 15,
    "claim_as_holder": 15,
    "claim_as_referrer": 10,
    "subscribe": 10,
    "list_and_fill": 10,
}
BUY, _BUY_EXACT, _SELL = range(3)
_EDITION = 10_000
_GAS, _TRADE_GAS = 3_000_000, 500_000


def transaction(sender: str, to: str, data: str, *, value: int = 0, gas: int = _GAS) -> Transaction:
    """A transaction that asks the node for nothing but to be mined."""
    return {
        "from": sender,
        "to": to,
        "data": data,
        "value": hex(value),
        "gas": hex(gas),
        "maxFeePerGas": "0x0",
        "maxPriorityFeePerGas": "0x0",
    }


class Acts:
    """Chance with the crowd's seed; everything chosen is something the contracts allow."""

    def __init__(self, crowd: Crowd) -> None:
        self._crowd = crowd
        self._random = crowd.random
        self._world = crowd.world
        self._acts: list[Act] = [getattr(self, f"_{name}") for name in MIX]
        self._weights = list(accumulate(MIX.values()))

    def any(self) -> Transaction:
        """One of them; another where nobody has what the first one needs."""
        while True:
            act = self._random.choices(self._acts, cum_weights=self._weights)[0]
            if (chosen := act()) is not None:
                return chosen

    def _tt(self) -> int:
        """An amount of TT wei: 1 to 300 TT, more often little."""
        return int(10 ** self._random.uniform(0, 2.5) * 10**6) * 10**12

    def _tokens(self) -> int:
        """An amount of token wei: 10 to 3,000 tokens, more often few."""
        return int(10 ** self._random.uniform(1, 3.5) * 10**6) * 10**12

    def _on_market(self, sender: str, data: str) -> Transaction:
        return transaction(sender, self._world.market.address, data)

    def _referrer(self, trader: str) -> str:
        if self._random.random() < 0.75:
            return NOBODY
        referrer = self._crowd.active()
        if referrer != trader:
            self._crowd.referrers.append(referrer)
        return referrer

    def _receiver(self, trader: str) -> str:
        return trader if self._random.random() < 0.75 else self._crowd.somebody()

    def _buy(self) -> Transaction:
        trader, token = self._crowd.active(), self._crowd.market().token
        to, referrer = self._receiver(trader), self._referrer(trader)
        return self._on_market(trader, calldata.buy(token, self._tt(), 0, to, FOREVER, referrer))

    def _buy_exact(self) -> Transaction:
        trader, market, amount = self._crowd.active(), self._crowd.market(), self._tokens()
        to, referrer = self._receiver(trader), self._referrer(trader)
        self._crowd.lots.append(Lot(market, to, amount))
        return self._on_market(
            trader, calldata.buy_exact(market.token, amount, INFINITE, to, FOREVER, referrer)
        )

    def _sell(self) -> Transaction | None:
        if (lot := self._crowd.take_lot()) is None:
            return None
        data = calldata.sell(lot.market.token, lot.amount, 0, lot.account, FOREVER, NOBODY)
        return self._on_market(lot.account, data)

    def trades(self, count: int) -> Transaction:
        """So many trades through a contract, for as many people."""
        trades = [self._trade() for _ in range(count)]
        data = calldata.trade(trades)
        return transaction(self._crowd.active(), self._crowd.trader, data, gas=count * _TRADE_GAS)

    def _trade_in_bulk(self) -> Transaction:
        """Three to six of them."""
        return self.trades(self._random.randint(3, 6))

    def _trade(self) -> tuple[int, str, int, str]:
        market, amount, to = self._crowd.market(), self._tokens(), self._crowd.somebody()
        if market.bulk > amount and self._random.random() < 0.4:
            market.bulk -= amount
            return (_SELL, market.token, amount, to)
        if self._random.random() < 0.2:
            to, market.bulk = self._crowd.trader, market.bulk + amount
            return (_BUY_EXACT, market.token, amount, to)
        if self._random.random() < 0.5:
            return (BUY, market.token, self._tt(), to)
        self._crowd.lots.append(Lot(market, to, amount))
        return (_BUY_EXACT, market.token, amount, to)

    def _send_tokens(self) -> Transaction | None:
        if (lot := self._crowd.take_lot()) is None:
            return None
        to = self._crowd.somebody()
        self._crowd.lots.append(Lot(lot.market, to, lot.amount))
        return transaction(lot.account, lot.market.token, calldata.transfer(to, lot.amount))

    def _send_tt(self) -> Transaction:
        data = calldata.transfer(self._crowd.somebody(), self._tt())
        return transaction(self._crowd.active(), self._world.tt.address, data)

    def _mint(self) -> Transaction | None:
        market = self._crowd.market()
        if not market.moments:
            return None
        moment, quantity = self._random.choice(market.moments), self._random.randint(1, 3)
        minted = self._crowd.minted[moment]
        if minted + quantity > _EDITION:
            return None
        trader, to = self._crowd.active(), self._crowd.collector()
        self._crowd.minted[moment] += quantity
        self._crowd.serials += [
            Serial(moment * SERIALS + serial, to)
            for serial in range(minted + 1, minted + quantity + 1)
        ]
        data = calldata.mint(moment, quantity, to, INFINITE, self._referrer_of_mint())
        return transaction(trader, self._world.moments.address, data)

    def _referrer_of_mint(self) -> str:
        return self._random.choice([NOBODY, NOBODY, NOBODY, self._crowd.active()])

    def _hand_on(self) -> Transaction | None:
        if (serial := self._crowd.take_serial()) is None:
            return None
        to = self._crowd.collector()
        self._crowd.serials.append(Serial(serial.token_id, to, serial.version + 1))
        data = calldata.transfer_from(serial.owner, to, serial.token_id)
        return transaction(serial.owner, self._world.moments.address, data)

    def _tip(self) -> Transaction:
        data = calldata.tip(self._crowd.market().creator, self._tt())
        return transaction(self._crowd.active(), self._world.ledger.address, data)

    def _claim_as_creator(self) -> Transaction:
        market = self._crowd.market()
        moments = self._random.sample(market.moments, min(2, len(market.moments)))
        return self._claim(market.creator, [market.token], moments)

    def _claim_as_holder(self) -> Transaction | None:
        if not self._crowd.lots:
            return None
        lot = self._random.choice(self._crowd.lots)
        return self._claim(lot.account, [lot.market.token], [])

    def _claim_as_referrer(self) -> Transaction | None:
        account = self._crowd.take_referrer()
        return None if account is None else self._claim(account, [], [])

    def _claim(self, account: str, tokens: list[str], moments: list[int]) -> Transaction:
        data = calldata.claim_all(tokens, moments, account)
        return transaction(account, self._world.ledger.address, data)

    def _subscribe(self) -> Transaction | None:
        market, payer = self._crowd.market(), self._crowd.active()
        if not market.plan:
            return None
        data = calldata.subscribe(market.creator, market.plan, 1, payer, INFINITE)
        return transaction(payer, self._world.subscriptions.address, data)

    def _list_and_fill(self) -> Transaction | None:
        """An order signed off the chain, and the transaction that fills it."""
        if (serial := self._crowd.take_serial(signer=True)) is None:
            return None
        now, to = self._crowd.now, self._crowd.collector()
        group = self._random.getrandbits(256)
        price = self._random.randint(5, 60) * TT
        order = (
            serial.owner, LISTING, serial.token_id, price, now, now + DAY, group, 0, serial.version,
        )  # fmt: skip
        signature = sign_order(self._world.exchange, order)
        self._crowd.serials.append(Serial(serial.token_id, to, serial.version + 1))
        data = self._world.exchange.data("fillListing", order, signature, to)
        return transaction(self._crowd.active(), self._world.exchange.address, data)
