"""How what is taken back is named: in short, as it is typed, and at length."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from models.clinic.audit import FORGOTTEN, AuditEvent
from models.coverage.fact_book import FactBook
from models.visits.chart import Chart
from models.visits.deed import Deed
from models.wording import phrases, undo_names

_NAMED_EACH = 3
"""So many charts that one request changed are each named; of more the first and the last."""

_OUT_OF_REACH: Mapping[str, tuple[str, str]] = {
    "fact reported": (
        "What you did last was to call an answer wrong, which undo does not reach.",
        "A manager takes it off the list: /clinic facts",
    ),
    "fact checked": (
        "What you did last was to check a fact, which undo does not reach.",
        "Call the answer wrong again: it is on the list then.",
    ),
    "test alert": ("What you did last was to send a test alert, which stays.", ""),
    "alias renamed": (
        "What you did last was to rename an alias, which undo does not reach.",
        "Its old name is kept for it, and can be given back: /session rename <alias> <old name>",
    ),
    FORGOTTEN: (
        "What you did last was to have an alias forgotten, which nothing brings back.",
        "Open a new one: /session new",
    ),
    "role set": (
        "What you did last was to change the managers, which undo does not reach.",
        "A manager changes them back, with /clinic managers.",
    ),
}


def out_of_reach(deed: Deed) -> tuple[str, str]:
    """What is wrong and what to do, where undo does not reach what was done last."""
    action = deed.events[0].action
    told = f"What you did last ({action}) is nothing that undo reaches."
    what, mend = _OUT_OF_REACH.get(action, (told, "Alerts and shared answers are not taken back."))
    return what, mend.replace("<alias>", deed.subject or "<alias>")


def in_short(deed: Deed, chart: Chart | None, book: FactBook) -> str:
    """The name of a deed, as it may be typed: "session 3 of BLUE-7"."""
    names = dict.fromkeys(undo_names.name_of(event, chart, book)[0] for event in _telling(deed))
    return f"{_together(list(names))}{_whose(deed, chart, book)}"


def in_full(deed: Deed, chart: Chart | None, book: FactBook) -> str:
    """The name of a deed with what tells it from others: its day, its number of visits."""
    details = (undo_names.name_of(event, chart, book)[1] for event in _telling(deed))
    return ", ".join([in_short(deed, chart, book), *filter(None, dict.fromkeys(details))])


Done = tuple[str, str]
"""What was done just now, as it is typed, and the alias: ("session 3", "BLUE-7")."""


def of_session(number: int, alias: str) -> Done:
    """A session that was logged."""
    return undo_names.session(number), alias


def of_cancellation(days: Iterable[date], alias: str) -> Done:
    """Bookings of one alias that were taken away."""
    return undo_names.cancellation([*days]), alias


def of_bookings(days: Iterable[date], alias: str) -> Done:
    """Bookings of one alias."""
    return undo_names.booking(days), alias


def of_all(done: Iterable[Done]) -> str:
    """The name of several, each alias once: what `of_list` and `in_short` make of the same."""
    by_alias: dict[str, list[str]] = {}
    for what, alias in done:
        by_alias.setdefault(alias, []).append(what)
    return of_list([f"{_together(of)} of {alias}" for alias, of in by_alias.items()])


def _together(names: Sequence[str]) -> str:
    """What one request did to one chart: each by its name, of many the first and the last."""
    if len(names) <= _NAMED_EACH:
        return phrases.either(names, "and")
    return f"{len(names)} of them, {names[0]} to {names[-1]},"


def of_list(names: Sequence[str]) -> str:
    """The name of what one request did to several charts, from the names of each."""
    if len(names) <= _NAMED_EACH:
        return phrases.either(names, "and")
    return f"all {len(names)}, {names[0]} to {names[-1]}"


def all_of(parts: Sequence[object]) -> str:
    """So many parts of one deed: "both", "all 3"."""
    return "both" if len(parts) == 2 else f"all {len(parts)}"  # noqa: PLR2004 -- two are both


def _telling(deed: Deed) -> list[AuditEvent]:
    """The changes that name a deed: a plan that goes with its payer is none of them.

    Nor is what another step of a plan of care took the place of, or a request that waits again as
    what was granted is withdrawn.
    """
    events = list(deed.events)
    telling = [e for e in events if not (e.action == "plan set" and not e.particulars["to"])]
    if any(e.action == "plan noted" for e in telling):
        telling = [e for e in telling if e.action != "plan withdrawn"]
    beside = [e for e in telling if e.action != "request opened again"]
    return beside or telling or events


def _whose(deed: Deed, chart: Chart | None, book: FactBook) -> str:
    event = deed.events[0]
    if event.action == "defaults set":
        return ""
    payer = book.payers.get(deed.subject)
    whom = chart.alias if chart else payer.name if payer else deed.subject
    return f" of {whom}"
