"""The list of all forms (FORMS), which command opens one and who is offered which."""

from __future__ import annotations

import re

from handlers.forms.caps import CAP
from handlers.forms.charts import AUTHORIZE, BALANCE, LOG, NEW, PAYER, VOID, WITHDRAW
from handlers.forms.form import Form
from handlers.forms.settings import SETTINGS

FORMS = {
    form.name: form for form in (LOG, NEW, PAYER, AUTHORIZE, WITHDRAW, VOID, BALANCE, CAP, SETTINGS)
}


_OFFERED_BY = {
    bare: tuple(form for form in FORMS.values() if bare in form.offered_by)
    for bare in {each for form in FORMS.values() for each in form.offered_by}
}


def opened_by(command: str) -> tuple[Form, str] | None:
    """The form for a command that leaves out what it asks for, and the alias in the command."""
    for form in FORMS.values():
        behind = "(?: ([A-Z0-9-]+))?" if form.takes_alias else "()"
        if match := re.fullmatch(re.escape(form.opens) + behind, command.strip()):
            return form, match[1] or ""
    return None


def offered(typed: str) -> tuple[Form, ...]:
    """The forms that would have asked for what a typed command leaves out."""
    bare = " ".join(typed.split()).casefold().removeprefix("/")
    return _OFFERED_BY.get(bare) or _OFFERED_BY.get(bare.removesuffix(" help"), ())
