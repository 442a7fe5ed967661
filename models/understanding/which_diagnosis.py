"""Which diagnosis a payer takes for needling is asked: no list is held, and none would be right."""

from __future__ import annotations

from models.coverage.aspect import Aspect
from models.understanding.reading import Reading, names_payer

# A wording by which the topic is found.
_WHICH = "what dx codes get it paid"

_DIAGNOSES = frozenset("dx dxs diagnosis diagnoses icd icds icd10 icd9".split())


def _asks_which(reading: Reading) -> bool:
    """Whether a diagnosis is sought for a payer; one that is named is asked about itself."""
    if reading.words.isdisjoint(_DIAGNOSES) or not names_payer(reading):
        return False
    question = reading.question
    is_told = reading.of_codes.named.diagnoses or question.condition or question.denials
    is_all = set(question.aspects) <= {Aspect.COVERED}  # a denial or referral is another matter
    return reading.codes.for_diagnosis and is_all and not is_told


MATTERS = ((_WHICH, _asks_which),)
"""The wording of the topic, and what tells that it is asked."""
