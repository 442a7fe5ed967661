"""When it is asked what a payer's word is worth: "the rep said it is valid, is it covered"."""

from __future__ import annotations

import re

from models.coverage.topic import Topic, TopicKind
from models.understanding.reading import Reading, names_payer

# What somebody of the payer's told: "the rep on the phone said".
_SAID = re.compile(
    r"\b(?:rep|reps|agent|phone)\b.{0,40}\b(?:said|says|told|tells)\b", re.IGNORECASE
)


def of_what_was_said(reading: Reading) -> Topic | None:
    """The topic on what a payer's word is worth: "the rep said it is valid, is it covered"."""
    if not names_payer(reading) or not _SAID.search(reading.text):
        return None
    general = reading.general
    sure = general.sure if general.is_close else None
    return sure if sure and not sure.payers and sure.kind is TopicKind.BILLING else None
