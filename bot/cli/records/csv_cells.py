"""Cells of a CSV file that no spreadsheet takes for a formula, and how they are read back.

A spreadsheet runs what begins with = + - @, also behind blanks, marks of quotation and in the
full-width forms that some input methods type. Such a cell is written behind an apostrophe, which
spreadsheets take for "this is text"; what is read loses that one apostrophe again.
"""

from __future__ import annotations

import re

_FORMULA = re.compile(r"[\s\ufeff\u200b\"'“”‘’‚„«»`´]*[=+\-@|%＝＋－＠｜﹢﹣﹦﹫−\t\r\n\0]")
_APOSTROPHE = "'"


def escape(text: str) -> str:
    """The text as it is written into a cell."""
    return f"{_APOSTROPHE}{text}" if _is_formula(text) else text


def unescape(cell: str) -> str:
    """The text that `escape` wrote into a cell."""
    is_escaped = cell.startswith(_APOSTROPHE) and _is_formula(cell[len(_APOSTROPHE) :])
    return cell[len(_APOSTROPHE) :] if is_escaped else cell


def _is_formula(text: str) -> bool:
    return text[:1] in {"\t", "\r", "\n", "\0"} or _FORMULA.match(text) is not None
