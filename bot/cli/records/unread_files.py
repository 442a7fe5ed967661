"""Which files of a folder an import passes over, so that none is left out unsaid."""

from __future__ import annotations

import re
from pathlib import Path

from bot.cli.records.exporting import WRITTEN_ONLY
from bot.cli.records.files import CALENDAR, COLUMNS, csv_files
from models import spelling
from models.wording.phrases import count

_NEAR = 80
"""Percent of letters that a file's name shares with one of ours to be told by its name."""

_NO_LETTER = re.compile(r"[^a-z_]+")
_OURS = {name.partition(".")[0]: name for name in (*COLUMNS, CALENDAR)}


def say_unread(folder: Path) -> str:
    """The sentence on them: "Not read: sessions.xlsx (save it as sessions.csv)."; else empty.

    A file is named where its name is nearly one of ours; of others, which may be anybody's, how
    many there are is told.
    """
    known = {*csv_files(folder).values(), folder / CALENDAR, *(folder / n for n in WRITTEN_ONLY)}
    paths = [path for path in sorted(folder.iterdir()) if path.is_file() and path not in known]
    visible = [path for path in paths if not path.name.startswith(".")]
    near = [f"{path.name} (save it as {meant})" for path in visible if (meant := _meant(path))]
    others = len(visible) - len(near)
    told = [*near, *([f"{count(others, 'other file')}"] if others else [])]
    return f"Not read: {', '.join(told)}." if told else ""


def _meant(path: Path) -> str:
    """The file of ours that a name is nearly: "Sessions (1).csv", "authorization.xlsx"."""
    stem = _NO_LETTER.sub("", path.stem.casefold())
    near = spelling.resembling(stem, _OURS, _NEAR) if stem else None
    return _OURS[near] if near else ""
