"""python -m bot facts export and import: a clinic's own rules as a file that people read over."""

from __future__ import annotations

import sqlite3
from argparse import Namespace
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.__main__ import main
from bot.cli.facts.rules import RuleChange, changed, told_of
from models.clinic.rule import ClinicRule, RuleWithdrawal
from models.clinic.rules_in_force import ClinicRules
from models.content.rule_file import read_rules, written
from models.coverage.position import Verdict
from models.errors import Trouble
from tests.fakes import shipped

BOOK = shipped.pack()

HEADER = """# as a manager wrote it
rules:
- payer: premera
  verdict: not_covered
  codes: ["20560", "20561"]
  source: call
  said_on: 2026-11-20
- payer: cigna
  verdict: covered_with_conditions
  codes: ["20560"]
  condition: low_back_pain
  profession: PT
  state: "WA"
  source: contract
  said_on: 2026-01-15
  from: 2026-02-01
  until: 2027-01-31
  ask_again: 2027-01-04
  reference: yes
- payer: aetna
  verdict: covered
  codes: ["20560"]
  source: portal
  said_on: 2026-11-20
  limit: 20
  window: rolling_days/90
"""


class Said(NamedTuple):
    """What a run of the command line left behind."""

    code: int
    out: str
    err: str


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with three rules."""
    path = tmp_path / "rules.yaml"
    path.write_text(HEADER)
    return path


def numbered(rules: Iterable[ClinicRule]) -> ClinicRules:
    """The rules as a clinic keeps them."""
    kept = (
        replace(rule, number=n, by="UKIM", known_on=date(2026, 11, 20 + n))
        for n, rule in enumerate(rules, start=1)
    )
    return ClinicRules(tuple(kept))


def test_what_is_written_is_read_as_the_same(file: Path) -> None:
    rules = read_rules(file, BOOK)
    file.write_text(written(numbered(rules).known()))
    assert read_rules(file, BOOK) == rules
    assert changed(numbered(rules), rules) == RuleChange((), (), 3)


def test_what_is_new_what_is_lacking_and_what_is_the_same_are_told_apart(file: Path) -> None:
    premera, cigna, aetna = read_rules(file, BOOK)
    standing = numbered([premera, cigna])
    change = changed(standing, [premera, aetna])
    assert change == RuleChange((aetna,), (standing.known()[1],), 1)
    withdrawn = ClinicRules((*standing.entries, RuleWithdrawal(3, 1, "UKIM", date(2026, 11, 25))))
    assert changed(withdrawn, [premera, cigna]).new == (premera,)


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("payer: premera", "payer: zorble", "rule 1: “zorble” is no payer that I know"),
        ('["20560"]', '["99999"]', "rule 2: “99999” is no code that I know"),
        ('state: "WA"', 'state: "XX"', "“XX” is no state that I know"),
        ("rolling_days/90", "fortnight", "“fortnight” is no window"),
        ("source: call", "source: rumor", "rumor"),
        ("said_on: 2026-01-15", "said_on: 2026-13-15", "is no whole date"),
        ("verdict: covered\n", "verdict: perhaps\n", "perhaps"),
        ("  limit: 20", "  representative: Kim\n  limit: 20", "representative"),
    ],
)
def test_a_file_with_a_fault_is_refused_whole(
    file: Path, right: str, wrong: str, says: str
) -> None:
    assert right in HEADER
    file.write_text(HEADER.replace(right, wrong, 1))
    with pytest.raises(Trouble) as refused:
        read_rules(file, BOOK)
    assert says in str(refused.value)


def test_of_a_rule_of_a_file_it_is_told_which_one_leads_it(file: Path) -> None:
    premera, *_ = read_rules(file, BOOK)
    standing = numbered([premera])
    older = replace(premera, verdict=Verdict.COVERED, said_on=date(2026, 11, 2))
    options = Namespace(dry_run=True, withdraw=False)
    told = list(told_of(RuleChange((older,), (), 0), standing, options, BOOK))
    assert told[1].startswith("  Rule 1 leads: not covered, by a call on Nov 20, 2026.")


def run(capsys: pytest.CaptureFixture[str], *words: str | Path) -> Said:
    """Type words after "python -m bot facts", for the terminal's clinic."""
    code = main(["facts", *map(str, words), "--clinic", "console"])
    return Said(code, *capsys.readouterr())


@pytest.mark.sheet
def test_a_file_goes_in_and_out_and_the_audit_knows_by_whom(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite://{tmp_path}/records.sqlite3")
    would = run(capsys, "import", file, "--dry-run").out
    assert would.startswith("Would be entered: Premera, by a call on Nov 20, 2026: not covered for")
    entered = run(capsys, "import", file)
    assert entered.out == would.replace("Would be entered", "Entered")
    assert "3 rules." in run(capsys, "export", tmp_path / "out.yaml").out
    assert run(capsys, "import", tmp_path / "out.yaml").out == "3 rules the same.\n"
    file.write_text(HEADER.partition("- payer: cigna")[0])
    assert "Not in the file, and left as it is: Cigna" in run(capsys, "import", file).out
    assert run(capsys, "import", file, "--withdraw").out.count("Taken back") == 2
    with closing(sqlite3.connect(tmp_path / "records.sqlite3")) as records, records:
        told = "SELECT action, count(*) FROM audit WHERE actor = 'command line' GROUP BY action"
        assert records.execute(told).fetchall() == [("rule entered", 3), ("rule withdrawn", 2)]
    records.close()
