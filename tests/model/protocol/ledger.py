"""The payout ledger: divides every income outside of trades, keeps credits, pays on request."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from tests.model.protocol.chain import NOBODY
from tests.model.protocol.market import Market
from tests.model.protocol.refusal import Refusal, in_range, require
from tests.model.protocol.splits import List, Splits, divide
from tests.model.protocol.tt import TT, Payment

BPS = 10_000
RESALE_FEE_BPS = 100
SALE_PROTOCOL_BPS = 500

# Fans' and protocol's part of each income in 1/10,000; the creator side has the rest.
SHARES = {
    "Sale": (1_000, 500),
    "Resale": (2_000, 0),
    "Royalty": (2_000, 0),
    "Subscription": (1_500, 500),
    "Tip": (500, 500),
}


@dataclass(frozen=True)
class IncomeTerms:
    """How the income of a moment is divided."""

    creator: str
    royalty_bps: int
    sound_bps: int
    sound_splits: List
    splits: List


@dataclass
class Account:
    """A moment's account: its terms, the token it follows, and what waits to be divided."""

    terms: IncomeTerms
    token: str
    sales: int = 0
    resales: int = 0
    referred: int = 0


@dataclass(frozen=True)
class ClaimSignature:
    """`ClaimAll` as it was signed, and by whom."""

    signer: str
    account: str
    tokens: tuple[str, ...]
    moments: tuple[int, ...]
    to: str
    nonce: int
    deadline: int


@dataclass
class Ledger:
    """Credits in TT wei, accounts of moments from 1, and lists of splits."""

    tt: TT
    market: Market
    credits: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    accounts: list[Account] = field(default_factory=list)
    splits: Splits = field(default_factory=Splits)
    nonces: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    # --- income

    def tip(self, sender: str, creator: str, amount: int) -> None:
        """Tip a creator out of the sender's allowance."""
        require(amount > 0, "ZeroAmount")
        self.tt.transfer_from("ledger", sender, "ledger", amount)
        self.receive(sender, amount, Payment("Tip", creator))

    def on_transfer_received(self, sender: str) -> None:
        """Somebody who is not TT tells of a payment."""
        raise Refusal("OnlyTT", sender)

    def receive(self, payer: str, amount: int, payment: Payment | None) -> None:
        """Book a payment that has arrived; none stands for data without sense."""
        require(amount > 0, "ZeroAmount")
        if payment is None:
            raise Refusal("ERC1363InvalidReceiver", "ledger")
        if payment.source in ("Sale", "Resale"):
            self._book(payer, amount, payment)
            return
        require(isinstance(payment.subject, str), "InvalidRecipient")
        subject = str(payment.subject)
        self._can_claim(subject)
        if payment.source in ("Fund", "Outbid"):
            self.credits[subject] += amount
            return
        require(payment.source != "Referral", "InvalidSource", payment.source)
        token = self._trading_token(subject)
        side, fans, protocol = self._shares(payment.source, amount)
        self._divide(subject, token, side, fans, ())
        self._credit_protocol(protocol)

    def _book(self, payer: str, amount: int, payment: Payment) -> None:
        moment = self.account(int(payment.subject))
        if payment.source == "Resale":
            moment.resales += amount
            return
        moment.sales += amount
        referrer = payment.referrer
        if referrer in (NOBODY, payer, self._creator(moment)):
            return
        half = amount * SALE_PROTOCOL_BPS // BPS // 2
        moment.referred += half
        self.credits[referrer] += half

    # --- moments

    def register_splits(self, _: str, splits: List) -> None:
        """Store a list for anybody."""
        self.splits.register(splits)

    def set_splits(self, sender: str, splits: List) -> None:
        """Divide the sender's incomes from now on."""
        self.splits.set_own(sender, splits)

    def open_moment(self, _: str, terms: IncomeTerms) -> int:
        """Open an account; its number."""
        self._can_claim(terms.creator)
        in_range("royaltyBps", terms.royalty_bps, 0, 1_000)
        in_range("soundBps", terms.sound_bps, 0, 2_000)
        require(terms.sound_bps == 0 or terms.sound_splits != (), "UnknownSplits")
        self.splits.known(terms.sound_splits)
        self.splits.known(terms.splits)
        self.accounts.append(Account(terms, self._trading_token(terms.creator)))
        return len(self.accounts)

    def account(self, moment: int) -> Account:
        """The account of a moment."""
        require(0 < moment <= len(self.accounts), "UnknownMoment", moment)
        return self.accounts[moment - 1]

    def distribute(self, _: str, moments: list[int]) -> None:
        """Divide what the moments have booked; one without bookings, or unknown, is passed over."""
        for moment in moments:
            account = self.accounts[moment - 1] if 0 < moment <= len(self.accounts) else None
            if account and (account.sales or account.resales):
                account.token = self.token_of_moment(account)
                self._distribute_sales(account)
                self._distribute_resales(account)

    def _distribute_sales(self, account: Account) -> None:
        side, fans, protocol = self._shares("Sale", account.sales)
        self._divide_moment(account, side, fans)
        self._credit_protocol(protocol - account.referred)
        account.sales = account.referred = 0

    def _distribute_resales(self, account: Account) -> None:
        booked, account.resales = account.resales, 0
        fee = booked * RESALE_FEE_BPS // (account.terms.royalty_bps + RESALE_FEE_BPS)
        side, fans, _ = self._shares("Resale", booked - fee)
        self._divide_moment(account, side, fans)
        self._credit_protocol(fee)

    def _divide_moment(self, account: Account, side: int, fans: int) -> None:
        """The sound's share comes off the creator side, before the fans' part may join it."""
        terms = account.terms
        sound = side * terms.sound_bps // BPS
        if sound:
            self._credit(divide(sound, terms.sound_splits))
        self._divide(self._creator(account), account.token, side - sound, fans, terms.splits)

    # --- division

    def _shares(self, source: str, amount: int) -> tuple[int, int, int]:
        fans_bps, protocol_bps = SHARES[source]
        fans, protocol = amount * fans_bps // BPS, amount * protocol_bps // BPS
        return amount - fans - protocol, fans, protocol

    def _divide(self, creator: str, token: str, side: int, fans: int, splits: List) -> None:
        """Fans' part into their pool, or to the creator side if nothing trades; then by a list."""
        if token == "":
            side += fans
        elif fans:
            self.tt.transfer("ledger", "market", fans)
            books = self.market.tokens[token].books
            books.book(self.market.chain.now, fans=fans)
        own = splits or self.splits.own.get(creator, ())
        if own:
            self._credit(divide(side, own))
        else:
            self.credits[self.market.creators.payout_of(creator)] += side

    def _credit(self, parts: list[tuple[str, int]]) -> None:
        for recipient, part in parts:
            self.credits[recipient] += part

    def _credit_protocol(self, amount: int) -> None:
        self.credits[self.market.protocol_payout] += amount

    def _trading_token(self, creator: str) -> str:
        token = self.market.creators.token_of.get(creator, "")
        return token if self.market.is_trading(token) else ""

    def token_of_moment(self, account: Account) -> str:
        """The token a moment follows, or would follow from the next division on."""
        return account.token or self._trading_token(account.terms.creator)

    def _creator(self, account: Account) -> str:
        """A moment with a token follows it to a new key."""
        if account.token:
            return self.market.creators.creator_of[account.token]
        return account.terms.creator

    def _can_claim(self, account: str) -> None:
        require(account not in (NOBODY, "ledger", "market"), "InvalidRecipient", account)

    # --- payouts

    def owed(self, account: str, tokens: list[str]) -> int:
        """What a claim would pay, once what moments have booked is divided."""
        return self.credits[account] + self.market.owed(account, tokens)

    def claim_all(self, sender: str, tokens: list[str], moments: list[int], to: str) -> int:
        """Divide what the moments have booked, then pay the sender everything."""
        return self._claim(sender, tokens, moments, to)

    def claim_all_for(
        self,
        _: str,
        account: str,
        tokens: list[str],
        moments: list[int],
        to: str,
        deadline: int,
        signature: ClaimSignature,
    ) -> int:
        """The same for whoever signed."""
        now = self.market.chain.now
        require(now <= deadline, "SignatureExpired", deadline, now)
        claim = (account, tuple(tokens), tuple(moments), to, self.nonces[account], deadline)
        require(signature == ClaimSignature(account, *claim), "InvalidSignature", account)
        self.nonces[account] += 1
        return self._claim(account, tokens, moments, to)

    def _claim(self, account: str, tokens: list[str], moments: list[int], to: str) -> int:
        self._can_claim(to)
        self.distribute(account, moments)
        credited = self.credits.pop(account, 0)
        collected = self.market.collect(account, tokens)
        require(credited + collected > 0, "NothingOwed", account)
        self.tt.transfer("ledger", to, credited)
        self.tt.transfer("market", to, collected)
        return credited + collected
