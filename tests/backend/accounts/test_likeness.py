"""Names are compared as they look: no disguise makes one somebody else's, no ordinary name is a disguise."""

from __future__ import annotations

import tomllib
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toktok.accounts import likeness
from toktok.accounts.errors import InvalidProfile
from toktok.accounts.likeness import looks, require_humble, skeleton

TOLD = tomllib.loads(Path(likeness.__file__).with_suffix(".toml").read_text())
HANDLES = st.from_regex(r"[a-z0-9_]{3,20}", fullmatch=True).filter(lambda handle: looks(handle))
BETWEEN = st.sampled_from(["", "", "", "_", " ", ".", "-", "\u200b", "\u0301", "·", "🍞"])
ORDINARY = [
    "Anna", "José Ángel", "李雷", "Мария", "Ελένη", "Mia 🌞", "S. Verdi", "Supportive Sam", "Toki", "Stockton", "dj @ home",
    "Ben & Co.", "⭐ Star", "Officer K", "Modesty", "O'Brien", "x", "42", "🍞🍞", "Staffan", "Admira",
]  # fmt: skip


@st.composite
def disguises(draw: st.DrawFn, handle: str) -> str:
    """The handle with look-alikes for some letters, in any case, and with something between them."""
    written = []
    for letter in handle:
        alike = [letter, letter.upper(), *TOLD["letters"].get(letter, "")]
        written += [draw(st.sampled_from(alike)), draw(BETWEEN)]
    return "".join(written)


@given(st.data())
def test_a_disguise_reads_like_what_it_imitates(data: st.DataObject) -> None:
    handle = data.draw(HANDLES)
    assert looks(data.draw(disguises(handle))) & looks(handle)


@given(st.text(max_size=40))
def test_reading_what_was_read_changes_nothing(text: str) -> None:
    for read in looks(text):
        assert skeleton(read) == read or "rn" in read or "vv" in read


@given(st.data())
def test_no_word_for_who_runs_the_site_passes_in_disguise(data: st.DataObject) -> None:
    word = data.draw(st.sampled_from([*TOLD["ours"], *TOLD["roles"]]))
    with pytest.raises(InvalidProfile):
        require_humble(data.draw(disguises(word)))


@pytest.mark.parametrize("name", ORDINARY)
def test_ordinary_names_are_taken(name: str) -> None:
    require_humble(name)


def test_ordinary_names_are_not_taken_for_each_other() -> None:
    read = [each for name in ORDINARY for each in (looks(name))]
    assert len(set(read)) == len(set(chain.from_iterable(map(looks, ORDINARY))))
    assert not looks("Marta") & looks("Mara")


@pytest.mark.parametrize(
    ("name", "case"),
    [
        ("@lucia_bakes", "name_at"),
        ("＠lucia", "name_at"),
        ("·@lucia", "name_at"),
        ("fan of @lucia", "name_at"),
        ("Lucia ✔", "name_badge"),
        ("Lucia ✅", "name_badge"),
        ("☑\ufe0f Lucia", "name_badge"),
        ("Lucia®", "name_badge"),
        ("Toktok Support", "name_reserved"),
        ("TokTokTeam", "name_reserved"),
        ("tok-tok", "name_reserved"),
        ("T0kt0k", "name_reserved"),
        ("AdminLucia", "name_reserved"),
        ("s u p p o r t", "name_reserved"),
        ("Оfficial Lucia", "name_reserved"),
        ("ᴀᴅᴍɪɴ", "name_reserved"),
        ("🅣🅞🅚🅣🅞🅚", "name_reserved"),
        ("Assistenza", "name_reserved"),
        ("Officiële pagina", "name_reserved"),
    ],
)
def test_names_that_claim_what_nobody_has_are_refused(name: str, case: str) -> None:
    with pytest.raises(InvalidProfile) as refused:
        require_humble(name)
    assert refused.value.case == case
