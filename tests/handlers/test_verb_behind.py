"""A verb behind its payer is answered, or asked about, and never passed over."""

from __future__ import annotations

import pytest

from handlers import COMMANDS
from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import ClinicDesk


@pytest.fixture
def desk(pack: FactBook) -> ClinicDesk:
    """A clinic of physical therapists."""
    return ClinicDesk(pack, "PT", COMMANDS)


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("cigna history", "Cigna · dry needling · history"),
        ("cigna 20560 history", "Cigna · 20560 · history"),
        ("cigna appeal", "How long do I have to appeal?"),
        ("appeal cigna", "How long do I have to appeal?"),
    ],
)
async def test_what_asks_for_facts_alone_is_answered(
    desk: ClinicDesk, typed: str, headline: str
) -> None:
    reply = await desk.say(f"/coverage {typed}")
    assert reply.headline == headline
    assert "Cigna" in f"{reply.headline} {reply.sentences}"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("medicare verify", "verify medicare"),
        ("premera 20560 call", "call premera 20560"),
        ("cigna watch", "watch cigna"),
        ("cigna unwatch", "unwatch cigna"),
        ("cigna changes", "changes cigna"),
        ("cigna cash booked today for 12/9", "cash cigna booked today for 12/9"),
        ("cigna edit not covered by call", "edit cigna not covered by call"),
        ("premera still true", "verify premera still true"),
    ],
)
async def test_what_is_of_the_clinic_is_asked_about(
    desk: ClinicDesk, typed: str, meant: str
) -> None:
    reply = await desk.say(f"/coverage {typed}", by="boss", manager=True)
    assert reply.refused
    first, other = reply.choices[:2]
    assert first.command == f"/coverage {meant}"
    assert not (await desk.say(other.command)).refused
    assert desk.clinic.rules.entries == (), "nothing is entered on a guess"


@pytest.mark.parametrize(
    "typed",
    [
        "does cigna want a call first",
        "cigna changed its policy",
        "medicare if the patient pays cash",
    ],
)
async def test_a_sentence_is_no_verb(desk: ClinicDesk, typed: str) -> None:
    assert "Do you mean" not in (await desk.say(f"/coverage {typed}")).sentences
