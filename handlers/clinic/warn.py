"""/clinic warn: the thresholds of a clinic or of one payer, shown and set by managers."""

from __future__ import annotations

from dataclasses import replace

from handlers.clinic.change_setting import keep, refuse_staff
from handlers.command import Request, Services
from handlers.which_payer import asked_back, meant
from models.clinic import preferences
from models.clinic.clinic import Clinic
from models.coverage.payer import Payer
from models.errors import NotUnderstood
from models.reply import Choice, Fact, Line, Reply
from models.understanding import stray_words
from models.understanding.commands import warnings
from models.understanding.commands.warnings import ThresholdsReading
from models.wording import settings

_SHORT = "at 3, 1, 0 left, 14 days"
_MEANT = "A visit that no authorization covers counts as over; a payer's last day, as an end."


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Show the warnings, or change those that the text names."""
    if not text:
        return _show(request.clinic, services)
    reading = warnings.read(text, request.clinic.preferences.warnings)
    payer = await _payer(reading, request, services, text) if reading.remaining else None
    words = {word.strip(".,;:") for word in text.split()}
    if payer and words <= {*reading.remaining.split(), "of", "for", "the", "and"}:
        return _show_payer(request.clinic, payer)
    await refuse_staff(request.member, services, "Changing the warnings")
    if payer is None:
        after = replace(request.clinic.preferences, warnings=reading.warnings)
        clinic = await keep(request, services, after, preferences.WARNINGS)
        return _done("everybody", clinic, services)
    return await _of_payer(request, services, payer, text)


def facts(clinic: Clinic, services: Services) -> tuple[Fact, ...]:
    """The warnings of everybody, and those of each payer that has its own."""
    chosen = clinic.preferences
    payers = services.book.payers
    own = (
        Fact(
            f"With {payers[payer].name if payer in payers else payer}",
            settings.say_own_thresholds(thresholds, chosen.warnings),
        )
        for payer, thresholds in chosen.by_payer
    )
    return (Fact("I warn", settings.say_thresholds(chosen.warnings)), *own)


async def _of_payer(request: Request, services: Services, payer: Payer, text: str) -> Reply:
    chosen = request.clinic.preferences
    before = dict(chosen.by_payer).get(payer.id)
    reading = warnings.read(text, chosen.warnings_for(payer.id))
    is_told_whole = before is not None and not before.said
    said = () if is_told_whole else {*(before.said if before else ()), *reading.said}
    new = replace(reading.warnings, said=tuple(sorted(said)))
    own = {**dict(chosen.by_payer), payer.id: new}
    if reading.is_default:
        del own[payer.id]
    after = replace(chosen, by_payer=tuple(sorted(own.items())))
    clinic = await keep(request, services, after, preferences.OF_PAYER + payer.id)
    return _done(f"everybody with {payer.name}", clinic, services)


async def _payer(
    reading: ThresholdsReading, request: Request, services: Services, text: str
) -> Payer:
    """The payer that the words left over name, or the question which is meant."""
    question = services.reader.read(reading.remaining)
    strange = (*question.codes, *question.unused)
    if len(question.payers) == 1 and not question.unknown_payer and not strange:
        return services.book.kept(question.payers[0])
    offered = await meant(question.payers, request, services)
    said = " ".join(
        word for word in text.split() if word.strip(",;") not in reading.remaining.split()
    )
    choices = [
        Choice(payer.name, f"/clinic warn {payer.name} {said}".strip())
        for payer in offered
        if stray_words.may_be_dropped((*strange, *question.unknown_payer.split()))
    ]
    if len(question.payers) > 1 and not question.unknown_payer:
        which, fits = asked_back(question.payers, offered, services.book)
        raise NotUnderstood(which, f"{fits} Nothing was changed.", choices)
    raise NotUnderstood(
        f"I did not understand “{reading.remaining}”. Nothing was changed.",
        f"Write it so: /clinic warn {_SHORT}, or for one payer: /clinic warn medicare at 5 left",
        [*choices, Choice("What is set", "/clinic warn")],
    )


def _show(clinic: Clinic, services: Services) -> Reply:
    return Reply(
        headline="Warnings",
        facts=facts(clinic, services),
        choices=(
            Choice("Earlier", f"/clinic warn {_SHORT}"),
            Choice("Later", "/clinic warn at 1, 0 left, 7 days"),
            Choice("Medicare at 5 left", "/clinic warn medicare at 5 left"),
            Choice("As usual", "/clinic warn default"),
        ),
        lines=(Line(_MEANT),),
        small_print="Managers change them. Nobody is told the same thing twice.",
    )


def _show_payer(clinic: Clinic, payer: Payer) -> Reply:
    own = payer.id in dict(clinic.preferences.by_payer)
    return Reply(
        headline=f"Warnings for {payer.name}",
        lines=() if own else (Line("As for everybody."),),
        facts=(Fact("I warn", settings.say_thresholds(clinic.preferences.warnings_for(payer.id))),),
        choices=(
            Choice("At 5 left", f"/clinic warn {payer.name} at 5 left"),
            *((Choice("As for everybody", f"/clinic warn {payer.name} default"),) if own else ()),
        ),
    )


def _done(whom: str, clinic: Clinic, services: Services) -> Reply:
    return Reply(
        headline="Warnings",
        lines=(Line(f"Saved for {whom}."),),
        facts=facts(clinic, services),
        choices=(Choice("All settings", "/clinic"),),
    )
