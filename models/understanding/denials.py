"""Which denial codes a text names: a group and a reason (CO-50, carc 96), or a remark (N130).

The codes are X12's and CMS's; their official wording is licensed and stands nowhere here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import zip_longest

from models.understanding.question import Question
from models.understanding.remaining_text import RemainingText

_GROUPS = frozenset({"co", "pr", "oa", "pi", "cr"})
_REASON = re.compile(r"[0-9]{1,3}|[abpwy][0-9]{1,2}")
_GLUED = re.compile(r"(?P<group>co|pr|oa|pi|cr)(?P<reason>[0-9]{1,3})")
_CUES = frozenset("denial denied denials carc rarc remark reason code codes eob reject".split())
_REMARK = re.compile(r"n[0-9]{1,3}|ma?[0-9]{2,3}")
_BARE = frozenset({"carc", "reason"})
_LAST = re.compile(
    rf"(?P<before>.*?)(?:(?<!\S)(?:carc|rarc)\s+)?(?<!\S)"
    rf"(?P<code>{_REASON.pattern}|{_REMARK.pattern})",
    re.IGNORECASE | re.DOTALL,
)


_COUNTED = frozenset(
    "age aged day days grade level levels min mins minute minutes month months muscle muscles "
    "session sessions unit units visit visits week weeks year years".split()
)
"""Words before a number of something else."""


def with_cue(text: str, read: Callable[[str], Question]) -> str:
    """A text that is known to speak of a denial, its last word marked as the code of one.

    Behind a payer "50" may be a modifier as well: only who types it to `/denial` means the reason.
    A number that is read as something else ("x 2", "on march 3") is none.
    """
    last = _LAST.fullmatch(text.strip())
    if not last or _is_no_code(last["before"], text, read):
        return f"{text} denied"
    cue = "reason" if _REASON.fullmatch(last["code"].lower()) else "remark"
    return f"{last['before']}{cue} {last['code']} denied"


def _is_no_code(before: str, text: str, read: Callable[[str], Question]) -> bool:
    """Whether the last word of a text has its group before it, or counts or dates something."""
    word = before.casefold().rstrip(" -:#").rpartition(" ")[2]
    return word in _GROUPS | _COUNTED or _numbers(read(before)) != _numbers(read(text))


def _numbers(question: Question) -> tuple[object, ...]:
    """What a number that is no code may be."""
    return (
        question.on,
        question.until,
        question.is_yearless,
        question.number,
        question.muscles,
        question.minutes,
    )


def take(left: RemainingText) -> tuple[str, ...]:
    """The denial codes, as CO-50, 50 or N130; a remark only where the text speaks of a denial."""
    codes: list[str] = []
    words = left.words
    for word, behind in zip_longest(words, words[1:]):
        if word.plain in _BARE and behind and _REASON.fullmatch(behind.plain):
            codes.append(behind.plain.upper())
            left.drop([word, behind])
        if word.plain[:2] not in _GROUPS:
            continue
        if glued := _GLUED.fullmatch(word.plain):
            codes.append(f"{glued['group']}-{glued['reason']}".upper())
            left.drop([word])
        elif word.plain in _GROUPS and behind and _REASON.fullmatch(behind.plain):
            codes.append(f"{word.plain}-{behind.plain}".upper())
            left.drop([word, behind])
    cued = codes or not _CUES.isdisjoint(word.plain for word in left.words)
    remarks = [word for word in left.words if cued and _REMARK.fullmatch(word.plain)]
    left.drop(remarks)
    return (*codes, *(word.plain.upper() for word in remarks))
