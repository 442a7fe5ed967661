"""A code that a slip of the finger made of another, and the question which was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from handlers.command import Services
from handlers.cpt import card
from models.coverage.code import CodeKind
from models.coverage.fact_book import FactBook
from models.reply import Choice, Line, Reply
from models.understanding.question import Question
from models.wording import phrases

_MOST = 3

_UNREAD = re.compile(r"[29][0-9]{3}(?:[0-9]{2})?")  # a code with a digit too few or too many

_OF_HCPCS = re.compile(r"[A-Z][0-9]{4}")

_DIGITS = range(4, 8)  # as many as a code has, one more or less, or two more


@dataclass(frozen=True, slots=True)
class Mistyped:
    """A code that nobody knows, those near it, and all codes with the nearest in its place."""

    typed: str
    near: tuple[str, ...]
    codes: tuple[str, ...]
    is_sole: bool  # nothing else is as near


def mistyped(question: Question, services: Services) -> Mistyped | None:
    """The code beside others that a slip of the finger made; None where none is."""
    book = services.book
    tabled = book.edits.looked_up if book.edits else frozenset()
    known = book.codes.keys() | tabled | services.lists.codes
    unread = [word for word in question.unused if _UNREAD.fullmatch(word)]
    typed_codes = (*question.codes, *(unread if question.codes else ()))
    for typed in typed_codes:
        near = () if typed in known else tuple(resembling(typed, book))
        swapped = tuple(code for code in near if sorted(code) == sorted(typed))
        if near and (len(question.all_codes) > 1 or typed in unread):
            mended = tuple(near[0] if code == typed else code for code in typed_codes)
            others = sorted(tabled & set(_slips(typed)) - set(near)) if not swapped else []
            meant = swapped or (*near, *others)[:_MOST]
            return Mistyped(typed, meant, mended, is_sole=len(meant) == 1)
    return None


def asked_back(mistyped: Mistyped, if_meant: Reply, book: FactBook) -> Reply:
    """The question which code was meant, what holds if it is the nearest, else what others are."""
    nearest = mistyped.near[0]
    others = [book.codes[code] for code in mistyped.codes if code in book.codes and code != nearest]
    what = tuple(card.what(code) for code in others)
    told = if_meant.lines[:1] if mistyped.is_sole else ()
    if told and told[0] in what:  # what one of the others is hangs on no guess
        told = (card.what(book.codes[nearest]),)
    elif told:
        what = ()
    ask = Choice(if_meant.headline, f"/cpt {' '.join(mistyped.codes)}")
    return replace(
        if_meant,
        headline=f"I have no facts on “{mistyped.typed}”",
        badge=None,
        lines=(
            Line(f"Did you mean {phrases.either(mistyped.near)}?"),
            *(Line(f"If {_before(nearest, line.text)}", line.cites) for line in told),
            *what,
        ),
        choices=(ask, *(Choice(code, f"/cpt {code}") for code in mistyped.near)),
    )


def _before(code: str, text: str) -> str:
    """The text behind its code, which stands there once."""
    return text if text.startswith(f"{code}:") else f"{code}: {text}"


def resembling(typed: str, book: FactBook) -> list[str]:
    """The codes that one slip of the finger makes of what was typed."""
    tabled = book.edits.looked_up if book.edits else frozenset()
    if _OF_HCPCS.fullmatch(typed):
        slips = {f"{typed[0]}{number}" for number in _slips(typed[1:])}
        return sorted(tabled & slips, key=lambda code: (sorted(code) != sorted(typed), code))[
            :_MOST
        ]
    if not typed.isdigit() or len(typed) not in _DIGITS:
        return []
    slips = set(_slips(typed))
    codes = [c for c in book.codes.values() if c.kind is not CodeKind.MODIFIER and c.code in slips]
    swapped_first = sorted(
        codes,
        key=lambda code: (
            sorted(code.code) != sorted(typed),
            code.kind is not CodeKind.DRY_NEEDLING,
            code.code,
        ),
    )
    return [code.code for code in swapped_first[:_MOST]]


def _slips(typed: str) -> Iterator[str]:
    """What one digit changed, added, left out or swapped makes of a number."""
    for at in range(len(typed) + 1):
        for digit in "0123456789":
            yield typed[:at] + digit + typed[at + 1 :]
            yield typed[:at] + digit + typed[at:]
        yield typed[:at] + typed[at + 1 :]
        yield typed[:at] + typed[at : at + 2][::-1] + typed[at + 2 :]
