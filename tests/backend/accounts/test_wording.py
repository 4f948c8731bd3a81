"""What people write is made clean; insults are refused, in disguise too, ordinary words are not."""

from __future__ import annotations

import pytest

from toktok.accounts.social_errors import TextRefused
from toktok.accounts.wording import require_civil, worded


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  Great song!  ", "Great song!"),
        ("a\r\n\n\n\nb", "a\n\nb"),
        ("tab\there", "tab here"),
        ("bell\x07 nul\x00", "bell nul"),
        ("\u202eevil\u202c", "evil"),
        ("cafe\u0301", "caf\u00e9"),
        ("family 👩‍👩‍👧", "family 👩‍👩‍👧"),
        ("no\u200bor", "noor"),
        ("no\u2060o\u200dr\ufeff", "noor"),
        ("n\u00adoor\U000e0041", "noor"),
        ("نمی\u200cخواهم", "نمی\u200cخواهم"),
    ],
)
def test_text_is_kept_without_what_hides(written: str, kept: str) -> None:
    assert worded(written, most=40) == kept


@pytest.mark.parametrize(
    "written", ["", "  \n ", "\u200b\u200b", "\u202e\u202c", "\x07", "\u3164", "\u2800"]
)
def test_there_must_be_something_to_read(written: str) -> None:
    with pytest.raises(TextRefused, match="nothing to read"):
        worded(written, most=40)


def test_a_text_may_be_exactly_as_long_as_it_may_be() -> None:
    assert worded("x" * 40, most=40) == "x" * 40
    with pytest.raises(TextRefused, match="41 characters, at most 40"):
        worded("x" * 41, most=40)


@pytest.mark.parametrize(
    "insult",
    [
        "what a bitch", "you f.a.g.g.o.t", "b1tch", "pezzo di merda!", "sei uno STRONZO", "wat een klootzak",
        "kankerlijer", "go kill yourself", "kυnt is no word, cunt is",
        "f.u.c.k you", "f u c k you", "f-u-c-k off", "f.u.c.k. you!", "f u c k y o u", "f*u*c*k*you", "F . U . C . K  you",
        "fuсk you", "fuckyou", "S. L. U. T.", "s_l_u_t", "so a b.1.t.c.h, no?", "k i l l  y o u r s e l f", "sh1thead",
        "p e z z o di merda, pezzo di m.e.r.d.a", "k.l.o.o.t.z.a.k",
    ],
)  # fmt: skip
def test_insults_are_refused_and_named(insult: str) -> None:
    with pytest.raises(TextRefused, match=r"Words that insult are not taken here: \w+"):
        require_civil(insult)


@pytest.mark.parametrize(
    "ordinary",
    [
        "Damn, this is hot!", "sex education, class, Scunthorpe, Essex", "un carciofo duro, che figata",
        "wat een lul-de-behanger verhaal", "negro y azul", "kanker is een nare ziekte", "5 sh 0 s, 8008, 69",
        "cocktail at the pussycat club", "ik ga dood van het lachen om de finale",
        "a. b. c.", "i.e. the U.S.A., e.g. D.C.", "J.R.R. Tolkien & C. S. Lewis", "S. L. Jackson", "f u c k, they said", "5 1 0 7",
        "A + B = C, x - y - z", "R.E.M., N.W.A, M.I.A. and a.k.a.", "1 2 3 4 5 6 7", "o.a., d.w.z. en m.a.w.", "S.p.A., p. es.",
        "I a m a f a n", "A - B - B - A, then C - D",
    ],
)  # fmt: skip
def test_ordinary_words_are_not(ordinary: str) -> None:
    require_civil(ordinary)
