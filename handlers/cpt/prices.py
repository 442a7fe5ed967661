"""Words what Medicare's schedule gave codes: of a year, of now, and how it changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from models.coverage.code import Code
from models.coverage.fact_book import FactBook
from models.reply import Line
from models.understanding.codes.billing_questions import CodeMatter
from models.understanding.question import Question
from models.wording import phrases
from models.wording.sourced import lines

_RATES = "medicare_rate"  # the topic on amounts, among whose details the conversion factor stands
_FACTOR = "Conversion factor"
_DOLLARS = re.compile(r"\$[0-9]+(?:\.[0-9]{2})?")
_SECOND_HAND = "not from CMS"  # how an amount says it
_YEAR = re.compile(r"\b20[0-9]{2}\b")


def leading(question: Question, codes: Sequence[str], book: FactBook) -> Iterator[Line]:
    """What is asked of prices beside the amount of one year: how it changed, and the factor."""
    is_of_list = CodeMatter.THERAPY_LIST in question.matters  # "sometimes therapy in 2026"
    is_of_change = CodeMatter.CHANGED in question.matters and not is_of_list
    if is_of_change:
        yield from (line for code in codes for line in _changed(code, question, book))
    topic = book.topics.get(_RATES)
    if topic and (is_of_change or CodeMatter.FACTOR in question.matters):
        held = [said for said in topic.details if said.says.startswith(_FACTOR)]
        of_years = {int(year) for said in held for year in _YEAR.findall(said.says)}
        strange = [str(year) for year in _years(question) if year not in of_years]
        is_asked = CodeMatter.FACTOR in question.matters
        if is_asked or not strange:
            yield from lines(held)
        if strange and is_asked:
            yield Line(f"I hold no conversion factor of {phrases.either(strange, 'and')}.")


def not_held(question: Question, codes: Sequence[str], book: FactBook) -> Iterator[Line]:
    """That no amount of a year is held, where a code tells those of other years: "KX in 2027"."""
    asked = _years(question)
    for known in (book.codes[code] for code in codes if asked and code in book.codes):
        of_years = [said for said in known.units if _DOLLARS.search(said.says)]
        told = {int(year) for said in of_years for year in _YEAR.findall(said.says)}
        if strange := [str(year) for year in asked if told and year not in told]:
            yield Line(f"I hold no amount of {phrases.either(strange, 'and')} for {known.code}.")


def _none_of(code: str, years: Sequence[str]) -> Line:
    return Line(f"{code}: Medicare's amount of {phrases.either(years, 'and')} is not held.")


def _changed(code: str, question: Question, book: FactBook) -> Iterator[Line]:
    """The amounts of a code side by side: of the years that are asked, else of the newest two."""
    known = book.codes.get(code)
    values = {v.year: v for v in known.values if _DOLLARS.search(v.says)} if known else {}
    years = sorted(_compared(list(values), question))
    beyond = [year for year in _years(question) if not years or not years[0] < year < years[-1]]
    if values and (strange := [str(year) for year in beyond if year not in values]):
        yield _none_of(code, strange)
    if len(years) < 2:  # noqa: PLR2004 - nothing to compare
        return
    amounts = {year: _DOLLARS.findall(values[year].says)[0] for year in years}
    sides = phrases.either([f"{amounts[year]} in {year}" for year in years], "and")
    between = [str(year) for year in range(years[0] + 1, years[-1]) if year not in values]
    gap = f"; {phrases.either(between, 'and')} not held" if between else ""
    cites = tuple(dict.fromkeys(cite for year in years for cite in values[year].cites))
    seconds = [str(year) for year in years if _SECOND_HAND in values[year].says]
    source = f" That of {phrases.either(seconds, 'and')} is {_SECOND_HAND}." if seconds else ""
    yield Line(f"{code}, Medicare nationally, in an office: {sides}{gap}.{source}", cites)


def _compared(held: Sequence[int], question: Question) -> set[int]:
    """Of the years that are held, newest first, those that are to be compared.

    One year alone is compared with the one before it and with the newest, and of two years one
    that is not held is replaced by the newest.
    """
    asked = {year for year in _years(question) if year in held}
    if len(_years(question)) > 1:
        return asked if len(asked) > 1 else {*asked, *held[:1]}
    is_of_now = CodeMatter.NOW in question.matters and asked
    before = [year for year in held if year < min(asked or held[:1])]
    return {*asked, *held[:1], *([] if is_of_now else before[:1])}


def price(code: str, question: Question, book: FactBook) -> Iterator[Line]:
    """What Medicare's schedule gave a code, in the year that is asked or the newest."""
    known = book.codes.get(code)
    if known is None or not known.values:
        yield Line(f"I hold no Medicare amount for {code}.")
        return
    first = known.valid.first
    asked = _years(question) or (known.values[0].year,)
    if CodeMatter.NOW in question.matters:
        asked = tuple(dict.fromkeys((*asked, known.values[0].year)))
    if first and max(asked) < first.year:
        yield Line(f"{code} is for dates of service from {phrases.day(first)}.", known.says.cites)
        return
    held = {value.year for value in known.values}
    if strange := [str(year) for year in asked if year not in held]:
        yield _none_of(code, strange)
    told = _told_years(known, question) | {year for year in asked if year in held}
    first_asked = sorted(known.values, key=lambda value: value.year not in asked)
    yield from (
        Line(f"{code}, Medicare {v.year}: {v.says}", v.cites) for v in first_asked if v.year in told
    )


def _years(question: Question) -> tuple[int, ...]:
    """The years that are asked, by themselves or by days of service."""
    if question.years or question.on is None:
        return question.years
    return tuple(range(question.on.year, (question.until or question.on).year + 1))


def other_years(known: Code, question: Question) -> tuple[Line, ...]:
    """The prices of the years that were not asked."""
    told = _told_years(known, question)
    return tuple(
        Line(f"{known.code}, {v.year}: {v.says}", v.cites)
        for v in known.values
        if v.year not in told
    )


def _told_years(known: Code, question: Question) -> frozenset[int]:
    """The years that are asked, else the newest; around one that is not held, its neighbors."""
    years = [value.year for value in known.values]
    told: set[int] = set()
    for asked in _years(question) or (max(years, default=0),):
        before = [year for year in years if year <= asked]
        after = [year for year in years if year >= asked]
        told |= {*([max(before)] if before else ()), *([min(after)] if after else ())}
    return frozenset(told)
