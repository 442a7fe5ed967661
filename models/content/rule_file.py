"""A clinic's own rules as a YAML file: its fields (_OwnRuleEntry), how it is read and written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml
from pydantic import Field

from models.clinic.rule import ClinicRule, RuleLimit, RuleScope, RuleSource
from models.content.entry import Day, Entry, Flag, Number, Text, Texts
from models.content.fault import EntryFault
from models.content.pack_file import read_files, refuse
from models.coverage.fact_book import FactBook
from models.coverage.payer import LineOfBusiness
from models.coverage.position import Verdict
from models.coverage.profession import Profession
from models.coverage.state import NAMES
from models.errors import Trouble
from models.period import Period
from models.visits.limit import Unit
from models.visits.window_text import spell, unspell

_HEAD = (
    "# The clinic's own rules that stand. Read them over, then: python -m bot facts import FILE\n"
    "# `codes` and a state's two letters stand in quotes. `facts import FILE --dry-run` says what\n"
    "# would change.\n"
)


class _OwnRuleEntry(Entry):
    payer: Text
    verdict: Verdict
    codes: Texts
    condition: Text | None = None
    profession: Profession | None = None
    line: LineOfBusiness | None = None
    state: Text | None = None
    source: RuleSource
    said_on: Day
    first: Day | None = Field(None, alias="from")
    last: Day | None = Field(None, alias="until")
    limit: Number | None = None
    unit: Unit = Unit.VISIT
    window: Text = "calendar_year"
    ask_again: Day | None = None
    reference: Flag = False


class _RuleFile(Entry):
    rules: tuple[_OwnRuleEntry, ...]


def read_rules(path: Path, book: FactBook) -> tuple[ClinicRule, ...]:
    """The rules of a file. Raises `FactsFault` by line, and `Trouble` for what no fact knows."""
    faults: list[EntryFault] = []
    files = read_files([path], path.parent, lambda file, _: _RuleFile.model_validate(file), faults)
    refuse(path.parent, faults)
    entries = files[0].rules
    strange = [
        f"rule {number}: {what}"
        for number, entry in enumerate(entries, start=1)
        for what in _unknown(entry, book)
    ]
    if strange:
        raise Trouble(f"Nothing was read: {'; '.join(strange)}.", "Mend the file.")
    return tuple(map(_rule, entries))


def written(rules: Iterable[ClinicRule]) -> str:
    """The rules as a file."""
    entries = [
        {name: value for name, value in _texts(rule).items() if value not in (None, "")}
        for rule in rules
    ]
    body = yaml.safe_dump({"rules": entries}, sort_keys=False, allow_unicode=True)
    return f"{_HEAD}{body}"


def _unknown(entry: _OwnRuleEntry, book: FactBook) -> Iterator[str]:
    """What of an entry is none of the facts' own."""
    held = (
        ("payer", [entry.payer], book.payers),
        ("code", entry.codes, book.codes),
        ("condition", [entry.condition] if entry.condition else [], book.conditions),
        ("state", [entry.state] if entry.state else [], NAMES),
    )
    for what, values, known in held:
        yield from (f"“{value}” is no {what} that I know" for value in values if value not in known)
    try:
        unspell(entry.window)
    except (KeyError, TypeError, ValueError):
        yield f"“{entry.window}” is no window"


def _rule(entry: _OwnRuleEntry) -> ClinicRule:
    scope = RuleScope(
        entry.payer,
        tuple(sorted(entry.codes)),
        entry.condition,
        entry.profession,
        entry.line,
        entry.state,
    )
    limit = RuleLimit(entry.limit, unspell(entry.window), entry.unit) if entry.limit else None
    return ClinicRule(
        scope,
        entry.verdict,
        entry.source,
        entry.said_on,
        Period(entry.first or entry.said_on, entry.last),
        limit,
        entry.ask_again,
        entry.reference,
    )


def _texts(rule: ClinicRule) -> dict[str, object]:
    scope, limit, days = rule.scope, rule.limit, rule.in_force
    counts = (
        {"limit": limit.number, "unit": limit.unit.value, "window": spell(limit.window)}
        if limit
        else {}
    )
    return {
        "payer": scope.payer,
        "verdict": rule.verdict.value,
        "codes": list(scope.codes),
        "condition": scope.condition,
        "profession": scope.profession.value if scope.profession else None,
        "line": scope.line.value if scope.line else None,
        "state": scope.state,
        "source": rule.source.value,
        "said_on": str(rule.said_on),
        "from": str(days.first) if days.first else None,
        "until": str(days.last) if days.last else None,
        **counts,
        "ask_again": str(rule.ask_on) if rule.ask_on else None,
        "reference": "yes" if rule.has_reference else None,
    }
