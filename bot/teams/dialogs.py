"""Dialogs: a form in front of somebody, with errors at its boxes and the answer in its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.render.adaptive_card import Element
from bot.teams.form import MOST, WHOLE, Data, FormField, TeamsForm, typed
from models.reply import Choice

Body = dict[str, Any]

MARK = "opened"
"""Under which a dialog carries what tells it from another one with the same words."""

_CARD = "application/vnd.microsoft.card.adaptive"
_OFFERED = 4


def offered(forms: Iterable[TeamsForm]) -> tuple[Element, ...]:
    """Buttons that open these forms."""
    return tuple(
        {
            "type": "Action.Submit",
            "title": f"{form.title}…",
            "data": {"msteams": {"type": "task/fetch"}, "dialog": form.id},
        }
        for form in forms
    )


def opened(
    form: TeamsForm,
    data: Data,
    faults: Mapping[str, str] | None = None,
    choices: Sequence[Choice] = (),
) -> Body:
    """The dialog, with what was typed before and what is wrong with it."""
    faults = faults or {}
    body = [_told(faults[WHOLE])] if WHOLE in faults else []
    body += [each for field in form.fields for each in _box(field, data, faults)]
    carried = _carried(form, data)
    save = {"type": "Action.Submit", "title": "Save", "data": carried}
    meant = [_submit(choice, carried) for choice in choices[:_OFFERED]]
    card = {
        "type": "AdaptiveCard",
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "version": "1.5",
        "body": body,
        "actions": [save, *meant],
    }
    return _task(form, card)


def answered(form: TeamsForm, card: Element, data: Data) -> Body:
    """The dialog shows the reply: private to whoever filled it in."""
    return _task(form, _submitting(card, _carried(form, data)))


def _carried(form: TeamsForm, data: Data) -> dict[str, str]:
    return {"dialog": form.id, MARK: typed(data, MARK)}


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
        return [_submitting(each, carried) for each in part]
    if not isinstance(part, dict):
        return part
    whole = {name: _submitting(value, carried) for name, value in part.items()}
    if whole.get("type") == "Action.Execute":
        whole.pop("verb", None)
        whole |= {"type": "Action.Submit", "data": {**whole["data"], **carried}}
    return whole


def _box(field: FormField, data: Data, faults: Mapping[str, str]) -> list[Element]:
    box: Element = {"type": field.kind, "id": field.id, "label": field.label}
    if field.hint:
        box["placeholder"] = field.hint
    if field.kind == "Input.Text":
        box["maxLength"] = MOST
    if field.is_needed:
        box |= {"isRequired": True, "errorMessage": f"{field.label} is needed."}
    if field.choices:
        offered = [{"title": title, "value": value} for title, value in field.choices]
        box |= {"choices": offered, "isMultiSelect": field.several}
    if before := typed(data, field.id):
        box["value"] = before
    return [box, _told(faults[field.id])] if field.id in faults else [box]


def _told(fault: str) -> Element:
    run = {"type": "TextRun", "text": fault, "color": "Attention", "weight": "Bolder"}
    return {"type": "RichTextBlock", "inlines": [run]}


def _task(form: TeamsForm, card: Element) -> Body:
    shown = {
        "title": form.title,
        "height": "medium",
        "width": "medium",
        "card": {"contentType": _CARD, "content": card},
    }
    return {"task": {"type": "continue", "value": shown}}
