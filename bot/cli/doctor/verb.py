"""`doctor`: its options, and what it says of facts, tokens and Teams."""

from __future__ import annotations

import asyncio
import os
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping

from bot.app import App
from bot.cli.doctor.clinics import examine_aliases, examine_audit, examine_counts
from bot.cli.doctor.finding import DoctorFinding, report
from bot.cli.doctor.operations import examine_operations
from bot.cli.doctor.slack import examine_slack
from bot.cli.doctor.trial import examine_trial
from bot.cli.startup import Verb, start_app
from bot.environment import given_in
from bot.setting_remarks import misspelt, records_by_default
from bot.settings import TeamsSettings
from bot.slack.install_page import INSTALL
from models.errors import RecordsUnreachable
from models.storage.installations import Installations


async def examine_process(app: App) -> list[DoctorFinding]:
    """Look at the facts, the running whole and both platforms."""
    book = app.services.book
    facts = f"{len(book.positions)} payers, {len(book.codes)} codes, {len(book.states)} states."
    return [
        DoctorFinding("Facts", facts),
        *_settings(os.environ),
        *await examine_operations(app),
        *await examine_slack(app, app.settings.slack),
        *(await _tokens(app, app.installations) if app.installations else []),
        await _teams(app.settings.teams),
        *_neither(app),
    ]


def _settings(environment: Mapping[str, str]) -> Iterator[DoctorFinding]:
    """Names that are nearly a setting's; records where nobody said, as on somebody's desk."""
    for remark in misspelt(environment):
        yield DoctorFinding("Settings", remark, "Write its name so, or take it away.")
    if "database_url" not in given_in(environment):
        state = f"{records_by_default()} On a server, run this by deploy/needlepoint."
        yield DoctorFinding("Settings", state)


def _neither(app: App) -> list[DoctorFinding]:
    """That nobody can ask anything: right on a machine where somebody tries it, not on a server."""
    if not app.settings.answers_nobody:
        return []
    mend = "Give this process their settings: docs/slack.md, docs/teams.md."
    return [DoctorFinding("Platforms", "Neither Slack nor Teams is configured.", mend)]


async def _tokens(app: App, installations: Installations) -> list[DoctorFinding]:
    """Whether every token that is kept can be read, and still holds."""
    async with app.database:
        try:
            tokens = await installations.examine(app.clock())
        except RecordsUnreachable as trouble:
            return [DoctorFinding("Tokens", trouble.what, trouble.mend)]
    state = f"{tokens.installed} installations."
    findings = [DoctorFinding("Tokens", state)]
    if tokens.unreadable:
        state = f"Sealed by a key that is gone: {', '.join(tokens.unreadable)}."
        mend = f"Put the key back behind the others in TOKEN_KEYS, or install again at {INSTALL}."
        findings.append(DoctorFinding("Tokens", state, mend))
    if tokens.run_out:
        state = f"Run out and not refreshed: {', '.join(tokens.run_out)}."
        findings.append(DoctorFinding("Tokens", state, f"Install again at {INSTALL}."))
    return findings


async def _teams(teams: TeamsSettings | None) -> DoctorFinding:
    if teams is None:
        return DoctorFinding("Teams", "Not configured; see docs/teams.md.")
    if teams.is_anonymous:
        return DoctorFinding("Teams", "Open to a test client of this machine, without a token.")
    from bot.teams.client import TeamsClient

    if reason := await TeamsClient(teams).fault():
        mend = "Check the three TEAMS_ settings, that the secret has not expired, and the network."
        return DoctorFinding("Teams", f"Entra gives the bot no token: {reason}.", mend)
    return DoctorFinding("Teams", "Entra gives the bot a token.")


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--counts", action="store_true", help="prove every count from its sessions")
    parser.add_argument(
        "--aliases", action="store_true", help="list the aliases that could not be made today"
    )
    parser.add_argument("--audit", action="store_true", help="prove every audit from its rows")
    parser.add_argument(
        "--head", default="", metavar="HASH", help="a hash that an audit should hold"
    )
    parser.add_argument(
        "--try", nargs="?", const="", dest="address", metavar="ADDRESS",
        help="ask the running web by HTTP, signed as Slack signs: here, or https://your-host",
    )  # fmt: skip
    parser.add_argument(
        "--quiet", action="store_true", help="print only what is to be mended: for cron"
    )


def _run(options: Namespace) -> int:
    findings = asyncio.run(_examine(start_app(), options))
    to_mend = [finding for finding in findings if finding.mend]
    if shown := to_mend if options.quiet else findings:
        print(report(shown))
    return 1 if to_mend else 0


async def _examine(app: App, options: Namespace) -> list[DoctorFinding]:
    if options.address is not None:
        return await examine_trial(app, options.address)
    if options.audit or options.head:
        return await examine_audit(app, options.head)
    if options.counts:
        return await examine_counts(app)
    if options.aliases:
        return await examine_aliases(app, listed=True)
    return [*await examine_process(app), *await examine_aliases(app)]


VERB = Verb("doctor", "what is configured, reachable, migrated; what to mend", _run, _arguments)
