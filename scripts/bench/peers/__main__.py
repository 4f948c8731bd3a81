"""`python -m scripts.bench.peers --rpc URL --record FILE --ours DATABASE_URL --report FILE` adds the peers' rows."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from scripts.bench.peers.found import DifferentRowsError
from scripts.bench.peers.ponder_process import Sources
from scripts.bench.peers.run import peers


def main() -> int:
    """Run the peers on a chain that our own indexer has indexed."""
    parser = argparse.ArgumentParser(description="Other indexers on the same chain.")
    parser.add_argument("--rpc", required=True, help="the node's HTTP address")
    parser.add_argument("--record", required=True, type=Path, help="the deployment record")
    parser.add_argument("--ours", required=True, action="append", help="a database of ours")
    parser.add_argument("--report", required=True, type=Path, help="the list to add rows to")
    asked = parser.parse_args()
    ws_url = asked.rpc.replace("http", "ws", 1)
    try:
        rows = peers(Sources(asked.rpc, ws_url, asked.record), our_databases=asked.ours)
    except DifferentRowsError as error:
        print(error, file=sys.stderr)
        return 1
    report = json.loads(asked.report.read_text()) if asked.report.exists() else []
    asked.report.write_text(json.dumps([*report, *rows], indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
