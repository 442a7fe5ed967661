"""Says that a reply is not of the command that was typed, where another one answers."""

from __future__ import annotations

from handlers import named_beside
from handlers.command import Request, Services
from handlers.question_route import is_free
from models.amended import amended
from models.reply import Line, Reply
from models.understanding.reading import Answerer, Reading, Route

_PAYER_FIRST = "For what is paid, name the payer too: each has rules of its own."
_COMMANDS = {Answerer.COVERAGE, Answerer.CODES, Answerer.STATE}


def told(
    reply: Reply, found: Route, reading: Reading, request: Request, services: Services
) -> Reply:
    """The reply, saying that it is not of the command that was typed, where it is not."""
    if is_free(request) or found.answerer == request.command or reply.refused:
        return reply
    if request.command == Answerer.COVERAGE and found.answerer is Answerer.WHO_PAYS:
        return reply
    command = found.answerer if found.answerer in _COMMANDS else "ask"
    line = Line(f"You typed /{request.command}; /{command} answers this.")
    told = (*reply.lines, line)
    if is_of_place_alone(found, request):
        told = (Line(_PAYER_FIRST), *told)
    reply = amended(reply, lines=told)
    return named_beside.with_buttons(reply, found, reading, request, services.book)


def is_of_place_alone(found: Route, request: Request) -> bool:
    """Whether coverage is asked of a state without any payer."""
    return request.command == Answerer.COVERAGE and found.answerer is Answerer.STATE
