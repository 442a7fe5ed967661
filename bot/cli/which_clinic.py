"""Which clinic a verb of the command line is for: the only one, the one named, the terminal's."""

from __future__ import annotations

from collections.abc import Sequence

from bot.app import App
from bot.cli.say import WORKSPACE
from models.clinic.clinic import Clinic, Platform, Role
from models.errors import Trouble


def clinic_typed(text: str) -> int | Platform:
    """The number of a clinic, or "console". Raises `ValueError` for anything else."""
    return Platform.CONSOLE if text.casefold() == Platform.CONSOLE else int(text)


async def clinic_meant(app: App, wanted: int | Platform | None, *, make: bool) -> Clinic:
    """The clinic that is meant: the only one, or the one named. Raises `Trouble` if unclear."""
    if wanted is Platform.CONSOLE:
        return await _of_terminal(app, make=make)
    clinics = await app.records.clinics()
    meant = [clinic for clinic in clinics if wanted in {None, clinic.id}]
    if len(meant) != 1:
        raise _unclear(clinics, wanted, is_one=bool(meant))
    return meant[0]


async def _of_terminal(app: App, *, make: bool) -> Clinic:
    """The clinic in which `say` speaks; one that is not there yet is made only for a change."""
    for clinic in await app.records.clinics():
        if (clinic.platform, clinic.workspace) == (Platform.CONSOLE, WORKSPACE):
            return clinic
    if not make:
        return Clinic(0, Platform.CONSOLE, WORKSPACE)
    user, at = str(Role.STAFF), app.clock()
    clinic, _ = await app.records.seat(Platform.CONSOLE, WORKSPACE, user, role=Role.STAFF, at=at)
    return clinic


def _unclear(clinics: Sequence[Clinic], wanted: object, *, is_one: bool) -> Trouble:
    if not clinics:
        return Trouble(
            "No clinic is here yet: its first command in Slack or Teams makes it.",
            "Type one there first, or say --clinic console for the clinic of this terminal.",
        )
    listed = "\n".join(f"  --clinic {c.id}: {c.platform}, {c.workspace}" for c in clinics)
    what = "Several clinics are here." if is_one else f"There is no clinic {wanted} here."
    return Trouble(what, f"Name one of them:\n{listed}")
