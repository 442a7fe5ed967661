"""The form that closes a day: those who are booked and not logged, each ticked."""

from __future__ import annotations

from handlers.forms.fields import codes_of
from handlers.forms.form import Field, Filled, Form, FormContext, Kind, Option
from models.field_name import FieldName


def _today(context: FormContext) -> tuple[Field, ...]:
    listed = tuple(Option(alias, alias) for alias in context.booked)
    return (
        Field(
            FieldName.BOOKED,
            Kind.ALIASES,
            "Who came",
            hint="Booked and not logged yet. Take out whoever did not come.",
            options=listed or (Option("Nobody is booked today", "nobody"),),
            initial=" ".join(context.booked),
        ),
        Field(FieldName.ON, Kind.DAY, "Date of service", "on", initial=context.today.isoformat()),
        codes_of(context, "The same for all of them. Without one it counts as needling."),
    )


def _log_today(filled: Filled) -> tuple[str, ...]:
    """One command for all of them."""
    aliases = ", ".join(filled[FieldName.BOOKED].split())
    words = ["/session log", aliases, filled[FieldName.CODES], "on", filled[FieldName.ON]]
    return (" ".join(filter(None, words)),)


TODAY = Form(
    name="today",
    title="Close the day",
    submit="Log them",
    opens="/session today",
    fields=_today,
    offered_by=("session today",),
    several=_log_today,
    of_bookings=True,
)
