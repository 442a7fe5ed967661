"""The forms for sessions and aliases, and which form a command opens."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from bot.slack import fields, settings_form
from bot.slack.chart_fields import (
    BEHIND,
    MOST_NUMBER,
    NUMBER,
    alias_menu,
    day_of,
    number,
    plan_menu,
    words,
)
from bot.slack.correcting_forms import BALANCE, VOID
from bot.slack.fields import Block, FilledForm, field, option, plain
from bot.slack.form import CALLBACK, FormSetting, SlackForm, WrongField
from models.coverage.code import CodeKind
from models.privacy import allowed_aliases
from models.reply import Choice, Reply
from models.wording.phrases import sentence

_ALIAS = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
_NO_NAMES = "Never a name, birthday or chart number."


# -- what they draw ------------------------------------------------------------------------------


def _draw_log(setting: FormSetting) -> Iterable[Block]:
    codes = [c for c in setting.book.codes.values() if c.kind is not CodeKind.MODIFIER]
    needling_first = sorted(codes, key=lambda c: (c.kind is not CodeKind.DRY_NEEDLING, c.code))
    offered = [option(f"{c.code} · {c.says.says}", c.code) for c in needling_first]
    yield alias_menu(setting)
    yield field("on", "Date of service", fields.day(setting.today.isoformat()))
    menu = fields.menu("20560, 20561 …", offered, several=True)
    yield field("codes", "Codes", menu, hint="Without one it counts as needling.", needed=False)
    ticks = fields.ticks(
        option("There was another session that day", "again"),
        option("The day is right, though more than two years ago", "sure"),
    )
    yield field("sure", "Only if I ask", ticks, needed=False)


def _draw_new(setting: FormSetting) -> Iterable[Block]:
    own = {"type": "plain_text_input", "max_length": 20, "placeholder": plain("BLUE-7")}
    own_hint = allowed_aliases.hint(setting.wishes.patterns)
    hint = f"Leave it empty, and I issue one. {own_hint} {_NO_NAMES}"
    yield field("alias", "Alias", own, hint=hint, needed=False)
    yield field("payer", "Payer", fields.found("Type a name or nickname"), needed=False)
    yield plan_menu(setting)
    yield _condition(setting)
    months = [option(f"1 {month}", f"{n}/1") for n, month in enumerate(_MONTHS, start=1)]
    hint = "Where the plan's year does not begin in January."
    menu = fields.menu("1 January", months)
    yield field("year", "Benefit year begins", menu, hint=hint, needed=False)


def _draw_payer(setting: FormSetting) -> Iterable[Block]:
    yield alias_menu(setting)
    yield field("payer", "Payer", fields.found("Type a name or nickname"))
    yield plan_menu(setting)
    yield _condition(setting)


def _draw_authorize(setting: FormSetting) -> Iterable[Block]:
    yield alias_menu(setting)
    yield field("visits", "Visits authorized", number(1))
    yield field("first", "From", fields.day(setting.today.isoformat()))
    yield field("last", "Until", fields.day())


def _condition(setting: FormSetting) -> Block:
    offered = [option(sentence(c.name), c.name) for c in setting.book.conditions.values()]
    hint = "Some limits hold for one condition only."
    menu = fields.menu("Choose one", offered)
    return field("condition", "Treated for", menu, hint=hint, needed=False)


# -- what they say -------------------------------------------------------------------------------


def _log(filled: FilledForm) -> tuple[str, ...]:
    codes, sure = filled.several("codes"), filled.several("sure")
    return words("/session log", filled.text("alias"), *codes, "on", day_of(filled, "on"), *sure)


def _new(filled: FilledForm) -> tuple[str, ...]:
    alias, year = filled.text("alias"), filled.text("year")
    if alias and not _ALIAS.fullmatch(alias):
        raise WrongField("alias", "Letters, digits and hyphens, in one word: OAK-12.")
    from_ = f"year from {year}" if year else ""
    return words("/session new", alias, *_of_payer(filled, "payer"), from_)


def _payer(filled: FilledForm) -> tuple[str, ...]:
    return words("/session payer", filled.text("alias"), *_of_payer(filled))


def _authorize(filled: FilledForm) -> tuple[str, ...]:
    visits, first, last = filled.text("visits"), day_of(filled, "first"), day_of(filled, "last")
    if not NUMBER.fullmatch(visits) or int(visits) == 0:
        raise WrongField("visits", f"A whole number from 1 to {MOST_NUMBER}.")
    if last < first:  # ISO dates are ordered as texts are
        raise WrongField("last", "It would end before it begins.")
    alias = filled.text("alias")
    return words("/session authorize", alias, visits, "visits from", first, "until", last)


def _of_payer(filled: FilledForm, before: str = "") -> tuple[str, ...]:
    payer, condition, plan = (filled.text(name) for name in ("payer", "condition", "plan"))
    if (condition or plan) and not payer:
        what = "condition" if condition else "plan"
        raise WrongField("payer", f"The {what} matters for a payer's limits only: name the payer.")
    of_plan = f"plan {plan}" if plan else ""
    return (before if payer else "", payer, of_plan, f"for {condition}" if condition else "")


# -- which there are -----------------------------------------------------------------------------

LOG = SlackForm(
    "log",
    "Log a session",
    "Log it",
    re.compile(r"/session log"),
    _draw_log,
    _log,
    (
        ("already has", "sure"),
        ("years ago", "sure"),
        ("to come", "on"),
        ("birth", "on"),
        ("", "alias"),
    ),
)
NEW = SlackForm(
    "new",
    "New alias",
    "Make it",
    re.compile(r"/session new"),
    _draw_new,
    _new,
    (("payer", "payer"), ("Which plan is it", "plan"), ("Which plan", "payer"), ("", "alias")),
)
PAYER = SlackForm(
    "payer",
    "Who pays",
    "Save",
    re.compile(rf"/session payer{BEHIND}"),
    _draw_payer,
    _payer,
    (("closed", "alias"), ("no alias", "alias"), ("Which plan is it", "plan"), ("", "payer")),
)
AUTHORIZE = SlackForm(
    "authorize",
    "Authorization",
    "Save",
    re.compile(rf"/session authorize{BEHIND}"),
    _draw_authorize,
    _authorize,
    (("end on", "last"), ("How many", "visits"), ("", "alias")),
)
FORMS = (LOG, NEW, PAYER, AUTHORIZE, VOID, BALANCE, settings_form.SETTINGS)


def by_name(callback_id: str) -> SlackForm:
    """The form of a callback id."""
    return next(form for form in FORMS if callback_id == f"{CALLBACK}{form.name}")


def opened_by(command: str) -> tuple[SlackForm, str] | None:
    """The form for a command that leaves something out, and the alias in it."""
    for form in FORMS:
        if match := form.begins.fullmatch(command.strip()):
            return form, match.groupdict().get("alias") or ""
    return None


_SETTINGS = (Choice("Change in a form", settings_form.COMMAND),)
_OFFERED: dict[str, tuple[Choice, ...]] = {
    "/clinic": _SETTINGS,
    settings_form.COMMAND: _SETTINGS,
    "/session log": (Choice("Fill in a form", "/session log"),),
    "/session void": (Choice("Fill in a form", "/session void"),),
    "/session balance": (Choice("Fill in a form", "/session balance"),),
    "/session": (
        Choice("Log in a form", "/session log"),
        Choice("New alias in a form", "/session new"),
        Choice("Authorization in a form", "/session authorize"),
        Choice("Void in a form", "/session void"),
        Choice("Visits used in a form", "/session balance"),
    ),
}


def offers(typed: str, *, manages: bool) -> tuple[Choice, ...]:
    """The forms that would have asked for what was left out, for whoever may use them."""
    bare = " ".join(typed.split()).casefold().removesuffix(" help")
    found = _OFFERED.get(bare, ())
    return tuple(each for each in found if manages or not _is_for_managers(each))


def _is_for_managers(choice: Choice) -> bool:
    opened = opened_by(choice.command)
    return opened is not None and opened[0].for_managers


def offered(reply: Reply, more: tuple[Choice, ...]) -> Reply:
    """The reply with these forms, in the place of buttons that came to the same."""
    kept = tuple(c for c in reply.choices if c.command not in {each.command for each in more})
    return replace(reply, choices=(*kept, *more)) if more else reply
