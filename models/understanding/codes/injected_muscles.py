"""Names the injection where muscles are counted that were injected: they are not needled ones."""

from __future__ import annotations

import re

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


def injections_named(text: str) -> str:
    """The text with "1 muscle injected" as a trigger point injection, beside needling or alone."""
    if "inject" not in text.lower() or _TYPED.search(text):
        return text
    rest = _INJECTED.sub(" ", text)
    beside = "plus " if _NEEDLED.search(rest) else ""
    return _INJECTED.sub(f" {beside}trigger point injection", text)
