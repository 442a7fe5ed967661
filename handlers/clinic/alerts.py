"""Shows the clinic's alerts and the life of each; takes, snoozes and hands them over."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.clinic.setting import refuse_person
from handlers.command import Request, Services
from handlers.session.find_chart import by
from models.alerts.actions import Acknowledge, Act, HandOver, Retry, Snooze
from models.alerts.alert import Alert, AlertState
from models.alerts.delivery import DeliveryState
from models.alerts.hours import after_working
from models.errors import NotAllowed, NotUnderstood
from models.privacy import alias
from models.privacy.alias_text import key, lookalike
from models.reply import Choice, Line, Pick, Picked, Reply, Section
from models.understanding import alert_commands
from models.understanding.alert_commands import AlertRequest, AlertVerb
from models.wording import alerts, phrases
from models.wording.alerts import STATES, AlertSubject, when

_SHOWN = 20
_MOST = 500
_FATES = {
    DeliveryState.WAITING: "on its way",
    DeliveryState.SENT: "delivered",
    DeliveryState.FAILED: "refused for good",
    DeliveryState.DROPPED: "not needed any more",
}


async def answer(request: Request, services: Services, text: str) -> Reply:
    """The list, one alert, or what is done with one."""
    asked = alert_commands.read(text)
    if asked.verb is AlertVerb.SHOW and asked.number is None:
        return await _list(request, services, asked.remaining)
    if asked.verb is AlertVerb.RETRY and asked.remaining.casefold() == "all":
        return await _retry_all(request, services)
    if asked.number is None:
        raise await _which(request, services, asked)
    note = await services.outbox.alert(request.clinic.id, asked.number)
    if note is None:
        raise NotUnderstood(
            f"There is no alert {asked.number}.",
            "List the open ones and click one.",
            [Choice("The open alerts", "/clinic alerts")],
        )
    if asked.verb is AlertVerb.SHOW:
        return await _life(note, request, services)
    act = _act(asked, note, request)
    if isinstance(act, HandOver):
        await refuse_person(request, services, act.to)
    done = await services.outbox.act(request.clinic.id, note.id, act, by(request))
    return await _receipt(done, request, services)


def _act(asked: AlertRequest, note: Alert, request: Request) -> Act:
    match asked.verb:
        case AlertVerb.SNOOZE:
            return _snooze(asked, note, request)
        case AlertVerb.HAND_OVER:
            return _hand_over(asked, note, request)
        case AlertVerb.RETRY:
            if not request.member.is_manager:
                raise NotAllowed("To send an alert again is for managers.", "Ask one of them.")
            return Retry()
    return Acknowledge()


def _snooze(asked: AlertRequest, note: Alert, request: Request) -> Snooze:
    if alert_commands.at_next_visit(asked.remaining):
        return Snooze(None)
    until = alert_commands.until(asked.remaining, request.at)
    if until is None:
        again = f"/clinic alerts snooze {note.id}"
        lengths = ("1 day", "1 week", "until next visit")
        raise NotUnderstood(
            f"For how long is the alert for {note.alias} to sleep?",
            "Say it in days or weeks, up to 60 days, or until the next visit.",
            [Choice(each.capitalize(), f"{again} {each}") for each in lengths],
        )
    return Snooze(until)


def _hand_over(asked: AlertRequest, note: Alert, request: Request) -> HandOver:
    to = alert_commands.whom(asked.remaining)
    if not to:
        raise NotUnderstood(
            f"To whom is the alert for {note.alias} to go?",
            f"Name a person: /clinic alerts hand {note.id} to @amy",
            picks=[Pick("Hand over to…", f"/clinic alerts hand {note.id} to", Picked.PERSON)],
        )
    wants = request.clinic.preferences
    patience = after_working(wants.hours, request.clinic.time_zone, request.at, wants.patience)
    return HandOver(to, patience)


async def _list(request: Request, services: Services, text: str) -> Reply:
    """The alerts in some states, or those of one alias."""
    found = alert_commands.states(text)
    wanted = found or tuple(AlertState)
    notes = await services.outbox.alerts(request.clinic.id, wanted, _MOST)
    if found is None:
        notes = _of_alias(text, notes)
    if not notes:
        return Reply(
            headline="Alerts",
            lines=(Line(f"There is none {'that is ' + text if text else 'open'}."),),
            choices=(Choice("All alerts", "/clinic alerts all"), Choice("The board", "/caps")),
        )
    return Reply(
        headline=f"Alerts · {phrases.count(len(notes), 'alert')}",
        sections=tuple(_sections(notes[:_SHOWN], request)),
        cautions=_more(notes),
        choices=(
            *(
                Choice(f"{n.alias} ({n.id})", f"/clinic alerts {n.id}")
                for n in notes[: _SHOWN // 2]
            ),
            *_filters(notes),
        ),
    )


def _of_alias(text: str, notes: Sequence[Alert]) -> tuple[Alert, ...]:
    front, _ = alias.front(text)
    named = front or text
    found = tuple(note for note in notes if key(note.alias) == key(named))
    found = found or tuple(note for note in notes if lookalike(note.alias) == lookalike(named))
    if not found:
        raise NotUnderstood(
            "I did not understand which alerts you mean.",
            "Ask for open, failed, acknowledged, snoozed or all, for a number, or for an alias.",
            [Choice("Open", "/clinic alerts"), Choice("All", "/clinic alerts all")],
        )
    return found


def _sections(notes: Sequence[Alert], request: Request) -> list[Section]:
    by_state: dict[AlertState, list[Line]] = {}
    for note in notes:
        by_state.setdefault(note.state, []).append(Line(_in_short(note, request)))
    return [Section(STATES[state].capitalize(), tuple(lines)) for state, lines in by_state.items()]


def _in_short(note: Alert, request: Request) -> str:
    title = alerts.title(note.ref.threshold)
    since = when(note.noted_at, request.clinic.time_zone)
    waits = " (for the digest)" if note.quiet and note.state is AlertState.NOTED else ""
    return f"{note.id}. {note.alias}: {title}, since {since}{waits}"


def _more(notes: Sequence[Alert]) -> tuple[Line, ...]:
    hidden = len(notes) - _SHOWN
    return (
        (Line(f"{hidden} more are not shown: ask for a state or an alias."),) if hidden > 0 else ()
    )


def _filters(notes: Sequence[Alert]) -> list[Choice]:
    failed = [note for note in notes if note.state is AlertState.FAILED]
    again = [Choice("Send failed again", "/clinic alerts retry all")] if failed else []
    return [*again, Choice("All alerts", "/clinic alerts all")]


async def _which(request: Request, services: Services, asked: AlertRequest) -> NotUnderstood:
    notes = await services.outbox.alerts(request.clinic.id, alert_commands.states("open") or (), 5)
    begin = f"/clinic alerts {asked.verb.value}"
    return NotUnderstood(
        "Which alert?" if notes else "No alert is open.",
        "Name its number; it stands at the foot of each alert." if notes else "",
        [
            Choice(f"{note.alias} ({note.id})", f"{begin} {note.id} {asked.remaining}".strip())
            for note in notes
        ],
    )


async def _retry_all(request: Request, services: Services) -> Reply:
    if not request.member.is_manager:
        raise NotAllowed("To send alerts again is for managers.", "Ask one of them.")
    failed = await services.outbox.alerts(request.clinic.id, [AlertState.FAILED], _MOST)
    for note in failed:
        await services.outbox.act(request.clinic.id, note.id, Retry(), by(request))
    return Reply(
        headline="Alerts",
        lines=(Line(f"{phrases.count(len(failed), 'alert')} will be sent again now."),),
        choices=(Choice("The open alerts", "/clinic alerts"),),
    )


async def _receipt(note: Alert, request: Request, services: Services) -> Reply:
    """What was done, in a line: who has it now stands on the alert itself, for everybody."""
    about = await _about(note, request, services)
    return Reply(
        headline=alerts.headline(about),
        lines=(Line(alerts.receipt(about)),),
        choices=(Choice("The open alerts", "/clinic alerts"),),
    )


async def _about(alert: Alert, request: Request, services: Services) -> AlertSubject:
    """The alert, and how things stand."""
    chart = await services.charts.find(request.clinic.id, alert.alias)
    return alerts.subject(alert, chart, services.book, request.clinic, request.today)


async def _life(note: Alert, request: Request, services: Services) -> Reply:
    """What became of one alert, step by step."""
    card = alerts.say(await _about(note, request, services), services.book)
    places = await services.outbox.channels(request.clinic.id, note.id)
    steps = [Line(f"Noted {when(note.noted_at, request.clinic.time_zone)}.")]
    if note.quiet:
        steps.append(Line("Another alert of the same change spoke; this one is for the digest."))
    steps += [Line(f"{place}: {_FATES[fate]}.") for place, fate in places]
    if note.sent_at:
        steps.append(Line(f"First told {when(note.sent_at, request.clinic.time_zone)}."))
    if note.look_at:
        steps.append(Line(f"Looked at again {when(note.look_at, request.clinic.time_zone)}."))
    now = Line(f"Now: {STATES[note.state]}.")
    retry = [Choice("Send it again", f"/clinic alerts retry {note.id}")]
    return Reply(
        headline=card.headline,
        badge=card.badge,
        lines=card.lines,
        sections=(Section("Its life", (*steps, now)),),
        sources=card.sources,
        choices=(*(retry if note.state is AlertState.FAILED else ()), *card.choices),
        picks=card.picks,
        small_print=card.small_print,
    )
