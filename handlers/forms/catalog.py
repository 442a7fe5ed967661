"""All forms (FORMS, and WRONG under an answer), which command opens one, who is offered which."""

from __future__ import annotations

import re
from typing import NamedTuple

from handlers.forms.authorizations import AUTHORIZE, GRANTED, REQUEST, WITHDRAW
from handlers.forms.balances import BALANCE
from handlers.forms.bookings import TODAY
from handlers.forms.caps import CAP
from handlers.forms.charts import NEW, PAYER
from handlers.forms.form import Form
from handlers.forms.plans_of_care import PLAN
from handlers.forms.rules import RULE
from handlers.forms.sessions import LOG, VOID
from handlers.forms.settings import HOLIDAY, SETTINGS
from handlers.forms.wrong import WRONG
from models.understanding.commands import rule_commands, wrong_words

FORMS = {
    form.name: form
    for form in (
        *(LOG, TODAY, NEW, PAYER, AUTHORIZE, REQUEST, GRANTED, PLAN, WITHDRAW, VOID, BALANCE),
        *(CAP, RULE, SETTINGS, HOLIDAY),
    )
}


BY_NAME = {**FORMS, WRONG.name: WRONG}
"""Those of a command, and that of an answer."""

_OFFERED_BY = {
    bare: tuple(form for form in FORMS.values() if bare in form.offered_by)
    for bare in {each for form in FORMS.values() for each in form.offered_by}
}


_AN_ALIAS = "(?: ([A-Z0-9-]+))?"
_A_REQUEST = "(?: ([A-Z0-9-]+(?: request [0-9]+)?))?"
_BY_CALL = "(?: (.+) by call)?"
_CODE = re.compile("[0-9]{4}[0-9A-Z]|[A-Z][0-9]{4}")


def opened_by(command: str) -> tuple[Form, str] | None:
    """The form for a command that leaves out what it asks for, and what stands behind it.

    That is an alias, a request of one, a payer with codes, or the command of the answer that the
    form is about.
    """
    if command.startswith(f"{WRONG.opens} "):
        asked = wrong_words.read(command.removeprefix(WRONG.opens))
        return (WRONG, asked.asked) if asked.part is None else None
    for form in FORMS.values():
        behind = _behind(form)
        if match := re.fullmatch(re.escape(form.opens) + behind, command.strip()):
            told = match[1] or ""
            is_whole = form.of_payer and rule_commands.has_verdict(told)
            return None if is_whole else (form, told)
    return None


def _behind(form: Form) -> str:
    if form.of_payer:
        return _BY_CALL
    if form.takes_request:
        return _A_REQUEST
    return _AN_ALIAS if form.takes_alias else "()"


def request_told(behind: str) -> tuple[str, str]:
    """The alias and the number of its request that stand behind the command of a form."""
    alias, _, number = behind.partition(" request ")
    return alias, number


class RuleTold(NamedTuple):
    """What a button says of a rule before its form is filled in; empty where it says nothing.

    `line` and `state` are written out: "Medicare Advantage", "Ohio".
    """

    payer: str
    codes: str = ""
    condition: str = ""
    profession: str = ""
    line: str = ""
    state: str = ""


def rule_told(behind: str) -> RuleTold:
    """What stands behind the command of a form on a payer: its name, codes, and for whom.

    Without a code all of it is the name: "for" and "in" stand in names, too. The kind of plan
    stands right behind the codes.
    """
    words = behind.split()
    at = next((n for n, word in enumerate(words) if _CODE.fullmatch(word)), len(words))
    end = next((n for n in range(at, len(words)) if not _CODE.fullmatch(words[n])), len(words))
    told: dict[str, list[str]] = {"": [], "for": [], "by": [], "in": []}
    behind_word = ""
    for word in words[end:]:
        if word in told:
            behind_word = word
        else:
            told[behind_word].append(word)
    line, condition, profession, state = (" ".join(said) for said in told.values())
    name, codes = " ".join(words[:at]), " ".join(words[at:end])
    return RuleTold(name, codes, condition, profession, line, state)


def offered(typed: str) -> tuple[Form, ...]:
    """The forms that would have asked for what a typed command leaves out."""
    bare = " ".join(typed.split()).casefold().removeprefix("/")
    return _OFFERED_BY.get(bare) or _OFFERED_BY.get(bare.removesuffix(" help"), ())
