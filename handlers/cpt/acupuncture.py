"""Words what is asked of codes of acupuncture: first and further sets, and minutes of contact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.coverage.code import CodeKind
from models.coverage.fact_book import FactBook
from models.reply import Line
from models.understanding.codes.billing_questions import CodeMatter
from models.understanding.question import Question
from models.wording import phrases

_FURTHER = {"97810": "97811", "97813": "97814"}
_ELECTRIC = frozenset({"97813", "97814"})
_STIM = frozenset({"97014", "97032", "G0283"})
_BLOCK = 15  # minutes of acupuncture


def are_all(codes: Sequence[str], book: FactBook) -> bool:
    """Whether all codes are of acupuncture, of which each further one needs the first."""
    filed = [book.codes.get(code) for code in codes]
    return len(codes) > 1 and all(c and c.kind is CodeKind.ACUPUNCTURE for c in filed)


def of_first_sets(codes: Sequence[str], book: FactBook) -> Iterable[Line]:
    """Of each code of acupuncture which unit it is, and what it goes with."""
    for code in codes:
        yield from (Line(f"{code}: {s.says}", s.cites) for s in book.codes[code].units)


def of_contact(minutes: int, codes: Sequence[str], book: FactBook) -> Iterable[Line]:
    """How often minutes of contact hold the first and each further code of acupuncture."""
    first = next((code for code in codes if code in _FURTHER), "")
    if not first or _FURTHER[first] not in codes or minutes < _BLOCK:
        return
    whole = (minutes - _BLOCK) // _BLOCK
    held = phrases.count(whole, "further full block") if whole else "no further full block"
    yield Line(
        f"{minutes} minutes face to face: {first} once, for the first 15, and {held} of 15 for "
        f"{_FURTHER[first]}, each with new needles put in. This is our reading.",
        book.codes[first].says.cites,
    )


def needed_time(question: Question, codes: Sequence[str], book: FactBook) -> Iterable[Line]:
    """How long somebody is face to face for the sets that are told, where that is asked."""
    sets = [code for code in codes if code in _FURTHER or code in _FURTHER.values()]
    if CodeMatter.FACE_TIME not in question.matters or question.minutes or not sets:
        return
    own = dict(question.units_of)
    alone = question.number if len(codes) == 1 and question.number else 1
    blocks = {code: own.get(code, alone) for code in sets}
    number = sum(blocks.values())
    counted = (f"{code} ×{count}" if count > 1 else code for code, count in blocks.items())
    told = phrases.either(list(counted), "and")
    others = [code for code in codes if code not in sets]
    beside = f" Minutes of {phrases.either(others, 'and')} come on top." if others else ""
    blocks_of = f"{phrases.count(number, 'block')} of {_BLOCK} minutes, "
    yield Line(
        f"{told}: {blocks_of if number > 1 else ''}{number * _BLOCK} minutes face to face, not "
        f"the time the needles stay in.{beside} This is our reading.",
        tuple(dict.fromkeys(cite for code in sets for cite in book.codes[code].says.cites)),
    )


def included_stim(codes: Sequence[str], book: FactBook) -> Iterable[Line]:
    """That a code of acupuncture with electricity is billed for the current through its needles."""
    electric = [code for code in codes if code in _ELECTRIC and code in book.codes]
    stims = [code for code in codes if code in _STIM]
    if electric and stims:
        names, is_ = phrases.either(electric, "and"), "is" if len(electric) == 1 else "are"
        yield Line(
            f"{names} {is_} acupuncture with electricity: the current through the needles is in "
            f"it. {phrases.either(stims)} for that same current would bill it twice. This is our "
            "reading.",
            book.codes[electric[0]].says.cites,
        )
