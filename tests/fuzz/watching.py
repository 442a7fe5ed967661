"""Watches an app: what it logs, counts and keeps, and whether a planted identity is in it."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.app import App
from tests.fuzz.figures import Fed, Figures
from tests.fuzz.texts import SECRETS
from tests.privacy.planting import found
from tests.privacy.rows import Rows

# A line of the log at ERROR, in either form; with what was raised, and where at last.
_ERROR = re.compile(r'"level": "(?:error|critical)"|\[(?:error|critical) *\]|Traceback')
_RAISED = re.compile(r'raised["=: ]+(\w+)')
_PLACE = re.compile(r"\bat[\"=: ]+'?([^\"']*)")


class Watch:
    """Reads what an app writes, and puts what is wrong into the figures."""

    def __init__(self, app: App, file: Path, figures: Figures) -> None:
        self._app = app
        self._rows = Rows(file)
        self._rows.new()
        self.figures = figures
        self.log = io.StringIO()

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Whatever is written to stderr or stdout meanwhile is the log."""
        before = sys.stderr, sys.stdout
        sys.stderr = sys.stdout = self.log
        try:
            yield
        finally:
            sys.stderr, sys.stdout = before

    def look_at_log(self, batch: list[Fed]) -> None:
        """What was logged since the last look."""
        written = self.log.getvalue()
        self.log.seek(0)
        self.log.truncate()
        if _ERROR.search(written):
            for line in filter(_ERROR.search, written.splitlines()):
                self.figures.fault(_kind(line), min(batch, key=lambda fed: len(fed.shown)))
        self.look_at("the log", written, batch)

    def look_at(self, where: str, text: str, batch: list[Fed]) -> None:
        """Something that others read, or that stays."""
        if leaked := found(SECRETS, text):
            self.figures.leak(where, leaked, batch)

    def look_at_all(self, batch: list[Fed]) -> None:
        """The log, the metrics and every new row."""
        self.look_at_log(batch)
        try:
            self.look_at("the metrics", self._app.request_log.exposition().decode(), batch)
        except UnicodeEncodeError:
            self.figures.fault("the metrics cannot be read", batch[0])
        new = self._rows.new()
        self.look_at("a row", "\n".join(new), batch)


def _kind(line: str) -> str:
    raised, place = _RAISED.search(line), _PLACE.search(line)
    last = place[1].rpartition(" > ")[2].strip() if place else ""
    told = f"{raised[1]} in {last}" if raised else re.sub(r"\d+", "#", line[-160:])
    return f"ticket: {told}"
