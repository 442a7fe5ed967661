"""Finds the minutes that a text tells, also where the unit is left out: "97110 25 97140 15 min"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.understanding.codes.needle_minutes import CODE, MINUTES, NUMBER, SERVICES
from models.understanding.remaining_text import RemainingText
from models.understanding.small_numbers import number_of
from models.words import Word, plain_words

_RULE = frozenset({"rule", "code", "codes"})
_SIZES = frozenset({"8", "eight", "15", "fifteen"})
_UNIT = frozenset({"unit", "units"})
_SUM_WORDS = frozenset({"total", "overall", "timed"})
_TOOK = SERVICES - {"needle", "needles", "needled"}  # "needles 10" counts them
_LEAST_BARE = 5  # a smaller number behind a code counts units: "97140 1"
_MODIFIERS = frozenset("50 51 52 59 76 77 78 79 95 96 97".split())
# Money, a share, a day or an hour: "97140 $25", "97140 12/1", "97140 11:15".
_NO_TIME = re.compile(r"\$ ?[0-9]{1,5}|[0-9]{1,5} ?%|(?<![0-9])[0-9]{1,2}[/:][0-9]{1,2}(?![0-9])")
# Right behind a number these say that it counts no minutes: "97140 90 dollars", "97140 62 yo".
_COUNTED_ELSE = MINUTES | frozenset(
    """x unit units muscle muscles line lines times visit visits session sessions left used
    remaining dollars dollar bucks usd cents percent pct yo yr yrs year years old day days week
    weeks wk wks month months hour hours hr hrs am pm reps sets lbs pounds patients pts claims
    denial denials""".split()
)


@dataclass(frozen=True, slots=True)
class Told:
    """Minutes that a text tells, and where."""

    number: int
    at: int  # of the number, among all words
    words: tuple[Word, ...]
    times: int = 1

    @property
    def end(self) -> int:
        """The place behind it, among all words."""
        return self.at + len(self.words)


def minutes_in(left: RemainingText) -> list[Told]:
    """The minutes that a text tells, in its order."""
    told = []
    places = [word.place for word in left.typed]
    for at, word in enumerate(left.words[:-1]):
        after = left.words[at + 1]
        where = places.index(word.place)
        is_rule = left.after(at + 1) in _RULE or _is_size_of_unit(left, at)
        if number_of(word.plain) and after.plain in MINUTES and not is_rule:
            told.append(Told(number_of(word.plain), where, (word, after)))
        elif number_of(word.plain) and _is_sum(left, at):  # "38 total min"
            told.append(Told(number_of(word.plain), where, tuple(left.words[at : at + 3])))
        elif _is_first(word, after, told):
            told.append(Told(int(after.plain), where, (word, after)))
    taken = {each.at for each in told}
    bare = [each for each in _bare(left) if each.at not in taken] if told else []
    return sorted((*told, *bare), key=lambda each: each.at)


def _is_size_of_unit(left: RemainingText, at: int) -> bool:
    """Whether minutes only say how long a unit is, beside others: "how many 8 min units is 22"."""
    if left.words[at].plain not in _SIZES or left.after(at + 1) not in _UNIT:
        return False
    behind = left.words[at + 2 : at + 3]
    if behind and behind[0].place != left.words[at + 1].place + 1:  # "15 min 20560 units"
        return False
    numbers = sum(number_of(word.plain) > 0 for word in left.words)
    return numbers > 1


def _bare(left: RemainingText) -> list[Told]:
    """Numbers right behind a code or of it, where others are minutes: "97140 25 97110 15 min".

    Or numbers that stand before services: "53 min, 20 needling 33 ther ex".
    """
    if listed := _listed(left):
        return listed
    told = []
    untaken = {word.place for word in left.words}
    words = [word.plain for word in left.typed]
    else_told = {word for found in _NO_TIME.findall(left.text) for word in plain_words(found)}
    for at, word in enumerate(left.typed[1:], 1):
        before = words[at - 1] if words[at - 1] != "for" else words[max(at - 2, 0)]
        is_number = number_of(word.plain) >= _LEAST_BARE and word.plain not in _MODIFIERS
        is_counted = not _COUNTED_ELSE.isdisjoint(words[at + 1 : at + 2])
        is_counted = is_counted or word.place not in untaken or word.plain in else_told
        is_of_code = CODE.fullmatch(before) or before in _TOOK or _is_of_code(words[at + 1 :])
        if is_number and not is_counted and is_of_code:
            told.append(Told(number_of(word.plain), at, (word,)))
    return told


def _listed(left: RemainingText) -> list[Told]:
    """The numbers that stand right before services, with nothing else counted."""
    untaken = {word.place for word in left.words}
    words = [word.plain for word in left.typed]
    return [
        Told(number_of(word.plain), at, (word,))
        for at, word in enumerate(left.typed[:-1])
        if number_of(word.plain) >= _LEAST_BARE
        and word.place in untaken
        and (words[at + 1] in SERVICES or _is_of_code(words[at + 1 :]))
    ]


def _is_of_code(behind: Sequence[str]) -> bool:
    """Whether a number is of a code: "23 min of 97110 and 10 of 97140"."""
    return behind[:1] == ["of"] and bool(behind[1:] and CODE.fullmatch(behind[1]))


def _is_sum(left: RemainingText, at: int) -> bool:
    """Whether a word for all of them stands between a number and its minutes."""
    behind = [word.plain for word in left.words[at + 1 : at + 3]]
    is_near = bool(behind[1:]) and left.words[at + 2].place == left.words[at].place + 2
    return is_near and behind[0] in _SUM_WORDS and behind[1] in MINUTES


def _is_first(word: Word, after: Word, told: Sequence[Told]) -> bool:
    """Whether a number stands behind its unit: "minutes 15"."""
    is_counted = bool(told) and told[-1].words[-1] is word
    return word.plain == "minutes" and not is_counted and bool(NUMBER.fullmatch(after.plain))
