"""Reads the words of the field: which mean the same, and which say nothing."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from models.content.text_list import headed, words
from models.coverage.state import NAMES
from models.understanding.vocabulary import Vocabulary

_FOLDER = Path(__file__).parent / "words"


@cache
def load_vocabulary(folder: Path = _FOLDER) -> Vocabulary:
    """The terms with what things are called, and the silent words."""
    lines = headed(folder / "terms.txt")
    names = [(term, name) for term, text in lines for name in text.split(",")]
    return Vocabulary(words(folder / "silent.txt"), names, NAMES.values())
