"""Hands the server what the seed's people have signed, as a wallet would, and lets some of it end."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any

from scripts.processes import UpError

_SECONDS = 30


def hand_in(path: Path, *, url: str, rpc_url: str) -> str:
    """Post every order and voucher of the file, then send its transactions; what came of it.

    Again and again without harm: the server knows what it has, a nonce is used up once. Raises
    UpError when the server does not take what it should.
    """
    content = json.loads(path.read_text())
    ends = Counter[str]()
    for kind in ("orders", "vouchers"):
        for each in content[kind]:
            ends[kind if _accepts(f"{url}/v1/{kind}", each) else "over"] += 1
    for each in content["then"]:
        _send_once(rpc_url, each)
    return f"{ends['orders']} orders and {ends['vouchers']} vouchers handed in, {ends['over']} over"


def _accepts(address: str, body: Mapping[str, Any]) -> bool:
    """Whether the server takes it; False where that is no longer possible."""
    try:
        _post(address, body)
    except urllib.error.HTTPError as error:
        if error.code == HTTPStatus.CONFLICT:
            return False
        said = error.read().decode(errors="replace")
        raise UpError(f"{address} answers {error.code}: {said}") from None
    except (urllib.error.URLError, OSError) as error:
        raise UpError(f"{address} does not answer: {error}") from None
    return True


def _send_once(rpc_url: str, transaction: Mapping[str, str]) -> None:
    sent = _rpc(rpc_url, "eth_getTransactionCount", transaction["from"], "latest")
    if int(sent, 16) <= int(transaction["nonce"], 16):
        _rpc(rpc_url, "eth_sendTransaction", transaction)


def _rpc(rpc_url: str, method: str, *parameters: object) -> Any:
    answer = _post(
        rpc_url, {"jsonrpc": "2.0", "id": 1, "method": method, "params": list(parameters)}
    )
    if "error" in answer:
        raise UpError(f"{method}: {answer['error']}")
    return answer["result"]


def _post(address: str, body: Mapping[str, Any]) -> Any:
    request = urllib.request.Request(
        address, json.dumps(body).encode(), {"Content-Type": "application/json"}, method="POST"
    )
    with urllib.request.urlopen(request, timeout=_SECONDS) as response:
        return json.load(response)
