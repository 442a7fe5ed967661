"""`python -m bot doctor --audit` proves every audit from its rows, or says what is wrong."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from pathlib import Path

import pytest

from bot.__main__ import main
from models.storage.keyring import new_key
from tests.bot.test_doctor_counts import _fill

TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"


@pytest.fixture
def file(url: str) -> Path:
    """A database with a session and five deeds."""
    asyncio.run(_fill(url))
    return Path(url.removeprefix("sqlite://"))


def tamper(file: Path, *statements: str) -> None:
    """Change the file as somebody who may write it could."""
    connection = sqlite3.connect(file)
    triggers = connection.execute(TRIGGERS).fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in (*statements, *(sql for _, sql in triggers)):
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_an_audit_that_holds_is_told_with_its_newest_hash(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor", "--audit"]) == 0
    said = capsys.readouterr().out
    assert "6 rows, each bound to the one before it." in said
    newest = re.search(r"newest is ([0-9a-f]{64})", said)
    assert newest
    assert main(["doctor", "--audit", "--head", newest[1]]) == 0
    tamper(file, "DELETE FROM audit WHERE number = 6")
    (file.parent / "records.sqlite3.audit-heads").unlink()
    assert main(["doctor", "--audit"]) == 1
    said = capsys.readouterr().out
    assert "no line of it that can be read" in said
    assert "Somebody changed" not in said
    assert main(["migrate"]) == 0
    assert "Wrote the newest row of 1 audit" in capsys.readouterr().out
    assert main(["doctor", "--audit"]) == 0  # nothing here shows it any more
    assert main(["doctor", "--audit", "--head", newest[1]]) == 1
    assert f"{newest[1]} is nowhere." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE audit SET actor = 'U9' WHERE number = 4", "Row 4 was changed"),
        ("DELETE FROM audit WHERE number = 3", "Row 3 is missing"),
        ("DELETE FROM audit WHERE number = 6", "It ends with row 5, but row 6"),
        ("DELETE FROM audit", "There is no row"),
    ],
)
def test_what_was_done_past_the_program_is_told(
    statement: str, told: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tamper(file, statement)
    assert main(["doctor", "--audit"]) == 1
    said = capsys.readouterr().out
    assert said.startswith("MEND Audit of clinic 1")
    assert told in said


def test_a_clinic_that_was_deleted_past_the_program_is_told(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    connection = sqlite3.connect(file)
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master")]
    columns = {name: connection.execute(f"PRAGMA table_info({name})").fetchall() for name in tables}
    connection.close()
    owned = [name for name in tables if any(row[1] == "clinic_id" for row in columns[name])]
    gone = [f"DELETE FROM {name} WHERE clinic_id = 1" for name in owned]  # noqa: S608 -- by hand
    tamper(file, *gone, "DELETE FROM clinic")
    assert main(["doctor", "--audit"]) == 1
    said = capsys.readouterr().out
    assert "MEND Erased clinics" in said
    assert "Clinic 1 had 6 rows of audit" in said
    assert "nothing tells that it was erased" in said


def test_triggers_that_are_gone_are_named(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    connection = sqlite3.connect(file)
    connection.execute("DROP TRIGGER audit_refuses_update")
    connection.commit()
    connection.close()
    assert main(["doctor", "--audit"]) == 1
    said = capsys.readouterr().out
    assert said.startswith("MEND Triggers of the audit")
    assert "audit_refuses_update" in said
    assert "audit_refuses_delete" not in said


def test_a_key_that_is_gone_is_named_and_nobody_accused(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (file.parent / "records.sqlite3.audit-key").unlink()
    monkeypatch.setenv("AUDIT_KEY", new_key())
    assert main(["doctor", "--audit"]) == 1
    said = capsys.readouterr().out
    assert re.search(r"Row 1 was bound with a key \([0-9a-f]{8}\)", said)
    assert "nothing is known of these rows" in said
    assert "Somebody changed" not in said
    assert main(["doctor"]) == 1, "after a restore nobody may think of --audit"
    assert (
        "MEND Audit key: The audit's own is not here. AUDIT_KEY is not the key"
        in capsys.readouterr().out
    )


def test_no_new_key_is_made_where_one_was_lost(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (file.parent / "records.sqlite3.audit-key").unlink()
    assert main(["doctor", "--audit"]) != 0
    assert "The key of the audit is gone" in "".join(capsys.readouterr())
    assert not (file.parent / "records.sqlite3.audit-key").exists()


def test_an_export_is_a_deed(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["records", "export", "--out", str(file.parent / "out")]) == 0
    connection = sqlite3.connect(file)
    told = connection.execute("SELECT actor, action, detail FROM audit WHERE number = 7").fetchone()
    connection.close()
    assert told == ("command line", "records exported", '{"aliases":1,"sessions":1}')
    assert main(["doctor", "--audit"]) == 0
    assert "7 rows" in capsys.readouterr().out


def test_a_new_key_is_one_that_the_settings_take(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, file: Path
) -> None:
    before = (file.parent / "records.sqlite3.audit-key").read_text().strip()
    assert main(["key", "audit"]) == 0
    made = capsys.readouterr().out.strip()
    monkeypatch.setenv("AUDIT_KEY", f"{made},{before}")
    assert main(["doctor", "--audit"]) == 0
    monkeypatch.setenv("AUDIT_KEY", made)  # what the key beside the file bound still holds
    assert main(["doctor", "--audit"]) == 0
    (file.parent / "records.sqlite3.audit-key").unlink()
    assert main(["doctor", "--audit"]) == 1
