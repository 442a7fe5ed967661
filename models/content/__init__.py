"""The pack of facts, and the lists of names and words beside it."""

from models.content.alias_terms import load_alias_terms
from models.content.call_questions import load_call_questions
from models.content.field_words import (
    TOPIC_WEIGHTS,
    load_aspects,
    load_plan_words,
    load_spanish,
    load_topic_weights,
    load_vocabulary,
)
from models.content.lexicon import load_lexicon
from models.content.loader import PACK, load

__all__ = [
    "PACK",
    "TOPIC_WEIGHTS",
    "load",
    "load_alias_terms",
    "load_aspects",
    "load_call_questions",
    "load_lexicon",
    "load_plan_words",
    "load_spanish",
    "load_topic_weights",
    "load_vocabulary",
]
