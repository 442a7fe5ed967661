"""When letters such as "PA", "AT", "DO" or "MA" are English words, and when a profession."""

from __future__ import annotations

from models.understanding.names import NameMatch
from models.understanding.remaining_text import RemainingText
from models.words import key

ARTICLES = frozenset({"a", "an", "the", "my", "our", "your", "any", "by", "licensed", "s"})
"""Words that may stand before a profession."""

# Abbreviations that are more often English, unless "by" stands before them or they are typed in
# capitals.
_NEEDS_BY = frozenset(
    {
        "at",
        "do",
        "dos",
        "pa",
        "pac",
        "pas",
        "dom",
        "acu",
        "nd",
        "lat",
        "lats",
        "massage",
        "ap",
        "aps",
        "ma",
        "mas",
    }
)

# Behind "at" at the start of a text, besides a state: what is asked of a trainer.
_ASKS_OF_TRAINERS = frozenset(
    """bill bills hours hrs scope rules law needling needle dn dry legal allowed can may referral
    supervision training requirements license""".split()
)

_SENTENCE = 4  # words
_SHORT = 2  # words, besides the state


def is_english(text: RemainingText, match: NameMatch, at_home: bool) -> bool:
    """Whether the letters of a profession are an English word here: "at the" is no trainer."""
    words = text.words[match.start : match.end]
    plain = key(words)
    if plain not in _NEEDS_BY:
        return False
    before = text.before(match.start)
    is_listed = at_home and _is_listed(plain, before, text.after(match.start))
    if is_listed or plain in {"ma", "mas"}:
        return not (at_home or before in ARTICLES)
    if (
        at_home
        and match.start == 0
        and (
            len(text.words) <= _SHORT
            or text.after(0) == "in"
            or (plain == "at" and text.after(0) in _ASKS_OF_TRAINERS)
        )
    ):
        return False
    if before == "by" or (before in {"a", "an"} and plain not in {"do", "massage"}):
        return False
    if at_home and (match.end == len(text.words) or plain in {"pas", "pac", "dom", "lat", "ap"}):
        return plain in {"do", "dos", "massage"} and not _is_capital(text, match)
    return not _is_capital(text, match)


def _is_listed(plain: str, before: str, after: str) -> bool:
    """Whether it stands in a list or before its board: "NP or PA", "massage therapy board"."""
    if plain == "massage":
        return after in {"therapy", "board", "license"}
    return plain == "pa" and not {"or", "and"}.isdisjoint((before, after))


def _is_capital(text: RemainingText, match: NameMatch) -> bool:
    """Whether a match is in capitals, in a text that is not all in capitals."""
    words = text.words[match.start : match.end]
    shouted = len(text.words) >= _SENTENCE and all(
        w.typed.isupper() for w in text.words if w.typed.isalpha()
    )
    capital = all(word.typed.removesuffix("s").isupper() for word in words)
    return capital and not shouted
