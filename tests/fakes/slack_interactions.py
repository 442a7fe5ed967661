"""The two tickets that Slack hands out with each thing a person does, and when they lapse.

docs.slack.dev/interactivity/handling-user-interaction: a `trigger_id` opens one view within three
seconds; a `response_url` takes five posts within thirty minutes.
"""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.fakes.slack_screens import Screen

TRIGGER_SECONDS = 3
URL_SECONDS = 30 * 60
URL_POSTS = 5


class TicketLapsed(Exception):
    """The ticket is unknown, used up or too old; the message is Slack's word for it."""


@dataclass(eq=False)
class Interaction:
    """One thing that a person did: the tickets that went with it and what came back."""

    user: str
    channel: str
    trigger_id: str
    response_url: str
    born: float
    acted_at: float  # as the payload of a click says
    source: Screen | None = None  # what was clicked on
    trigger_used: bool = False
    posts: int = 0
    seen: list[Screen] = field(default_factory=list)


class Interactions:
    """Every ticket handed out so far."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._numbers = itertools.count(1)
        self._by_trigger: dict[str, Interaction] = {}
        self._by_url: dict[str, Interaction] = {}

    def begin(
        self, base: str, user: str, channel: str, source: Screen | None = None
    ) -> Interaction:
        """Hand out a new pair of tickets; the URL lies under the base."""
        url = f"{base}/response/{uuid.uuid4().hex}"
        number, now = next(self._numbers), self._clock()
        trigger = f"{number}.{uuid.uuid4().hex}"
        # People take a second and more from one click to the next, tests do not.
        begun = Interaction(user, channel, trigger, url, now, now + 2 * number, source)
        self._by_trigger[trigger] = self._by_url[url] = begun
        return begun

    def exchange(self, trigger_id: object) -> Interaction:
        """Use a trigger up, or raise TicketLapsed."""
        found = self._by_trigger.get(str(trigger_id))
        if found is None:
            raise TicketLapsed("invalid_trigger_id")
        if found.trigger_used:
            raise TicketLapsed("exchanged_trigger_id")
        if self._clock() - found.born > TRIGGER_SECONDS:
            raise TicketLapsed("expired_trigger_id")
        found.trigger_used = True
        return found

    def spend(self, url: str) -> Interaction:
        """Use one of the posts of a response URL, or raise TicketLapsed."""
        found = self._by_url.get(url)
        if found is None or self._clock() - found.born > URL_SECONDS:
            raise TicketLapsed("expired_url")
        if found.posts >= URL_POSTS:
            raise TicketLapsed("used_url")
        found.posts += 1
        return found
