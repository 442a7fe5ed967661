"""A code of a log that nobody knows: refused, with the code that its digits likely stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from handlers.command import Services
from models.coverage.code import CodeKind
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice
from models.understanding.commands.session_commands import LogRequest
from models.wording import phrases

_DIGITS = 5

Again = Callable[[LogRequest, Sequence[str]], str]
"""The command of a log, with these codes."""


def refuse(log: LogRequest, services: Services, again: Again) -> None:
    """Raise `NotUnderstood` where a code is none that is known; nothing is logged."""
    strange = [code for code in log.codes if not _is_known(code, services)]
    if not strange:
        return
    known = [code for code in log.codes if code not in strange]
    if images := [code for code in strange if _is_no_treatment(code)]:
        raise _no_treatment(images, known, log, again)
    beside = f" with {phrases.either(known, 'and')}" if known else ""
    choices = [*_meant(log, strange[0], services, again)] if len(strange) == 1 else []
    choices = choices or [
        Choice(f"Log {code}{beside}", again(log, (*known, code)))
        for code in _needling(services)
        if code not in known
    ]
    without = phrases.either(known, "and") if known else "it without a code"
    not_known = "is not a code" if len(strange) == 1 else "are not codes"
    raise NotUnderstood(
        f"{phrases.either(strange, 'and')} {not_known} that I know, so nothing was logged.",
        "Check the digits, or leave the code out"
        + ("." if known else ": it is then taken for needling."),
        [*choices, Choice(f"Log {without}", again(log, known))],
        field=FieldName.CODES,
    )


def _is_no_treatment(code: str) -> bool:
    """Whether it is of CPT's series of imaging (7) or laboratory tests (8): no slip of a visit."""
    return code.isdigit() and len(code) == _DIGITS and code[0] in "78"


def _no_treatment(
    images: Sequence[str], known: Sequence[str], log: LogRequest, again: Again
) -> NotUnderstood:
    """That a code is of an x-ray or a test: no visit of needling is offered in its place."""
    are = "is a code" if len(images) == 1 else "are codes"
    without = phrases.either([*known], "and")
    return NotUnderstood(
        f"{phrases.either([*images], 'and')} {are} of imaging or a laboratory test, of which "
        "nothing is counted. Nothing was logged.",
        "Log the codes of the visit itself.",
        [Choice(f"Log {without}", again(log, known))] if known else [],
        field=FieldName.CODES,
    )


def _is_known(code: str, services: Services) -> bool:
    return code in services.book.codes or code in services.lists.codes


def _needling(services: Services) -> list[str]:
    codes = services.book.codes.values()
    return sorted(c.code for c in codes if c.kind is CodeKind.DRY_NEEDLING)


def _meant(log: LogRequest, strange: str, services: Services, again: Again) -> Iterator[Choice]:
    """The log with two neighbouring digits the other way round, its units kept."""
    times = log.by_code.get(strange, 1)
    for place in range(len(strange) - 1):
        front, pair, rest = strange[:place], strange[place : place + 2], strange[place + 2 :]
        code = f"{front}{pair[::-1]}{rest}"
        if code == strange or code in log.codes or not _is_known(code, services):
            continue
        codes = [code if one == strange else one for one in log.codes]
        by_code = {c: n for c, n in log.by_code.items() if c != strange}
        if strange in log.by_code:
            by_code[code] = times
        units = f" x{times}" if times > 1 else ""
        yield Choice(f"Log {code}{units}", again(replace(log, by_code=by_code), codes))
