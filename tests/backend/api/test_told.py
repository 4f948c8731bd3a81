"""Every kind of event is a whole sentence in every language, with what it names in its place."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from tests.support.served import Served
from toktok.market.kinds import KINDS
from toktok.pages.catalogue import languages, load

_GAPS = {"who", "other", "creator", "moment", "sum", "tokens", "eth", "share"}


def _gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_each_sentence_has_the_same_gaps_in_each_language() -> None:
    english = load("en").section("activity.says")
    assert {re.sub(r"^trade_.*", "trade", key) for key in english} >= {"trade", "bid", "sale"}
    for language in languages():
        says = load(language).section("activity.says")
        assert says.keys() == english.keys()
        for key, text in says.items():
            assert _gaps(text) == _gaps(english[key]) <= _GAPS, (language, key)


@pytest.mark.parametrize("language", languages())
def test_whatever_happened_is_told(toktok: Served, language: str) -> None:
    seen: set[str] = set()
    for kind in KINDS:
        rows = toktok.get("/v1/activity", kind=kind, limit=5)["items"]
        seen |= {row["kind"] for row in rows}
    assert len(seen) > 15
    more = "/activity"
    sentences: list[str] = []
    while more:
        answer = toktok.client.get(more, headers={"Accept-Language": language})
        assert answer.status_code == 200
        found = re.findall(r"<p>(.*?)</p><span class=\"when\"", answer.text, re.DOTALL)
        sentences += [" ".join(re.sub(r"<[^>]*>", "", each).split()) for each in found]
        after = re.search(r'rel="next" href="(/activity\?[^"]*)"', answer.text)
        more = after[1].replace("&amp;", "&") if after else ""
    assert len(sentences) == len(_all(toktok))
    for sentence in sentences:
        assert not re.search(r"[{}]|None|\bof$|  ", sentence), sentence
        assert len(sentence.split()) >= 3, sentence


def _all(toktok: Served) -> list[str]:
    ids: list[str] = []
    params: dict[str, str] = {}
    while True:
        page = toktok.get("/v1/activity", limit=200, **params)
        ids += [row["id"] for row in page["items"]]
        if page["next_cursor"] is None:
            return ids
        params = {"cursor": page["next_cursor"]}
