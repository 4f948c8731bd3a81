"""Positions and holders once more, from the logs of the chain alone: plainly, one log after the other.

Trades, claims and returns are read from the market's events, transfers between accounts from the tokens';
mints and burns are passed over, so that both stories have to agree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from eth_abi.abi import decode
from eth_hash.auto import keccak

from tests.support.artifacts import artifact
from tests.support.world import NOBODY, World, spelled

DAY = 86_400
LAUNCH_SUPPLY = 10**24
_CONTRACTS = ("CreatorMarket", "CreatorToken")

Key = tuple[str, str]
"""A token and an account."""


@dataclass
class Position:
    """Token wei held, sent to others and received from them, and TT wei: what they cost, and what selling brought."""

    balance: int = 0
    cost: int = 0
    realised: int = 0
    bought: int = 0
    sold: int = 0
    sent: int = 0
    received: int = 0

    def give(self, amount: int) -> int:
        """Part with tokens; returns the part of the cost that goes with them."""
        cost = self.cost * amount // self.balance if self.balance else 0
        self.balance -= amount
        self.cost -= cost
        return cost


@dataclass
class Share:
    """What a contribution is of, in token wei not claimed and not returned, and in TT wei."""

    contributed: int = 0
    left: int = 0
    cost: int = 0

    def give(self, amount: int) -> int:
        """The same for an allocation."""
        cost = self.cost * amount // self.left
        self.left -= amount
        self.cost -= cost
        return cost


class Positions:
    """Everybody's, after everything that happened on a chain."""

    def __init__(self, world: World) -> None:
        self.held: dict[Key, Position] = defaultdict(Position)
        self.shares: dict[Key, Share] = defaultdict(Share)
        self.days: dict[str, dict[int, tuple[int, int]]] = defaultdict(dict)
        self._market = world.market.address.lower()
        self._supply: dict[str, int] = {}
        for name, timestamp, values in _logs(world):
            token = values["token"]
            before = self._figures(token)
            getattr(self, f"_{name}", _pass_over)(values)
            after = self._figures(token)
            if after != before:
                self.days[token][timestamp // DAY * DAY] = after

    def _figures(self, token: str) -> tuple[int, int]:
        """Holders and supply of a token that trades."""
        if token not in self._supply:
            return 0, 0
        owners = {
            account for (of, account), row in self.held.items() if of == token and row.balance
        }
        owners |= {
            account for (of, account), row in self.shares.items() if of == token and row.left
        }
        return len(owners), self._supply[token]

    def _Contributed(self, log: dict[str, Any]) -> None:
        share = self.shares[log["token"], log["account"]]
        share.contributed += log["amount"]
        share.cost += log["amount"]

    def _Refunded(self, log: dict[str, Any]) -> None:
        self.shares[log["token"], log["account"]].cost = 0

    def _Finalized(self, log: dict[str, Any]) -> None:
        token = log["token"]
        shares = [row for (of, _), row in self.shares.items() if of == token]
        raised = sum(row.contributed for row in shares)
        for row in shares:
            row.left = LAUNCH_SUPPLY * row.contributed // raised
        self._supply[token] = LAUNCH_SUPPLY

    def _Traded(self, log: dict[str, Any]) -> None:
        token, amount, paid = log["token"], log["tokenAmount"], log["ttAmount"]
        if log["isBuy"]:
            row = self.held[token, log["to"]]
            row.balance += amount
            row.cost += paid
            row.bought += paid
            self._supply[token] += amount
        else:
            row = self.held[token, log["trader"]]
            row.realised += paid - row.give(amount)
            row.sold += paid
            self._supply[token] -= amount

    def _Transfer(self, log: dict[str, Any]) -> None:
        ends = (log["from"], log["to"])
        if NOBODY in ends or self._market in ends:
            return
        cost = self.held[log["token"], log["from"]].give(log["value"])
        row = self.held[log["token"], log["to"]]
        row.balance += log["value"]
        row.cost += cost
        if log["from"] != log["to"]:
            self.held[log["token"], log["from"]].sent += log["value"]
            row.received += log["value"]

    def _AllocationClaimed(self, log: dict[str, Any]) -> None:
        key, amount = (log["token"], log["account"]), log["amount"]
        row = self.held[key]
        row.cost += self.shares[key].give(amount)
        row.balance += amount

    def _UnvestedReturned(self, log: dict[str, Any]) -> None:
        key, amount = (log["token"], log["account"]), log["amount"]
        row = self.held[key]
        row.realised += log["ttOut"] - self.shares[key].give(amount)
        row.sold += log["ttOut"]
        self._supply[log["token"]] -= amount


def _pass_over(_: dict[str, Any]) -> None:
    """An event that changes nobody's position."""


def _logs(world: World) -> Iterator[tuple[str, int, dict[str, Any]]]:
    """Name, timestamp and values of every event about a token; the address that wrote it if none is named."""
    entries = {
        keccak(f"{entry['name']}({','.join(map(spelled, entry['inputs']))})".encode()): entry
        for contract in _CONTRACTS
        for entry in artifact(contract)["abi"]
        if entry["type"] == "event"
    }
    market = world.market.address.lower()
    others = {contract.address.lower() for contract in world.named.values()} - {market}
    for log in world.node.call("eth_getLogs", {"fromBlock": "0x0", "toBlock": "latest"}):
        entry = entries.get(bytes.fromhex(log["topics"][0][2:]))
        if entry is None or log["address"] in others:
            continue
        values = _values(entry, log)
        if entry["name"] == "Transfer" or log["address"] == market:
            values.setdefault("token", log["address"])
            yield entry["name"], int(log["blockTimestamp"], 16), values


def _values(entry: dict[str, Any], log: dict[str, Any]) -> dict[str, Any]:
    topics = iter(log["topics"][1:])
    plain = [each for each in entry["inputs"] if not each["indexed"]]
    data = iter(decode([spelled(each) for each in plain], bytes.fromhex(log["data"][2:])))
    values: dict[str, Any] = {}
    for each in entry["inputs"]:
        if each["indexed"]:
            [value] = decode([spelled(each)], bytes.fromhex(next(topics)[2:]))
        else:
            value = next(data)
        values[each["name"]] = value
    return values
