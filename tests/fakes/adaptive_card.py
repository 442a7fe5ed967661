"""What Teams takes of an Adaptive Card, and what a person reads in one.

The schema is Microsoft's own of version 1.5, the latest that Teams takes from a bot. It knows
nothing of what Teams adds (`msteams` at the root, `choices.data` for its list of people), so these
are looked at apart; and Teams' own limits are not in it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft6Validator

_BYTES = 28 * 1024
_ACTIONS = 6
_ADDED = {"choices.data"}
_WORDS = {"text", "title", "value", "say", "asked", "fallbackText", "speak", "label", "tooltip"}


@cache
def _validator() -> Draft6Validator:
    schema = files("adaptive_cards").joinpath("schemas/schema-1.5.json").read_text()
    return Draft6Validator(json.loads(schema))


def faults(card: dict[str, Any], *, most: int = _BYTES) -> list[str]:
    """Why Teams would refuse a card, or show it badly."""
    plain = _shape({name: part for name, part in card.items() if name != "msteams"})
    found = list(_against_the_schema(json.dumps(plain)))
    found += [f"{count} actions side by side" for count in _crowds(card) if count > _ACTIONS]
    size = len(json.dumps(card).encode())  # as it is sent, with everything escaped
    if size > most:
        found.append(f"{size} bytes")
    if not card.get("fallbackText"):
        found.append("nothing to read out")
    return [*found, *_unnamed(card)]


@cache
def _against_the_schema(card: str) -> tuple[str, ...]:
    errors = _validator().iter_errors(json.loads(card))
    return tuple(f"the schema: {error.message[:300]}" for error in errors)


def _shape(part: Any, name: str = "") -> Any:
    """A card without its words and repetitions: the schema looks at neither, and is slow."""
    if isinstance(part, dict):
        return {n: _shape(v, n) for n, v in part.items() if n not in _ADDED}
    if isinstance(part, list):
        shapes = [_shape(each) for each in part]
        return [each for at, each in enumerate(shapes) if each not in shapes[:at]]
    return "words" if name in _WORDS and isinstance(part, str) else part


def _crowds(part: Any) -> Iterator[int]:
    """How many actions stand in each row."""
    for each in walk(part):
        yield len(each.get("actions", []))


def _unnamed(card: dict[str, Any]) -> list[str]:
    """Mentions without an entity, and the other way round: Teams refuses both."""
    entities = {each["text"] for each in card.get("msteams", {}).get("entities", [])}
    blocks = [each for each in walk(card.get("body", [])) if each.get("type") != "TextRun"]
    texts = [each.get("text", each.get("value", "")) for each in blocks]
    shown = {each for text in texts for each in re.findall(r"<at>[^<]*</at>", str(text))}
    return [f"a mention of {each} in one place alone" for each in entities ^ shown]


def walk(part: Any) -> Iterator[dict[str, Any]]:
    """Every element of a card, however deep."""
    if isinstance(part, dict):
        yield part
        for value in part.values():
            yield from walk(value)
    elif isinstance(part, list):
        for each in part:
            yield from walk(each)


def actions(card: dict[str, Any], kind: str = "Action.Execute") -> list[dict[str, Any]]:
    """The buttons of a kind, however deep."""
    return [each for each in walk(card) if each.get("type") == kind]


def row(card: dict[str, Any]) -> list[dict[str, Any]]:
    """The buttons that are shown at first."""
    sets = [each for each in card["body"] if each["type"] == "ActionSet"]
    return list(sets[0]["actions"]) if sets else []


def commands(card: dict[str, Any]) -> list[str]:
    """What the buttons and the options of menus say."""
    said = [each["data"]["say"] for each in actions(card) if "say" in each["data"]]
    dialogs = [each["data"] for each in actions(card, "Action.Submit")]
    said += [f"/{each['dialog']} {each['asked']}" for each in dialogs if "asked" in each]
    menus = [each for each in actions(card, "Input.ChoiceSet") if each["id"] == "chosen"]
    return [*said, *(choice["value"] for menu in menus for choice in menu["choices"])]


def read(card: dict[str, Any]) -> str:
    """Everything that a person reads, and the commands behind the buttons."""
    told = []
    for each in walk(card.get("body", [])):
        kind = each.get("type")
        if kind == "TextRun":
            told.append(each["text"])
        elif kind == "TextBlock":
            told.append(_as_read(each["text"]) if _is_marked(each) else each["text"])
        elif kind == "FactSet":
            told += [_as_read(f"{fact['title']}\n{fact['value']}") for fact in each["facts"]]
        elif "label" in each:
            told.append(each["label"])
    return "\n".join([*told, *commands(card)])


def _is_marked(block: dict[str, Any]) -> bool:
    return block.get("style") != "heading"


def _as_read(markdown: str) -> str:
    """Markdown as Teams shows it: links by title and address, escapes gone."""
    linked = re.sub(
        r"(?<!\\)\[((?:[^\[\]\\]|\\.)*)\]\(([^)\s]*)\)",
        lambda found: f"{found[1]} {found[2].replace('%28', '(').replace('%29', ')')}",
        markdown,
    )
    return re.sub(r"\\([\\*_\[\]<>`#~])", r"\1", linked)
