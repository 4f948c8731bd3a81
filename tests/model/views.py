"""What can be looked at, on the chain and in the model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from tests.model import abi
from tests.model.protocol.chain import NOBODY
from tests.model.protocol.launches import Launch
from tests.model.protocol.moments import SERIALS
from tests.model.protocol.refusal import Refusal
from tests.model.protocol.world import CONTRACTS, World
from tests.model.stage import ACTORS, GUARDED, OFFICES, Stage
from tests.model.view import View

PRICE = 12_345 * 10**15 + 7


class Views:
    """The views of a world, by what they are about."""

    def __init__(self, stage: Stage, world: World) -> None:
        self.stage = stage
        self.world = world

    @property
    def accounts(self) -> list[str]:
        """Everybody who can own something."""
        return [*OFFICES, *ACTORS, *CONTRACTS, *self.world.market.launches]

    # --- money

    def money(self) -> Iterator[View]:
        """TT and credits of everybody, and all that is one number."""
        world = self.world
        for account in self.accounts:
            yield View("tt", "balanceOf", (account,), (world.tt.balances[account],))
            yield View("ledger", "balanceOf", (account,), (world.ledger.credits[account],))
        yield View("tt", "totalSupply", (), (world.tt.supply,))
        yield View("tt", "", (), (world.chain.eth.get("tt", 0),))
        yield View("market", "", (), (0,))
        yield View("ledger", "momentCount", (), (len(world.ledger.accounts),))
        yield View("sounds", "soundCount", (), (len(world.sounds.sounds),))
        yield View("auctions", "auctionCount", (), (len(world.auctions.auctions),))
        yield View("market", "launchBond", (), (world.market.bond,))
        yield View("market", "protocolPayout", (), (world.market.protocol_payout,))
        for part in GUARDED:
            yield View(part, "pausedUntil", (), (getattr(world, part).guard.paused_until,))

    def account(self, account: str) -> Iterator[View]:
        """What belongs to an account alone."""
        world, creators = self.world, self.world.market.creators
        yield View(account, "", (), (world.chain.eth.get(account, 0),))
        yield View("tt", "nonces", (account,), (world.tt.nonces[account],))
        for spender in CONTRACTS[1:] if account in ACTORS else ():
            allowed = world.tt.allowances[account, spender]
            yield View("tt", "allowance", (account, spender), (allowed,))
            approved = (account, spender) in world.moments.operators
            yield View("moments", "isApprovedForAll", (account, spender), (approved,))
        yield View("ledger", "nonces", (account,), (world.ledger.nonces[account],))
        own = world.ledger.splits.own.get(account, ())
        items = [part for split in own for part in split]
        yield View("ledger", "splitsOf", (account,), (32, len(own), *items))
        yield View("market", "payoutOf", (account,), (creators.payout_of(account),))
        token = creators.token_of.get(account, NOBODY)
        yield View("market", "tokenOf", (account,), (token,))
        yield View("market", "movesOf", (account,), (creators.moves[account],))
        yield View("market", "referralsOf", (account,), (world.market.referrals[account],))
        held = sum(piece.owner == account for piece in world.moments.pieces.values())
        yield View("moments", "balanceOf", (account,), (held,))
        yield View("exchange", "counterOf", (account,), (world.exchange.counters[account],))
        plan = world.subscriptions.plan(account)
        terms = (plan.number, plan.fee, plan.period, plan.minimum_holding) if plan else (0,) * 4
        yield View("subscriptions", "planOf", (account,), terms)
        yield View("fund", "claimedOf", (account,), (world.fund.claimed_of[account],))

    # --- tokens

    def token(self, token: str) -> Iterator[View]:
        """A launch, and its token."""
        market = self.world.market
        launch, coin = market.launches[token], market.tokens[token]
        yield View("market", "launchOf", (token,), self._launch(launch))
        yield View("market", "isTrading", (token,), (market.is_trading(token),))
        creator = market.creators.creator_of[token]
        yield View("market", "creatorOf", (token,), (creator,))
        move = market.creators.moving.get(token, (NOBODY, 0))
        yield View("market", "pendingTransferOf", (token,), move)
        handle = launch.terms.handle
        holder = market.creators.handles.get(handle, NOBODY)
        yield View("market", "tokenOfHandle", (handle,), (holder,))
        kept = (market.reserves[token], market.protocol_owed[token])
        yield View("market", "reserveOf", (token,), kept)
        pool = coin.books.pool.at(self.world.chain.now)
        told = (pool.accumulator, pool.pending, pool.creator_owed)
        yield View(token, "revenue", (), told)
        yield View(token, "totalSupply", (), (coin.supply,))
        yield View(token, "", (), (self.world.chain.eth.get(token, 0),))
        for (owner, spender), allowed in coin.allowances.items():
            yield View(token, "allowance", (owner, spender), (allowed,))
        if launch.ended == "Trading":
            yield View("market", "priceOf", (token,), (market.price(token),))

    def quotes(self, token: str, amounts: Iterable[int]) -> Iterator[View]:
        """What trades would do now, or why they cannot be."""
        for amount in amounts:
            for kind in ("buy", "buy_exact", "sell"):
                yield self._quote(token, kind, amount)

    def holding(self, token: str, account: str) -> Iterator[View]:
        """What an account has of a token and by it."""
        market = self.world.market
        launch, coin = market.launches[token], market.tokens[token]
        holder, share = coin.books.holder(account), launch.allocation(account)
        held = (holder.tokens, holder.checkpoint, holder.settled)
        accumulator = coin.accumulator
        if account == "market":  # the pool of allocations: these earn, each for itself
            yield View(token, "balanceOf", (account,), (holder.tokens,))
            return
        yield View(token, "accountOf", (account,), held)
        yield View(token, "dividendsOf", (account,), (holder.earned(accumulator),))
        vested = 0
        if launch.ended == "Trading":
            vested = share.vested(self.world.chain.now - launch.finalized_at)
        given = (share.contributed, share.total, vested, share.claimed, share.returned)
        yield View(
            "market", "allocationOf", (token, account), (*given, share.earner.earned(accumulator))
        )
        yield View("market", "owed", (account, (token,)), (market.owed(account, [token]),))

    def _launch(self, launch: Launch) -> tuple[Any, ...]:
        terms = launch.terms
        creators = self.world.market.creators.creator_of
        return (
            launch.status(self.world.chain.now),
            creators.get(launch.token, launch.creator),
            launch.raised,
            launch.closes_at,
            launch.finalized_at,
            terms.minimum_raise,
            terms.maximum_raise,
            terms.max_per_account,
            terms.allocation_vesting,
            terms.creator_vesting,
            launch.creator_fee_bps,
            terms.fan_fee_bps,
            launch.bond,
            launch.returned,
        )

    def _quote(self, token: str, kind: str, amount: int) -> View:
        function = {"buy": "quoteBuy", "buy_exact": "quoteBuyExact", "sell": "quoteSell"}[kind]
        expected: tuple[Any, ...] | Refusal
        try:
            trade = self.world.market.quote(kind, token, amount)
        except Refusal as refusal:
            expected = refusal
        else:
            fees = trade.fees
            expected = (trade.tt, trade.tokens, fees.creator, fees.fans, fees.protocol)
            expected += (trade.price_before, trade.price_after)
        return View("market", function, (token, amount), expected)

    # --- moments

    def moment(self, number: int) -> Iterator[View]:
        """A moment's account in the ledger, and the moment."""
        account = self.world.ledger.account(number)
        booked = (account.sales, account.resales, account.referred)
        yield View("ledger", "bookedOf", (number,), booked)
        terms = account.terms
        token = self.world.ledger.token_of_moment(account) or NOBODY
        yield View("ledger", "tokenOfMoment", (number,), (token,))
        lists = [self.stage.writer.list_id(each) for each in (terms.sound_splits, terms.splits)]
        income = (terms.creator, terms.royalty_bps, terms.sound_bps, *lists)
        yield View("ledger", "incomeTermsOf", (number,), income)
        moment = self.world.moments.moments.get(number)
        if moment is None:
            refusal = Refusal("UnknownMoment", number)
            yield View("moments", "momentState", (number,), refusal)
            return
        of = moment.terms
        sale = (of.edition, moment.minted, of.price, of.opens_at, of.closes_at, of.most_per_wallet)
        told = (of.royalty_bps, of.sound, of.perk != "", of.uri)
        state = (moment.creator, abi.content_hash(of.content), *sale, *told)
        yield View("moments", "momentState", (number,), (state,))
        missing = number * SERIALS + moment.minted + 1
        refusal = Refusal("ERC721NonexistentToken", missing)
        yield View("moments", "tokenState", (missing,), refusal)

    def minted_to(self, number: int, account: str) -> View:
        """How many serials an account was minted, where that is limited."""
        minted = self.world.moments.moments[number].minted_to[account]
        return View("moments", "mintedTo", (number, account), (minted,))

    def piece(self, token: int) -> Iterator[View]:
        """One serial."""
        moments = self.world.moments
        piece = moments.pieces[token]
        number, serial = divmod(token, SERIALS)
        moment = moments.moments[number]
        bps = moment.terms.royalty_bps
        state = (piece.owner, piece.version, piece.redeemed, number, serial, moment.creator, bps)
        yield View("moments", "tokenState", (token,), state)
        yield View("moments", "getApproved", (token,), (piece.approved,))
        ledger, creators = self.world.ledger, self.world.market.creators
        token_followed = ledger.token_of_moment(ledger.account(number))
        receiver = token_followed or creators.payout_of(moment.creator)
        royalty = (receiver, PRICE * bps // 10_000)
        yield View("moments", "royaltyInfo", (token, PRICE), royalty)

    def sound(self, number: int) -> View:
        """One sound."""
        sound = self.world.sounds.sound(number)
        splits = self.stage.writer.list_id(sound.splits)
        content = abi.content_hash(sound.content)
        told = (sound.artist, sound.share_bps, content, splits, sound.uri)
        return View("sounds", "soundOf", (number,), (told,))

    def auction(self, number: int) -> Iterator[View]:
        """One auction."""
        lot = self.world.auctions.auction(number)
        sale = (lot.reserve_price, lot.amount, lot.opens_at, lot.ends_at)
        told = (lot.status, lot.seller, lot.bidder, lot.token, *sale)
        yield View("auctions", "auctionOf", (number,), told)
        yield View("auctions", "minimumBidOf", (number,), (lot.minimum,))

    def group(self, maker: str, group: int) -> View:
        """Whether a family of orders is over."""
        closed = (maker, group) in self.world.exchange.closed
        return View("exchange", "isGroupClosed", (maker, group), (closed,))

    def nonce(self, creator: str, nonce: int) -> View:
        """Whether vouchers with a nonce are spent."""
        spent = (creator, nonce) in self.world.moments.spent
        return View("moments", "isVoucherSpent", (creator, nonce), (spent,))

    # --- subscriptions and fund

    def subscription(self, creator: str, account: str) -> Iterator[View]:
        """What an account has paid a creator for."""
        subscriptions = self.world.subscriptions
        paid = subscriptions.subscription(creator, account)
        told = (paid.ends_at, paid.minimum_holding)
        yield View("subscriptions", "subscriptionOf", (creator, account), told)
        subscribed = subscriptions.is_subscribed(creator, account)
        yield View("subscriptions", "isSubscribed", (creator, account), (subscribed,))

    def fund(self) -> Iterator[View]:
        """The budget and its roots."""
        fund = self.world.fund
        yield View("fund", "deposits", (), (fund.deposits,))
        yield View("fund", "claimed", (), (fund.claimed,))
        for function, root in (("currentRoot", fund.current), ("pendingRoot", fund.pending)):
            told = (root.period, self.stage.tree(root.leaves).root, root.total, root.effective_at)
            yield View("fund", function, (), ((*told, root.uri),))

    def owed(self) -> Iterator[View]:
        """What everybody could claim, were all moments divided."""
        divided = self.world.copy()
        moments = tuple(range(1, len(divided.ledger.accounts) + 1))
        tokens = tuple(divided.market.launches)
        divided.ledger.distribute("", list(moments))
        for account in (*ACTORS, *OFFICES):
            owed = divided.ledger.owed(account, list(tokens))
            yield View("ledger", "owed", (account, tokens, moments), (owed,))

    def _involved(self, token: str) -> Iterable[str]:
        """Everybody, once a token trades; before, who put something in."""
        launch = self.world.market.launches[token]
        return self.accounts if launch.ended == "Trading" else launch.allocations

    # --- everything

    def everything(self) -> Iterator[View]:
        """All there is."""
        world = self.world
        yield from self.money()
        yield from self.fund()
        yield from self.owed()
        for account in self.accounts:
            yield from self.account(account)
        for token in world.market.launches:
            yield from self.token(token)
            for account in self._involved(token):
                yield from self.holding(token, account)
        for number in range(1, len(world.ledger.accounts) + 1):
            yield from self.moment(number)
        for number, moment in world.moments.moments.items():
            for account in moment.minted_to:
                yield self.minted_to(number, account)
        for piece in world.moments.pieces:
            yield from self.piece(piece)
        for number in range(1, len(world.sounds.sounds) + 1):
            yield self.sound(number)
        for number in range(1, len(world.auctions.auctions) + 1):
            yield from self.auction(number)
        for maker, group in world.exchange.closed:
            yield self.group(maker, group)
        for creator, nonce in world.moments.spent:
            yield self.nonce(creator, nonce)
        for creator in world.subscriptions.numbers:
            for account in ACTORS:
                yield from self.subscription(creator, account)
