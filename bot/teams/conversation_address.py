"""Where a message can be sent without having been asked: what Teams calls a reference."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from bot.teams.activity import THREAD, Activity, ConversationScope
from models.reply import channel, person

# Of a token's claims, what a message of our own needs; the rest says nothing later.
_KEPT = ("aud", "serviceurl")


@dataclass(frozen=True, slots=True)
class ConversationAddress:
    """One conversation, and what vouched for it. Without claims it was heard anonymously.

    Its name is not kept: a group chat may be named after a patient.
    """

    service_url: str
    conversation: str
    scope: ConversationScope
    tenant: str
    bot: str
    claims: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, activity: Activity, claims: Mapping[str, Any]) -> ConversationAddress:
        """Where an activity came from."""
        kept = {name: claims[name] for name in _KEPT if name in claims}
        return cls(
            service_url=activity.service_url,
            conversation=activity.conversation,
            scope=activity.scope,
            tenant=activity.tenant,
            bot=activity.bot.id,
            claims=kept,
        )

    @classmethod
    def read(cls, reference: str, claims: str) -> ConversationAddress:
        """An address as `spelled` wrote it."""
        parts = json.loads(reference)
        parts.pop("name", None)  # in what an older process still writes
        return cls(
            **{**parts, "scope": ConversationScope(parts["scope"]), "claims": json.loads(claims)}
        )

    def spelled(self) -> tuple[str, str]:
        """The reference and its claims, each as JSON."""
        parts = asdict(self)
        claims = parts.pop("claims")
        return json.dumps(parts), json.dumps(claims)

    @property
    def place(self) -> str:
        """The chat or channel, without the thread."""
        return self.conversation.partition(THREAD)[0]

    def root(self) -> ConversationAddress:
        """The channel itself, where a new post begins."""
        return self.within(self.place)

    def within(
        self, conversation: str, scope: ConversationScope | None = None
    ) -> ConversationAddress:
        """Another conversation of the same tenant."""
        return replace(self, conversation=conversation, scope=scope or self.scope)


def place_of(activity: Activity) -> str:
    """The place of an activity: a person's own chat by that person, another by its id."""
    if activity.scope is ConversationScope.PERSONAL and activity.sender.aad:
        return person(activity.sender.aad)
    return channel(activity.place)
