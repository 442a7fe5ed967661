"""/caps rollover verified: that a payer was verified for the new year, or was not after all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from handlers.clinic.change_setting import keep
from handlers.command import Request, Services
from handlers.coverage.one_payer import each_payer, one_payer
from models.clinic import payer_tick
from models.clinic.clinic import Clinic
from models.clinic.payer_tick import PayerTick
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.ports import OpenAlias
from models.reply import Choice
from models.understanding.question import Question
from models.visits.verify_anew import PayerToVerify, payers_to_verify
from models.wording import rollover as wording

_SHOWN = 8
_YEAR = re.compile(r"\b(?:for\s{1,3})?+(?P<year>20[0-9]{2})\b", re.IGNORECASE)
_AROUND = re.compile(r"^(?:with|for|as|is)\s{1,3}|\s{1,3}(?:is|as|for)$", re.IGNORECASE)
_NOBODY = frozenset({"", "all", "all of them", "everybody", "everyone", "everything", "them"})

_TICK = re.compile(
    r"\b(?:(?P<no>not|un|isn'?t)[\s-]{0,3})?(?:re-?)?+(?:verif(?:ied|y)|done|ticked|tick|checked"
    r"(?:\s{1,3}off)?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Ticking:
    """What was typed of a payer: that it is done for a year, or not after all."""

    year: int
    typed: str
    is_done: bool

    def again(self, payer: Payer) -> str:
        """The same of another payer."""
        return command(self.year, payer.name, is_done=self.is_done)


def read(text: str, usual: int) -> Ticking | None:
    """What is typed of a payer; None where no word says that it is done, or not.

    The year is the usual one unless another is named. A payer's own name is left as it is.
    """
    found = _TICK.search(text)
    if found is None:
        return None
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    year = _YEAR.search(rest)
    payer = _YEAR.sub(" ", rest, count=1)
    payer = _AROUND.sub("", " ".join(payer.split()))
    return Ticking(int(year["year"]) if year else usual, payer, not found["no"])


def command(year: int, name: str, *, is_done: bool = True) -> str:
    """What notes that a payer is verified for a year, or takes that back."""
    return f"/caps rollover {year} {'' if is_done else 'not '}verified {name}"


def of_clinic(aliases: Sequence[OpenAlias], clinic: Clinic, year: int) -> tuple[PayerToVerify, ...]:
    """Every payer of a clinic's open aliases, with what was verified for a year."""
    done = payer_tick.days_of(clinic.preferences.verified, year)
    return payers_to_verify({alias.alias: alias.payers_then for alias in aliases}, done)


@dataclass(frozen=True, slots=True)
class LeftToVerify:
    """The payers that are left for a new year, in lines and buttons of a longer card."""

    year: int
    payers: tuple[tuple[str, int], ...]

    @property
    def title(self) -> str:
        """What stands above them."""
        return wording.title_to_verify(self.year)

    @property
    def lines(self) -> tuple[str, ...]:
        """The first of them, and how many more."""
        names = [f"{name} ({number})" for name, number in self.payers]
        return (f"{wording.few(names, _SHOWN)}.",)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What leads to all of them."""
        return (Choice(self.title, f"/caps rollover {self.year}"),)


async def left_to_do(clinic: Clinic, today: date, services: Services) -> LeftToVerify | None:
    """In December and January the payers that are left to verify; None where none is."""
    year = payer_tick.year_to_verify(today)
    if year is None:
        return None
    aliases = await services.charts.open_aliases(clinic.id, today, max(today, date(year, 1, 1)))
    payers = of_clinic(aliases, clinic, year)
    held = services.book.payers
    left = tuple(
        (held[each.payer].name, len(each.aliases))
        for each in payers
        if not each.is_done and each.payer in held
    )
    return LeftToVerify(year, left) if left else None


def of_one_payer(trouble: NotUnderstood, text: str, year: int, services: Services) -> NotUnderstood:
    """The same refusal; of a payer's name alone one that offers what there is of a payer."""
    question = services.reader.read(text)
    if len(question.payers) != 1 or question.unused or question.guessed_from:
        return trouble
    name = question.payers[0].name
    return NotUnderstood(
        f"Is {name} verified for {year}?",
        f"The list is of all payers: /caps rollover {year}. Nothing was noted yet.",
        [
            Choice("Yes, verified", command(year, name)),
            Choice("All payers", f"/caps rollover {year}"),
            Choice(f"Aliases of {name}", f"/caps {name}"),
        ],
    )


def of_year_that_is_over(ticking: Ticking, usual: int) -> NotUnderstood:
    """The question where the year that was typed began long ago: a slip of one digit."""
    behind = f"{'' if ticking.is_done else 'not '}verified {ticking.typed}".strip()
    return NotUnderstood(
        f"{ticking.year} began months ago. Is {usual} meant?",
        "Nothing was changed.",
        [Choice(f"For {usual}", f"/caps rollover {usual} {behind}")],
    )


async def keep_ticks(
    request: Request, services: Services, ticking: Ticking, payers: Sequence[PayerToVerify]
) -> tuple[Clinic, list[str]]:
    """Keep or take back the ticks of the payers that were typed; the clinic then, and their names.

    Raises `NotUnderstood` where one is no payer of an open alias, and keeps none then.
    """
    ticked = each_payer(  # one, or a list in which each part names one for sure
        ticking.typed,
        lambda typed: _payer(request, services, replace(ticking, typed=typed), payers),
    )
    chosen = request.clinic.preferences
    noted = {tick.name: tick for tick in chosen.verified}
    names = [payer_tick.setting(ticking.year, payer.id) for payer in ticked]
    others = tuple(tick for tick in chosen.verified if tick.name not in names)
    new = [
        noted.get(name) or PayerTick(ticking.year, payer.id, request.today)
        for name, payer in zip(names, ticked, strict=True)
    ]
    after = replace(chosen, verified=(*others, *new) if ticking.is_done else others)
    clinic = await keep(request, services, after, *names) if after != chosen else request.clinic
    return clinic, [payer.name for payer in ticked]


def _words(name: str) -> frozenset[str]:
    """The words of a payer's name as they may be typed."""
    return frozenset(re.sub(r"[^\w\s'-]", " ", name.casefold()).split())


def _fitting(typed: str, question: Question, known: Sequence[Payer], book: FactBook) -> list[Payer]:
    """The clinic's payers that a name which fits several may mean: no other is to be verified."""
    is_sure = not (question.guessed_from or question.unknown_payer or question.payers_apart[1:])
    named = {book.kept(payer).id for payer in question.payers} if is_sure else set()
    words = frozenset(typed.split())
    return [p for p in known if p.id in named or words <= _words(p.name)]


def _payer(
    request: Request, services: Services, ticking: Ticking, payers: Sequence[PayerToVerify]
) -> Payer:
    """A payer of an open alias: by its name as it is shown, or as anybody may type it."""
    held = services.book.payers
    known = [(held[each.payer], each.is_done) for each in payers if each.payer in held]
    typed = ticking.typed.casefold()
    named = [payer for payer, _ in known if payer.name.casefold() == typed]
    if named:
        return named[0]
    choices = [
        Choice(payer.name, ticking.again(payer)) for payer, done in known if done != ticking.is_done
    ]
    if typed in _NOBODY:
        raise NotUnderstood(
            "Which payer? Nothing was changed.",
            "Choose it, or name several: aetna and cigna." if choices else "None is left.",
            choices,
            field=FieldName.PAYER,
        )
    question = services.reader.read(ticking.typed, request.today)
    try:
        payer = services.book.kept(one_payer(question, services, ticking.again, None))
    except NotUnderstood as trouble:
        fitting = _fitting(typed, question, [payer for payer, _ in known], services.book)
        if len(fitting) == 1:  # "texas", of a clinic with one payer of that name
            return fitting[0]
        of_these = [choice for choice in choices if choice.label in {p.name for p in fitting}]
        trouble.choices = tuple(of_these or choices)
        raise
    if payer.id not in {each.payer for each in payers}:
        raise NotUnderstood(
            f"No open alias has {payer.name}, so nothing was changed.",
            "These are yours." if choices else "",
            choices,
            field=FieldName.PAYER,
        )
    return payer
