"""Codes spelled out or with letters as digits, and counts typed against words: "2056O"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

_ONES = dict(
    zip("zero one two three four five six seven eight nine".split(), "0123456789", strict=True)
) | {"oh": "0", "o": "0"}
_TENS = dict(
    zip(
        "twenty thirty forty fourty fifty sixty seventy eighty ninety".split(),
        "20 30 40 40 50 60 70 80 90".split(),
        strict=True,
    )
)
_TEENS = {
    word: str(number)
    for number, word in enumerate(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(),
        10,
    )
}
_NUMBERS = _ONES | _TENS | _TEENS
_ONE = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_HEARD = "won"  # for one
_NUMBER = re.compile(_ONE)
_WORDED = re.compile(rf"(?:{_ONE})+")
_WORDS = re.compile(r"[^\W_]+")
_HAS_NUMBERS = re.compile(
    r"twenty|ninety|(?:two|nine)\W+(?:zero|oh|o|seven)|\b[0-9]\W[0-9]\W[0-9]\W|[0-9]{2}\W[0-9]\W?[0-9]",
    re.IGNORECASE,
)
# "O" for zero and "l" for one, in a word that otherwise is a five-digit code. A first "l" stays a
# letter: L0650 is a code of another kind.
# An "s" for five stands inside: "2020s" are years.
_CODE = re.compile(r"(?=(?:.*[0-9]){3})[0-9o][0-9olis]{3}[0-9oli]")
_SLIPS = str.maketrans("olis", "0115")
_CODE_LENGTH = 5
_IN_TWO = 2  # words of digits that are read as a code as they are: "205 60"
_SHORT = 3  # digits in one word of a code that is cut apart

# A word against its number, and a number against its unit.
_WORD_FIRST = re.compile(
    r"\b((?:dry[ -]?)?needl(?:ing|ed|es?)|needels?|dn|tdn|muscles?|muscels?|modifier|mod|x)"
    r"(?=[0-9]{1,2}\b)(?<!\bx)",
    re.IGNORECASE,
)
_NUMBER_FIRST = re.compile(
    r"\b([0-9]{1,3})(?=(?:muscles?|muscels?|mucles?|musles?|units?|mins?|minutes?)\b)",
    re.IGNORECASE,
)

# The last two digits of a code of needling, as a desk says them: "units of 61", "bill 61 w 52".
_SHORT_FOR = re.compile(
    r"\b(?:bill(?:ed)?|coded?|units? of|use[ds]?|still) (?:as |a |it as )?6[01]\b"
    r"|\b6[01] (?:or|vs|and|w|with) (?:6[01]|5[029]|76|lt|rt|gp)\b"
    r"|\bhow many 6[01]s?\b",
    re.IGNORECASE,
)
_LAST_TWO = re.compile(
    r"(?<![\w$/.:-])(6[01])s?\b(?!\s?(?:%|min|mins|minutes?|hours?|days?|visits?|sessions?|units?"
    r"|percent|dollars|bucks|muscles?|yo|yrs?|years?|pts?|patients?|of|per|more|times|secs?|seconds"
    r"|y/o|weeks?|months?)\b)",
    re.IGNORECASE,
)


def mended(word: str) -> str:
    """The five-digit code that a word is, with its letters mended; empty for another word."""
    return word.translate(_SLIPS) if _CODE.fullmatch(word) else ""


def spelled_right(text: str, known: Collection[str]) -> str:
    """The text with words cut from their numbers, and with spelled codes as digits."""
    text = _NUMBER_FIRST.sub(r"\1 ", _WORD_FIRST.sub(r"\1 ", text))
    if _SHORT_FOR.search(text):
        text = _LAST_TWO.sub(r"205\1", text)
    if not _HAS_NUMBERS.search(text):
        return text
    words = list(_WORDS.finditer(text))
    at = 0
    while at < len(words):
        for end in range(min(len(words), at + _CODE_LENGTH), at, -1):
            if code := _code([word.group().lower() for word in words[at:end]], known):
                text = f"{text[: words[at].start()]}{code}{text[words[end - 1].end() :]}"
                return spelled_right(text, known)
        at += 1
    return text


def _code(words: Sequence[str], known: Collection[str]) -> str:
    """The known code that the words are together; empty where they are none, or one already."""
    if len(words) == 1 and words[0].isdigit():
        return ""
    parts: list[str] = []
    for at, word in enumerate(words):
        if word == _HEARD and at and at == len(words) - 1:  # "two oh five sixty won"
            parts.append("1")
        elif word.isdigit() and len(word) <= _SHORT:
            parts.append(word)
        elif _WORDED.fullmatch(word):
            parts += [_NUMBERS[number] for number in _NUMBER.findall(word)]
        else:
            return ""
    if len(words) <= _IN_TWO and all(word.isdigit() for word in words):
        return ""
    return next((code for code in _joined(parts) if code in known), "")


def _joined(parts: Sequence[str]) -> Iterator[str]:
    """The numbers that parts make: "twenty one" is 201 or 21."""
    if not parts:
        yield ""
        return
    for rest in _joined(parts[1:]):
        yield parts[0] + rest
    is_tens = parts[0] in _TENS.values()
    if is_tens and len(parts) > 1 and len(parts[1]) == 1 and parts[1] != "0":
        for rest in _joined(parts[2:]):
            yield parts[0][0] + parts[1] + rest
