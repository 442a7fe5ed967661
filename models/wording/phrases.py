"""How dates, periods, verdicts, authorities, lists and numbers with a noun are written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from models.calendar_words import MONTHS, SHORT_MONTHS
from models.coverage.fact_book import Authority, Source
from models.coverage.position import Verdict
from models.coverage.state import Permission
from models.period import Period
from models.reply import Badge, Citation, Tone

VERDICTS: dict[Verdict, Badge] = {
    Verdict.COVERED: Badge("Covered", Tone.GOOD),
    Verdict.COVERED_WITH_CONDITIONS: Badge("Covered with conditions", Tone.CAUTION),
    Verdict.INVESTIGATIONAL: Badge("Investigational: not paid", Tone.BAD),
    Verdict.NOT_COVERED: Badge("Not covered", Tone.BAD),
    Verdict.SILENT: Badge("The policy is silent", Tone.NEUTRAL),
    Verdict.DISPUTED: Badge("Disputed", Tone.CAUTION),
    Verdict.UNKNOWN: Badge("Unknown", Tone.NEUTRAL),
}

PERMISSIONS: dict[Permission, Badge] = {
    Permission.BY_LAW: Badge("Allowed by law or rule", Tone.GOOD),
    Permission.BY_COURT: Badge("Allowed by a court's decision", Tone.GOOD),
    Permission.BY_BOARD: Badge("Allowed by a board or legal opinion", Tone.GOOD),
    Permission.PER_LISTS: Badge("Allowed, second-hand sources only", Tone.CAUTION),
    Permission.RULES_PENDING: Badge("Law passed, not allowed yet: rules pending", Tone.BAD),
    Permission.NOT_YET: Badge("Not known to be in force", Tone.BAD),
    Permission.SILENT: Badge("Silent: no law settles it", Tone.NEUTRAL),
    Permission.CONTESTED: Badge("Unclear or contested", Tone.CAUTION),
    Permission.PROHIBITED: Badge("Not allowed", Tone.BAD),
}

AUTHORITIES: dict[Authority, str] = {
    Authority.STATUTE: "statute",
    Authority.COURT: "court decision",
    Authority.REGULATION: "regulation",
    Authority.BOARD: "licensing board",
    Authority.ATTORNEY_GENERAL: "attorney general's opinion",
    Authority.PAYER: "payer's own text",
    Authority.PROFESSIONAL_BODY: "professional body",
    Authority.STUDY: "study",
    Authority.SECOND_HAND: "second-hand",
    Authority.CALL_LOG: "clinic's call log",
}

AUTHORITY_OF = {words: authority for authority, words in AUTHORITIES.items()}

NOT_A_GUARANTEE = "Not a guarantee of payment."


def day(on: date) -> str:
    """A day as Americans write it: "Mar 15, 2021"."""
    return f"{day_of_year(on)}, {on.year}"


def long_day(on: date) -> str:
    """A day that stands by itself: "March 15, 2021"."""
    return f"{MONTHS[on.month - 1]} {on.day}, {on.year}"


def typed_day(on: date) -> str:
    """A day as people here type it: "6/30/2021"."""
    return f"{on.month}/{on.day}/{on.year}"


def day_of_year(on: date) -> str:
    """A day without its year: "Mar 15"."""
    return f"{SHORT_MONTHS[on.month - 1]} {on.day}"


def time_of_day(at: datetime) -> str:
    """A time as Americans write it: "2:05 PM"."""
    return f"{at:%I:%M %p}".removeprefix("0")


def partial(iso: str) -> str:
    """A date that may lack a day or a month: "Apr 2024"."""
    parts = iso.split("-")
    if len(parts) == 1:
        return iso
    if len(parts) == 2:  # noqa: PLR2004 - a year and a month
        return f"{SHORT_MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return day(date.fromisoformat(iso))


def period(of: Period) -> str:
    """Days: "from Jul 1, 2021", "until Jun 30, 2021", "Jul 1, 2020 to Jun 30, 2021"."""
    if of.first and of.last:
        return f"{day(of.first)} to {day(of.last)}"
    if of.first:
        return f"from {day(of.first)}"
    if of.last:
        return f"until {day(of.last)}"
    return "dates not printed"


def since(of: Period) -> str:
    """Days as the first words of a line: "Since Jul 1, 2021", "Through Jun 30, 2021"."""
    if of.first and of.last:
        return f"{day(of.first)} to {day(of.last)}"
    if of.first:
        return f"Since {day(of.first)}"
    return f"Through {day(of.last)}" if of.last else ""


_SHORT_SPAN = timedelta(days=14)


def within_year(of: Period) -> str:
    """Days of one year, none of them told alone: "2021", "Jan 1 to Jun 30, 2021"."""
    first, last = of.first, of.last
    if first is None or last is None:
        raise ValueError(of)
    if (first, last) == (date(first.year, 1, 1), date(first.year, 12, 31)):
        return str(first.year)
    if last - first < _SHORT_SPAN:
        return f"part of {first.year}"
    return f"{day_of_year(first)} to {day(last)}"


_MOST_QUOTED = 60


def quoted(typed: str) -> str:
    """What somebody typed, in quotes; of a long text its beginning."""
    short = typed if len(typed) <= _MOST_QUOTED else f"{typed[:_MOST_QUOTED].rstrip()}…"
    return f"“{short}”"


def sentence(text: str) -> str:
    """The text with a capital at its start, and no other letter changed."""
    return text[:1].upper() + text[1:]


def either(words: Sequence[str], joiner: str = "or") -> str:
    """A list as it is spoken: "a, b or c"."""
    if len(words) < 2:  # noqa: PLR2004
        return "".join(words)
    return f"{', '.join(words[:-1])} {joiner} {words[-1]}"


def days(of: Sequence[date], most: int) -> str:
    """The first of several days, and how many more: "Nov 3, 2026, Nov 6, 2026 and 2 more"."""
    hidden = [f"{len(of) - most} more"] if len(of) > most else []
    return either([*map(day, of[:most]), *hidden], "and")


def count(number: int, noun: str) -> str:
    """A number and its noun: "1 visit", "3 visits", "2 aliases"."""
    if number == 1:
        return f"{number} {noun}"
    return f"{number} {noun}{'es' if noun.endswith('s') else 's'}"


def cite(source: Source) -> Citation:
    """A source as a reader sees it, with its authority and its dates."""
    dated = [
        f"{word} {partial(iso)}"
        for word, iso in (
            ("published", source.published),
            ("reviewed", source.reviewed),
            ("in force", source.effective),
        )
        if iso
    ]
    return Citation(
        id=source.id,
        title=source.title,
        publisher=source.publisher,
        authority=AUTHORITIES[source.authority],
        dates=", ".join(dated) or "undated",
        address=source.address,
        name=_named(source),
    )


# Behind a publisher's name: by whom it was copied, and which part of it speaks.
_ASIDE = re.compile(r" \(|, | via | / | & |; ")
_HEARD = {Authority.SECOND_HAND: " (second-hand)", Authority.CALL_LOG: " (call log)"}


def _named(source: Source) -> str:
    """A source in two or three words: who publishes it, and that it is second-hand if it is."""
    return f"{_ASIDE.split(source.publisher)[0]}{_HEARD.get(source.authority, '')}"


def an(noun: str) -> str:
    """A noun with its article: "an aide", "a student"."""
    return f"{'an' if noun[:1].casefold() in 'aeiou' else 'a'} {noun}"
