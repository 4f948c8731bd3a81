"""Moments: numbered editions sold at one price, one-of-ones, vouchers, perks."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from tests.model.protocol.chain import NOBODY, Chain
from tests.model.protocol.guard import Guard
from tests.model.protocol.ledger import IncomeTerms, Ledger
from tests.model.protocol.refusal import in_range, require, text_fits
from tests.model.protocol.sounds import Sounds
from tests.model.protocol.splits import NO_LIST, List
from tests.model.protocol.tt import TT, Payment

SERIALS = 100_000
MOST_SERIALS = 10_000
LATEST = 2**40 - 1


@dataclass(frozen=True)
class MomentTerms:
    """What a creator promises of a moment."""

    uri: str
    content: str
    edition: int
    price: int
    opens_at: int
    closes_at: int
    most_per_wallet: int
    royalty_bps: int
    sound: int
    splits: List
    perk: str


@dataclass(frozen=True)
class Voucher:
    """A moment that its creator only signed."""

    creator: str
    nonce: int
    moves: int
    terms: MomentTerms


@dataclass(frozen=True)
class VoucherSignature:
    """Who signed which voucher."""

    signer: str
    voucher: Voucher


@dataclass
class Moment:
    """A moment and how many of its serials exist."""

    creator: str
    terms: MomentTerms
    minted: int = 0
    minted_to: dict[str, int] = field(default_factory=lambda: defaultdict(int))


@dataclass
class Piece:
    """One serial: who holds it, how often it moved or was redeemed, who may move it."""

    owner: str
    version: int = 1
    redeemed: bool = False
    approved: str = NOBODY


@dataclass
class Moments:
    """The ERC-721 of all moments. Token ids are moment * 100,000 + serial."""

    chain: Chain
    tt: TT
    guard: Guard
    ledger: Ledger
    sounds: Sounds
    moments: dict[int, Moment] = field(default_factory=dict)
    pieces: dict[int, Piece] = field(default_factory=dict)
    operators: set[tuple[str, str]] = field(default_factory=set)
    spent: set[tuple[str, int]] = field(default_factory=set)
    from_voucher: dict[Voucher, int] = field(default_factory=dict)

    # --- moments

    def create(self, sender: str, terms: MomentTerms) -> int:
        """Create a moment of the sender; a one-of-one without a price is its own at once."""
        moment = self._create(sender, terms, free=terms.edition == 1)
        if terms.price == 0:
            self._mint(moment, 1, sender)
        return moment

    def _create(self, creator: str, terms: MomentTerms, *, free: bool) -> int:
        self._check(terms)
        require(terms.price > 0 or free, "MissingPrice")
        sound_bps, sound_splits = 0, NO_LIST
        if terms.sound:
            sound = self.sounds.sound(terms.sound)
            sound_bps, sound_splits = sound.share_bps, sound.splits
        splits = self.ledger.splits.register(terms.splits)
        income = IncomeTerms(creator, terms.royalty_bps, sound_bps, sound_splits, splits)
        moment = self.ledger.open_moment("moments", income)
        self.moments[moment] = Moment(creator, terms)
        return moment

    def _check(self, terms: MomentTerms) -> None:
        text_fits("uri", terms.uri, 1, 256)
        require(terms.content != "", "MissingContentHash")
        in_range("editionSize", terms.edition, 1, MOST_SERIALS)
        in_range("royaltyBps", terms.royalty_bps, 0, 1_000)
        text_fits("perk", terms.perk, 0, 256)
        if terms.closes_at:
            begins = max(self.chain.now, terms.opens_at)
            in_range("closesAt", terms.closes_at, begins + 1, LATEST)

    def moment(self, number: int) -> Moment:
        """The moment; accounts that others opened in the ledger are none."""
        require(number in self.moments, "UnknownMoment", number)
        return self.moments[number]

    # --- mints

    def mint(
        self, sender: str, number: int, quantity: int, to: str, most: int, referrer: str
    ) -> int:
        """Mint the next serials for the price; the first token."""
        self.guard.entry()
        return self._sell(sender, number, quantity, to, most, referrer)

    def mint_voucher(
        self,
        sender: str,
        voucher: Voucher,
        signature: VoucherSignature,
        quantity: int,
        to: str,
        most: int,
        referrer: str,
    ) -> int:
        """Mint from a voucher; the first call creates its moment."""
        self.guard.entry()
        number = self.from_voucher.get(voucher, 0) or self._use(voucher, signature)
        return self._sell(sender, number, quantity, to, most, referrer)

    def cancel_voucher(self, sender: str, nonce: int) -> None:
        """Void every voucher with the nonce that was not used."""
        require((sender, nonce) not in self.spent, "VoucherSpent", sender, nonce)
        self.spent.add((sender, nonce))

    def _use(self, voucher: Voucher, signature: VoucherSignature) -> int:
        creator = voucher.creator
        fresh = (creator, voucher.nonce) not in self.spent
        require(fresh, "VoucherSpent", creator, voucher.nonce)
        moves = self.ledger.market.creators.moves[creator]
        require(voucher.moves == moves, "VoucherOutdated", voucher.moves, moves)
        good = signature == VoucherSignature(creator, voucher)
        require(good, "InvalidSignature", creator)
        self.spent.add((creator, voucher.nonce))
        number = self._create(creator, voucher.terms, free=False)
        self.from_voucher[voucher] = number
        return number

    def _sell(
        self, sender: str, number: int, quantity: int, to: str, most: int, referrer: str
    ) -> int:
        moment, now = self.moment(number), self.chain.now
        terms = moment.terms
        require(quantity > 0, "ZeroQuantity")
        self._can_receive(to)
        require(now >= terms.opens_at, "SaleNotOpen", number, terms.opens_at)
        ongoing = terms.closes_at == 0 or now < terms.closes_at
        require(ongoing, "SaleClosed", number, terms.closes_at)
        left = terms.edition - moment.minted
        require(quantity <= left, "EditionSoldOut", number, left, quantity)
        cost = terms.price * quantity
        require(cost <= most, "CostExceeded", most, cost)
        first = self._mint(number, quantity, to)
        payment = Payment("Sale", number, referrer)
        self.tt.transfer_from_and_call("moments", sender, "ledger", cost, payment)
        return first

    def _mint(self, number: int, quantity: int, to: str) -> int:
        moment = self.moments[number]
        if moment.terms.most_per_wallet:
            left = moment.terms.most_per_wallet - moment.minted_to[to]
            require(quantity <= left, "WalletLimitExceeded", to, left, quantity)
            moment.minted_to[to] += quantity
        first = number * SERIALS + moment.minted + 1
        for token in range(first, first + quantity):
            self.pieces[token] = Piece(to)
        moment.minted += quantity
        return first

    def _can_receive(self, to: str) -> None:
        require(to not in (NOBODY, "moments"), "InvalidRecipient", to)

    # --- ERC-721

    def piece(self, token: int) -> Piece:
        """The serial; it must exist."""
        require(token in self.pieces, "ERC721NonexistentToken", token)
        return self.pieces[token]

    def approve(self, sender: str, to: str, token: int) -> None:
        """Let somebody move a token until it moves; nobody takes it back."""
        piece = self.piece(token)
        may = sender == piece.owner or (piece.owner, sender) in self.operators
        require(may, "ERC721InvalidApprover", sender)
        piece.approved = to

    def set_approval_for_all(self, sender: str, operator: str, approved: bool) -> None:
        """Let somebody move everything of the sender, or no longer."""
        require(operator != NOBODY, "ERC721InvalidOperator", operator)
        if approved:
            self.operators.add((sender, operator))
        else:
            self.operators.discard((sender, operator))

    def transfer_from(self, sender: str, owner: str, to: str, token: int) -> None:
        """Move a token: its version rises, who may move it is forgotten."""
        self._can_receive(to)
        piece = self.piece(token)
        require(piece.owner == owner, "ERC721IncorrectOwner", owner, token, piece.owner)
        may = sender in (owner, piece.approved) or (owner, sender) in self.operators
        require(may, "ERC721InsufficientApproval", sender, token)
        piece.owner, piece.approved = to, NOBODY
        piece.version += 1

    def safe_transfer_from(self, sender: str, owner: str, to: str, token: int) -> None:
        """Move a token to an account that takes it; the contracts here do not say so."""
        self.transfer_from(sender, owner, to, token)
        require(to not in self.chain.contracts, "ERC721InvalidReceiver", to)

    def redeem(self, sender: str, token: int) -> None:
        """Use up the perk, once; the version rises."""
        piece = self.piece(token)
        require(piece.owner == sender, "ERC721IncorrectOwner", sender, token, piece.owner)
        number = token // SERIALS
        require(self.moments[number].terms.perk != "", "NoPerk", number)
        require(not piece.redeemed, "PerkSpent", token)
        piece.redeemed = True
        piece.version += 1
