"""What a reader of moments may have got wrong, and why an order or a voucher is not taken."""

from __future__ import annotations

from typing import ClassVar, Literal

from toktok.errors import Cases, NotFoundError, ToktokError


class UnknownMoment(NotFoundError):
    """A moment that was never created."""

    title = "Moment not found"
    remedy = "`GET /v1/moments` lists those there are."

    def __init__(self, moment: int) -> None:
        super().__init__(f"There is no moment {moment}.")


class UnknownMomentToken(NotFoundError):
    """A token that was never minted."""

    title = "Token not found"
    remedy = "A token's id is moment · 100,000 + serial; `GET /v1/moments/{id}/tokens` lists them."

    def __init__(self, token_id: int) -> None:
        super().__init__(f"There is no token {token_id}.")


class UnknownAuction(NotFoundError):
    """An auction that was never opened."""

    title = "Auction not found"
    remedy = "`GET /v1/auctions` lists those there are."

    def __init__(self, auction: int) -> None:
        super().__init__(f"There is no auction {auction}.")


class UnknownSound(NotFoundError):
    """A sound that was never registered."""

    title = "Sound not found"
    remedy = "`GET /v1/sounds` lists those there are."

    def __init__(self, sound_id: int) -> None:
        super().__init__(f"There is no sound {sound_id}.")


class UnknownOrder(NotFoundError):
    """An order that nobody has handed in."""

    title = "Order not found"
    remedy = "Orders are known by their EIP-712 hash; `GET /v1/orders` lists them."

    def __init__(self, order_hash: bytes) -> None:
        super().__init__(f"No order 0x{order_hash.hex()} was handed in.")


class UnknownVoucher(NotFoundError):
    """A voucher that nobody has handed in."""

    title = "Voucher not found"
    remedy = "Vouchers are known by their EIP-712 hash; `GET /v1/vouchers` lists them."

    def __init__(self, voucher_hash: bytes) -> None:
        super().__init__(f"No voucher 0x{voucher_hash.hex()} was handed in.")


class NotSigned(ToktokError):
    """A signature that is not of the account that should have signed."""

    status = 422
    title = "Signature of somebody else"
    cases: ClassVar[Cases] = {"": ("account",)}

    def __init__(self, account: str, *, domain: str, chain_id: int) -> None:
        super().__init__(
            f"The signature is not {account}'s for this content.",
            remedy=(
                f"Sign the typed data (EIP-712) of {domain!r} version '1' on chain {chain_id} with "
                "exactly the values you send: 65 bytes with v 27 or 28, or what a contract account "
                "accepts (EIP-1271)."
            ),
            account=account,
        )


class TermsRefused(ToktokError):
    """Terms the contracts would refuse, whenever they were tried."""

    status = 422
    title = "Terms out of bounds"
    cases: ClassVar[Cases] = {
        "price": (), "id": (), "version": (), "signed_at": (), "expiry": (), "expiry_far": ("limit",),
        "listing_version": (), "creator": (), "moves": (), "sound": (), "uri": (), "perk": ("most",),
        "content_hash": (), "edition": ("most",), "royalty": (), "closes": (), "splits": ("most",),
        "split_share": (), "split_closed": ("account",), "splits_total": (),
    }  # fmt: skip
    remedy = "Correct the term that is named, sign again and send that."


class NotFillable(ToktokError):
    """An order or a voucher that could not be used now."""

    status = 409
    title = "Not usable now"
    cases: ClassVar[Cases] = {
        "counter_raised": (), "group_cancelled": (), "group_filled": (), "expired": ("expiry",), "filled": (),
        "not_minted": (), "not_owner": ("owner",), "version_outdated": (), "not_approved": (),
        "balance_too_low": ("balance", "price"), "allowance_too_low": ("allowed", "price"),
        "nonce_cancelled": (), "nonce_used": (), "creator_moved": (), "sale_over": ("closes",),
        "no_sound": ("sound",), "minted": (),
    }  # fmt: skip
    remedy = "Mend what is named, or sign anew for how things are now."


class TooManyOpen(ToktokError):
    """More open orders or vouchers of one account than are kept."""

    status = 409
    title = "Too many open"
    remedy = "Cancel some, or let them be filled or expire; those that are over do not count."
    cases: ClassVar[Cases] = {"orders": ("most",), "vouchers": ("most",)}

    def __init__(self, account: str, *, what: Literal["orders", "vouchers"], most: int) -> None:
        super().__init__(f"{account} has {most} {what} that wait.", case=what, most=most)
