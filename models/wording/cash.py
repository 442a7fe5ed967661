"""How the day of a Good Faith Estimate, an edition of the ABN, and a silence are told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from models.coverage.duty import Duty
from models.coverage.estimate import EstimateDay, business_day_before
from models.coverage.payer import LINE_NAMES, LineOfBusiness, Payer
from models.reply import Line
from models.wording import phrases, standings

EXAMPLE = "booked today for 12/9"
_ESTIMATE = "Good Faith Estimate"
_FEDERAL = frozenset(
    {
        LineOfBusiness.MEDICARE,
        LineOfBusiness.MEDICARE_ADVANTAGE,
        LineOfBusiness.MEDIGAP,
        LineOfBusiness.MEDICAID,
        LineOfBusiness.FEDERAL,
    }
)
_EMPLOYEES = "fep"  # a plan of federal employees is one of an employer


def charge(duty: Duty | None, payer: Payer, lines: Sequence[LineOfBusiness]) -> Line:
    """What leads of charging a patient: of some of the payer's plans, where they are named."""
    plans = phrases.either([LINE_NAMES[line] for line in lines], "and")
    of = f"{phrases.sentence(plans)}: " if plans else ""
    if duty:
        return Line(f"{of}{duty.says}", duty.cites)
    if payer.lines == (LineOfBusiness.WORKERS_COMPENSATION,):
        return charge_worker(payer.name)
    return Line(f"{of}I hold no text on charging members. Ask {payer.name} before you do.")


def charge_worker(program: str = "") -> Line:
    """What is said of charging an injured worker where no text of the program is held."""
    whom = program or "the adjuster or the state's program"
    return Line(
        "Never bill an injured worker on your own reading: the state's law decides, and I hold no "
        f"text on it. Ask {whom} first."
    )


def notice(edition: Duty | None, of_visit: Duty | None, on: date) -> Line:
    """The edition of the form to sign today, with its last day, and whether the visit has it."""
    if edition is None:
        return Line(f"I hold no edition of the ABN for {phrases.day(on)}: look at CMS's page.")
    last = edition.in_force.last
    ends = f" Last day: {phrases.day(last)}." if last else ""
    other = " That is before the visit: look for its successor." if of_visit is not edition else ""
    return Line(f"{edition.says}{ends}{other}", edition.cites)


def whose(payer: Payer, lines: Sequence[LineOfBusiness]) -> str:
    """How a line on the estimate begins: for whom it is owed, and where that was not read."""
    is_employees = _EMPLOYEES in {payer.id, payer.facts}
    unread = [] if is_employees else [line for line in lines if line in _FEDERAL]
    if not unread:
        return f"{_ESTIMATE}, if no claim is sent"
    if len(unread) < len(lines):
        names = phrases.either([LINE_NAMES[line] for line in unread], "and")
        return f"{_ESTIMATE}, if no claim is sent (not read for {names})"
    name = payer.name.partition(" (")[0]
    return f"{_ESTIMATE}: whether {name} patients get one was not read. If so"


NO_ABN = Line("The ABN is a form of original Medicare alone.")
"""What is said where it is asked for beside a payer that takes none."""

UNINSURED = f"{_ESTIMATE}, without insurance"
"""How it begins where no payer is to be billed."""


def asked(whom: str, asked_on: date, rule: Duty, due: date, today: date) -> Line:
    """By when the estimate is due that a patient asked for."""
    is_past = " That day is past." if due < today else ""
    said = f"asked for {phrases.day_of_year(asked_on)}"
    return Line(f"{whom}: due by {standings.weekday(due)} ({said}).{is_past}", rule.cites)


def not_told(whom: str, on: date) -> Line:
    """That the day of booking decides, where the visit is past."""
    typed = f"{_booked(on)} for {on.month}/{on.day}/{on.year}"
    return Line(f"{whom}: the day of booking decides. Type it, as in: {typed}")


def estimate(whom: str, day: EstimateDay, booked: date | None, today: date) -> Line:
    """By when the estimate is due for a visit; where nobody told its booking, as if of today."""
    if booked is None:
        return _if_booked_today(whom, day, today)
    ahead = f"booked {phrases.day_of_year(booked)}, {_ahead(day)}"
    if day.rule is None or day.due is None:
        return Line(
            f"{whom}: no day is set ({ahead}) unless the patient asks. Our reading; clinics' "
            "own pages say 1 business day before the visit."
        )
    is_past = " That day is past." if day.due < today else ""
    due = standings.weekday(day.due)
    return Line(f"{whom}: due by {due} ({ahead}).{is_past}", day.rule.cites)


def _booked(before: date) -> str:
    """An example of a booking: a week before a day."""
    on = before - timedelta(days=7)
    return f"booked {on.month}/{on.day}"


def _if_booked_today(whom: str, day: EstimateDay, today: date) -> Line:
    """The same of a booking that nobody told; one that was made before has an earlier day."""
    add = f"If before, add the day, as in: {_booked(today)}"
    if day.rule is None or day.due is None:
        return Line(
            f"{whom}: no day is set if booked today ({_ahead(day)}) unless the patient asks, "
            f"in our reading. {add}"
        )
    due = standings.weekday(day.due)
    return Line(f"{whom}: due by {due} if booked today ({_ahead(day)}). {add}", day.rule.cites)


def _ahead(day: EstimateDay) -> str:
    if not day.most:
        return "for the same or next business day"
    if day.fewest == day.most:
        return f"{phrases.count(day.most, 'business day')} ahead"
    return f"{day.fewest} or {phrases.count(day.most, 'business day')} ahead, as a weekend counts"


def estimate_rule(whom: str, rules: Iterable[Duty]) -> Line:
    """The rule, where the day of the visit was not typed."""
    by_ahead = sorted(rules, key=lambda rule: rule.ahead or 0)
    days = [(phrases.count(rule.days or 0, "business day"), rule.ahead) for rule in by_ahead]
    parts = [f"{within} if booked {ahead} or more ahead" for within, ahead in days]
    cites = tuple(dict.fromkeys(id_ for rule in by_ahead for id_ in rule.cites))
    said = f"within {phrases.either(parts, 'and')}"
    return Line(f"{whom}: {said}. For its day, add both: {EXAMPLE}", cites)


def renewed(on: date, cites: tuple[str, ...]) -> Line:
    """By when a new estimate is due where what is planned changes."""
    before = standings.weekday(business_day_before(on))
    return Line(f"If what is planned changes: a new estimate by {before}.", cites)
