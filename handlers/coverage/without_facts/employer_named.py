"""An employer typed as a payer: "/coverage Amazon" asks for the plan of its employees.

Elsewhere the bare name is an everyday word, or a shop: needles are bought at Amazon.
"""

from __future__ import annotations

from dataclasses import replace

from handlers.command import Request
from models.understanding.reading import Readings


def turned(request: Request, readings: Readings) -> Request:
    """The request for the plan of an employer's staff, where no payer has the name itself."""
    if request.command != "coverage":
        return request
    named = readings.of(request.text).as_typed.unknown_payer
    if not named or named not in request.text:
        return request
    of_staff = f"{named} employees"
    found = readings.of(of_staff).as_typed
    if len(found.payers) != 1 or found.unknown_payer or found.guessed_from or found.unused:
        return request
    return replace(request, text=request.text.replace(named, of_staff, 1))
