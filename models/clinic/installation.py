"""The app at one workspace or for an organization: its scopes, its tokens and their end."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens with which the bot calls Slack. Without `expires_at` it holds until revoked.

    A `refresh` token is good for one exchange. Neither stands in a repr, so in no log and no error.
    """

    access: str = field(repr=False)
    refresh: str = field(default="", repr=False)
    expires_at: datetime | None = None

    def lasts_until(self, at: datetime) -> bool:
        """Whether the token still holds at an instant."""
        return self.expires_at is None or self.expires_at > at


@dataclass(frozen=True, slots=True)
class Installation:
    """Who installed the app where, and what it may do there.

    `workspace` is the organization's own id where the app was installed for all of it;
    `organization` is empty for a workspace that is part of none.
    """

    workspace: str
    organization: str
    app: str
    bot_user: str
    scopes: tuple[str, ...]
    installed_by: str
    tokens: Tokens

    @property
    def is_org_wide(self) -> bool:
        """Whether the app was installed for every workspace of the organization."""
        return self.workspace == self.organization
