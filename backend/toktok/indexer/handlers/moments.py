"""Moments: created, minted, handed on, redeemed."""

from __future__ import annotations

from toktok.chain.addresses import ZERO
from toktok.chain.events import (
    ApprovalForAll,
    MetadataUpdate,
    MomentApproved,
    MomentCreated,
    MomentMoved,
    PerkRedeemed,
    VoucherCanceled,
    VoucherUsed,
)
from toktok.indexer.mirror import Mirror
from toktok.store.tables import (
    Moment,
    MomentApproval,
    MomentIncome,
    MomentToken,
    MomentTransfer,
    MomentWallet,
    Sound,
    VoucherNonce,
)

SERIALS = 100_000
_NO_VOUCHER = bytes(32)


def on_created(state: Mirror, event: MomentCreated) -> None:
    """A moment exists; its account in the ledger was opened just before."""
    terms = event.terms
    income = state.rows.edit(MomentIncome, event.moment)
    state.require(
        state.rows.find(Moment, event.moment) is None
        and (income.opener, income.creator) == (event.address, event.creator)
        and income.royalty_bps == terms.royalty_bps,
        f"moment {event.moment} is not what its account was opened for.",
    )
    if terms.sound_id:
        sound = state.rows.edit(Sound, terms.sound_id)
        state.same("sound's share", ours=sound.share_bps, theirs=income.sound_bps)
        sound.moments += 1
    if event.voucher != _NO_VOUCHER:
        state.expect.add("voucher", (event.creator, event.moment), 1)
    _keep(state, event)
    _tell(state, event)


def _keep(state: Mirror, event: MomentCreated) -> None:
    terms = event.terms
    state.rows.put(
        Moment,
        moment=event.moment,
        creator=event.creator,
        content_hash=event.content_hash,
        uri=terms.uri,
        edition_size=terms.edition_size,
        price=terms.price,
        opens_at=terms.opens_at,
        closes_at=terms.closes_at,
        max_per_wallet=terms.max_per_wallet,
        royalty_bps=terms.royalty_bps,
        sound_id=terms.sound_id or None,
        perk=terms.perk,
        voucher=None if event.voucher == _NO_VOUCHER else event.voucher,
        created_block=event.block_number,
        created_log=event.log_index,
        created_at=state.timestamp,
    )


def _tell(state: Mirror, event: MomentCreated) -> None:
    terms = event.terms
    state.record(
        event,
        "moment",
        token=state.token_of_moment(event.moment),
        moment=event.moment,
        account=event.creator,
        uri=terms.uri,
        content_hash=f"0x{event.content_hash.hex()}",
        edition_size=terms.edition_size,
        price=str(terms.price),
        opens_at=terms.opens_at,
        closes_at=terms.closes_at,
        sound_id=terms.sound_id or None,
        perk=terms.perk,
        voucher=None if event.voucher == _NO_VOUCHER else f"0x{event.voucher.hex()}",
    )


def on_voucher_used(state: Mirror, event: VoucherUsed) -> None:
    """A signed moment was created by its first buyer."""
    state.expect.add("voucher", (event.creator, event.moment), -1)
    _spend(state, event.creator, event.nonce, moment=event.moment)


def on_voucher_canceled(state: Mirror, event: VoucherCanceled) -> None:
    """A nonce is spent on nothing."""
    _spend(state, event.creator, event.nonce, moment=None)


def on_moved(state: Mirror, event: MomentMoved) -> None:
    """A token changed hands; from nobody it was minted, which another event has to tell."""
    if event.sender == ZERO:
        token = _mint(state, event)
    else:
        token = state.rows.edit(MomentToken, event.token_id)
        state.require(token.owner == event.sender, "a token is moved by one who has it not.")
        token.version += 1
        token.approved = None
        _change_held(state, token.moment, event.sender, -1)
    token.owner = event.to
    token.moved_at = state.timestamp
    _change_held(state, token.moment, event.to, 1)
    state.expect.cover("token moved", (event.token_id, event.to), 1)
    state.rows.append(
        MomentTransfer,
        **state.place(event),
        token_id=event.token_id,
        moment=token.moment,
        sender=None if event.sender == ZERO else event.sender,
        to=event.to,
        version=token.version,
    )


def on_approved(state: Mirror, event: MomentApproved) -> None:
    """One account may move this token."""
    token = state.rows.edit(MomentToken, event.token_id)
    state.require(token.owner == event.owner, "a token is approved by one who has it not.")
    token.approved = None if event.approved == ZERO else event.approved


def on_approval_for_all(state: Mirror, event: ApprovalForAll) -> None:
    """Exchange or auction house may move all of an owner's tokens; others are none of ours."""
    if event.operator == state.contracts.exchange:
        state.rows.edit_or_new(MomentApproval, event.owner).exchange = event.approved
    elif event.operator == state.contracts.auction:
        state.rows.edit_or_new(MomentApproval, event.owner).auction = event.approved


def on_redeemed(state: Mirror, event: PerkRedeemed) -> None:
    """A perk is used up."""
    token = state.rows.edit(MomentToken, event.token_id)
    moment = state.rows.edit(Moment, token.moment)
    state.require(
        token.owner == event.holder and token.redeemed_at is None and moment.perk != "",
        f"the perk of token {event.token_id} is redeemed by one who cannot.",
    )
    state.same("version", ours=token.version + 1, theirs=event.version)
    token.version = event.version
    token.redeemed_at = state.timestamp
    moment.redeemed += 1
    state.expect.add("metadata", event.token_id, 1)
    state.record(
        event,
        "redeem",
        token=state.token_of_moment(token.moment),
        moment=token.moment,
        account=event.holder,
        token_id=event.token_id,
        version=event.version,
    )


def on_metadata_update(state: Mirror, event: MetadataUpdate) -> None:
    """What changed is told by the event before."""
    state.expect.add("metadata", event.token_id, -1)


def _mint(state: Mirror, event: MomentMoved) -> MomentToken:
    moment, serial = divmod(event.token_id, SERIALS)
    state.require(state.rows.find(MomentToken, event.token_id) is None, "a token is minted twice.")
    state.expect.add("serials", moment, 1)
    token = state.rows.put(
        MomentToken,
        token_id=event.token_id,
        moment=moment,
        serial=serial,
        owner=event.to,
        version=1,
        minted_at=state.timestamp,
        moved_at=state.timestamp,
    )
    state.rows.edit_or_new(MomentWallet, moment, event.to).minted += 1
    return token


def _change_held(state: Mirror, moment: int, account: bytes, amount: int) -> None:
    """Keep what an account has of a moment, and how many have some."""
    wallet = state.rows.edit_or_new(MomentWallet, moment, account)
    before = wallet.held > 0
    wallet.held += amount
    state.rows.edit(Moment, moment).owners += (wallet.held > 0) - before


def _spend(state: Mirror, creator: bytes, nonce: int, *, moment: int | None) -> None:
    state.require(
        state.rows.find(VoucherNonce, creator, nonce) is None, "a voucher's nonce is spent twice."
    )
    state.rows.put(
        VoucherNonce, creator=creator, nonce=nonce, moment=moment, spent_at=state.timestamp
    )
