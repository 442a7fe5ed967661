"""What a state's card says of a technique that is asked beside needling: nothing is held on it."""

from __future__ import annotations

from dataclasses import replace

from models.reply import Line, Reply
from models.understanding.reading import NEEDLE_WORDS, Reading

_TECHNIQUES = {
    "cupping": "cupping",
    "cup": "cupping",
    "cups": "cupping",
    "iastm": "IASTM",
    "graston": "IASTM",
    "scraping": "scraping",
    "gua": "gua sha",
    "laser": "laser",
    "shockwave": "shockwave",
    "prolotherapy": "prolotherapy",
    "prp": "PRP",
    "botox": "Botox",
    "ultrasound": "ultrasound",
    "kinesiotape": "taping",
    "taping": "taping",
    "massage": "massage",
    "hydrodissection": "hydrodissection",
    "moxibustion": "moxibustion",
    "moxa": "moxibustion",
    "inject": "injections",
    "injects": "injections",
    "injecting": "injections",
    "injection": "injections",
    "injections": "injections",
}

_INJECTED = "injections"


def told(reply: Reply, reading: Reading) -> Reply:
    """The card, led by what is not held, where needling is asked beside another technique."""
    beside = asked_beside(reading)
    if not beside:
        return reply
    named = " and ".join(sorted(beside))
    line = Line(f"This is of needling alone: I hold no state's rule on {named}. Ask the board.")
    return replace(reply, lines=(line, *reply.lines))


def asked_beside(reading: Reading) -> set[str]:
    """The techniques beside needling, or injections in its place: "can a PT inject in Texas"."""
    beside = {_TECHNIQUES[word] for word in reading.words if word in _TECHNIQUES}
    if reading.words.isdisjoint(NEEDLE_WORDS):
        return beside & {_INJECTED}
    is_of_whom = reading.state.other_professions or reading.state.professions
    if "massage" in beside and is_of_whom:
        beside.discard("massage")  # "can a massage therapist needle"
    return beside - {_INJECTED}
