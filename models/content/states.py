"""Reads states/: what a state lets each profession do, and the phrases that ask for it."""

from __future__ import annotations

from pathlib import Path

from models.content.entry import DatedEntry, FileName, Reader, Sentence, SourcedEntry, list_of
from models.content.text_list import headed
from models.coverage import state
from models.coverage.aspect import Aspect
from models.coverage.state import ScopeRule, State
from models.coverage.statement import Statement

# What a state may ask of a profession, and the words that introduce it on the card.
_REQUIREMENTS = {
    "hours": state.HOURS,
    "experience": state.EXPERIENCE,
    "education": state.EDUCATION,
    "exam": state.EXAM,
    "online": state.ONLINE,
    "supervision": state.SUPERVISION,
    "referral": state.REFERRAL,
    "consent": state.CONSENT,
    "documentation": state.DOCUMENTATION,
    "registration": state.REGISTRATION,
    "acts": state.ACTS,
    "title": state.TITLE,
}


class _RuleEntry(SourcedEntry, DatedEntry):
    """What a rule asks stands under a field of its own each."""

    hours: Sentence | None = None
    experience: Sentence | None = None
    education: Sentence | None = None
    exam: Sentence | None = None
    online: Sentence | None = None
    supervision: Sentence | None = None
    referral: Sentence | None = None
    consent: Sentence | None = None
    documentation: Sentence | None = None
    registration: Sentence | None = None
    acts: Sentence | None = None
    title: Sentence | None = None

    @property
    def requirements(self) -> tuple[tuple[str, Statement], ...]:
        """What is asked, in the order of `_REQUIREMENTS`."""
        asked = ((words, getattr(self, field)) for field, words in _REQUIREMENTS.items())
        return tuple((words, sentence) for words, sentence in asked if sentence)


_RULE = Reader(ScopeRule, _RuleEntry)

STATE = Reader(State, code=FileName, rules=list_of(_RULE))


def read_state_phrases(root: Path) -> tuple[tuple[Aspect, str], ...]:
    """The phrases that ask something of a state, each with its aspect; none in a pack without."""
    path = root / "words" / "state_aspects.txt"
    if not path.exists():
        return ()
    return tuple(
        (Aspect(aspect), phrase)
        for aspect, phrases in headed(path)
        for phrase in phrases.split(", ")
    )
