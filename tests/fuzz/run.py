"""One process of the fuzz: rounds of inputs, each to a fresh app on a copy of one template."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path

from bot import app, logs
from models.content import load, load_vocabulary
from models.storage.database import Database
from models.understanding.topics.topics import Topics
from tests.fuzz import hearing, serving
from tests.fuzz.figures import Figures

Round = Callable[[Path, str, int, Figures], Coroutine[None, None, None]]

_KINDS: dict[str, tuple[Round, int]] = {
    "heard": (hearing.hear_all, hearing.ROUND),
    "served": (serving.serve_all, serving.ROUND),
}

FORMS = ("json", "text")
"""How each process logs."""


def run(seed: str, heard: int, served: int, form: str) -> Figures:
    """So many texts heard as commands, and so many inputs by HTTP; logs at DEBUG in this form."""
    return _played(form, lambda template, to: rounds(template, seed, (heard, served), to))


def again(seed: str) -> Figures:
    """One round once more, by the seed that stands beside a fault: "1.0.heard.2500"."""
    _, process, kind, _ = seed.split(".")
    play, size = _KINDS[kind]
    return _played(FORMS[int(process)], lambda template, to: play(template, seed, size, to))


def _played(form: str, play: Callable[[Path, Figures], Coroutine[None, None, None]]) -> Figures:
    logs.configure("DEBUG", form)
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        del os.environ[name]  # slack_sdk would ask it for this machine
    figures = Figures()
    with tempfile.TemporaryDirectory() as folder, one_book():
        template = Path(folder) / "template.sqlite3"
        asyncio.run(Database(f"sqlite://{template}").migrate())
        asyncio.run(play(template, figures))
    return figures


async def rounds(template: Path, seed: str, many: tuple[int, int], figures: Figures) -> None:
    """The rounds of one process, those by HTTP last."""
    for wanted, (name, (play, size)) in zip(many, _KINDS.items(), strict=True):
        for first in range(0, wanted, size):
            await play(template, f"{seed}.{name}.{first}", min(size, wanted - first), figures)


@contextmanager
def one_book() -> Iterator[None]:
    """Read the pack once for all apps: it never changes, and takes a second."""
    book = load()
    topics, before = Topics(book.topics, load_vocabulary()), (app.load, app.Topics)
    app.load, app.Topics = lambda: book, lambda *_: topics  # type: ignore[assignment, misc]
    try:
        yield
    finally:
        app.load, app.Topics = before  # type: ignore[misc]
