"""How a form looks in Teams: the input of each kind of field, and how it is read back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.render.adaptive_text import Element
from bot.render.card_actions import PEOPLE
from handlers.forms.form import Faults, Field, Filled, Kind
from models.field_name import FieldName
from models.mention import person
from models.reply import Reply

Data = Mapping[str, Any]

MOST = 200
"""Characters of one input."""

_LISTED = 1_800  # of a list of aliases: as many as one command takes
_SEVERAL = {Kind.SEVERAL_OF, Kind.ALIASES}

_STAYS = "stays"
_CHANNELS = (
    ("Where they go now", _STAYS),
    ("This conversation: everybody in it reads the aliases", "here"),
    ("Each manager's own chat", "none"),
)

# A number is typed as a text, since Teams has no one way to report an Input.Number.
_INPUTS = {
    Kind.ALIASES: "Input.ChoiceSet",
    Kind.CHANNEL: "Input.ChoiceSet",
    Kind.DAY: "Input.Date",
    Kind.ONE_OF: "Input.ChoiceSet",
    Kind.PERSON: "Input.ChoiceSet",
    Kind.SEVERAL_OF: "Input.ChoiceSet",
    Kind.TIME: "Input.Time",
}
_TEXT = "Input.Text"


def initial(fields: Iterable[Field]) -> dict[str, str]:
    """What stands in a form when it opens."""
    first = {field.name.value: _initial(field) for field in _shown(fields)}
    return {name: value for name, value in first.items() if value}


def inputs(fields: Iterable[Field], data: Data, faults: Faults) -> list[Element]:
    """The inputs, with what stands in them and what is wrong with it."""
    return [part for field in _shown(fields) for part in _input(field, data, faults)]


def read(fields: Iterable[Field], data: Data) -> tuple[Filled, Faults]:
    """What stands in a form when it is submitted, and what of it is no text."""
    unread: Faults = {
        field.name: "This is no text that I can read. Type it once more."
        for field in fields
        if not isinstance(text := data.get(field.name, ""), str)
        or len(text) > (_LISTED if field.kind is Kind.ALIASES else MOST)
    }
    return {field.name: _value(field, data) for field in fields}, unread


def field_of(fields: Iterable[Field], refusal: Reply) -> FieldName | None:
    """Where a refusal is shown: at the field that it is about; None for above the form."""
    return refusal.field if refusal.field in {field.name for field in _shown(fields)} else None


def fault(text: str) -> Element:
    """What is wrong, where it is wrong."""
    return _text(text, color="Attention", weight="Bolder")


def typed(data: Data, name: str) -> str:
    """What stands in an input, its blanks made single; empty where that is no text."""
    value = data.get(name, "")
    return " ".join(value.split()) if isinstance(value, str) else ""


def _shown(fields: Iterable[Field]) -> Sequence[Field]:
    """A question is answered by the buttons under the form: nothing confirms it ahead."""
    return [field for field in fields if field.kind not in {Kind.CONFIRMATION, Kind.CARRIED}]


def _initial(field: Field) -> str:
    if field.kind is Kind.CHANNEL:
        return _STAYS
    return ",".join(field.initial.split()) if field.kind in _SEVERAL else field.initial


def _value(field: Field, data: Data) -> str:
    value = typed(data, field.name)
    if field.kind is Kind.CHANNEL:
        return "" if value == _STAYS else value
    if field.kind is Kind.PERSON:
        return person(value) if value else ""
    return value.replace(",", " ") if field.kind in _SEVERAL else value


def _input(field: Field, data: Data, faults: Faults) -> Iterable[Element]:
    yield _control(field, typed(data, field.name))
    if field.name in faults:
        yield fault(faults[field.name])
    if field.hint and field.kind is not Kind.CHANNEL:  # whose options say it
        yield _text(field.hint, isSubtle=True, size="Small")


def _control(field: Field, value: str) -> Element:
    kind = _INPUTS.get(field.kind, _TEXT)
    control: Element = {"type": kind, "id": field.name.value, "label": field.label}
    if kind == _TEXT:
        control |= {"placeholder": field.example, "maxLength": MOST}
    if field.required:
        control |= {"isRequired": True, "errorMessage": f"{field.label} is needed."}
    if kind == "Input.ChoiceSet":
        offered = _CHANNELS if field.kind is Kind.CHANNEL else field.options
        choices = [{"title": title, "value": value} for title, value in offered]
        control |= {"choices": choices, "isMultiSelect": field.kind in _SEVERAL}
    if field.kind is Kind.PERSON:
        control["choices.data"] = PEOPLE
    return control | {"value": value} if value else control


def _text(text: str, **looks: Any) -> Element:
    return {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": text, **looks}]}
