"""Which command answers a text that was typed to another, and the trace of what was read of it."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.command import Request, Services
from handlers.state import which_state
from models.errors import NotUnderstood
from models.understanding import asked_text
from models.understanding.question import Question
from models.understanding.reading import Answerer, Reading, Readings, Route
from models.understanding.routing import route
from models.understanding.several_questions import split_questions

_HOMES = frozenset(Answerer)


def readings_of(request: Request, services: Services) -> Readings:
    """A text, and each part of it, read once as every command would."""
    return Readings(request.today, services.reader, services.topics)


def is_free(request: Request) -> bool:
    """Whether it was typed to no command that answers one kind of question alone."""
    return request.command not in _HOMES


def route_of(reading: Reading, request: Request) -> Route:
    """Who answers a text that was typed to a command.

    The reading keeps it: each part of a text is asked several times.
    """
    if request.command not in reading.routes:
        reading.routes[request.command] = _found(reading, request)
    return reading.routes[request.command]


def _found(reading: Reading, request: Request) -> Route:
    home = None if is_free(request) else Answerer(request.command)
    if home is Answerer.STATE and which_state.is_of_own_state(reading.state, request):
        return Route(Answerer.STATE, "the clinic's own state")
    try:
        return route(reading, home)
    except NotUnderstood:
        if reading.topic.sure:  # "an authorization from 1/1/2026 to 3/31/2026" asks of no date
            return Route(Answerer.TOPIC, "a topic is sure", (reading.topic.sure,))
        raise


def trace(request: Request, services: Services) -> str:
    """What was read of a text and who answers it, for whoever looks for a fault."""
    text = services.spanish.in_english(asked_text.mended(request.text)).text
    readings = readings_of(request, services)
    parts = map(readings.of, split_questions(text))
    return "\n".join(line for part in parts for line in _why(part, request, services))


def _why(reading: Reading, request: Request, services: Services) -> Iterator[str]:
    """One question: who answers, the nearest topics, and what was read of it."""
    found = route_of(reading, request)
    yield f"“{reading.text}”"
    yield f"  answered by {found.answerer}: {found.why}"
    for near in services.topics.nearest(reading.text):
        yield f"  topic {near.topic.id}: {near.score:.2f}, accounts for {near.accounted:.0%}"
    for name in ("question", "codes", "state"):
        yield f"  {name}: {_fields(getattr(reading, name))}"


def _fields(question: Question) -> str:
    payers = ", ".join(payer.id for payer in question.payers)
    held = question._asdict() | {"payers": payers, "payers_apart": len(question.payers_apart)}
    return ", ".join(f"{name}={value}" for name, value in held.items() if value) or "nothing"
