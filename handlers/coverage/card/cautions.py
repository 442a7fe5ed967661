"""What a coverage card warns of: old sources, codes that ended, words that were not used."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.coverage import profession
from models.coverage.code import Code, CodeKind
from models.coverage.fact_book import FactBook
from models.coverage.position import Finding, Position, Verdict, is_stale
from models.period import last_day
from models.reply import Line
from models.understanding.question import Question
from models.wording import phrases, quoting
from models.wording.sourced import lines

_YEAR = 366  # days: "over 2 years" is never too much


def of_position(position: Position | None) -> tuple[Line, ...]:
    """What a position itself says to take care of."""
    return lines(position.cautions) if position else ()


def in_short(question: Question, today: date) -> tuple[Line, ...]:
    """What the asker has to know of the question: who bills, a day ahead, words not used."""
    return (*of_biller(question), *of_day(question, today), *not_used(question))


def of_biller(question: Question) -> tuple[Line, ...]:
    """That the answer is of the first alone of several who bill, or no facts are held on one."""
    first, *others = question.professions or (None,)
    if first and others:
        rest = phrases.either([profession.IN_SHORT[each] for each in others], "and")
        return (Line(f"This is for {profession.IN_SHORT[first]} who bills; ask for {rest} alone."),)
    who = next(iter(question.other_professions), question.other_profession)
    return (Line(f"I have no facts on {phrases.an(who)} who bills."),) if who else ()


def of_day(question: Question, today: date) -> tuple[Line, ...]:
    """That a day of service is still ahead."""
    if question.on is None or question.on <= today:
        return ()
    return (Line("That day is still ahead: a rule may change before it."),)


def of_age(position: Position | None, today: date) -> tuple[Line, ...]:
    """That the newest source is too old to rely on."""
    if position is None or position.verdict is Verdict.UNKNOWN:
        return ()
    if not is_stale(position.as_of, today):
        return ()
    if not position.as_of:
        return (Line("The newest source bears no date: check with the payer."),)
    years = (today - last_day(position.as_of)).days // _YEAR
    return (Line(f"Checked over {phrases.count(years, 'year')} ago: check with the payer."),)


def not_used(question: Question) -> tuple[Line, ...]:
    """What was typed and was not read, where it could change the answer."""
    if not question.told:
        return ()
    return (not_read(question.told),)


def not_read(words: Sequence[str]) -> Line:
    """That words were not read; those that may tell of a person are not repeated."""
    return Line(f"I did not use {quoting.named(words)}.")


def of_codes(question: Question, book: FactBook, finding: Finding) -> tuple[Line, ...]:
    """What to know of the codes that were asked about: unknown ones, others, ended ones.

    A verdict that is unknown, or of both codes of needling, is so for each of them.
    """
    codes = [book.codes[typed] for typed in question.codes if typed in book.codes]
    held = finding.leading.codes if finding.leading else ()
    told = [code for code in leading_codes(question, book) if not held or code in held]
    found = [*not_held(question, book), *verdict_is_for(told or question.codes[:1], question, book)]
    for code in codes:
        if code.kind is not CodeKind.DRY_NEEDLING:
            found.append(Line(f"{code.code}: {code.says.says}", code.says.cites))
        found += _validity(code, question.on)
    return tuple(found)


def leading_codes(question: Question, book: FactBook) -> tuple[str, ...]:
    """The codes that one verdict is of: those of needling where one leads, else the first."""
    needling = tuple(code for code in question.codes if code in book.needling_codes)
    return needling if question.codes[:1] == needling[:1] else question.codes[:1]


def verdict_is_for(told: Sequence[str], question: Question, book: FactBook) -> tuple[Line, ...]:
    """That a verdict is of these codes alone, where others were typed that are held."""
    rest = [code for code in question.codes if code in book.codes and code not in told]
    if not rest:
        return ()
    verdict, others = phrases.either(told, "and"), phrases.either(rest, "and")
    return (Line(f"The verdict is for {verdict}; ask for {others} alone."),)


def of_other_codes(question: Question, book: FactBook) -> tuple[Line, ...]:
    """What to know of a table of payers: of which codes its verdicts are, and which are unknown."""
    told = leading_codes(question, book)
    return (*not_held(question, book), *verdict_is_for(told, question, book))


def not_held(question: Question, book: FactBook) -> tuple[Line, ...]:
    """The codes that were typed and of which nothing is held."""
    codes = [code for code in question.codes if code not in book.codes]
    if len(codes) > 1:
        return (Line(f"I have no facts on the codes {phrases.either(codes, 'and')}."),)
    return tuple(Line(f"{code} is not a code that I have facts on.") for code in codes)


def _validity(code: Code, on: date | None) -> list[Line]:
    """That a code has ended; one that has not begun yet leads the card."""
    if on is None or code.valid.last is None or on <= code.valid.last:
        return []
    when = phrases.period(code.valid)
    return [Line(f"{code.code} is valid for dates of service {when}.", code.says.cites)]
