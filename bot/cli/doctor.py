"""What is configured, reachable and migrated, and what to mend."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import App
from bot.settings import SlackSettings, TeamsSettings
from bot.slack.endpoint import PATH
from bot.slack.install import INSTALL
from models.clinic.clinic import Clinic
from models.errors import RecordsUnreachable
from models.storage.installations import Installations
from models.storage.standing_proof import StandingProof, prove
from models.visits import counting
from models.visits.chart import Chart
from models.visits.standing import Standing

_HOW = (
    "set SLACK_SIGNING_SECRET and SLACK_BOT_TOKEN, or see docs/slack.md for Socket Mode and for "
    "many workspaces"
)
_WITHIN = aiohttp.ClientTimeout(total=5)  # seconds


@dataclass(frozen=True, slots=True)
class DoctorFinding:
    """One thing looked at. `mend` is empty where nothing is wrong."""

    what: str
    says: str
    mend: str = ""


async def examine(app: App) -> list[DoctorFinding]:
    """Look at everything that this process needs."""
    book = app.services.book
    facts = f"{len(book.payers)} payers, {len(book.codes)} codes, {len(book.states)} states."
    return [
        DoctorFinding("Facts", facts),
        await _records(app),
        await _slack(app.settings.slack),
        *([_heard(app.settings.slack)] if app.settings.slack else []),
        *(await _tokens(app, app.installations) if app.installations else []),
        await _teams(app.settings.teams),
    ]


async def examine_counts(app: App) -> list[DoctorFinding]:
    """Count every chart of every clinic from its rows, and name those that disagree."""
    findings = []
    async with app.database:
        for clinic in await app.ledger.clinics():
            findings += _told(clinic, await _prove(app, clinic))
    return findings or [DoctorFinding("Counts", "No clinic yet.")]


async def _prove(app: App, clinic: Clinic) -> StandingProof:
    def count(chart: Chart, on: date) -> tuple[Standing, ...]:
        return counting.count(chart, app.services.book, clinic, on)

    return await prove(clinic.id, count)


def _told(clinic: Clinic, proof: StandingProof) -> list[DoctorFinding]:
    what = f"Counts of clinic {clinic.id}"
    waiting = f" {proof.due} wait to be counted anew." if proof.due else ""
    wrong = {each.alias for each in proof.disagreements}
    says = f"{proof.counted} charts counted from their rows, {len(wrong)} disagree.{waiting}"
    mend = "Log, void or set anything on an alias, and it is counted anew."
    lines = [DoctorFinding(f"{what}, {d.alias}", d.says, mend) for d in proof.disagreements]
    return [DoctorFinding(what, says), *lines]


def report(findings: list[DoctorFinding]) -> str:
    """The findings as text: a mark, what it is, what is known, and what to do."""
    lines = []
    for finding in findings:
        mark = "MEND" if finding.mend else "ok"
        lines.append(f"{mark:<5}{finding.what}: {finding.says} {finding.mend}".rstrip())
    return "\n".join(lines)


async def _records(app: App) -> DoctorFinding:
    async with app.database:
        readiness = await app.database.check()
    if readiness.ready:
        return DoctorFinding("Records", readiness.says)
    return DoctorFinding("Records", "Not ready.", readiness.says)


async def _slack(slack: SlackSettings | None) -> DoctorFinding:
    if slack is None:
        return DoctorFinding("Slack", f"Not configured; {_HOW}.")
    if slack.is_installed_by_oauth:
        return DoctorFinding("Slack", f"Any workspace may install it at {INSTALL}.")
    async with aiohttp.ClientSession(timeout=_WITHIN) as session:
        client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url, session=session)
        try:
            answer = await client.auth_test()
        except SlackApiError as error:
            said = error.response.get("error", "nothing")
            return DoctorFinding("Slack", f"Slack refuses the bot token: {said}.", "Copy it again.")
        except (aiohttp.ClientError, TimeoutError):
            return DoctorFinding(
                "Slack", "Slack does not answer.", "Check the network and SLACK_API_URL."
            )
    return DoctorFinding("Slack", f"The bot is in the workspace {answer.get('team', '')}.")


def _heard(slack: SlackSettings) -> DoctorFinding:
    ways = [f"over HTTP at {PATH}"] * bool(slack.signing_secrets)
    ways += ["through a socket"] * bool(slack.app_token)
    return DoctorFinding("Requests of Slack", f"They come {' and '.join(ways)}.")


async def _tokens(app: App, installations: Installations) -> list[DoctorFinding]:
    """Whether every token that is kept can be read, and still holds."""
    async with app.database:
        try:
            found = await installations.examine(app.clock())
        except RecordsUnreachable as trouble:
            return [DoctorFinding("Tokens", trouble.what, trouble.mend)]
    says = f"{found.installed} installations."
    findings = [DoctorFinding("Tokens", says)]
    if found.unreadable:
        says = f"Sealed by a key that is gone: {', '.join(found.unreadable)}."
        mend = f"Put the key back behind the others in TOKEN_KEYS, or install again at {INSTALL}."
        findings.append(DoctorFinding("Tokens", says, mend))
    if found.run_out:
        says = f"Run out and not refreshed: {', '.join(found.run_out)}."
        findings.append(DoctorFinding("Tokens", says, f"Install again at {INSTALL}."))
    return findings


async def _teams(teams: TeamsSettings | None) -> DoctorFinding:
    if teams is None:
        return DoctorFinding("Teams", "Not configured; see docs/teams.md.")
    if teams.is_anonymous:
        return DoctorFinding("Teams", "Open to a test client of this machine, without a token.")
    from bot.teams.client import TeamsClient

    if why := await TeamsClient(teams).fault():
        mend = "Check the three TEAMS_ settings, that the secret has not expired, and the network."
        return DoctorFinding("Teams", f"Entra gives the bot no token: {why}.", mend)
    return DoctorFinding("Teams", "Entra gives the bot a token.")
