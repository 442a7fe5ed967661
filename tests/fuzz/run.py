"""One process of the fuzz: rounds of inputs, each to a fresh house on a copy of one template."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bot import assemble, logs
from models.content import load
from models.retrieval import Topics
from models.storage.database import Database
from tests.fuzz import hearing, serving
from tests.fuzz.figures import Figures

Round = Callable[[Path, str, int, Figures], Awaitable[None]]


def run(seed: str, heard: int, served: int, form: str) -> Figures:
    """So many texts heard as commands, and so many inputs by HTTP; logs at DEBUG in this form."""
    logs.configure("DEBUG", form)
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        del os.environ[name]  # slack_sdk would ask it for this machine
    figures = Figures()
    with tempfile.TemporaryDirectory() as folder, one_book():
        template = Path(folder) / "template.sqlite3"
        asyncio.run(Database(f"sqlite://{template}").migrate())
        asyncio.run(rounds(template, seed, (heard, served), figures))
    return figures


async def rounds(template: Path, seed: str, many: tuple[int, int], figures: Figures) -> None:
    """The rounds of one process, those by HTTP last."""
    kinds: tuple[tuple[str, int, int, Round], ...] = (
        ("heard", many[0], hearing.ROUND, hearing.hear_all),
        ("served", many[1], serving.ROUND, serving.serve_all),
    )
    for name, wanted, size, play in kinds:
        for first in range(0, wanted, size):
            await play(template, f"{seed}.{name}.{first}", min(size, wanted - first), figures)


@contextmanager
def one_book() -> Iterator[None]:
    """Read the pack once for all houses: it never changes, and takes a second."""
    book = load()
    topics, before = Topics(book.topics), (assemble.load, assemble.Topics)
    assemble.load, assemble.Topics = lambda: book, lambda _topics: topics  # type: ignore[assignment, misc]
    try:
        yield
    finally:
        assemble.load, assemble.Topics = before  # type: ignore[misc]
