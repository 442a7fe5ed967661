"""A coverage answer costs no query for a clinic that this process has seen."""

from __future__ import annotations

import pytest

from bot.app import App
from bot.membership import Caller
from models.clinic.clinic import Platform
from tests.bench.questions import never_asked

AMY = Caller(Platform.SLACK, "T1", "UAMY")


@pytest.mark.parametrize(
    "typed",
    [
        "/coverage bcbsnc 20560",
        "/coverage all 20560",
        "/coverage history cigna",
        "/coverage aetna or cigna 20560",
        "/coverage cigna 20560 on 2026-11-01",
        "/denial cigna 20560 CO-50",
        "/cpt 20560",
        "/state WA",
        "/ask does it hurt",
    ],
)
async def test_an_answer_from_the_facts_needs_no_database(app: App, typed: str) -> None:
    """The database is closed after the first question: a query would be a bug or a sorry."""
    await app.answer(AMY, "/help")
    await app.database.close()
    reply = await app.answer(AMY, typed)
    assert reply.opened().sources


async def test_what_is_kept_of_an_answer_waits_in_memory(app: App) -> None:
    """Also of a question about a payer that no list has."""
    await app.answer(AMY, "/help")
    await app.database.close()
    told = await app.answer(AMY, "/coverage premera 20560")
    again = await app.answer(AMY, f"/coverage receipt {told.receipt}")
    assert again.badge == told.badge
    unknown = await app.answer(AMY, "/coverage xyzzy 20560 in ohio")
    assert unknown.headline.startswith("I know of no payer called")


async def test_a_coverage_answer_never_asked_before_needs_no_database(app: App) -> None:
    """Of payers with facts and without: each names its payer's verdict, and none is a sorry."""
    await app.answer(AMY, "/help")
    await app.database.close()
    for text in never_asked(app.services.book, 40):
        reply = await app.answer(AMY, f"/coverage {text}")
        assert reply.badge or reply.choices, text
        assert not reply.refused, text
