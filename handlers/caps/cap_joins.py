"""What a new cap does to the others of its alias or payer, and what is asked where that is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice
from models.understanding.commands import cap_commands
from models.understanding.commands.cap_joins import CapJoins
from models.visits.cap import Cap
from models.visits.cap_rivals import loses, rivals, same_subject
from models.visits.cap_text import word
from models.wording import cap_words, phrases

Typed = Callable[[Cap], str]
"""The command that sets a cap."""

_NOTHING_YET = "Nothing was saved yet."


def replaced(cap: Cap, joins: CapJoins, held: Sequence[Cap], command: Typed) -> list[Cap]:
    """The caps of which a new one takes the place.

    Raises `NotUnderstood` where it may be meant as well or instead, and nobody said which.
    """
    mine = same_subject(cap, held)
    same = [other for other in mine if cap.is_instead_of(other)]
    if joins.is_instead:
        old = _named(joins, mine, cap, command)
        return [*same, *([] if old in same else [old])]
    if same and loses(same[0], cap):
        raise _does_it_still_hold(same[0], cap, command)
    others = [] if same or joins.is_as_well else rivals(cap, held)
    if others:
        raise _which(others, cap, command)
    return same


def named(words: str, mine: Sequence[Cap], like: Cap | None = None) -> Cap | None:
    """The one of these caps that words say: "20 visits per calendar year"; None for none of them.

    Where no words stand and there is one cap alone, it is that one.
    """
    if not words:
        return mine[0] if len(mine) == 1 else None
    setting = cap_commands.read_setting(words, "it")
    if words.strip(" .").isdecimal():  # its number alone
        by_number = [cap for cap in mine if cap.number == int(words.strip(" ."))]
        return by_number[0] if len(by_number) == 1 else None
    if not setting.number or setting.window is None or setting.unused or not mine:
        return None
    said = setting.contents
    cap = replace(
        like or mine[0],
        number=setting.number,
        window=setting.window,
        pool=said.pool,
        unit=said.unit,
        stages=said.stages,
        frees=said.frees,
    )
    return next((other for other in mine if word(other) == word(cap)), None)


def _named(joins: CapJoins, mine: Sequence[Cap], cap: Cap, command: Typed) -> Cap:
    old = named(joins.old, mine, cap)
    if old:
        return old
    if not mine:
        raise NotUnderstood(
            "There is no cap of yours that this could replace.",
            f"Nothing was saved. Set it: {command(cap)}",
            [Choice("Set it", command(cap))],
            field=FieldName.WINDOW,
        )
    if all(cap.is_instead_of(other) for other in mine):
        said = phrases.either([cap_words.said(other) for other in mine], "and")
        raise NotUnderstood(
            f"It would be instead of {said}, which is no such cap as you named.",
            f"Nothing was saved. Set it: {command(cap)}",
            [Choice("Set it", command(cap))],
            field=FieldName.WINDOW,
        )
    raise _which(mine, cap, command)


def _which(others: Sequence[Cap], cap: Cap, command: Typed) -> NotUnderstood:
    said = [cap_words.said(other) for other in others]
    return NotUnderstood(
        f"Instead of {phrases.either(said)}, or as well?",
        f"Both may hold, and then each counts. {_NOTHING_YET}",
        [
            *(_instead(other, cap, command) for other in others),
            Choice("As well", f"{command(cap)} as well"),
        ],
        field=FieldName.SURE,
    )


def _instead(old: Cap, cap: Cap, command: Typed) -> Choice:
    typed = f"{command(cap)} instead of {cap_words.typed(old)}"
    return Choice(f"Instead of {cap_words.said(old)}", typed)


def _does_it_still_hold(old: Cap, cap: Cap, command: Typed) -> NotUnderstood:
    """The question where the number is set anew without what stood behind the old one."""
    left_out = tuple(dict.fromkeys((*cap.pool.excluding, *old.pool.excluding)))
    whole = replace(
        cap,
        pool=replace(cap.pool, excluding=left_out),
        stages=cap.stages or old.stages,
        frees=cap.frees or old.frees,
    )
    return NotUnderstood(
        f"It takes the place of {cap_words.said(old)}. Does what stands behind that still hold?",
        _NOTHING_YET,
        [
            Choice(f"Yes: {cap_words.said(whole)}", command(whole)),
            Choice(
                f"No: {cap_words.said(cap)}",
                f"{command(cap)} instead of {cap_words.typed(old)}",
            ),
        ],
        field=FieldName.SURE,
    )
