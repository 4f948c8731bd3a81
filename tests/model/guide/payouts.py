"""TT, tips and payments, claims, splits, and what a creator decides."""

from __future__ import annotations

from tests.model.guide.chance import DAY, UNIT, Chance, Proposal
from tests.model.protocol.chain import NOBODY
from tests.model.protocol.ledger import ClaimSignature, IncomeTerms
from tests.model.protocol.tt import LIMIT, Payment, Permit
from tests.model.protocol.world import CONTRACTS
from tests.model.stage import ACTORS, GUARDED, OFFICES, RICH

ETH = 10**18
SOURCES = ("Tip", "Sale", "Resale", "Royalty", "Subscription", "Fund", "Outbid", "Referral")


class Money:
    """TT and ETH."""

    def __init__(self, chance: Chance) -> None:
        self.chance = chance
        self.world = chance.world

    def deposit(self) -> Proposal:
        """ETH into TT."""
        chance = self.chance
        value = chance.or_bad(chance.random.randrange(ETH), 0, LIMIT // 10_000)
        if value >= ETH:
            return Proposal(RICH, "deposit", (value,))
        sender = chance.person()
        if chance.often():
            return Proposal(sender, "deposit", (value,))
        return Proposal(sender, "deposit_to", (chance.recipient(sender), value))

    def withdraw(self) -> Proposal:
        """TT into ETH, also to who refuses it."""
        chance = self.chance
        sender = chance.person()
        amount = chance.amount(min(self.world.tt.balances[sender], 1_000 * UNIT))
        if chance.one((True, False)):
            return Proposal(sender, "withdraw", (amount,))
        to = chance.one((chance.person(), NOBODY, "tt", "ledger", *self.world.market.launches))
        return Proposal(sender, "withdraw_to", (to, amount))

    def withdraw_too_much(self) -> Proposal:
        """More than there is."""
        sender = self.chance.person()
        return Proposal(sender, "withdraw", (self.world.tt.balances[sender] + 1,))

    def transfer(self) -> Proposal:
        """TT to anybody, contracts included."""
        chance = self.chance
        sender = chance.person()
        anybody = (*ACTORS, *CONTRACTS, *self.world.market.launches)
        amount = chance.amount(min(self.world.tt.balances[sender], 100 * UNIT))
        return Proposal(sender, "transfer_tt", (chance.or_bad(chance.one(anybody), NOBODY), amount))

    def approve(self) -> Proposal:
        """An allowance for a contract or for somebody."""
        chance = self.chance
        spender = chance.or_bad(chance.one((*CONTRACTS[1:], *ACTORS)), NOBODY)
        amount = chance.one((2**256 - 1, 2**256 - 1, 2**256 - 1, chance.amount(10_000 * UNIT)))
        return Proposal(chance.person(), "approve_tt", (spender, amount))

    def transfer_from(self) -> Proposal:
        """By an allowance."""
        chance = self.chance
        allowed = [pair for pair, most in self.world.tt.allowances.items() if most]
        people = [(owner, sender) for owner, sender in allowed if sender in ACTORS]
        owner, sender = chance.any(people) or (chance.person(), chance.person())
        most = min(self.world.tt.allowances.get((owner, sender), 0), 50 * UNIT)
        return Proposal(sender, "transfer_tt_from", (owner, chance.person(), chance.amount(most)))

    def permit(self) -> Proposal:
        """A permit that somebody brings to TT."""
        return Proposal(self.chance.person(), "permit", (self.permission(self.chance.person()),))

    def permission(self, owner: str, spender: str = "") -> Permit:
        """A permit for a contract, seldom a bad one. A contract account cannot sign one."""
        chance, now = self.chance, self.world.chain.now
        signer = chance.or_bad("admin" if owner == "vault" else owner, "treasury")
        return Permit(
            signer=signer,
            owner=owner,
            spender=spender or chance.one(CONTRACTS[1:]),
            value=chance.one((2**256 - 1, chance.amount(10_000 * UNIT))),
            nonce=self.world.tt.nonces[owner] + chance.or_bad(0, 1),
            deadline=chance.or_bad(now + 400 * DAY, now - 1),
        )

    def send_eth(self) -> Proposal:
        """Plain ETH: to TT, to a creator token, to a contract that takes none."""
        chance = self.chance
        sender = chance.one(ACTORS[:-1])
        to = chance.one(("tt", "market", "ledger", *self.world.market.launches))
        return Proposal(sender, "send_eth", (to, chance.random.randrange(1, ETH // 100)))

    def sweep(self) -> Proposal | None:
        """What arrived at a token, or nothing."""
        world, chance = self.world, self.chance
        tokens = list(world.market.launches)
        full = [x for x in tokens if world.tt.balances[x] or world.chain.eth.get(x)]
        token = chance.any(full if chance.often() else tokens)
        return Proposal(chance.person(), "sweep", (token,)) if token else None

    def pay(self) -> Proposal:
        """A payment straight to the ledger, for anything; sometimes nonsense, or to somebody else."""
        chance = self.chance
        sender = chance.person()
        to = chance.or_bad("ledger", "market", chance.person())
        amount = chance.amount(min(self.world.tt.balances[sender], 60 * UNIT))
        payment = chance.or_bad(self._payment(sender), None)
        if chance.often():
            return Proposal(sender, "pay", (to, amount, payment))
        allowed = [a for (a, by), most in self.world.tt.allowances.items() if by == sender and most]
        owner = chance.any(allowed) or sender
        most = min(self.world.tt.allowances.get((owner, sender), 0), 9 * UNIT)
        amount = chance.or_bad(chance.amount(most), amount)
        return Proposal(sender, "pay_from", (owner, to, amount, payment))

    def _payment(self, sender: str) -> Payment | None:
        chance = self.chance
        source = chance.one(SOURCES)
        count = len(self.world.ledger.accounts)
        subject: int | str = chance.or_bad(chance.creator(), NOBODY, *CONTRACTS[1:3])
        if chance.seldom():
            subject = 2**160
        if source in ("Sale", "Resale"):
            known = chance.random.randrange(1, count + 1) if count else 1
            subject = chance.or_bad(known, count + 1, 0)
        return Payment(source, subject, chance.referrer(sender))


class Income:
    """Tips, splits, accounts, claims."""

    def __init__(self, chance: Chance) -> None:
        self.chance = chance
        self.world = chance.world
        self._signed: list[Proposal] = []

    def tip(self) -> Proposal:
        """A tip to a creator, or to anybody."""
        chance = self.chance
        creator = chance.or_bad(chance.creator(), NOBODY, "ledger")
        return Proposal(chance.person(), "tip", (creator, chance.amount(50 * UNIT)))

    def set_splits(self) -> Proposal:
        """A list of one's own."""
        return Proposal(self.chance.creator(), "set_splits", (self.chance.splits(),))

    def register_splits(self) -> Proposal:
        """A list for nobody yet."""
        return Proposal(self.chance.person(), "register_splits", (self.chance.splits(),))

    def open_moment(self) -> Proposal:
        """An account that is no moment of ours."""
        chance = self.chance
        stored = sorted(self.world.ledger.splits.stored)
        known = chance.any(stored) or ()
        sound_bps = chance.one((0, 0, 1_500))
        terms = IncomeTerms(
            creator=chance.or_bad(chance.creator(), NOBODY, "market"),
            royalty_bps=chance.or_bad(chance.random.randrange(1_001), 1_001),
            sound_bps=chance.or_bad(sound_bps, 2_001),
            sound_splits=known if sound_bps else (),
            splits=chance.or_bad(chance.one((known, ())), (("ada", 9_999), ("bea", 1))),
        )
        return Proposal(chance.person(), "open_moment", (terms,))

    def distribute(self) -> Proposal | None:
        """Some moments."""
        moments = self._moments()
        return Proposal(self.chance.person(), "distribute", (moments,)) if moments else None

    def claim_all(self) -> Proposal:
        """Everything there is, or some of it."""
        chance = self.chance
        sender = self._claimant()
        to = chance.recipient(sender)
        return Proposal(sender, "claim_all", (self._tokens(), self._moments(), to))

    def claim_all_for(self) -> Proposal:
        """By a signature, seldom a bad or an old one."""
        chance, now = self.chance, self.world.chain.now
        if self._signed and chance.seldom():
            return chance.one(self._signed)
        account = self._claimant()
        tokens, moments, to = self._tokens(), self._moments(), chance.recipient(account)
        deadline = chance.or_bad(now + 100 * DAY, now - 1)
        signature = ClaimSignature(
            signer=chance.or_bad(account, "treasury"),
            account=account,
            tokens=tuple(tokens),
            moments=tuple(moments),
            to=chance.or_bad(to, "ada"),
            nonce=self.world.ledger.nonces[account],
            deadline=deadline,
        )
        arguments = (account, tokens, moments, to, deadline, signature)
        proposal = Proposal(chance.person(), "claim_all_for", arguments)
        self._signed.append(proposal)
        return proposal

    def on_transfer_received(self) -> Proposal:
        """Somebody tells the ledger of a payment."""
        return Proposal(self.chance.person(), "on_transfer_received")

    def intrude(self) -> Proposal | None:
        """Somebody keeps the books who may not."""
        chance = self.chance
        sender, token = chance.person(), chance.token()
        if token is None:
            return None
        return chance.one(
            (Proposal(sender, "collect", (token,)), Proposal(sender, "book", (token, 1)))
        )

    def _claimant(self) -> str:
        return self.chance.one(ACTORS) if self.chance.often() else "treasury"

    def _tokens(self) -> list[str]:
        chance = self.chance
        every = list(self.world.market.launches)
        tokens = chance.random.sample(every, chance.random.randint(0, min(4, len(every))))
        return chance.or_bad(tokens, [*tokens, *tokens], [*tokens, "ada"])

    def _moments(self) -> list[int]:
        chance = self.chance
        accounts = self.world.ledger.accounts
        booked = [n for n, each in enumerate(accounts, 1) if each.sales or each.resales]
        moments = chance.random.sample(booked, min(chance.random.randrange(4), len(booked)))
        return chance.or_bad(moments, [*moments, *moments], [len(accounts) + 1], [1])


class Keys:
    """What creators and offices decide."""

    def __init__(self, chance: Chance) -> None:
        self.chance = chance
        self.world = chance.world

    def set_payout_address(self) -> Proposal:
        """Somewhere else, or back."""
        chance = self.chance
        payout = chance.one((NOBODY, chance.person()))
        return Proposal(chance.creator(), "set_payout_address", (payout,))

    def transfer_creator(self) -> Proposal | None:
        """Mostly by the creator, to somebody without a token."""
        chance, creators = self.chance, self.world.market.creators
        token = chance.token()
        if token is None:
            return None
        sender = chance.or_bad(creators.creator_of.get(token, "ada"), chance.person())
        free = [who for who in ACTORS if who not in creators.token_of]
        to = chance.one((*free, *free, *free, NOBODY, chance.person()))
        return Proposal(sender, "transfer_creator", (token, to))

    def accept_creator(self) -> Proposal | None:
        """Mostly who was announced."""
        chance = self.chance
        moving = self.world.market.creators.moving
        token = chance.any(moving) or chance.token()
        if token is None:
            return None
        to = moving.get(token, (chance.person(), 0))[0]
        return Proposal(chance.or_bad(to, chance.person()), "accept_creator", (token,))

    def lower_creator_fee(self) -> Proposal | None:
        """Mostly by the creator."""
        chance, market = self.chance, self.world.market
        token = chance.token()
        if token is None:
            return None
        sender = chance.or_bad(market.creators.creator_of.get(token, "ada"), chance.person())
        now = market.launches[token].creator_fee_bps
        lower = chance.random.randrange(now) if now else 0
        return Proposal(sender, "lower_creator_fee", (token, chance.or_bad(lower, now, 300)))

    def govern(self) -> Proposal:
        """Bond and treasury: the administrator's."""
        chance = self.chance
        sender = chance.or_bad("admin", "guardian", chance.person())
        if chance.one((True, False)):
            bond = chance.random.randrange(1_001) * UNIT
            return Proposal(sender, "set_launch_bond", (chance.or_bad(bond, 1, 1_001 * UNIT),))
        payout = chance.or_bad(chance.one(("treasury", "treasury", "max")), NOBODY)
        return Proposal(sender, "set_protocol_payout", (payout,))

    def pause(self) -> Proposal:
        """The guardian's, mostly."""
        chance = self.chance
        sender = chance.or_bad("guardian", *OFFICES, chance.person())
        return Proposal(sender, "pause", (chance.one(GUARDED),))

    def unpause(self) -> Proposal | None:
        """Mostly of what is paused."""
        chance, now = self.chance, self.world.chain.now
        paused = [each for each in GUARDED if now < getattr(self.world, each).guard.paused_until]
        part = chance.any(chance.or_bad(paused, list(GUARDED)))
        sender = chance.or_bad("guardian", chance.person())
        return Proposal(sender, "unpause", (part,)) if part else None
