"""The parts of a Block Kit payload, one by one, and the rules that a part keeps by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from tests.fakes import block_kit_limits

Json = dict[str, Any]

# The roles of objects that have no `type`, by the property that holds them.
_ROLES = {
    "confirm": "confirm",
    "initial_option": "option",
    "initial_options": "option",
    "option_groups": "option_group",
    "options": "option",
}


class Fault(NamedTuple):
    """Where in the payload (a JSON pointer) and which rule is broken."""

    pointer: str
    rule: str

    def __str__(self) -> str:
        """The fault as one line: pointer, then rule."""
        return f"{self.pointer}: {self.rule}"


class Part(NamedTuple):
    """One object inside a payload: where it stands, what it is, what it holds."""

    pointer: str
    kind: str
    body: Json


def parts(value: object, pointer: str, role: str = "") -> Iterator[Part]:
    """Every object inside the value, itself included, outermost first."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from parts(item, f"{pointer}/{index}", role)
    if isinstance(value, dict):
        kind = value.get("type")
        yield Part(pointer, kind if isinstance(kind, str) else role, value)
        for key, item in value.items():
            yield from parts(item, f"{pointer}/{key}", _ROLES.get(key, ""))


def part_faults(part: Part) -> Iterator[Fault]:
    """What is wrong with the lengths, the counts, the texts and the choices of one part."""
    yield from _length_faults(part)
    yield from _count_faults(part)
    yield from _text_faults(part)
    yield from _menu_faults(part)
    yield from _form_faults(part)


def twice(body: object, key: str, pointer: str) -> Iterator[Fault]:
    """Values of the key that stand more than once inside the body."""
    names = Counter(str(part.body[key]) for part in parts(body, pointer) if key in part.body)
    for name, times in names.items():
        if times > 1:
            yield Fault(pointer, f"{key} {name!r} stands {times} times")


def _length_faults(part: Part) -> Iterator[Fault]:
    for key, value in part.body.items():
        most = block_kit_limits.LENGTHS.get(
            (part.kind, key), block_kit_limits.LENGTHS_ANYWHERE.get(key)
        )
        for length in _lengths(value):
            if most is not None and length > most:
                yield Fault(f"{part.pointer}/{key}", f"{length} characters, {most} at most")


def _lengths(value: object) -> Iterator[int]:
    """The length of a string or of a text object, or of each in a list of them."""
    for item in value if isinstance(value, list) else [value]:
        text = item.get("text") if isinstance(item, dict) else item
        if isinstance(text, str):
            yield len(text)


def _count_faults(part: Part) -> Iterator[Fault]:
    for key, value in part.body.items():
        if (part.kind, key) not in block_kit_limits.COUNTS or not isinstance(value, list):
            continue
        fewest, most = block_kit_limits.COUNTS[part.kind, key]
        if not fewest <= len(value) <= most:
            rule = f"{len(value)} items, from {fewest} to {most} are allowed"
            yield Fault(f"{part.pointer}/{key}", rule)
    if part.kind == "table":
        yield from _row_faults(part)


def _row_faults(table: Part) -> Iterator[Fault]:
    rows = table.body.get("rows")
    for index, row in enumerate(rows if isinstance(rows, list) else []):
        if isinstance(row, list) and len(row) > block_kit_limits.TABLE_COLUMNS:
            rule = f"{len(row)} cells, {block_kit_limits.TABLE_COLUMNS} at most"
            yield Fault(f"{table.pointer}/rows/{index}", rule)


def _text_faults(part: Part) -> Iterator[Fault]:
    if part.kind in ("plain_text", "mrkdwn") and not part.body.get("text"):
        yield Fault(f"{part.pointer}/text", "empty")
    if part.kind == "section" and not part.body.get("text") and not part.body.get("fields"):
        yield Fault(part.pointer, "a section needs text or fields")


def _menu_faults(part: Part) -> Iterator[Fault]:
    """A menu needs its options, once, and may start only with one of them."""
    menu = part.body
    needs_options = part.kind in ("static_select", "multi_static_select")
    if needs_options and ("options" in menu) == ("option_groups" in menu):
        yield Fault(part.pointer, "needs either options or option_groups")
    offered = _offered(menu)
    if offered is None:
        return
    for key in ("initial_option", "initial_options"):
        first = menu.get(key)
        chosen = first if isinstance(first, list) else [first] if first else []
        if any(each not in offered for each in chosen):
            yield Fault(f"{part.pointer}/{key}", "is not one of the options")


def _offered(menu: Json) -> list[Json] | None:
    """The options of a menu, those in groups included; None where the app supplies them later."""
    groups = menu.get("option_groups") or [menu]
    listed = [group.get("options") for group in groups if isinstance(group, dict)]
    if not any(isinstance(options, list) for options in listed):
        return None
    return [option for options in listed if isinstance(options, list) for option in options]


def _form_faults(part: Part) -> Iterator[Fault]:
    """Dates, times and addresses that Slack cannot read; lengths that nobody can type."""
    for key, value in part.body.items():
        form = block_kit_limits.FORMS.get((part.kind, key))
        if form and isinstance(value, str) and not form.fullmatch(value):
            yield Fault(f"{part.pointer}/{key}", f"{value!r} is not written as Slack reads it")
    if part.kind == "plain_text_input":
        fewest, most = part.body.get("min_length", 0), part.body.get("max_length", 3000)
        if not 0 <= fewest <= most <= block_kit_limits.TYPED:
            yield Fault(part.pointer, f"from {fewest} to {most} characters cannot be typed")
