"""/coverage watch and unwatch: of which payers a member reads in the digest what changed.

/coverage watch <payer>      /coverage unwatch <payer>, or all      /coverage watch   (what I watch)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers.clinic.change_setting import keep
from handlers.command import Request, Services
from handlers.coverage.one_payer import each_payer, one_payer
from models.clinic import preferences
from models.clinic.clinic import Clinic
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer
from models.errors import NotUnderstood
from models.reply import Choice, Line, Reply, Weight
from models.understanding.question import Question
from models.wording import phrases
from models.words import denials

WATCH, UNWATCH = "/coverage watch", "/coverage unwatch"
NO_MORE = (
    *("unwatch", "un-watch", "stop watching", "stop watch", "not watch", "not watching"),
    *("dont watch", "don't watch", "do not watch", "no longer watch", "unfollow"),
)
"""What says that a payer is watched no more."""
_MOST = 40
"""Payers that one member watches: more than a digest can tell of."""

_READS = "The morning's digest tells what changes of {of}, in the facts and in your clinic's rules."
_EVERY = frozenset({"all", "everything", "all of them", "all payers"})
_LIST = frozenset({"", "list", "mine", "my payers", "all", "show", "what"})
_SHOWN = 12


async def watch(request: Request, services: Services) -> Reply:
    """Watch a payer; without one, show what the member watches."""
    if request.text.strip().casefold() in _LIST:
        return _listed(request.clinic, request.member.user, services.book)
    payers = _payers(request, services, WATCH)
    mine = request.clinic.preferences.watched_by(request.member.user)
    new = [payer for payer in payers if payer.id not in mine]
    if not new:
        said = f"You watch {_named(payers)} already."
        return _listed(request.clinic, request.member.user, services.book, said)
    if len(mine) + len(new) > _MOST:
        raise NotUnderstood(
            f"You watch {len(mine)} payers, which is the most. Nothing was changed.",
            "Take one off your list first.",
            [Choice("What I watch", WATCH)],
        )
    clinic = await _keep(request, services, new, is_watched=True)
    of = "it" if len(new) == 1 else "them"
    said = f"You watch {_named(new)} now. {_READS.format(of=of)}"
    whole = _as_a_whole(new[0], _question(request, services)) if len(payers) == 1 else ()
    return _listed(clinic, request.member.user, services.book, said, *whole)


async def unwatch(request: Request, services: Services) -> Reply:
    """Watch a payer no more."""
    book, user = services.book, request.member.user
    mine = request.clinic.preferences.watched_by(user)
    text = request.text.strip().casefold()
    is_every = text in _EVERY
    if not mine and (is_every or not text):
        return _listed(request.clinic, user, book)
    if not text:
        raise NotUnderstood("Which payer do you watch no more?", "Choose it.", _buttons(mine, book))
    all_of_them = [book.payers[id_] for id_ in mine if id_ in book.payers]
    payers = all_of_them if is_every else _payers(request, services, UNWATCH)
    watched = [payer for payer in payers if payer.id in mine]
    if not watched:
        return _listed(request.clinic, user, book, f"You did not watch {_named(payers)}.")
    clinic = await _keep(request, services, watched, is_watched=False)
    return _listed(clinic, user, book, f"You watch {_named(watched)} no more.")


def _named(payers: Sequence[Payer]) -> str:
    return phrases.either([payer.name for payer in payers], "and")


def _payers(request: Request, services: Services, verb: str) -> list[Payer]:
    """The payers that are named, one or a list."""

    def one(text: str) -> Payer:
        of_part = replace(request, text=text)
        return _payer(_question(of_part, services), of_part, services, verb)

    return each_payer(request.text, one)


def _question(request: Request, services: Services) -> Question:
    return services.reader.read(request.text, request.today)


def _payer(question: Question, request: Request, services: Services, verb: str) -> Payer:
    """The one payer that is named. Raises `NotUnderstood` for words that may turn it round."""

    def again(other: Payer) -> str:
        return f"{verb} {other.name}"

    payer = one_payer(question, services, again, request.clinic.state)
    if denied := denials(" ".join(question.unused)):
        raise NotUnderstood(
            f"I did not understand “{' '.join(denied)}”, so nothing was changed.",
            f"Is it to be watched? Choose it, or write {WATCH} and a payer.",
            [Choice(f"Watch {payer.name}", f"{WATCH} {payer.name}"),
             Choice(f"Unwatch {payer.name}", f"{UNWATCH} {payer.name}")],
        )  # fmt: skip
    return payer


def _as_a_whole(payer: Payer, question: Question) -> tuple[str, ...]:
    """What was typed and is not kept: a payer is watched whole, and until it is taken off."""
    narrowed = question.codes or question.condition or question.profession or question.unused
    whole = f"All that changes of {payer.name} is told, not of a code or a condition alone."
    end = f"It ends on no day by itself: {UNWATCH} {payer.name} takes it off."
    return (*([whole] if narrowed else []), *([end] if question.on or question.until else []))


async def _keep(
    request: Request, services: Services, payers: Sequence[Payer], *, is_watched: bool
) -> Clinic:
    user, chosen = request.member.user, request.clinic.preferences
    pairs = [(payer.id, user) for payer in payers]
    others = tuple(each for each in chosen.watches if each not in pairs)
    watches = (*others, *pairs) if is_watched else others
    after = replace(chosen, watches=watches)
    return await keep(request, services, after, *(preferences.watch(*pair) for pair in pairs))


def _listed(clinic: Clinic, user: str, book: FactBook, *said: str) -> Reply:
    """What the member watches, with a button that takes each off."""
    mine = _names(clinic.preferences.watched_by(user), book)
    named = phrases.either(mine, "and")
    some = Line(f"You watch {phrases.count(len(mine), 'payer')}: {named}.")
    none = Line("You watch no payer.")
    hours = clinic.preferences.hours
    off = Line("Your clinic's digest is off: a manager sets when it comes, /clinic digest 8:00 am.")
    return Reply(
        headline="Payers that you watch",
        lines=(*map(Line, said), some if mine else none),
        cautions=(off,) if mine and hours.digest is None else (),
        choices=(
            Choice("What changed lately", "/coverage changes", Weight.PRIMARY),
            *(
                Choice(f"Unwatch {name}", f"{UNWATCH} {name}", Weight.MORE)
                for name in mine[:_SHOWN]
            ),
        ),
        small_print=f"To watch one: {WATCH} premera",
    )


def _buttons(mine: tuple[str, ...], book: FactBook) -> list[Choice]:
    names = _names(mine, book)[:_SHOWN]
    return [Choice(f"Unwatch {name}", f"{UNWATCH} {name}") for name in names]


def _names(payers: tuple[str, ...], book: FactBook) -> list[str]:
    return sorted(book.payers[id_].name for id_ in payers if id_ in book.payers)
