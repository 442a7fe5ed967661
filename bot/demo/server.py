"""Serves the demo's page on this machine. It needs no build step and no other host."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.app import App
from bot.cli import say as console
from bot.demo import page
from bot.demo.board import DemoBoard
from bot.demo.clinic import FRONT_DESK, PAT, PEOPLE, furnish, latest, settle_in
from bot.demo.clock import MovableClock
from bot.demo.day import DemoDay, TimeJump
from bot.demo.guide import steps
from bot.demo.page import DemoPage, PageState, SaidReply
from bot.loopback import names_this_machine
from bot.messengers import opened
from bot.web import application
from handlers.dispatcher import in_words
from models.alerts.alert import WAITING, AlertState
from models.clinic.clinic import Clinic
from models.errors import NotAllowed, Trouble
from models.reply import Reply, spoken
from models.wording.alerts import when

_FILES = {
    "page.css": "text/css",
    "day.css": "text/css",
    "page.js": "text/javascript",
    "day.js": "text/javascript",
}
_MOST_NOTES = 50

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

    def __init__(self, house: App) -> None:
        if not isinstance(house.clock, MovableClock):
            raise TypeError("the demo needs a clock that can be moved")
        self._house = house
        self._clock = house.clock
        self._page = DemoPage()
        self._board = DemoBoard(house.clock)
        self._begun = secrets.token_hex(4)
        self._is_tomorrow = False
        house.wall.hand_on = self._board.take

    def mount(self, app: web.Application) -> None:
        """Serve the page at the root."""
        app.cleanup_ctx.append(self._open)
        app.router.add_get("/", self.show)
        app.router.add_post("/", self.say)
        app.router.add_get("/demo/now", self.now)
        app.router.add_post("/demo/clock", self.move)
        app.router.add_get("/demo/{name}", self.file)

    async def show(self, _request: web.Request) -> web.Response:
        """The page, before anything is asked."""
        return await self._whole(SaidReply())

    async def now(self, request: web.Request) -> web.Response:
        """What is new on the page, for its script."""
        since = request.query.get("since", "")
        present = await self._present(int(since[:9]) if since.isdecimal() else 0)
        return web.json_response(page.news(present), headers=_HEADERS)

    async def say(self, request: web.Request) -> web.Response:
        """Answer what a form sends: a card for the script, a whole page without it."""
        sent = await _sent(request)
        who = sent.get("who", FRONT_DESK)
        if who not in PEOPLE:
            raise web.HTTPBadRequest(text="The demo knows no such person.")
        typed = f"{sent.get('typed', '').strip()} {sent.get('picked', '')}".strip()
        reply: Reply | None
        if who == FRONT_DESK:
            reply = await self._house.answer(PEOPLE[who], typed)
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
            await self._day.move(TimeJump(to), await self._house.ledger.clinic(self._clinic.id))
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
        """What somebody does in the channel; no answer where a message there says the same."""
        await self._day.settle()
        before = self._board.revision
        reply = await self._house.answer(PEOPLE[who], typed)
        await self._day.settle()
        changed = self._board.after(before, self._clinic.id)
        says = [shown.posted.reply.headline for shown in changed if shown.posted.changes]
        return None if reply.headline in says else reply

    async def _answered(
        self, request: web.Request, reply: Reply | None, said: SaidReply
    ) -> web.Response:
        """An answer, to whoever asked alone. None: the page itself shows what came of it."""
        if reply is None:
            if _is_script(request):
                return web.Response(status=204, headers=_HEADERS)
            raise web.HTTPSeeOther("/", headers=_HEADERS)
        card = self._page.answer(reply, said.who)
        if _is_script(request):
            return web.Response(text=card, content_type="text/html", headers=_HEADERS)
        return await self._whole(SaidReply(said.who, said.typed, card))

    async def _whole(self, said: SaidReply) -> web.Response:
        text = self._page.whole(await self._present(0), said)
        return web.Response(text=text, content_type="text/html", headers=_HEADERS)

    async def _present(self, since: int) -> PageState:
        notes = await self._house.services.outbox.notes(
            self._clinic.id, list(AlertState), _MOST_NOTES
        )
        zone = self._clinic.time_zone
        return PageState(
            self._begun,
            self._board.revision,
            when(self._clock(), zone),
            steps(notes, is_tomorrow=self._is_tomorrow),
            tuple(
                self._page.message(each, zone) for each in self._board.after(since, self._clinic.id)
            ),
        )

    async def _refuse_others(self) -> None:
        """Time is one for all clinics of a database, and only an invented one can be hurried."""
        if len(await self._house.ledger.clinics()) > 1:
            raise NotAllowed(
                "Other clinics have their records in this database, so its clock is not moved.",
                "Start the demo without DATABASE_URL: it then has records of its own.",
            )

    async def _open(self, _app: web.Application) -> AsyncIterator[None]:
        """Make the invented clinic, and let its day go on for as long as the page is served."""
        await console.ready(self._house)
        self._clinic = await settle_in(self._house)
        self._clock.move(await latest(self._house, self._clinic))
        async with opened(self._house) as messengers:
            self._day = DemoDay(
                self._house.services.with_messengers(messengers), self._clock, self._board
            )
            await self._begin()
            going = asyncio.create_task(self._day.go_on())
            yield
            self._day.end()
            await going

    async def _begin(self) -> None:
        """Enter the aliases. The manager has taken what they set off before anybody looks."""
        today = self._clock().astimezone(ZoneInfo(self._clinic.time_zone)).date()
        if not await furnish(self._house, self._clinic, today):
            return
        await self._day.settle()
        for note in await self._house.services.outbox.notes(
            self._clinic.id, list(WAITING), _MOST_NOTES
        ):
            await self._house.answer(PEOPLE[PAT], f"/clinic alerts ack {note.id}")
        await self._day.settle()


async def demo_application(house: App) -> web.Application:
    """The bot's own application, with the demo's page at its root."""
    app = await application(house)
    app.middlewares.append(_only_here)
    Demo(house).mount(app)
    return app


async def _sent(request: web.Request) -> dict[str, str]:
    """The fields of a form of our own page; a form of another page is refused."""
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        raise web.HTTPForbidden(text="Only this page may ask.")
    return {name: str(value) for name, value in (await request.post()).items()}


def _is_script(request: web.Request) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


@web.middleware
async def _only_here(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse another host's name: a page elsewhere may have its name point to this machine."""
    if not names_this_machine(request.host):
        raise web.HTTPMisdirectedRequest(text="The demo answers as localhost or 127.0.0.1 only.")
    return await handler(request)
