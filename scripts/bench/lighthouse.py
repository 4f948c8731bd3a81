"""Lighthouse, as for a telephone, in the browser of the tests."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from scripts.root import ROOT
from tests.e2e.conftest import CHROMIUM, FLAGS

#: Now and then the browser loses the trace of a page load, and Lighthouse says so.
_TRIES = 3
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def scores(url: str) -> dict[str, int]:
    """What Lighthouse gives a page, out of 100, by category."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "report.json"
        command = [
            str(ROOT / "node_modules/.bin/lighthouse"), url, "--quiet", "--output=json",
            f"--output-path={path}", f"--chrome-flags={' '.join(FLAGS)}",
            f"--only-categories={','.join(CATEGORIES)}",
        ]  # fmt: skip
        environment = {**os.environ, **({"CHROME_PATH": CHROMIUM} if CHROMIUM else {})}
        for _ in range(_TRIES):
            if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode == 0:
                break
        report: dict[str, Any] = json.loads(path.read_text())
    _complain(url, report)
    return {name: round(report["categories"][name]["score"] * 100) for name in CATEGORIES}


def _complain(url: str, report: dict[str, Any]) -> None:
    """Print what costs points, so that a missed goal says where to look."""
    for name, category in report["categories"].items():
        for reference in category["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                print(f"  {url} {name}: {audit['title']} {audit.get('displayValue', '')}")
