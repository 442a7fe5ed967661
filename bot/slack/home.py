"""The Home tab, when it is drawn and what its owner may see: ROWS, RECENT, ALERTS.

It is drawn when it is opened, and anew shortly after its owner changed something, once for several
changes in a row. Nobody sees more on it than the commands would tell them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import structlog
from cachetools import FIFOCache
from slack_bolt.async_app import AsyncApp

from bot.membership import Caller
from bot.render.slack_form import Block
from bot.slack import home_view
from bot.slack.context import SlackContext
from bot.slack.home_content import HomeContent
from bot.slack.home_view import HOME
from bot.slack.interaction import Interaction, Payload
from bot.slack.web_client import CALL_ERRORS, why_failed
from handlers.caps import board as caps_board
from handlers.caps import verified
from handlers.outcome import for_staff
from models.alerts.alert import Alert
from models.clinic.clinic import Clinic
from models.coverage import stale_positions
from models.errors import Trouble
from models.mention import person
from models.ports import Slice
from models.services import Services
from models.understanding.commands import alert_commands
from models.visits.booking import BEHIND
from models.visits.chart import DoneBy
from models.wording import alert_waits, delivery_reasons
from models.wording import alerts as alert_words

OWED = 5  # duties of plans of care
ROWS = 8  # aliases that are shown
RECENT = 5  # sessions
REQUESTS = 20
ALERTS = 5

_SOON = 1.5  # seconds after a change, in which others may follow
_MOST = 10_000  # people whose tab is kept true by this process


@dataclass
class _Open:
    """A tab that somebody opened: whether it will be drawn anew already."""

    is_due: bool = False


class Home:
    """Everybody's Home tab."""

    def __init__(self, context: SlackContext) -> None:
        self._context = context
        self._open: FIFOCache[tuple[str, str], _Open] = FIFOCache(_MOST)
        self._log = structlog.get_logger("needlepoint.slack")

    def register(self, bolt: AsyncApp) -> None:
        """Listen to people who open it."""
        bolt.event("app_home_opened")(self._on_opened)

    async def _on_opened(self, body: Payload) -> None:
        event = body["event"]
        if event.get("tab") != "home":
            return
        owner = self._context.interaction(_as_interaction(body), "")
        self._open.setdefault(_person(owner), _Open())
        self._context.later(self._draw(owner))

    def touch(self, interaction: Interaction) -> None:
        """Draw the tab of whoever changed something anew, if it is open."""
        tab = self._open.get(_person(interaction))
        if tab and not tab.is_due:
            tab.is_due = True
            self._context.later(self._draw_soon(interaction, tab))

    async def _draw_soon(self, interaction: Interaction, tab: _Open) -> None:
        await asyncio.sleep(_SOON)
        tab.is_due = False
        await self._draw(interaction)

    async def _draw(self, interaction: Interaction) -> None:
        """Publish it. Where the records do not answer, it says so.

        What it names is written down, so that whatever is forgotten later goes from it as well.
        """
        app = self._context.app
        try:
            content = await self._content(interaction.caller)
        except Trouble as trouble:
            await self._publish(interaction, home_view.trouble(for_staff(trouble)))
            return
        await self._publish(interaction, home_view.blocks(content))
        page = (person(interaction.caller.user), HOME)
        try:
            await app.services.outbox.shown(content.clinic.id, page, content.aliases, app.clock())
        except Trouble:
            self._log.warning("home not written down")

    async def _publish(self, interaction: Interaction, blocks: list[Block]) -> None:
        try:
            client = await interaction.client()
            view = {"type": "home", "blocks": blocks}
            await client.views_publish(user_id=interaction.caller.user, view=view)
        except CALL_ERRORS as error:
            self._log.warning("home not published", why=why_failed(error))

    async def _content(self, caller: Caller) -> HomeContent:
        """What its owner may see."""
        app, services = self._context.app, self._context.app.services
        membership = await app.memberships.find(caller)
        clinic, at, manages = membership.clinic, app.clock(), membership.member.is_manager
        today = clinic.today(at)
        owner = DoneBy(membership.member.user, at, today)
        states = alert_commands.states("") or ()  # the open ones
        places = await services.outbox.refused_places(clinic.id) if manages else ()
        left = await verified.left_to_do(clinic, today, services)
        board = await caps_board.fresh(clinic, owner, services, Slice(ROWS))
        alerts = await services.outbox.alerts(clinic.id, states, ALERTS) if manages else ()
        return HomeContent(
            clinic=clinic,
            manages=manages,
            today=today,
            book=services.book,
            rows=board.rows,
            owed=await services.charts.owed(clinic.id, today, OWED),
            booked=await services.charts.bookings(clinic.id, today - BEHIND, today),
            requests=await services.charts.requests(clinic.id, REQUESTS),
            to_verify=left.payers if left else (),
            verified_for=left.year if left else 0,
            checks=await services.charts.checks_due(clinic.id, today, ALERTS),
            recent=await services.charts.member_sessions(clinic.id, membership.member.user, RECENT),
            reported=await services.fact_reports.reported(clinic.id) if manages else (),
            stale=stale_positions.find(services.book, today) if manages else (),
            alerts=alerts,
            warns=await _warns(alerts, clinic, today, services),
            waits=alert_waits.said(clinic, at),
            refused=tuple(delivery_reasons.told(places[:ALERTS], clinic)),
        )


async def _warns(
    alerts: Sequence[Alert], clinic: Clinic, on: date, services: Services
) -> dict[int, str]:
    """By number what each alert warns of as things stand now."""
    aliases = {alert.alias for alert in alerts}
    charts = {alias: await services.charts.find(clinic.id, alias) for alias in aliases}
    return {
        alert.id: alert_words.warns(alert_words.subject(alert, chart, services.book, clinic, on))
        for alert in alerts
        if (chart := charts[alert.alias])
    }


def _person(interaction: Interaction) -> tuple[str, str]:
    """Whose tab it is: a workspace and a user."""
    return interaction.caller.workspace, interaction.caller.user


def _as_interaction(body: Payload) -> Payload:
    """An event in the shape of an interaction, which says who acts in another way."""
    workspace, user = body.get("team_id") or "", body["event"]["user"]
    enterprise = body.get("enterprise_id")
    return {
        "type": "app_home_opened",
        "user": {"id": user, "team_id": workspace},
        "team": {"id": workspace},
        "enterprise": {"id": enterprise} if enterprise else None,
    }
