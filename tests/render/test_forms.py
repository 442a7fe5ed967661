"""Forms as each platform draws them, reads them back, and shows a refusal in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.render import slack_form, teams_form
from handlers.forms.catalog import FORMS
from handlers.forms.form import Field, FormContext, Kind
from handlers.outcome import in_words
from models.coverage.fact_book import FactBook
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Reply

F = FieldName


@pytest.fixture
def context(pack: FactBook) -> FormContext:
    """What the forms are drawn from."""
    return FormContext(pack, date(2026, 11, 23))


def refusal(words: str, field: FieldName | None) -> Reply:
    return in_words(NotUnderstood(words, "", field=field))


@pytest.mark.parametrize(
    ("field", "in_slack", "in_teams"),
    [
        pytest.param(F.CODES, F.CODES, F.CODES, id="a field of the form"),
        pytest.param(F.SURE, F.SURE, None, id="what Teams asks with buttons"),
        pytest.param(F.PLAN, F.ALIAS, None, id="a field of another form"),
        pytest.param(None, F.ALIAS, None, id="no field"),
    ],
)
def test_a_refusal_is_shown_at_the_field_that_it_names_whatever_it_says(
    context: FormContext, field: FieldName, in_slack: FieldName, in_teams: FieldName | None
) -> None:
    fields = FORMS["log"].fields(context)
    for words in ("still to come", "Which plan is it?", "zorblat"):
        assert slack_form.field_of(fields, refusal(words, field)) is in_slack
        assert teams_form.field_of(fields, refusal(words, field)) is in_teams


def test_a_form_left_as_it_opens_is_read_back_as_it_was_drawn(context: FormContext) -> None:
    for form in FORMS.values():
        fields = form.fields(replace(context, alias="BLUE-47K"))
        initial = teams_form.initial(fields)
        read, unread = teams_form.read(fields, initial)
        assert unread == {}
        assert [read[f.name] for f in fields if f.kind is not Kind.CHANNEL] == [
            f.initial for f in fields if f.kind is not Kind.CHANNEL
        ]


@pytest.mark.parametrize("value", [7, None, ["x"], {}, "x" * 201])
def test_what_is_no_text_is_told_and_never_read(context: FormContext, value: object) -> None:
    fields = FORMS["log"].fields(context)
    read, unread = teams_form.read(fields, {"alias": value, "on": "2026-11-20"})
    assert list(unread) == [F.ALIAS]
    assert read[F.ON] == "2026-11-20"


@pytest.mark.parametrize(
    ("controls", "value"),
    [
        pytest.param({}, "", id="no control"),
        pytest.param({"a": {"type": "datepicker", "selected_date": None}}, "", id="no day"),
        pytest.param({"a": {"type": "number_input", "value": " 12 "}}, "12", id="blanks around"),
        pytest.param(
            {"a": {"type": "static_select", "selected_option": {"value": "x"}}}, "x", id="a menu"
        ),
        pytest.param(
            {"a": {"type": "checkboxes", "selected_options": [{"value": "x"}, {"value": "y"}]}},
            "x y",
            id="two boxes",
        ),
        pytest.param({"a": {"type": "radio_buttons", "value": "x"}}, "", id="a control of others"),
    ],
)
def test_slack_reports(controls: dict[str, dict[str, object]], value: str) -> None:
    field = Field(F.ON, Kind.DAY, "On")
    assert slack_form.read([field], {"on": controls}) == {F.ON: value}
