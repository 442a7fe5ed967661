"""The state of a fake Slack workspace, and the book in which an app's offences are written."""

from __future__ import annotations

import asyncio
import itertools
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from aiohttp import web

from tests.fakes.bell import Bell
from tests.fakes.block_kit_parts import Json
from tests.fakes.slack_interactions import Interactions
from tests.fakes.slack_screens import Message, View

SCOPES = frozenset(
    {"channels:read", "chat:write", "commands", "groups:read", "im:write", "users:read"}
)


@dataclass
class Token:
    """A bot token and the installation that it stands for."""

    value: str
    team: str = "T1"
    scopes: frozenset[str] = SCOPES
    enterprise: str | None = None
    org_install: bool = False
    revoked: bool = False

    @property
    def bot_user(self) -> str:
        """The user id under which the app posts in this workspace."""
        return f"UBOT{self.team[1:]}"

    @property
    def bot_id(self) -> str:
        """The id of the bot behind that user."""
        return f"B{self.team[1:]}"


@dataclass(frozen=True)
class Person:
    """A member of the workspace, or of another one that shares a channel with it.

    `hidden`: Slack answers `user_not_visible` for them. A `workflow` is a bot besides.
    """

    id: str
    name: str = "amy"
    team: str = "T1"
    admin: bool = False
    owner: bool = False
    guest: bool = False
    one_channel: bool = False  # a guest of one channel
    bot: bool = False
    workflow: bool = False
    deleted: bool = False
    stranger: bool = False
    hidden: bool = False
    tz: str = "America/New_York"


@dataclass
class Channel:
    """A channel or a direct message, and who is in it."""

    id: str
    name: str
    members: set[str] = field(default_factory=set)
    private: bool = False
    archived: bool = False
    shared: bool = False  # with another company, by Slack Connect
    invited: bool = False  # another company is invited to it, and has not accepted yet
    org_shared: bool = False  # with other workspaces of the organization
    announcements: bool = False  # only some people may write in it

    @property
    def direct(self) -> bool:
        """Whether it is a direct message."""
        return self.id.startswith("D")


@dataclass(frozen=True)
class Call:
    """One call of the Web API, or post to a response URL, as it arrived."""

    method: str
    args: Json
    token: str
    encoding: str  # query, form or json
    at: float


@dataclass(frozen=True)
class Offence:
    """A rule of Slack's that the app broke: Slack's word for it, where, and the particulars."""

    code: str
    where: str
    detail: str = ""

    def __str__(self) -> str:
        """The offence as one line."""
        return f"{self.where}: {self.code} {self.detail}".rstrip()


@dataclass(frozen=True)
class Mishap:
    """What befalls one call: another answer than the true one, or none at all."""

    status: int = 200
    body: Json = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    text: str = ""  # what somebody on the way says instead: no JSON
    answer_lost: bool = False  # Slack did the work, and the connection broke
    stalls: bool = False  # Slack did the work, and never answers


class Refused(Exception):
    """Slack says no, for a reason that a good app may meet: not in the channel, too fast."""

    def __init__(self, error: str, status: int = 200, **more: object) -> None:
        super().__init__(error)
        self.error = error
        self.status = status
        self.headers: dict[str, str] = {}
        self.more = more


class Mistake(Refused):
    """Slack says no because the app broke a rule; it goes into the book of offences."""


@dataclass(frozen=True)
class Grant:
    """What somebody agreed to on Slack's consent page, or what a refresh token stands for.

    `lasts` is for the first token: a short one has been in use for hours. `names_team`: Slack names
    a workspace for an organization's installation too, as it does at times.
    """

    token: Token
    installer: str = ""
    rotating: bool = False
    lasts: int = 12 * 3600  # seconds
    names_team: bool = False


class Workspace:
    """Everything that Slack remembers."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self.bell = Bell()
        self.tokens: dict[str, Token] = {}
        self.people: dict[str, Person] = {}
        self.channels: dict[str, Channel] = {}
        self.messages: list[Message] = []
        self.modals: dict[str, list[View]] = defaultdict(list)  # by person, the top one last
        self.homes: dict[str, View] = {}
        self.calls: list[Call] = []
        self.offences: list[Offence] = []
        self.mishaps: dict[str, deque[Mishap]] = defaultdict(deque)
        self.one_message_a_second = False
        self.hung_up = asyncio.Event()
        self.codes: dict[str, Grant] = {}
        self.refresh_tokens: dict[str, Grant] = {}
        self.base = ""  # where the workspace listens
        self.tickets: set[str] = set()
        self.sockets: list[web.WebSocketResponse] = []
        self.connections: list[web.BaseRequest] = []
        self.envelopes: dict[str, asyncio.Future[Json | None]] = {}
        self.interactions = Interactions(clock)
        self._numbers = itertools.count(1)
        self._posted_at: dict[str, float] = {}

    def add_token(self, token: Token) -> Token:
        """Install the app once more."""
        self.tokens[token.value] = token
        return token

    def add_person(self, person: Person) -> Person:
        """Let someone join."""
        self.people[person.id] = person
        return person

    def add_channel(self, channel: Channel) -> Channel:
        """Open a channel."""
        self.channels[channel.id] = channel
        return channel

    def direct_message(self, user: str) -> Channel:
        """The conversation between one person and the app, as installed where the person is."""
        team = self.people[user].team
        bots = {token.bot_user for token in self.tokens.values() if token.team == team}
        found = Channel(f"D{user[1:]}", "directmessage", {user, *bots})
        return self.channels.setdefault(found.id, found)

    def calls_of(self, method: str) -> list[Call]:
        """The calls of one Web API method, in order."""
        return [call for call in self.calls if call.method == method]

    def messages_in(self, channel: str) -> list[Message]:
        """What everyone in the channel can read now."""
        return [
            m
            for m in self.messages
            if m.channel == channel and m.private_to is None and not m.deleted
        ]

    def remove_bot(self, channel: str) -> None:
        """Somebody removes the app from a channel."""
        self.channels[channel].members -= {token.bot_user for token in self.tokens.values()}

    def next_id(self, prefix: str) -> str:
        """An id that nothing else has."""
        return f"{prefix}{next(self._numbers)}"

    def write(
        self, channel: str, sender: str, posted: Json, private_to: str | None = None
    ) -> Message:
        """Put a new message on people's screens."""
        ts = f"{int(self.clock())}.{next(self._numbers):06d}"
        message = Message(channel, ts, sender, private_to)
        message.shows(posted)
        self.messages.append(message)
        return message

    def too_fast(self, channel: str) -> bool:
        """Whether this post comes within a second of the last one; counts it if not."""
        now = self.clock()
        if self.one_message_a_second and now - self._posted_at.get(channel, now - 1) < 1:
            return True
        self._posted_at[channel] = now
        return False

    def offend(self, code: str, where: str, detail: str = "") -> None:
        """Write an offence of the app into the book."""
        self.offences.append(Offence(code, where, detail))

    @contextmanager
    def expects_offences(self, *codes: str) -> Iterator[list[Offence]]:
        """Within the block the app breaks exactly these rules, and that is what the test wants."""
        before = len(self.offences)
        seen: list[Offence] = []
        yield seen
        seen += self.offences[before:]
        del self.offences[before:]
        found = sorted({offence.code for offence in seen})
        assert found == sorted(set(codes)), f"expected {sorted(codes)}, saw {list(map(str, seen))}"
