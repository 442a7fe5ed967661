"""How the Home tab looks: first steps, visits left, alerts, settings, facts to check."""

from __future__ import annotations

from collections.abc import Iterator

from bot.render.block_kit import context, escape, header, section
from bot.render.slack_form import Block
from bot.slack import home_new_year, home_visits
from bot.slack.home_buttons import Step, actions, button
from bot.slack.home_content import HomeContent
from models.alerts.alert_state import AlertState
from models.coverage import profession
from models.coverage.state import NAMES
from models.errors import Trouble
from models.wording import alerts as alert_words
from models.wording import (
    fact_reports,
    phrases,
    settings,
)

HOME = "home"
"""The id by which a messenger edits a Home tab. That of a message has a channel in it."""

_REPORTED = 5  # facts that staff call wrong
_STALE = 5  # positions that are named, of those due for checking


def blocks(content: HomeContent) -> list[Block]:
    """The whole tab."""
    parts = [
        _start,
        home_visits.booked,
        home_visits.waiting,
        _new_year,
        home_visits.visits,
        home_visits.recent,
    ]
    if content.manages:
        parts = [_start, _refused, _alerts, *parts[1:], _settings, _to_check]
    drawn = [block for part in parts for block in part(content)]
    return [*drawn, {"type": "divider"}, context(_FOOT)]


def trouble(met: Trouble) -> list[Block]:
    """What stands there while nothing can be read."""
    return [header("Needlepoint"), section(f"*{escape(met.what)}*\n{escape(met.mend)}")]


def erased() -> list[Block]:
    """What stands there once something that it named is erased."""
    return [header("Needlepoint"), section("Something on this page was erased. Open it again.")]


_FOOT = (
    "Never type a patient's name, birthday or number. Only you see this page, and what its buttons "
    "answer. Type /help for everything that I know; whoever runs this bot helps with the rest."
)


def _start(content: HomeContent) -> Iterator[Block]:
    """First steps, as long as one is to be done."""
    yield header("Needlepoint")
    steps = list(_first_steps(content))
    if steps:
        lines = [f"• {escape(text)}" for text, _ in steps]
        yield section("\n".join(["*Start here*", *lines]))
    buttons = actions([*_ALWAYS, *(step for _, step in steps if step)])
    first = _LOG if content.rows else _NEW  # without an alias there is nothing to log
    buttons["elements"][first]["style"] = "primary"
    yield buttons


_LOG, _NEW = 0, 1
_ALWAYS = (
    ("Log a session", "/session log"),
    ("New alias", "/session new"),
    ("What I can answer", "/help"),
)


def _first_steps(content: HomeContent) -> Iterator[tuple[str, Step | None]]:
    clinic = content.clinic
    if clinic.profession is None:
        step = ("Profession", "/clinic profession") if content.manages else None
        yield "Say who bills here: answers depend on it. A manager sets the profession.", step
    if clinic.state is None:
        step = ("State", "/clinic state") if content.manages else None
        yield "Say in which state: who may needle depends on it. A manager sets it.", step
    if not content.rows:
        yield "Make an alias for a patient, then log each session under it.", None
        yield (
            "Ask what a payer covers: /coverage bcbsnc 20560",
            ("Try a payer", "/coverage bcbsnc 20560"),
        )


def _new_year(content: HomeContent) -> Iterator[Block]:
    return home_new_year.blocks(content.verified_for, content.to_verify)


def _alerts(content: HomeContent) -> Iterator[Block]:
    """What the clinic was warned of and nobody has taken."""
    if not content.alerts:
        return
    yield header("Open alerts")
    for alert in content.alerts:
        show = button("Show", f"/clinic alerts {alert.named}", f"Show the alert for {alert.alias}")
        warns = content.warns.get(alert.id) or alert_words.title(alert.ref.threshold)
        title = escape(warns)
        waiting = content.waits if alert.state is AlertState.NOTED and not alert.quiet else ""
        title += f" · waits {waiting}" if waiting else ""
        yield {**section(f"*{escape(alert.alias)}*  {title}"), "accessory": show}
    yield actions([("All alerts", "/clinic alerts")])


def _refused(content: HomeContent) -> Iterator[Block]:
    """Where alerts are refused, and what to do about it."""
    if content.refused:
        yield header("Alerts that do not arrive")
        yield section("\n".join(f"• {escape(text)}" for text in content.refused))


def _settings(content: HomeContent) -> Iterator[Block]:
    """How the clinic is set up."""
    clinic = content.clinic
    biller = profession.NAMES[clinic.biller] if clinic.biller else "not set"
    values = {
        "Profession": phrases.sentence(biller),
        "State": NAMES.get(clinic.state or "", "Not set"),
        "Time zone": settings.say_zone(clinic.time_zone),
        "Alerts go to": clinic.preferences.channel or "Each manager",
    }
    yield header("Your clinic")
    fields = [f"*{label}*\n{escape(value)}" for label, value in values.items()]
    yield {"type": "section", "fields": [{"type": "mrkdwn", "text": text} for text in fields]}
    yield actions([("Change settings", "/clinic settings"), ("All settings", "/clinic")])


def _to_check(content: HomeContent) -> Iterator[Block]:
    """What staff call wrong, and payers whose newest source nobody should rely on any more."""
    if not (content.stale or content.reported):
        return
    yield header("Facts to check")
    for fact in content.reported[:_REPORTED]:
        show = button("Show", f"/clinic facts {fact.number}", f"Show {fact_reports.asked(fact)}")
        yield {**section(escape(fact_reports.in_line(fact, content.book))), "accessory": show}
    if content.reported:
        yield actions([("All facts to check", "/clinic facts")])
    if content.stale:
        yield from _stale(content)


def _stale(content: HomeContent) -> Iterator[Block]:
    number = phrases.count(len(content.stale), "answer")
    rest = "rests" if len(content.stale) == 1 else "rest"
    yield section(f"{number} {rest} on sources more than two years old. Ask these payers anew.")
    held, stale = content.book.positions, content.stale
    ids = [next(id_ for id_ in held if position in held[id_]) for position in stale]
    payers = dict.fromkeys(content.book.payers[id_].name for id_ in ids)
    yield actions([(name, f"/coverage {name}") for name in list(payers)[:_STALE]])
