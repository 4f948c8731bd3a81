"""The market: launches, trades along the curve, fees that wait beside the reserve."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from tests.model.protocol.chain import NOBODY, Chain
from tests.model.protocol.creators import Creators
from tests.model.protocol.curve import S0, Curve, Trade, price
from tests.model.protocol.guard import DAY, Guard
from tests.model.protocol.launches import Allocation, Launch, LaunchTerms
from tests.model.protocol.refusal import Refusal, in_range, require
from tests.model.protocol.token import Token
from tests.model.protocol.tt import TT

UNIT = 10**18
MOST_BOND = 1_000 * UNIT
MOVE_DELAY = 3 * DAY


@dataclass
class Market:
    """Everything under the market's address. reserves, protocol_owed: TT wei by token."""

    chain: Chain
    tt: TT
    guard: Guard
    protocol_payout: str
    bond: int
    least_window: int
    creators: Creators = field(default_factory=Creators)
    launches: dict[str, Launch] = field(default_factory=dict)
    tokens: dict[str, Token] = field(default_factory=dict)
    reserves: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    protocol_owed: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    referrals: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    # --- launches

    def launch(self, sender: str, terms: LaunchTerms) -> str:
        """Open a launch; its token."""
        self.guard.entry()
        terms.check(self.least_window)
        own = self.creators.token_of.get(sender, NOBODY)
        require(own == NOBODY, "CreatorHasToken", sender, own)
        other = self.creators.handles.get(terms.handle, NOBODY)
        require(other == NOBODY, "HandleTaken", terms.handle, other)
        token = f"token{len(self.launches) + 1}"
        closes_at = self.chain.now + terms.window
        self.launches[token] = Launch(
            token, terms, sender, self.bond, closes_at, terms.creator_fee_bps
        )
        self.tokens[token] = Token(self.chain, token)
        self.chain.contracts.add(token)
        self.chain.takes_eth.add(token)
        self.creators.enter(token, sender, terms.handle)
        self.tt.transfer_from("market", sender, "market", self.bond)
        return token

    def contribute(self, sender: str, token: str, amount: int) -> None:
        """Put TT into an open launch."""
        self._launch(token).contribute(sender, amount, self.chain.now)
        self.tt.transfer_from("market", sender, "market", amount)

    def finalize(self, _: str, token: str) -> None:
        """End a launch; the bond goes back to who opened it."""
        launch = self._launch(token)
        launch.end(self.chain.now)
        self.tt.transfer("market", launch.creator, launch.bond)
        if launch.ended == "Failed":
            self.creators.leave(token, launch.terms.handle)
            return
        self.reserves[token] = launch.raised
        books = self.tokens[token].books
        books.book(self.chain.now, change=S0)
        books.change("market", S0, self.chain.now)

    def refund(self, sender: str, token: str) -> int:
        """Take a contribution to a failed launch back; ends an overdue launch first."""
        launch = self._launch(token)
        status = launch.status(self.chain.now)
        require(status != "Open", "LaunchStillOpen", token, launch.closes_at)
        if status == "Closed":
            self.finalize(sender, token)
        require(launch.ended == "Failed", "LaunchNotFailed", token, launch.ended)
        amount = launch.refund(sender)
        self.tt.transfer("market", sender, amount)
        return amount

    def claim_allocation(self, sender: str, token: str) -> int:
        """Take what has vested."""
        launch = self._launch(token)
        launch.trading()
        coin = self.tokens[token]
        amount = launch.claim(sender, self.chain.now, coin.accumulator)
        coin.move("market", sender, amount)
        return amount

    def return_unvested(self, sender: str, token: str, amount: int) -> int:
        """Give whole tokens back at p0, rounded down: nobody's price moves."""
        launch = self._launch(token)
        allocation = launch.give_back(sender, amount, self.chain.now)
        coin = self.tokens[token]
        coin.burn("market", amount)
        allocation.returned += amount
        allocation.earner.settle(allocation.unclaimed, coin.accumulator)
        launch.returned += amount
        paid = launch.raised * amount // S0
        self.reserves[token] -= paid
        self.tt.transfer("market", sender, paid)
        return paid

    # --- trades

    def curve(self, token: str) -> Curve:
        """Where a trading token stands."""
        launch = self._launch(token)
        launch.trading()
        fan_bps, supply = launch.terms.fan_fee_bps, self.tokens[token].supply
        return Curve(launch.raised, launch.creator_fee_bps, fan_bps, supply, launch.returned)

    def quote(self, kind: str, token: str, amount: int) -> Trade:
        """What a trade would do; kind: buy, buy_exact or sell."""
        require(amount > 0, "ZeroAmount")
        curve = self.curve(token)
        match kind:
            case "buy":
                return curve.buy(amount)
            case "buy_exact":
                return curve.buy_exact(amount)
        return curve.sell(amount)

    def price(self, token: str) -> int:
        """TT per whole token now."""
        curve = self.curve(token)
        return price(curve.place, curve.r0)

    def buy(
        self, sender: str, token: str, tt_in: int, least: int, to: str, deadline: int, referrer: str
    ) -> int:
        """Spend exactly so much TT."""
        self.guard.entry()
        self._in_time(deadline, to)
        trade = self.quote("buy", token, tt_in)
        require(trade.tokens >= least, "SlippageExceeded", least, trade.tokens)
        self._buy(sender, token, trade, to, referrer)
        self.tt.transfer_from("market", sender, "market", trade.tt)
        return trade.tokens

    def buy_exact(
        self, sender: str, token: str, tokens: int, most: int, to: str, deadline: int, referrer: str
    ) -> int:
        """Buy exactly so many tokens."""
        self.guard.entry()
        self._in_time(deadline, to)
        trade = self.quote("buy_exact", token, tokens)
        require(trade.tt <= most, "SlippageExceeded", most, trade.tt)
        self._buy(sender, token, trade, to, referrer)
        self.tt.transfer_from("market", sender, "market", trade.tt)
        return trade.tt

    def buy_with_eth(
        self, sender: str, token: str, least: int, to: str, deadline: int, referrer: str, value: int
    ) -> int:
        """Buy with ETH, turned into TT."""
        self.guard.entry()
        require(value > 0, "ZeroAmount")
        self.chain.pay(sender, "market", value)
        tt_in = self.tt.deposit("market", value)
        self._in_time(deadline, to)
        trade = self.quote("buy", token, tt_in)
        require(trade.tokens >= least, "SlippageExceeded", least, trade.tokens)
        self._buy(sender, token, trade, to, referrer)
        return trade.tokens

    def sell(
        self,
        sender: str,
        token: str,
        tokens: int,
        least: int,
        to: str,
        deadline: int,
        referrer: str,
    ) -> int:
        """Sell exactly so many tokens."""
        self._in_time(deadline, to)
        trade = self.quote("sell", token, tokens)
        require(trade.tt >= least, "SlippageExceeded", least, trade.tt)
        fees = trade.fees
        self.tokens[token].burn(sender, tokens, fans=fees.fans, creator=fees.creator)
        self._settle(sender, token, trade, referrer)
        self.tt.transfer("market", to, trade.tt)
        return trade.tt

    def fund_fans(self, sender: str, token: str, amount: int) -> None:
        """Put TT into the fans' pool."""
        require(amount > 0, "ZeroAmount")
        self._launch(token).trading()
        self.tt.transfer_from("market", sender, "market", amount)
        self.tokens[token].books.book(self.chain.now, fans=amount)

    def _buy(self, sender: str, token: str, trade: Trade, to: str, referrer: str) -> None:
        fees = trade.fees
        self.tokens[token].mint(to, trade.tokens, fans=fees.fans, creator=fees.creator)
        self._settle(sender, token, trade, referrer)

    def _settle(self, trader: str, token: str, trade: Trade, referrer: str) -> None:
        """Half of the protocol's fee, rounded down, goes to a referrer that is somebody else."""
        self.reserves[token] += trade.held
        half = trade.fees.protocol // 2
        if referrer in (NOBODY, trader, self.creators.creator_of[token]):
            half = 0
        self.referrals[referrer] += half
        self.protocol_owed[token] += trade.fees.protocol - half

    def _in_time(self, deadline: int, to: str) -> None:
        now = self.chain.now
        require(now <= deadline, "DeadlineExpired", deadline, now)
        require(to not in (NOBODY, "market"), "InvalidRecipient", to)

    # --- what is owed

    def owed(self, account: str, tokens: list[str]) -> int:
        """TT that `collect` would pay; each token named once."""
        return self.referrals[account] + sum(self._owed(account, token) for token in tokens)

    def _owed(self, account: str, token: str) -> int:
        launch = self._launch(token)
        if launch.ended != "Trading":
            return 0
        coin = self.tokens[token]
        owed = coin.dividends(account)
        owed += launch.allocation(account).earner.earned(coin.accumulator)
        if account == self.creators.payout_of(self.creators.creator_of[token]):
            owed += coin.books.pool.at(self.chain.now).creator_owed
        if account == self.protocol_payout:
            owed += self.protocol_owed[token]
        return owed

    def collect_directly(self, sender: str, _: str) -> None:
        """Only the ledger collects."""
        raise Refusal("OnlyLedger", sender)

    def collect(self, account: str, tokens: list[str]) -> int:
        """Take what an account is owed out of the books; the ledger pays it on."""
        taken = self.referrals.pop(account, 0)
        return taken + sum(self._collect(account, token) for token in tokens)

    def _collect(self, account: str, token: str) -> int:
        taken = self._owed(account, token)
        if self._launch(token).ended != "Trading":
            return 0
        coin = self.tokens[token]
        accumulator = coin.accumulator
        coin.books.holder(account).collect(accumulator)
        self.launches[token].allocation(account).earner.collect(accumulator)
        if account == self.creators.payout_of(self.creators.creator_of[token]):
            self._collect_creator_fees(coin)
        if account == self.protocol_payout:
            self.protocol_owed[token] = 0
        return taken

    def _collect_creator_fees(self, coin: Token) -> None:
        """The release is written down only if some of it is the creator's."""
        books = coin.books
        if books.pool.at(self.chain.now).creator_owed != books.pool.creator_owed:
            books.book(self.chain.now)
        books.pool.creator_owed = 0

    # --- creators

    def transfer_creator(self, sender: str, token: str, to: str) -> None:
        """Announce a move."""
        self._only_creator(sender, token)
        self.creators.announce(token, to, self.chain.now + MOVE_DELAY)

    def accept_creator(self, sender: str, token: str) -> None:
        """Complete a move."""
        launch = self._launch(token)
        to, eta = self.creators.moving.get(token, (NOBODY, 0))
        own = self.creators.is_creator(token, self.creators.creator_of[token])
        require(to == sender and own, "NotPendingCreator", token, sender)
        require(self.chain.now >= eta, "TransferNotReady", eta)
        launch.trading()
        self.creators.move(token, sender)

    def lower_creator_fee(self, sender: str, token: str, bps: int) -> None:
        """Lower the creator's fee for ever."""
        self._only_creator(sender, token)
        launch = self.launches[token]
        require(bps < launch.creator_fee_bps, "FeeNotLowered", launch.creator_fee_bps, bps)
        launch.creator_fee_bps = bps

    def is_trading(self, token: str) -> bool:
        """Whether trading has begun."""
        return token in self.launches and self.launches[token].ended == "Trading"

    def allocation(self, token: str, account: str) -> Allocation:
        """What an account has from a launch."""
        return self._launch(token).allocation(account)

    def _only_creator(self, sender: str, token: str) -> None:
        self._launch(token)
        require(self.creators.is_creator(token, sender), "NotCreator", token, sender)

    def _launch(self, token: str) -> Launch:
        require(token in self.launches, "UnknownToken", token)
        return self.launches[token]

    # --- administration

    def set_launch_bond(self, sender: str, bond: int) -> None:
        """Set the bond of launches to come."""
        self.guard.roles.only(self.guard.roles.admin, sender)
        in_range("bond", bond, 0, MOST_BOND)
        require(bond % UNIT == 0, "TermOutOfRange", "bond", bond, 0, MOST_BOND)
        self.bond = bond

    def set_protocol_payout(self, sender: str, payout: str) -> None:
        """Name who may claim the protocol's fees."""
        self.guard.roles.only(self.guard.roles.admin, sender)
        require(payout != NOBODY, "InvalidRecipient", payout)
        self.protocol_payout = payout
