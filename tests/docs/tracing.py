"""Which of our files a piece of work goes through, in the order in which it first enters them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).parent.parent.parent
_OURS = tuple(f"{ROOT / folder}/" for folder in ("bot", "handlers", "jobs", "models"))


@contextmanager
def files_entered() -> Iterator[list[str]]:
    """The files entered while the block runs, each once, as paths below the project's folder."""
    entered: dict[str, None] = {}

    def note(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call" and (name := frame.f_code.co_filename).startswith(_OURS):
            entered.setdefault(name.removeprefix(f"{ROOT}/"))

    paths: list[str] = []
    sys.setprofile(note)
    try:
        yield paths
    finally:
        sys.setprofile(None)
        paths.extend(entered)
