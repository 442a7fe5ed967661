"""The views.* methods of the Web API: modals, which stack, and Home tabs, which do not."""

from __future__ import annotations

from tests.fakes import block_kit
from tests.fakes.block_kit_parts import Json
from tests.fakes.slack_chat import told
from tests.fakes.slack_interactions import Interaction, TicketLapsed
from tests.fakes.slack_screens import View
from tests.fakes.slack_state import Mistake, Refused, Token, Workspace

STACK = 3  # docs.slack.dev/surfaces/modals: a modal, and two more on top of it


def open_view(workspace: Workspace, token: Token, args: Json) -> Json:
    """Put a first modal in front of whoever caused the trigger."""
    interaction = _exchange(workspace, args)
    view = new_view(workspace, "views.open", interaction.user, args.get("view"))
    workspace.modals[interaction.user] = [view]
    interaction.seen.append(view)
    return {"view": as_sent(workspace, view)}


def push_view(workspace: Workspace, token: Token, args: Json) -> Json:
    """Put a modal on top of the one from which the trigger came."""
    interaction = _exchange(workspace, args)
    stack = workspace.modals[interaction.user]
    if not stack:
        raise Mistake("not_found")
    view = new_view(workspace, "views.push", interaction.user, args.get("view"))
    push(stack, view)
    interaction.seen.append(view)
    return {"view": as_sent(workspace, view)}


def update_view(workspace: Workspace, token: Token, args: Json) -> Json:
    """Change a modal that is still open."""
    view = _find(workspace, args)
    if args.get("hash") not in (None, view.hash):
        raise Refused("hash_conflict")
    change(workspace, "views.update", view, args.get("view"))
    return {"view": as_sent(workspace, view)}


def publish_view(workspace: Workspace, token: Token, args: Json) -> Json:
    """Show a Home tab to one person."""
    user, body = str(args.get("user_id")), args.get("view")
    if user not in workspace.people:
        raise Refused("user_not_found")
    home = workspace.homes.get(user)
    if home is None:
        home = workspace.homes[user] = new_view(workspace, "views.publish", user, body, "home")
    elif args.get("hash") not in (None, home.hash):
        raise Refused("hash_conflict")
    else:
        change(workspace, "views.publish", home, body)
    return {"view": as_sent(workspace, home)}


def new_view(
    workspace: Workspace, where: str, user: str, body: object, kind: str = "modal"
) -> View:
    """A view of the kind, if its body passes."""
    checked = _judged(workspace, where, body, kind)
    return View(workspace.next_id("V"), user, workspace.next_id("hash-"), checked)


def change(workspace: Workspace, where: str, view: View, body: object) -> None:
    """Give the view a new body, if that passes."""
    view.shows(_judged(workspace, where, body, view.body["type"]))
    view.hash = workspace.next_id("hash-")


def push(stack: list[View], view: View) -> None:
    """Put the view on top, or raise push_limit_reached."""
    if len(stack) >= STACK:
        raise Mistake("push_limit_reached")
    stack.append(view)


def as_sent(workspace: Workspace, view: View) -> Json:
    """A view as the Web API and interaction payloads show it."""
    stack = workspace.modals[view.user]
    below = stack[stack.index(view) - 1].id if view in stack[1:] else None
    filled_in: Json = {
        "id": view.id,
        "team_id": workspace.people[view.user].team,
        "hash": view.hash,
        "state": {"values": {}},
        "app_id": "A1",
        "bot_id": "B1",
        "root_view_id": stack[0].id if view in stack else view.id,
        "previous_view_id": below,
    }
    optional = {"private_metadata": "", "callback_id": "", "external_id": "", "submit": None}
    return {**optional, "close": None, "notify_on_close": False, **view.body, **filled_in}


def _exchange(workspace: Workspace, args: Json) -> Interaction:
    try:
        return workspace.interactions.exchange(args.get("trigger_id"))
    except TicketLapsed as lapsed:
        raise Mistake(str(lapsed)) from None


def _judged(workspace: Workspace, where: str, body: object, kind: str) -> Json:
    if not isinstance(body, dict) or body.get("type") != kind:
        raise Mistake("invalid_arguments", errors=[f"view must be an object of type {kind}"])
    for fault in block_kit.manners({"view": body}):
        workspace.offend("bad_manners", where, str(fault))
    found = block_kit.refusals({"view": body})
    if found:
        raise Mistake("invalid_arguments", **told(found))
    return body


def _find(workspace: Workspace, args: Json) -> View:
    wanted = args.get("view_id"), args.get("external_id")
    for view in (view for stack in workspace.modals.values() for view in stack):
        if view.id == wanted[0] or (wanted[1] and view.body.get("external_id") == wanted[1]):
            return view
    raise Refused("not_found")


METHODS = {
    "views.open": open_view,
    "views.publish": publish_view,
    "views.push": push_view,
    "views.update": update_view,
}
