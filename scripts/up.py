"""The whole system on this machine: `make up`.

Starts Ganache, deploys, seeds, serves, and stays until Ctrl-C, which stops everything it started.
Started again, it goes on with the same chain and database. State and logs are in .toktok/.

    TOKTOK_PORT      where the page is served, 8000
    TOKTOK_RPC_PORT  where the chain answers, 8545
    TOKTOK_HOST      the address both listen on, 127.0.0.1
    TOKTOK_STATE     where state and logs are kept, .toktok
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NoReturn

from scripts.processes import Children, UpError, lock, require_free_port
from scripts.root import ROOT
from scripts.seeding.acts import LAST
from scripts.seeding.cast import DAY, DEPLOYER, FANS, FRESH, WALLET_SIZE
from scripts.seeding.gathering import gather
from scripts.seeding.keys import key_of
from scripts.seeding.posting import hand_in
from toktok.config import browsable

STATE = Path(os.environ.get("TOKTOK_STATE") or ROOT / ".toktok")
# Orders and vouchers that people have signed and the server is handed.
SIGNED = STATE / "signed.json"
CHAIN_ID = 1337
NAMED_ACCOUNTS = {
    "operator, guardian": DEPLOYER,
    "creator (lucia_bakes)": 1,
    "fan": FANS[0],
    "fresh, only ETH": FRESH,
}
OLDEST_NODE = 20
READY_SECONDS = 120.0


class System:
    """Ganache, the contracts, their past, and the server."""

    def __init__(self) -> None:
        self.host = os.environ.get("TOKTOK_HOST", "127.0.0.1")
        self.port = _port("TOKTOK_PORT", 8000)
        self.rpc_port = _port("TOKTOK_RPC_PORT", 8545)
        reachable = browsable(self.host)
        self.rpc_url = f"http://{reachable}:{self.rpc_port}"
        self.url = f"http://{reachable}:{self.port}"
        self.children = Children(STATE / "processes.json")
        self._env = {
            **os.environ,
            # Chain, deployment, database and media belong together: all live in .toktok.
            "TOKTOK_DATABASE_URL": f"sqlite:///{STATE / 'toktok.db'}",
            "TOKTOK_DEPLOYMENTS_DIR": str(STATE / "deployments"),
            "TOKTOK_MEDIA_DIR": str(STATE / "media"),
            "TOKTOK_HOST": self.host,
            "TOKTOK_OPERATORS": os.environ.get("TOKTOK_OPERATORS") or key_of(DEPLOYER).address,
            "TOKTOK_PORT": str(self.port),
            "TOKTOK_RPC_URL": self.rpc_url,
            "PYTHONUNBUFFERED": "1",
        }

    def start(self) -> None:
        """Bring everything up. Raises UpError."""
        self.children.stop_orphans()
        _check_node()
        if self.port == self.rpc_port:
            raise UpError(
                f"TOKTOK_PORT and TOKTOK_RPC_PORT are both {self.port}: set one to another port"
            )
        require_free_port(self.rpc_port, host=self.host, setting="TOKTOK_RPC_PORT")
        require_free_port(self.port, host=self.host, setting="TOKTOK_PORT")
        self._start_chain()
        print("==> Contracts and seed", flush=True)
        python = str(ROOT / ".venv-contracts/bin/python")
        command = [python, "-m", "scripts.seed", "--deploy", "--signed", str(SIGNED)]
        self.children.run("deploying and seeding", command, env=self._env)
        self._start_server()
        print(f"==> {hand_in(SIGNED, url=self.url, rpc_url=self.rpc_url)}", flush=True)
        operated = key_of(DEPLOYER).address in self._env["TOKTOK_OPERATORS"]
        print(f"==> {gather(self.url, operated=operated)}", flush=True)

    def greet(self) -> None:
        """Print where everything is and what to do."""
        print(f"\nToktok is at {self.url}\n")
        print(f"  chain     {self.rpc_url}  (chain id {CHAIN_ID})")
        print(f"  API       {self.url}/docs")
        print(f"  logs      {STATE / 'logs'}\n")
        print("Test accounts, to import into a browser wallet; they hold nothing of value:")
        for name, number in NAMED_ACCOUNTS.items():
            account = key_of(number)
            print(f"  {name:<22} {account.address}  0x{bytes(account.key).hex()}")
        print("\nOpen the address, connect a wallet, get TT for ETH and buy a creator's token.")
        print("`make audit` compares the database with the chain, `make reset` forgets both.")
        print("Ctrl-C stops everything.", flush=True)

    def watch(self) -> NoReturn:
        """Return only by an exception: UpError when a part ends by itself."""
        while True:
            stopped = self.children.stopped()
            if stopped:
                raise UpError(f"{stopped} has ended by itself{_tail(stopped)}")
            time.sleep(0.5)

    def _start_chain(self) -> None:
        print(f"==> Chain at {self.rpc_url}", flush=True)
        database = STATE / "chain"
        begun = (STATE / f"deployments/{CHAIN_ID}.json").exists()
        if not begun:
            # Whatever is there has never got as far as a deployment.
            shutil.rmtree(database, ignore_errors=True)
            SIGNED.unlink(missing_ok=True)
        command = [
            str(ROOT / "node_modules/.bin/ganache"),
            *("--chain.chainId", str(CHAIN_ID), "--chain.networkId", str(CHAIN_ID)),
            *("--chain.hardfork", "shanghai", "--miner.blockGasLimit", "30000000"),
            *("--wallet.deterministic", "--wallet.totalAccounts", str(WALLET_SIZE)),
            *("--server.host", self.host, "--server.port", str(self.rpc_port)),
            *("--database.dbPath", str(database), "--logging.quiet"),
        ]
        if not begun:
            past = datetime.now(UTC) - timedelta(days=LAST // DAY + 1)
            command += ["--chain.time", past.strftime("%Y-%m-%dT%H:%M:%SZ")]
        self.children.start("ganache", command, log=_log("ganache"), env=self._env)
        self._wait("ganache", self._chain_answers)

    def _start_server(self) -> None:
        print(f"==> Server at {self.url}", flush=True)
        command = [str(ROOT / ".venv/bin/toktok"), "serve"]
        self.children.start("serve", command, log=_log("serve"), env=self._env)
        self._wait("serve", self._server_ready)

    def _chain_answers(self) -> bool:
        question = {"jsonrpc": "2.0", "id": 1, "method": "eth_chainId", "params": []}
        body = json.dumps(question).encode()
        request = urllib.request.Request(
            self.rpc_url, body, {"Content-Type": "application/json"}, method="POST"
        )
        answer = _fetch(request)
        return answer is not None and int(json.loads(answer)["result"], 16) == CHAIN_ID

    def _server_ready(self) -> bool:
        return _fetch(urllib.request.Request(f"{self.url}/ready")) is not None

    def _wait(self, name: str, answers: Callable[[], bool]) -> None:
        until = time.monotonic() + READY_SECONDS
        while not answers():
            if self.children.stopped() or time.monotonic() > until:
                raise UpError(f"{name} does not start{_tail(name)}")
            time.sleep(0.2)


def _port(setting: str, default: int) -> int:
    given = os.environ.get(setting) or str(default)
    if not given.isdigit() or not 0 < int(given) < 65_536:
        raise UpError(f"{setting} is not a port: {given!r}")
    return int(given)


def _check_node() -> None:
    try:
        shown = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True)
    except (FileNotFoundError, subprocess.CalledProcessError):
        raise UpError(f"Node is missing: install version {OLDEST_NODE} or newer") from None
    version = shown.stdout.strip()
    if int(version.removeprefix("v").split(".")[0]) < OLDEST_NODE:
        raise UpError(f"Node {version} is too old: install version {OLDEST_NODE} or newer")


def _fetch(request: urllib.request.Request) -> bytes | None:
    try:
        with urllib.request.urlopen(request, timeout=5) as response:
            body: bytes = response.read()
            return body
    except (urllib.error.URLError, OSError):
        return None


def _log(name: str) -> Path:
    return STATE / "logs" / f"{name}.log"


def _tail(name: str) -> str:
    log = _log(name)
    lines = log.read_text(errors="replace").splitlines()[-20:] if log.exists() else []
    return "\n".join([f"; the end of {log}:", *lines])


def _interrupt(number: int, _frame: object) -> None:
    # A second Ctrl-C while stopping must not leave half of it running.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise KeyboardInterrupt(number)


def main() -> int:
    """The command; returns when interrupted, or 1 with one line that says why."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)
    try:
        with lock(STATE / "lock"):
            return _run(System())
    except UpError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1


def _run(system: System) -> int:
    try:
        system.start()
        system.greet()
        system.watch()
    except KeyboardInterrupt:
        print("\nStopping...", flush=True)
        return 0
    finally:
        system.children.stop()


if __name__ == "__main__":
    sys.exit(main())
