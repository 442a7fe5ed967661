"""The words with which a question begins (ASKING), and where lines and sentences ask another."""

from __future__ import annotations

import re

ASKING = (
    r"(?:do(?! (?:it|manual|dry|dn|needling|some|the|exercises?|therex|e?-?stim|tpi|massage"
    r"|in|at|or|for|with|who)\b)"
    r"|does|did|is|are|was|can|could|may|should|will|would|what|whats|when|where|which|who|why"
    r"|how|has|have)\b"
)

# A line that asks for itself, behind no mark that ends the one before.
_LINE = re.compile(rf"(?<![?;:,.\s])\s{{0,3}}\n\s{{0,3}}(?={ASKING})", re.IGNORECASE)

# Behind a question another sentence may ask, too: "does cigna pay. can a PT do it in Ohio".
_BEGINS = re.compile(rf"\W*(?!did\b){ASKING}", re.IGNORECASE)
_SENTENCE = re.compile(rf"(?<!\b[a-z])\.\s{{1,3}}(?={ASKING}(?:\s\S+){{3}})", re.IGNORECASE)


def asked_by_line(text: str) -> str:
    """The text with a mark at the end of a line behind which another one asks."""
    return _LINE.sub("; ", text)


def asked_by_sentence(text: str) -> str:
    """The text of a question with a mark at the end of a sentence behind which another one asks."""
    return _SENTENCE.sub("? ", text) if ". " in text and _BEGINS.match(text) else text


# "Good faith estimate, do cash patients need one" asks one thing of what it names first.
_OF_WHAT_IS_NAMED = re.compile(
    r".*\b(?:needs?|gets?|wants?|have|use|requires?|signs?|gives?|owes?|takes?)"
    r"(?: \w+){0,2}? (?:one|it|them|that)\W*",
    re.IGNORECASE | re.DOTALL,
)
_NAMED_FIRST = 4  # words


def asks_of_named(parts: tuple[str, ...]) -> bool:
    """Whether a few words name something, and what stands behind them asks of "it"."""
    first, *others = parts
    is_name = len(first.split()) <= _NAMED_FIRST and not _BEGINS.match(first)
    return is_name and len(others) == 1 and _OF_WHAT_IS_NAMED.fullmatch(others[0]) is not None
