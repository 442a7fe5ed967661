"""The statement of a topic that people ask for in particular stands on the card's first line."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from models.coverage.statement import AskedStatement
from tests.handlers.front_desk import FrontDesk, words

_GIST = 3  # lines

_ONE_PRICE = "One written policy of cash prices"
_BY_PHONE = "By phone, text or video"
_NOT_IN_THE_TRASH = "Not into the regular trash"
_IN_THE_BOX = "Into the red or sharps box"
_NO_REVIEW = "Not for a review"
_NO_CURE = "Do not post a claim of healing"
_WORDING = "Modest wording for an ad"
_AFAR = "A check-in or follow-up by video"
_TOO_LATE = "Too late? The letter or remittance says until when."
_WHOM = "Whom: the number for providers on the back of the member's card"
_PACKAGE = "A package or series: one estimate may cover it"
_AT_THE_DESK = "To say at the desk or on the phone"
_IN_THE_CHART = "Afterwards, in the chart"
_SETS_UP = "An aide or tech who sets up"
_NECK = "For the neck I hold one"
_CODE_LIST = "Ask your contractor (MAC): I hold no therapy code list"
_IN_SPANISH = "What it is, in two lines"
_NEW_YORK = "New York: at least six years"
_WITHOUT_NEEDLES = "Without needles: exercise and manual therapy"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("self pay price same for friends and family?", _ONE_PRICE),
        ("do we have to charge every cash patient the same price", _ONE_PRICE),
        ("does the cash price have to be same for everybody incl our employees family", _ONE_PRICE),
        ("how do i get consent from a minors dad over phone", _BY_PHONE),
        ("can sharps container go in the regular trash when full", _NOT_IN_THE_TRASH),
        ("full sharps box in the dumpster ok?", _NOT_IN_THE_TRASH),
        ("do wrappers go in the red bin", _IN_THE_BOX),
        ("what needles do we throw in red box", _IN_THE_BOX),
        ("are we allowed to give a free needling session for google reviews", _NO_REVIEW),
        ("gift card if they leave us 5 stars", _NO_REVIEW),
        ('can i put "dry needling cures sciatica" on facebook', _NO_CURE),
        ("can our website claim it fixes migraines", _NO_CURE),
        ("google ad wording for dry needling that the acupuncture board cant fault", _WORDING),
        ("tele visit follow up after needling can we bill it", _AFAR),
        ("zoom recheck two days after needling", _AFAR),
        ("got the denial letter 5 months after service, too late to appeal?", _TOO_LATE),
        ("who do i call to check benefits and what exactly do i ask for 20560", _WHOM),
        ("good faith estimate for self pay needling package of 6", _PACKAGE),
        ("front desk here, patient asks does it hurt, what do i say", _AT_THE_DESK),
        ("our aide preps the tray and opens needles", _SETS_UP),
        ("tech setting up needles, opening packs, is that ok", _SETS_UP),
        ("study to send adjuster for neck", _NECK),
        ("therapy code list 2026 20560", _CODE_LIST),
        ("is 20560 on the medicare therapy code list in 2026 or only 2025", _CODE_LIST),
        ("explain puncion seca to a spanish speaking pt in 2 lines", _IN_SPANISH),
        ("how long do we keep consent forms, ny office", _NEW_YORK),
        ("ny retention for charts of kids", _NEW_YORK),
        ("patient is scared of needles what else can we offer", _WITHOUT_NEEDLES),
        ("she hates needles, any option without", _WITHOUT_NEEDLES),
        ("dc weekend certification enough?", "Chiropractors: a weekend course is not enough"),
    ],
)
async def test_what_is_asked_of_a_topic_in_particular_leads_its_card(
    desk: FrontDesk, typed: str, told: str
) -> None:
    assert (await desk.glance(f"/ask {typed}")).lines[0].text.startswith(told)


@pytest.mark.parametrize(
    "typed", ["pt fainted during needling, what to document", "what do we chart after a vasovagal"]
)
async def test_what_goes_into_the_chart_stands_right_below_what_cannot_wait(
    desk: FrontDesk, typed: str
) -> None:
    first, second, *_ = (await desk.glance(f"/ask {typed}")).lines
    assert first.text.startswith("This cannot wait")
    assert second.text.startswith(_IN_THE_CHART)


@pytest.mark.parametrize(
    ("typed", "not_told"),
    [
        ("how do we set our cash price for 20561", _ONE_PRICE),
        ("who signs for a minor", _BY_PHONE),
        ("how long do we keep consent forms in ohio", _NEW_YORK),
        ("how much training does dry needling need", "Chiropractors:"),
        ("may i offer a free session", _NO_REVIEW),
        ("does dry needling hurt", _AT_THE_DESK),
    ],
)
async def test_nobody_who_asks_in_general_is_led_by_what_others_ask_for(
    desk: FrontDesk, typed: str, not_told: str
) -> None:
    assert not (await desk.glance(f"/ask {typed}")).lines[0].text.startswith(not_told)


async def test_of_the_next_topic_what_was_asked_is_told_too(desk: FrontDesk) -> None:
    told = words(await desk.glance("/ask good faith estimate monthly membership"))
    assert "A package or series: one estimate may cover it for 12 months" in told


def test_no_topic_begins_with_what_is_asked_in_particular(pack: FactBook) -> None:
    first = [topic.answer[0] for topic in pack.topics.values()]
    assert not [said for said in first if isinstance(said, AskedStatement)]


def test_every_statement_is_asked_for_by_some_word(pack: FactBook) -> None:
    asked = [
        said.asked
        for topic in pack.topics.values()
        for said in (*topic.answer, *topic.details)
        if isinstance(said, AskedStatement)
    ]
    assert all(all(words_.strip() for words_ in each) and each for each in asked)


@pytest.mark.parametrize(
    "typed",
    [
        "we billed 20561 but chart shows only two muscles, 40 claims",
        "our own audit: 30 claims had 20561 and notes show 2 muscles",
        "notes dont support 20561 on old claims what do we do",
        "found dozens of claims with 20561 where the documentation only says 2 muscles",
    ],
)
async def test_claims_that_the_notes_do_not_bear_out_are_stopped_and_paid_back(
    desk: FrontDesk, typed: str
) -> None:
    told = words(await desk.glance(f"/ask {typed}"))
    assert "Stop it today" in told
    assert "within 60 days" in told


async def test_claims_that_a_payer_denied_were_not_wrong_for_that(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask payer denied several claims for 20561, notes show 4 muscles")
    assert reply.lines[0].text.startswith("Yes: 4 muscles make 20561")


@pytest.mark.parametrize(
    "typed",
    [
        "pt left clinic with needle still in her back!!",
        "patient called from home, we left a needle in her calf",
        "patient already left and a needle is still in",
    ],
)
async def test_whoever_went_home_with_a_needle_is_called_now(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(f"/ask {typed}")
    assert "get the treating clinician to call the patient now" in reply.lines[0].text


@pytest.mark.parametrize(
    "typed",
    [
        "bruise size of a golf ball on forearm day after, normal?",
        "huge bruise on her calf the morning after dry needling",
        "patient is black and blue after needling, what do i tell her",
    ],
)
async def test_a_large_bruise_is_for_the_clinician_and_no_figure_plays_it_down(
    desk: FrontDesk, typed: str
) -> None:
    told = words(await desk.glance(f"/ask {typed}"))
    assert "Get the treating clinician now" in told
    assert "40%" not in told


async def test_bruises_at_large_are_a_figure(desk: FrontDesk) -> None:
    assert "40%" in words(await desk.glance("/ask is bruising normal"))


@pytest.mark.parametrize(
    "typed", ["/ask how many needles for an aetna patient", "/ask does cigna cap number of needles"]
)
async def test_needles_are_counted_by_nobody_whoever_pays(desk: FrontDesk, typed: str) -> None:
    assert "muscles are counted" in words(await desk.glance(typed))


@pytest.mark.parametrize(
    "typed",
    [
        "la paciente se desmayo que hago",
        "el paciente no puede respirar despues de la puncion seca",
        "le duele el pecho a la paciente",
        "se rompio la aguja en la pierna",
        "la paciente esta mareada que hacemos",
        "no para de sangrar la paciente",
        "el paciente esta convulsionando",
        "tiene el brazo entumecido despues de la puncion seca",
    ],
)
async def test_what_cannot_wait_cannot_wait_in_spanish(desk: FrontDesk, typed: str) -> None:
    assert (await desk.glance(f"/ask {typed}")).headline == "Urgent: get help now"


@pytest.mark.parametrize(
    "typed",
    [
        "el paciente tiene miedo a las agujas, hay otra opcion",
        "la senora tiene miedo, que mas ofrecemos",
    ],
)
async def test_fear_of_needles_is_answered_in_spanish(desk: FrontDesk, typed: str) -> None:
    headline = (await desk.glance(f"/ask {typed}")).headline
    assert headline == "Is fear of needles a reason not to needle?"
