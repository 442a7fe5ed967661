"""An independent judge of Block Kit: says everything that is wrong with a message or a view.

It knows nothing of the bot and nothing of slack_sdk. The structure comes from Slack's own types,
by `block_kit_types`; lengths, counts and surfaces stand in `block_kit_limits`.

There are two kinds of fault. A *refusal* is what Slack answers with an error. *Manners* is what
Slack lets pass and people suffer from: no fallback text, a mention of everyone, bare markup.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from tests.fakes import block_kit_limits, mrkdwn
from tests.fakes.block_kit_parts import Fault, Json, Part, part_faults, parts, twice
from tests.fakes.block_kit_types import definition_of, misfit


def faults(payload: Mapping[str, Any]) -> list[str]:
    """Everything wrong with {"text": ..., "blocks": [...]} or {"view": {...}}; [] when fine."""
    return [str(fault) for fault in refusals(payload) + manners(payload)]


def refusals(payload: Mapping[str, Any]) -> list[Fault]:
    """What Slack would refuse."""
    if "view" in payload:
        return _unique(_view_refusals(payload["view"]))
    return _unique(_message_refusals(payload))


def manners(payload: Mapping[str, Any]) -> list[Fault]:
    """What Slack would accept and the bot must not send."""
    view = payload.get("view")
    if view is not None:
        found = [*_speech_faults(parts(view, "/view")), *_label_faults(parts(view, "/view"))]
        return _unique(iter(found))
    return _unique(_message_manners(payload))


def size(blocks: object) -> int:
    """The length of blocks as JSON, the way the Python SDK writes them."""
    return len(json.dumps(blocks, ensure_ascii=False))


# -- messages and views --------------------------------------------------------------------------


def _message_refusals(payload: Mapping[str, Any]) -> Iterator[Fault]:
    text = payload.get("text") or ""
    if not isinstance(text, str):
        yield Fault("/text", "must be a string")
    elif len(text) > block_kit_limits.TEXT:
        yield Fault("/text", f"{len(text)} characters, {block_kit_limits.TEXT} at most")
    blocks = payload.get("blocks") or []
    yield from _blocks_refusals(blocks, "message", "/blocks")
    if size(blocks) > block_kit_limits.BLOCKS_IN_ALL:
        yield Fault("/blocks", f"{size(blocks)} characters in all, Slack refuses near 13,200")


def _view_refusals(view: object) -> Iterator[Fault]:
    surface = view.get("type") if isinstance(view, dict) else None
    if not isinstance(view, dict) or surface not in ("modal", "home"):
        yield Fault("/view", "must be an object of type modal or home")
        return
    frame = {**view, "blocks": []}
    yield from misfit(frame, "ModalView" if surface == "modal" else "HomeView", "/view")
    for part in parts(frame, "/view"):
        yield from part_faults(part)
    blocks = view.get("blocks")
    yield from _blocks_refusals(blocks, surface, "/view/blocks")
    if surface == "modal" and _has_input(blocks) and not view.get("submit"):
        yield Fault("/view/submit", "required when a block takes input")
    if len(json.dumps(view).encode()) > block_kit_limits.VIEW_BYTES:
        yield Fault("/view", f"more than {block_kit_limits.VIEW_BYTES} bytes")


def _has_input(blocks: object) -> bool:
    return isinstance(blocks, list) and any(
        isinstance(block, dict) and block.get("type") == "input" for block in blocks
    )


def _blocks_refusals(blocks: object, surface: str, pointer: str) -> Iterator[Fault]:
    if not isinstance(blocks, list):
        yield Fault(pointer, "must be an array")
        return
    if len(blocks) > block_kit_limits.BLOCKS[surface]:
        yield Fault(pointer, f"{len(blocks)} blocks, {block_kit_limits.BLOCKS[surface]} at most")
    for index, block in enumerate(blocks):
        yield from _block_refusals(block, surface, f"{pointer}/{index}")
    yield from _whole_faults([b for b in blocks if isinstance(b, dict)], pointer)


def _block_refusals(block: object, surface: str, pointer: str) -> Iterator[Fault]:
    kind = block.get("type") if isinstance(block, dict) else None
    if not isinstance(block, dict) or not isinstance(kind, str):
        yield Fault(pointer, "must be an object with a type")
        return
    if kind not in block_kit_limits.TYPES:
        yield Fault(f"{pointer}/type", f"unsupported type: {kind}")
        return
    if kind not in block_kit_limits.SURFACES[surface]:
        yield Fault(f"{pointer}/type", f"{kind} is not allowed in a {surface}")
    if definition := definition_of(kind):
        yield from misfit(block, definition, pointer)
    for part in parts(block, pointer):
        yield from part_faults(part)
    yield from twice(block, "action_id", pointer)


def _whole_faults(blocks: list[Json], pointer: str) -> Iterator[Fault]:
    """The rules that no block breaks alone."""
    yield from twice(blocks, "block_id", pointer)
    # docs.slack.dev/reference/block-kit/blocks/table-block: only_one_table_allowed
    if sum(block.get("type") == "table" for block in blocks) > 1:
        yield Fault(pointer, "more than one table")
    prose = sum(len(b["text"]) for b in blocks if b.get("type") == "markdown" and _is_text(b))
    if prose > block_kit_limits.MARKDOWN_IN_ALL:
        yield Fault(pointer, f"{prose} characters of markdown in all")
    focused = [part for part in parts(blocks, pointer) if part.body.get("focus_on_load") is True]
    if len(focused) > 1:
        yield Fault(focused[1].pointer, "only one element may take the focus on load")


def _is_text(block: Json) -> bool:
    return isinstance(block.get("text"), str)


def _message_manners(payload: Mapping[str, Any]) -> Iterator[Fault]:
    text, blocks = str(payload.get("text") or ""), payload.get("blocks") or []
    # Notifications and screen readers have nothing but this text (chat.postMessage, "text").
    if blocks and not text.strip():
        yield Fault("/text", "no fallback text for notifications and screen readers")
    if payload.get("mrkdwn") is not False:
        yield from _spoken("/text", text)
    yield from _speech_faults(parts(blocks, "/blocks"))
    yield from _label_faults(parts(blocks, "/blocks"))
    if block_kit_limits.ROOM_WE_USE < size(blocks) <= block_kit_limits.BLOCKS_IN_ALL:
        yield Fault("/blocks", f"{size(blocks)} characters in all, we stay below 12,000")
    if payload.get("attachments"):
        yield Fault("/attachments", "legacy; use blocks")
    if payload.get("link_names") or payload.get("parse") == "full":
        yield Fault("/parse", "turns names in the text into mentions")


# -- speech --------------------------------------------------------------------------------------


def _speech_faults(spoken: Iterator[Part]) -> Iterator[Fault]:
    for part in spoken:
        text = part.body.get("text")
        if part.kind == "mrkdwn" and isinstance(text, str):
            yield from _spoken(f"{part.pointer}/text", text)
        if part.kind == "markdown" and isinstance(text, str) and mrkdwn.broadcasts(text):
            yield Fault(f"{part.pointer}/text", "mentions everyone")
        if part.kind == "broadcast":
            yield Fault(part.pointer, "mentions everyone")


def _spoken(pointer: str, text: str) -> Iterator[Fault]:
    if mrkdwn.broadcasts(text):
        yield Fault(pointer, "mentions everyone")
    for bare in mrkdwn.unescaped(text):
        yield Fault(pointer, bare)


def _label_faults(found: Iterator[Part]) -> Iterator[Fault]:
    """Controls that somebody who listens to the screen cannot tell apart, or cannot name."""
    heard: dict[str, Json] = {}
    for part in found:
        if part.kind == "button":
            spoken = _heard(part.body)
            if not any(letter.isalnum() for letter in spoken):
                yield Fault(part.pointer, "a button without a word, and no accessibility_label")
            if heard.setdefault(spoken, part.body).get("value") != part.body.get("value"):
                yield Fault(part.pointer, f"two buttons sound alike: {spoken!r}")
        labelled = part.pointer.endswith("/element")  # an input block names what is inside
        if (
            part.kind in block_kit_limits.NAMELESS
            and not labelled
            and not part.body.get("placeholder")
        ):
            yield Fault(part.pointer, "a menu that nothing names: it needs a placeholder")


def _heard(button: Json) -> str:
    """What a screen reader says of a button."""
    text = button.get("text")
    shown = text.get("text") if isinstance(text, dict) else ""
    return str(button.get("accessibility_label") or shown or "")


def _unique(found: Iterator[Fault]) -> list[Fault]:
    return list(dict.fromkeys(found))
