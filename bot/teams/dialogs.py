"""Dialogs in Teams: a form as a card, errors at its boxes, and the answer in its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.render import teams_form
from bot.render.adaptive_text import Element
from bot.render.teams_form import Data, typed
from handlers.forms.form import Faults, Field, Form
from models.field_name import FieldName
from models.reply import Choice, Reply

Body = dict[str, Any]

MARK = "opened"
"""Under which a dialog carries what tells it from another one with the same words."""

_CARD = "application/vnd.microsoft.card.adaptive"
_OFFERED = 4

ABOVE = ""
"""In the place of a field: above them all."""


def offered(forms: Iterable[Form]) -> tuple[Element, ...]:
    """Buttons that open these forms."""
    return tuple(
        {
            "type": "Action.Submit",
            "title": f"{form.title}…",
            "data": {"msteams": {"type": "task/fetch"}, "dialog": form.name},
        }
        for form in forms
    )


def opened(
    form: Form,
    fields: Sequence[Field],
    data: Data,
    faults: Faults | None = None,
    choices: Sequence[Choice] = (),
) -> Body:
    """The dialog, with what stands in it and what is wrong with it, by field or `ABOVE`."""
    faults = faults or {}
    above = [teams_form.fault(faults[ABOVE])] if ABOVE in faults else []
    carried = _carried(form, data)
    save = {"type": "Action.Submit", "title": form.submit, "data": carried}
    card = {
        "type": "AdaptiveCard",
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "version": "1.5",
        "body": [*above, *teams_form.inputs(fields, data, faults)],
        "actions": [save, *(_submit(choice, carried) for choice in choices)],
    }
    return _task(form, card)


def refused(form: Form, fields: Sequence[Field], data: Data, refusal: Reply) -> Body:
    """The dialog with a refusal at the field that it is about, or else above them all.

    Its buttons stand below, unless it was of one of several commands: the others would stay unsaid.
    """
    at = teams_form.field_of(fields, refusal) or ABOVE
    choices = () if form.for_managers else refusal.choices[:_OFFERED]
    return opened(form, fields, data, {at: refusal.sentences}, choices)


def answered(form: Form, card: Element, data: Data) -> Body:
    """The dialog shows the reply: private to whoever filled it in."""
    return _task(form, _submitting(card, _carried(form, data)))


def _carried(form: Form, data: Data) -> dict[str, str]:
    asked = {FieldName.ASKED.value: typed(data, FieldName.ASKED)} if form.of_answer else {}
    return {"dialog": form.name, MARK: typed(data, MARK), **asked}


def _submit(choice: Choice, carried: Mapping[str, str]) -> Element:
    return {
        "type": "Action.Submit",
        "title": choice.label,
        "data": {"say": choice.command, **carried},
        "associatedInputs": "none",
    }


def _submitting(part: Any, carried: Mapping[str, str]) -> Any:
    """A card whose buttons work in a dialog, where Teams knows no Action.Execute."""
    if isinstance(part, list):
        return [_submitting(item, carried) for item in part]
    if not isinstance(part, dict):
        return part
    whole = {name: _submitting(value, carried) for name, value in part.items()}
    if whole.get("type") == "Action.Execute":
        whole.pop("verb", None)
        whole |= {"type": "Action.Submit", "data": {**whole["data"], **carried}}
    return whole


def _task(form: Form, card: Element) -> Body:
    shown = {
        "title": form.title,
        "height": "medium",
        "width": "medium",
        "card": {"contentType": _CARD, "content": card},
    }
    return {"task": {"type": "continue", "value": shown}}
