"""/clinic profession: who bills where a question does not say; professions that are offered."""

from __future__ import annotations

from handlers.clinic.change_setting import keep_defaults, refuse_staff
from handlers.command import Request, Services
from models.clinic.clinic import Clinic
from models.coverage import profession as professions
from models.coverage.profession import Profession
from models.errors import NotUnderstood
from models.reply import Choice, Fact, Line, Reply
from models.understanding.commands import clinic_commands
from models.understanding.remaining_text import FILLER, RemainingText
from models.understanding.states.professions import ProfessionNames

_OFFERED = (Profession.PT, Profession.OT, Profession.DC, Profession.AT, Profession.LAC)


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Who bills, where a question does not say."""
    clinic, headline = request.clinic, "Profession"
    if text:
        chosen = None if clinic_commands.clears(text) else _profession(text)
        await refuse_staff(request.member, services, "Setting the profession")
        clinic = await keep_defaults(request, services, {"profession": chosen})
        headline = "Saved"
    return Reply(
        headline=headline,
        lines=(Line("I answer for it where a question names no profession."),),
        facts=(fact(clinic),),
        choices=_professions(),
    )


def fact(clinic: Clinic) -> Fact:
    """The clinic's profession, as the list of all settings shows it."""
    bills = professions.NAMES[clinic.biller] if clinic.biller else "not set"
    return Fact("Profession", bills)


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


def _professions() -> tuple[Choice, ...]:
    return tuple(
        Choice(professions.NAMES[offered].capitalize(), f"/clinic profession {offered}")
        for offered in _OFFERED
    )
