"""Forms that correct a count: a session that is void, and visits used before or elsewhere.

What was typed freely elsewhere is chosen here: why a session is void, and who says a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.slack import fields
from bot.slack.chart_fields import BEHIND, MOST_NUMBER, NUMBER, alias_menu, day_of, number, words
from bot.slack.fields import Block, FilledForm, field, option
from bot.slack.form import FormSetting, SlackForm, WrongField
from models.visits import void_reason
from models.visits.balance_source import MENU
from models.wording.phrases import sentence


def _draw_void(setting: FormSetting) -> Iterable[Block]:
    hint = "Its number in the list of sessions: /session show"
    reasons = [option(sentence(reason), reason) for reason in void_reason.OFFERED]
    yield alias_menu(setting)
    yield field("number", "Session", number(1), hint=hint)
    yield field("reason", "Why is it void?", fields.menu("Choose one", reasons))


def _draw_balance(setting: FormSetting) -> Iterable[Block]:
    sources = [option(sentence(says), kept) for kept, says in MENU]
    ways = [
        option("In all, sessions logged here among them", "in all"),
        option("Elsewhere, on top of those logged here", "elsewhere"),
    ]
    yield alias_menu(setting)
    yield field("visits", "Visits used", number(0))
    yield field("how", "How they count", fields.menu("Choose one", ways))
    yield field("on", "As of", fields.day(setting.today.isoformat()))
    yield field("source", "Who says so?", fields.menu("Choose one", sources))


def _void(filled: FilledForm) -> tuple[str, ...]:
    session, alias, reason = filled.text("number"), filled.text("alias"), filled.text("reason")
    if not NUMBER.fullmatch(session):
        raise WrongField("number", "The number of a session: a whole one, from 1.")
    return words("/session void", alias, session, "because", reason)


def _balance(filled: FilledForm) -> tuple[str, ...]:
    visits, alias, how = filled.text("visits"), filled.text("alias"), filled.text("how")
    if not NUMBER.fullmatch(visits):
        raise WrongField("visits", f"A whole number from 0 to {MOST_NUMBER}.")
    source = filled.text("source")
    on = day_of(filled, "on")
    return words("/session balance", alias, visits, how, "as of", on, "from", source)


VOID = SlackForm(
    "void",
    "Void a session",
    "Void it",
    re.compile(rf"/session void{BEHIND}"),
    _draw_void,
    _void,
    (("has no session", "number"), ("", "alias")),
)
BALANCE = SlackForm(
    "balance",
    "Visits used before",
    "Save",
    re.compile(rf"/session balance{BEHIND}"),
    _draw_balance,
    _balance,
    (("still to come", "on"), ("birth", "on"), ("same one as before", "source"), ("", "alias")),
)
