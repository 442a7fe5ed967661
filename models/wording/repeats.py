"""Which sentences of a card say what another one has said, and the details without them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from models.reply import Details, Line, Section
from models.wording import sentences

_SHARE = 0.6
"""The share of content words, of the longer sentence, from which two say the same."""

_FEWEST = 4  # content words of a sentence that can repeat another
_WORD = re.compile(r"[a-z0-9$%.'-]+")
_IDLE = frozenset(
    "a an the of and or to in for on by is are be it its this that these those not no with at as "
    "from when where who which may must can does do if under than then so has have had was were "
    "been also only any all each per what how why whether their they them there he she you your "
    "our we i into out up down over before after more most other others says said say about dry "
    "needle needling".split()
)
_LABEL = re.compile(r"[^:.]{1,80}: ")
_BEGINS = r"(?:^|^(?:Authorization|Referral|The rule): |(?<=[.?!]) )"  # or stands behind its label
_ENDS = r"(?:$|(?<=[.?!]) (?=[A-Z0-9]))"
_ABOVE = "as said above."
_SO = "So"


def content(text: str) -> frozenset[str]:
    """The words of a sentence that carry its meaning."""
    words = (word.rstrip("$.'-") for word in _WORD.findall(text.casefold()))
    return frozenset(filter(None, words)) - _IDLE


def apart(side: str) -> tuple[str, str]:
    """Who says something, with the colon behind, and what is said; nobody where none is named."""
    label = _LABEL.match(side)
    who = label.group() if label else ""
    return who, side.removeprefix(who)


def are_alike(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether two sentences, by their words, say the same in other order."""
    if min(len(first), len(second)) < _FEWEST:
        return False
    return len(first & second) >= _SHARE * max(len(first), len(second))


def without(details: Details, gist: Iterable[Line]) -> Details:
    """The details without cautions and sides of disagreements that were said before.

    Rows of a list may be worded alike: each is a fact of its own. A sentence with a number that
    was not told yet repeats nothing.
    """
    told = _Told()
    told.add(line.text for line in (*gist, *details.lines))
    told.add(fact.value for fact in details.facts)
    sections = []
    for section in details.sections:
        kept = tuple(told.unsaid_of(section)) if section.is_disputed else section.lines
        told.add(line.text for line in kept)
        if kept:
            sections.append(replace(section, lines=kept))
    cautions = tuple(line for line in map(told.unsaid, details.cautions) if line)
    return replace(details, sections=tuple(sections), cautions=cautions)


def stands_in(line: Line, told: Iterable[Line]) -> bool:
    """Whether a line stands whole in one of these, from its sources: alone or in a row of others.

    "20 visits a year." does not stand in "120 visits a year." nor in "20 visits a year. With KX."
    of another source.
    """
    whole = re.compile(rf"{_BEGINS}{re.escape(line.text)}{_ENDS}")
    return any(set(line.cites) <= set(other.cites) and whole.search(other.text) for other in told)


def is_said(text: str, told: Iterable[Line]) -> bool:
    """Whether one of these lines says the same as a text, behind its label."""
    said = _Told()
    said.add(line.text for line in told)
    return said.has(apart(text)[1])


@dataclass(slots=True)
class _Told:
    """The sentences that stand on a card already, by their words, and all numbers of it."""

    words: list[frozenset[str]] = field(default_factory=list)
    numbers: set[str] = field(default_factory=set)

    def add(self, texts: Iterable[str]) -> None:
        """Note what stands on the card."""
        for text in texts:
            for sentence in sentences.split(text):
                self.words.append(content(sentence))
                self.numbers |= numbers_of(sentence)

    def unsaid(self, line: Line) -> Line | None:
        """The line without the sentences that are said already; None where nothing is left."""
        rest = [s for s in sentences.split(line.text) if not self.has(s)]
        text = " ".join(rest)
        return line if text == line.text else replace(line, text=text) if text else None

    def unsaid_of(self, section: Section) -> Iterator[Line]:
        """The sides that are not said yet; of one that repeats, who says so."""
        for line in section.lines:
            who, says = apart(line.text)
            rest = self.unsaid(replace(line, text=says))
            self.numbers |= numbers_of(line.text)
            if rest:
                yield replace(line, text=f"{who}{rest.text}")
            elif who and not who.startswith(_SO):
                yield replace(line, text=f"{who}{_ABOVE}")

    def has(self, sentence: str) -> bool:
        """Whether a sentence is said, with all of its numbers."""
        said = content(sentence)
        return numbers_of(sentence) <= self.numbers and any(are_alike(said, w) for w in self.words)


def numbers_of(text: str) -> frozenset[str]:
    """The numbers of a text."""
    return frozenset(re.findall(r"\d[\d.,-]*\d|\d", text))
