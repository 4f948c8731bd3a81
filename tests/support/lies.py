"""What a node may say that is not so: about headers, about receipts, and about both in agreement."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Callable, Collection
from random import Random
from typing import Any

from tests.support.headers import bloom_of, hash_of, root_of
from tests.support.node import Node
from tests.support.proxy import Answer

Json = Any
EMPTY_BLOOM = "0x" + "00" * 256
EMPTY_ROOT = "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421"
HUGE = "0x" + "f" * 4_000


class Liar:
    """Tells some lies about the blocks `first` to `last`, each answer with the chance `share`."""

    def __init__(
        self,
        node: Node,
        lies: Collection[str],
        *,
        chance: Random,
        share: float = 1.0,
        first: int = 0,
        last: int = 2**63,
    ) -> None:
        self.node = node
        self.chance = chance
        #: How often each question was answered with a lie.
        self.told: Counter[str] = Counter()
        self.silent = False
        self._lies = sorted(lies)
        self._share = share
        self._blocks = range(first, last + 1)

    @property
    def most(self) -> int:
        """How often the same question was answered with a lie."""
        return max(self.told.values(), default=0)

    def twist(self, request: dict[str, Any], reply: Answer) -> Answer:
        """The reply, or a lie in its place; for `Proxy.twist`."""
        result = reply.get("result")
        if self.silent or not result or self.chance.random() >= self._share:
            return reply
        name = self.chance.choice(self._lies)
        method = request["method"]
        if method == "eth_getBlockByNumber" and int(result["number"], 16) in self._blocks:
            lied = self._about_header(name, result)
        elif method == "eth_getBlockReceipts" and int(result[0]["blockNumber"], 16) in self._blocks:
            lied = self._about_receipts(name, result)
        elif method == "eth_getTransactionReceipt":
            lied = self._about_receipt(name, result)
        else:
            return reply
        if lied != result:
            self.told[f"{method} {request['params'][0]}"] += 1
        return {**reply, "result": lied}

    def _about_header(self, name: str, header: Json) -> Json:
        if name in HEADER_LIES:
            return HEADER_LIES[name](copy.deepcopy(header))
        if name in NEIGHBOURS:
            number = int(header["number"], 16) + NEIGHBOURS[name]
            return self.node.call("eth_getBlockByNumber", hex(max(0, number)), False)
        if name in AGREED and header["transactions"]:
            receipts = self.node.call("eth_getBlockReceipts", header["number"])
            return _fitted(header, AGREED[name](receipts))
        return header

    def _about_receipts(self, name: str, receipts: Json) -> Json:
        lies = RECEIPT_LIES | AGREED
        if name == "receipts of another block":
            number = int(receipts[0]["blockNumber"], 16) - 1
            return self.node.call("eth_getBlockReceipts", hex(number))
        return lies[name](copy.deepcopy(receipts)) if name in lies else receipts

    def _about_receipt(self, name: str, receipt: Json) -> Json:
        if int(receipt["blockNumber"], 16) not in self._blocks:
            return receipt
        lied = self._about_receipts(name, [receipt])
        return lied[0] if isinstance(lied, list) and lied else lied


def _fitted(header: Json, receipts: list[Json]) -> Json:
    """The header with root and bloom of other receipts; with the hash that it had."""
    logs = [log for receipt in receipts for log in receipt["logs"]]
    return {**header, "receiptsRoot": root_of(receipts), "logsBloom": bloom_of(logs)}


def _with(**fields: Json) -> Callable[[Json], Json]:
    return lambda header: {**header, **fields}


def _forged(header: Json) -> Json:
    """An empty block that hashes as it should, in the place of the real one."""
    empty = {**header, "logsBloom": EMPTY_BLOOM, "receiptsRoot": EMPTY_ROOT, "transactions": []}
    return {**empty, "hash": hash_of(empty)}


def _far_ahead(header: Json) -> Json:
    """A block of its own far above the newest."""
    above = {**header, "number": hex(int(header["number"], 16) + 1_000)}
    return {**above, "hash": hash_of(above)}


def _moved(field: str) -> Callable[[Json], Json]:
    return lambda header: {**header, field: hex(int(header[field], 16) + 1)}


HEADER_LIES: dict[str, Callable[[Json], Json]] = {
    "no such block": lambda header: None,
    "a bloom of nothing": _with(logsBloom=EMPTY_BLOOM),
    "a bloom and a root of nothing": _with(logsBloom=EMPTY_BLOOM, receiptsRoot=EMPTY_ROOT),
    "an empty block": _with(logsBloom=EMPTY_BLOOM, receiptsRoot=EMPTY_ROOT, transactions=[]),
    "an empty block with a hash of its own": _forged,
    "a block far ahead with a hash of its own": _far_ahead,
    "no transactions": _with(transactions=[]),
    "a transaction missing": lambda header: {**header, "transactions": header["transactions"][1:]},
    "another parent": _with(parentHash="0x" + "77" * 32),
    "another hash": _with(hash="0x" + "77" * 32),
    "another time": _moved("timestamp"),
    "another number": _moved("number"),
    "a number that is none": _with(number=7),
    "a time without end": _with(timestamp=HUGE),
    "a hash of the wrong length": _with(hash="0x77"),
    "a parent of the wrong length": _with(parentHash="0x"),
    "a bloom of the wrong length": _with(logsBloom="0x00"),
    "a bloom below nothing": lambda header: {**header, "logsBloom": f"-0{header['logsBloom'][2:]}"},
    "transactions that are none": _with(transactions=None),
    "a field missing": lambda header: {k: v for k, v in header.items() if k != "logsBloom"},
    "a list for a block": lambda header: [header],
    "a word for a block": lambda header: "block",
    "a truth for a block": lambda header: True,
}
NEIGHBOURS = {"the block before": -1, "the block after": 1, "an older block": -7}


def _in_first(change: Callable[[Json], None]) -> Callable[[Json], Json]:
    """Change the first receipt that has logs."""

    def lie(receipts: list[Json]) -> list[Json]:
        for receipt in receipts:
            if receipt["logs"]:
                change(receipt)
                break
        return receipts

    return lie


def _in_log(**fields: Json) -> Callable[[Json], Json]:
    return _in_first(lambda receipt: receipt["logs"][-1].update(fields))


def _doubled(receipt: Json) -> None:
    for log in receipt["logs"]:
        if len(log["data"]) >= 66:
            log["data"] = "0x" + "00" * 31 + "01" + log["data"][66:]


def _reworded(receipt: Json) -> None:
    """Another word at the end of what a log says, where nobody counts."""
    data = receipt["logs"][-1]["data"].rstrip("0")
    padding = len(receipt["logs"][-1]["data"]) - len(data)
    receipt["logs"][-1]["data"] = f"{data[:-1]}{int(data[-1], 16) ^ 1:x}{'0' * padding}"


def _of_kind(kind: str) -> Callable[[Json], None]:
    def change(receipt: Json) -> None:
        receipt["type"] = kind
        _doubled(receipt)

    return change


def _without_status(receipt: Json) -> None:
    del receipt["status"]
    _doubled(receipt)


def _relabelled(receipts: list[Json]) -> list[Json]:
    """Everything beside the logs' contents, which no header commits to."""
    for receipt in receipts:
        for log in receipt["logs"]:
            log.update(
                logIndex="0x0",
                blockNumber="0x1",
                blockHash="0x" + "77" * 32,
                transactionHash="0x" + "77" * 32,
                transactionIndex="0x0",
                removed=True,
            )
    return receipts


def _swapped(receipts: list[Json]) -> list[Json]:
    first, last = receipts[0]["transactionIndex"], receipts[-1]["transactionIndex"]
    receipts[0]["transactionIndex"], receipts[-1]["transactionIndex"] = last, first
    return receipts


RECEIPT_LIES: dict[str, Callable[[Json], Json]] = {
    "no receipts": lambda receipts: None,
    "an empty list": lambda receipts: [],
    "a receipt missing": lambda receipts: receipts[1:],
    "a receipt twice": lambda receipts: [*receipts, receipts[-1]],
    "a receipt of nothing": lambda receipts: [None, *receipts[1:]],
    "a log missing": _in_first(lambda receipt: receipt["logs"].pop()),
    "the first log missing": _in_first(lambda receipt: receipt["logs"].pop(0)),
    "a log twice": _in_first(lambda receipt: receipt["logs"].append(receipt["logs"][-1])),
    "logs in another order": _in_first(lambda receipt: receipt["logs"].reverse()),
    "another amount": _in_first(_doubled),
    "other words": _in_first(_reworded),
    "another transaction": _in_first(
        lambda receipt: receipt.update(transactionHash="0x" + "77" * 32)
    ),
    "another address": _in_log(address="0x" + "77" * 20),
    "another topic": _in_log(topics=["0x" + "77" * 32]),
    "no topics": _in_log(topics=[]),
    "other amounts in a kind of its own": _in_first(_of_kind("0x7f")),
    "other amounts in a deposit": _in_first(_of_kind("0x7e")),
    "other amounts without a status": _in_first(_without_status),
    "other labels": _relabelled,
    "indices swapped": _swapped,
    "no list of logs": _in_first(lambda receipt: receipt.update(logs=None)),
    "data that is none": _in_log(data="0xzz"),
    "a topic that is a number": _in_log(topics=[7]),
    "gas without end": _in_first(lambda receipt: receipt.update(cumulativeGasUsed=HUGE)),
    "a status without end": _in_first(lambda receipt: receipt.update(status=HUGE)),
    "a kind that is none": _in_first(lambda receipt: receipt.update(type="kind")),
    "a word for receipts": lambda receipts: "receipts",
    "a number for a receipt": lambda receipts: [7],
}


def _emptied(receipts: list[Json]) -> list[Json]:
    for receipt in receipts:
        receipt.update(logs=[], logsBloom=EMPTY_BLOOM)
    return receipts


def _shortened(receipts: list[Json]) -> list[Json]:
    for receipt in receipts:
        receipt["logs"] = receipt["logs"][:-1]
        receipt["logsBloom"] = bloom_of(receipt["logs"])
    return receipts


#: Told of header and receipts alike, so that each vouches for the other.
AGREED: dict[str, Callable[[Json], Json]] = {
    "agreed: no logs": _emptied,
    "agreed: a log less": _shortened,
    "agreed: other amounts": _in_first(_doubled),
    "agreed: a transaction less": lambda receipts: receipts[:-1],
}

ABOUT_HEADERS = (*HEADER_LIES, *NEIGHBOURS)
ABOUT_RECEIPTS = (*RECEIPT_LIES, "receipts of another block")
ALL = (*ABOUT_HEADERS, *ABOUT_RECEIPTS, *AGREED)
