"""What to do next about an alert, in sentences: ask the payer, plan the last visits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from models.alerts.alert import PLAN_KINDS, Alert, AlertKind
from models.alerts.expiring import lapsing_visits
from models.alerts.untold import has_ended
from models.reply import Line
from models.visits.forecast import forecast
from models.visits.limit import LimitKind, Needs
from models.visits.standing import Standing
from models.wording import forecasts, phrases, standings, window_words

TELL_LEFT = {AlertKind.OVER, AlertKind.LEFT, AlertKind.NEEDED, AlertKind.FORECAST}
"""The kinds of alerts whose words name how many visits are left."""


_PLAN_STEPS = {
    AlertKind.CERTIFY: "Have the plan signed, or send it to who referred, and note it.",
    AlertKind.RECERTIFY: "If care goes on, have the plan signed again, and note it.",
    AlertKind.REPORT: "Have the therapist write the progress report, and note it.",
    AlertKind.REFERRAL: "If care goes on, get a referral, and note it.",
}

_WHO_PAYS = "Before another visit, agree with the patient who pays for it."
_SELF_PAY = "The patient pays: plan further visits together."


def steps(
    alert: Alert, standing: Standing | None, uncovered: int = 0, asked: str = ""
) -> Iterator[Line]:
    """What to do next; nothing where the limit counts no more.

    `uncovered` is the number of visits after the end of the alert's authorization. `asked` is what
    is said of the request that it is about; else of one that is open: it is not asked twice.
    """
    if alert.ref.kind is AlertKind.OVERDUE:
        yield Line(asked)
        yield Line("Call the payer, then enter what it decided.")
        return
    if alert.ref.kind in PLAN_KINDS:
        yield from [Line(asked)] if asked else []
        yield Line(_PLAN_STEPS[alert.ref.kind])
        return
    if standing is None:
        return
    if standing.former_payer:
        yield from _of_former(standing, uncovered, asked)
        return
    match alert.ref.kind:
        case AlertKind.NEEDED:
            first = standing.allowed + 1
            now = f"Ask for it now{forecasts.time(standing)}."
            asks = asked or forecasts.ask_by(standing) or now
            yield Line(f"From visit {first} on the payer wants an authorization.")
            yield Line(asks)
        case AlertKind.UNCOVERED:
            yield from _uncovered(standing, uncovered)
        case AlertKind.ENDS:
            yield from _lapse(standing)
            yield Line(asked or _ask_at_the_end(standing))
        case AlertKind.UNUSED:
            yield from _lapse(standing)
            yield Line(_use_or_move(standing, alert.alias))
        case AlertKind.FORECAST:
            expected = forecast(standing)
            asks = forecasts.ask_by(standing)
            yield from [Line(forecasts.reached(expected))] if expected else []
            yield from [Line(asks)] if asks else _at_the_limit(standing, asked)
        case _:
            yield from _at_the_limit(standing, asked)


def _of_former(standing: Standing, uncovered: int, asked: str) -> Iterator[Line]:
    """What a payer left unpaid who pays no more: only what is past can be asked for."""
    limit = standing.limit
    if uncovered:
        yield _after_its_end(standing, uncovered)
    if asked:
        yield Line(asked)
    elif limit.kind is LimitKind.AUTHORIZATION or _is_authorized(standing):
        yield Line(f"Ask {limit.former_payer}, which paid then, for authorization dated back.")
    else:
        yield Line(f"{limit.former_payer} paid then: see to who pays for what is beyond it.")


def _uncovered(standing: Standing, visits: int) -> Iterator[Line]:
    """What is to be asked for where visits came after the end of an authorization."""
    yield _after_its_end(standing, visits)
    yield Line("Ask the payer for one that is dated back, and before the next visit for a new one.")


def _after_its_end(standing: Standing, visits: int) -> Line:
    """No day of a visit is named: everybody in the channel reads it."""
    were, them = ("was", "it") if visits == 1 else ("were", "them")
    ended = f" on {phrases.day(standing.window.last)}" if standing.window.last else ""
    came = f"{phrases.count(visits, 'visit')} {were} after its end{ended}"
    return Line(f"{came}: no authorization covers {them}.")


def _ask_at_the_end(standing: Standing) -> str:
    """What to ask for before an end; what needs no authorization where no day is to be told."""
    asks, unasked, last = forecasts.ask_by(standing), standing.unasked, standing.window.last
    left = unasked.left_on(last + timedelta(days=1)) if unasked and last else 0
    if unasked and left and not asks:
        visits = phrases.count(unasked.most, "visit")
        said = f"{visits} per {window_words.window(unasked.kind)} need no authorization"
        now = f": {standings.number_left(left)} now" if left < unasked.most else ""
        return f"If care goes on, {said}{now}."
    new = "a new" if standing.limit.kind is LimitKind.AUTHORIZATION else "an"
    asks = asks or f"ask for {new} authorization now{forecasts.time(standing)}."
    return f"If care goes on, {asks[:1].lower()}{asks[1:]}"


def too_late(standing: Standing, on: date) -> Iterator[Line]:
    """A limit that was passed, and is so no more: what was too much stays so."""
    if has_ended(standing, on) and standing.window.last:
        yield Line(
            f"Its window has ended, on {standings.weekday(standing.window.last)}, before this was "
            "told: what was used beyond it stays so."
        )
    else:
        yield Line(
            f"So it was on {standings.weekday(standing.on)}. Fewer count since, and what was used "
            "beyond it stays so."
        )
    if standing.limit.kind is LimitKind.AUTHORIZATION or _is_authorized(standing):
        yield Line("Ask the payer for authorization that is dated back.")
    elif not standing.outlook.is_self_pay:
        yield Line("See to who pays for it.")


def _is_authorized(standing: Standing) -> bool:
    """Whether the payer's authorization would have opened more."""
    return any(stage.needs is Needs.AUTHORIZED for stage in standing.closed)


def _use_or_move(standing: Standing, alias: str) -> str:
    """What to do about visits that would lapse; no day of one that is booked is named."""
    last = standing.window.last
    behind = sum(last is not None and day > last for day in standing.outlook.booked)
    if not behind:
        return f"Book them, or end care: /session close {alias}"
    are = "is" if behind == 1 else "are"
    return (
        f"{phrases.count(behind, 'visit')} {are} booked after its end: book sooner, or have the "
        f"payer move its end and note it: /session extend {alias}"
    )


def _lapse(standing: Standing) -> Iterator[Line]:
    lapse = lapsing_visits(standing)
    if lapse:
        visits = standings.amount(lapse, standing.limit)
        yield Line(f"At this pace {visits} would lapse unused.")


def _at_the_limit(standing: Standing, asked: str) -> Iterator[Line]:
    limit, stage = standing.limit, next(iter(standing.closed), None)
    if standing.elsewhere:
        yield Line(f"{standing.elsewhere} of them on another authorization.")
    if standing.free:
        are = "needs" if standing.free == 1 else "need"
        yield Line(f"{standing.free} of them {are} no authorization.")
    opens = standings.opening(standing)
    if stage or opens:
        yield Line(opens or standings.stages(standing)[0])
    if waits_for_improvement(standing):  # a button says it
        return
    if opens:
        return
    if limit.kind is LimitKind.AUTHORIZATION or stage:
        yield Line(asked or forecasts.ask(standing))
    elif asked:
        yield Line(asked)
    elif limit.soft:
        yield Line(forecasts.BEYOND)
    elif standing.left > 0:
        yield Line("Plan the last visits with the patient.")
    else:
        yield Line(_SELF_PAY if standing.outlook.is_self_pay else _WHO_PAYS)


def waits_for_improvement(standing: Standing) -> bool:
    """Whether more visits open once the therapist notes that the patient improves."""
    return bool(standing.closed) and standing.closed[0].needs is Needs.IMPROVING
