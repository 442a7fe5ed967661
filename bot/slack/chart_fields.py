"""What the forms about a chart share: their fields, and how these are read."""

from __future__ import annotations

import re
from datetime import date

from bot.slack import fields
from bot.slack.fields import Block, FilledForm, field, option
from bot.slack.form import FormSetting, WrongField
from models.coverage.plan_kind import PlanKind
from models.coverage.plans import plans_of
from models.wording.phrases import sentence

BEHIND = r"(?: (?P<alias>[A-Z0-9-]+))?"
"""An alias behind the command that opens a form."""

MOST_NUMBER = 999
NUMBER = re.compile(r"[0-9]{1,3}")


def alias_menu(setting: FormSetting) -> Block:
    """One of the clinic's aliases."""
    first = option(setting.alias, setting.alias) if setting.alias else None
    return field("alias", "Alias", fields.found("BLUE-47K", first))


def plan_menu(setting: FormSetting) -> Block:
    """The plans of the payers in the pack, and the kinds of plan."""
    own = [plan for payer in setting.book.payers for plan in plans_of(payer, setting.book)]
    offered = [option(sentence(plan), plan) for plan in dict.fromkeys([*own, *PlanKind])]
    hint = "Some limits hold for one plan only."
    return field("plan", "Plan", fields.menu("Choose one", offered), hint=hint, needed=False)


def number(least: int) -> Block:
    """A whole number."""
    bounds = {"min_value": str(least), "max_value": str(MOST_NUMBER)}
    return {"type": "number_input", "is_decimal_allowed": False, **bounds}


def day_of(filled: FilledForm, name: str) -> str:
    """The day in a field, ISO. Raises `Wrong`."""
    try:
        return date.fromisoformat(filled.text(name)).isoformat()
    except ValueError:
        raise WrongField(name, "Choose a day.") from None


def words(*parts: str) -> tuple[str]:
    """The one command that these parts make."""
    return (" ".join(filter(None, parts)),)
