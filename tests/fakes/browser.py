"""Somebody's browser: keeps its cookies, and stops at every redirect so that a test sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie

import aiohttp


@dataclass(frozen=True)
class Page:
    """What came back. `sent_to` is where a redirect leads."""

    status: int
    text: str
    sent_to: str
    cookies: SimpleCookie
    headers: Mapping[str, str]


class Browser:
    """A browser at one site.

    Cookies are kept by hand: theirs are for https, and the tests speak http.
    """

    def __init__(self, site: str) -> None:
        self.site = site
        self.cookies: dict[str, str] = {}

    async def opens(self, path: str) -> Page:
        """Open a page of the site."""
        sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        jar = aiohttp.DummyCookieJar()
        async with (
            aiohttp.ClientSession(cookie_jar=jar) as session,
            session.get(f"{self.site}{path}", headers=sent, allow_redirects=False) as answer,
        ):
            self._keep(answer.cookies)
            text, to = await answer.text(), answer.headers.get("Location", "")
            return Page(answer.status, text, to, answer.cookies, answer.headers)

    def _keep(self, cookies: SimpleCookie) -> None:
        for name, cookie in cookies.items():
            if cookie["max-age"] == "0":
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = cookie.value
