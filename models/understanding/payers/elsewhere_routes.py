"""When a payer is named with a state in which none of its name is met: "kaiser in Alabama"."""

from __future__ import annotations

from models.understanding.reading import Answerer, Reading, Route


def of_payer_elsewhere(reading: Reading, home: Answerer | None) -> Route | None:
    """A payer is named beside a state in which none of its name is met."""
    is_named = reading.question.elsewhere and home in {None, Answerer.COVERAGE}
    return Route(Answerer.COVERAGE, "a payer of other states is named") if is_named else None
