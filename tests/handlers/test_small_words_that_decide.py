"""Small words that decide: limits of a rule, thanks, grounds, who refuses, now and then."""

from __future__ import annotations

import pytest

from models.reply import Reply
from models.understanding import asked_text
from tests.handlers.front_desk import FrontDesk


def _text(reply: Reply) -> str:
    return " ".join(line.text for line in reply.lines)


@pytest.mark.parametrize(
    ("typed", "limit"),
    [
        ("carefirst 20560 by OT in Maryland", "hand, wrist, elbow and shoulder only"),
        ("cigna, maryland, occupational therapist needles the neck", "certified hand therapists"),
        ("does cigna pay an OT in MD for dry needling", "certified hand therapists"),
        ("/coverage uhc 20561 by OT in Maryland", "hand, wrist, elbow and shoulder only"),
        ("bcbs tennessee OT dry needling hip", "hand, wrist, elbow and shoulder girdle only"),
        (
            "/coverage humana 20560 by OT in Tennessee",
            "hand, wrist, elbow and shoulder girdle only",
        ),
    ],
)
async def test_what_a_profession_may_is_told_with_its_limit(
    desk: FrontDesk, typed: str, limit: str
) -> None:
    lines = (await desk.glance(typed)).lines
    verdict = next(line.text for line in lines if "allowed by law or rule" in line.text)
    assert limit in verdict


@pytest.mark.parametrize(
    "typed", ["thx", "ty!", "ok thanks", "thank you so much", "muchas gracias", "great, thx bot"]
)
@pytest.mark.parametrize("command", ["", "/ask "])
async def test_thanks_are_answered_in_short(desk: FrontDesk, typed: str, command: str) -> None:
    assert (await desk.say(f"{command}{typed}")).headline == "How do I thank the bot?"


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("experimental, humana 20560", "/denial Humana 20560 CO-50"),
        ("bcbsnc 20561 they say unproven", "/denial Blue Cross NC 20561 CO-50"),
        ("cigna calls 20560 investigational", "/denial Cigna 20560 CO-50"),
        ("20561 considered experimental by anthem indiana", ""),
        ("uhc commercial 20560 experimental", "/denial UnitedHealthcare commercial 20560 CO-50"),
        ("not enough evidence, experimental", ""),
    ],
)
async def test_a_ground_in_words_needs_no_code(desk: FrontDesk, typed: str, offered: str) -> None:
    reply = await desk.glance(f"/denial {typed}")
    assert "investigational" in reply.headline
    assert not offered or offered in [choice.command for choice in reply.choices]
    assert ("choose its code below" in _text(reply)) == bool(offered)


@pytest.mark.parametrize(
    "typed",
    [
        "aetna 20560 denied 3 months ago, how long can i appeal",
        "cigna denied in january too late to appeal?",
        "how long to appeal a medicare denial",
        "aetna appeal deadline 20561",
        "deadline to appeal humana 20560",
    ],
)
async def test_days_to_appeal_need_no_code(desk: FrontDesk, typed: str) -> None:
    assert (await desk.glance(f"/denial {typed}")).headline == "How long do I have to appeal?"


async def test_days_to_appeal_are_told_where_a_season_is_named(desk: FrontDesk) -> None:
    reply = await desk.glance("/denial can i still appeal cigna 20561 denied last fall")
    assert reply.headline.endswith("How long do I have to appeal?")
    assert reply.lines[0].text.startswith("Cigna: 180 days")


@pytest.mark.parametrize(
    "typed",
    [
        "which insurances never pay",
        "what payers refuse dry needling",
        "which plans deny 20561",
        "list insurers that do not cover dn",
        "which carriers won't pay for needling",
        "who never covers dry needling",
    ],
)
async def test_who_refuses_stands_first_where_that_is_asked(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(typed)
    assert "it depends on the payer" in reply.headline
    assert reply.lines[0].text.startswith("Not covered")
    assert not any("denial" in choice.command for choice in reply.choices)


@pytest.mark.parametrize(
    "typed", ["which insurances pay for needling", "who pays for 20561", "which plans cover dn"]
)
async def test_who_pays_stands_first_where_that_is_asked(desk: FrontDesk, typed: str) -> None:
    assert not (await desk.glance(typed)).lines[0].text.startswith("Not covered")


@pytest.mark.parametrize(
    "typed",
    [
        "is the washington law different now than in 2024",
        "washington needling rule, same as in 2024?",
        "has the washington rule changed since 2024",
        "/state washington is it different today than it was in 2024",
        "washington PT needling now compared to 2023",
        "is washington still the same as in 2023",
    ],
)
async def test_todays_rule_leads_where_then_is_only_compared(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(typed)
    assert reply.badge is not None
    assert reply.badge.words == "Allowed by law or rule"
    assert "2024" not in reply.headline


async def test_a_past_year_alone_is_asked_of(desk: FrontDesk) -> None:
    reply = await desk.glance("/state washington PT 2024-02-01")
    assert reply.badge is not None
    assert "not allowed yet" in reply.badge.words


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("dakotas", "Which Dakotas?"),
        ("dakotas pt", "Which Dakotas?"),
        ("carolinas", "Which Carolinas?"),
        ("carolinas PTA", "Which Carolinas?"),
        ("virginias", "Which Virginias?"),
        ("both dakotas", "Which Dakotas?"),
    ],
)
async def test_two_states_of_one_name_are_both_told(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    assert (await desk.glance(f"/state {typed}")).headline == headline


@pytest.mark.parametrize(
    "typed",
    [
        "moving to Idaho, licensed PT in Utah",
        "licensed in utah, relocating to idaho, what do i need",
        "relocating to idaho next month licensed PT in utah",
        "PT moves to Idaho, license in Utah",
        "going to idaho, certified in utah, anything extra for needling?",
        "moving to Idaho in march, licensed in Utah",
    ],
)
async def test_where_somebody_moves_to_is_asked_of(desk: FrontDesk, typed: str) -> None:
    assert (await desk.glance(typed)).headline.startswith("Idaho")


@pytest.mark.parametrize(
    "typed",
    [
        "Rocky Mountain Rural Employers Benefit Trust",
        "aetna school employees benefits trust",
        "Molina rural industry trust",
        "Anthem rural employers trust",
        "regence teachers benefit trust",
        "Geisinger builders industry trust",
    ],
)
async def test_a_trust_is_not_the_payer_whose_name_it_begins_with(
    desk: FrontDesk, typed: str
) -> None:
    reply = await desk.glance(f"/coverage {typed}")
    assert reply.headline == f"I know of no payer called “{typed}”"


async def test_a_fund_of_a_union_keeps_its_trust(desk: FrontDesk) -> None:
    assert (await desk.glance("/coverage UFCW employers benefit trust")).headline.startswith("UFCW")


@pytest.mark.parametrize(
    ("typed", "payer"),
    [
        ("dose aetna pay fro 20651", "Aetna"),
        ("does cigna care if its a chiro or PT doing 20561", "Cigna"),
        ("dose cigna cover 20561", "Cigna"),
        ("will humana care who needles, 20560", "Humana"),
        ("/coverage Hi mark 20561", "Highmark"),
        ("dose bcbs pay fro dn", "Does Blue Cross Blue Shield pay"),
        ("does Nova Healthcare Administrators pay for needling", "Nova Healthcare Administrators"),
    ],
)
async def test_a_payer_stays_beside_small_slips(desk: FrontDesk, typed: str, payer: str) -> None:
    assert (await desk.glance(typed)).headline.startswith(payer)


@pytest.mark.parametrize(
    ("typed", "first", "then"),
    [
        ("is 20561 covered by cigna and if not can she pay cash", "Cigna · 20561", "I charge cash"),
        ("does cigna cover dn if not how do we appeal", "Cigna", "How do I appeal"),
        ("can a PTA needle in ohio and if not who can", "Ohio", "Which professions"),
    ],
)
async def test_what_is_asked_if_not_is_a_second_question(
    desk: FrontDesk, typed: str, first: str, then: str
) -> None:
    lines = (await desk.glance(typed)).lines
    assert lines[0].text.startswith(first)
    assert then in lines[1].text


@pytest.mark.parametrize(
    "typed",
    [
        "plan of care who signs it",
        "does a plan of care if unsigned expire",
        "does community care how many visits",
        "managed care which plans",
    ],
)
def test_care_that_is_given_stays_in_a_text(typed: str) -> None:
    assert asked_text.mended(typed) == typed


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("do i use RT LT on needling for shoulder", "no source seen asks for a side"),
        ("RT or LT when needling the calf", "no source seen asks for a side"),
        ("does aetna want GY when dn is non covered", "Of original Medicare"),
        ("GA or GZ for a cigna patient, needling", "Of original Medicare"),
        ("how many minutes for 1 unit of 20560", "Not timed"),
        ("minutes for one unit of 20561", "not timed"),
    ],
)
async def test_modifiers_and_minutes_are_answered_as_asked(
    desk: FrontDesk, typed: str, said: str
) -> None:
    assert said.casefold() in _text(await desk.glance(typed)).casefold()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("what are the odds an appeal works", "I hold no figure"),
        ("list states w no law either way", "Connecticut"),
        ("our RN wants to needle, ok?", "I have no facts on a nurse"),
        ("he had three spots in the calf and the girl put one muscle, same muscle", "20560"),
        ("session crossed midnight, which date of service", "over midnight"),
        ("TMJ needling, is it a dental claim or medical", "Mostly medical first"),
    ],
)
async def test_what_was_asked_stands_in_the_first_view(
    desk: FrontDesk, typed: str, said: str
) -> None:
    assert said in _text(await desk.glance(typed))


async def test_a_list_of_states_tells_which_let_it_in_part(desk: FrontDesk) -> None:
    told = _text(await desk.glance("which states let OTs needle"))
    assert "With limits on who or where, among others: Maryland, Tennessee." in told
