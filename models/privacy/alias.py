"""Issues aliases (their words and check letter), reads typed ones, and suggests near ones.

An issued alias is a word, digits and a check letter: BLUE-47K, WALNUT-512R. Nothing in it derives
from a person, so it is not a code that 45 CFR 164.514(c) forbids. A clinic may bring its own, of
the forms in `models/privacy/alias_form.py`; nothing else becomes an alias.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from models import spelling
from models.errors import Trouble
from models.privacy import allowed_aliases
from models.privacy.alias_form import AliasForms
from models.privacy.alias_text import is_foreign, plain
from models.privacy.alias_words import WORDS
from models.privacy.identity_finder import find_form_in_alias
from models.privacy.identity_kinds import Identity

# Eleven letters that are not mistaken for each other or for a digit, in print or on the telephone.
CHECK_LETTERS: Final = "FHKLMQRTWXY"

# A word of up to this many letters carries two digits, a longer one three: all are about as long,
# and a digit that is dropped or doubled always shows.
_SHORT: Final = 5
_SHORT_WORDS: Final = tuple(word for word in WORDS if len(word) <= _SHORT)
_LONG_WORDS: Final = tuple(word for word in WORDS if len(word) > _SHORT)

# Draws among the shorter aliases before a longer one is issued, and before the free are counted.
_SHORT_DRAWS: Final = 8
_LONG_DRAWS: Final = 200

_SUGGESTED: Final = 3
_FAR: Final = 3  # from this many slips on, another alias is no likely meaning

_ISSUED = re.compile(r"([A-Z]{3,7})([0-9]{2,3})([A-Z])")
_TAIL = re.compile(r"(?=.*[0-9])(?=.*[A-Z])[A-Z0-9]{2,5}")
_SPOKEN = re.compile(r"\s*([A-Za-z]{3,7})[\s-]*([0-9]{2,3})[\s-]*([A-Za-z])(?![\w-])")
_APART = re.compile(r"[ -]+")
_DASH = re.compile(r" ?- ?|(?<=[A-Z]) (?=[0-9])")
_NO_FORMS: Final = AliasForms()
_STEM = re.compile(r"([A-Z]+)-([0-9]+)[A-Z]?")


@dataclass(frozen=True, slots=True)
class Alias:
    """What a clinic calls a patient here, in capitals: never derived from the person."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class AliasSlip:
    """An issued alias with a slip in it, and the clinic's aliases that were likely meant."""

    suggestions: tuple[Alias, ...] = ()


def issue(choose: Callable[[Sequence[str]], str], in_use: Container[str]) -> Alias:
    """An alias that is not yet `taken`, drawn with `choose` (`secrets.choice`, `Random.choice`).

    The shorter ones go first. Raises `Trouble` when a clinic has used all of them.
    """
    for draw in range(_SHORT_DRAWS + _LONG_DRAWS):
        word = choose(_SHORT_WORDS if draw < _SHORT_DRAWS else _LONG_WORDS)
        text = _with_check(word, "".join(choose("0123456789") for _ in range(_digits(word))))
        if text not in in_use:
            return Alias(text)
    free = [text for text in _every() if text not in in_use]
    if not free:
        raise Trouble("Every alias of this clinic is in use.", "Close or forget old ones first.")
    return Alias(choose(free))


def is_issued(text: str) -> bool:
    """Whether the bot issues this alias, typed with or without its hyphen, in any case.

    False after any one slip: a character replaced, left out, doubled or put in, or two neighbours
    swapped, in the word, the digits or the check letter. (A hyphen that is lost or has moved makes
    no other alias.)
    """
    return _issued(text) is not None


def read(
    text: str, known: Iterable[str] = (), forms: AliasForms = _NO_FORMS
) -> Alias | AliasSlip | Identity:
    """Read what someone typed for an alias: "BLUE-47K", "blue 47 k", or a clinic's own "OAK-12".

    `known` are the clinic's aliases, for suggestions: whoever reads has looked for the chart first,
    as older aliases may have any form. What looks like an identity is returned as that. Raises
    `NotUnderstood` for the rest.
    """
    own = _issued(text) or forms.spell(text)
    if own:
        return Alias(own)
    if is_foreign(text):
        raise allowed_aliases.foreign()
    typed = _DASH.sub("-", plain(text))
    identity = find_form_in_alias(typed)
    if identity:
        return identity
    if _is_slip(typed):
        return AliasSlip(nearest(text, known))
    raise allowed_aliases.no_alias(forms)


def rivals(text: str) -> tuple[str, ...]:
    """The aliases that a dropped or mistaken check letter would make of this one, or it of them.

    BLUE-47 and BLUE-470 are rivals of the issued BLUE-47K: one of a clinic is refused where the
    other is there. Empty for an alias of another word.
    """
    parts = _STEM.fullmatch(text)
    if not parts or parts[1] not in _WORD_SET:
        return ()
    word, digits = parts.groups()
    stem = digits[: _digits(word)]
    if is_issued(text):
        return tuple(f"{word}-{stem}{more}" for more in ("", *"0123456789"))
    is_near = _digits(word) <= len(digits) <= _digits(word) + 1
    return (_with_check(word, stem),) if is_near else ()


def not_to_issue(aliases: Iterable[str]) -> frozenset[str]:
    """The issued aliases that a clinic with these aliases is not given: those, and their rivals."""
    in_use = frozenset(aliases)
    return in_use.union(*(rivals(text) for text in in_use if not is_issued(text)))


def front(text: str) -> tuple[str, str]:
    """The alias at the front of a text and the rest: "blue 47 k 20560" is "blue 47 k", "20560".

    The alias is not read yet: it is the first word, or an issued alias typed in pieces.
    """
    spoken = _SPOKEN.match(text)
    if spoken and _near_word(spoken[1].upper()):
        return spoken[0].strip(), text[spoken.end() :].strip()
    first, *remaining = text.split(maxsplit=1) or [""]
    return first, "".join(remaining).strip()


def nearest(text: str, known: Iterable[str]) -> tuple[Alias, ...]:
    """Up to three of the clinic's aliases that the text may mean, the likeliest first.

    Likelier is the one with fewer slips; among equals, one whose check letter holds.
    """
    squeezed = {alias: _squeezed(alias) for alias in known}
    near = spelling.by_slips(_squeezed(text), squeezed, _FAR - 1)
    ranked = sorted((slips, not is_issued(alias), alias) for slips, alias in near)
    return tuple(Alias(alias) for _, _, alias in ranked[:_SUGGESTED])


def likeliest(text: str, near: Sequence[Alias]) -> Alias | None:
    """The one of some aliases that the text is nearer to than to any other; None for none."""
    squeezed = {one.text: _squeezed(one.text) for one in near}
    slips = sorted(spelling.by_slips(_squeezed(text), squeezed, _FAR - 1))
    is_one = bool(slips) and (len(slips) == 1 or slips[0][0] < slips[1][0])
    return Alias(slips[0][1]) if is_one else None


def _digits(word: str) -> int:
    return 2 if len(word) <= _SHORT else 3


def _with_check(word: str, digits: str) -> str:
    return f"{word}-{digits}{_check(word, digits)}"


def _check(word: str, digits: str) -> str:
    """A weighted sum modulo 11.

    Eleven is prime and greater than nine, so that with unequal weights every digit replaced and
    every two neighbours swapped change the sum. Slips in the word show because no other word is
    near; its letters count only so that a word misheard as another mostly shows too.
    """
    letters = sum(at * ord(letter) for at, letter in enumerate(word, start=1))
    numbers = sum(at * int(digit) for at, digit in enumerate(digits, start=1))
    return CHECK_LETTERS[(letters + numbers + 5) % len(CHECK_LETTERS)]


def _issued(text: str) -> str | None:
    parts = _ISSUED.fullmatch(_squeezed(text))
    if not parts:
        return None
    word, digits, check = parts.groups()
    if word not in _WORD_SET or len(digits) != _digits(word) or check != _check(word, digits):
        return None
    return f"{word}-{digits}{check}"


def _every() -> Iterator[str]:
    for word in WORDS:
        for digits in product("0123456789", repeat=_digits(word)):
            yield _with_check(word, "".join(digits))


def _squeezed(text: str) -> str:
    return _APART.sub("", plain(text))


def _is_slip(typed: str) -> bool:
    """Whether a text is built like an issued alias: nearly a word, then digits and a letter.

    "BLUE-7" is not, and may be a clinic's own.
    """
    word, hyphen, tail = typed.partition("-")
    if not hyphen:
        word = re.split("[0-9]", typed, maxsplit=1)[0]
        tail = typed[len(word) :]
    return bool(_TAIL.fullmatch(_squeezed(tail))) and _near_word(word)


def _near_word(word: str) -> bool:
    return word in _WORD_SET or bool(spelling.slipped(word, WORDS, 1))


_WORD_SET: Final = frozenset(WORDS)
