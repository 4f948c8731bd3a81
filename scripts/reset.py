"""Forget the local chain, where its contracts are, and its database: `make reset`."""

from __future__ import annotations

import shutil
import sys

from scripts.processes import Children, UpError, lock
from scripts.root import ROOT

STATE = ROOT / ".toktok"


def main() -> int:
    """The command; 0 when nothing is left, 1 while the system runs."""
    try:
        with lock(STATE / "lock"):
            _forget()
    except UpError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(f"Forgotten: {STATE} is empty, the next `make up` begins a new chain.")
    return 0


def _forget() -> None:
    Children(STATE / "processes.json").stop_orphans()
    for each in STATE.iterdir():
        # The lock is still held; a new file of its name would be another lock.
        if each.name == "lock":
            continue
        if each.is_dir():
            shutil.rmtree(each)
        else:
            each.unlink()


if __name__ == "__main__":
    sys.exit(main())
