"""Which aliases could not be made today: those of before the rules, which may say who somebody is.

What the bot prints is often kept by whoever runs it, so the aliases themselves are printed only
when somebody asks for them (`doctor --aliases`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.app import App
from bot.cli.doctor.finding import DoctorFinding
from models.clinic.clinic import Clinic
from models.errors import RecordsUnreachable
from models.privacy import alias, alias_form
from models.privacy.alias_form import AliasForms
from models.privacy.alias_text import lookalike

_MEND = "Rename them: /session rename <alias>"
_LIST = "python -m bot doctor --aliases lists them."


async def examine_aliases(app: App, *, listed: bool = False) -> list[DoctorFinding]:
    """Look at every alias of every clinic; nothing where the records do not answer."""
    findings = []
    try:
        async with app.database:
            for clinic in await app.records.clinics():
                names = await app.services.charts.aliases(clinic.id)
                forms = alias_form.forms(app.services.alias_terms, clinic.preferences.patterns)
                findings.append(_finding(clinic, not_of_today(names, forms), listed=listed))
    except RecordsUnreachable:  # which the finding on the records says
        return []
    return findings


def not_of_today(names: Sequence[str], forms: AliasForms) -> tuple[str, ...]:
    """The aliases that have none of the forms, or that look like another one."""
    counts = Counter(map(lookalike, names))
    return tuple(
        name
        for name in names
        if counts[lookalike(name)] > 1 or not (alias.is_issued(name) or forms.spell(name) == name)
    )


def _finding(clinic: Clinic, older: Sequence[str], *, listed: bool) -> DoctorFinding:
    subject = f"Aliases of clinic {clinic.id}"
    if not older:
        return DoctorFinding(subject, "All are of today's forms.")
    state = f"{len(older)} could not be made today."
    if listed:
        return DoctorFinding(subject, f"{state} {', '.join(older)}.", _MEND)
    return DoctorFinding(subject, state, f"{_MEND}. {_LIST}")
