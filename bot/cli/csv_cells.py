"""Cells of a CSV file that no spreadsheet takes for a formula, and how they are read back.

A spreadsheet runs what begins with = + - @, also behind blanks, marks of quotation and in the
full-width forms that some input methods type. Such a cell is written behind an apostrophe, which
spreadsheets take for "this is text"; what is read loses that one apostrophe again.
"""

from __future__ import annotations

import re

_FORMULA = re.compile(r"[\s\ufeff\u200b\"'“”‘’‚„«»`´]*[=+\-@|%＝＋－＠｜﹢﹣﹦﹫−\t\r\n\0]")
_MARK = "'"


def harmless(text: str) -> str:
    """The text as it is written into a cell."""
    return f"{_MARK}{text}" if _is_formula(text) else text


def as_told(cell: str) -> str:
    """The text that `harmless` wrote into a cell."""
    is_marked = cell.startswith(_MARK) and _is_formula(cell[len(_MARK) :])
    return cell[len(_MARK) :] if is_marked else cell


def _is_formula(text: str) -> bool:
    return text[:1] in {"\t", "\r", "\n", "\0"} or _FORMULA.match(text) is not None
