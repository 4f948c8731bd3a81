"""What each operation costs: `make gas`.

Runs the Foundry gas tests, prints every operation with its limit and every contract with its size,
and writes build/gas.json. Fails above a limit, or when an operation that has one is not measured.
"""

from __future__ import annotations

import json
import sys

from scripts.proving.forge import forge
from scripts.root import ROOT

SNAPSHOTS = ROOT / "build/snapshots"
RESULT = ROOT / "build/gas.json"
GAS_TESTS = "tests/contracts/foundry/Gas*.t.sol"
FORGE_OUT = ROOT / "build/foundry"

# Gas of a whole transaction, from the protocol's table.
LIMITS = {
    "launch": 260_000,
    "buy_first": 108_000,
    "buy_again": 90_000,
    "buy_referrer_again": 96_000,
    "buy_permit_first": 165_000,
    "sell": 85_000,
    "claim_one": 78_000,
    "mint_1_new": 145_000,
    "mint_1_again": 110_000,
    "mint_5_new": 153_000,
    "mint_5_again": 118_000,
    "fill_new": 126_000,
    "fill_again": 112_000,
    "fill_mid_batch": 152_000,
}

# EIP-170, in bytes.
SIZE_LIMIT = 24_576
CONTRACTS = (
    "Roles",
    "ToktokToken",
    "CreatorMarket",
    "CreatorToken",
    "PayoutLedger",
    "SoundLibrary",
    "TopMoments",
    "MomentAuction",
    "MomentExchange",
)


class GasError(Exception):
    """Nothing could be measured; the message says why."""


def measure() -> dict[str, int]:
    """Run the gas tests; gas by operation."""
    for old in SNAPSHOTS.glob("*.json"):
        old.unlink()
    snapshots = {"FOUNDRY_SNAPSHOTS": str(SNAPSHOTS.relative_to(ROOT))}
    done = forge(["test", "--isolate", "--match-path", GAS_TESTS], env=snapshots)
    if done.returncode != 0:
        raise GasError(f"the gas tests fail:\n{done.stdout}{done.stderr}")
    gas: dict[str, int] = {}
    for path in sorted(SNAPSHOTS.glob("*.json")):
        gas |= {operation: int(used) for operation, used in json.loads(path.read_text()).items()}
    if not gas:
        raise GasError(f"the gas tests left no snapshot in {SNAPSHOTS}")
    return gas


def sizes() -> dict[str, int]:
    """Bytes of code of every deployed contract."""
    found = {}
    for name in CONTRACTS:
        artifact = json.loads((FORGE_OUT / f"{name}.sol/{name}.json").read_text())
        found[name] = len(artifact["deployedBytecode"]["object"].removeprefix("0x")) // 2
    return found


def report(measured: dict[str, int], limits: dict[str, int], unit: str) -> list[str]:
    """Print a table; the names that are above their limit or missing."""
    wrong = []
    for name in [*limits, *(each for each in measured if each not in limits)]:
        value, limit = measured.get(name), limits.get(name)
        shown = "not measured" if value is None else f"{value:,}"
        verdict = "" if limit is None else f"limit {limit:>9,}"
        if limit is not None and (value is None or value > limit):
            wrong.append(name)
            verdict += "  <-- too much" if value is not None else "  <-- missing"
        print(f"  {name:<28} {shown:>12} {unit:<6} {verdict}")
    return wrong


def main() -> int:
    """The command; 0 when everything is within its limit."""
    try:
        gas = measure()
    except GasError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print("Operations:")
    wrong = report(gas, LIMITS, "gas")
    print("Contracts:")
    code = sizes()
    wrong += report(code, dict.fromkeys(code, SIZE_LIMIT), "bytes")
    RESULT.write_text(json.dumps(gas, indent=2, sort_keys=True) + "\n")
    print(f"Written: {RESULT.relative_to(ROOT)}")
    if wrong:
        print(f"error: above the limit or missing: {', '.join(wrong)}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
