"""Reads one /session log: future and old days (_LONG_AGO), unknown codes; asks back by command."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from dateutil.relativedelta import relativedelta

from handlers.command import Request, Services
from handlers.session.find_chart import refuse_unused
from handlers.session.log import (
    between_codes,
    listed_days,
    own_codes,
    strange_codes,
    unlikely,
    which_case,
    which_code,
)
from handlers.session.log.mixed_days import refuse_mixed
from handlers.session.log.units import with_units
from handlers.session.log.which_day import refuse_late, refuse_week
from models.coverage.code import CodeKind
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.privacy import plain_logs
from models.reply import Choice
from models.understanding import stray_words
from models.understanding.commands import as_typed, case_words, log_words, session_commands
from models.understanding.commands.case_words import CaseWords
from models.understanding.commands.session_commands import LogRequest
from models.understanding.dates import relative_days
from models.understanding.dates.two_days import TwoDays
from models.understanding.reader import Reader
from models.visits.body_region import BodyRegion
from models.visits.code_disciplines import by_discipline
from models.visits.session import Session, discipline_of
from models.visits.word_list import WordList
from models.wording import bookings, phrases, session_words, standings

_BETWEEN = frozenset({"also", "and", "&", "on", "or", "then", ""})  # two days
_DENIES = frozenset({"no", "not"})
_ABSENT = _DENIES.union("anymore longer any more come comes coming came here patient shows".split())
_SOON = timedelta(days=7)
"""Nobody means a day of last year by one that comes so soon: "tomorrow"."""

_MONTH, _FEBRUARY = timedelta(days=31), 2
"""When the year is new, the old one is typed of days just ahead too: "1/26/26" on Jan 5, 2027."""

_LEAP_DAY = (2, 29)
_LATELY = timedelta(days=62)  # a clinic enters last month's visits on its first day
_LONG_AGO = timedelta(days=2 * 365)


@dataclass(frozen=True, slots=True)
class PreparedLog:
    """A log that was understood: the session to be, unless it is of a visit that was missed."""

    alias: str
    log: LogRequest
    on: date
    session: Session


def prepare(request: Request, services: Services, alias: str, rest: str) -> PreparedLog:
    """Read what is to be logged of an alias. Raises `NotUnderstood`; nothing is written yet."""
    is_as_typed, rest = as_typed.take(rest)
    own_codes.refuse_stretch(rest, alias)
    read = _read_plain if plain_logs.is_plain_behind(rest) else _read
    try:
        named, log = read(rest, request.today, services.lists.regions, services.reader)
    except TwoDays as found:
        refuse_mixed(rest, alias, request)
        row = listed_days.row_of(found, rest, request.today)
        two = row or _with_all_words(found, rest, request.today)
        if two.are_dated or all(request.today - day <= _LATELY for day in two.days):
            left = read(two.remaining, request.today, services.lists.regions, services.reader)[1]
            own = own_codes.of_each_day(rest, request.today, [*map(_plain, left.unused)])
            raise _which_day(two, alias, request, left.unused, own) from None
        raise  # one of them may be no day: "3/4"
    log, on = replace(log, case=named.case, as_typed=is_as_typed), log.on or request.today
    if log.unused:
        _refuse_absent(log, alias, on)
        between_codes.refuse(rest, log.unused, alias)
        refuse_week(rest, log.unused, request.today, lambda day: command(alias, log, day))
        refuse_unused(log.unused, command(alias, log, on), f"saved for {alias}")
    if log.missed:
        _refuse_to_come(log, on, alias, request)
        return PreparedLog(alias, log, on, Session(1, on))
    if len(named.named) > 1:
        raise which_case.one_of(
            named.named, lambda case: command(alias, replace(log, case=case), on)
        )
    log = which_code.settled(log, request, lambda codes: command(alias, log, on, codes))
    strange_codes.refuse(log, services, lambda other, codes: command(alias, other, on, codes))
    if log.goes_by_today:
        refuse_late(request, on, lambda day: command(alias, log, day))
    _refuse_day(log, on, alias, request)
    session = with_units(
        _session(log, on, request, services),
        log,
        services,
        lambda: command(alias, replace(log, units=0, by_code={}), on),
    )
    if not log.as_typed:
        unlikely.refuse(unlikely.of_units(session), command(alias, log, on), "logged")
    return PreparedLog(alias, log, on, session)


def _read(
    rest: str, today: date, regions: WordList[BodyRegion], reader: Reader
) -> tuple[CaseWords, LogRequest]:
    """What stands behind the alias: the cases that are named, and everything else."""
    named = case_words.take(rest, regions)
    return named, session_commands.read_log(named.remaining, today, reader)


# What is plain is typed alike of many aliases, and holds nothing that is not to be kept.
_read_plain = lru_cache(maxsize=256)(_read)


def _with_all_words(two: TwoDays, rest: str, today: date) -> TwoDays:
    """The same days, with every word beside them: units were taken out before the days were."""
    try:
        relative_days.take(rest, today)
    except TwoDays as whole:
        if whole.days == two.days:
            return whole
    return two


def _which_day(
    two: TwoDays, alias: str, request: Request, unused: Sequence[str], own: Mapping[date, str]
) -> NotUnderstood:
    """Several days: a session on each of them, or on one; with the words of its own where it has.

    A button leaves out the words that nobody understood, where no count depends on them.
    """
    strange = [word for word in unused if _plain(word) not in _BETWEEN]
    dropped = _BETWEEN.union(map(_plain, strange))
    refuse_unused([] if stray_words.may_be_dropped(strange) else strange, outcome="logged")
    told = f" I did not use “{' '.join(strange)}”." if strange else ""
    said = {day: _without(dropped, own.get(day, two.remaining)) for day in two.days}
    of_day = {
        day: " ".join(filter(None, [alias, words, "on", day.isoformat()]))
        for day, words in said.items()
    }
    told += f" {own_codes.in_words(said, request.today)}." if own else ""
    every = "Both days" if len(of_day) == 2 else f"All {len(of_day)} days"  # noqa: PLR2004 -- two
    return NotUnderstood(
        two.what,
        f"One command logs one visit: nothing was logged yet.{told}",
        [
            Choice(every, f"/session log {'; '.join(of_day.values())}"),
            *(
                Choice(f"Only {bookings.day(day, request.today)}", f"/session log {typed}")
                for day, typed in of_day.items()
            ),
        ],
        field=FieldName.ON,
    )


def _without(dropped: Collection[str], said: str) -> str:
    """What is said of a day without such words, nor "for" before the day: "97110 for 3/1 & 3/2"."""
    kept = [word for word in said.split() if _plain(word) not in dropped]
    return " ".join(kept[:-1] if kept[-1:] == ["for"] else kept)


def _plain(word: str) -> str:
    return word.casefold().strip(",.;:!")


def _refuse_absent(log: LogRequest, alias: str, on: date) -> None:
    """Raise for words that say that somebody does not come: nothing is logged of it."""
    words = {word.casefold().strip(".,!'’") for word in log.unused}
    if not log.codes and words <= _ABSENT and words & _DENIES and words - _DENIES:
        raise NotUnderstood(
            f"That says that {alias} does not come, so nothing was logged.",
            "What is it of? A visit that was missed, what is booked, or the whole alias.",
            [
                Choice(f"{alias} did not come", f"/session log {alias} no-show on {on}"),
                Choice("Take away all that is booked", f"/caps unbook {alias} all"),
                Choice(f"Close {alias}", f"/session close {alias}"),
            ],
        )


def _refuse_to_come(log: LogRequest, on: date, alias: str, request: Request) -> None:
    """Raise for a no-show of a day to come; who says beforehand that he stays away cancels."""
    if log.missed is log_words.Missed.CANCELLED or on <= request.today:
        return
    cancelled = command(alias, replace(log, missed=log_words.Missed.CANCELLED), on)
    raise NotUnderstood(
        f"{standings.weekday(on)} is still to come: nobody has missed it yet.",
        "Nothing was changed. Who says beforehand that he does not come cancels.",
        [
            Choice(f"Cancelled for {phrases.day(on)}", cancelled),
            Choice("No-show today", command(alias, log, request.today)),
        ],
        field=FieldName.ON,
    )


def _refuse_day(log: LogRequest, on: date, alias: str, request: Request) -> None:
    day = standings.weekday(on)
    if on > request.today:
        today = Choice("Log it for today", command(alias, log, request.today))
        before = on - relativedelta(years=1)
        may_be_past = before <= request.today and on > request.today + _SOON
        last_year = Choice(f"Log it for {phrases.day(before)}", command(alias, log, before))
        raise NotUnderstood(
            f"{day} is still to come, and only sessions that took place are logged.",
            "Log it on the day itself. If another day was meant, type it with its year.",
            [today, *([last_year] if may_be_past else [])],
            field=FieldName.ON,
        )
    ahead = _MONTH if request.today.month <= _FEBRUARY else timedelta()
    later = unlikely.a_year_on(on, request.today, ahead)
    if (later or on < request.today - _LONG_AGO) and not log.sure:
        sure = command(alias, replace(log, sure=True), on)
        ago = "about a year ago" if later else "more than two years ago"
        days = [later] if later and later <= request.today else _beside_leap_day(on, request.today)
        meant = [Choice(f"Log {phrases.day(one)}", command(alias, log, one)) for one in days]
        raise NotUnderstood(
            f"{day} is {ago}. Is the year right?",
            "Nothing was logged yet. If it is right, say sure.",
            [*meant, Choice(f"Yes, log {phrases.day(on)}", sure)],
            field=FieldName.SURE,
        )


def _beside_leap_day(on: date, today: date) -> list[date]:
    """The latest days that are meant where Feb 29 is typed of a year without one."""
    if (on.month, on.day) != _LEAP_DAY:
        return []
    year = today.year if (today.month, today.day) >= _LEAP_DAY else today.year - 1
    return [date(year, 2, 28), date(year, 3, 1)]


def visits_of(prepared: PreparedLog, request: Request) -> tuple[PreparedLog, ...]:
    """The visits of a log: one, or one of each discipline whose codes stand in it."""
    own = discipline_of(request.clinic.biller)
    session, log = prepared.session, prepared.log
    whose = by_discipline(session.codes, log.discipline, own)
    if log.missed or len(whose) == 1:
        return (prepared,)
    return tuple(
        replace(prepared, session=replace(session.of(codes), discipline=discipline))
        for discipline, codes in whose.items()
    )


def _session(log: LogRequest, on: date, request: Request, services: Services) -> Session:
    known = services.book.codes
    codes = tuple(
        code for code in log.codes if code not in known or known[code].kind is not CodeKind.MODIFIER
    )
    own = discipline_of(request.clinic.biller)
    return Session(
        1,
        on,
        codes,
        next(iter(by_discipline(codes, log.discipline, own))),
        self_pay=log.is_self_pay,
        postsurgical=log.postsurgical,
        case=log.case,
    )


def command(alias: str, log: LogRequest, on: date, codes: Sequence[str] | None = None) -> str:
    """The command that logs all that was understood, with other codes where some are given."""
    billed = log.codes if codes is None else codes
    words = [
        *(session_words.with_times(code, log.by_code.get(code, 1)) for code in billed),
        *([f"{log.units} units"] if log.units else []),
        *([log_words.SAID[log.discipline]] if log.discipline else []),
        *([log.evaluation] if log.evaluation and codes is None else []),
        *([f"for {log.case}"] if log.case else []),
        *(["self-pay"] if log.is_self_pay else []),
        *([session_words.POSTSURGICAL] if log.postsurgical else []),
        *([log.missed] if log.missed else []),
        *("on", on.isoformat()),
        *(["sure"] if log.sure else []),
        *(["again", str(log.ordinal or "")] if log.again else []),
        *([as_typed.AS_TYPED] if log.as_typed else []),
    ]
    return " ".join(filter(None, ["/session log", alias, *words]))
