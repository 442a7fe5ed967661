"""What people have in front of them in Slack: messages, views, and the controls on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any

from tests.fakes import mrkdwn
from tests.fakes.block_kit_parts import Json, parts

# Parts of a payload that nobody sees before touching the control they belong to.
_HIDDEN = {"confirm", "initial_option", "initial_options"}
_SPELT_OUT = {"plain_text", "raw_text", "raw_number", "markdown", "text"}


@dataclass(frozen=True)
class Control:
    """A button, menu or field, and the screen that it is on; perhaps an option `chosen` of it."""

    element: Json
    block_id: str
    screen: Screen
    chosen: Json | None = None

    @property
    def action_id(self) -> str:
        """The name by which the app knows the control."""
        return str(self.element["action_id"])

    @property
    def label(self) -> str:
        """The words on a button; "" for a control without words of its own."""
        return str((self.chosen or self.element).get("text", {}).get("text", ""))

    @property
    def value(self) -> str:
        """What a button or an option carries."""
        return str((self.chosen or self.element).get("value", ""))

    @property
    def options(self) -> list[Json]:
        """The options of a menu, those in groups included."""
        groups: list[Json] = self.element.get("option_groups", [])
        grouped = [option for group in groups for option in group["options"]]
        return [*self.element.get("options", []), *grouped]


class Screen:
    """Anything made of blocks that a person looks at."""

    blocks: list[Json]

    @property
    def words(self) -> str:
        """Everything that can be read on it, top to bottom, entities resolved."""
        return "\n".join(_words(self.blocks))

    @property
    def controls(self) -> list[Control]:
        """Everything that can be pressed, chosen or filled in, top to bottom."""
        return [
            Control(part.body, block["block_id"], self)
            for block in self.blocks
            for part in parts(block, "")
            if "action_id" in part.body
        ]

    @property
    def steps(self) -> list[Control]:
        """Its buttons, and the options of menus that act at once, in order."""
        found = []
        for control in self.controls:
            if control.element["type"] == "button":
                found.append(control)
            elif control.action_id.startswith("say:"):
                found += [replace(control, chosen=option) for option in control.options]
        return found

    @property
    def labels(self) -> list[str]:
        """The words on its buttons and in its menus, in order."""
        return [step.label for step in self.steps]

    def button(self, label: str) -> Control:
        """The button, or the option of a menu, with these words."""
        for step in self.steps:
            if step.label == label:
                return step
        raise AssertionError(f"no button {label!r} among {self.labels}")

    def control(self, action_id: str) -> Control:
        """The control that the app gave this action id."""
        for control in self.controls:
            if control.action_id == action_id:
                return control
        raise AssertionError(f"no {action_id!r} among {[c.action_id for c in self.controls]}")


@dataclass(eq=False)
class Message(Screen):
    """A message in a channel, seen by all in it or by one person alone."""

    channel: str
    ts: str
    sender: str
    private_to: str | None = None
    text: str = ""
    blocks: list[Json] = field(default_factory=list)
    posted: Json = field(default_factory=dict)  # as the app sent it, and changed it
    edits: int = 0
    deleted: bool = False
    read_by: set[str] = field(default_factory=set)

    @property
    def words(self) -> str:
        """The words of its blocks; of its text where it has no blocks."""
        return super().words if self.blocks else mrkdwn.as_read(self.text)

    def shows(self, posted: Json) -> None:
        """Take over what the app sent, as the new content."""
        self.posted = posted
        self.text = str(posted.get("text") or posted.get("markdown_text") or "")
        self.blocks = settled(posted.get("blocks") or [])


@dataclass(eq=False)
class View(Screen):
    """A modal or a Home tab in front of one person."""

    id: str
    user: str
    hash: str
    body: Json
    blocks: list[Json] = field(init=False)
    errors: dict[str, str] = field(default_factory=dict)  # block id -> what is wrong in it
    closed: bool = False

    def __post_init__(self) -> None:
        """Show the body that it was made with."""
        self.shows(self.body)

    def shows(self, body: Json) -> None:
        """Take over what the app sent, as the new content."""
        self.blocks = settled(body["blocks"])
        self.body = {**body, "blocks": self.blocks}
        self.errors = {}

    @property
    def title(self) -> str:
        """The words at the top of a modal."""
        return str(self.body.get("title", {}).get("text", ""))


def settled(blocks: Sequence[Json]) -> list[Json]:
    """A copy in which every block and every element has an id, as Slack makes them up."""
    copy = deepcopy(list(blocks))
    for number, block in enumerate(copy):
        block.setdefault("block_id", f"block-{number}")
        for part in parts(block, ""):
            if part.kind in ("button", "plain_text_input") or part.kind.endswith("select"):
                part.body.setdefault("action_id", f"action{part.pointer.replace('/', '-')}")
    return copy


def _words(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _words(item)
    if isinstance(value, dict):
        yield from _words_of(value)


def _words_of(body: dict[str, Any]) -> Iterator[str]:
    text = body.get("text")
    if isinstance(text, str) and body.get("type") == "mrkdwn":
        yield mrkdwn.as_read(text)
    elif isinstance(text, str) and body.get("type") in _SPELT_OUT:
        yield text
    if isinstance(body.get("alt_text"), str):
        yield body["alt_text"]
    for key, item in body.items():
        if key not in _HIDDEN:
            yield from _words(item)
