"""The verb `erase`: lists the clinics, or erases one for good when no manager is left to.

erase                                    lists the clinics, and how much there is of each
erase clinic PLATFORM WORKSPACE --sure   erases one, for good
… --now                                  does not wait until its messages are edited
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from bot.app import App
from bot.cli.startup import Verb, clinic_named, with_database
from models.clinic.clinic import Clinic, ClinicBeingErased
from models.errors import Trouble
from models.storage.erase_clinic import Census, census
from models.wording import phrases

_WAITING = (
    "The clock process edits them, and removes the rest when that is done; without one, "
    "`python -m bot run send-alerts` and then `python -m bot run erase` do. To leave them as they "
    "are: erase clinic … --sure --now"
)


def _arguments(parser: ArgumentParser) -> None:
    words = parser.add_subparsers(dest="word", metavar="clinic")
    clinic = words.add_parser("clinic", help="the clinic that is erased")
    clinic.add_argument("platform", metavar="PLATFORM", help="slack, teams or console")
    clinic.add_argument("workspace", metavar="WORKSPACE", help="the id of its workspace or tenant")
    clinic.add_argument("--sure", action="store_true", help="erase it: nothing brings it back")
    clinic.add_argument("--now", action="store_true", help="leave its messages as they are")


async def _answer(app: App, options: Namespace) -> str:
    sizes = {size.clinic_id: size for size in await census()}
    if options.word is None:
        return "\n".join(map(_in_words, sizes.values())) or "No clinic is kept here."
    clinic = await clinic_named(app, options.platform, options.workspace)
    return await _erase(app, clinic, _in_words(sizes[clinic.id]), options)


async def _erase(app: App, clinic: Clinic, size: str, options: Namespace) -> str:
    if not options.sure:
        raise Trouble(f"Nothing was erased: {size}", "Add --sure to erase that for good.")
    charts, messages = app.services.charts, 0
    try:
        messages = (await charts.erase(clinic.id, app.clock())).messages
    except ClinicBeingErased:
        if not options.now:
            raise
    if messages and not options.now:
        waiting = phrases.count(messages, "message")
        return f"Erased: {size}\n{waiting} may name an alias. {_WAITING}"
    await charts.finish_erasing(clinic.id)
    return f"Erased to the end: {size}"


def _in_words(size: Census) -> str:
    counts = [(size.aliases, "alias"), (size.sessions, "session"), (size.members, "member")]
    listed = ", ".join(phrases.count(number, noun) for number, noun in counts)
    return f"{size.platform} {size.workspace}: {listed}"


VERB = Verb(
    "erase", "a whole clinic, for good; lists them without", with_database(_answer), _arguments
)
