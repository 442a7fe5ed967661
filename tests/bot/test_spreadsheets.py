"""Files as Excel saves them: what an import reads over, and what it refuses whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.cli.records.files import read_rows
from models.errors import Trouble
from models.understanding.dates import dates_of_service
from tests.bot.test_records_verb import ONE_ALIAS, TERMINAL, charts, run, take, write

SAVED = {
    "commas": b"alias,date,codes\r\nALOE-7,1/2/2026,20560\r\n",
    "semicolons": b"alias;date;codes\r\nALOE-7;1/2/2026;20560\r\n",
    "tabs": b"alias\tdate\tcodes\r\nALOE-7\t1/2/2026\t20560\r\n",
    "a line that names the separator": b"sep=;\r\nalias;date;codes\r\nALOE-7;1/2/2026;20560\r\n",
    "such a line in a file of commas": b"sep=,\r\nalias,date,codes\r\nALOE-7,1/2/2026,20560\r\n",
    "a mark of its encoding": b"\xef\xbb\xbfalias,date,codes\r\nALOE-7,1/2/2026,20560\r\n",
    "UTF-16": "alias\tdate\tcodes\r\nALOE-7\t1/2/2026\t20560\r\n".encode("utf-16"),
    "quoted names": b'"Alias","Date","Codes"\r\n"ALOE-7","1/2/2026","20560"\r\n',
    "empty columns": b"alias,date,codes,,\r\nALOE-7,1/2/2026,20560,,\r\n,,,,\r\n",
    "empty cells behind the last": b"alias,date,codes\r\nALOE-7,1/2/2026,20560,,\r\n",
    "an empty column between": b"alias,,date,codes\r\nALOE-7,,1/2/2026,20560\r\n",
    "a serial number for the day": b"alias,date,codes\r\nALOE-7,46024,20560\r\n",
    "a serial number with its hour": b"alias,date,codes\r\nALOE-7,46024.375,20560\r\n",
    "midnight behind the day": b"alias,date,codes\r\nALOE-7,1/2/2026 0:00,20560\r\n",
    "an hour behind the day": b"alias,date,codes\r\nALOE-7,1/2/2026 9:30 AM,20560\r\n",
    "a timestamp": b"alias,date,codes\r\nALOE-7,2026-01-02 00:00:00,20560\r\n",
    "a timestamp of a machine": b"alias,date,codes\r\nALOE-7,2026-01-02T00:00:00Z,20560\r\n",
}


@pytest.mark.parametrize("saved", SAVED.values(), ids=SAVED)
def test_every_way_to_save_a_session_is_the_same_session(tmp_path: Path, saved: bytes) -> None:
    (tmp_path / "sessions.csv").write_bytes(saved)
    (row,) = read_rows(tmp_path)
    assert (row.text("alias"), row.text("codes")) == ("ALOE-7", "20560")
    assert dates_of_service.take(row.text("date")).on == date(2026, 1, 2)
    assert not row.is_nameless


def test_letters_of_windows_are_read(tmp_path: Path) -> None:
    (tmp_path / "balances.csv").write_bytes(
        "alias,used,as_of,source,includes_ours\nALOE-7,3,1/2/2026,payer’s portal,yes\n".encode(
            "cp1252"
        )
    )
    (row,) = read_rows(tmp_path)
    assert row.text("source") == "payer’s portal"


def test_a_number_of_another_century_is_no_day(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    serials = ("20560", "99999", "00001")
    rows = [("sessions.csv", f"ALOE-7,{serial},20560,1,") for serial in serials]
    said = take(capsys, write(tmp_path / "in", ONE_ALIAS, *rows))
    assert said.err.count("date: is not a date") == len(serials)
    assert charts(url) == []


def test_a_cell_under_no_name_is_refused_with_its_row(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write(tmp_path / "in", ONE_ALIAS)
    (folder / "sessions.csv").write_text("alias,,date\nALOE-7,Jane Doe,1/2/2026\n")
    said = take(capsys, folder)
    assert "sessions.csv, line 2, row: has a cell in a column without a name." in said.err
    assert "Jane" not in said.err


DAY_FIRST = {
    "slashes": ("13/05/2026", "05/06/2026"),
    "dots": ("05.06.2026", "27.06.2026"),
    "dashes and two digits": ("13-05-26", "05-06-26"),
    "an hour behind": ("05/06/2026", "27/06/2026 0:00"),
}


@pytest.mark.parametrize("days", DAY_FIRST.values(), ids=DAY_FIRST)
def test_a_column_with_a_day_before_its_month_is_refused_whole(
    tmp_path: Path, days: tuple[str, str]
) -> None:
    rows = [("sessions.csv", f"ALOE-7,{day},20560,1,") for day in days]
    line = 2 + next(n for n, day in enumerate(days) if int(day[:2]) > 12)
    with pytest.raises(Trouble, match=f"line {line}, date: has the day before the month"):
        list(read_rows(write(tmp_path / "in", *rows)))


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("improving", "5/6/2026; 13/5/2026"),
        ("episodes", "13/05/2026 to 27/06/2026"),
        ("payers", "aetna; cigna from 13/5/2026"),
    ],
)
def test_a_list_of_days_with_a_day_before_its_month_is_refused_too(
    tmp_path: Path, column: str, cell: str
) -> None:
    (tmp_path / "aliases.csv").write_text(f"alias,{column}\nALOE-7,5/6/2026\nRED-4,{cell}\n")
    with pytest.raises(Trouble, match=f"line 3, {column}: has the day before the month"):
        list(read_rows(tmp_path))


def test_such_a_file_is_not_taken_in_part(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [("sessions.csv", f"ALOE-7,{day},20560,1,") for day in ("5/6/2026", "13/5/2026")]
    said = take(capsys, write(tmp_path / "in", ONE_ALIAS, *rows), "--skip-refused")
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("sessions.csv, line 3, date: has the day before the month.\n")
    assert charts(url) == []


def test_a_day_that_no_order_reads_is_only_its_rows_fault(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", ("sessions.csv", "ALOE-7,31/31/2026,20560,1,"))
    assert [row.text("date") for row in read_rows(folder)] == ["31/31/2026"]


def test_a_file_with_a_quotation_mark_too_many_is_no_csv(tmp_path: Path) -> None:
    (tmp_path / "sessions.csv").write_text('alias,date\n"ALOE-7"x,1/2/2026\n')
    with pytest.raises(Trouble, match="is not CSV"):
        list(read_rows(tmp_path))


# -- Whose records they are ----------------------------------------------------------------------


@pytest.mark.parametrize("words", [(), ("--dry-run",)], ids=["an import", "a dry run"])
def test_no_clinic_is_made_by_a_guess(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    said = run(capsys, "import", write(tmp_path / "in", ONE_ALIAS), *words)
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("No clinic is here yet")
    assert "--clinic console" in said.err
    assert charts(url) == []


def test_a_clinic_that_is_no_number_is_refused(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        run(capsys, "import", tmp_path, "--clinic", "slack")
    assert "--clinic" in capsys.readouterr().err
    assert charts(url) == []


def test_help_names_the_columns_of_every_file(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run(capsys, "import", "--help")
    out = " ".join(capsys.readouterr().out.split())
    assert "sessions.csv: alias, date, codes, discipline" in out
    assert "authorizations.csv: alias, visits, first, last" in out


MEANT = date(2026, 6, 5)


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        pytest.param("5-Jun-26", None, id="day, month and year"),
        pytest.param('"Friday, June 5, 2026"', None, id="the long form"),
        pytest.param("6/5/2026 10:30 AM", None, id="with an hour"),
        pytest.param("46178.4375", None, id="a number with an hour"),
        pytest.param('"Monday, June 5, 2026"', "another weekday", id="another weekday"),
        pytest.param("5-Jun", "is no whole date: show the column as", id="month and day alone"),
        pytest.param("6/5", "is no whole date: show the column as", id="figures without a year"),
        pytest.param("########", "make the column wider", id="a column too narrow"),
        pytest.param("Jun-26", "is no whole date: show the column as", id="a month alone"),
    ],
)
def test_a_day_as_a_spreadsheet_shows_it_is_read_or_says_what_to_do_there(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], shown: str, told: str | None
) -> None:
    rows = [ONE_ALIAS, ("sessions.csv", f"ALOE-7,{shown},20560,1,")]
    said = take(capsys, write(tmp_path / "in", *rows))
    days = [s.on for chart in charts(url) for s in chart.history.sessions]
    assert days == ([MEANT] if told is None else [])
    assert (told or "") in said.err


def test_no_file_of_the_folder_is_passed_over_unsaid(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write(tmp_path / "in", ONE_ALIAS)
    (folder / "Sessions.CSV").write_text("alias,date,codes\nALOE-7,1/2/2026,20560\n")
    for name in ("authorization.xlsx", "balances (1).csv", "jane doe.txt", "caps.csv"):
        (folder / name).write_text("")
    said = take(capsys, folder)
    assert said.out.splitlines() == [
        f"2 rows were taken, 0 refused, 0 are here already. {TERMINAL}",
        "Not read: authorization.xlsx (save it as authorizations.csv), "
        "balances (1).csv (save it as balances.csv), 1 other file.",
    ]
    assert [len(chart.history.sessions) for chart in charts(url)] == [1]
