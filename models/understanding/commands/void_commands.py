"""What may be typed behind /session void: an alias, a number and a reason of the list."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from models.understanding.commands.session_commands import may_be_alias, take_alias
from models.understanding.dates import relative_days
from models.understanding.stray_words import telling
from models.understanding.whole_number import ALONE, ENDS
from models.visits.void_reason import VoidReason
from models.visits.word_list import WordList
from models.words import denials

_NUMBERED = re.compile(rf"#?\s*(?P<number>[0-9]{{1,6}})\b(?!-\w){ENDS}", re.IGNORECASE)
_BECAUSE = re.compile(
    r"^\W*+(?:of\b\W*+)?(?:because(?:\s++of)?|reason|since|cause|bc|as)?\b\W*+", re.IGNORECASE
)
_ANOTHER_NUMBER = re.compile(rf"{ALONE}#?(?P<number>[0-9]{{1,6}})(?!\w){ENDS}")
_OF_ANOTHER = re.compile(
    r"\b(?:same|cop(?:y|ied)|dup(?:e|licate)?|double|repeat)\s{1,8}+(?:(?:as|of)\s{0,8}+)?#?[0-9]{1,6}\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class VoidRequest:
    """A session to void, by number; `alias` is empty where only a number was typed.

    `reason` is None where none was given, and where the words name none of the list.
    """

    alias: str
    number: int | None
    reason: VoidReason | None = None
    others: tuple[int, ...] = ()  # numbers of further sessions
    is_whole: bool = True  # no word of the reason was left over
    unused: tuple[str, ...] = ()  # words beside the reason that it may not be without


def read_voiding(text: str, known: Collection[str], voids: WordList[VoidReason]) -> VoidRequest:
    """What stands behind "void": perhaps an alias, a number, a reason of the list."""
    typed, rest = ("", text.strip())
    if not _NUMBERED.match(rest):
        typed, rest = take_alias(text, known)
    rest = re.sub(r"^\W*(?:session|number|no\.?|nr\.?)\s+", "", rest, flags=re.IGNORECASE)
    numbered = _NUMBERED.match(rest)
    left = rest[numbered.end() :] if numbered else rest
    if numbered and not typed:
        of = re.match(r"\s*(?:of|for|on)\s+(?P<of>\S+)", left, re.IGNORECASE)
        if of and may_be_alias(of["of"]):
            typed, left = of["of"], left[of.end() :]
    number = int(numbered["number"]) if numbered else None
    reading = voids.find(_BECAUSE.sub("", left))
    strange = () if reading and reading.is_whole else telling(_beside(left))
    strange = strange if reading else denials(left)
    # no date is a further session, nor the one of which this is a copy
    others = _ANOTHER_NUMBER.finditer(relative_days.without(_OF_ANOTHER.sub(" ", left)))
    return VoidRequest(
        typed,
        number,
        reading.entry if reading else None,
        tuple(int(other["number"]) for other in others) if numbered else (),
        reading is None or reading.is_whole,
        strange,
    )


def _beside(text: str) -> str:
    """The words behind a number, without days and without what this session is a copy of."""
    return relative_days.without(_OF_ANOTHER.sub(" ", text))
