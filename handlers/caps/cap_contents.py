"""What a cap counts is settled: questions for pools, further visits, codes that nobody knows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from handlers.command import Services
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice
from models.understanding.commands.cap_commands import CapSetting
from models.visits.cap import MOST_CODES, Cap
from models.visits.cap_rivals import same_subject
from models.visits.limit import MOST_VISITS, Needs, Stage, Unit
from models.wording import cap_words, phrases
from models.wording.cap_contents import DISCIPLINES, NEEDS

Typed = Callable[[Cap], str]
"""The command that sets a cap."""


def counting(cap: Cap, setting: CapSetting) -> Cap:
    """The cap with what is said of its pool, its unit and what follows, unclear or not."""
    said = setting.contents
    return replace(cap, pool=said.pool, unit=said.unit, stages=said.stages, frees=said.frees)


def filled(cap: Cap, setting: CapSetting, services: Services, command: Typed) -> Cap:
    """The cap with what it counts. Raises `NotUnderstood` with the question for what is unclear."""
    said, cap = setting.contents, counting(cap, setting)
    _refuse_codes(cap, services)
    if said.is_apart is not False:
        raise _together_or_apart(cap, command, is_apart=bool(said.is_apart))
    if said.unopened:
        raise _what_opens(cap, said.unopened, command)
    if cap.number + sum(stage.more for stage in cap.stages) > MOST_VISITS:
        raise NotUnderstood(
            f"That is more than {MOST_VISITS} visits in all, so nothing was saved.",
            "Look at the numbers once more.",
            field=FieldName.VISITS,
        )
    return cap


def _refuse_codes(cap: Cap, services: Services) -> None:
    known = services.book.codes.keys() | services.lists.codes
    codes = (*cap.pool.codes, *cap.pool.excluding)
    if strange := [code for code in dict.fromkeys(codes) if code not in known]:
        not_known = "is not a code" if len(strange) == 1 else "are not codes"
        raise NotUnderstood(
            f"{phrases.either(strange, 'and')} {not_known} that I know, so nothing was saved.",
            "Check the digits. Without codes every visit counts.",
            field=FieldName.CODES,
        )
    if max(len(cap.pool.codes), len(cap.pool.excluding)) > MOST_CODES:
        raise NotUnderstood(
            f"A cap names at most {MOST_CODES} codes, so nothing was saved.",
            "Without codes every visit counts.",
            field=FieldName.CODES,
        )
    if cap.pool.codes and set(cap.pool.codes).issubset(cap.pool.excluding):
        raise NotUnderstood(
            "It leaves out each code that it is of, so nothing was saved.",
            "Name what counts, or what does not.",
            field=FieldName.CODES,
        )


def _together_or_apart(cap: Cap, command: Typed, *, is_apart: bool) -> NotUnderstood:
    """The question whether disciplines share a number; one cap cannot be of each by itself."""
    unit = Unit.VISIT if cap.unit is Unit.DISCIPLINE_VISIT else cap.unit
    alone = [
        replace(cap, pool=replace(cap.pool, disciplines=(one,)), unit=unit)
        for one in cap.pool.disciplines
    ]
    names = phrases.either([DISCIPLINES[one] for one in cap.pool.disciplines], "and")
    each = [
        Choice(f"{DISCIPLINES[one.pool.disciplines[0]]} by itself", command(one)) for one in alone
    ]
    if is_apart:
        return NotUnderstood(
            f"{names} each: that is a cap for each, set one by one.",
            "Nothing was saved yet.",
            each,
            field=FieldName.DISCIPLINE,
        )
    together = Choice(f"{names} share {cap.number}", command(cap))
    return NotUnderstood(
        f"Do {names} share the {cap.number}, or has each its own?",
        "Nothing was saved yet. Where each has its own, set one cap for each.",
        [together, *each],
        field=FieldName.DISCIPLINE,
    )


def _what_opens(cap: Cap, more: int, command: Typed) -> NotUnderstood:
    """The question what opens further visits."""
    said = [
        Choice(
            f"{more} more {NEEDS[needs]}",
            command(replace(cap, stages=(*cap.stages, Stage(more, needs)))),
        )
        for needs in (Needs.AUTHORIZED, Needs.IMPROVING)
    ]
    in_all = f"Nothing: {cap.number} and then {more} more, {cap.number + more} in all"
    return NotUnderstood(
        f"What opens the {more} more?",
        f"Nothing was saved yet. Visits that need nothing belong to the first number: "
        f"{cap.number + more}.",
        [*said, Choice(in_all, command(replace(cap, number=cap.number + more)))],
        field=FieldName.VISITS,
    )


def beside(cap: Cap, held: Sequence[Cap]) -> list[str]:
    """The subject's other caps, which go on counting."""
    others = (c for c in same_subject(cap, held) if not cap.is_instead_of(c))
    return [cap_words.said(other) for other in others]
