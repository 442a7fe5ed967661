"""What `doctor --try` finds: it asks the running web by HTTP, signed as Slack signs.

Nobody of the clinic is asked for: the question is by somebody whom Slack does not know, so nothing
is kept of it.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import aiohttp
from slack_sdk.signature import SignatureVerifier

from bot.app import App
from bot.cli.doctor.finding import DoctorFinding
from bot.loopback import web_host
from bot.settings import SlackSettings, is_loopback
from bot.slack.endpoint import PATH as SLACK
from bot.slack.web_client import CALL_ERRORS, SlackClient, Transport
from models.errors import SettingsFault

_WITHIN = aiohttp.ClientTimeout(total=10)  # seconds
_OK, _UNSIGNED, _MISSING = 200, 401, 404
_QUESTION = {"command": "/coverage", "text": "medicare 20560"}
_NOBODY = {"team_id": "T0", "user_id": "U0NEEDLEPOINT", "channel_id": "D0", "response_url": ""}
_CHALLENGE = "needlepoint"
_CHECK = {"type": "url_verification", "challenge": _CHALLENGE}

_START = "Start web and look at its log, or name its address: doctor --try https://your-host"
_ANEW = (
    "Start web anew: settings are read once, at its start. If it stays so, look whether it has the "
    "same settings as this command, and whether the clocks of both machines are right."
)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What was answered to one request; status 0 and why where nothing was."""

    status: int
    text: str


class Trial:
    """Asks one address."""

    def __init__(self, address: str, session: aiohttp.ClientSession) -> None:
        self.address = address.rstrip("/")
        self._session = session

    async def get(self, path: str) -> _Answer:
        """What an address says."""
        return await self._ask("GET", path)

    async def post(self, path: str, body: str, headers: Mapping[str, str]) -> _Answer:
        """What is answered to a body."""
        return await self._ask("POST", path, data=body.encode(), headers=headers)

    async def _ask(self, method: str, path: str, **more: Any) -> _Answer:
        try:
            async with self._session.request(
                method, f"{self.address}{path}", allow_redirects=False, **more
            ) as answer:
                return _Answer(answer.status, await answer.text(errors="replace"))
        except aiohttp.ClientConnectorCertificateError:
            return _Answer(0, "its certificate is not trusted here, or is another host's")
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            return _Answer(0, f"nothing answers ({type(error).__name__})")


async def examine_trial(app: App, address: str = "") -> list[DoctorFinding]:
    """Ask the web at an address, or at HOST and PORT. Raises `SettingsFault` for no address."""
    address = address or _own_address(app.settings.host, app.settings.port)
    if not web_host(address):
        raise SettingsFault("--try takes an address.", "Write it as https://needlepoint.example.")
    async with aiohttp.ClientSession(timeout=_WITHIN) as session:
        trial = Trial(address, session)
        alive = await trial.get("/healthz")
        if alive.status != _OK:
            return [_not_alive(trial, alive)]
        findings = [DoctorFinding("Web", f"It answers at {trial.address}."), await _inside(trial)]
        if slack := app.settings.slack:
            findings += await _slack(trial, slack, session)
        if app.settings.teams:
            findings.append(await _teams(trial))
        return findings


def _own_address(host: str, port: int) -> str:
    """Where the web of this machine listens; one that listens everywhere does so here too."""
    here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host.strip("[]"))  # noqa: S104
    return f"http://[{here}]:{port}" if ":" in here else f"http://{here}:{port}"


def _not_alive(trial: Trial, alive: _Answer) -> DoctorFinding:
    if not alive.status:
        return DoctorFinding("Web", f"{trial.address}: {alive.text}.", _START)
    state = f"{trial.address}/healthz says {alive.status}."
    mend = "Something else answers there, or the proxy does not reach web: look at its address."
    return DoctorFinding("Web", state, mend)


async def _inside(trial: Trial) -> DoctorFinding:
    """From this machine: whether web is ready. From outside: that its inside is not shown."""
    if is_loopback(web_host(trial.address)):
        ready = await trial.get("/readyz")
        says = _part(ready.text, "says") or f"/readyz says {ready.status}."
        return DoctorFinding("Ready", says, "" if ready.status == _OK else "See the log of web.")
    shown = [path for path in ("/metrics", "/readyz") if (await trial.get(path)).status == _OK]
    if not shown:
        return DoctorFinding("Proxy", "It does not show /metrics and /readyz.")
    state = f"Everybody is shown {' and '.join(shown)}."
    mend = "Pass on /slack/, /api/messages and /healthz alone, as deploy/Caddyfile and nginx.conf."
    return DoctorFinding("Proxy", state, mend)


async def _slack(
    trial: Trial, slack: SlackSettings, session: aiohttp.ClientSession
) -> list[DoctorFinding]:
    if not slack.signing_secrets:
        return [DoctorFinding("Slack's requests", "They come through a socket: none to be tried.")]
    secret = slack.signing_secrets[0]
    checked = await _sent(trial, json.dumps(_CHECK), secret)
    if checked.status != _OK or _CHALLENGE not in checked.text:
        return [DoctorFinding("Slack's requests", _refusal(checked), _ANEW)]
    findings = [DoctorFinding("Slack's requests", "What SLACK_SIGNING_SECRET signed is taken.")]
    forged = await _sent(trial, _CHALLENGE, "not the secret")
    if forged.status == _UNSIGNED:
        findings.append(DoctorFinding("Forged requests", "What it did not sign is refused."))
    else:
        state = f"What it did not sign is answered {forged.status}."
        mend = f"Look what answers {SLACK} there: web says {_UNSIGNED}."
        findings.append(DoctorFinding("Forged requests", state, mend))
    asked = {**_NOBODY, "team_id": await _workspace(slack, session), **_QUESTION}
    answer = await _sent(trial, urlencode(asked), secret)
    typed = f"{_QUESTION['command']} {_QUESTION['text']}"
    if answer.status != _OK:
        return [*findings, DoctorFinding("A question", f"{typed}: {_refusal(answer)}", _ANEW)]
    said = _part(answer.text, "text") or "a card"
    return [*findings, DoctorFinding("A question", f'{typed}, asked by nobody, is told: "{said}"')]


async def _sent(trial: Trial, body: str, secret: str) -> _Answer:
    """A body, signed as of now."""
    timestamp = str(int(time.time()))
    signature = SignatureVerifier(secret).generate_signature(timestamp=timestamp, body=body)
    is_json = body.startswith("{")
    kind = "application/json" if is_json else "application/x-www-form-urlencoded"
    return await trial.post(
        SLACK,
        body,
        {
            "Content-Type": kind,
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature or "",
        },
    )


async def _workspace(slack: SlackSettings, session: aiohttp.ClientSession) -> str:
    """The workspace of the token, or one that nobody has."""
    if not slack.bot_token:
        return _NOBODY["team_id"]
    try:
        answer = await SlackClient(Transport(slack.api_url, session), slack.bot_token).auth_test()
    except CALL_ERRORS:  # which `doctor` says
        return _NOBODY["team_id"]
    return str(answer.get("team_id") or _NOBODY["team_id"])


async def _teams(trial: Trial) -> DoctorFinding:
    from bot.teams.endpoint import PATH  # Microsoft's SDK takes a third of a second to import

    answer = await trial.post(PATH, "{}", {"Content-Type": "application/json"})
    if answer.status == _UNSIGNED:
        return DoctorFinding("Teams' requests", "What Microsoft did not sign is refused.")
    state = f"{PATH} says {answer.status} to what Microsoft did not sign, and not {_UNSIGNED}."
    return DoctorFinding("Teams' requests", state, _ANEW)


def _refusal(answer: _Answer) -> str:
    if not answer.status:
        return f"{answer.text}."
    if answer.status == _UNSIGNED:
        return "What SLACK_SIGNING_SECRET signed is refused."
    if answer.status == _MISSING:
        return f"Nothing is at {SLACK}: that web runs without Slack."
    return f"{SLACK} says {answer.status}."


def _part(text: str, name: str) -> str:
    """A text in an answer of JSON; empty where there is none."""
    try:
        body = json.loads(text)
    except ValueError:
        return ""
    return str(body.get(name, "")) if isinstance(body, dict) else ""
