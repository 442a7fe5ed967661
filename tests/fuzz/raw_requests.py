"""What anybody might send to any address: nothing that a platform sends."""

from __future__ import annotations

from urllib.parse import quote

from tests.fuzz.requests import SLACK, TEAMS, Request
from tests.fuzz.texts import Texts

_PATHS = (
    SLACK,
    TEAMS,
    "/slack/install",
    "/slack/oauth_redirect",
    "/healthz",
    "/readyz",
    "/metrics",
)
_METHODS = ("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS")
_TYPES = (
    *("application/json", "application/x-www-form-urlencoded", "text/plain", "multipart/form-data"),
    *("application/json; charset=utf-16", "image/png", "a", "application/json; charset=nonsense"),
)
_BODIES = (
    *(
        b"",
        b"\0",
        b"\xff\xfe\xfd",
        b"\xed\xa0\x80",
        b"{}",
        b"[]",
        b"null",
        b"0",
        b'""',
        b"payload=",
    ),
    *(b"payload={", b"payload=[]", b"command=", b"a&command=%00", b"{" * 10_000, b"%" * 999),
    *(
        b"&command=/ask&team_id=T1&user_id=U&channel_id=C&response_url=x",
        b'{"type":{}}',
        b"\xef\xbb\xbf{}",
    ),
    *(b'{"type":"url_verification","challenge":{"a":[]}}', b"payload=%ff%fe", b"x" * 600_000),
)


class RawRequests:
    """An endless supply, half of it signed as Slack signs."""

    def __init__(self, supply: Texts) -> None:
        self._supply = supply
        self._chance = supply.chance

    def next(self) -> Request:
        """A request."""
        chance, planted = self._chance, self._supply.words()
        path = chance.choice((SLACK, TEAMS, *_PATHS, f"/{quote(planted.typed, errors='replace')}"))
        if chance.random() < 0.3:
            path += f"?state={quote(planted.typed, errors='replace')}&code=x"
        raw = chance.choice((*_BODIES, bytes(chance.randrange(256) for _ in range(60))))
        signed = chance.random() < 0.5 and _is_text(raw)
        return Request(
            "raw, signed" if signed else "raw",
            raw.decode() if signed else "",
            chance.choice(_TYPES),
            path,
            chance.choice((*_METHODS, "POST", "POST", "POST")),
            signed,
            planted.secrets,
            raw=raw,
        )


def _is_text(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True
