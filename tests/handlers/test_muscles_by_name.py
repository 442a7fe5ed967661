"""Muscles by their short names and groups, other counts beside them, services with a slip."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("quad: rectus fem, VL", "2 muscles: 20560"),
        ("hamstrings: semi t, semimemb, biceps fem", "3 muscles: 20561"),
        ("supra, infra, subscap", "3 muscles: 20561"),
        ("glutes, piri, tfl and ql needled", "3 muscles: 20561"),
        ("rotator cuff, all four", "4 muscles: 20561"),
        ("all 3 hamstrings", "3 muscles: 20561"),
        ("2 muscles in 2 regions", "2 muscles: 20560"),
        ("dn 2 muscles 3 sites", "2 muscles: 20560"),
        ("needled 1 muscle, 4 trps", "1 muscle: 20560"),
        ("4 muscles 2 areas", "4 muscles: 20561"),
        ("upper trap and lower trap", "1 muscle: 20560"),
        ("l ut dn", "1 muscle: 20560"),
        ("UT, LS and SCM", "3 muscles: 20561"),
        ("ut mt lt rhomboid levator", "3 muscles: 20561"),
        ("traps x2 rhomboids x2", "Counted once it is 2 muscles: 20560"),
        ("piriformis, QL, 97140", "2 muscles: 20560"),
        ("dn upper trap, hx breast ca", "1 muscle: 20560"),
        ("dn ql and glute med same day as eval", "2 muscles: 20560"),
        ("ql and gastroc needled, then heat pack", "2 muscles: 20560"),
    ],
)
async def test_muscles_are_counted_and_regions_are_not(
    desk: FrontDesk, typed: str, says: str
) -> None:
    assert says in words(await desk.say(f"/cpt {typed}"))


@pytest.mark.parametrize(
    ("typed", "unread"),
    [
        ("left glob med, piriformis, QL which code", "glob med"),
        ("vmo, vl, rf", "rf"),
        ("vmo/vl/qs", "qs"),
        ("right qs left gastroc", "qs"),
        ("piriformis & fdl", "fdl"),
        ("dn omo, fdl + biceps", "omo” and “fdl"),
    ],
)
async def test_a_list_says_which_of_its_items_were_not_read(
    desk: FrontDesk, typed: str, unread: str
) -> None:
    reply = words(await desk.say(f"/cpt {typed}"))
    assert f"I do not know “{unread}” as a muscle. Count the muscles" in reply
    assert "muscles: 2056" not in reply


@pytest.mark.parametrize(
    "typed", ["quads which code", "needled the calves", "hamstrings and adductors", "20561 glutes"]
)
async def test_a_group_alone_is_no_count(desk: FrontDesk, typed: str) -> None:
    reply = words(await desk.say(f"/cpt {typed}"))
    assert "names several muscles: count those that were needled" in reply
    assert "One or two make 20560, three or more 20561." in reply


async def test_another_muscle_on_the_same_day_is_not_one_muscle(desk: FrontDesk) -> None:
    reply = words(await desk.say("/cpt 20553 and 20561 same day different muscle"))
    assert "1 muscle" not in reply
    assert "Another muscle may be billed" in reply


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("59 on 20561 with manul theraphy", "20561 with 97140, same day"),
        ("20560 plus therapeutic exersise", "20560 with 97110, same day"),
        ("massge and dn same visit", "97124 with 20560 or 20561, same day"),
        ("tigger point injektion vs dn", "20552 or 20553 with 20560 or 20561, same day"),
        ("20561 and a joint injection", "20561 with 20600, 20604 to 20606, 20610 or 20611"),
        ("97016? plus 20560", "97016 with 20560, same day"),
        ("97140? and 20561", "97140 with 20561, same day"),
    ],
)
async def test_a_service_with_a_slip_is_read_beside_its_code(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    assert (await desk.say(f"/cpt {typed}")).headline.startswith(headline)


async def test_what_is_compared_is_told_of_both(desk: FrontDesk) -> None:
    reply = words(await desk.say("/cpt tpi vs dry needling"))
    assert "20552: Trigger point injection" in reply
    assert "20560: Dry needling of one or two muscles" in reply


async def test_the_threshold_of_kx_is_answered_once(desk: FrontDesk) -> None:
    reply = await desk.say("/cpt do 20560 dollars count to the kx threshold")
    assert reply.headline == "Does dry needling count toward the therapy threshold?"
    assert reply.lines[0].text.startswith("Not settled.")


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("/cpt tfl and glute med", "20560"),
        ("/ask dn of tfl, ql and piriformis which code", "20561"),
        ("/coverage medicare then tfl 20560", "2 payers"),
        ("/coverage tfl 20561", "TRICARE"),
    ],
)
async def test_letters_of_a_plan_beside_muscles_are_a_muscle(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    assert (await desk.say(typed)).headline.startswith(headline)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("glute max, med and min", "3 muscles: 20561"),
        ("pec major & minor", "2 muscles: 20560"),
        ("gluteus medius + minimus needled", "2 muscles: 20560"),
        ("ut, lev scap, scm", "3 muscles: 20561"),
        ("soleus only", "1 muscle: 20560"),
        ("needled 2 muscles, only documented 1", "2 muscles: 20560"),
        ("dn 2 muscles billed 1", "2 muscles: 20560"),
    ],
)
async def test_every_muscle_of_a_list_is_counted_once(
    desk: FrontDesk, typed: str, says: str
) -> None:
    assert says in words(await desk.say(f"/cpt {typed}"))


@pytest.mark.parametrize("typed", ["needled quads at all 4 sessions", "quads, all two units"])
async def test_all_visits_or_units_beside_a_group_count_no_muscles(
    desk: FrontDesk, typed: str
) -> None:
    reply = words(await desk.say(f"/cpt {typed}"))
    assert "names several muscles: count those that were needled" in reply
    assert "muscles make" not in reply
    assert "muscles: 2056" not in reply


async def test_twice_a_week_is_not_two_units_a_day(desk: FrontDesk) -> None:
    assert "not 2" not in words(await desk.say("/cpt 20561 twice in one week"))
    assert "not 2" in words(await desk.say("/cpt 20561 twice a day"))


@pytest.mark.parametrize("typed", ["upper trap and zygolateralis", "20560 scm and glabrellus"])
async def test_an_unknown_word_in_a_list_of_muscles_leaves_the_count_open(
    desk: FrontDesk, typed: str
) -> None:
    reply = words(await desk.say(f"/cpt {typed} needled"))
    assert "as a muscle. Count the muscles that were needled" in reply
    assert "1 muscle: " not in reply


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("ecrb, ecrl and supinator", "3 muscles: 20561"),
        ("quadratus femoris and obturator internus", "2 muscles: 20560"),
        ("digastric, omohyoid, scm", "3 muscles: 20561"),
    ],
)
async def test_small_muscles_are_known(desk: FrontDesk, typed: str, says: str) -> None:
    assert says in words(await desk.say(f"/cpt {typed}"))
