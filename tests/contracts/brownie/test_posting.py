"""What people signed in the seed, handed to the real server as `make up` does it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections import Counter

import pytest
from ganache import ROOT

from scripts.processes import UpError
from scripts.seeding.posting import hand_in

SECONDS = 120


@pytest.fixture(scope="module")
def server(seeded, tmp_path_factory):
    """The address of a server that has indexed the seeded chain; the chain is put back after."""
    folder = tmp_path_factory.mktemp("server")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    before = seeded.node.rpc("evm_snapshot")
    settings = {
        "TOKTOK_PORT": str(port),
        "TOKTOK_DATABASE_URL": f"sqlite:///{folder / 'toktok.db'}",
    }
    with (folder / "serve.log").open("w") as log:
        process = subprocess.Popen(
            [str(ROOT / ".venv/bin/toktok"), "serve"],
            cwd=ROOT,
            env={**os.environ, **seeded.settings, **settings, "TOKTOK_POLL_SECONDS": "0.1"},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        url = f"http://127.0.0.1:{port}"
        try:
            until(lambda: answers(f"{url}/ready"), process)
            yield url
        finally:
            process.terminate()
            process.wait()
            seeded.node.rpc("evm_revert", before)


def test_everything_is_taken_and_some_of_it_ends(server, seeded):
    signed = seeded.signed
    given = {"url": server, "rpc_url": seeded.node.url}
    expected = f"{len(signed['orders'])} orders and {len(signed['vouchers'])} vouchers handed in"
    assert hand_in(seeded.signed_path, **given) == f"{expected}, 0 over"
    block = seeded.web3.eth.block_number
    until(lambda: get(f"{server}/v1/status")["cursor"]["number"] >= block)
    orders = Counter(each["state"] for each in get(f"{server}/v1/orders?limit=100")["items"])
    assert orders["filled"] == 2
    assert orders["cancelled"] == 3
    assert orders["open"] == len(signed["orders"]) - 5
    vouchers = Counter(each["state"] for each in get(f"{server}/v1/vouchers")["items"])
    assert (vouchers["minted"], vouchers["cancelled"]) == (1, 1)
    assert vouchers["unminted"] == len(signed["vouchers"]) - 2

    # Handed in again, nothing happens twice.
    assert hand_in(seeded.signed_path, **given) == f"{expected}, 0 over"
    assert seeded.web3.eth.block_number == block


def test_a_server_that_does_not_take_them_is_an_error(server, seeded, tmp_path):
    forged = json.loads(seeded.signed_path.read_text())
    forged["orders"][0]["order"]["price"] = "1"
    path = tmp_path / "signed.json"
    path.write_text(json.dumps(forged))
    with pytest.raises(UpError, match="/v1/orders answers 422"):
        hand_in(path, url=server, rpc_url=seeded.node.url)


def until(happens, process=None):
    """Wait; fail when the process ends or it takes too long."""
    latest = time.monotonic() + SECONDS
    while not happens():
        assert process is None or process.poll() is None, "the server has ended"
        assert time.monotonic() < latest
        time.sleep(0.1)


def answers(url):
    """Whether `url` answers with success."""
    try:
        return get(url) is not None
    except (urllib.error.URLError, OSError):
        return False


def get(url):
    """A JSON answer."""
    with urllib.request.urlopen(url, timeout=10) as response:
        return json.load(response)
