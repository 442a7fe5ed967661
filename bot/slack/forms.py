"""The forms for sessions and aliases, and which form a command opens."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from bot.slack import fields, settings_form
from bot.slack.fields import Block, Filled, field, option, plain
from bot.slack.form import CALLBACK, Form, Setting, Wrong
from models import alias_words
from models.cpt import CodeKind
from models.phrases import sentence
from models.reply import Choice, Reply

_MOST_VISITS = 999
_ALIAS = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
_NUMBER = re.compile(r"[0-9]{1,3}")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
_NO_NAMES = "Never a name, birthday or chart number."


# -- what they draw ------------------------------------------------------------------------------


def _draw_log(setting: Setting) -> Iterable[Block]:
    codes = [c for c in setting.book.codes.values() if c.kind is not CodeKind.MODIFIER]
    needling_first = sorted(codes, key=lambda c: (c.kind is not CodeKind.DRY_NEEDLING, c.code))
    offered = [option(f"{c.code} · {c.says.says}", c.code) for c in needling_first]
    yield _alias(setting)
    yield field("on", "Date of service", fields.day(setting.today.isoformat()))
    menu = fields.menu("20560, 20561 …", offered, several=True)
    yield field("codes", "Codes", menu, hint="Without one it counts as needling.", needed=False)
    ticks = fields.ticks(
        option("There was another session that day", "again"),
        option("The day is right, though more than two years ago", "sure"),
    )
    yield field("sure", "Only if I ask", ticks, needed=False)


def _draw_new(setting: Setting) -> Iterable[Block]:
    own = {"type": "plain_text_input", "max_length": 20, "placeholder": plain("BLUE-7")}
    own_hint = alias_words.hint(setting.wishes.patterns)
    hint = f"Leave it empty, and I issue one. {own_hint} {_NO_NAMES}"
    yield field("alias", "Alias", own, hint=hint, needed=False)
    yield field("payer", "Payer", fields.found("Type a name or nickname"), needed=False)
    yield _condition(setting)
    months = [option(f"1 {month}", f"{n}/1") for n, month in enumerate(_MONTHS, start=1)]
    hint = "Where the plan's year does not begin in January."
    menu = fields.menu("1 January", months)
    yield field("year", "Benefit year begins", menu, hint=hint, needed=False)


def _draw_payer(setting: Setting) -> Iterable[Block]:
    yield _alias(setting)
    yield field("payer", "Payer", fields.found("Type a name or nickname"))
    yield _condition(setting)


def _draw_authorize(setting: Setting) -> Iterable[Block]:
    number: Block = {"type": "number_input", "is_decimal_allowed": False}
    bounds = {"min_value": "1", "max_value": str(_MOST_VISITS)}
    yield _alias(setting)
    yield field("visits", "Visits authorized", number | bounds)
    yield field("first", "From", fields.day(setting.today.isoformat()))
    yield field("last", "Until", fields.day())


def _alias(setting: Setting) -> Block:
    first = option(setting.alias, setting.alias) if setting.alias else None
    return field("alias", "Alias", fields.found("BLUE-47K", first))


def _condition(setting: Setting) -> Block:
    offered = [option(sentence(c.name), c.name) for c in setting.book.conditions.values()]
    hint = "Some limits hold for one condition only."
    menu = fields.menu("Choose one", offered)
    return field("condition", "Treated for", menu, hint=hint, needed=False)


# -- what they say -------------------------------------------------------------------------------


def _log(filled: Filled) -> tuple[str, ...]:
    codes, sure = filled.several("codes"), filled.several("sure")
    return _words("/session log", filled.text("alias"), *codes, "on", _day(filled, "on"), *sure)


def _new(filled: Filled) -> tuple[str, ...]:
    alias, year = filled.text("alias"), filled.text("year")
    if alias and not _ALIAS.fullmatch(alias):
        raise Wrong("alias", "Letters, digits and hyphens, in one word: OAK-12.")
    from_ = f"year from {year}" if year else ""
    return _words("/session new", alias, *_of_payer(filled, "payer"), from_)


def _payer(filled: Filled) -> tuple[str, ...]:
    return _words("/session payer", filled.text("alias"), *_of_payer(filled))


def _authorize(filled: Filled) -> tuple[str, ...]:
    visits, first, last = filled.text("visits"), _day(filled, "first"), _day(filled, "last")
    if not _NUMBER.fullmatch(visits) or int(visits) == 0:
        raise Wrong("visits", f"A whole number from 1 to {_MOST_VISITS}.")
    if last < first:  # ISO dates are ordered as texts are
        raise Wrong("last", "It would end before it begins.")
    alias = filled.text("alias")
    return _words("/session authorize", alias, visits, "visits from", first, "until", last)


def _of_payer(filled: Filled, before: str = "") -> tuple[str, ...]:
    payer, condition = filled.text("payer"), filled.text("condition")
    if condition and not payer:
        raise Wrong("payer", "The condition matters for a payer's limits only: name the payer.")
    return (before if payer else "", payer, f"for {condition}" if condition else "")


def _day(filled: Filled, name: str) -> str:
    try:
        return date.fromisoformat(filled.text(name)).isoformat()
    except ValueError:
        raise Wrong(name, "Choose a day.") from None


def _words(*words: str) -> tuple[str]:
    return (" ".join(filter(None, words)),)


# -- which there are -----------------------------------------------------------------------------

_BEHIND = r"(?: (?P<alias>[A-Z0-9-]+))?"

LOG = Form(
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
NEW = Form(
    "new",
    "New alias",
    "Make it",
    re.compile(r"/session new"),
    _draw_new,
    _new,
    (("payer", "payer"), ("Which plan", "payer"), ("", "alias")),
)
PAYER = Form(
    "payer",
    "Who pays",
    "Save",
    re.compile(rf"/session payer{_BEHIND}"),
    _draw_payer,
    _payer,
    (("closed", "alias"), ("no alias", "alias"), ("", "payer")),
)
AUTHORIZE = Form(
    "authorize",
    "Authorization",
    "Save",
    re.compile(rf"/session authorize{_BEHIND}"),
    _draw_authorize,
    _authorize,
    (("end on", "last"), ("How many", "visits"), ("", "alias")),
)
FORMS = (LOG, NEW, PAYER, AUTHORIZE, settings_form.SETTINGS)


def by_name(callback_id: str) -> Form:
    """The form of a callback id."""
    return next(form for form in FORMS if callback_id == f"{CALLBACK}{form.name}")


def opened_by(command: str) -> tuple[Form, str] | None:
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
    "/session": (
        Choice("Log in a form", "/session log"),
        Choice("New alias in a form", "/session new"),
        Choice("Authorization in a form", "/session authorize"),
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
