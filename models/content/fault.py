"""What is wrong in the pack: where it stands, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pydantic_core import ErrorDetails, PydanticCustomError, ValidationError

from models import spelling

# By the type of pydantic's error: what is wrong, and what to write instead.
_SAID = {
    "missing": ("is missing.", "Write `{field}: …`."),
    "string_type": ("is no text.", "Write one text."),
    "string_too_short": ("is empty.", "Write the text, or leave the line out."),
    "int_type": ("is no whole number.", "Write it in digits, one or more."),
    "tuple_type": ("is no list.", "Write `{field}: [ … ]`, or a line with a dash each."),
    "too_short": ("is missing.", "Write a list with at least one sentence."),
    "dict_type": ("is no mapping.", "Write `id:` lines, each with its own fields."),
    "model_type": ("is no mapping.", "Write `field: value` lines."),
}
NO_SOURCE = ("names no source.", "Write `sources: [id]`: no fact without one.")
_EXPECTED = re.compile(r"'([^']+)'")  # a word of an enumeration, as pydantic lists them
_LIKE_ENOUGH = 60


@dataclass(frozen=True, slots=True)
class EntryFault:
    """One thing wrong in the pack, and what to write instead. Line 0 means the whole file."""

    file: str
    line: int
    field: str
    what: str
    mend: str

    def __str__(self) -> str:
        where = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{where}, {self.field}: {self.what} {self.mend}"


def unfit(what: str, mend: str) -> PydanticCustomError:
    """The error that a validator raises for a value that does not fit."""
    return PydanticCustomError("unfit", "{what} {mend}", {"what": what, "mend": mend})


def unfit_at(*faults: tuple[tuple[int | str, ...], str, str]) -> ValidationError:
    """The error for fields of a mapping: the path to each, what is wrong, and its mend."""
    return ValidationError.from_exception_data(
        "entry",
        [{"type": unfit(what, mend), "loc": path, "input": None} for path, what, mend in faults],
    )


def unknown(typed: str, words: Iterable[str], alike: int = _LIKE_ENOUGH) -> PydanticCustomError:
    """The error for a word that is none of those that may stand there."""
    return unfit(f'"{typed}" is unknown.', _nearest(typed, list(words), alike))


def say(detail: ErrorDetails, typed: str | None) -> tuple[str, str]:
    """What is wrong and its mend, for an error and the text that stands there, if it is one."""
    field = next(step for step in reversed(detail["loc"]) if isinstance(step, str))
    match detail["type"]:
        case "unfit":
            return detail["ctx"]["what"], detail["ctx"]["mend"]
        case "extra_forbidden":
            return "is not a field of this entry.", detail["input"].mend
        case "missing" if field == "sources":
            return NO_SOURCE
        case "enum":
            words = _EXPECTED.findall(detail["ctx"]["expected"])
            return f'"{typed or ""}" is unknown.', _nearest(typed or "", words, _LIKE_ENOUGH)
        case "string_type" if typed is not None:
            what = f"YAML does not take {typed or 'an empty value'} for a text."
            return what, f'Write "{typed}" in quotes.' if typed else "Leave the line out."
        case kind:
            what, mend = _SAID.get(kind, (f"{detail['msg']}.", "Write it as other files do."))
            return what, mend.format(field=field)


def _nearest(typed: str, words: list[str], alike: int) -> str:
    near = spelling.resembling(typed, words, alike)
    return f"Write {near}." if near else f"Write one of {', '.join(words)}."
