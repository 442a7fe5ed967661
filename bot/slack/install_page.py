"""The pages that somebody who installs reads, and the two addresses of an installation."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from models.clinic.installation import Installation

INSTALL = "/slack/install"

REDIRECT = "/slack/oauth_redirect"


@dataclass(frozen=True, slots=True)
class InstallPage:
    """What somebody who installs reads: what happened, what to do, and where that is."""

    status: HTTPStatus
    title: str
    says: str
    link: str = INSTALL
    label: str = "Install again"


DENIED = InstallPage(
    HTTPStatus.OK,
    "Nothing was installed",
    "Slack was told not to, so nothing changed in your workspace. If that was a slip, or the right "
    "to install apps was missing, start again or ask an admin of the workspace to.",
)

STRANGE = InstallPage(
    HTTPStatus.BAD_REQUEST,
    "This installation began somewhere else",
    "It was begun in another browser, more than ten minutes ago, or is finished already. Nothing "
    "was installed just now. Start again here; your browser must accept cookies.",
)

REFUSED = InstallPage(
    HTTPStatus.BAD_GATEWAY,
    "Slack did not confirm the installation",
    "Nothing was installed. Start again; if this page comes back, whoever runs this bot should "
    "compare SLACK_CLIENT_ID and SLACK_CLIENT_SECRET with the app's Basic Information page.",
)

AWAY = InstallPage(
    HTTPStatus.SERVICE_UNAVAILABLE,
    "The records cannot be reached",
    "Nothing was installed. Start again in a minute.",
)


def done(answer: dict[str, Any], new: Installation, *, manages: bool) -> InstallPage:
    """What is shown once the app is installed: what to type first, and who manages the clinic."""
    where = "enterprise" if new.is_org_wide else "team"
    name = (answer.get(where) or {}).get("name") or "your workspace"
    address = f"https://slack.com/app_redirect?{urlencode({'app': new.app, 'team': new.workspace})}"
    says = (
        "Type /coverage medicare 20560 anywhere in Slack: only you see the answer. Then type "
        "/clinic to see what is set. "
    )
    says += "You manage the clinic's settings." if manages else "Its managers are those of before."
    if new.is_org_wide:
        says = (
            "Let the workspaces that shall use it have it, on the organization's admin page. In "
            "each of them its admins manage the clinic's settings. Type /coverage medicare 20560."
        )
    return InstallPage(HTTPStatus.OK, f"Installed in {name}", says, address, "Open Slack")
