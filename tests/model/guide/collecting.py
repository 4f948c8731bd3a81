"""Sounds, moments, vouchers, and what is done with serials."""

from __future__ import annotations

from tests.model.guide.chance import DAY, HOUR, UNIT, Chance, Proposal
from tests.model.protocol.chain import NOBODY
from tests.model.protocol.moments import SERIALS, MomentTerms, Voucher, VoucherSignature
from tests.model.stage import ACTORS


class Collecting:
    """What TopMoments and the sound library can do."""

    def __init__(self, chance: Chance) -> None:
        self.chance = chance
        self.world = chance.world
        self._vouchers: list[tuple[Voucher, VoucherSignature]] = []

    def register_sound(self) -> Proposal:
        """A sound for everybody."""
        chance = self.chance
        content = chance.or_bad("a song", "")
        share = chance.or_bad(chance.random.randint(1, 2_000), 0, 2_000, 2_001)
        arguments = (chance.text(256), content, share, chance.splits())
        return Proposal(chance.person(), "register_sound", arguments)

    def create_moment(self) -> Proposal:
        """Editions and one-of-ones, mostly by creators."""
        chance = self.chance
        terms = self._terms(free=chance.random.random() < 0.5)
        return Proposal(chance.creator(), "create_moment", (terms,))

    def _terms(self, *, free: bool) -> MomentTerms:
        chance, now = self.chance, self.world.chain.now
        sounds = len(self.world.sounds.sounds)
        edition = 1 if free else chance.one((1, 3, 20, 10_000))
        price = 0 if free else chance.one((1, 7, 333 * 10**15 + 1, 2 * UNIT))
        opens = chance.one((0, 0, 0, now, now + HOUR))
        closes = chance.one((0, 0, max(opens, now) + DAY))
        return MomentTerms(
            uri=chance.text(256),
            content=chance.or_bad("a clip", ""),
            edition=chance.or_bad(edition, 0, 10_001, 2),
            price=chance.or_bad(price, 0, 2**96 - 1),
            opens_at=opens,
            closes_at=chance.or_bad(closes, now - 1, opens, now),
            most_per_wallet=chance.one((0, 0, 1, 4)),
            royalty_bps=chance.or_bad(chance.random.randrange(1_001), 0, 1_000, 1_001),
            sound=chance.or_bad(chance.random.randint(0, sounds), sounds + 1),
            splits=chance.splits(),
            perk=chance.or_bad(chance.one(("", "A call", "A walk")), "p" * 256, "p" * 257),
        )

    def mint(self) -> Proposal | None:
        """Of a moment that sells, mostly."""
        chance, world = self.chance, self.world
        now = world.chain.now
        selling = [
            number
            for number, moment in world.moments.moments.items()
            if moment.minted < moment.terms.edition
            and moment.terms.opens_at <= now
            and not 0 < moment.terms.closes_at <= now
        ]
        number = chance.any(world.moments.moments if chance.seldom() else selling)
        if number is None:
            return None
        number = chance.or_bad(number, len(world.ledger.accounts) + 1, 0)
        price = world.moments.moments[number].terms.price if number in selling else UNIT
        sender = chance.person()
        quantity = chance.or_bad(chance.one((1, 1, 1, 2, 8, 9, 30)), 0, 10_001)
        cost = price * quantity
        most = chance.or_bad(cost + chance.random.randrange(2), cost - 1 if cost else 0)
        to = chance.or_bad(sender if chance.often() else chance.person(), NOBODY)
        arguments = (number, quantity, to, most, chance.referrer(sender))
        return Proposal(sender, "mint", arguments)

    def mint_voucher(self) -> Proposal:
        """From a new voucher, or one seen before."""
        chance, sender = self.chance, self.chance.person()
        fresh = not self._vouchers or chance.random.random() < 0.6
        voucher, signature = self._sign() if fresh else chance.one(self._vouchers)
        quantity = chance.or_bad(chance.one((1, 1, 2, 3)), 0)
        cost = voucher.terms.price * quantity
        most = chance.or_bad(2**100, cost - 1 if cost else 0)
        to = chance.or_bad(sender, NOBODY, chance.person())
        arguments = (voucher, signature, quantity, to, most, chance.referrer(sender))
        return Proposal(sender, "mint_voucher", arguments)

    def _sign(self) -> tuple[Voucher, VoucherSignature]:
        chance = self.chance
        creator = chance.creator()
        moves = self.world.market.creators.moves[creator]
        voucher = Voucher(
            creator=creator,
            nonce=chance.random.randrange(12),
            moves=chance.or_bad(moves, moves + 1),
            terms=self._terms(free=chance.seldom()),
        )
        signature = VoucherSignature(chance.or_bad(creator, "treasury"), voucher)
        self._vouchers.append((voucher, signature))
        return voucher, signature

    def cancel_voucher(self) -> Proposal:
        """Some nonce."""
        chance = self.chance
        return Proposal(chance.creator(), "cancel_voucher", (chance.random.randrange(12),))

    def approve(self) -> Proposal | None:
        """One serial, or all of them."""
        chance = self.chance
        token = chance.piece()
        if token is None or chance.one((True, False)):
            operator = chance.or_bad(chance.one(("auctions", "exchange", chance.person())), NOBODY)
            arguments = (operator, chance.often())
            return Proposal(chance.person(), "approve_moments", arguments)
        owner = self.world.moments.pieces[token].owner
        to = chance.one((NOBODY, "auctions", "exchange", chance.person()))
        token = chance.or_bad(token, token + SERIALS // 2)
        sender = owner if chance.often() else chance.person()
        return Proposal(sender, "approve_moment", (to, token))

    def transfer(self) -> Proposal | None:
        """By the owner, or by who may; seldom by who may not."""
        chance = self.chance
        token = chance.piece()
        if token is None:
            return None
        piece = self.world.moments.pieces[token]
        may = [by for owner, by in sorted(self.world.moments.operators) if owner == piece.owner]
        others = [piece.approved, *may]
        sender = chance.any([each for each in others if each in ACTORS])
        if sender is None or chance.often():
            sender = piece.owner
        to = chance.or_bad(chance.person(), NOBODY, "moments", "ledger", "vault")
        owner = chance.or_bad(piece.owner, chance.person())
        token = chance.or_bad(token, token + SERIALS // 2)
        operation = "transfer_moment" if chance.often() else "safe_transfer_moment"
        return Proposal(chance.or_bad(sender, chance.person()), operation, (owner, to, token))

    def redeem(self) -> Proposal | None:
        """By the owner, mostly."""
        chance = self.chance
        token = chance.piece()
        if token is None:
            return None
        owner = self.world.moments.pieces[token].owner
        return Proposal(chance.or_bad(owner, chance.person()), "redeem", (token,))
