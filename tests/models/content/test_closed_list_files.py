"""What is wrong in a file of the closed lists is told by its name."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from models.content.word_lists import FOLDER, load_lists
from models.coverage.fact_book import FactBook
from models.errors import FactsFault

VOIDS, CODES = "void_reasons.yaml", "therapy_codes.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        pytest.param(VOIDS, "  wrong day:", "  wrong dey:", "wrong day", id="an entry unsaid"),
        pytest.param(VOIDS, "  other:", "  odd: [x]\n  other:", "'odd'", id="no such entry"),
        pytest.param(VOIDS, "[by mistake,", "[mistaken,", "mistaken", id="no such weak entry"),
        pytest.param(VOIDS, "- wrong date\n", "- wrong pt\n", "two entries", id="said for two"),
        pytest.param(VOIDS, "idle:", "idel:", "line 5, idel: is not", id="a misspelt field"),
        pytest.param(CODES, "97810 ", "9781 ", "line 12", id="a number of four digits"),
        pytest.param(CODES, "97810 ", "97811 ", "97811: stands there 2 times", id="a code twice"),
        pytest.param(CODES, "manipulation:", "manipulation: [", "is not YAML", id="no YAML"),
    ],
)
def test_a_list_that_does_not_fit_is_told(
    tmp_path: Path, file: str, old: str, new: str, says: str
) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "lists")
    text = (folder / file).read_text()
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1))
    with pytest.raises(FactsFault, match=says) as caught:
        load_lists(folder)
    assert file in caught.value.what


def test_an_untimed_code_is_one_of_therapy_and_no_fact_times_it(pack: FactBook) -> None:
    lists = load_lists(FOLDER)
    timed = {code.code for code in pack.codes.values() if code.timed}
    assert lists.untimed <= lists.codes
    assert lists.untimed.isdisjoint(timed)
    assert {"97140", "97110", "97032", "97035"}.isdisjoint(lists.untimed)
