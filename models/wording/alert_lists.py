"""The words of a message about several alerts: of one alias, or a list of many (SHOWN)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from models.alerts.alert import Alert
from models.alerts.alert_state import AlertState
from models.alerts.delivery import Purpose
from models.alerts.grouping import by_urgency
from models.reply import Badge, Choice, Line, Reply, Section, Tone, Weight
from models.wording import alerts, phrases, standings
from models.wording.alerts import STATES, AlertSubject

SHOWN = 20
"""So many aliases of a list are named; the others are in `/clinic alerts`."""

_ALONE = "They fell due together, so this one message stands for all of them."
_OPENINGS = {
    Purpose.ESCALATION: "Nobody has taken all of these, so they come to the managers.",
    Purpose.INSTEAD: "These could not be posted where your clinic wants its alerts.",
}


def shown(told: Iterable[Alert]) -> list[Alert]:
    """Those of a message that it names: what goes on before what is over, the most urgent first."""
    told = by_urgency(told)
    ordered = sorted(told, key=lambda alert: alert.ref.is_over)
    if len({alert.alias for alert in ordered}) == 1:
        return ordered
    return ordered[:SHOWN]


def say(
    about: Sequence[AlertSubject],
    number: int,
    purpose: Purpose = Purpose.ALERT,
    *,
    is_repeat: bool = False,
) -> Reply:
    """A message about one alert or several, those that go on first; `number` is how many in all."""
    lead = alerts.say(about[0], purpose, is_repeat=is_repeat)
    if len({each.alert.alias for each in about}) > 1:
        return _list(about, number, purpose, lead)
    others = [each for each in about[1:] if not each.alert.ref.is_over]
    if about[0].alert.ref.is_over or not others:
        return lead
    lines = (*lead.lines, *(line for other in others for line in _also(other)))
    numbers = [str(each.alert.id) for each in (about[0], *others)]
    return replace(lead, lines=lines, small_print=f"Alerts {phrases.either(numbers, 'and')}")


def _also(other: AlertSubject) -> Iterator[Line]:
    """Another alert of the same alias: what it warns of, by which limit."""
    warns = alerts.title(other.alert.ref.threshold, other.standing, other.uncovered)
    rule = f" {standings.rule(other.standing, other.payer)}" if other.standing else ""
    yield Line(f"Also: {warns}.{rule}")


def _list(about: Sequence[AlertSubject], number: int, purpose: Purpose, lead: Reply) -> Reply:
    """Many aliases in one message, a line each, and who has it."""
    first = about[0].alert
    going_on = [each for each in about if not each.alert.ref.is_over]
    lines = tuple(Line(_line(each)) for each in about)
    hidden = number - len(about)
    more = (Line(f"And {hidden} more: /clinic alerts"),) if hidden else ()
    all_ = Choice("Acknowledge all", f"/clinic alerts ack {first.named} all", Weight.PRIMARY)
    is_taken = all(each.alert.state is AlertState.ACKNOWLEDGED for each in going_on)
    return Reply(
        headline=f"{phrases.count(number, 'alert')} at once",
        badge=lead.badge if going_on else Badge("Nothing to do", Tone.GOOD),
        lines=(Line(_OPENINGS.get(purpose, _ALONE)),),
        sections=(Section("Who", (*lines, *more)),),
        cautions=lead.cautions,
        choices=(
            *([] if is_taken and not hidden else [all_]),
            Choice("One by one", "/clinic alerts"),
        ),
        small_print=f"Alerts {first.id} and {number - 1} more",
    )


def _line(about: AlertSubject) -> str:
    alert = about.alert
    if alert.ref.is_over:
        return f"{alert.alias}: resolved"
    taken = f" ({STATES[alert.state]})" if alert.taken_by else ""
    return f"{alerts.headline(about).replace(' · ', ': ', 1)}{taken}"
