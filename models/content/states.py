"""Reads a file of states/: what a state lets each profession do."""

from __future__ import annotations

from models.content.entry import DatedEntry, FileName, Reader, Sentence, SourcedEntry, list_of
from models.coverage.state import SUPERVISION, ScopeRule, State
from models.coverage.statement import Statement

# What a state may ask of a profession, and the words that introduce it on the card.
_REQUIREMENTS = {
    "hours": "Hours",
    "education": "Education",
    "supervision": SUPERVISION,
    "consent": "Consent",
    "documentation": "Documentation",
    "registration": "Registration",
}


class _RuleEntry(SourcedEntry, DatedEntry):
    """What a rule asks stands under a field of its own each."""

    hours: Sentence | None = None
    education: Sentence | None = None
    supervision: Sentence | None = None
    consent: Sentence | None = None
    documentation: Sentence | None = None
    registration: Sentence | None = None

    @property
    def requirements(self) -> tuple[tuple[str, Statement], ...]:
        """What is asked, in the order of `_REQUIREMENTS`."""
        asked = ((words, getattr(self, field)) for field, words in _REQUIREMENTS.items())
        return tuple((words, sentence) for words, sentence in asked if sentence)


_RULE = Reader(ScopeRule, _RuleEntry)

STATE = Reader(State, code=FileName, rules=list_of(_RULE))
