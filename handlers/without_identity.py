"""What is left of a command without the identity in it, where every word is known (_WORDS)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handlers.command import Request, Services
from models.privacy import alias_form, alias_words
from models.privacy.identity_kinds import Identity
from models.words import key_of

_WORDS = frozenset(
    """
    add again and as authorization authorize authorized balance by codes cover covered denied dry
    eval for from left log needling new of on pay pays payer primary secondary self-pay show thru
    through to today until unit units used visit visits well with year yesterday
    """.split()
)
"""The words that stand between what is known: none is a name, and none turns a sense round."""

_MARKS = frozenset(
    """
    acct account and auth authorization birth born by chart claim date dob for id mbi member mrn
    name no num number of patient phone policy pt ref reference ssn subscriber tel with
    """.split()
)
"""The words before an identity that go with it: "auth#", "dob:", "by"."""

_ROW = re.compile(r"[\n;]")
_PIECE = re.compile(r"[^\s.:#]+")
_ENDED = re.compile(r"\A\S*")
_DATE = re.compile(r"[0-9]{1,2}/[0-9]{1,2}(?:/(?:20)?[0-9]{2})?|20[0-9]{2}-[0-9]{2}-[0-9]{2}")
_TIMES = re.compile(r"x[1-9]|[1-9]x", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]{1,2}")
_COUNTED = frozenset({"visit", "visits", "unit", "units"})
_REMARK = re.compile(r"(?:co|pr|oa|pi)-?[0-9]{1,3}", re.IGNORECASE)
_ALIAS = re.compile(r"([A-Za-z]{2,12})-[0-9]{1,5}[A-Za-z]?")
_LONGEST_NAME = 6  # words of a payer's name


def command_without(
    text: str, request: Request, services: Services, identity: Identity, *, of_facts: bool
) -> str:
    """The command without what looks like an identity; empty where a word is left to be doubted.

    One that is not `of_facts` needs an alias.
    """
    rest = _rest(text, identity, request, services)
    words = [word.strip(",;.") for word in rest.split()]
    if not words or services.identities.find(rest, command=request.command):
        return ""
    if not all(length for length in _lengths(words, request, services)):
        return ""
    names_whom = any(_is_alias(word, request, services) for word in words)
    return f"/{request.command} {rest}" if names_whom or of_facts else ""


def _rest(text: str, identity: Identity, request: Request, services: Services) -> str:
    """What is left, its rows parted as they were. A row that is left without an alias goes whole.

    Of a single row nothing more is taken away.
    """
    ends = [-1, *(sign.start() for sign in _ROW.finditer(text)), len(text)]
    start = max(end for end in ends if end < identity.start) + 1
    end = min(end for end in ends if end >= identity.end)
    own = f"{_before(text[start : identity.start])} {_ENDED.sub('', text[identity.end : end])}"
    others = (_ROW.split(text[: max(start - 1, 0)]), _ROW.split(text[end + 1 :]))
    is_alone = not any(row.strip() for rows in others for row in rows)
    is_whole = is_alone or any(_is_alias(w.strip(",;."), request, services) for w in own.split())
    first = "".join(own.split(maxsplit=1)[:1])
    verb = first if first in _WORDS and not (is_whole or start) else ""
    rows = [*others[0], own if is_whole else "", *others[1]]
    left = "; ".join(" ".join(row.split()) for row in rows if row.strip())
    return f"{verb} {left}".strip()


def _before(head: str) -> str:
    """What stands before an identity, without the word that it begins in and its marks."""
    if head and not head[-1].isspace():
        head = "".join(head.rsplit(None, 1)[:-1])
    for piece in reversed([*_PIECE.finditer(head)]):
        if piece[0].casefold() not in _MARKS:
            return head[: piece.end()]
    return ""


def _lengths(words: list[str], request: Request, services: Services) -> Iterator[int]:
    """How many words each thing that is known has; 0 for a word that nobody knows."""
    at = 0
    while at < len(words):
        length = _payer(words[at:], services) or _one(words, at, request, services)
        yield length
        at += length or 1


def _payer(words: list[str], services: Services) -> int:
    for length in range(min(len(words), _LONGEST_NAME), 0, -1):
        if services.identities.knows(key_of(" ".join(words[:length]))):
            return length
    return 0


def _one(words: list[str], at: int, request: Request, services: Services) -> bool:
    word, behind = words[at], "".join(words[at + 1 : at + 2]).casefold()
    return (
        word.casefold() in _WORDS
        or word.upper() in services.book.codes
        or word in services.lists.codes
        or any(form.fullmatch(word) for form in (_DATE, _TIMES, _REMARK))
        or (bool(_NUMBER.fullmatch(word)) and behind in _COUNTED)
        or _is_alias(word, request, services)
    )


def _is_alias(word: str, request: Request, services: Services) -> bool:
    parts = _ALIAS.fullmatch(word)
    forms = alias_form.forms(services.alias_terms, request.clinic.preferences.patterns)
    of_list = parts is not None and parts[1].upper() in forms.words.union(alias_words.WORDS)
    return of_list or forms.spell(word) is not None
