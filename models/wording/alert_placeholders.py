"""Messages that warn of nothing: a test alert, and what stands where an alert was erased."""

from __future__ import annotations

from models.reply import Choice, Line, Reply
from models.wording.alerts import caution


def removed() -> Reply:
    """What stands in the place of a message that named an alias which is forgotten."""
    return Reply(
        headline="This message was removed",
        lines=(Line("What it was about is erased from the clinic's records."),),
    )


def trial(*, is_repeat: bool = False) -> Reply:
    """A test alert: it names no patient, and nobody has to take it."""
    return Reply(
        headline="TEST · only a test alert",
        lines=(
            Line("No patient is meant, and nothing is to be done: alerts arrive here."),
            Line("A real one names an alias, says what is left, and what to do next."),
        ),
        cautions=caution(is_repeat=is_repeat),
        choices=(Choice("The first steps", "/clinic start"),),
    )
