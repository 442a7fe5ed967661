"""The pack of facts, and the lists of names and words beside it."""

from models.content.lexicon import load_lexicon
from models.content.loader import PACK, load

__all__ = ["PACK", "load", "load_lexicon"]
