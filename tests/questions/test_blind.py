"""The blind sheets stay as they were sealed, and their first scores stay as they were judged."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.questions import blind
from tests.questions.marking import ROUTED, Examiner
from tests.questions.sheet import Question

PAGE = Path(__file__).parents[2] / "docs" / "answers.md"
SHARES = {
    "unknown_payer": 45, "slip": 45, "date": 30, "profession_condition": 30, "pair_units": 30,
    "state": 45, "free": 60, "wrong_or_double": 15,
}  # fmt: skip


# Of the three sheets of 600, two fifths are free questions.
LARGE_SHARES = {"free": 240, "payer": 120, "state": 90, "code": 60, "date": 40, "mixed": 50}
LARGE = ("fifteenth", "sixteenth", "seventeenth")


@pytest.mark.parametrize("sheet", blind.SHEETS)
def test_a_sheet_has_its_fixed_shares(sheet: str) -> None:
    asked = blind.questions(sheet)
    shares = LARGE_SHARES if sheet in LARGE else SHARES
    assert Counter(question.kind for question in asked) == shares
    assert len({question.typed for question in asked}) >= len(asked) - 2, (
        "two may hit upon the same"
    )


@pytest.mark.parametrize("sheet", blind.SHEETS)
def test_its_first_score_is_kept(sheet: str) -> None:
    marks = blind.first_marks(sheet)
    assert set(marks.values()) <= set(blind.MARKS)
    assert marks.keys() == {question.n for question in blind.questions(sheet)}
    assert blind.score(sheet) in PAGE.read_text("utf-8").splitlines()


@pytest.mark.sheet
@pytest.mark.parametrize("sheet", blind.SHEETS)
async def test_no_question_of_it_is_a_bug(sheet: str) -> None:
    examiner = Examiner()
    for question in blind.questions(sheet):
        await examiner.answer(Question(sheet=ROUTED, request=question.typed))
        assert examiner.last.error is None, question.typed
