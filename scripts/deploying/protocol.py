"""What is deployed: the contracts, in order, what each is told of the others, and who may do what."""

from __future__ import annotations

from dataclasses import dataclass

ADMIN_ROLE = 0
GUARDIAN_ROLE = 1
OPERATOR_ROLE = 2


@dataclass(frozen=True, slots=True)
class Creation:
    """One contract and the transaction that creates it.

    arguments: of the constructor, each the name of a contract or of one of the terms. usual_gas: of
    the transaction, where it cannot be estimated yet. creates: the contracts that its constructor
    creates in turn, in order, each with the getter that tells its address.
    """

    name: str
    arguments: tuple[str, ...]
    usual_gas: int
    creates: tuple[tuple[str, str], ...] = ()


CREATIONS = (
    Creation("AccessManager", ("deployer",), 2_100_000),
    Creation("ToktokToken", (), 1_400_000),
    Creation(
        "CreatorMarket",
        ("AccessManager", "ToktokToken", "payout", "min_window", "launch_bond"),
        10_500_000,
        creates=(("PayoutLedger", "ledger"), ("CreatorToken", "tokenImplementation")),
    ),
    Creation("SoundLibrary", ("PayoutLedger",), 700_000),
    Creation("TopMoments", ("AccessManager", "PayoutLedger", "SoundLibrary"), 4_300_000),
    Creation("MomentAuction", ("AccessManager", "TopMoments"), 1_800_000),
    Creation("MomentExchange", ("AccessManager", "TopMoments"), 1_900_000),
    Creation("Subscriptions", ("AccessManager", "PayoutLedger"), 1_600_000),
    Creation("CreatorFund", ("AccessManager", "PayoutLedger"), 1_400_000),
)
USUAL_ROLES_GAS = 500_000

# Every contract there is, creator tokens by their implementation.
NAMES = tuple(
    name for each in CREATIONS for name in (each.name, *(child for child, _ in each.creates))
)

# What a getter of a contract says, once all of it stands: the name of another contract.
WIRING = {
    "CreatorMarket": {
        "authority": "AccessManager",
        "tt": "ToktokToken",
        "ledger": "PayoutLedger",
        "tokenImplementation": "CreatorToken",
    },
    "PayoutLedger": {"market": "CreatorMarket", "tt": "ToktokToken"},
    "CreatorToken": {"market": "CreatorMarket"},
    "SoundLibrary": {"ledger": "PayoutLedger"},
    "TopMoments": {
        "authority": "AccessManager",
        "ledger": "PayoutLedger",
        "sounds": "SoundLibrary",
    },
    "MomentAuction": {"authority": "AccessManager", "moments": "TopMoments"},
    "MomentExchange": {"authority": "AccessManager", "moments": "TopMoments"},
    "Subscriptions": {"authority": "AccessManager", "ledger": "PayoutLedger"},
    "CreatorFund": {"authority": "AccessManager", "ledger": "PayoutLedger"},
}

_PAUSE = ("pause", "unpause")

# Who may call what, beside the admin: role, contract, functions.
POWERS = (
    (GUARDIAN_ROLE, "CreatorMarket", _PAUSE),
    (GUARDIAN_ROLE, "TopMoments", _PAUSE),
    (GUARDIAN_ROLE, "MomentAuction", _PAUSE),
    (GUARDIAN_ROLE, "MomentExchange", _PAUSE),
    (GUARDIAN_ROLE, "Subscriptions", _PAUSE),
    (GUARDIAN_ROLE, "CreatorFund", ("veto",)),
    (OPERATOR_ROLE, "CreatorFund", ("postRoot",)),
)
