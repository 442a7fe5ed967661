"""/caps own: the caps that the clinic set itself, by number, each with what takes it back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from handlers.command import Request, Services
from models.errors import NotUnderstood
from models.privacy.alias_text import key
from models.reply import Choice, Line, Reply, Row, Table, Weight
from models.understanding import stray_words
from models.understanding.commands import session_commands
from models.visits.cap import Cap, CapScope
from models.wording import cap_words, glance_size, phrases

_PAGE = 5  # what is read at a glance; fewer where they are long
_FEWEST = 2
_HEADER = ("Number", "For", "Cap")
_AFTER = re.compile(r"\bafter\s{1,3}(?P<place>[0-9]{1,4})$", re.IGNORECASE)
_COUNTED = re.compile(r"(?<![\w-])[0-9]")
_ALL = frozenset({"", "all", "list", "caps", "our", "ours", "clinic"})
_BUTTONS = 3


@dataclass(frozen=True, slots=True)
class Subject:
    """An alias or a payer whose caps are meant, and its name in a command."""

    scope: CapScope
    id: str
    name: str

    def has(self, cap: Cap) -> bool:
        """Whether a cap is for it."""
        if cap.scope is not self.scope:
            return False
        is_alias = self.scope is CapScope.ALIAS
        return key(cap.subject) == key(self.id) if is_alias else cap.subject == self.id


async def answer(request: Request, services: Services, text: str) -> Reply:
    """List the clinic's own caps: all of them, or those of one alias or payer."""
    after = _AFTER.search(text)
    place = int(after["place"]) if after else 0
    about = text[: after.start()].strip() if after else text.strip()
    held = await listed(request, services)
    subject = None
    if about.casefold() not in _ALL:
        subject, left = await subject_of(about, request, services)
        if subject is None or left:
            raise _unknown(about)
    numbered = [(n, cap) for n, cap in enumerate(held, start=1) if not subject or subject.has(cap)]
    pages = [
        _say(numbered[place:], most, place, subject, services)
        for most in range(_PAGE, _FEWEST - 1, -1)
    ]
    return next(filter(glance_size.fits, pages), pages[-1])


async def listed(request: Request, services: Services) -> list[Cap]:
    """The clinic's caps in the order of their numbers: payers first, each by its name."""
    held = await services.charts.caps(request.clinic.id)
    return sorted(held, key=lambda cap: (cap.scope is CapScope.ALIAS, name_of(cap, services)))


def name_of(cap: Cap, services: Services) -> str:
    """Whom a cap is for, by the name that a command takes."""
    if cap.scope is CapScope.ALIAS:
        return cap.subject
    known = services.book.payers.get(cap.subject)
    return known.name if known else cap.subject or "the whole clinic"


def withdrawal(name: str, cap: Cap) -> str:
    """The command that takes back one cap of an alias or payer."""
    return f"/caps withdraw {name} {cap_words.typed(cap)}"


async def subject_of(text: str, request: Request, services: Services) -> tuple[Subject | None, str]:
    """The alias or payer at the front of a text, and what stands behind it; None for neither."""
    known = await services.charts.aliases(request.clinic.id)
    typed, rest = session_commands.take_alias(text, known)
    if typed and (spelled := await services.charts.spelled(request.clinic.id, typed)):
        return Subject(CapScope.ALIAS, spelled, spelled), rest
    counted = _COUNTED.search(text)
    about, behind = (text[: counted.start()], text[counted.start() :]) if counted else (text, "")
    question = services.reader.read(about)
    if len(question.payers) != 1 or question.unknown_payer or question.unused:
        return None, text
    payer = services.book.kept(question.payers[0])
    return Subject(CapScope.PAYER, payer.id, payer.name), behind


def of_payer(held: Sequence[Cap], payer: str) -> tuple[Line, ...]:
    """What the clinic set for everybody with a payer, above its board."""
    said = [cap_words.said(c) for c in held if (c.scope, c.subject) == (CapScope.PAYER, payer)]
    return (Line(f"Your clinic's cap for each: {'; '.join(said)}."),) if said else ()


def _say(
    held: Sequence[tuple[int, Cap]],
    most: int,
    place: int,
    subject: Subject | None,
    services: Services,
) -> Reply:
    """The caps from a place on, so many at the most; the next page begins behind them."""
    of = f" · {subject.name}" if subject else ""
    if not held:
        example = f"/caps set {subject.name if subject else 'BLUE-47K'} 12 visits per calendar year"
        return Reply(
            f"Your clinic's caps{of}",
            lines=(Line(f"None is set. Set one: {example}"),),
            choices=(Choice("The board", "/caps"),),
        )
    shown, more = held[:most], held[most:]
    rows = tuple(_row(number, cap, services) for number, cap in shown)
    next_page = f"/caps own {subject.name if subject else ''} after {place + most}".replace(
        "  ", " "
    )
    return Reply(
        headline=f"Your clinic's caps{of}",
        lines=(Line(f"Take one back: /caps withdraw {shown[0][0]}, by its number."),),
        tables=(Table(phrases.count(len(held), "cap"), _HEADER, rows),),
        choices=(
            *([Choice("Next page", next_page, Weight.PRIMARY)] if more else []),
            *(_back(number, cap, services) for number, cap in shown[:_BUTTONS]),
            Choice("The board", "/caps"),
        ),
    )


def _row(number: int, cap: Cap, services: Services) -> Row:
    name = name_of(cap, services)
    whom = name if cap.scope is CapScope.ALIAS else f"Everybody with {name}"
    return Row((str(number), whom, cap_words.said(cap)), f"/caps {name}")


def _back(number: int, cap: Cap, services: Services) -> Choice:
    """The cap is named in the command: by its number it could be another, once one is gone."""
    return Choice(f"Take back {number}", withdrawal(name_of(cap, services), cap))


def _unknown(about: str) -> NotUnderstood:
    told = f"“{about}” is" if stray_words.may_be_dropped(about.split()) else "That is"
    return NotUnderstood(
        f"{told} neither an alias of yours nor a payer that I know.",
        "Name one, or see all of them.",
        [Choice("Your clinic's caps", "/caps own"), Choice("The board", "/caps")],
    )
