"""The demo's addresses, its forms, its headers, and who may open it: this machine alone."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator
from dataclasses import asdict, replace
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.app import App
from bot.cli.startup import prepare_database
from bot.clock import opened
from bot.demo import page
from bot.demo.board import DemoBoard
from bot.demo.clinic import (
    FRONT_DESK,
    PAT,
    PEOPLE,
    STORY,
    add_aliases,
    latest,
    set_up_clinic,
    steps,
)
from bot.demo.clock import DemoDay, MovableClock, TimeJump
from bot.demo.page import LOOKS, DemoPage, PageState, SaidReply
from bot.loopback import names_this_machine
from bot.web import application
from handlers.outcome import in_words
from models.alerts.alert_state import WAITING, AlertState
from models.clinic.clinic import Clinic
from models.errors import NotAllowed, Trouble
from models.mention import spoken
from models.ports import Slice
from models.reply import Reply
from models.wording.alerts import when

_FILES = {
    "page.css": "text/css",
    "day.css": "text/css",
    "looks/slack.css": "text/css",
    "looks/teams.css": "text/css",
    "page.js": "text/javascript",
    "day.js": "text/javascript",
}
_MOST_NOTES = 50
_ROWS = 6

# The page takes nothing from anywhere else, and no other page may send it a command.
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
        "img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    # Not no-referrer: under it a browser without the script sends its form with Origin: null.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


class Demo:
    """The page: the front desk's chat, the managers' channel, and the clock."""

    _clinic: Clinic
    _day: DemoDay

    def __init__(self, app: App) -> None:
        if not isinstance(app.clock, MovableClock):
            raise TypeError("the demo needs a clock that can be moved")
        self._app = app
        self._clock = app.clock
        self._page = DemoPage()
        self._board = DemoBoard(app.clock)
        self._begun = secrets.token_hex(4)
        self._is_tomorrow = False
        app.console.hand_on = self._board.take

    def mount(self, site: web.Application) -> None:
        """Serve the page at the root."""
        site.cleanup_ctx.append(self._open)
        site.router.add_get("/", self.show)
        site.router.add_post("/", self.say)
        site.router.add_get("/demo/now", self.now)
        site.router.add_post("/demo/clock", self.move)
        site.router.add_get("/demo/{name:.+}", self.file)

    async def show(self, request: web.Request) -> web.Response:
        """The page, before anything is asked."""
        return await self._whole(SaidReply(look=_look(request)))

    async def now(self, request: web.Request) -> web.Response:
        """What is new on the page, for its script."""
        since = request.query.get("since", "")
        present = await self._present(int(since[:9]) if since.isdecimal() else 0)
        return web.json_response(asdict(present), headers=_HEADERS)

    async def say(self, request: web.Request) -> web.Response:
        """Answer a form: with a card for the script, with a whole page for a browser without it."""
        fields = await _sent(request)
        who = fields.get("who", FRONT_DESK)
        if who not in PEOPLE:
            raise web.HTTPBadRequest(text="The demo knows no such person.")
        typed = f"{fields.get('typed', '').strip()} {fields.get('picked', '')}".strip()
        reply: Reply | None
        if who == FRONT_DESK:
            reply = await self._app.answer(PEOPLE[who], typed)
            if not _is_script(request):
                await self._day.settle()  # or its page would lack what comes of it
        else:
            reply = await self._press(who, typed)
        return await self._answered(request, reply, SaidReply(who, spoken(typed)))

    async def move(self, request: web.Request) -> web.Response:
        """Move the clock ahead."""
        to = (await _sent(request)).get("to", "")
        if to not in {*TimeJump}:
            raise web.HTTPBadRequest(text="The clock cannot be moved so.")
        reply = None
        try:
            await self._refuse_others()
            await self._day.move(TimeJump(to), await self._app.records.clinic(self._clinic.id))
            self._is_tomorrow |= to != TimeJump.HOUR
        except Trouble as trouble:
            reply = in_words(trouble)
        return await self._answered(request, reply, SaidReply(PAT))

    async def file(self, request: web.Request) -> web.FileResponse:
        """The page's styles and scripts."""
        name = request.match_info["name"]
        if name not in _FILES:
            raise web.HTTPNotFound
        return web.FileResponse(
            page.FOLDER / name, headers={**_HEADERS, "Content-Type": _FILES[name]}
        )

    async def _press(self, who: str, typed: str) -> Reply | None:
        """Do what somebody clicks in the channel; None where a message there says the answer."""
        await self._day.settle()
        before = self._board.revision
        reply = await self._app.answer(PEOPLE[who], typed)
        await self._day.settle()
        changed = self._board.changed_since(before, self._clinic.id)
        says = [shown.posted.reply.headline for shown in changed if shown.posted.changes]
        return None if reply.headline in says else reply

    async def _answered(
        self, request: web.Request, reply: Reply | None, answered: SaidReply
    ) -> web.Response:
        """Send the reply to whoever asked; for None, the page itself shows what changed."""
        if reply is None:
            if _is_script(request):
                return web.Response(status=204, headers=_HEADERS)
            raise web.HTTPSeeOther(f"/?look={_look(request)}", headers=_HEADERS)
        card = self._page.answer(reply, answered.who)
        if _is_script(request):
            return web.Response(text=card, content_type="text/html", headers=_HEADERS)
        return await self._whole(replace(answered, card=card, look=_look(request)))

    async def _whole(self, answered: SaidReply) -> web.Response:
        text = self._page.whole(await self._present(0), answered)
        return web.Response(text=text, content_type="text/html", headers=_HEADERS)

    async def _present(self, since: int) -> PageState:
        alerts = await self._app.services.outbox.alerts(
            self._clinic.id, list(AlertState), _MOST_NOTES
        )
        zone, charts = self._clinic.time_zone, self._app.services.charts
        today = self._clinic.local(self._clock()).date()
        board = await charts.board(self._clinic.id, today, Slice(_ROWS))
        chart = await charts.find(self._clinic.id, STORY)
        return PageState(
            self._begun,
            self._board.revision,
            when(self._clock(), zone),
            steps(chart, alerts, today, is_tomorrow=self._is_tomorrow),
            tuple(
                self._page.message(message, zone)
                for message in self._board.changed_since(since, self._clinic.id)
            ),
            self._page.board(board.rows),
        )

    async def _refuse_others(self) -> None:
        """Refuse to move the clock where real clinics have their records in this database."""
        if len(await self._app.records.clinics()) > 1:
            raise NotAllowed(
                "Other clinics have their records in this database, so its clock is not moved.",
                "Start the demo without DATABASE_URL: it then has records of its own.",
            )

    async def _open(self, _app: web.Application) -> AsyncIterator[None]:
        """Make the invented clinic, and let its day go on for as long as the page is served."""
        await prepare_database(self._app)
        self._clinic = await set_up_clinic(self._app)
        self._clock.move(await latest(self._app, self._clinic))
        async with opened(self._app) as messengers:
            self._day = DemoDay(
                self._app.services.with_messengers(messengers), self._clock, self._board
            )
            await self._begin()
            going = asyncio.create_task(self._day.go_on())
            yield
            self._day.end()
            await going

    async def _begin(self) -> None:
        """Enter the aliases. The manager has taken what they set off before anybody looks."""
        today = self._clinic.local(self._clock()).date()
        if not await add_aliases(self._app, self._clinic, today):
            return
        await self._day.settle()
        for alert in await self._app.services.outbox.alerts(
            self._clinic.id, list(WAITING), _MOST_NOTES
        ):
            await self._app.answer(PEOPLE[PAT], f"/clinic alerts ack {alert.id}")
        await self._day.settle()


async def demo_application(app: App) -> web.Application:
    """The bot's own application, with the demo's page at its root."""
    site = await application(app)
    site.middlewares.append(_only_here)
    Demo(app).mount(site)
    return site


async def _sent(request: web.Request) -> dict[str, str]:
    """The fields of a form of our own page; a form of another page is refused."""
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        raise web.HTTPForbidden(text="Only this page may ask.")
    return {name: str(value) for name, value in (await request.post()).items()}


def _look(request: web.Request) -> str:
    """As what the page shows messages when it comes anew; its switch needs no server."""
    asked = request.query.get("look", "")
    return asked if asked in LOOKS else next(iter(LOOKS))


def _is_script(request: web.Request) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


@web.middleware
async def _only_here(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse another host's name: a page elsewhere may have its name point to this machine."""
    if not names_this_machine(request.host):
        raise web.HTTPMisdirectedRequest(text="The demo answers as localhost or 127.0.0.1 only.")
    return await handler(request)
