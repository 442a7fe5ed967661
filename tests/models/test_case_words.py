"""How staff say which case a visit or an authorization is of."""

from __future__ import annotations

import pytest

from models.content.word_lists import load_lists
from models.understanding.commands.case_words import take
from models.visits.body_region import BodyRegion as Of

REGIONS = load_lists().regions


@pytest.mark.parametrize(
    ("typed", "case"),
    [
        *(("20560 for neck on 11/3/26", Of.NECK), ("20560 neck", Of.NECK)),
        *(("c-spine 20560", Of.NECK), ("for the C spine", Of.NECK)),
        *(("for low back", Of.LOW_BACK), ("for lower-back pain", Of.LOW_BACK)),
        *(("6 visits for chronic low back pain from 10/1", Of.LOW_BACK), ("for LBP", Of.LOW_BACK)),
        *(("for her left knee", Of.KNEE), ("L knee", Of.KNEE), ("for kneee", Of.KNEE)),
        *(("for sholder", Of.SHOULDER), ("rotator cuff", Of.SHOULDER)),
        *(("for the right SI joint", Of.PELVIS), ("of TMJ", Of.JAW)),
        *(("for other", Of.OTHER), ("for another region", Of.OTHER)),
        *(("20560 for other self-pay on 11/3", Of.OTHER), ("for sholder from 10/1", Of.SHOULDER)),
    ],
)
def test_a_case_is_read_as_staff_say_it(typed: str, case: Of) -> None:
    assert take(typed, REGIONS).named == (case,)


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("neck and shoulder", (Of.NECK, Of.SHOULDER)),
        ("for back", (Of.LOW_BACK, Of.UPPER_BACK)),
        ("for the spine", (Of.NECK, Of.UPPER_BACK, Of.LOW_BACK)),
    ],
)
def test_words_that_may_mean_several_cases_name_each(typed: str, named: tuple[Of, ...]) -> None:
    found = take(typed, REGIONS)
    assert found.named == named
    assert found.case is None


@pytest.mark.parametrize(
    "typed",
    [
        *("came back on 11/3", "for 97140", "20560 x2", "for Jane", "on 11/3/26", "other", ""),
        *("for other therapies", "for speech only"),
    ],
)
def test_other_words_name_no_case_and_stay(typed: str) -> None:
    found = take(typed, REGIONS)
    assert (found.named, found.remaining) == ((), typed)


def test_what_is_read_as_a_case_is_taken_out_and_a_side_is_told() -> None:
    found = take("20560 for the left knee on 11/3/26", REGIONS)
    assert " ".join(found.remaining.split()) == "20560 on 11/3/26"
    assert found.has_side
    assert not take("20560 for the knee", REGIONS).has_side
