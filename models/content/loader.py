"""Reads the content pack into a `FactBook`, or says every fault that it has."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import Field

from models import garbage_collection
from models.content.checks import check
from models.content.checks.ids import twice
from models.content.checks.registry import check_registry
from models.content.disputes import DISPUTE
from models.content.earliest_sources import with_known_from
from models.content.edits import read_edits
from models.content.entry import (
    DatedEntry,
    FileName,
    Reader,
    Sentence,
    SourcedEntry,
    TopicEntry,
)
from models.content.entry_files import (
    read_appeals,
    read_conditions,
    read_decisions,
    read_duties,
    read_new_year,
    read_registry,
    read_sources,
)
from models.content.fault import EntryFault
from models.content.pack_file import read_files, refuse
from models.content.payers import join, read_payer
from models.content.places import read_places
from models.content.states import STATE, read_state_phrases
from models.content.text_list import headed
from models.coverage.code import Code
from models.coverage.fact_book import FactBook
from models.coverage.topic import Topic
from models.errors import FactsFault
from models.wording.phrases import cite

T = TypeVar("T")

PACK = Path(__file__).parent

_FOLDERS = (
    *("payers", "codes", "states", "faq", "disputes", "sources", "conditions", "registry"),
    *("edits", "decisions", "duties", "rollover", "appeals"),
)
_ELSEWHERE = ("lists",)  # read by `models/content/word_lists.py`: they are words, no facts


_HELD = {".yaml", ".yml", ".txt"}
_VERSION = 8  # bytes

_CODE = Reader(Code, SourcedEntry, DatedEntry, code=FileName)
_TOPIC = Reader(
    Topic,
    TopicEntry,
    id=FileName,
    answer=Annotated[tuple[Sentence, ...], Field(min_length=1)],
)


def load(root: Path = PACK) -> FactBook:
    """Read the pack under a folder.

    Raises `FactsFault` with one sentence for every fault, each naming file, line, field and mend.
    What no single file can show is looked at when each of them is sound.
    """
    faults = _unread(root)
    with garbage_collection.paused():
        book = _book(root, faults)
        refuse(root, faults or check(book))
    return book


def _unread(root: Path) -> list[EntryFault]:
    """Files that nobody would read. Raises `FactsFault` where there is no pack at all."""
    paths = (path.relative_to(root) for path in sorted(root.rglob("*.y*ml")))
    held = [path for path in paths if str(path.parent) not in _ELSEWHERE]
    read = {path for path in held if path.suffix == ".yaml" and str(path.parent) in _FOLDERS}
    if not read:
        what = f"{root} holds no content pack."
        raise FactsFault(what, f"Name a folder that has {', '.join(_FOLDERS)} in it.")
    mend = f"Move it to <folder>/<id>.yaml; the folders are {', '.join(_FOLDERS)}."
    return [
        EntryFault(str(path), 0, "the file", "is not read.", mend)
        for path in held
        if path not in read
    ]


def _book(root: Path, faults: list[EntryFault]) -> FactBook:
    """What the files hold that are sound; the faults of the others are added."""

    def read(folder: str, reader: Callable[[object, str], T]) -> list[T]:
        return read_files(sorted((root / folder).glob("*.yaml")), root, reader, faults)

    files = read("payers", read_payer)
    codes, states = read("codes", _CODE.read), read("states", STATE.read)
    topics, disputes = read("faq", _TOPIC.read), read("disputes", DISPUTE.read)
    sources = [source for file in read("sources", read_sources) for source in file]
    conditions = [named for file in read("conditions", read_conditions) for named in file]
    registry = [row for file in read("registry", read_registry) for row in file]
    decisions = [time for file in read("decisions", read_decisions) for time in file]
    duties = [duty for file in read("duties", read_duties) for duty in file]
    new_year = [fact for file in read("rollover", read_new_year) for fact in file]
    appeals = [window for file in read("appeals", read_appeals) for window in file]
    tables = sorted(read("edits", read_edits), key=lambda table: table.as_of)
    faults += twice("sources/", (source.id for source in sources))
    faults += twice("conditions/", (condition.id for condition in conditions))
    faults += twice("decisions/", (time.id for time in decisions))
    faults += twice("duties/", (duty.id for duty in duties))
    faults += twice("rollover/", (fact.id for fact in new_year))
    faults += twice("appeals/", (window.id for window in appeals))
    faults += () if faults else check_registry(registry, [file.id for file in files])
    return FactBook(
        payers=join(registry, files),
        positions=with_known_from(files, sources, codes),
        codes={code.code: code for code in codes},
        states={state.code: state for state in states},
        conditions={condition.id: condition for condition in conditions},
        topics={topic.id: topic for topic in topics},
        disputes=tuple(disputes),
        sources={source.id: source for source in sources},
        citations={source.id: cite(source) for source in sources},
        edits=tables[-1] if tables else None,
        decisions=tuple(decisions),
        duties=tuple(duties),
        new_year=tuple(new_year),
        appeals=tuple(appeals),
        muscles=_muscles(root, "one"),
        muscle_groups=tuple(name for names in _muscles(root, "group") for name in names),
        places=read_places(root),
        state_phrases=read_state_phrases(root),
        version=_version(root),
    )


def _version(root: Path) -> str:
    """A digest of everything in the pack's files, whatever their names."""
    digest = hashlib.blake2b(digest_size=_VERSION)
    for path in sorted(root.rglob("*")):
        if path.suffix in _HELD:
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _muscles(root: Path, head: str) -> tuple[tuple[str, ...], ...]:
    """The lines of `words/muscles.txt` under one heading; a pack need not have it."""
    path = root / "words" / "muscles.txt"
    held = headed(path) if path.exists() else ()
    return tuple(tuple(text.split(", ")) for heading, text in held if heading == head)
