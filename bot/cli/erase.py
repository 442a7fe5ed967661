"""Erases a clinic from the command line, for the day when none of its managers is left.

erase                                    lists the clinics, and how much there is of each
erase clinic PLATFORM WORKSPACE --sure   erases one, for good
… --now                                  does not wait until its messages are edited
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from bot.app import App
from bot.cli.say import ready
from models.clinic.clinic import Clinic, ClinicBeingErased
from models.errors import Trouble
from models.storage.erasing import Census, census
from models.wording import phrases

_WAITING = (
    "The clock process edits them, and removes the rest when that is done; without one, "
    "`python -m bot run send-alerts` and then `python -m bot run erase` do. To leave them as they "
    "are: erase clinic … --sure --now"
)


def arguments(parser: ArgumentParser) -> None:
    """What stands behind the verb."""
    words = parser.add_subparsers(dest="word", metavar="clinic")
    one = words.add_parser("clinic", help="the clinic that is erased")
    one.add_argument("platform", metavar="PLATFORM", help="slack, teams or console")
    one.add_argument("workspace", metavar="WORKSPACE", help="the id of its workspace or tenant")
    one.add_argument("--sure", action="store_true", help="erase it: nothing brings it back")
    one.add_argument("--now", action="store_true", help="leave its messages as they are")


async def answer(app: App, asked: Namespace) -> str:
    """What to print. Raises `Trouble` where nothing was done."""
    async with app.database:
        await ready(app)
        every = await census()
        if asked.word is None:
            return "\n".join(map(_say, every)) or "No clinic is kept here."
        return await _erase(app, await _one(app, asked), every, asked)


async def _one(app: App, asked: Namespace) -> Clinic:
    for clinic in await app.ledger.clinics():
        if (clinic.platform.value, clinic.workspace) == (asked.platform, asked.workspace):
            return clinic
    raise Trouble("There is no such clinic here.", "python -m bot erase lists them.")


async def _erase(app: App, clinic: Clinic, every: list[Census], asked: Namespace) -> str:
    here = next(each for each in every if each.clinic_id == clinic.id)
    if not asked.sure:
        raise Trouble(f"Nothing was erased: {_say(here)}", "Add --sure to erase that for good.")
    charts, messages = app.services.charts, 0
    try:
        messages = (await charts.erase(clinic.id, app.clock())).messages
    except ClinicBeingErased:
        if not asked.now:
            raise
    if messages and not asked.now:
        told = phrases.count(messages, "message")
        return f"Erased: {_say(here)}\n{told} may name an alias. {_WAITING}"
    await charts.finish_erasing(clinic.id)
    return f"Erased to the end: {_say(here)}"


def _say(each: Census) -> str:
    counts = [(each.aliases, "alias"), (each.sessions, "session"), (each.members, "member")]
    told = ", ".join(phrases.count(number, noun) for number, noun in counts)
    return f"{each.platform} {each.workspace}: {told}"
