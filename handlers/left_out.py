"""What a text names and its answer does not turn on: it is told, with a button to ask of it.

A state's rule holds whatever payer or code is named beside it, and a code's definition wherever it
is billed. What is meant to be used and is not must be seen at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from handlers.coverage.shared_names import shared_words
from models.coverage.aspect import Aspect
from models.coverage.fact_book import FactBook
from models.coverage.profession import AIDE
from models.coverage.state import NAMES
from models.reply import Choice, Line, Reply
from models.understanding.payers.strange_payers import surely_named
from models.understanding.reading import Answerer, Reading, Route
from models.wording import phrases
from models.wording.sourced import sourced
from models.words import plain_words

_TOLD = "Not part of this answer: "
_LONGEST = 90  # characters of a caution that stands in a gist
_OF = frozenset({Answerer.STATE, Answerer.CODES})
_NEEDLING = frozenset({"20560", "20561"})
_ACUPUNCTURE = frozenset({"97810", "97811", "97813", "97814"})
_WHICH_CODE = re.compile(
    r"\b(?:which|what|right|correct) (?:\w+ ){0,3}?codes?\b|\bcodes? or (?:the )?\w+"
    r"|\b2056[01] or\b|\b9781[0-4] or\b",
    re.IGNORECASE,
)
_WHO_MAY = Choice("Who may needle", "/ask which professions may dry needle")
_SMALL = frozenset("and of for the health plan plans care blue medicaid insurance a an".split())


@dataclass(frozen=True, slots=True)
class _Part:
    """Something that is named, as it is told, and the command that asks of it."""

    name: str
    choice: Choice | None = None


def told(reply: Reply, found: Route, reading: Reading, book: FactBook) -> Reply:
    """The card of a state or of codes with what it does not speak of, though it was named."""
    if found.answerer not in _OF or reply.refused or reply.headline.endswith("?"):
        return reply
    reply = _with_code(reply, found, reading, book)
    parts = tuple(_parts(reading, found, book))
    spoken = " ".join(reply.texts).casefold() if parts else ""
    places = set(reading.state.place_words) if found.answerer is Answerer.STATE else set()
    left = [part for part in parts if not _is_spoken(part.name, spoken, places)]
    if not left:
        return reply
    held = {choice.command for choice in reply.choices}
    asks = [part.choice for part in left if part.choice and part.choice.command not in held]
    caution = Line(_within([part.name for part in left]))
    return replace(reply, cautions=(caution, *reply.cautions), choices=(*asks[:1], *reply.choices))


def _with_code(reply: Reply, found: Route, reading: Reading, book: FactBook) -> Reply:
    """A state's card with which code it is, where that is asked too: "may I, and 20560 or 61"."""
    if found.answerer is not Answerer.STATE or not _WHICH_CODE.search(reading.text):
        return reply
    named = {*reading.codes.codes, *(code for each in reading.codes.described for code in each)}
    typed = named - {*reading.codes.modifiers}  # an athletic trainer is no modifier
    if not typed or not typed <= _NEEDLING | _ACUPUNCTURE:
        return reply
    is_of_both = typed & _ACUPUNCTURE or "acupuncture" in reading.words
    topic = book.topics["acu_or_dn" if is_of_both else "codes"]
    first = Line(topic.answer[0].says, topic.answer[0].cites)
    return sourced(replace(reply, lines=(*reply.lines[:1], first, *reply.lines[1:])), book)


def _parts(reading: Reading, found: Route, book: FactBook) -> Iterator[_Part]:
    """What is named of what other commands answer."""
    question = reading.question
    typed = [code for code in question.codes if code.lower() in reading.words]
    who = reading.state.other_profession if found.answerer is Answerer.CODES else ""
    if who and who != AIDE:  # mostly who asks: "front desk here"
        yield _Part(phrases.an(who), _WHO_MAY)
    yield from _payers(reading, " ".join(code for code in typed[:1] if code in book.codes))
    if found.answerer is Answerer.STATE:
        yield from (_Part(code) for code in typed)
        return
    for where in question.states:
        if (name := NAMES.get(where)) and where not in reading.codes.modifiers:  # "GA or GY"
            yield _Part(name, Choice(f"Who may needle in {name}", f"/state {name}"))


def _payers(reading: Reading, code: str) -> Iterator[_Part]:
    """The payers that are surely named: each of several, or one name of many."""
    if Aspect.FEDERAL in reading.state.aspects:  # "on tribal land"
        return
    payers, apart = surely_named(reading), reading.question.payers_apart
    for named in apart or ((payers,) if payers else ()):
        words = {word for payer in named for name in payer.names for word in plain_words(name)}
        places = set(reading.state.place_words)
        if words & places and not words & set(reading.words) - places - _SMALL:  # "/state va"
            continue
        if len(named) == 1:
            name = named[0].name
            yield _Part(name, Choice(f"Coverage: {name}", f"/coverage {name} {code}".strip()))
        elif shared := shared_words(named):
            yield _Part(shared, Choice(f"Coverage: {shared}", f"/coverage {shared} {code}".strip()))


def _is_spoken(name: str, spoken: str, places: set[str]) -> bool:
    """Whether a word that tells what is named stands on the card, which a state's own is not."""
    words = set(plain_words(name))
    return any(word in spoken for word in words - places - _SMALL or words)


def _within(names: list[str]) -> str:
    """The sentence of the names, as many as stand at a glance."""
    shown = list(names)
    while len(shown) > 1 and len(f"{_TOLD}{', '.join(shown)} and more.") > _LONGEST:
        shown.pop()
    more = " and more" if len(shown) < len(names) else ""
    return f"{_TOLD}{', '.join(shown)}{more}."
