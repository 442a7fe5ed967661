"""What is asked of codes beside edits and units: the first line answers it, and no guess does."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words

_STIM = "I hold no source that gives a code for it."
_TWO = "No source here says whether both may bill it"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        (
            "97110 x2 97140 x1 20560 in 45 min, 8 min rule",
            "Needling is not timed: take its minutes",
        ),
        ("97112 x2 dn 40 min total what can i bill", "Needling is not timed: take its minutes"),
        ("30 min manual and dry needling", "Needling is not timed: take its minutes"),
        ("20 min dn 25 min manual", "Needling is not timed: its 20 minutes do not count"),
        ("97140 15 min, 97110 23 min, 20561 8 min", "Needling is not timed: its 8 minutes"),
        ("45 min session 15 of it needling rest therex", "Needling is not timed: its 15 minutes"),
        ("45 min total 10 needling", "Needling is not timed: its 10 minutes do not count"),
        ("can we bill 4 units if dn takes 20 of the 60 minutes", "Needling is not timed: its 20"),
        ("wet needling and dry needling same muscle", "No: not for the same muscle"),
        ("injection and needling different days", "Medicare's edits hold for one day"),
        ("quads count as 1 or 4", "“quads” names several muscles"),
        ("is 20561 per 3 muscles", "No: one unit for the session"),
        ("how many needles for 20561", "Counted by muscles, not by needles"),
        ("20560 medicaid rate", "I hold Medicare's national amounts only"),
        ("20560 deleted?", "20560: dates of service from Jan 1, 2020; no last day is held"),
        ("manual therapy on same muscle as dn", "Not bundled"),
        ("what pos and modifier for 20560", "I hold nothing on codes of the place of service"),
        ("do needling minutes count towards 8 min rule", "No: needling is not timed"),
        ("upper trap left and right is that one muscle or two", "20560 either way"),
        ("3 muscles bilateral", "20561 either way"),
        ("2 muscles each side", "Whether one muscle left and right counts once or twice"),
        ("3 muscles by PT 2 muscles by OT same day", _TWO),
        ("second therapist needled 3 more muscles", _TWO),
        ("20560 2 muscles in am w/ one PT and 3 more muscles in pm w another", _TWO),
        ("can i just put it under 97140 bcbs never pays 20561", "No, not 97140: dry needling is"),
        ("use 97112 instead of 20561 so they pay", "No, not 97112: dry needling is"),
        ("97799 or 20560 which one for dry needling", "No, not 97799: dry needling is"),
        ("64999 vs 20560", "No, not 64999: dry needling is"),
        ("can i bill 20560 instead of 97140", "Bill what was done"),
        ("20560 dos 11/18/2019", "No: 20560 starts on Jan 1, 2020"),
        ("20561 january 1st 2020", "Yes, from that very day: 20561"),
        ("20561 on 6/30/21", "Yes: 20561 is valid since Jan 1, 2020"),
        ("97799 dry needling 2018", "For dry needling before Jan 1, 2020 97799 was advised"),
        ("97032 attended estim while needles in", "For stim through the needles I hold no"),
        (
            "g0283 estim w needels",
            "For stim through the needles I hold no source that gives a code",
        ),
        ("e-stim through the needles", _STIM),
        ("97014 vs g0283 w/ 20560 cigna", "None: Medicare's table of Jul 1, 2024 takes no unit"),
        ("97410 same visit as needling", "Did you mean 97140?"),
        ("dryneedling4 muscels", "4 muscles: 20561"),
        ("twentyfivesixty what is it", "Dry needling of one or two muscles"),
        ("two oh five six one", "Dry needling of three or more muscles"),
        ("20552 plus dry needling same muscle", "No: not for the same muscle"),
        ("tpi and dn different muscles same visit", "Another muscle may be billed"),
        ("59 or xs for uhc when we needle glutes and do manual", "No 59 or XS needed"),
        ("97140x2 20561", "Not bundled"),
        (
            "97110 2 units 97140 1 20561 1 total 53 min",
            "Needling is not timed: take its minutes out of the 53 first",
        ),
        ("a4215 needle supply charge separately", "I hold no source that pays for them apart"),
        ("kinesio tape 20560 same visit", "I hold nothing on kinesio tape"),
        ("telehealth dry needling pos 02", "Needling is done by hand"),
        ("pos 11 or 12 20560", "I hold nothing on codes of the place of service"),
        ("global days 20560", "No surgery and no global period"),
        ("mppr on 20561", "20560 and 20561 are not on the list of always-therapy codes"),
    ],
)
async def test_what_is_asked_comes_first(desk: FrontDesk, typed: str, first: str) -> None:
    reply = await desk.say(f"/cpt {typed}")
    assert reply.lines[0].text.startswith(first), reply.lines[0].text


@pytest.mark.parametrize(
    ("typed", "never"),
    [
        ("3 muscles by PT 2 muscles by OT same day", "5 muscles"),
        ("97110 x2 97140 x1 20560 in 45 min", "45 timed minutes"),
        ("97140x2 20561", "No: one unit"),
        ("12 min of manual and 5 of needling", "7 timed minutes"),
        ("quads count as 1 or 4", "4 muscles"),
        ("billed 3 units 97110 but 15 min was needles", "15 timed minutes"),
        ("bill cupping as 97140", "dry needling is"),
        ("upper trap left and right is that one muscle or two", "1 muscle: 20560"),
        ("20553 with 20560 same spot can i use 59", "Yes, 59"),
    ],
)
async def test_a_guess_is_never_said(desk: FrontDesk, typed: str, never: str) -> None:
    assert never not in words(await desk.say(f"/cpt {typed}"))


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("/ask 45 minute visit 10 was needling how many units", "20560 or 20561"),
        ("/ask can i bill 97140 instead of 20561 for aetna", "97140 in place of 20560 or 20561"),
        ("/coverage can i put it under 97140 uhc", "97140 in place of 20560 or 20561"),
        ("/coverage 20560 97140 same day", "20560 with 97140, same day"),
    ],
)
async def test_it_is_answered_whichever_command_is_typed(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    assert (await desk.say(typed)).headline == headline


async def test_a_slip_beside_another_code_has_a_button(desk: FrontDesk) -> None:
    reply = await desk.say("/cpt 97410 same visit as needling")
    assert "/cpt 97140 20560 20561" in {choice.command for choice in reply.choices}
    assert reply.badge is None


@pytest.mark.parametrize(
    "typed",
    [
        "97032 with needles estim what code",
        "g0283 estim w needels",
        "e-stim through the needles",
    ],
)
async def test_stim_through_the_needles_is_never_said_to_be_unbundled(
    desk: FrontDesk, typed: str
) -> None:
    """Of one service it would read as leave to bill both codes."""
    reply = await desk.say(f"/cpt {typed}")
    assert reply.badge is None
    assert "no modifier is needed" not in words(reply)


async def test_needles_beside_another_service_are_two_services(desk: FrontDesk) -> None:
    reply = await desk.say("/cpt 97140 while needles in")
    assert reply.headline == "97140 with 20560 or 20561, same day"
