"""Reply and its parts: what the bot says, in plain words, before a platform dresses it.

A `Reply` holds plain words only: no markup, no emoji code, no platform's JSON. It has two levels.
The gist is what is known at a glance: headline, badge, a few lines, one line of provenance,
cautions in a few words, choices. `details` builds everything else, only when it is asked for.
Every line that states a fact cites the ids of its sources, and `sources` lists them in the order of
their numbers.
"""

from __future__ import annotations

from models.reply.choices import DETAILS, Choice, Pick, Picked, Weight
from models.reply.parts import (
    Badge,
    Citation,
    Count,
    Fact,
    Line,
    Provenance,
    Row,
    Section,
    Table,
    Tone,
)
from models.reply.reply import Audience, Details, Reply

__all__ = [
    "DETAILS",
    "Audience",
    "Badge",
    "Choice",
    "Citation",
    "Count",
    "Details",
    "Fact",
    "Line",
    "Pick",
    "Picked",
    "Provenance",
    "Reply",
    "Row",
    "Section",
    "Table",
    "Tone",
    "Weight",
]
