"""Reads a service of which nothing is held: what stands behind "cover" or "pay for"."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from models.understanding.remaining_text import FILLER, RemainingText
from models.words import Word

_COVERS = frozenset("cover covers covering pay pays paying reimburse reimburses coverage".split())
_COVERED = frozenset("covered payable reimbursed reimbursable".split())
_BETWEEN = frozenset("a an any for his her my of our out some the their your".split())
# "Out of pocket" is how it is paid, and no service.
_OF_PAYMENT = frozenset("pocket cash front".split())
_IS = frozenset("are be get is".split())

# Lines of insurance that are services here: no plan of them decides on needling.
_SERVICES = frozenset("dental vision".split())


def service_asked(
    left: RemainingText, is_strange: Callable[[Word], bool], spoken: Collection[str]
) -> str:
    """The words that are covered or paid for, where one of them is strange; else nothing.

    A lone word written like a name is no service, unless it is one of `spoken`: "Mei", but "Yoga".
    """
    unread = {word.place for word in left.words if word.plain not in FILLER}
    for at, word in enumerate(left.typed):
        run: list[Word] = []
        if word.plain in _COVERS:
            run = _object(left, at, unread)
        elif word.plain in _COVERED:
            run = _subject(left, at, unread)
        if len(run) == 1 and _is_like_a_name(run[0]) and run[0].plain not in spoken:
            continue  # "is Mei covered by medicare" asks of Medicare
        if any(is_strange(each) or each.plain in _SERVICES for each in run):
            return " ".join(each.typed for each in run)
    return ""


def _is_like_a_name(word: Word) -> bool:
    """Whether a word is written as the names of people are: "Mei", but no "MRI"."""
    return word.typed.isalpha() and word.typed[0].isupper() and word.typed[1:].islower()


def _object(left: RemainingText, at: int, unread: set[int]) -> list[Word]:
    """The unread words behind a verb: "cover hearing aids"."""
    start = at + 1
    while start < len(left.typed) and left.typed[start].plain in _BETWEEN:
        start += 1
    if not left.begins.isdisjoint(range(at + 1, start + 1)):
        return []
    return _run(left.typed[start:], unread, left.begins)


def _subject(left: RemainingText, at: int, unread: set[int]) -> list[Word]:
    """The unread words between "is" and a verb: "are hearing aids covered"."""
    run = _run(left.typed[:at][::-1], unread, frozenset())[::-1]
    before = left.typed[run[0].place - 1].plain if run and run[0].place else ""
    return run if run and before in _IS else []


def _run(words: Iterable[Word], unread: set[int], begins: frozenset[int]) -> list[Word]:
    run: list[Word] = []
    for word in words:
        if word.place not in unread or word.plain in _OF_PAYMENT or (run and word.place in begins):
            break
        run.append(word)
    return run
