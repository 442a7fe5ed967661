"""Serves the chat page on this machine. The page needs no build step and no other host."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from bot import console
from bot.assemble import House
from bot.demo.clinic import furnish
from bot.render import html
from bot.seats import Caller
from bot.web import application
from models.clinic import Platform

_FOLDER = Path(__file__).parent
_FILES = {"page.css": "text/css", "page.js": "text/javascript"}
_EXAMPLES = (
    "/coverage bcbsnc 20560",
    "/coverage medicare 20560",
    "/coverage blue cross",
    "/coverage bcbs alabama 20560 on 2021-03-15",
    "/cpt 20561",
    "/state washington",
    "/ask does it hurt",
    "/caps",
    "/session log MAPLE-4",
    "help",
)

# An invented clinic: physical therapists in North Carolina.
_WORKSPACE = "demo clinic"
_FRONT_DESK = Caller(Platform.CONSOLE, _WORKSPACE, "front desk")
_DEFAULTS = {"profession": "PT", "state": "NC"}

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
    """The chat page and what it asks."""

    def __init__(self, house: House) -> None:
        self._house = house
        templates = Environment(loader=FileSystemLoader(_FOLDER), autoescape=True)
        self._page = templates.get_template("page.html")

    def mount(self, app: web.Application) -> None:
        """Serve the page at the root."""
        app.on_startup.append(self._prepare)
        app.router.add_get("/", self.page)
        app.router.add_post("/", self.say)
        app.router.add_get("/demo/{name}", self.file)

    async def page(self, _request: web.Request) -> web.Response:
        """The page, before anything is asked."""
        return self._whole("", "")

    async def say(self, request: web.Request) -> web.Response:
        """Answer what the form sends: a card for the script, a whole page without it."""
        if not _from_this_page(request):
            raise web.HTTPForbidden(text="Only this page may ask.")
        typed = str((await request.post()).get("typed", "")).strip()
        reply = html.dress(await self._house.hear(_FRONT_DESK, typed))
        if request.headers.get("X-Requested-With") == "fetch":
            return web.Response(text=reply, content_type="text/html", headers=_HEADERS)
        return self._whole(typed, reply)

    async def file(self, request: web.Request) -> web.FileResponse:
        """The page's style and script."""
        name = request.match_info["name"]
        if name not in _FILES:
            raise web.HTTPNotFound
        return web.FileResponse(_FOLDER / name, headers={**_HEADERS, "Content-Type": _FILES[name]})

    def _whole(self, typed: str, reply: str) -> web.Response:
        # `reply` is what our own template rendered, with every text in it escaped.
        card = Markup(reply)  # noqa: S704
        page = self._page.render(examples=_EXAMPLES, typed=typed, reply=card)
        return web.Response(text=page, content_type="text/html", headers=_HEADERS)

    async def _prepare(self, _app: web.Application) -> None:
        """Make the invented clinic."""
        await console.ready(self._house)
        seat = await self._house.seats.find(_FRONT_DESK)
        if seat.clinic.profession is None:
            await self._house.ledger.set_defaults(
                seat.clinic.id, actor="demo", at=self._house.clock(), **_DEFAULTS
            )
            self._house.seats.forget()
        await furnish(self._house, _FRONT_DESK, self._house.clock().date())


async def demo_application(house: House) -> web.Application:
    """The bot's own application, with the chat page at its root."""
    app = await application(house)
    Demo(house).mount(app)
    return app


def _from_this_page(request: web.Request) -> bool:
    """Whether a browser sent this from our own page, or no browser sent it."""
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.host
