"""Several professions that may bill: a row for each, and none of them dropped in silence."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, rows, words


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (
            "medicare by PT or MD for low back pain",
            [("a PT", "Not covered"), ("a physician", "Covered with conditions")],
        ),
        ("medicare by PT and DC", [("a PT", "Not covered"), ("a chiropractor", "Not covered")]),
    ],
)
async def test_each_who_may_bill_has_a_row(
    desk: FrontDesk, typed: str, told: list[tuple[str, str]]
) -> None:
    reply = await desk.glance(f"/coverage {typed}")
    assert [row.cells[:2] for row in rows(reply)] == told
    commands = [choice.command for choice in reply.choices]
    assert [c.rpartition(" ")[2] for c in commands] == [typed.split()[2], typed.split()[4]]


@pytest.mark.parametrize(
    "typed",
    [
        "/coverage cigna, tricare by PT and DC",
        "/coverage medicare authorization by PT and DC",
        "/coverage all by PT and DC",
        "/coverage call medicare by PT and DC",
        "/coverage moda by PT and DC",
    ],
)
async def test_where_no_row_is_of_the_second_that_is_said(desk: FrontDesk, typed: str) -> None:
    reply = await desk.say(typed)
    assert "This is for a PT who bills; ask for a chiropractor alone." in words(reply)
    assert "not the same for each code" not in words(reply)
