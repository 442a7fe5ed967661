"""Which diagnosis a payer takes for needling is asked: no list is held, and none would be right."""

from __future__ import annotations

from models.coverage.aspect import Aspect
from models.understanding.matter import Matter
from models.understanding.reading import Reading, names_payer

_DIAGNOSES = frozenset("dx dxs diagnosis diagnoses icd icds icd10 icd9".split())


def _is_sought(reading: Reading) -> bool:
    """Whether a diagnosis is sought for a payer; one that is named is asked about itself."""
    if not names_payer(reading):
        return False
    question = reading.question
    is_told = reading.of_codes.named.diagnoses or question.condition or question.denials
    is_all = set(question.aspects) <= {Aspect.COVERED}  # a denial or referral is another matter
    return reading.codes.for_diagnosis and is_all and not is_told


PAID_DIAGNOSES = Matter("what dx codes get it paid", words=(_DIAGNOSES,), where=_is_sought)
