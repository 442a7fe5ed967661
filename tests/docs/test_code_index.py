"""The index at the end of CONTRIBUTING.md says what the code says, and no line stands twice."""

from __future__ import annotations

from collections import Counter

from tests.docs.code_index import HEADING, PAGE, first_line, modules, written
from tests.docs.tracing import ROOT

LONGEST_LINE = 95
MOST_LINES = 300


def test_the_index_lists_every_file_with_the_first_line_of_its_docstring() -> None:
    _, heading, kept = PAGE.read_text().partition(HEADING)
    assert heading + kept == written(), "`make index` writes it anew"


def test_the_first_line_of_every_file_is_a_short_sentence() -> None:
    lines = {str(module): first_line(module) for module in modules()}
    unlike = {file for file, line in lines.items() if not 20 <= len(line) <= LONGEST_LINE}
    assert not unlike | {file for file, line in lines.items() if not line.endswith((".", "?", ":"))}


def test_no_two_files_begin_with_the_same_line() -> None:
    counted = Counter(map(first_line, modules()))
    assert [line for line, times in counted.items() if times > 1] == []


def test_no_file_is_longer_than_one_subject_needs() -> None:
    lengths = {str(module): len((ROOT / module).read_text().splitlines()) for module in modules()}
    assert {file: lines for file, lines in lengths.items() if lines > MOST_LINES} == {}
