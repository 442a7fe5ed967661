"""Shows and sets when the clinic is warned, for everybody or for one payer."""

from __future__ import annotations

from dataclasses import replace

from handlers.clinic.setting import keep, refuse_staff
from handlers.command import Request, Services
from models.clinic import preferences
from models.clinic.clinic import Clinic
from models.coverage.payer import Payer
from models.errors import NotUnderstood
from models.reply import Choice, Fact, Line, Reply
from models.understanding import warnings
from models.understanding.warnings import ThresholdsReading

_SHORT = "at 3, 1, 0 left, 14 days"


async def answer(ask: Request, office: Services, text: str) -> Reply:
    """Show the warnings, or change those that the text names."""
    if not text:
        return _show(ask.clinic, office)
    told = warnings.read(text, ask.clinic.preferences.warnings)
    payer = _payer(told, office, text) if told.rest else None
    if payer and _is_bare(told, text):
        return _show_payer(ask.clinic, payer)
    await refuse_staff(ask, office, "Changing the warnings")
    if payer is None:
        after = replace(ask.clinic.preferences, warnings=told.warnings)
        clinic = await keep(ask, office, after, preferences.WARNINGS)
        return _done("everybody", clinic, office)
    return await _of_payer(ask, office, payer, text)


def facts(clinic: Clinic, office: Services) -> tuple[Fact, ...]:
    """The warnings of everybody, and those of each payer that has its own."""
    chosen = clinic.preferences
    own = (
        Fact(f"With {_name(office, payer)}", warnings.say_own(each, chosen.warnings))
        for payer, each in chosen.by_payer
    )
    return (Fact("I warn", warnings.say(chosen.warnings)), *own)


async def _of_payer(ask: Request, office: Services, payer: Payer, text: str) -> Reply:
    chosen = ask.clinic.preferences
    told = warnings.read(text, chosen.warnings_for(payer.id))
    own = {**dict(chosen.by_payer), payer.id: told.warnings}
    if told.is_default:
        del own[payer.id]
    after = replace(chosen, by_payer=tuple(sorted(own.items())))
    clinic = await keep(ask, office, after, preferences.OF_PAYER + payer.id)
    return _done(f"everybody with {payer.name}", clinic, office)


def _payer(told: ThresholdsReading, office: Services, text: str) -> Payer:
    """The payer that the words left over name, or the question which is meant."""
    question = office.reader.read(told.rest)
    if len(question.payers) == 1 and not question.unknown_payer:
        return question.payers[0]
    meant = sorted(question.payers, key=lambda payer: payer.name)
    said = " ".join(word for word in text.split() if word.strip(",;") not in told.rest.split())
    choices = [Choice(payer.name, f"/clinic warn {payer.name} {said}".strip()) for payer in meant]
    if meant and not question.unknown_payer:
        raise NotUnderstood(
            "Which plan do you mean?",
            "That name fits several payers. Nothing was changed.",
            choices,
        )
    raise NotUnderstood(
        f"I did not understand “{told.rest}”. Nothing was changed.",
        f"Write it so: /clinic warn {_SHORT}, or for one payer: /clinic warn medicare at 5 left",
        [*choices, Choice("What is set", "/clinic warn")],
    )


def _is_bare(told: ThresholdsReading, text: str) -> bool:
    """Whether a text names a payer and nothing else."""
    words = {word.strip(".,;:") for word in text.split()}
    return words <= {*told.rest.split(), "of", "for", "the", "and"}


def _show(clinic: Clinic, office: Services) -> Reply:
    return Reply(
        headline="Warnings",
        facts=facts(clinic, office),
        choices=(
            Choice("Earlier", f"/clinic warn {_SHORT}"),
            Choice("Later", "/clinic warn at 1, 0 left, 7 days"),
            Choice("For one payer", "/clinic warn medicare at 5 left"),
            Choice("As usual", "/clinic warn default"),
        ),
        small_print="Managers change them. Nobody is told the same thing twice.",
    )


def _show_payer(clinic: Clinic, payer: Payer) -> Reply:
    own = payer.id in dict(clinic.preferences.by_payer)
    return Reply(
        headline=f"Warnings for {payer.name}",
        lines=() if own else (Line("As for everybody."),),
        facts=(Fact("I warn", warnings.say(clinic.preferences.warnings_for(payer.id))),),
        choices=(
            Choice("At 5 left", f"/clinic warn {payer.name} at 5 left"),
            *((Choice("As for everybody", f"/clinic warn {payer.name} default"),) if own else ()),
        ),
    )


def _done(whom: str, clinic: Clinic, office: Services) -> Reply:
    return Reply(
        headline="Warnings",
        lines=(Line(f"Saved for {whom}."),),
        facts=facts(clinic, office),
        choices=(Choice("All settings", "/clinic"),),
    )


def _name(office: Services, payer: str) -> str:
    known = office.book.payers.get(payer)
    return known.name if known else payer
