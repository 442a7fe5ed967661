"""Which minutes are of needling and which of timed codes: "15 min dn, 30 min manual therapy"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.understanding.codes.minutes_of_each import of_each
from models.understanding.codes.minutes_told import Told, minutes_in
from models.understanding.codes.needle_minutes import (
    CODE,
    MINUTES,
    NEEDLING,
    NUMBER,
    SERVICES,
    bare_of_needles,
    behind_verbs,
    is_joined,
    is_of_needles,
)
from models.understanding.codes.timed_services import (
    SKIPPED,
    is_code,
    is_named,
    is_untimed,
    service_in,
)
from models.understanding.remaining_text import RemainingText

_WHOLE = frozenset("session visit appointment appt slot here".split())
_TOTAL = frozenset(
    "total session visit appointment appt all altogether overall slot in over".split()
)
_BEFORE = frozenset({"in", "over"})  # "in 45 min"
_AMONG = frozenset("incl including includes include included inc".split())  # "incl 8 min dn"
_SUM = _BEFORE | {"total", "all", "overall", "altogether"}
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
_PART = re.compile(r"\b(?:it|which|that|those|them|was|were)\b")  # "15 of it needling"
_REST = re.compile(
    r"\b(?:the rest|rest (?:was|is|of|all|manual|ther\w*|ex\w*|9[0-9]{4})|remainder)\b"
)
_HANDS_ON = re.compile(r"^(?:hands on|one on one|face to face|direct|contact) ")


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes that are counted: all of them, or those beside `needling` where it is told.

    `mixed` says that other work may be among them, and `times` that they were told as "15 min x 2".
    """

    counted: int | None = None
    needling: int | None = None
    mixed: bool = False
    times: bool = False


def take_minutes(left: RemainingText) -> Minutes:
    """The minutes that a text counts; their words are taken out."""
    told = minutes_in(left)
    if not told:
        return Minutes()
    words = [word.plain for word in left.typed]
    told = [replace(each, times=_times(words[each.end :])) for each in told]
    told = [replace(each, number=each.number * each.times) for each in told]
    left.drop([word for each in told for word in each.words])
    each = of_each(told[0].number, words, told[0].at) if len(told) == 1 else None
    counted = Minutes(*each) if each else _counted(told, words)
    return replace(counted, times=any(each.times > 1 for each in told))


def _counted(told: Sequence[Told], words: Sequence[str]) -> Minutes:
    """The minutes of needling, and those of other work."""
    said = " ".join(words)
    has_rest = _REST.search(said) is not None
    whole = max(told, key=lambda each: each.number) if has_rest and told[1:] else None
    total = [each for each in told if each is whole or _is_total(each, told, words)]
    apart = [each for each in told if each not in total]
    services = {each.at: _service_of(each, apart, words) for each in apart}
    needled = [each for each in apart if services[each.at] in NEEDLING]
    untimed = [each for each in apart if is_untimed(services[each.at])]
    others = [each for each in apart if each not in needled and each not in untimed]
    needling = sum(each.number for each in needled) if needled else None
    share = _NEEDLING_SHARE.search(said)
    last = next((n for n in bare_of_needles(words) if needling is None and not share), 0)
    if last and all(each.number != last for each in told):
        every = sum(each.number for each in told)
        return Minutes(max(0, every - last) if total else every, last)
    if needling is None and share:
        every, its = sum(each.number for each in told), int(share[1] or share[2] or share[3])
        is_part = bool(total or share[3] or has_rest) or _PART.search(share.group()) is not None
        return Minutes(max(0, every - its) if is_part else every, its)
    if others:
        alone = len(told) == 1 and needling is None
        mixed = alone and not _is_of_one(others[0], words)
        mixed = mixed and not _is_timed(others[0], words)
        return Minutes(sum(each.number for each in others), needling, mixed)
    if total and apart:
        rest = total[0].number - sum(each.number for each in apart)
        return Minutes(max(0, rest), needling)
    if total:
        return Minutes(total[0].number, mixed=not _is_timed(total[0], words))
    return Minutes(None, needling)


def _is_sum_of_others(told: Told, every: Sequence[Told], words: Sequence[str]) -> bool:
    """Whether minutes are those of all the others: "45 mins: 8 manual 15 nmr 22 needling"."""
    rest = [each.number for each in every if each is not told]
    if len(rest) < 2 or told.number != sum(rest):  # noqa: PLR2004
        return False
    is_headed = told is every[0] and NUMBER.fullmatch(" ".join(words[told.end : told.end + 1]))
    beside = service_in(words[told.end :]), service_in(words[: told.at][::-1])
    return bool(is_headed) or not any(map(is_named, beside))


def _times(behind: Sequence[str]) -> int:
    """How often minutes are told: "15 min x 2"."""
    found = _TIMES.match(" ".join(behind[:3]))
    return int(found[1] or found[2] or found[3] or 2) if found else 1


def _is_total(told: Told, every: Sequence[Told], words: Sequence[str]) -> bool:
    """Whether minutes are of the whole visit."""
    if _is_sum_of_others(told, every, words):
        return True
    if is_of_needles(words[: told.at]):
        return False
    behind = set(_HANDS_ON.sub("", " ".join(words[told.end :])).split()[:2]) - _BEFORE
    before = words[max(0, told.at - 2) : told.at]
    if any(word.plain in _SUM for word in told.words[1:-1]):
        return True
    if len(told.words) == 1:  # "38 min total, 10 dn 28 therex"
        return False
    if _holds_others(words[: told.at], words[told.end :]):
        return True
    is_headed = before[:1] == ["total"] and before[1:] in (["time"], ["timed"])
    is_own = MINUTES.isdisjoint(before[:1])  # and not "45 min visit, 15 min dn"
    is_headed = is_headed or (is_own and next(behind_verbs(words[: told.at]), "") in _WHOLE)
    return is_headed or bool(_TOTAL & behind or _SUM & set(before[-1:]))


def _holds_others(before: Sequence[str], behind: Sequence[str]) -> bool:
    """Whether minutes hold others that stand right behind them: "53 min incl 8 min needling".

    "97140 15 min with 10 min needling" is two services; "20560 97140 40 min with 12 needling" one.
    """
    counted = next((word for word in behind[1:] if word not in SKIPPED), "")
    among = _AMONG if NEEDLING.isdisjoint(before) else _AMONG | {"with", "w"}
    return not among.isdisjoint(behind[:1]) and bool(NUMBER.fullmatch(counted))


def _is_timed(told: Told, words: Sequence[str]) -> bool:
    """Whether minutes are said to be all of timed codes: "38 min total timed"."""
    return "timed" in words[max(0, told.at - 2) : told.end + 2]


def _service_of(told: Told, apart: Sequence[Told], words: Sequence[str]) -> str:
    """What minutes are of, as it stands behind them, or before them all; empty where it is open."""
    behind = service_in(words[told.end :])
    before = service_in(words[: told.at][::-1])
    first = service_in(words[: apart[0].at][::-1])
    is_behind = bool(service_in(words[apart[-1].end :]))
    is_behind = is_behind and not (is_code(first) or first in NEEDLING)
    is_behind = is_behind or all(service_in(words[each.end :]) in SERVICES for each in apart)
    if len(apart) == 1 and is_of_needles(words[: told.at]):
        return "needling"
    if len(apart) == 1 and behind not in SERVICES and before in NEEDLING:
        others = {w for w in words if len(w) == len("97140") and w.isdigit()} - NEEDLING
        return "" if others or is_joined(words[: told.at]) else before
    if len(apart) == 1 and is_untimed(before) and not _is_of_one(told, words):
        return ""  # "97110 and 97012 20 min"
    return behind if is_behind else before or behind


def _is_of_one(told: Told, words: Sequence[str]) -> bool:
    """Whether lone minutes are of one service, which stands behind them or before others."""
    behind = service_in(words[told.end :])
    if behind:
        return not _JOINED_NEEDLING.search(" ".join(words[told.end :]))
    before = service_in(words[: told.at][::-1])
    if before in SERVICES - NEEDLING:  # "97140 20561, manual was 8 min"
        return True
    is_alone = (
        bool(CODE.fullmatch(before))
        and sum(CODE.fullmatch(word) is not None for word in words) == 1
    )
    return (is_alone and before not in NEEDLING) or bool(words[told.end + 1 :] and before)
