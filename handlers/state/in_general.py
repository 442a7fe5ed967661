"""What a state's permission to needle does not answer: a minor, no consent, hours not had.

"Allowed" is said of the profession. Where somebody asks whether needling is allowed under another
condition, the badge would be read as a yes to that, so the card goes without one.
"""

from __future__ import annotations

import re
from dataclasses import replace

from handlers.state import other_techniques
from models.coverage.aspect import Aspect
from models.coverage.state import ALLOWED
from models.reply import Line, Reply
from models.understanding.reading import Reading
from models.wording import phrases

_YES = frozenset(phrases.PERMISSIONS[permission] for permission in ALLOWED)

# Of these a permission of the profession says nothing: whom, where and how it needles.
_OF_ELSE = frozenset({Aspect.AGE, Aspect.ANIMALS, Aspect.PROBATION, Aspect.UNATTENDED})
_WHERE = frozenset({Aspect.TELEHEALTH, Aspect.SETTING})
OF_MINORS = "A minor: with the parent's consent, wherever it is; the clinician decides."
"""What is said of a minor whatever state is named, or none."""

# What a rule asks for, which somebody may lack.
_ASKED = frozenset(
    {
        *(Aspect.CONSENT, Aspect.TRAINING, Aspect.EXPERIENCE, Aspect.EXAM, Aspect.REGISTRATION),
        Aspect.REFERRAL,
    }
)
_LACKS = re.compile(
    r"\b(?:without|w/o|lack(?:s|ing)?|refus\w+|declin\w+|never|did ?n[o']?t|has ?n[o']?t"
    r"|have ?n[o']?t|was ?n[o']?t|wo ?n[o']?t|no|(?<!or )not|skip\w*|forg[eo]t\w*|missing|unsigned"
    r"|untrained|uncertified|unregistered|expired|lapsed)\b",
    re.IGNORECASE,
)
_MAY = re.compile(
    r"\b(?:can|could|may|allowed?|legal\w*|ok(?:ay)?|lawful|permitted)\b", re.IGNORECASE
)


def told(reply: Reply, reading: Reading) -> Reply:
    """The card, without "allowed" where that would answer more than was read."""
    if reply.badge not in _YES or not _is_of_more(reading):
        return reply
    of_minors = (Line(OF_MINORS),) if _is_of_a_minor(reading) else ()
    lines = (*reply.lines[:1], *of_minors, *reply.lines[1:])
    return replace(reply, badge=None, lines=lines)


def _is_of_more(reading: Reading) -> bool:
    aspects = frozenset(reading.state.aspects)
    is_of_course = Aspect.TRAINING in aspects  # "the new kid says there are hours"
    if (aspects & _OF_ELSE and not is_of_course) or other_techniques.asked_beside(reading):
        return True
    if not _MAY.search(reading.text):
        return False
    return bool(aspects & _WHERE or (aspects & _ASKED and _LACKS.search(reading.text)))


def _is_of_a_minor(reading: Reading) -> bool:
    aspects = reading.state.aspects
    return Aspect.AGE in aspects and Aspect.TRAINING not in aspects
