"""Medicare's yearly therapy amount of the year that is asked of, where a sentence tells several."""

from __future__ import annotations

import re
from dataclasses import replace

from models.reply import Reply
from models.understanding.question import Question

TOPIC = "kx_threshold"


def led(reply: Reply, question: Question) -> Reply:
    """The reply with the sentence of that year's amount first, and the other years behind it."""
    year = question.on.year if question.on else question.year
    if (
        not year
        or not reply.lines
        or _first(reply.lines[0].text) == _amount(reply.lines[0].text, year)
    ):
        return reply
    below = (line for section in reply.sections for line in section.lines)
    for line in (*reply.lines, *below):
        if amount := _amount(line.text, year):
            own = replace(line, text=f"In {year}: {amount}, for PT and speech therapy together.")
            return replace(reply, lines=(own, *reply.lines))
    return reply


def _first(text: str) -> str:
    return found[0] if (found := re.search(r"\$[0-9,]+", text)) else ""


def _amount(text: str, year: int) -> str:
    """The amount that a sentence gives for a year."""
    found = re.search(rf"(\$[0-9,]+) in {year}\b", text)
    return found[1] if found else ""
