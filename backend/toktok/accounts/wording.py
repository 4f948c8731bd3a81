"""What people write, made clean: no letters that are not seen, not too long, and no insults."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from pathlib import Path

from glin_profanity import Filter
from glin_profanity.data.dictionary import dictionary

from toktok.accounts.social_errors import EmptyText, InsultingText, TextTooLong

_WORDS = Path(__file__).with_name("words.toml")
# They turn the direction of what follows, beyond their own line too.
_TURNS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
# They are not seen, or look like a space: names would differ that look the same.
_UNSEEN = dict.fromkeys(
    [
        *(0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x200B, 0x200E, 0x200F),
        *range(0x180B, 0x1810), *range(0x2060, 0x2066), *range(0x206A, 0x2070),
        *(0x2800, 0x3164, 0xFEFF, 0xFFA0), *range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080),
    ]
)  # fmt: skip
# Joiners make emoji and words of some scripts; beside Latin letters they do nothing that is seen.
_JOINERS = re.compile(r"(?<=[A-Za-z0-9])[\u200c\u200d]+|[\u200c\u200d]+(?=[A-Za-z0-9])")
# Single letters with something between them, and what marks their end: f.u.c.k, s - l - u - t.
_SPELT = re.compile(r"(?<![^\W_])(?:[^\W_](?:[^\w\n]|_){1,3}){2,}[^\W_](?![^\W_])(?:[^\w\s]|_)*")
_BETWEEN = re.compile(r"[\W_]+")
_LINES = re.compile(r"\n{3,}")
_SPACES = re.compile(r"[^\S\n]+")


def worded(text: str, *, most: int) -> str:
    """The text as it is kept: at most so many characters, and none that hide others.

    Raises TextRefused.
    """
    shown = _JOINERS.sub("", text.replace("\r\n", "\n").translate(_TURNS | _UNSEEN))
    spaced = _SPACES.sub(" ", unicodedata.normalize("NFC", shown))
    seen = "".join(each for each in spaced if each == "\n" or unicodedata.category(each) != "Cc")
    clean = _LINES.sub("\n\n", seen).strip()
    if not any(unicodedata.category(each)[0] in "LNPS" for each in clean):
        raise EmptyText
    if len(clean) > most:
        raise TextTooLong(len(clean), most=most)
    return clean


def require_civil(text: str) -> None:
    """Refuse insults, in three languages and in disguise. Raises TextRefused."""
    for read in dict.fromkeys((text, _SPELT.sub(_as_a_word, text))):
        found = _filter().check_profanity(read)
        if found["contains_profanity"]:
            raise InsultingText(", ".join(sorted(found["profane_words"])))


def _as_a_word(spelt: re.Match[str]) -> str:
    word = _BETWEEN.sub("", spelt[0])
    # What is spelt in digits alone is a number.
    return word if any(map(str.isalpha, word)) else spelt[0]


@lru_cache(maxsize=1)
def _filter() -> Filter:
    with _WORDS.open("rb") as file:
        told = [word for words in tomllib.load(file).values() for word in words]
    # Words that insult only together do so, too, where nothing is between them.
    words = list(dict.fromkeys(each for word in told for each in (word, word.replace(" ", ""))))
    # Its own lists count artichokes, butter and education among the insults: only its eye for disguises is
    # wanted. Asked for no language it takes English, so that is given back word by word.
    others = [word for word in dictionary.get_words("english") if word not in words]
    return Filter(
        {
            "languages": ["english"],
            "ignore_words": others,
            "custom_words": words,
            "detect_leetspeak": True,
            "normalize_unicode": True,
            "word_boundaries": True,
        }
    )
