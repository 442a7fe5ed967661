"""One hostile request to an address of the bot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from urllib.parse import unquote_plus

SLACK = "/slack/events"
TEAMS = "/api/messages"


@dataclass(frozen=True)
class Request:
    """What is sent, and the secrets in it. One that is `signed` gets Slack's signature."""

    entry: str
    body: str
    content_type: str
    path: str = SLACK
    method: str = "POST"
    signed: bool = True
    secrets: tuple[str, ...] = ()
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes | None = None

    @property
    def bytes(self) -> bytes:
        """The body as it is sent."""
        return self.body.encode(errors="surrogatepass") if self.raw is None else self.raw

    @property
    def shown(self) -> str:
        """The request for whoever reads of a fault."""
        sent = self.body if self.raw is None else repr(self.raw)
        return f"{self.method} {self.path} {self.content_type} {unquote_plus(sent)!r}"


def drawn(chance: Random, weights: Mapping[str, int]) -> tuple[str, str]:
    """A kind of request by its weight, and whether it is sent whole, spoiled or broken."""
    kind = chance.choices(list(weights), list(weights.values()))[0]
    return kind, chance.choices(("whole", "spoiled", "broken"), (6, 3, 1))[0]
