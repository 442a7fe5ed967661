"""The words of a question that nothing has taken yet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate

from models.understanding.names import NameMatch
from models.words import Word, split

# Words that mean nothing in a question: asked, they are not said to be unused.
FILLER = frozenset(
    """a about act acupuncture again aka allow allowed allows am an and any are as ask asking asks
    at be bill billable billed billing bills by can card check claim claims clinic code codes
    cost could count cover coverage covered covering covers cpt current currently date day did
    dn do does doing done dos dry er fka for formerly from get gets give go got has have hello
    help hey hi hmm hours how i if im ims in info ins insurance insured is it its just know law laws
    legal legally let license licensed like look lookup may me mean meaning means modifier modifiers
    much muscle muscles my need needed needle needled needles needling needs new now nowadays of
    ok okay on one or our out paid patient patients pay payer payers paying payment pays perform
    permit permits permitted plan plans please pls policies policy practice previously process
    provider pt pts question quick referral reimburse reimbursed reimbursement reimburses
    require required requirement requirements requires rule rules say says scope service
    services session sessions should some someone state states still take takes tell thank
    thanks that the their them there these they thing this thx to today training treat treatment
    uh um umm unit units us use using visit visits w want wants was we what whats when where
    whether which who why will with work would yes yo you your""".split()
)

# Behind a number it is an age, of which no policy on needling speaks.
_YEARS = frozenset({"yo", "yr", "yrs", "year", "years"})

# What is asked beside them may be anything; what is kept would be something else without them.
_KEPT = frozenset({"acupuncture", "unit", "units", "how", "some", "will", "would", "could"})

_UNITS = re.compile(r"x[0-9]{1,2}")

# Behind it begins another phrase: a comma, but not within a number.
_BREAK = re.compile(r"[;:!?\n]|[,.](?=\s)|\s[-–—]\s")


# Between two words it divides no less: "cigna/oscar".
_SLASH = re.compile(r"(?<=[^\W\d]{2})/(?=[^\W\d]{3})")


class RemainingText:
    """The words left over, in the order in which they were typed."""

    def __init__(self, text: str) -> None:
        self.typed = split(text)
        self.words = self.typed
        self.text = text

    @cached_property
    def begins(self) -> frozenset[int]:
        """The places of words that begin another phrase."""
        return _begins(self.text, _BREAK)

    @cached_property
    def divided(self) -> frozenset[int]:
        """The places of words behind a comma and the like, or behind a slash."""
        return self.begins | (_begins(self.text, _SLASH) if "/" in self.text else frozenset())

    @property
    def plain(self) -> str:
        """The words that are left, as compared, with a blank between."""
        return " ".join([word.plain for word in self.words])

    def __copy__(self) -> RemainingText:
        other = object.__new__(type(self))
        vars(other).update(vars(self))
        return other

    def take(self, match: NameMatch) -> tuple[Word, ...]:
        """Take the words of a match out, and return them."""
        taken = self.words[match.start : match.end]
        self.words = self.words[: match.start] + self.words[match.end :]
        return taken

    def drop(self, words: Iterable[Word]) -> None:
        """Take out words wherever they stand."""
        if places := {word.place for word in words}:
            self.words = tuple([word for word in self.words if word.place not in places])

    def before(self, at: int) -> str:
        """The word before a position, as compared; empty at the start."""
        return self.words[at - 1].plain if at else ""

    def after(self, at: int) -> str:
        """The word after a position, as compared; empty at the end."""
        return self.words[at + 1].plain if at + 1 < len(self.words) else ""

    def meaningful(self) -> tuple[str, ...]:
        """The words, as typed, that may still mean something."""
        return tuple(word.typed for word in self.meaning())

    def unkept(self) -> tuple[str, ...]:
        """The words, as typed, that what is kept may not be without."""
        return tuple(w.typed for w in self.words if w.plain in _KEPT or w.plain not in FILLER)

    def meaning(self) -> tuple[Word, ...]:
        """The words that may still mean something."""
        words = [word for word in self.words if word.plain not in FILLER]
        return tuple([word for word in words if word.plain.isalpha() or not self._counts(word)])

    def _counts(self, word: Word) -> bool:
        """Whether a word with a digit is a count of units or an age."""
        behind = self.typed[word.place + 1 : word.place + 2]
        is_age = word.plain.isdigit() and bool(behind) and behind[0].plain in _YEARS
        return is_age or _UNITS.fullmatch(word.plain) is not None


def _begins(text: str, divider: re.Pattern[str]) -> frozenset[int]:
    """The places of the first words behind what divides."""
    phrases = divider.split(text)
    if len(phrases) == 1:
        return frozenset()
    return frozenset(accumulate(len(split(phrase)) for phrase in phrases[:-1]))
