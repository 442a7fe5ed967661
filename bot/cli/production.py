"""When the terminal keeps out of a database: where clinics of Slack or Teams have their records.

What is typed in a terminal belongs to a clinic of its own, which nobody in Slack or Teams sees:
aliases that were entered there would be missed, and nobody would hear their alerts.
"""

from __future__ import annotations

from argparse import ArgumentParser

from bot.app import App
from models.clinic.clinic import Platform
from models.errors import NotAllowed


def add_option(parser: ArgumentParser) -> None:
    """The option by which somebody insists."""
    parser.add_argument(
        "--here",
        action="store_true",
        help="keep what is typed in the terminal's own clinic, beside those of Slack and Teams",
    )


async def serves_others(app: App) -> bool:
    """Whether the records that are open are, or are to be, those of clinics in Slack or Teams."""
    if app.settings.slack or app.settings.teams:
        return True
    return any(clinic.platform is not Platform.CONSOLE for clinic in await app.records.clinics())


def refusal() -> NotAllowed:
    """What somebody is told who would keep something where nobody sees it."""
    return NotAllowed(
        "This database is for clinics in Slack or Teams, and nothing was kept.",
        "What you enter here would stand in a clinic of its own that nobody there sees. To try "
        "something out, set DATABASE_URL to a file of yours; to keep it here all the same: --here",
    )
