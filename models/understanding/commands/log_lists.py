"""Several aliases behind /session log: which words hold for which of them, and what parts them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import islice, takewhile

from models.privacy import alias
from models.privacy.alias_text import key, lookalike
from models.understanding.commands import log_words

_PARTED = re.compile(r"(?P<sign>[,;&\n]|\band\b)", re.IGNORECASE)
_OWN = frozenset({";", "\n"})
"""Behind these an alias has words of its own."""

_LIKE_ALIAS = re.compile(r"(?<![A-Za-z])[A-Za-z]{2,}-?[0-9][0-9A-Za-z]*")
_WORD = re.compile(r"\S+")
_JOIN = re.compile(r"(?:^|\s)(?:with|w/|plus|also)\s*$", re.IGNORECASE)
"""What joins the alias behind to those before is said of neither."""

_WORDS_OF_ONE = 3  # "blue 47 k"


@dataclass(frozen=True, slots=True)
class ListedLog:
    """One alias of a list as it was typed, and the words that hold for it.

    `group` is the same for those that no semicolon and no line parts. `is_shared`: the words stand
    behind a later one. `is_bare`: there are none but those before the first.
    """

    typed: str
    words: str = ""
    group: int = 0
    is_shared: bool = False
    is_bare: bool = False


def may_list(text: str) -> bool:
    """Whether a text may name several aliases: cheap, and never false where it does."""
    return _PARTED.search(text) is not None or len(_LIKE_ALIAS.findall(text)) > 1


def read(text: str, known: Collection[str]) -> tuple[ListedLog, ...]:
    """The aliases that a text names, in order, each with its words.

    "A, B, C 97140": what stands behind the last holds for all before it that have nothing of their
    own. "A, B no-show, C 97140": what is said of one visit is B's alone. "A 97140; B": each has its
    own. What stands before the first holds for all.
    """
    keys, looks = {key(name) for name in known}, {lookalike(name) for name in known}
    listed: list[ListedLog] = []
    for_all, group = "", 0
    for sign, words in _parts(text):
        group += sign in _OWN
        before, part = ("", words) if listed else _led(words, keys, looks)
        for_all = f"{for_all} {before}".strip()
        typed, rest = _front(part, keys, looks)
        if not typed and listed:  # "OAK-12 97110; no show ELM-3"
            said, of_next = _led(part, keys, looks)
            if of_next and _is_of_one_visit(said):
                typed, rest = _front(of_next, keys, looks)
                rest = f"{said} {rest}".strip()
        if not typed and listed:
            listed[-1] = replace(listed[-1], words=f"{listed[-1].words}, {part}".strip(" ,"))
        while typed:
            own, following, behind = _until_next(rest, keys, looks)
            _name(listed, ListedLog(typed, own, group))
            typed, rest = following, behind
    shared = _shared(listed)
    return tuple(replace(one, words=f"{one.words} {for_all}".strip()) for one in shared)


def _name(listed: list[ListedLog], one: ListedLog) -> None:
    """Add one to the list; a word of one visit behind an alias named before is said of that one.

    "A, B on 11/13 B no-show": what stands behind the second B is of the visit of the first.
    """
    said, without = log_words.of_one_visit(one.words)
    of_one = (one.group, key(one.typed)) if said and not without else None
    for at, before in enumerate(listed):
        if (before.group, key(before.typed)) == of_one:
            listed[at] = replace(before, words=f"{before.words} {one.words}".strip())
            return
    listed.append(one)


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """Each part with the sign before it; empty ones are left out."""
    first, *others = _PARTED.split(text)
    strongest = ""
    for sign, part in [("", first), *zip(others[::2], others[1::2], strict=True)]:
        strongest = sign if sign in _OWN or not strongest else strongest
        if part.strip():
            yield strongest, part.strip()
            strongest = ""


def _led(part: str, keys: Collection[str], looks: Collection[str]) -> tuple[str, str]:
    """What stands before the first alias of a part, and the rest from there."""
    starts = (piece.start() for piece in _WORD.finditer(part))
    at = next((start for start in starts if _front(part[start:], keys, looks)[0]), len(part))
    return part[:at].strip(), part[at:]


def _until_next(text: str, keys: Collection[str], looks: Collection[str]) -> tuple[str, str, str]:
    """The words of an alias, the one that follows them, and what stands behind that.

    Behind words only the clinic's own is one: anything else may be a slip in them.
    """
    typed, behind = _front(text, keys, looks)
    if typed:
        return "", typed, behind
    before, rest = _led(text, keys, ())
    typed, behind = _front(rest, keys, ())
    is_own = typed and key(typed) in keys
    return (_JOIN.sub("", before).strip(" ,:"), typed, behind) if is_own else (text, "", "")


def _is_of_one_visit(said: str) -> bool:
    """Whether words say of one visit that it was missed, or the like, and nothing else."""
    named, left = log_words.of_one_visit(said)
    return bool(named) and not left


def _front(text: str, keys: Collection[str], looks: Collection[str]) -> tuple[str, str]:
    """The alias at the front of a text, and the rest: one of the clinic's, or the form of one."""
    pieces = [*islice(_WORD.finditer(text), _WORDS_OF_ONE)]
    for piece in takewhile(_may_be_piece, pieces):
        typed = text[: piece.end()]
        if key(typed) in keys or ("-" in typed and lookalike(typed) in looks):
            return typed, text[piece.end() :].strip(" ,:")
    first, rest = alias.front(text)
    has_form = alias.is_issued(first) or (
        "-" in first and _LIKE_ALIAS.fullmatch(first.strip(":")) is not None
    )
    return (first, rest) if has_form else ("", text)


def _may_be_piece(piece: re.Match[str]) -> bool:
    """Whether a word may be a part of an alias: no day is, as 12/1 behind OAK-4."""
    return piece.group().strip(",:").replace("-", "").isalnum()


def _shared(listed: list[ListedLog]) -> list[ListedLog]:
    """Those without words take those of a later one in their group, which are not of it alone."""
    words, group, shared = "", -1, []
    for one in reversed(listed):
        is_last = one.group != group
        words, group = "" if is_last else words, one.group
        words = (
            one.words
            if one.words and (is_last or not log_words.of_one_visit(one.words)[0])
            else words
        )
        is_shared = not one.words and bool(words)
        own = one.words or words
        shared.append(replace(one, words=own, is_shared=is_shared, is_bare=not own))
    return shared[::-1]


@dataclass(frozen=True, slots=True)
class KnownAliases:
    """The clinic's aliases as they are compared: read once for the rows of a whole paste."""

    keys: frozenset[str]
    looks: frozenset[str]


def compared(known: Collection[str]) -> KnownAliases:
    """These aliases, as they are compared."""
    return KnownAliases(frozenset(map(key, known)), frozenset(map(lookalike, known)))


def with_words(text: str, known: KnownAliases) -> tuple[str, list[tuple[str, str]]]:
    """What stands before the clinic's first alias in a text, and each alias with what follows."""
    named: list[tuple[str, str]] = []
    lead, at = "", 0
    while piece := _WORD.search(text, at):
        typed, rest = _front(text[piece.start() :], known.keys, known.looks)
        if typed:
            named.append((typed.strip(",:"), ""))
            text, at = rest, 0
            continue
        if named:
            alias_, words = named[-1]
            named[-1] = alias_, f"{words} {piece.group()}".strip()
        else:
            lead = f"{lead} {piece.group()}".strip()
        at = piece.end()
    return lead, named


def take_aliases(text: str, known: KnownAliases) -> tuple[tuple[str, ...], str]:
    """The clinic's aliases in a text, wherever they stand, and the text without them."""
    lead, named = with_words(text, known)
    words = [lead, *(words for _, words in named)]
    return tuple(alias_ for alias_, _ in named), " ".join(filter(None, words))
