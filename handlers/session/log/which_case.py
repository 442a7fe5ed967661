"""Which case a visit is of: asked where authorizations of several cases, or of none, cover it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice, Line
from models.visits.allotment import allot, is_of_two_cases, possible_cases
from models.visits.authorization import Authorization
from models.visits.body_region import BodyRegion, in_words
from models.visits.chart import Chart
from models.visits.payer_history import history_of, history_on
from models.visits.second_payer import second_on
from models.visits.session import Session
from models.wording import phrases

WithCase = Callable[[BodyRegion], str]
"""The same command with a case."""

_DAYS_NAMED = 3


def refuse_untold(chart: Chart, session: Session, again: WithCase) -> None:
    """Raise `NotUnderstood` where it hangs on the case which authorization a session draws on.

    What serves any case covers it too: then the visit may be of a region that none is for.
    """
    of_payers = [history_on(chart, session.on).authorizations]
    if second := second_on(chart, session.on):
        of_payers.append(history_of(chart, second).authorizations)
    for authorizations in of_payers:
        cases = possible_cases(session, [a for a in authorizations if a.covers(session)])
        if len(cases) > 1:
            ordered = sorted(case or BodyRegion.OTHER for case in cases)
            raise one_of(dict.fromkeys(ordered), again, "Each has its authorization. ")


def counted_twice(chart: Chart, new: Authorization) -> Iterator[tuple[Line, list[Choice]]]:
    """The sessions of no told case that draw on a new authorization and on that of another case.

    With what says of which case they were: all at once, or the one that there is.
    """
    history = history_of(chart, chart.giver_of(new))
    drawn = allot(history.authorizations, history.sessions)
    twice = [s for s in history.sessions if is_of_two_cases(drawn.get(s.number, {}), new.id)]
    if not twice:
        return
    ids = {id_ for session in twice for id_ in drawn[session.number]}
    cases = {a.pool.case or BodyRegion.OTHER for a in history.authorizations if a.id in ids}
    days = phrases.days(sorted({session.on for session in twice}), _DAYS_NAMED)
    is_one = len(twice) == 1
    command = f"/session case {chart.alias}"
    how = "" if is_one else f" One by one: {command} {twice[0].number} for {min(cases)}"
    yield (
        Line(
            f"{days} {'counts' if is_one else 'count'} on the authorization of another case as "
            f"well, logged without a case. Say of which {'it was' if is_one else 'they were'}.{how}"
        ),
        [
            Choice(
                f"{'It was' if is_one else 'All'} for {in_words(case)}",
                f"{command} {' '.join(str(s.number) for s in twice)} for {case}",
            )
            for case in sorted(cases)
        ],
    )


def one_of(cases: Iterable[BodyRegion], again: WithCase, why: str = "") -> NotUnderstood:
    """The question which one of several cases it is; each button says one."""
    listed = list(cases)
    names = phrases.either([in_words(case) for case in listed])
    return NotUnderstood(
        f"Is that for {names}?",
        f"{why}Choose one, or write it behind the alias: for {listed[0]}. Nothing was saved yet.",
        [Choice(f"For {in_words(case)}", again(case)) for case in listed],
        field=FieldName.CASE,
    )
