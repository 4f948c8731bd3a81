"""Proofs about the arithmetic of the contracts, for all inputs: `make prove`.

Halmos runs the proofs in tests/contracts/proofs symbolically. Then every proof is tried on code
that is broken where it looks (FAULTS), and has to fail: one that holds for anything proves nothing.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from scripts.proving.forge import FORGE
from scripts.root import ROOT

PROOFS = "tests/contracts/proofs"
FOLDER = ROOT / "build/proofs"
PYTHON = ROOT / ".venv-proofs/bin/python"
_COPIED = ("contracts", PROOFS, "tests/contracts/foundry/support", "scripts/solc")

# How Halmos says that a proof ended. Anything else: it ran out of time, or into what it cannot do.
PROVED = 0
COUNTEREXAMPLE = 1

# Proofs, and a change under which they must not hold: file, what stands there, what instead.
FAULTS: Sequence[tuple[tuple[str, ...], str, str, str]] = (
    (
        (
            "check_PartsAddUpToTheIncome",
            "check_TheSoundGetsItsShareRoundedDown",
        ),
        "libraries/IncomeMath.sol",
        "parts.toSound = side * soundBps / BPS;\n        parts.toCreatorSide = side - parts.toSound;",
        "parts.toSound = side * soundBps / BPS + 1;\n        parts.toCreatorSide = side;",
    ),
    (
        (
            "check_FansAndProtocolGetTheirShareRoundedDown",
            "check_ResalesPayTheirFeeFirst",
            "check_ResalesPayTheirFeeFirstAtTheHighestRoyalty",
        ),
        "libraries/IncomeMath.sol",
        "parts.toFans = (amount - fee) * fansBps / BPS;",
        "parts.toFans = ((amount - fee) * fansBps + BPS - 1) / BPS;",
    ),
    (
        ("check_WithoutFansTheCreatorSideTakesTheirPart",),
        "libraries/IncomeMath.sol",
        "parts.toCreatorSide += parts.toFans;",
        "parts.toProtocol += parts.toFans;",
    ),
    (
        ("check_ReferralsNeverExceedTheProtocolsPart",),
        "libraries/IncomeMath.sol",
        "return amount * protocolBps / BPS / 2;",
        "return amount * protocolBps / BPS / 2 + 1;",
    ),
    (
        (
            "check_AListDividesWithoutLoss",
            "check_TheLongestListLosesNothing",
            "check_TheLastGetsItsShareAndTheRest",
        ),
        "libraries/IncomeMath.sol",
        "amounts[i] = amount * splits[i].bps / BPS;",
        "amounts[i] = (amount * splits[i].bps + BPS - 1) / BPS;",
    ),
    (
        ("check_TheReserveIsRoundedUp", "check_ASaleReturnsTheLaunchPrice"),
        "libraries/CurveMath.sol",
        "(initialReserve * supply + (LAUNCH_SUPPLY - 1)) / LAUNCH_SUPPLY",
        "initialReserve * supply / (LAUNCH_SUPPLY + LAUNCH_SUPPLY / 100)",
    ),
    (
        ("check_TheSupplyIsRoundedDown",),
        "libraries/CurveMath.sol",
        "return reserve * LAUNCH_SUPPLY / initialReserve;",
        "return (reserve * LAUNCH_SUPPLY + initialReserve - 1) / initialReserve;",
    ),
    (
        ("check_TheLaunchPriceHoldsUpToTheLaunchSupply",),
        "libraries/CurveMath.sol",
        "return initialReserve * 1e18 / LAUNCH_SUPPLY;",
        "return initialReserve * 1e18 / LAUNCH_SUPPLY + 1;",
    ),
    (
        ("check_NeverMoreThanThePoolStays", "check_AHalfStaysAfterTwoDays"),
        "libraries/DecayMath.sol",
        "return kept << shift == product ? kept : kept + 1;",
        "return kept + 2;",
    ),
    (
        ("check_AReleaseToNobodyStaysWithinItsBits", "check_AReleaseToManyStaysWithinItsBits"),
        "creators/CreatorBooks.sol",
        "released = (perToken * base + ((1 << PRECISION) - 1)) >> PRECISION;",
        "released = 0;",
    ),
)


class ProofError(Exception):
    """Halmos did not run; the message is what it said."""


def prove(root: Path, checks: Sequence[str] = ()) -> dict[str, int]:
    """Run proofs of the project at `root`, all or only `checks`; how each ended."""
    out = root / "build/proofs/out"
    result = out.with_name("result.json")
    result.parent.mkdir(parents=True, exist_ok=True)
    result.unlink(missing_ok=True)
    command = [str(PYTHON.with_name("halmos")), "--root", str(root), "--no-status"]
    command += ["--forge-build-out", str(out.relative_to(root)), "--json-output", str(result)]
    command += ["--solver-command", f"{PYTHON} -P {ROOT / 'scripts/proving/solver.py'}"]
    command += ["--solver-timeout-assertion", "120s", "--loop", "32"]
    if checks:
        command += ["--early-exit", "--match-test", f"^({'|'.join(checks)})\\("]
    env = {
        "FOUNDRY_PROFILE": "quick",
        "FOUNDRY_OUT": str(out),
        "FOUNDRY_CACHE_PATH": str(out.with_name("cache")),
        **dict.fromkeys(("FOUNDRY_SRC", "FOUNDRY_TEST", "FOUNDRY_SCRIPT"), PROOFS),
        "PATH": f"{Path(FORGE).parent}{os.pathsep}{os.environ['PATH']}",
    }
    done = subprocess.run(
        command, cwd=root, env={**os.environ, **env}, capture_output=True, text=True, check=False
    )
    try:
        found = json.loads(result.read_text())["test_results"]
    except (OSError, ValueError):
        raise ProofError(done.stdout + done.stderr) from None
    return {
        each["name"].partition("(")[0]: each["exitcode"]
        for tests in found.values()
        for each in tests
    }


def broken(path: str, before: str, after: str) -> Path:
    """A copy of the project with one fault. Raises ProofError unless there is just one such place."""
    root = FOLDER / "broken"
    for part in _COPIED:
        shutil.rmtree(root / part, ignore_errors=True)
        shutil.copytree(ROOT / part, root / part)
    shutil.copy(ROOT / "foundry.toml", root)
    if not (root / "node_modules").is_symlink():
        (root / "node_modules").symlink_to(ROOT / "node_modules")
    file = root / "contracts" / path
    text = file.read_text()
    if text.count(before) != 1:
        raise ProofError(f"{path} does not hold this once: {before}")
    file.write_text(text.replace(before, after))
    return root


def main() -> int:
    """The command; 0 when every proof holds, and none on broken code."""
    wrong = []
    try:
        proofs = prove(ROOT)
        for name, end in proofs.items():
            holds = end == PROVED
            print(f"{'proved' if holds else 'FAILED':<8} {name}", flush=True)
            wrong += [] if holds else [f"{name} does not hold"]
        for names, path, before, after in FAULTS:
            for name, end in prove(broken(path, before, after), names).items():
                fails = end == COUNTEREXAMPLE
                print(
                    f"{'fails' if fails else 'MISSED':<8} {name} (on a broken {path})", flush=True
                )
                wrong += [] if fails else [f"{name} is not refuted on a broken {path}"]
    except ProofError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    tried = {name for names, *_ in FAULTS for name in names}
    wrong += [f"{name} was never seen to fail" for name in proofs if name not in tried]
    wrong += [f"there is no proof {name}" for name in tried if name not in proofs]
    for each in wrong:
        print(f"error: {each}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
