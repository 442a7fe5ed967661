"""Slack's side of an installation: codes and refresh tokens, each good for one exchange.

docs.slack.dev/authentication/installing-with-oauth and .../using-token-rotation.
"""

from __future__ import annotations

import base64
from dataclasses import replace

from tests.fakes.block_kit_parts import Json
from tests.fakes.slack_state import Grant, Mistake, Refused, Workspace

CLIENT_ID = "111.222"
CLIENT_SECRET = "client-5ecret"
HALF_A_DAY = 12 * 3600  # seconds that a refreshed token lasts


def exchange(workspace: Workspace, authorization: str, args: Json) -> Json:
    """oauth.v2.access: a bot token for a code or for a refresh token."""
    given = f"{args.get('client_id')}:{args.get('client_secret')}"
    if authorization.startswith("Basic "):
        given = base64.b64decode(authorization.removeprefix("Basic ")).decode()
    if given != f"{CLIENT_ID}:{CLIENT_SECRET}":
        raise Mistake("bad_client_secret")
    if args.get("grant_type") == "refresh_token":
        grant = workspace.refresh_tokens.pop(str(args.get("refresh_token")), None)
        if grant is None:
            raise Refused("invalid_refresh_token")
        fresh = replace(grant.token, value=workspace.next_id("xoxe.xoxb-canary-"))
        return _given(workspace, replace(grant, token=fresh, lasts=HALF_A_DAY))
    grant = workspace.codes.pop(str(args.get("code")), None)
    if grant is None:
        raise Refused("invalid_code")
    return _given(workspace, grant)


def _given(workspace: Workspace, grant: Grant) -> Json:
    token = workspace.add_token(grant.token)
    has_team = grant.names_team or not token.org_install
    answer: Json = {
        "app_id": "A1",
        "authed_user": {"id": grant.installer},
        "scope": ",".join(sorted(token.scopes)),
        "token_type": "bot",
        "access_token": token.value,
        "bot_user_id": token.bot_user,
        "team": {"id": token.team, "name": "Clinic"} if has_team else None,
        "enterprise": {"id": token.enterprise, "name": "Org"} if token.enterprise else None,
        "is_enterprise_install": token.org_install,
    }
    if grant.rotating:
        refresh = workspace.next_id("xoxe-canary-")
        workspace.refresh_tokens[refresh] = grant
        answer |= {"refresh_token": refresh, "expires_in": grant.lasts}
    return answer
