"""An account's part of the fund, from the public data behind a root, proved before it is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson
from eth_abi.abi import encode
from eth_hash.auto import keccak
from sqlmodel import Session

from toktok.errors import ToktokError
from toktok.market.head import read_head
from toktok.market.values import Address, Hash
from toktok.media.cid import SCHEME
from toktok.media.folder import MediaFolder
from toktok.payouts.fund import roots_now
from toktok.payouts.membership_rows import FundAccountRow, FundLeaf
from toktok.store.tables import FundAccount, FundRoot


def fund_account(
    session: Session, account: Address, *, chain_id: int, contract: Address, media: MediaFolder
) -> FundAccountRow:
    """What the fund (`contract`) has for `account`, and the proofs to claim it with."""
    current, pending = roots_now(session, now=read_head(session).timestamp)
    row = session.get(FundAccount, account)
    claimed = row.claimed if row is not None else 0
    where = (chain_id, contract)
    leaf = _leaf(current, account, where, media)
    return FundAccountRow(
        address=account,
        claimed=claimed,
        claimable=max(0, leaf.cumulative - claimed) if leaf is not None else 0,
        data_kept=current is None or _data(current, media) is not None,
        leaf=leaf,
        pending=_leaf(pending, account, where, media),
    )


def leaf_hash(*, chain_id: int, contract: Address, account: Address, cumulative: int) -> Hash:
    """A leaf as the contract hashes it: twice, so that no inner node can pass for one."""
    kinds = ["uint256", "address", "address", "uint256"]
    return keccak(keccak(encode(kinds, (chain_id, contract, account, cumulative))))


def root_of(leaf: Hash, proof: Sequence[Hash]) -> Hash:
    """The root a proof leads to; pairs are hashed in order of value."""
    for other in proof:
        leaf = keccak(min(leaf, other) + max(leaf, other))
    return leaf


def _leaf(
    root: FundRoot | None, account: Address, where: tuple[int, Address], media: MediaFolder
) -> FundLeaf | None:
    """The account's part of the root; None unless the data has one that its proof confirms."""
    data = None if root is None else _data(root, media)
    entry = None if data is None else data.get(account)
    if root is None or entry is None:
        return None
    chain_id, contract = where
    hashed = leaf_hash(
        chain_id=chain_id, contract=contract, account=account, cumulative=entry.cumulative
    )
    if root_of(hashed, entry.proof) != root.root:
        return None
    return FundLeaf(root.period, entry.cumulative, entry.proof)


def _data(root: FundRoot, media: MediaFolder) -> Mapping[Address, FundLeaf] | None:
    """Everybody's part of a root, if the file is kept here and is what it should be."""
    if not root.uri.startswith(SCHEME):
        return None
    try:
        return _leaves(media.root, root.uri.removeprefix(SCHEME), root.period)
    except (ToktokError, OSError, ValueError, KeyError, TypeError):
        return None


@lru_cache(maxsize=16)
def _leaves(folder: Path, cid: str, period: int) -> Mapping[Address, FundLeaf]:
    """The leaves in a file, which never changes. Raises where there are none."""
    said: dict[str, Any] = orjson.loads(MediaFolder(folder).read(cid))
    return {
        bytes.fromhex(each["account"][2:]): FundLeaf(
            period=period,
            cumulative=int(each["cumulative"]),
            proof=tuple(bytes.fromhex(node[2:]) for node in each["proof"]),
        )
        for each in said["creators"]
    }
