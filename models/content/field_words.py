"""Reads the words of the field: which mean the same, and which say nothing."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic_core import from_json

from models.content.text_list import headed, words
from models.coverage.state import NAMES
from models.understanding.aspects import AspectReader
from models.understanding.payers.plan_words import PlanWords
from models.understanding.spanish import Spanish
from models.understanding.topics.learned_weights import LearnedWeights
from models.understanding.vocabulary import Vocabulary

_FOLDER = Path(__file__).parent / "words"

TOPIC_WEIGHTS = _FOLDER.parent / "topic_weights.json"
"""What was learned of the words of topics, as `python -m tests.topic_weights` writes it."""


@cache
def load_topic_weights(path: Path = TOPIC_WEIGHTS) -> LearnedWeights:
    """What was learned of the words of topics."""
    return LearnedWeights.of(from_json(path.read_bytes()))


@cache
def load_vocabulary(folder: Path = _FOLDER) -> Vocabulary:
    """The terms with what things are called, and the silent words."""
    named = _named(folder / "terms.txt")
    return Vocabulary(words(folder / "silent.txt"), named, NAMES.values())


@cache
def load_aspects(folder: Path = _FOLDER) -> AspectReader:
    """What people ask of a payer, a code or a state, by their phrases."""
    return AspectReader(_named(folder / "aspects.txt"), load_plan_words(folder).english)


@cache
def load_spanish(folder: Path = _FOLDER) -> Spanish:
    """The Spanish of the field, with its English."""
    return Spanish(_named(folder / "spanish.txt"))


@cache
def load_plan_words(folder: Path = _FOLDER) -> PlanWords:
    """Which words beside a payer's name make another plan of it, and which could mean nothing."""
    named = (name for _, name in _named(folder / "terms.txt"))
    spoken = (word for name in (*words(folder / "silent.txt"), *named) for word in name.split())
    listed = headed(folder / "plan_words.txt")
    ordinary = words(folder.parent / "names" / "ordinary_words.txt")
    return PlanWords.of(((head, text.split()) for head, text in listed), spoken, ordinary)


def _named(path: Path) -> list[tuple[str, str]]:
    """The lines of a file, "term: one name, another", as pairs of a term and one name."""
    return [(term, name) for term, text in headed(path) for name in text.split(",")]
