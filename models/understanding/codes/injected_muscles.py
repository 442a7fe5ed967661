"""Names the injection where muscles are counted that were injected: they are not needled ones."""

from __future__ import annotations

import re

SMALL = ("one", "two", "three", "four", "five", "six")
_NUMBER = (
    r"(?:1?[0-9]|one|two|three|four|five|six|a|an|another|the (?:other|third|rest|last)|others?)"
)
_MUSCLES = r"(?:more |other |different |separate |additional )?(?:muscles?|mm)"
_INJECTED = re.compile(
    rf"\b{_NUMBER}(?: {_MUSCLES})? (?:was |were |got |being |is |are )?injected\b"
    rf"|\binject(?:ed|s|ing)? {_NUMBER}\b(?: {_MUSCLES})?"
    r"(?! ?(?:units?|cc|ml|mg|percent|%|needles?|times?|day|week))",
    re.IGNORECASE,
)
_NEEDLED = re.compile(r"\b(?:needl\w+|dn|tdn|ims|2056[01])\b", re.IGNORECASE)
_TYPED = re.compile(r"\b2055[0-3]\b")  # its muscles choose among these codes

# An injection by its name, with one count of muscles: that count chooses its code.
_NAMED = re.compile(r"\b(?:trigger point injections?|tpis?|injections?)\b", re.IGNORECASE)
_COUNTED = re.compile(
    rf"\b(?:in |of |for |into )?(?P<number>1?[0-9]|{'|'.join(SMALL)}) {_MUSCLES}\b", re.IGNORECASE
)
_OF_ELSE = re.compile(
    r"\b(?:no|not|non|without|w/?o|wo|vs|versus|or|and|plus|with|joint|tendon|ligament|ne?e?dl\w*|dn"
    r"|tdn|ims|acu\w*|[0-9]{5})\b|[+&/]",
    re.IGNORECASE,
)
# "Needles in 3 muscles without injection" is needling.
_NONE_INJECTED = re.compile(
    r"\b(?:no|not|non|without|w/?o|wo)(?: (?:any|an))?[ -]inj(?:ect(?:ion|ions|ed|ing)?)?\b",
    re.IGNORECASE,
)
_FEW = 2  # muscles, of 20552


def _by_its_count(text: str) -> str:
    """The text with the code of an injection of so many muscles: "tpi 3 muscles" is 20553."""
    counts = _COUNTED.findall(text)
    if len(counts) != 1 or not _NAMED.search(text) or _OF_ELSE.search(text):
        return text
    number = SMALL.index(counts[0].lower()) + 1 if counts[0].lower() in SMALL else int(counts[0])
    code = "20552" if number <= _FEW else "20553"
    return _COUNTED.sub("", _NAMED.sub(code, text, count=1)).strip()


def injections_named(text: str) -> str:
    """The text with "1 muscle injected" as a trigger point injection, beside needling or alone."""
    if "muscle" in text.lower():
        text = _NONE_INJECTED.sub("", text)
    if "muscle" in text.lower() and (counted := _by_its_count(text)) != text:
        return counted
    if "inject" not in text.lower() or _TYPED.search(text):
        return text
    rest = _INJECTED.sub(" ", text)
    beside = "plus " if _NEEDLED.search(rest) else ""
    return _INJECTED.sub(f" {beside}trigger point injection", text)
