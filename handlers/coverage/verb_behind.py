"""A verb of /coverage typed behind its payer: "cigna history", "premera edit not covered".

And a payer whose name begins with a command's: "State Farm med pay" is no `/state`.

History and appeals are answered at once; a verb that reads or changes something of the clinic's is
asked about (find), as its word may mean something else there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from handlers.command import Request, Services
from models.coverage.aspect import Aspect
from models.errors import NotUnderstood
from models.reply import Choice
from models.understanding.question import Question

_LABELS: Mapping[str, str] = {
    "call": "What to ask by telephone",
    "cash": "If the patient pays",
    "changes": "What changed lately",
    "verify": "Whether it is still true",
    "still true": "It is still true",
    "watch": "Watch it",
    "unwatch": "Watch it no more",
    "edit": "Your clinic's own rule",
    "receipt": "What was told then",
}
"""What each verb of the clinic's own is for."""

_TYPED: Mapping[str, str] = {"still true": "verify {} still true"}
_VERB = re.compile(rf"\s(?P<verb>history|appeals?|{'|'.join(_LABELS)})(?=\s|$)", re.IGNORECASE)
_ASKED = re.compile(
    r"\A(?:does|do|did|is|are|can|could|will|would|should|may|must|what|when|where|which|who|why"
    r"|how|if|has|have|had|was|were|any)\b|\?",
    re.IGNORECASE,
)
_BESIDE = frozenset({Aspect.DATES})


def turned(request: Request, services: Services) -> Request | None:
    """The request as it is meant, where a command's or a verb's word and a payer stand together."""
    match request.command:
        case "coverage":
            return _verb_first(request, services)
        case "state":
            return _of_payer_called_so(request, services)
    return None


def _of_payer_called_so(request: Request, services: Services) -> Request | None:
    """The question of a payer whose name begins with the command's: "State Farm med pay"."""
    whole = f"{request.command} {request.text.strip()}"
    typed = f"{' '.join(word.rstrip(',;:.?') for word in whole.casefold().split())} "
    names = services.book.payer_names_by_first_word.get(request.command, ())
    if not any(typed.startswith(f"{name} ") for name in names):
        return None
    question = services.reader.read(whole, request.today)
    is_named = bool(question.payers) and not question.unknown_payer
    return replace(request, command="ask", text=whole) if is_named else None


def _verb_first(request: Request, services: Services) -> Request | None:
    """The request with its verb first, where that asks for facts alone; None where it has none.

    Raises `NotUnderstood` for a verb of the clinic's own, with a button for it.
    """
    text = request.text.strip()
    first, _, behind = text.partition(" ")
    if first.casefold() in {"appeal", "appeals"} and _names_payer(behind, request, services):
        return replace(request, command="ask", text=f"appeal {behind}")
    found = None if _ASKED.search(text) else _VERB.search(text)
    if found is None:
        return None
    before, verb, after = text[: found.start()], found["verb"].casefold(), text[found.end() :]
    if not _names_payer(before, request, services):
        return None
    rest = " ".join(f"{before} {after}".split())
    if verb.startswith("appeal"):
        return replace(request, command="ask", text=f"appeal {rest}")
    if verb == "history":
        return replace(request, text=f"history {rest}")
    raise _which(verb, before, rest)


def _names_payer(before: str, request: Request, services: Services) -> bool:
    """Whether a text names a payer, with codes perhaps, and says nothing more."""
    question = services.reader.read(before, request.today) if before.strip() else None
    return question is not None and _is_named(question)


def _is_named(question: Question) -> bool:
    is_sure = bool(question.payers or question.payers_apart) and not question.unknown_payer
    return is_sure and not question.unused and not set(question.aspects) - _BESIDE


def _which(verb: str, before: str, rest: str) -> NotUnderstood:
    typed = _TYPED.get(verb, f"{verb} {{}}").format(rest)
    return NotUnderstood(
        f"Do you mean /coverage {typed.split()[0]}?",
        f"Its word comes first: /coverage {typed}",
        [
            Choice(_LABELS[verb], f"/coverage {typed}"),
            Choice("Whether it is paid", f"/coverage {before.strip()}"),
        ],
    )
