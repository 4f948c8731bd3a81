"""A chain with the seed's past, and how to ask it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time

from ganache import ROOT, Ganache

from scripts.deploying.protocol import NAMES
from scripts.deploying.record import read_record
from scripts.seeding.cast import OPERATOR
from toktok.media.cid import SCHEME
from toktok.media.folder import MediaFolder

KILLED_AFTER_BLOCKS = 500


class Seeded:
    """A chain that was seeded by the command, killed once on the way."""

    def __init__(self, folder, artifacts):
        self.node = Ganache(folder / "ganache.log", days_ago=34)
        self.web3 = self.node.web3
        self.signed_path = folder / "signed.json"
        self.media = MediaFolder(folder / "media")
        self.settings = {
            "TOKTOK_RPC_URL": self.node.url,
            "TOKTOK_DEPLOYMENTS_DIR": str(folder),
            "TOKTOK_MEDIA_DIR": str(folder / "media"),
            "TOKTOK_OPERATOR": self.web3.eth.accounts[OPERATOR],
        }
        self.run("scripts.deploy")
        self._seed_and_kill()
        self.run("scripts.seed", "--signed", str(self.signed_path))
        self.finished = time.time()
        self._read(read_record(folder / "1337.json"), artifacts)

    def run(self, module, *arguments):
        """What a command says, which must not fail."""
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            env={**os.environ, **self.settings},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def events(self, name):
        """The arguments of every event of that name, in order."""
        return [each["args"] for each in self.logs[name]]

    def call(self, contract, function, *arguments):
        """What a view says now."""
        return getattr(self.contracts[contract].functions, function)(*arguments).call()

    def document(self, uri):
        """Metadata, by its address."""
        return json.loads(self.media.read(uri.removeprefix(SCHEME)))

    def simulate(self, transaction):
        """The node's error, None if the transaction would go through."""
        call = {key: value for key, value in transaction.items() if key != "nonce"}
        return self.web3.provider.make_request("eth_call", [call, "latest"]).get("error")

    def _seed_and_kill(self):
        command = [sys.executable, "-m", "scripts.seed"]
        process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **self.settings})
        while self.web3.eth.block_number < KILLED_AFTER_BLOCKS and process.poll() is None:
            time.sleep(0.05)
        process.kill()
        process.wait()

    def _tokens(self):
        return [each["token"] for each in self.events("Launched")]

    def _read(self, record, artifacts):
        self.contracts = {
            name: self.web3.eth.contract(record.contracts[name].address, abi=artifacts.abi(name))
            for name in NAMES
        }
        self.logs = {}
        for name, contract in self.contracts.items():
            for event in contract.events:
                where = {"address": self._tokens() if name == "CreatorToken" else contract.address}
                found = self.web3.eth.get_logs({**where, "fromBlock": 0, "topics": [event.topic]})
                self.logs.setdefault(event.event_name, []).extend(map(event.process_log, found))
        self.now = self.node.now()
        self.signed = json.loads(self.signed_path.read_text())
