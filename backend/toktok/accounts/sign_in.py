"""Signing in: a text is given out once, and whoever brings its signature back is who it names."""

from __future__ import annotations

import asyncio
import secrets
from hmac import compare_digest

from sqlalchemy import delete
from sqlmodel import col

from toktok.accounts.errors import ChallengeOver, SignInRefused
from toktok.accounts.sessions import Issued, Sessions
from toktok.accounts.siwe import Challenge, digest_of, nonce_of
from toktok.chain.addresses import checksum
from toktok.chain.rpc import Rpc
from toktok.market.errors import NothingIndexed
from toktok.market.status import read_mirror
from toktok.market.values import Address
from toktok.moments.signatures import is_signed
from toktok.store.engine import Store
from toktok.store.tables import AppNonce
from toktok.store.twins import table_of

LASTS = 600


class SignIn:
    """Gives texts out and takes them back; contracts that sign are asked at the node."""

    def __init__(self, store: Store, rpc: Rpc, sessions: Sessions) -> None:
        self._store = store
        self._rpc = rpc
        self._sessions = sessions

    def challenge(self, account: Address, *, origin: str) -> Challenge:
        """A text for `account` to sign, for pages at `origin`. Raises NothingIndexed."""
        now = self._sessions.now
        with self._store.write(alone=[table_of(AppNonce)]) as session:
            mirror = read_mirror(session)
            if mirror is None:
                raise NothingIndexed
            given = Challenge(
                origin, account, mirror.chain_id, secrets.token_hex(16), now, now + LASTS
            )
            session.execute(delete(AppNonce).where(col(AppNonce.expires_at) <= now))
            session.add(
                AppNonce(
                    nonce=given.nonce,
                    account=account,
                    message=given.message,
                    expires_at=given.expires_at,
                )
            )
        return given

    async def sign_in(
        self, message: str, signature: bytes, *, agent: str, before: str | None
    ) -> Issued:
        """A session for the account that signed. Raises ChallengeOver, SignInRefused.

        The text is used up whatever comes of it.
        """
        account = await asyncio.to_thread(self._use_up, message)
        if not await is_signed(self._rpc, account, digest_of(message), _usual(signature)):
            raise SignInRefused(checksum(account))
        return await asyncio.to_thread(self._sessions.open, account, agent=agent, before=before)

    def _use_up(self, message: str) -> Address:
        nonce = nonce_of(message)
        with self._store.write(alone=[table_of(AppNonce)]) as session:
            given = None if nonce is None else session.get(AppNonce, nonce)
            if given is None:
                raise ChallengeOver
            session.delete(given)
        if given.expires_at <= self._sessions.now or not compare_digest(
            given.message.encode(), message.encode()
        ):
            raise ChallengeOver
        return given.account


def _usual(signature: bytes) -> bytes:
    """Some hardware wallets number the recovery 0 and 1, where everybody else has 27 and 28."""
    if len(signature) == 65 and signature[64] in (0, 1):
        return signature[:64] + bytes([signature[64] + 27])
    return signature
