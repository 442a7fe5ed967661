"""What a rule's text makes an exception of: "except for neck pain", "but not by DC", "no 20561"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from models.clinic.rule import NEEDLING
from models.understanding.conditions.conditions import UNGROUPED
from models.understanding.question import Question

_MARK = re.compile(
    r"[\s,;(]{0,4}\b(?:(?:all|any(?:body|one|thing)?|every(?:body|one|thing))\s{1,3})?(?:(?:and|but)\s{1,3})?"
    r"(?:except(?:ing)?|excluding|besides|other\s{1,3}than|apart\s{1,3}from"
    r"|aside\s{1,3}from|but|not(?!\s{1,3}said)|no(?![\s-]?fault)|unless|without)\b",
    re.IGNORECASE,
)
"""Two of these words stand in names of payers: "no-fault", "(which plan not said)"."""

_GOES_ON = frozenset({"and", "or", "nor", "&", "/", "plus"})
_NO_END = _GOES_ON | {"for", "by", "in", "under", "with", "of", "to", "from", "at", "on", "the"}
_CODE = re.compile(r"[0-9]{4}[0-9A-Z]|[A-Z][0-9]{4}")
_MOST = 8  # words of one bound

Read = Callable[[str], Question]


class Bound(Enum):
    """By what a rule is bounded."""

    CODES = auto()
    CONDITION = auto()
    PROFESSION = auto()
    LINE = auto()
    STATE = auto()


@dataclass(frozen=True, slots=True)
class RuleException:
    """The `words` of an exception as they were typed; what is asked of all else, and of it.

    `of` is None where the words name no one bound, and then `rest` is the text before them.
    """

    words: str
    rest: Question
    of: Question | None = None
    bound: Bound | None = None


def take(about: str, read: Read) -> RuleException | None:
    """The first exception in what a rule is about; None where there is none."""
    mark = _MARK.search(about)
    if mark is None:
        return None
    before, behind = about[: mark.start()], about[mark.end() :].split()
    if taken := _one_bound(behind, read):
        number, bound, named = taken
        rest = " ".join([before, *behind[number:]])
        words = f"{mark[0]} {' '.join(behind[:number])}"
        if excepted := _excepted(rest, " ".join(behind[:number]), bound, named, read):
            return RuleException(_plain(words), *excepted, bound)
    codes = _codes_at_end(behind)
    cut = behind[: len(behind) - len(codes)]
    return RuleException(_plain(" ".join([mark[0], *cut])), read(" ".join([before, *codes])))


def _plain(words: str) -> str:
    return " ".join(words.strip(" ,;()").split())


def _one_bound(behind: list[str], read: Read) -> tuple[int, Bound, Question] | None:
    """How many words name one bound right behind the mark, which, and the question of them."""
    best = None
    for number in range(1, min(len(behind), _MOST) + 1):
        named = read(" ".join(behind[:number]))
        bounds = list(_bounds(named))
        if len(bounds) > 1 or (best and bounds and bounds[0] is not best[1]):
            break
        is_end = behind[number - 1].casefold() not in _NO_END
        if bounds and is_end and not _has_more(named):
            best = number, bounds[0], named
    if best is None or _goes_on(behind, best[0], best[1], read):
        return None
    return best


def _goes_on(behind: list[str], number: int, bound: Bound, read: Read) -> bool:
    """Whether the words behind are of it, too: "headache or neck pain", "after surgery"."""
    if number == len(behind):
        return False
    following = behind[number].strip(",;.()")
    if following.casefold() in _GOES_ON:
        return True
    further = read(" ".join(behind[number:]))
    is_list = behind[number - 1].endswith((",", "/"))
    return following in further.unused or (is_list and bound in _bounds(further))


def _bounds(named: Question) -> Iterator[Bound]:
    if named.codes:
        yield Bound.CODES
    if named.condition:
        yield Bound.CONDITION
    if named.professions or named.other_professions:
        yield Bound.PROFESSION
    if named.line:
        yield Bound.LINE
    if named.states:
        yield Bound.STATE


def _has_more(named: Question) -> bool:
    """Whether a fragment says more, or less, than one bound that a rule holds."""
    is_payer = named.line is None and (named.payers or named.unknown_payer)
    return bool(
        named.unused
        or is_payer
        or named.condition in UNGROUPED
        or len(named.professions) > 1
        or named.other_professions
        or len(named.states) > 1
        or named.modifiers
    )


def _excepted(
    rest: str, words: str, bound: Bound, named: Question, read: Read
) -> tuple[Question, Question] | None:
    """What is asked of all else, and of the exception; None where these are the same."""
    others = read(rest)
    match bound:
        case Bound.CODES:
            left = tuple(code for code in others.codes or NEEDLING if code not in named.codes)
            others = others._replace(codes=left)
            return (others, others._replace(codes=named.codes)) if left else None
        case Bound.CONDITION:
            of = others._replace(condition=named.condition, condition_name=named.condition_name)
        case Bound.PROFESSION:
            of = others._replace(profession=named.profession, professions=named.professions)
        case Bound.STATE:
            of = others._replace(states=named.states)
        case Bound.LINE:  # which may be a payer of its own: "premera medicare advantage"
            of = read(f"{rest} {words}")
    return (others, of) if of != others else None


def _codes_at_end(behind: list[str]) -> list[str]:
    number = next((n for n, word in enumerate(reversed(behind)) if not _CODE.fullmatch(word)), None)
    return behind if number is None else behind[len(behind) - number :]
