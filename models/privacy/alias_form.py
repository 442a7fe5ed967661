"""Which aliases a clinic may make itself: a neutral word and a number, or one of some patterns.

Both fix every letter, so that no initials and no name can be an alias: OAK-12 takes its word from a
list, and PT-0000 declares that each alias of it is PT- and four digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from models.errors import NotUnderstood
from models.privacy.alias_text import lookalike, plain
from models.privacy.identity_finder import find_form_in_alias

MOST_PATTERNS: Final = 5
"""A clinic declares at most so many: with hundreds, all patients' initials would be among them."""

EXAMPLE: Final = "PT-0000"

_PATTERN = re.compile(r"([A-Z]+)(-?)(0+)")
_OWN = re.compile(r"([A-Z]{2,12})[- ]?([0-9]{1,5})")
_GAPS = re.compile(r" ?- ?| ")
_YEAR = re.compile(r"(?:19[0-9]|20[0-2])[0-9]")
_LETTERS, _DIGITS, _WORD_DIGITS = range(2, 5), range(1, 6), range(1, 5)


@dataclass(frozen=True, slots=True, order=True)
class AliasPattern:
    """Letters that stay the same, and how many digits follow: PT-0000. A hyphen may be between."""

    letters: str
    digits: int
    hyphen: bool = True

    def __str__(self) -> str:
        return f"{self.letters}{'-' * self.hyphen}{'0' * self.digits}"

    def spell(self, digits: str) -> str:
        """The alias of this pattern with these digits."""
        return f"{self.letters}{'-' * self.hyphen}{digits}"


@dataclass(frozen=True, slots=True)
class AliasTerms:
    """The word lists of the content pack that say what an alias may be made of.

    `words` are in capitals. `letters` are those that no pattern may have, each with the reason: a
    sentence's end behind "These letters".
    """

    words: tuple[str, ...] = ()
    letters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AliasForms:
    """What a clinic may call a patient itself: neutral words, and the patterns it declared."""

    words: frozenset[str] = frozenset()
    patterns: tuple[AliasPattern, ...] = ()

    def spell(self, typed: str) -> str | None:
        """The alias that was typed, as it is written; None where it has neither form.

        A word with a year behind it has none: it may be a year of birth.
        """
        parts = _OWN.fullmatch(_GAPS.sub("-", plain(typed)))
        if not parts:
            return None
        letters, digits = parts.groups()
        for pattern in self.patterns:
            if (letters, len(digits)) == (pattern.letters, pattern.digits):
                return pattern.spell(digits)
        is_word = letters in self.words and len(digits) in _WORD_DIGITS
        return f"{letters}-{digits}" if is_word and not _YEAR.fullmatch(digits) else None


def forms(terms: AliasTerms, patterns: Iterable[AliasPattern]) -> AliasForms:
    """The forms that hold in a clinic with these patterns."""
    return AliasForms(frozenset(terms.words), tuple(patterns))


def unspell(text: str) -> AliasPattern:
    """The pattern that `str` wrote. Raises `ValueError` for any other text."""
    parts = _PATTERN.fullmatch(text)
    if not parts:
        raise ValueError("no pattern of aliases")
    return AliasPattern(parts[1], len(parts[3]), bool(parts[2]))


def spelled(typed: str) -> AliasPattern:
    """The pattern that somebody typed, good or not. Raises `NotUnderstood` for what is none."""
    try:
        return unspell(plain(typed).replace(" ", ""))
    except ValueError:
        raise _refused("That is no pattern.") from None


def declare(typed: str, terms: AliasTerms) -> AliasPattern:
    """The pattern that a manager typed.

    Raises `NotUnderstood`, with the reason, for one that could hold a person's identity.
    """
    pattern = spelled(typed)
    if len(pattern.letters) not in _LETTERS or pattern.digits not in _DIGITS:
        raise _refused("A pattern has two to four letters and one to five zeros.")
    if reason := _why_not(pattern.letters, terms):
        raise _refused(f"These letters {reason}, so no alias may begin with them.")
    return pattern


def _why_not(letters: str, terms: AliasTerms) -> str:
    """Why a pattern may not have these letters; empty where it may."""
    if letters in terms.letters:
        return terms.letters[letters]
    if lookalike(letters).isdigit():
        return "look like digits"
    if letters in terms.words:
        return "are a word of the list, which takes a number without a pattern"
    return "are a person's name" if find_form_in_alias(letters) else ""


def _refused(what: str) -> NotUnderstood:
    mend = f"Write letters that stay the same and a zero for each digit: /clinic aliases {EXAMPLE}"
    return NotUnderstood(what, f"{mend}. Nothing was changed.")
