"""/coverage all … csv: who pays as rows of a file, with kind of source and as of when."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from io import StringIO

import pytest

from bot.render import adaptive_card, block_kit, html, plain_text
from handlers import COMMANDS
from models.coverage.fact_book import FactBook
from models.reply import Reply
from tests.fakes import block_kit as judge
from tests.handlers.clinic_desk import ClinicDesk
from tests.handlers.front_desk import FrontDesk


def rows_of(reply: Reply) -> list[dict[str, str]]:
    return [*csv.DictReader(StringIO(reply.copied))]


@pytest.mark.parametrize(
    "typed",
    [
        "/coverage all 20560 csv",
        "/coverage all 20560 as CSV",
        "/coverage csv all 20560",
        "/coverage all 20560 for excel",
        "/ask who pays 20560, as a csv file?",
        "/ask give me a spreadsheet of who pays 20560",
    ],
)
async def test_its_rows_are_those_of_the_list(desk: FrontDesk, typed: str) -> None:
    listed, sheet = await desk.say("/coverage all 20560"), await desk.glance(typed)
    (table,) = listed.tables
    told = [(row["Payer"], row["Verdict"]) for row in rows_of(sheet)]
    assert told == [row.cells[:2] for row in table.rows]
    assert {row["Kind of source"] for row in rows_of(sheet)} == {r.cells[-1] for r in table.rows}
    assert sheet.receipt == listed.receipt
    assert sheet.badge is None


async def test_a_row_says_since_when_as_of_when_and_by_whom(desk: FrontDesk) -> None:
    (alabama,) = [
        row
        for row in rows_of(await desk.glance("/coverage all 20560 by DC csv"))
        if row["Payer"] == "BCBS Alabama"
    ]
    assert alabama == {
        "Payer": "BCBS Alabama",
        "Code": "20560",
        "Verdict": "Investigational: not paid",
        "Date of service": "2026-11-23",
        "Asked for": "by DC",
        "In force from": "2021-07-01",
        "In force until": "",
        "As of": "2024-04",
        "Kind of source": "payer's own text",
        "Sources": "Dry Needling of Trigger Points for Myofascial Pain, MP-740",
        "Address": "https://al-policies.exploremyplan.com/portal/web/medical-policies/-/mp-740",
    }


async def test_a_rule_of_the_clinics_own_says_whose_it_is(pack: FactBook) -> None:
    desk = ClinicDesk(pack, None, COMMANDS)
    rule = "/coverage edit premera covered 20560 by call on 2026-11-20"
    await desk.say(rule, by="boss", manager=True)
    (own,) = [
        row
        for row in rows_of(await desk.say("/coverage all 20560 csv"))
        if row["Payer"] == "Premera"
    ]
    assert own["Kind of source"] == "your clinic's rule"
    assert (own["As of"], own["Sources"]) == (
        "2026-11-20",
        "your clinic's rule, by a call on Nov 20, 2026",
    )


async def test_no_cell_is_one_that_a_spreadsheet_would_run(desk: FrontDesk) -> None:
    for typed in ("/coverage all csv", "/coverage all 20560 csv", "/coverage all 20561 csv"):
        cells = [cell for row in rows_of(await desk.glance(typed)) for cell in row.values()]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "'", "|"))]


async def test_what_is_no_list_is_answered_as_ever(desk: FrontDesk) -> None:
    reply = await desk.glance("/coverage cigna 20560 csv")
    assert not reply.copied
    assert reply.badge == (await desk.glance("/coverage cigna 20560")).badge


async def test_the_list_has_a_button_for_it_and_it_one_for_the_list(desk: FrontDesk) -> None:
    listed = await desk.say("/coverage all 20560 by PT in Oregon")
    (button,) = [choice for choice in listed.choices if choice.label == "As CSV"]
    sheet = await desk.glance(button.command)
    assert sheet.choices[0].command == listed.canonical
    assert sheet.choices[1].command == f"/share {listed.canonical.removeprefix('/')}"


async def test_every_face_shows_every_row_as_it_is_copied(desk: FrontDesk) -> None:
    sheet = await desk.glance("/coverage all 20560 csv")
    told = sheet.copied.splitlines()
    assert sheet.copied in plain_text.dress(sheet)
    slack = block_kit.dress(sheet)
    assert not judge.refusals(slack)
    fenced = [b["text"]["text"] for b in slack["blocks"] if "```" in json.dumps(b)]
    assert "\n".join(part.removeprefix("```").removesuffix("```") for part in fenced) == (
        sheet.copied.rstrip().replace("&", "&amp;")
    )
    teams = adaptive_card.dress(sheet)
    runs = [e["inlines"][0] for e in teams["body"] if e["type"] == "RichTextBlock"]
    assert [run["text"] for run in runs if run.get("fontType") == "Monospace"] == told
    assert "<pre" in html.dress(sheet)


async def test_a_list_too_long_for_one_message_says_that_rows_are_left_out(
    desk: FrontDesk,
) -> None:
    sheet = await desk.glance("/coverage all 20560 csv")
    long = replace(sheet, copied=sheet.copied * 4)
    slack = block_kit.dress(long)
    assert not judge.refusals(slack)
    assert "rows at the end." in json.dumps(slack)
