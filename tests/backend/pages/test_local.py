"""Python and the browser write and read numbers alike, in every language."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.support.node import ROOT
from toktok.pages import catalogue, formats
from toktok.pages.local import Local, local

TT = 10**18
SUMS = [
    0, 1, TT // 100, 12_345 * TT // 1_000_000, TT, 12_349 * TT // 1_000, 999_999 * TT // 1_000,
    123_456 * TT // 100, 1_234_567 * TT, 1_234_567_891 * TT, -TT // 2, 88_632 * TT // 10**6,
]  # fmt: skip
TIMES = [0, 1_790_000_000, 1_800_000_000]
TYPED = [
    "1", "1.5", "1,5", "0.125", "0,125", "1,234", "1.234", "1,234.5", "1.234,5", "1,234,567",
    "1.234.567", "12,34,5", "1,2.5", "1.2,5", ".", ",", "1e3", "", "1 234", "1'234.5",
]  # fmt: skip
SCRIPT = """
import { amount, exact, moment, price, typed, parse, count } from "./format";
declare const process: { argv: string[]; stdout: { write(text: string): void } };
const { sums, times, said } = JSON.parse(process.argv[2] ?? "{}") as Record<string, string[]>;
const read = (text: string): string => { try { return String(parse(text)); } catch { return "refused"; } };
process.stdout.write(JSON.stringify({
  sums: (sums ?? []).map((wei) => [amount(BigInt(wei)), exact(BigInt(wei)), price(BigInt(wei))]),
  counts: (sums ?? []).map((wei) => count(BigInt(wei) / 10n ** 18n)),
  times: (times ?? []).map((time) => moment(Number(time))),
  again: (sums ?? []).filter((wei) => !wei.startsWith("-")).map((wei) => [wei, read(typed(BigInt(wei)))]),
  said: (said ?? []).map(read),
}));
"""


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page's formats, for a program to run."""
    made = tmp_path_factory.mktemp("formats") / "formats.cjs"
    command = ["node_modules/.bin/esbuild", "--bundle", "--platform=node", "--loader=ts"]
    script = subprocess.run(
        [*command, "--target=es2022"], cwd=ROOT, input=SCRIPT.replace("./format", "./backend/web/format"),
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    made.write_text(script.stdout)
    return made


def browser(bundle: Path, language: str, said: Sequence[str] = ()) -> dict[str, Any]:
    """What the page's script writes and reads, with the texts of a page in `language`."""
    texts = json.dumps(catalogue.load(language).section("client"))
    page = f"globalThis.document = {{ getElementById: () => ({{ textContent: {json.dumps(texts)} }}) }};"
    asked = json.dumps({"sums": [str(each) for each in SUMS], "times": TIMES, "said": said})
    answer = subprocess.run(
        ["node", "-e", page + bundle.read_text(), "--", "formats", asked],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return dict(json.loads(answer.stdout))


def written(local: Local) -> list[list[str]]:
    return [
        [local.number(write(wei)) for write in (formats.amount, formats.exact, formats.price)]
        for wei in SUMS
        if wei >= 0
    ]


@pytest.mark.parametrize("language", catalogue.languages())
def test_python_and_the_browser_write_the_same(bundle: Path, language: str) -> None:
    said = browser(bundle, language)
    assert [each for each, wei in zip(said["sums"], SUMS, strict=True) if wei >= 0] == written(
        local(language)
    )
    assert said["times"] == [local(language).moment(each) for each in TIMES]
    assert said["counts"][7] == local(language).number(formats.count(1_234))


@pytest.mark.parametrize("language", catalogue.languages())
def test_what_the_page_fills_in_is_read_back_to_the_wei(bundle: Path, language: str) -> None:
    for wei, read in browser(bundle, language)["again"]:
        assert read == wei


ENGLISH = {
    "1": "1", "1.5": "1.5", "1,5": "1.5", "0.125": "0.125", "0,125": "0.125", "1,234": "1234",
    "1.234": "1.234", "1,234.5": "1234.5", "1.234,5": "refused", "1,234,567": "1234567",
    "1.234.567": "refused", "12,34,5": "refused", "1,2.5": "refused", "1.2,5": "refused",
    ".": "refused", ",": "refused", "1e3": "refused", "": "refused", "1 234": "1234",
    "1'234.5": "1234.5",
}  # fmt: skip
SWAPPED = str.maketrans({".": ",", ",": "."})


@pytest.mark.parametrize("language", catalogue.languages())
def test_point_of_the_language_is_the_point_and_nothing_is_guessed(
    bundle: Path, language: str
) -> None:
    """In Italian and Dutch the two signs change places; what is meant does not."""
    here = TYPED if language == "en" else [each.translate(SWAPPED) for each in TYPED]
    said = dict(zip(here, browser(bundle, language, here)["said"], strict=True))
    for text, meant in zip(here, (ENGLISH[each] for each in TYPED), strict=True):
        whole, _, rest = meant.partition(".")
        wei = meant if meant == "refused" else str(int(whole) * TT + int(rest.ljust(18, "0") or 0))
        assert said[text] == wei, text
