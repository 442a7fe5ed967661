"""/clinic state: in which state care is given where a question does not say."""

from __future__ import annotations

from handlers.clinic.change_setting import keep_defaults, refuse_staff
from handlers.command import Request, Services
from models.clinic.clinic import Clinic
from models.coverage.state import NAMES
from models.errors import NotUnderstood
from models.reply import Choice, Fact, Line, Reply
from models.understanding.commands import clinic_commands
from models.words import denials


async def answer(request: Request, services: Services, text: str) -> Reply:
    """In which state care is given, where a question does not say."""
    clinic, headline = request.clinic, "State"
    if text:
        chosen = None if clinic_commands.clears(text) else _state(services, text)
        await refuse_staff(request.member, services, "Setting the state")
        clinic = await keep_defaults(request, services, {"state": chosen})
        headline = "Saved"
    return Reply(
        headline=headline,
        lines=(Line("I answer for it where a question names no state, and count by its limits."),),
        facts=(fact(clinic),),
        choices=(Choice("For example", "/clinic state NC"), Choice("All settings", "/clinic")),
    )


def fact(clinic: Clinic) -> Fact:
    """The clinic's state, as the list of all settings shows it."""
    where = NAMES.get(clinic.state, clinic.state) if clinic.state else "not set"
    return Fact("State", where)


def _state(services: Services, text: str) -> str:
    question = services.reader.read_state(text)
    states = question.states if not (denials(text) or question.city) else ()
    if len(states) == 1 and not question.unused:
        return states[0]
    fits = "fits several states" if len(states) > 1 else "is no state"
    raise NotUnderstood(
        f"“{text}” {fits}. Nothing was changed.",
        "Write its name or two letters: /clinic state NC",
        [Choice(NAMES[code], f"/clinic state {code}") for code in states],
    )
