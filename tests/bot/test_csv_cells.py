"""Cells that a spreadsheet would run, and how they come back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli.records.files import escape, unescape

FORMULAS = {
    "a call": '=HYPERLINK("http://x","y")',
    "plus": "+1",
    "minus": "-2+3",
    "at": "@SUM(A1)",
    "a tab": "\t=1",
    "a carriage return": "\r=1",
    "a line feed": "\n=1",
    "blanks before it": "   =1",
    "a hard blank before it": "\u00a0=1",
    "a mark of order before it": "\ufeff=1",
    "a quotation mark before it": '"=1',
    "an apostrophe before it": "'=1",
    "two apostrophes before it": "''=1",
    "full width": "＝1",
    "full width plus": "＋1",
    "full width at": "＠SUM(A1)",
    "small plus": "﹢1",
    "a minus sign": "−1",
    "a pipe": "|calc",
    "per cent": "%0A=1",
}
PLAIN = ["", "BLUE-47K", "2026-01-05", "7/1", "another clinic 2", "workers' compensation", "'tis"]


@pytest.mark.parametrize("text", FORMULAS.values(), ids=FORMULAS)
def test_a_cell_that_begins_a_formula_is_written_as_text_and_read_back(text: str) -> None:
    assert escape(text) == f"'{text}"
    assert unescape(escape(text)) == text


@pytest.mark.parametrize("text", PLAIN)
def test_any_other_cell_is_written_as_it_is(text: str) -> None:
    assert escape(text) == text
    assert unescape(text) == text


@given(st.text(alphabet=st.sampled_from("'\"=+-@\t\r\n ＝＋ab1"), max_size=8))
def test_every_text_comes_back_as_it_was(text: str) -> None:
    assert unescape(escape(text)) == text
    assert escape(text)[:1] not in {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋"}
