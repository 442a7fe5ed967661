"""The form of an answer that is wrong: which part of its card, and which of its sources."""

from __future__ import annotations

from handlers.forms.form import Field, Form, FormContext, Kind, Option
from models.field_name import FieldName


def _fields(context: FormContext) -> tuple[Field, ...]:
    card = context.card
    if card is None:
        return ()
    asked = Field(FieldName.ASKED, Kind.CARRIED, "", initial=card.asked.removeprefix("/"))
    parts = tuple(Option(label, part.value) for part, label in card.parts.items())
    sources = tuple(Option(label, number) for number, label in card.sources.items())
    part = Field(
        FieldName.PART, Kind.ONE_OF, "What is wrong?", "part", hint=card.title, options=parts
    )
    if not sources:
        return (asked, part)
    source = Field(FieldName.SOURCE, Kind.ONE_OF, "By which source?", "source", options=sources)
    return (asked, part, source)


WRONG = Form(
    name="wrong",
    title="This is wrong",
    submit="Have it checked",
    opens="/wrong",
    fields=_fields,
    offered_by=(),
    of_answer=True,
)
