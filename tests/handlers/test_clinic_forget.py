"""Erasing an alias: asked once, by managers, and then for good."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import TODAY, ClinicDesk, button


async def test_it_is_asked_once_and_then_gone(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new BLUE-7")
    await desk.log("BLUE-7", TODAY)
    asked = await desk.say("/clinic forget blue7", manager=True)
    assert asked.headline == "Erase BLUE-7 with 1 session, for good?"
    assert await desk.numbers("BLUE-7") == [1]
    done = await desk.say(button(asked, "Yes, erase BLUE-7"), manager=True)
    assert done.headline == "BLUE-7 is erased"
    gone = await desk.say("/session show BLUE-7")
    assert gone.headline == "BLUE-7 was used here before, and is not given again."
    assert "/session new BLUE-7" not in str(gone.choices), "what cannot be had is not offered"


async def test_it_is_for_managers(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new BLUE-7")
    await desk.say("/clinic forget BLUE-7 yes")
    assert not desk.answered
    assert await desk.charts.find(1, "BLUE-7")


async def test_an_alias_that_is_not_there_is_told_and_export_says_how(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new BLUE-7")
    told = await desk.say("/clinic forget BLUE-8", manager=True)
    assert "There is no alias BLUE-8" in told.headline
    assert "records export" in str((await desk.say("/clinic export", manager=True)).lines)


async def test_a_clinic_is_erased_once_its_size_is_typed(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT")
    for alias in ("BLUE-7", "RED-8"):
        await desk.say(f"/session new {alias}")
    await desk.log("BLUE-7", TODAY)
    asked = await desk.say("/clinic forget everything", manager=True)
    assert asked.headline.startswith("Erase this clinic with 2 aliases and everything else")
    assert "type: /clinic forget everything, erase all 2 aliases" in str(asked.lines)
    assert not [choice for choice in asked.choices if "everything" in choice.command]
    for guess in ("yes", "erase all", "erase all 3 aliases", "all 2 aliases"):
        told = await desk.say(f"/clinic forget everything, {guess}", manager=True)
        assert told.headline == asked.headline
    done = await desk.say("/clinic forget everything, Erase ALL 2 aliases", manager=True)
    assert done.headline == "This clinic is erased"
    assert "2 aliases with 1 session" in str(done.lines)
    assert await desk.charts.find(1, "BLUE-7") is None


async def test_staff_erase_no_clinic(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new BLUE-7")
    told = await desk.say("/clinic forget everything, erase all 1 alias")
    assert told.headline.startswith("Erasing the clinic is for managers")
    assert not desk.answered
    assert await desk.charts.find(1, "BLUE-7")


@pytest.mark.parametrize(
    "typed",
    [
        "{} not yes",
        "{} yes or no?",
        "{} do not, yes?",
        "{} never, yes",
        "{} yes, cancel",
        "{} sure",
        "{} for good",
        "{} really",
        "{} if she says yes",
        "{} is that reversible yes or no",
        "{} only the session of 11/3 yes",
        "{} yes but keep the sessions",
        "{} alert 5 yes",
        "{} yes yes",
        "yes {}",
        "only alerts of {} yes",
        "all but {} yes",
        "undo {} yes",
        "{} and RED-8 yes",
        "{} RED-8 yes",
        "{}, RED-8 yes",
        "{} to RED-8 yes",
        "{} not RED-8 yes",
        "PIKE-9 {} yes",
    ],
)
async def test_any_other_word_than_yes_behind_one_alias_erases_nothing(
    pack: FactBook, typed: str
) -> None:
    desk = ClinicDesk(pack, "PT")
    for alias in ("BLUE-7", "RED-8"):
        await desk.say(f"/session new {alias}")
    await desk.say("/session new PIKE-9")
    await desk.say("/clinic forget PIKE-9 yes", manager=True)
    reply = await desk.say(f"/clinic forget {typed.format('BLUE-7')}", manager=True)
    assert not desk.answered
    assert set(await desk.charts.aliases(1)) == {"BLUE-7", "RED-8"}
    for choice in reply.choices:
        await desk.say(choice.command, manager=True)
    assert set(await desk.charts.aliases(1)) == {"BLUE-7", "RED-8"}, "no button erases unasked"


@pytest.mark.parametrize("typed", ["BLUE-7 yes", "blue7, yes", "BLUE 7 YES.", "BLUE-7 Yes!"])
async def test_the_alias_and_yes_erase_it(pack: FactBook, typed: str) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new BLUE-7")
    await desk.say(f"/clinic forget {typed}", manager=True)
    assert await desk.charts.aliases(1) == ()


async def test_a_misspelt_alias_is_asked_about_before_it_is_erased(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new BLUE-7")
    meant = await desk.say("/clinic forget BLUE-8 yes", manager=True)
    asked = await desk.say(button(meant, "BLUE-7"), manager=True)
    assert asked.headline == "Erase BLUE-7 with 0 sessions, for good?"
