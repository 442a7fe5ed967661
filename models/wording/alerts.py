"""The words of an alert: what it is about, what to do next, and who has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from models.alerts.alert import Kind, Mark, Note, State, kind_of, number_of, unused
from models.alerts.delivery import Errand
from models.alerts.revision import Why
from models.reply import Badge, Choice, Line, Pick, Picked, Reply, Tone, person
from models.visits.forecast import forecast
from models.visits.limit import Needs
from models.visits.standing import Standing
from models.wording import phrases, standings

_ENDED: dict[str, str] = {
    Why.FOLLOWED: "A tighter warning has taken its place.",
    Why.VOIDED: "A session was voided.",
    Why.AUTHORIZED: "A new authorization was entered.",
    Why.BALANCE: "A balance was entered.",
    Why.IMPROVING: "The patient was noted as improving, which opens more visits.",
    Why.EPISODE: "A new episode of care was opened.",
    Why.PAYER: "The payer, plan or condition was changed.",
    Why.CLOSED: "Care has ended: the alias is closed.",
    Why.RULES: "The clinic's settings, its caps or the payer's facts have changed.",
    Why.TIME: "Time has passed: fewer visits count now, or another window has begun.",
}
_TONES = {Kind.OVER: Tone.BAD, Kind.LEFT: Tone.CAUTION}
_REPEAT = "This may be a repeat: nobody knows whether the first one arrived."

STATES: dict[State, str] = {
    State.NOTED: "not sent yet",
    State.SENT: "sent, nobody has it",
    State.UNCERTAIN: "sent, perhaps twice; nobody has it",
    State.FAILED: "not delivered",
    State.ACKNOWLEDGED: "acknowledged",
    State.SNOOZED: "snoozed",
    State.HANDED_OVER: "handed over",
    State.RESOLVED: "resolved",
    State.WITHDRAWN: "withdrawn before it was sent",
}


@dataclass(frozen=True, slots=True)
class About:
    """What an alert is about, as it stands now. `standing` is None where its limit counts no more.

    `payer` is the name of the chart's payer, `zone` the clinic's time zone.
    """

    note: Note
    standing: Standing | None
    payer: str
    zone: str


def find(mark: Mark, current: Iterable[Standing]) -> Standing | None:
    """The standing that a note is about."""
    return next((s for s in current if (s.limit.id, s.opened) == mark.place), None)


def title(threshold: str, standing: Standing | None = None) -> str:
    """What a threshold warns of, in few words: "1 visit left", "over by 2"; as it stands now."""
    kind, number = kind_of(threshold), number_of(threshold)
    if standing and kind in {Kind.OVER, Kind.LEFT, Kind.NEEDED, Kind.FORECAST}:
        return _left(standing)
    if standing and standing.window.last and kind in {Kind.ENDS, Kind.UNUSED}:
        return f"authorization ends {standings.weekday(standing.window.last)}"
    words = {
        Kind.OVER: "over the limit",
        Kind.LEFT: f"{phrases.count(number, 'visit')} left" if number else "no visit left",
        Kind.NEEDED: "authorization needed",
        Kind.ENDS: "authorization ends",
        Kind.FORECAST: "limit comes near",
        Kind.UNUSED: "authorized visits unused",
    }
    return words[kind]


def removed() -> Reply:
    """What stands in the place of a message that named an alias which is forgotten."""
    return Reply(
        headline="This message was removed",
        lines=(Line("What it was about is erased from the clinic's records."),),
    )


def say(about: About, errand: Errand = Errand.ALERT, *, is_repeat: bool = False) -> Reply:
    """An alert as it is posted, or edited when somebody did something with it."""
    note = about.note
    if note.mark.is_over:
        return _over(about)
    lines = [*_opening(note, errand), *_count(about), *_next(about), *_taken(about)]
    return Reply(
        headline=headline(about),
        badge=_badge(note),
        lines=tuple(lines),
        cautions=caution(is_repeat=is_repeat),
        choices=tuple(_choices(note)),
        picks=(Pick("Hand over to…", f"/clinic alerts hand {note.id} to", Picked.PERSON),),
        small_print=f"Alert {note.id}",
    )


def caution(*, is_repeat: bool) -> tuple[Line, ...]:
    """What a message says that may have arrived before."""
    return (Line(_REPEAT),) if is_repeat else ()


def headline(about: About) -> str:
    """Whom it is about, and what it warns of as things stand now."""
    return f"{about.note.alias} · {title(about.note.mark.threshold, about.standing)}"


def receipt(about: About) -> str:
    """What whoever just did something with it is told; everybody reads the rest on the alert."""
    note = about.note
    match note.state:
        case State.ACKNOWLEDGED:
            return "You have it."
        case State.SNOOZED:
            return f"Snoozed until {_until(about)}."
        case State.HANDED_OVER:
            return f"Handed over to {note.handed_to}."
        case _:
            return "It is sent again now."


def when(at: datetime, zone: str) -> str:
    """An instant on the clinic's wall: "Mon 23 Nov 2026, 2:05 PM"."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{standings.weekday(local.date())}, {local:%I:%M %p}".replace(", 0", ", ")


def _left(standing: Standing) -> str:
    if standing.left > 0:
        return f"{standings.amount(standing.left, standing.limit)} left"
    return "no visit left" if standing.left == 0 else f"over by {-standing.left}"


def _badge(note: Note) -> Badge:
    """Whether somebody has it; its urgency colours it only while nobody does."""
    taken = {
        State.ACKNOWLEDGED: "Acknowledged",
        State.SNOOZED: "Snoozed",
        State.HANDED_OVER: "Handed over",
    }
    if note.state in taken:
        return Badge(taken[note.state], Tone.NEUTRAL)
    return Badge("Nobody has this yet", _TONES.get(note.mark.kind, Tone.NEUTRAL))


def _opening(note: Note, errand: Errand) -> Iterator[Line]:
    if note.state not in {State.NOTED, State.SENT, State.UNCERTAIN, State.HANDED_OVER}:
        return
    match errand:
        case Errand.AGAIN:
            yield Line("You asked to be told again.")
        case Errand.ESCALATION:
            yield Line("Nobody has taken this alert, so it comes to the managers.")
        case Errand.HANDOVER:
            yield Line(f"{person(note.taken_by)} hands this over to you.")
        case Errand.INSTEAD:
            yield Line("This could not be posted where your clinic wants its alerts.")


def _count(about: About) -> Iterator[Line]:
    """The same phrase as the answer to a log, of the limit that the alert is about."""
    if about.standing is None:
        yield Line("Its limit is not counted any more.")
        return
    yield Line(standings.in_short(about.standing, about.payer), about.standing.limit.cites)


def _next(about: About) -> Iterator[Line]:
    """What to do next."""
    standing, mark = about.standing, about.note.mark
    if standing is None:
        return
    match mark.kind:
        case Kind.NEEDED:
            first = standing.allowed + 1
            yield Line(
                f"From visit {first} on the payer wants an authorization: ask for it now.",
                standing.limit.cites,
            )
        case Kind.ENDS:
            lapse = unused(standing)
            visits = phrases.count(lapse, "visit")
            yield from [Line(f"At this pace {visits} would lapse unused.")] if lapse else []
            yield Line("If care goes on, ask for a new authorization now.")
        case Kind.UNUSED:
            visits = phrases.count(unused(standing), "authorized visit")
            yield Line(f"At this pace {visits} would lapse unused.")
            yield Line(f"Book them, or end care: /session close {about.note.alias}")
        case Kind.FORECAST:
            found = forecast(standing)
            yield from [Line(standings.reached(found, standing.on))] if found else []
        case _:
            yield from _at_the_limit(standing, about.note.alias)


def _at_the_limit(standing: Standing, alias: str) -> Iterator[Line]:
    limit, stage = standing.limit, next(iter(standing.closed), None)
    if stage:
        yield Line(standings.stage(stage), limit.cites)
    if stage and stage.needs is Needs.IMPROVING:
        yield Line(f"Once the therapist says so, write: /session improving {alias}")
    elif limit.id.startswith("authorization/"):
        yield Line("Ask the payer for a new authorization before these are used up.")
    elif stage:
        yield Line("Ask the payer for authorization.")
    elif limit.soft:
        yield Line("This limit may be passed with a reason that the payer accepts.", limit.cites)
    elif standing.left > 0:
        yield Line("Plan the last visits with the patient.")
    else:
        yield Line("Before another visit, agree with the patient who pays for it.")


def _taken(about: About) -> Iterator[Line]:
    """Who did what with it, and when."""
    note = about.note
    if not note.taken_by or note.taken_at is None:
        return
    who, at = person(note.taken_by), when(note.taken_at, about.zone)
    match note.state:
        case State.ACKNOWLEDGED:
            yield Line(f"{who} has it since {at}.")
        case State.SNOOZED:
            yield Line(f"{who} snoozed it until {_until(about)}.")
        case State.HANDED_OVER:
            yield Line(f"{who} handed it over to {note.handed_to} on {at}.")


def _until(about: About) -> str:
    """How long it sleeps."""
    return when(about.note.look_at, about.zone) if about.note.look_at else "the next visit"


def _choices(note: Note) -> Iterator[Choice]:
    if note.state is not State.ACKNOWLEDGED:
        yield Choice("Acknowledge", f"/clinic alerts ack {note.id}")
        yield Choice("Snooze 1 day", f"/clinic alerts snooze {note.id} 1 day")
        yield Choice("Snooze 1 week", f"/clinic alerts snooze {note.id} 1 week")
        yield Choice("Until next visit", f"/clinic alerts snooze {note.id} until next visit")
    yield Choice("Show the count", f"/caps {note.alias}")


def _over(about: About) -> Reply:
    """What is left of an alert whose cause is gone: nothing to do."""
    note = about.note
    now = [Line(standings.in_short(s, about.payer), s.limit.cites) for s in [about.standing] if s]
    return Reply(
        headline=f"{note.alias} · resolved",
        badge=Badge("Nothing to do", Tone.GOOD),
        lines=(
            Line(f"It warned: {title(note.mark.threshold)}."),
            Line(_ENDED[note.mark.reason]),
            *now,
        ),
        choices=(Choice("Show the count", f"/caps {note.alias}"),),
        small_print=f"Alert {note.id}",
    )
