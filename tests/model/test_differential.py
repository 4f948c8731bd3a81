"""The contracts and a plain model of them live through one random history, and agree to the wei."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.model.lens import Difference
from tests.model.operations import OPERATIONS
from tests.model.play import DONE, Play, history, told
from tests.model.stage import deploy
from tests.support.node import anvil

SEED = int(os.environ.get("MODEL_SEED", "1"))
STEPS = int(os.environ.get("MODEL_STEPS", "3000"))
EVERYTHING_EVERY = 100
LEAST = 1

# What nobody may ever do.
NEVER_DONE = {"on_transfer_received", "collect", "book"}


# Every error that the default history brings about more than once.
REFUSALS = {
    "AmountExceedsSupply",
    "AuctionEnded",
    "AuctionHasBid",
    "AuctionOver",
    "CostExceeded",
    "CounterOutdated",
    "CreatorHasToken",
    "DeadlineExpired",
    "ERC1363InvalidReceiver",
    "ERC20InsufficientAllowance",
    "ERC20InsufficientBalance",
    "ERC20InvalidReceiver",
    "ERC20InvalidSpender",
    "ERC2612InvalidSigner",
    "ERC721IncorrectOwner",
    "ERC721InsufficientApproval",
    "ERC721InvalidApprover",
    "ERC721InvalidOperator",
    "ERC721NonexistentToken",
    "EditionSoldOut",
    "EntriesPaused",
    "ExpiryTooFar",
    "FeeNotLowered",
    "GroupClosed",
    "InvalidProof",
    "InvalidRecipient",
    "InvalidRoot",
    "InvalidSignature",
    "InvalidSource",
    "InvalidSplit",
    "InvalidText",
    "LaunchNotOpen",
    "MissingContentHash",
    "MissingPrice",
    "NoPerk",
    "NoPlan",
    "NoTradingToken",
    "NotCreator",
    "NotOwner",
    "NotPendingCreator",
    "NotTrading",
    "NothingOwed",
    "NothingToClaim",
    "NothingToSweep",
    "NothingToVeto",
    "NothingVested",
    "OnlyLedger",
    "OnlyMarket",
    "OnlyTT",
    "OrderExpired",
    "OrderNotOpen",
    "PerkSpent",
    "ReserveLimitExceeded",
    "ReturnExceedsUnvested",
    "SaleClosed",
    "SaleNotOpen",
    "SignatureExpired",
    "SlippageExceeded",
    "SupplyLimitExceeded",
    "TermOutOfRange",
    "TooManySplits",
    "TotalOutOfRange",
    "TransferNotReady",
    "UnknownAuction",
    "UnknownMoment",
    "UnknownSound",
    "UnknownToken",
    "VersionOutdated",
    "VoucherOutdated",
    "VoucherSpent",
    "WalletLimitExceeded",
    "WrongSide",
    "WrongToken",
    "ZeroAmount",
    "ZeroPrice",
    "ZeroQuantity",
}


@dataclass
class Played:
    """A history as far as it went."""

    play: Play
    difference: str


@pytest.fixture(scope="module")
def played() -> Iterator[Played]:
    with anvil() as node:
        play = Play(deploy(node))
        try:
            history(play, seed=SEED, steps=STEPS, every=EVERYTHING_EVERY)
        except Difference as difference:
            yield Played(play, told(play, difference, seed=SEED))
        else:
            yield Played(play, "")


def test_contracts_and_model_agree_after_every_step(played: Played) -> None:
    if played.difference:
        pytest.fail(played.difference, pytrace=False)
    assert len(played.play.steps) >= STEPS


def test_everything_that_can_be_done_was_done(played: Played) -> None:
    done = {name: played.play.outcomes[name, DONE] for name in OPERATIONS}
    assert {name: count for name, count in done.items() if count < LEAST} == dict.fromkeys(
        NEVER_DONE, 0
    )


def test_almost_everything_that_is_refused_was_tried(played: Played) -> None:
    refused = {outcome for _, outcome in played.play.outcomes} - {DONE}
    assert sorted(REFUSALS - refused) == []
