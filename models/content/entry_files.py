"""Reads files of many entries: sources, registry, decisions, duties, rollover, appeals."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainValidator, create_model

from models.content.entry import (
    DatedEntry,
    Entry,
    PartialDate,
    Reader,
    SourcedEntry,
    entry_of,
    list_of,
    reader,
    typed,
)
from models.content.fault import unknown
from models.content.payers import RegistryRow
from models.coverage.appeal_window import AppealWindow
from models.coverage.condition import Condition, EndedDiagnosis
from models.coverage.decision_time import DecisionTime
from models.coverage.duty import Duty
from models.coverage.fact_book import Authority, Source
from models.coverage.new_year import NewYearFact

_AUTHORITIES = {authority.name.lower(): authority for authority in Authority}


def _authority(value: object) -> Authority:
    if typed(value) not in _AUTHORITIES:
        raise unknown(typed(value), _AUTHORITIES)
    return _AUTHORITIES[typed(value)]


def _with_ids(entries: Any) -> Any:
    """Entries that stand under their ids, each with its id in it."""
    if not isinstance(entries, dict):
        return entries
    return {
        id_: entry | {"id": id_} if isinstance(entry, dict) else entry
        for id_, entry in entries.items()
    }


def _by_id(kind: Reader[Any]) -> Any:
    """The type of a field that holds entries by their ids."""
    return Annotated[dict.__class_getitem__((str, entry_of(kind))), BeforeValidator(_with_ids)]


def _section(field: str, entries: Any) -> Callable[[object, str], Collection[Any]]:
    """A reader of files that hold their entries under one field, as a list or by their ids."""
    fields: dict[str, Any] = {field: (entries, ...)}
    file = create_model(field, __base__=Entry, **fields)

    def read(value: object, _: str) -> Collection[Any]:
        held = getattr(file.model_validate(value), field)
        return list(held.values()) if isinstance(held, dict) else held

    return read


_DATES = dict.fromkeys(("published", "reviewed", "effective"), PartialDate)
_SOURCE = Reader(Source, authority=Annotated[Authority, PlainValidator(_authority)], **_DATES)

_CONDITION = Reader(Condition, ended=list_of(Reader(EndedDiagnosis, SourcedEntry, DatedEntry)))

read_sources = _section("sources", _by_id(_SOURCE))
read_conditions = _section("conditions", _by_id(_CONDITION))
read_registry = _section("payers", list_of(reader(RegistryRow)))
read_decisions = _section("times", list_of(Reader(DecisionTime, SourcedEntry, DatedEntry)))
read_duties = _section("duties", list_of(Reader(Duty, SourcedEntry, DatedEntry)))
read_appeals = _section("windows", list_of(Reader(AppealWindow, SourcedEntry)))
read_new_year = _section("facts", list_of(Reader(NewYearFact, SourcedEntry)))
