"""A member watches payers: put on and taken off the list, by anybody, each for themselves."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from models.reply import Reply
from tests.handlers.clinic_desk import ClinicDesk


@pytest.fixture
def desk(pack: FactBook) -> ClinicDesk:
    """A clinic of physical therapists."""
    return ClinicDesk(pack, "PT")


def said(reply: Reply) -> str:
    return " ".join(line.text for line in reply.lines)


def watched(desk: ClinicDesk, user: str = "amy") -> list[str]:
    """What a member watches, as it is kept."""
    return [*desk.clinic.preferences.watched_by(user)]


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("/coverage watch premera", id="as the guide has it"),
        pytest.param("/coverage WATCH Premera 20560", id="with a code, which changes nothing"),
    ],
)
async def test_a_member_of_staff_watches_a_payer(desk: ClinicDesk, typed: str) -> None:
    reply = await desk.say(typed)
    assert "You watch Premera now." in said(reply)
    assert "You watch 1 payer: Premera." in said(reply)
    assert watched(desk) == ["premera"]


async def test_a_misspelt_payer_is_asked_back_with_a_button(desk: ClinicDesk) -> None:
    reply = await desk.say("/coverage watch permera")
    assert watched(desk) == []
    assert [choice.command for choice in reply.choices][:1] == ["/coverage watch Premera"]


async def test_each_has_a_list_of_their_own(desk: ClinicDesk) -> None:
    await desk.say("/coverage watch premera")
    await desk.say("/coverage watch cigna", by="bea")
    assert (watched(desk), watched(desk, "bea")) == (["premera"], ["cigna"])
    assert "You watch 1 payer: Cigna." in said(await desk.say("/coverage watch", by="bea"))
    await desk.say("/coverage unwatch premera", by="bea")
    assert watched(desk) == ["premera"], "which is not hers"


async def test_what_is_watched_already_is_said(desk: ClinicDesk) -> None:
    await desk.say("/coverage watch premera")
    assert "You watch Premera already." in said(await desk.say("/coverage watch premera"))
    assert watched(desk) == ["premera"]


async def test_the_list_takes_each_off_by_a_button(desk: ClinicDesk) -> None:
    for payer in ("premera", "cigna"):
        await desk.say(f"/coverage watch {payer}")
    reply = await desk.say("/coverage watch")
    off = [choice.command for choice in reply.choices if "Unwatch" in choice.label]
    assert off == ["/coverage unwatch Cigna", "/coverage unwatch Premera"]
    assert "You watch Cigna no more." in said(await desk.say(off[0]))
    assert watched(desk) == ["premera"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        pytest.param("/coverage watch", "You watch no payer.", id="nothing yet"),
        pytest.param("/coverage unwatch", "You watch no payer.", id="nothing to take off"),
        pytest.param("/coverage unwatch aetna", "You did not watch Aetna.", id="never put on"),
        pytest.param("/coverage watch xyzzy", "no such payer", id="no payer"),
        pytest.param("/coverage watch blue cross", "Which payer do you mean", id="many payers"),
    ],
)
async def test_what_puts_nothing_on_says_so(desk: ClinicDesk, typed: str, told: str) -> None:
    reply = await desk.say(typed)
    assert told in f"{reply.headline} {said(reply)}"
    assert watched(desk) == []


async def test_undo_takes_a_watch_back_unasked_and_without_a_manager(desk: ClinicDesk) -> None:
    await desk.say("/coverage watch premera")
    reply = await desk.say("/session undo")
    assert reply.headline == "Taken back: watch on Premera."
    assert watched(desk) == []


async def test_undo_puts_back_what_was_taken_off(desk: ClinicDesk) -> None:
    await desk.say("/coverage watch premera")
    await desk.say("/coverage unwatch premera")
    await desk.say("/session undo")
    assert watched(desk) == ["premera"]


async def test_the_digest_that_is_off_is_said(desk: ClinicDesk) -> None:
    await desk.say("/clinic digest off", by="boss", manager=True)
    reply = await desk.say("/coverage watch premera")
    assert "Your clinic's digest is off" in reply.cautions[0].text


@pytest.mark.parametrize(
    "typed",
    ["dont watch premera", "don’t watch premera", "do not watch premera", "Stop watching premera",
     "no longer watch premera", "unwatch all"],
)  # fmt: skip
async def test_a_payer_is_taken_off_in_other_words(desk: ClinicDesk, typed: str) -> None:
    await desk.say("/coverage watch premera")
    assert "You watch Premera no more." in said(await desk.say(f"/coverage {typed}"))
    assert watched(desk) == []


async def test_what_watches_all_but_one_is_asked_back(desk: ClinicDesk) -> None:
    reply = await desk.say("/coverage watch all but premera")
    assert reply.headline == "I did not understand “but”, so nothing was changed."
    assert watched(desk) == []


async def test_no_code_and_no_end_is_kept_and_both_are_told(desk: ClinicDesk) -> None:
    told = said(await desk.say("/coverage watch premera 20560 until 12/1"))
    assert "All that changes of Premera is told, not of a code or a condition alone." in told
    assert "It ends on no day by itself: /coverage unwatch Premera takes it off." in told
    assert "ends on no day" not in said(await desk.say("/coverage watch cigna"))


async def test_all_are_taken_off_at_once_and_undo_puts_them_back(desk: ClinicDesk) -> None:
    await desk.say("/coverage watch premera and cigna")
    told = said(await desk.say("/coverage unwatch all"))
    assert "You watch Cigna and Premera no more." in told or "Premera and Cigna no more." in told
    assert watched(desk) == []
    await desk.say("/session undo")
    assert sorted(watched(desk)) == ["cigna", "premera"]


async def test_all_are_taken_off_where_none_is_watched(desk: ClinicDesk) -> None:
    assert "You watch no payer." in said(await desk.say("/coverage unwatch all"))


async def test_several_payers_are_watched_and_taken_off_at_once(desk: ClinicDesk) -> None:
    reply = await desk.say("/coverage watch premera and cigna")
    assert "You watch Premera and Cigna now." in said(reply)
    assert sorted(watched(desk)) == ["cigna", "premera"]
    assert (await desk.say("/coverage watch premera and zorblat")).refused
    await desk.say("/coverage unwatch cigna, premera")
    assert watched(desk) == []


async def test_undo_says_whether_it_takes_back_a_watch_or_its_end(desk: ClinicDesk) -> None:
    await desk.say("/coverage watch premera")
    await desk.say("/coverage unwatch premera")
    ended = await desk.say("/session undo")
    assert ended.headline == "Taken back: unwatching Premera."
    assert watched(desk) == ["premera"]
    asked = await desk.say("/session undo")
    begun = await desk.say(asked.choices[0].command)
    assert begun.headline == "Taken back: watch on Premera."
    assert watched(desk) == []
