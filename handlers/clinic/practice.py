"""/clinic profession and state: what a coverage question leaves out; professions offered."""

from __future__ import annotations

from handlers.clinic.setting import keep_defaults, refuse_staff
from handlers.command import Request, Services
from models.clinic.clinic import Clinic
from models.coverage import profession as professions
from models.coverage.profession import Profession
from models.coverage.state import NAMES
from models.errors import NotUnderstood
from models.reply import Choice, Fact, Line, Reply
from models.understanding.remaining_text import FILLER, RemainingText
from models.understanding.states.professions import ProfessionNames
from models.words import denials

_NONE = frozenset({"none", "off", "no", "default", "clear"})
_OFFERED = (Profession.PT, Profession.OT, Profession.DC, Profession.AT, Profession.LAC)


async def profession(request: Request, services: Services, text: str) -> Reply:
    """Who bills, where a question does not say."""
    clinic, headline = request.clinic, "Profession"
    if text:
        chosen = None if text.casefold() in _NONE else _profession(text)
        await refuse_staff(request.member, services, "Setting the profession")
        clinic = await keep_defaults(request, services, {"profession": chosen})
        headline = "Saved"
    return Reply(
        headline=headline,
        lines=(Line("I answer for it where a question names no profession."),),
        facts=facts(clinic)[:1],
        choices=_professions(),
    )


async def state(request: Request, services: Services, text: str) -> Reply:
    """In which state care is given, where a question does not say."""
    clinic, headline = request.clinic, "State"
    if text:
        chosen = None if text.casefold() in _NONE else _state(services, text)
        await refuse_staff(request.member, services, "Setting the state")
        clinic = await keep_defaults(request, services, {"state": chosen})
        headline = "Saved"
    return Reply(
        headline=headline,
        lines=(Line("I answer for it where a question names no state, and count by its limits."),),
        facts=facts(clinic)[1:],
        choices=(Choice("For example", "/clinic state NC"), Choice("All settings", "/clinic")),
    )


def facts(clinic: Clinic) -> tuple[Fact, ...]:
    """The clinic's profession and state."""
    bills = professions.NAMES[Profession(clinic.profession)] if clinic.profession else "not set"
    where = NAMES.get(clinic.state, clinic.state) if clinic.state else "not set"
    return Fact("Profession", bills), Fact("State", where)


def _profession(text: str) -> Profession:
    if text.upper() in set(Profession):
        return Profession(text.upper())
    words, billers = RemainingText(text), ProfessionNames()
    asked = billers.take(words)
    chosen = asked.professions[0] if len(asked.professions) == 1 else None
    chosen = chosen or (None if asked.professions or asked.other else billers.guess(words, FILLER))
    if chosen is None or words.meaningful():
        raise NotUnderstood(
            f"I have no facts on “{text}” as a profession. Nothing was changed.",
            "Choose one of these.",
            _professions(),
        )
    return chosen


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


def _professions() -> tuple[Choice, ...]:
    return tuple(
        Choice(professions.NAMES[offered].capitalize(), f"/clinic profession {offered}")
        for offered in _OFFERED
    )
