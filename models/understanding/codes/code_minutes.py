"""Which minutes are of needling and which of timed codes: "15 min dn, 30 min manual therapy"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.understanding.codes.minutes_of_each import of_each
from models.understanding.codes.needle_minutes import (
    CODE,
    JOINS,
    MINUTES,
    NEEDLING,
    NUMBER,
    SERVICES,
    bare_of_needles,
    behind_verbs,
    is_joined,
    is_of_needles,
)
from models.understanding.remaining_text import RemainingText
from models.understanding.small_numbers import number_of
from models.words import Word, plain_words

_RULE = frozenset({"rule", "code", "codes"})
_WHOLE = frozenset("session visit appointment appt slot here".split())
_SIZES = frozenset({"8", "eight", "15", "fifteen"})
_UNIT = frozenset({"unit", "units"})
_TOTAL = frozenset(
    "total session visit appointment appt all altogether overall slot in over".split()
)
_BEFORE = frozenset({"in", "over"})  # "in 45 min"
_SUM = _BEFORE | {"total", "all", "overall", "altogether"}
_SUM_WORDS = frozenset({"total", "overall", "timed"})
_SKIPPED = frozenset(
    """of for on the was were is spent doing did billed x same day dry at we i took takes lasted
    about approx roughly another more just only our my a an unit units how many what can bill
    each""".split()
)
_JOINED_NEEDLING = re.compile(
    r"^(?:\w+ ){1,4}(?:and|plus|with|n|w) (?:\w+ )?(?:needl\w+|dn|20560|20561)\b"
)
_NEEDLING_SHARE = re.compile(
    r"\b([0-9]{1,2})(?: (?:of|it|which|that|those|them|was|is|were|on|for|the|dry))+"
    r" (?:needl\w+|dn|20560|20561)\b|\b([5-9]|[1-9][0-9]) (?:needling|dn)\b"
    r"|\b(?:needling|needles|dn)(?: (?:takes|took|was|is|for|about|only))* ([0-9]{1,2})"
    r" (?:out )?of\b"
)
_TIMES = re.compile(r"x ?([2-9])\b|([2-9]) ?x\b|twice\b|each x ?([2-9])\b")
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
_PART = re.compile(r"\b(?:it|which|that|those|them|was|were)\b")  # "15 of it needling"


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes that are counted: all of them, or those beside `needling` where it is told.

    `mixed` says that other work may be among them, and `times` that they were told as "15 min x 2".
    """

    counted: int | None = None
    needling: int | None = None
    mixed: bool = False
    times: bool = False


@dataclass(frozen=True, slots=True)
class _Told:
    number: int
    at: int  # of the number, among all words
    words: tuple[Word, ...]
    times: int = 1

    @property
    def end(self) -> int:
        """The place behind it, among all words."""
        return self.at + len(self.words)


def take_minutes(left: RemainingText) -> Minutes:
    """The minutes that a text counts; their words are taken out."""
    told = _told(left)
    if not told:
        return Minutes()
    words = [word.plain for word in left.typed]
    told = [replace(each, times=_times(words[each.end :])) for each in told]
    told = [replace(each, number=each.number * each.times) for each in told]
    left.drop([word for each in told for word in each.words])
    each = of_each(told[0].number, words, told[0].at) if len(told) == 1 else None
    counted = Minutes(*each) if each else _counted(told, words)
    return replace(counted, times=any(each.times > 1 for each in told))


def _counted(told: Sequence[_Told], words: Sequence[str]) -> Minutes:
    """The minutes of needling, and those of other work."""
    total = [each for each in told if _is_total(each, words) or _is_sum_of_others(each, told)]
    apart = [each for each in told if each not in total]
    needled = [each for each in apart if _of_needling(each, apart, words)]
    others = [each for each in apart if each not in needled]
    needling = sum(each.number for each in needled) if needled else None
    said = " ".join(words)
    share = _NEEDLING_SHARE.search(said)
    last = next((n for n in bare_of_needles(words) if needling is None and not share), 0)
    if last and all(each.number != last for each in told):
        every = sum(each.number for each in told)
        return Minutes(max(0, every - last) if total else every, last)
    if needling is None and share:
        every, its = sum(each.number for each in told), int(share[1] or share[2] or share[3])
        is_part = bool(total or share[3]) or _PART.search(share.group()) is not None
        return Minutes(max(0, every - its) if is_part else every, its)
    if others:
        alone = len(told) == 1 and needling is None
        mixed = alone and not _is_of_one(others[0], words)
        mixed = mixed and not _is_timed(others[0], words)
        return Minutes(sum(each.number for each in others), needling, mixed)
    if total and needling is not None:
        return Minutes(max(0, total[0].number - needling), needling)
    if total:
        return Minutes(total[0].number, mixed=not _is_timed(total[0], words))
    return Minutes(None, needling)


def _is_sum_of_others(told: _Told, every: Sequence[_Told]) -> bool:
    """Whether minutes are those of all the others: "45 mins: 8 manual 15 nmr 22 needling"."""
    rest = [each.number for each in every if each is not told]
    return len(rest) > 1 and told.number == sum(rest)


def _times(behind: Sequence[str]) -> int:
    """How often minutes are told: "15 min x 2"."""
    found = _TIMES.match(" ".join(behind[:3]))
    return int(found[1] or found[2] or found[3] or 2) if found else 1


def _told(left: RemainingText) -> list[_Told]:
    told = []
    places = [word.place for word in left.typed]
    for at, word in enumerate(left.words[:-1]):
        after = left.words[at + 1]
        where = places.index(word.place)
        is_rule = left.after(at + 1) in _RULE or _is_size_of_unit(left, at)
        if number_of(word.plain) and after.plain in MINUTES and not is_rule:
            told.append(_Told(number_of(word.plain), where, (word, after)))
        elif number_of(word.plain) and _is_sum(left, at):  # "38 total min"
            told.append(_Told(number_of(word.plain), where, tuple(left.words[at : at + 3])))
        elif _is_first(word, after, told):
            told.append(_Told(int(after.plain), where, (word, after)))
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


def _bare(left: RemainingText) -> list[_Told]:
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
        is_of_code = CODE.fullmatch(before) or _is_of_code(words[at + 1 :])
        if is_number and not is_counted and is_of_code:
            told.append(_Told(number_of(word.plain), at, (word,)))
    return told


def _listed(left: RemainingText) -> list[_Told]:
    """The numbers that stand right before services, with nothing else counted."""
    untaken = {word.place for word in left.words}
    words = [word.plain for word in left.typed]
    return [
        _Told(number_of(word.plain), at, (word,))
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


def _is_first(word: Word, after: Word, told: Sequence[_Told]) -> bool:
    """Whether a number stands behind its unit: "minutes 15"."""
    is_counted = bool(told) and told[-1].words[-1] is word
    return word.plain == "minutes" and not is_counted and bool(NUMBER.fullmatch(after.plain))


def _is_total(told: _Told, words: Sequence[str]) -> bool:
    """Whether minutes are of the whole visit."""
    if is_of_needles(words[: told.at]):
        return False
    behind = set(words[told.end : told.end + 2]) - _BEFORE
    before = words[max(0, told.at - 2) : told.at]
    if any(word.plain in _SUM for word in told.words[1:-1]):
        return True
    if len(told.words) == 1:  # "38 min total, 10 dn 28 therex"
        return False
    is_headed = before[:1] == ["total"] and before[1:] in (["time"], ["timed"])
    is_headed = is_headed or next(behind_verbs(words[: told.at]), "") in _WHOLE
    return is_headed or bool(_TOTAL & behind or _SUM & set(before[-1:]))


def _is_timed(told: _Told, words: Sequence[str]) -> bool:
    """Whether minutes are said to be all of timed codes: "38 min total timed"."""
    return "timed" in words[max(0, told.at - 2) : told.end + 2]


def _of_needling(told: _Told, apart: Sequence[_Told], words: Sequence[str]) -> bool:
    """Whether minutes are of needling: what they are of stands behind them, or before them all."""
    behind = _service(words[told.end :])
    before = _service(words[: told.at][::-1])
    first = _service(words[: apart[0].at][::-1])
    is_behind = bool(_service(words[apart[-1].end :]))
    is_behind = is_behind and not (CODE.fullmatch(first) or first in NEEDLING)
    if len(apart) == 1 and is_of_needles(words[: told.at]):
        return True
    if len(apart) == 1 and not behind and before in NEEDLING:
        others = {w for w in words if len(w) == len("97140") and w.isdigit()} - NEEDLING
        return not others and not is_joined(words[: told.at])
    return (behind if is_behind else before) in NEEDLING


def _is_of_one(told: _Told, words: Sequence[str]) -> bool:
    """Whether lone minutes are of one service, which stands behind them or before others."""
    behind = _service(words[told.end :])
    if behind:
        return not _JOINED_NEEDLING.search(" ".join(words[told.end :]))
    before = _service(words[: told.at][::-1])
    is_alone = bool(CODE.fullmatch(before)) and sum(map(_is_code, words)) == 1
    return (is_alone and before not in NEEDLING) or bool(words[told.end + 1 :] and before)


def _is_code(word: str) -> bool:
    return CODE.fullmatch(word) is not None


def _service(words: Sequence[str]) -> str:
    """The nearest word that may name what the minutes are of; empty at a joint or a number."""
    for word in words:
        if word in _SKIPPED:
            continue
        is_code = len(word) == len("97140") and word[1:].isdigit()
        if word in JOINS or word in MINUTES or (word[:1].isdigit() and not is_code):
            return ""
        return word
    return ""
