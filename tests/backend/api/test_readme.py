"""What the README shows works as it stands there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.node import ROOT
from tests.support.served import Served

pytestmark = pytest.mark.databases("sqlite")


def example(path: Path) -> str:
    found = re.findall(r"```python\n(.*?)```", path.read_text(), re.DOTALL)
    assert len(found) == 1
    return str(found[0])


def test_the_example_prints_a_portfolio(toktok: Served, capsys: pytest.CaptureFixture[str]) -> None:
    script = example(ROOT / "README.md")
    assert len(script.splitlines()) <= 10
    handle = toktok.get("/v1/creators", status="trading")["items"][0]["handle"]
    script = script.replace("http://127.0.0.1:8000", toktok.url).replace("skate_yuki", handle)
    exec(compile(script, "README.md", "exec"), {})
    fan = toktok.get(f"/v1/creators/{handle}/holders")["items"][0]["account"]
    held = toktok.get(f"/v1/portfolio/{fan}")
    told = capsys.readouterr().out
    assert [line.split()[0] for line in told.splitlines()[:-1]] == [
        each["handle"] for each in held["positions"]
    ]
    assert f"at block {held['block']}" in told
