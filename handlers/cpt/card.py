"""The card of one code or modifier, and the short list of several."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.coverage.card import disputes as sides
from models.coverage.code import Code, CodeKind
from models.coverage.dispute import Dispute, DisputeState
from models.coverage.fact_book import FactBook
from models.reply import Badge, Choice, Fact, Line, Reply, Section, Tone
from models.wording import code_pairs, phrases, provenance
from models.wording.sourced import lines

BADGES: dict[CodeKind, Badge] = {
    CodeKind.INJECTION: Badge("Injection, not dry needling", Tone.CAUTION),
    CodeKind.UNLISTED: Badge("Unlisted procedure", Tone.CAUTION),
}
"""What has to be known first of a code; what others are, their first line says."""

COUNTING = "Counting"
OWN_WORDS = "Our own words; the official descriptors are the AMA's."


def say(code: Code, book: FactBook) -> Reply:
    """Everything on one code, without its list of sources."""
    open_ = _disputes(code, book)
    return Reply(
        headline=code.code,
        badge=BADGES.get(code.kind),
        lines=(Line(code.says.says, code.says.cites), *_billed(code, book)),
        facts=_facts(code),
        provenance=provenance.by_whom(
            (Line(code.says.says, code.says.cites),), book.citations, phrases.since(code.valid)
        ),
        sections=(*_sections(code, book), *sides.sections(open_, book)),
        cautions=lines(code.cautions),
        choices=(
            *(Choice(f"What {other} is", f"/cpt {other}") for other in code.see_also),
            *sides.choices(open_),
        ),
        small_print=OWN_WORDS,
    )


def _disputes(code: Code, book: FactBook) -> list[Dispute]:
    """What sources still disagree on; what is settled stands in the card itself."""
    about = [d for d in book.disputes if code.code in d.codes]
    return [d for d in about if d.state is not DisputeState.SETTLED]


def _billed(code: Code, book: FactBook) -> tuple[Line, ...]:
    """How a code is billed, and the most of it that Medicare takes a day."""
    if code.kind is CodeKind.MODIFIER:
        return ()
    billed = Line(f"Billed {'by time' if code.timed else 'once, not by time'}.", code.says.cites)
    daily = book.edits.units(code.code) if book.edits else None
    if daily is None or book.edits is None:
        return (billed,)
    most, when = phrases.count(daily.most, "unit"), phrases.day(book.edits.as_of)
    units = f"Medicare takes {most} a day, by its table of {when}."
    return (Line(f"{billed.text} {units}", (*billed.cites, *book.edits.cites)),)


def _facts(code: Code) -> tuple[Fact, ...]:
    if code.kind is CodeKind.MODIFIER or not (code.valid.first or code.valid.last):
        return ()
    return (Fact("Dates of service", phrases.period(code.valid), code.says.cites),)


def _sections(code: Code, book: FactBook) -> list[Section]:
    on_needling = (code.on_needling,) if code.on_needling else ()
    groups = (
        (COUNTING, lines(code.units)),
        ("On dry needling", lines(on_needling)),
        ("With other codes, one day", together((code.code,), book)),
        ("Modifiers", lines(code.modifiers)),
        ("Medicare's amounts", _values(code)),
        ("Common mistakes", lines(code.mistakes)),
    )
    return [Section(title, told) for title, told in groups if told]


def _values(code: Code) -> tuple[Line, ...]:
    return tuple(Line(f"{value.year}: {value.says}", value.cites) for value in code.values)


def together(group: code_pairs.Group, book: FactBook) -> tuple[Line, ...]:
    """What a code goes with, and what not."""
    if book.edits is None or not set(group) & book.edits.looked_up:
        return ()
    known = [c.code for c in book.codes.values() if c.kind is not CodeKind.MODIFIER]
    return code_pairs.of_one(group, book.edits, known)


def several(codes: Sequence[Code]) -> Reply:
    """What each of several codes is, in a line."""
    return Reply(
        headline=code_pairs.spelled([code.code for code in codes], "or"),
        lines=tuple(Line(f"{code.code}: {code.says.says}", code.says.cites) for code in codes),
        choices=tuple(
            Choice(f"What {code.code} is", f"/cpt {code.code}") for code in codes[:_MOST_CHOICES]
        ),
    )


_MOST_CHOICES = 5


def what(code: Code) -> Line:
    """What a code is, in one line."""
    return Line(f"{code.code}: {code.says.says}", code.says.cites)
