"""When 25, 59, AT, GO or CO is a modifier, and when a number or an English word."""

from __future__ import annotations

import re

from models.understanding.codes.needle_minutes import MINUTES
from models.understanding.codes.spelled_codes import mended
from models.understanding.remaining_text import RemainingText
from models.words import Word

# Modifiers that are numbers or words too. A number is a modifier where one of these words stands
# beside it, and a word only beside "modifier" or in capitals.
_ALSO_WORDS = frozenset({"at", "go", "co"})
_BEHIND_A_NUMBER = frozenset(
    """on for with to or and still needed required is modifier too vs versus bilateral bilat if
    when which where go goes gets belongs""".split()
)
_COUNTED = frozenset(
    """dollar dollars bucks percent min mins minutes minute year yr yo visit visits day days old
    needles muscles sessions times""".split()
)
_BEFORE_A_NUMBER = frozenset(
    """a need needs use add append modifier mod the with and or get gets take takes want wants put
    puts""".split()
)
# Letters that are modifiers and no words: a number behind them is one too.
_LETTERS = frozenset("gp kx gn cq xs xe xp xu gx gy gz".split())
_BEHIND_WORDS = frozenset(
    """a all an and by down first for hand home last least most once in on our same separately the
    this to together toward towards against into out over through under up w well with insurance
    pay treat""".split()
)
# AT goes on the codes of spinal manipulation alone.
_SPINAL = re.compile(r"9894[0-3]")
_WITH_ITS_CODE = 3  # words of a code with its modifiers: "98941 AT GP"
_MODIFIER = frozenset({"modifier", "modifiers", "mod", "mods", "modifer"})


def is_english(left: RemainingText, at: int, *, alone: bool = False) -> bool:
    """Whether "at", "go" or "25" is a word or a number and no modifier."""
    word, before, after = left.words[at], left.before(at), left.after(at)
    if word.plain.isdigit() and (after in MINUTES or after in _COUNTED):  # "97140 25 min"
        return True
    is_of_visits = word.plain == "25" and before.startswith("97")
    is_said_apart = not _MODIFIER.isdisjoint({before, after})
    is_place = _is_place(left, word, before) and not is_said_apart
    if (is_of_visits and _counts_minutes(left)) or _is_verb(word, after) or is_place:
        return True
    is_put_behind = not alone and before in _LETTERS  # "20560-GP-59"
    if is_said_apart or len(left.words) == 1 or mended(before) or is_put_behind:
        return False
    if word.plain.isdigit():
        placed = (
            after in _BEHIND_A_NUMBER
            or (before == "a" and after not in _COUNTED)
            or (not after and before in _BEFORE_A_NUMBER)
            or before in _LETTERS
            or _is_compared(left, at)
        )
        return not (alone and placed)
    shouted = all(w.typed.isupper() for w in left.words if w.typed.isalpha())
    if word.plain in _ALSO_WORDS:
        return not word.typed.isupper() or shouted
    return not (alone or word.typed.isupper())


def _is_compared(left: RemainingText, at: int) -> bool:
    """Whether a number stands beside another behind "modifier": "mod 95 vs 59"."""
    before = [word.plain for word in left.words[max(0, at - 3) : at]]
    is_joined = before[2:] and before[2] in {"vs", "versus", "or", "and"} and before[1].isalnum()
    return bool(is_joined) and before[0] in _MODIFIER


def _is_verb(word: Word, after: str) -> bool:
    """Whether letters before another word are English or a name: "can they go together", "AT&T"."""
    if (word.plain, after) == ("at", "t"):
        return True
    may_be = word.plain in _ALSO_WORDS and not word.typed.isupper()
    return may_be and (after in _BEHIND_WORDS or after.isdigit())


def _is_place(left: RemainingText, word: Word, code: str) -> bool:
    """Whether "at" behind a code says where: "20560 at aetna", and "98941 at" is what it takes.

    Capitals make a modifier of it, unless all of the text is in capitals.
    """
    if word.plain != "at" or _SPINAL.fullmatch(code):
        return False
    shouted = all(each.typed.isupper() for each in left.typed if each.typed.isalpha())
    is_meant = word.typed.isupper() and not (shouted and len(left.typed) > _WITH_ITS_CODE)
    behind = left.typed[word.place + 1 : word.place + 2]
    return not is_meant and bool(behind) and behind[0].plain not in _LETTERS


def _counts_minutes(left: RemainingText) -> bool:
    """Whether minutes are told elsewhere: "97140 25, 97110 15 min"."""
    return any(word.plain in MINUTES for word in left.words)
