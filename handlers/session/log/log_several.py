"""/session log of several aliases: each is logged or told why not; a day of doubt is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from handlers.command import Request, Services
from handlers.outcome import for_staff
from handlers.session.card import card
from handlers.session.correction import take_back_list
from handlers.session.find_chart import refuse_identity, unknown
from handlers.session.log import (
    late_windows,
    log,
    log_exceptions,
    log_questions,
    log_reading,
    logged_rows,
    logged_session,
    no_show,
)
from handlers.session.log.log_reading import PreparedLog
from handlers.session.log.logged_session import LoggedSession
from models.errors import Trouble
from models.field_name import FieldName
from models.reply import Choice, Line, Reply, Table
from models.understanding.commands import log_lists
from models.understanding.commands.log_lists import ListedLog
from models.visits.session import Discipline
from models.wording import phrases, standings, undo
from models.wording.phrases import sentence

_Visit = tuple[str, date, Discipline | None]
"""An alias, a day, and whose visit it is: of one day each discipline may have one."""

_HEADER = ("Alias", "Left", "Logged")
_LOG = "/session log"


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Log one session of each alias that is named."""
    if reply := await log_exceptions.answer(request, services, text):
        return reply
    if not log_lists.may_list(text):
        return await _one_alias(request, services, text)
    listed = log_lists.read(text, await services.charts.aliases(request.clinic.id))
    if len(listed) < 2:  # noqa: PLR2004 -- one is no list
        return await _one_alias(request, services, text)
    log_questions.ask_of_whom(listed)
    log_questions.ask_how_far(listed, request.today)
    log_questions.ask_day(listed, request)  # last: its buttons say of each alias what is logged
    logs = _SeveralLogs(request, services)
    await logs.prepare(listed)
    return await logs.log_all()


async def _one_alias(request: Request, services: Services, text: str) -> Reply:
    """Log one session; several where its codes are of several disciplines."""
    visits = log_reading.visits_of(await log.read(request, services, text), request)
    if len(visits) == 1:
        return await log.answer(request, services, visits[0])
    logs = _SeveralLogs(request, services)
    logs.add(visits)
    return await logs.log_all()


def _key(visit: PreparedLog) -> _Visit:
    return visit.alias, visit.on, visit.session.discipline


@dataclass(frozen=True, slots=True)
class _NotLogged:
    """An alias of which nothing was logged: why, and what may be done."""

    why: str
    choices: tuple[Choice, ...] = ()


class _SeveralLogs:
    """The sessions of one command. Nothing is written before every word of it is understood."""

    def __init__(self, request: Request, services: Services) -> None:
        self._request, self._services = request, services
        self._prepared: dict[_Visit, PreparedLog] = {}
        self._apart: dict[str, None] = {}  # logs of which each discipline's codes are a visit
        self._repeated: set[_Visit] = set()  # what stands in the list more than once
        self._logged: list[LoggedSession] = []
        self._not: list[_NotLogged] = []
        self._done: list[undo.Done] = []  # by which names undo takes each change back

    async def prepare(self, listed: Sequence[ListedLog]) -> None:
        """Read what is to be logged. Raises `Trouble` for words that say nothing."""
        charts = self._services.charts
        spelled = {
            one.typed: await charts.spelled(self._request.clinic.id, one.typed) for one in listed
        }
        for one in listed:
            alias = spelled[one.typed]
            if alias is None:
                await self._note_unknown(one, filter(None, spelled.values()))
                continue
            self.add(log_reading.visits_of(self._read(alias, one, listed), self._request))

    def add(self, visits: Sequence[PreparedLog]) -> None:
        """Take the visits of an alias on a day, one of each discipline."""
        if len(visits) > 1:
            self._apart[logged_rows.apart(visits)] = None
        for visit in visits:
            if first := self._named_already(visit):
                log_questions.ask_which_of_two(first, visit)
                self._repeated.add(_key(first))
            else:
                self._prepared[_key(visit)] = visit

    def _named_already(self, visit: PreparedLog) -> PreparedLog | None:
        """What stands in the list of the same visit: only codes of two disciplines are two."""
        for (alias, on, discipline), other in self._prepared.items():
            are_apart = discipline is not visit.session.discipline and not (
                other.log.missed or visit.log.missed
            )
            are_apart = are_apart and bool(other.session.codes and visit.session.codes)
            if (alias, on) == (visit.alias, visit.on) and not are_apart:
                return other
        return None

    async def _note_unknown(self, one: ListedLog, spelled: Iterable[str]) -> None:
        """Say that there is no such alias; none is offered for it that stands in the list too."""
        refuse_identity(self._services, one.typed)
        trouble = await unknown(
            self._request,
            self._services,
            one.typed,
            lambda other: f"{_LOG} {other} {one.words}".strip(),
        )
        listed = tuple(f"{_LOG} {alias} " for alias in spelled)
        choices = (c for c in trouble.choices if not f"{c.command} ".startswith(listed))
        self._not.append(_NotLogged(f"{trouble.what} Nothing was logged of it.", tuple(choices)))

    def _read(self, alias: str, one: ListedLog, listed: Sequence[ListedLog]) -> PreparedLog:
        try:
            return log_reading.prepare(self._request, self._services, alias, one.words)
        except Trouble as trouble:
            trouble.choices = _for_all(trouble.choices, alias, one, listed)
            others = [other.typed for other in listed if other is not one]
            nothing = f"Nothing was logged of {phrases.either(others, 'and')} either."
            trouble.mend = f"{nothing} {trouble.mend}".strip()
            raise

    async def log_all(self) -> Reply:
        """Log each, whatever becomes of the others, and say what was done."""
        for number, prepared in enumerate(self._prepared.values(), start=1):
            request = self._request.of_list(number, len(self._done) + 1)
            try:
                if prepared.log.missed:
                    self._not.append(await self._missed(request, prepared))
                else:
                    beside = self._beside_earlier(prepared)
                    self._note(await log.carry_out(request, self._services, beside))
            except Trouble as trouble:
                self._not.append(_told(prepared.alias, trouble))
        return await self._say()

    def _beside_earlier(self, prepared: PreparedLog) -> PreparedLog:
        """A visit as a further one of its day, where the command logged one of another discipline.

        Where that was refused, this one is asked about like it.
        """
        of_alias = [one for one in self._logged if one.count.chart.alias == prepared.alias]
        earlier = sum(one.session.on == prepared.on for one in of_alias)
        if not earlier:
            return prepared
        ordinal = prepared.log.ordinal and prepared.log.ordinal + earlier
        return replace(prepared, log=replace(prepared.log, again=True, ordinal=ordinal))

    def _note(self, logged: LoggedSession) -> None:
        self._logged.append(logged)
        if logged.is_new:
            self._done.append(undo.of_session(logged.session.number, logged.count.chart.alias))

    async def _missed(self, request: Request, prepared: PreparedLog) -> _NotLogged:
        """A visit that did not take place, and what became of its booking."""
        _, again = await no_show.unbook(request, self._services, prepared)
        if again:
            self._done.append(undo.of_cancellation([prepared.on], prepared.alias))
        said = (
            f"{prepared.alias} was not logged. {sentence(no_show.what(prepared))} is not counted."
        )
        return _NotLogged(f"{said} {no_show.UNBOOKED}" if again else said, again)

    async def _say(self) -> Reply:
        logged, not_logged = self._logged, self._not
        everything = len(logged) + len(not_logged)
        days = {one.session.on for one in logged}
        on = f" · {standings.weekday(days.pop())}" if len(days) == 1 else ""
        table = Table(
            "Visits left by the limit that binds", _HEADER, tuple(map(logged_rows.row, logged))
        )
        why = (Line(text) for text in dict.fromkeys(one.why for one in not_logged))
        of_each = [
            Choice(logged_rows.undo_label(one, logged), logged_session.undo(one)) for one in logged
        ]
        return Reply(
            headline=f"{len(logged)} of {everything} logged{on}",
            lines=(*why, *await self._beside()),
            tables=(table,) if logged else (),
            cautions=self._cautions(),
            choices=(
                *dict.fromkeys(choice for one in not_logged for choice in one.choices),
                *take_back_list.buttons(self._done),
                *self._left_out(),
                *of_each,
            ),
            small_print=phrases.NOT_A_GUARANTEE if logged else "",
            refused=not logged,
            field=None if logged else FieldName.ALIAS,
        )

    def _cautions(self) -> tuple[Line, ...]:
        """What each card would warn of, told once for all its aliases."""
        aliases: dict[str, dict[str, None]] = {}
        for one in map(self._in_the_end, self._logged):
            for line in (*logged_session.never_together(one), *card.news(one.count)):
                aliases.setdefault(line.text, {})[one.count.chart.alias] = None
        return tuple(
            Line(f"{phrases.either([*names], 'and')}: {text}") for text, names in aliases.items()
        )

    async def _beside(self) -> list[Line]:
        """What is to be known of sessions beside their counts, and which alerts wait."""
        lines = {**self._apart} if self._logged else {}
        for one in self._logged:
            chart = one.count.chart
            again = [] if one.is_new else [Line("was logged already: nothing was counted twice.")]
            if (chart.alias, one.session.on, one.session.discipline) in self._repeated:
                again.append(Line("stands there twice and was logged once."))
            in_the_end = self._in_the_end(one)
            drawn = (line for line, _ in logged_session.drawn_by_others(in_the_end))
            remarks = [*again, *logged_session.remarks(in_the_end), *drawn]
            lines |= dict.fromkeys(f"{chart.alias}: {line.text}" for line in remarks)
            lines |= dict.fromkeys(f"{chart.alias}: {line.text}" for line in self._late(one))
            waits = await log.waiting(chart, self._request, self._services)
            lines |= dict.fromkeys(line.text for line in waits)
        return [Line(text) for text in lines]

    def _left_out(self) -> Iterator[Choice]:
        """For each alias, that its authorization leaves an evaluation out that drew on it."""
        said = (
            (one.count.chart.alias, choice)
            for one in self._logged
            for _, choice in logged_session.drawn_by_others(self._in_the_end(one))
        )
        for alias, choice in dict.fromkeys(said):
            yield replace(choice, label=f"{alias}: {choice.label}")

    def _in_the_end(self, one: LoggedSession) -> LoggedSession:
        """A session with the count of its alias once the whole list is logged."""
        alias = one.count.chart.alias
        of_alias = (other for other in reversed(self._logged) if other.count.chart.alias == alias)
        return replace(one, count=next(of_alias).count.of(one.session))

    def _late(self, one: LoggedSession) -> Iterator[Line]:
        """The past windows of an alias, once its last session is logged."""
        same = [other for other in self._logged if other.count.chart.alias == one.count.chart.alias]
        return late_windows.lines(one.count, [other.session for other in same if one is same[-1]])


def _told(alias: str, trouble: Trouble) -> _NotLogged:
    """Why an alias was not logged. Its buttons name it, as others stand beside them."""
    named = (
        replace(c, label=c.label if alias in c.label else f"{alias}: {c.label}")
        for c in trouble.choices
        if alias in c.command and not c.command.startswith("/session show")
    )
    return _NotLogged(f"{alias} was not logged. {for_staff(trouble).what}", tuple(named))


def _for_all(
    choices: Sequence[Choice], alias: str, one: ListedLog, listed: Sequence[ListedLog]
) -> tuple[Choice, ...]:
    """The choices for all the aliases that are named; none where their words differ."""
    if any(other.words != one.words for other in listed):
        return ()
    names, asked = ", ".join(other.typed for other in listed), f"{_LOG} {alias}"
    return tuple(
        replace(
            choice,
            command=choice.command.replace(asked, f"{_LOG} {names}", 1).replace(
                f"; {alias} ", f"; {names} "
            ),
        )
        for choice in choices
        if choice.command.startswith(asked)
    )
