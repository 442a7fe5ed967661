"""Two questions in one text: each half is answered, the second in the state of the first."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        (
            "can a PTA needle in Ohio and does BCBS pay",
            ("Ohio · physical therapist assistant", "Anthem Blue Cross and Blue Shield (Ohio)"),
        ),
        (
            "how many hours of training in utah and does medicaid there pay",
            ("Utah · physical therapist", "Utah Medicaid"),
        ),
        (
            "is 20561 timed and can i bill it with 97140",
            ("20561", "20561 with 97140, same day: No edit pairs them"),
        ),
        (
            "whats the code for 3 muscles and does medicare cover it",
            ("20561", "Does Medicare cover dry needling?"),
        ),
        (
            "does cigna cover needling and how do i appeal if they deny",
            ("Cigna", "How do I appeal a denial?"),
        ),
    ],
)
async def test_each_half_is_answered(desk: FrontDesk, typed: str, titles: tuple[str, str]) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert reply.headline == "2 questions, 2 answers"
    for line, title in zip(reply.lines[: len(titles)], titles, strict=True):
        assert line.text.startswith(title)
        assert len(line.text) > len(title) + 2, "an answer stands behind its title"


@pytest.mark.parametrize(
    ("typed", "title", "leads"),
    [
        (
            "do i need a consent form in virginia and is a referral needed",
            "Virginia · physical therapist",
            ("Consent: ", "Referral: "),
        ),
        (
            "does humana pay for needling and how many visits a year",
            "Humana · dry needling",
            ("I hold nothing on a number of visits", "What Humana says"),
        ),
        ("does cigna cover 20560 and what about 20561", "Cigna · 20560, 20561", ("Second-hand",)),
    ],
)
async def test_a_half_that_goes_on_is_answered_by_the_same_card(
    desk: FrontDesk, typed: str, title: str, leads: tuple[str, ...]
) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert reply.headline == title
    for line, lead in zip(reply.lines, leads, strict=False):
        assert line.text.startswith(lead), line


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("does insurance pay for dry needling these days", "Dry needling: it depends"),
        ("is there a study that says it really works for necks", "Is there evidence for one"),
        ("anyone get hurt at our plaza clinic from needles", "How common are serious"),
        ("what counts as chronic low back pain", "What counts as chronic low back pain"),
        ("can we take a copay for needling visit", "Do I collect at the visit"),
        ("what is an abn and do i need one for needling", "Do I need an ABN"),
        ("who came up with dry needling", "What is dry needling?"),
    ],
)
async def test_everyday_words_around_a_question_hide_no_topic(
    desk: FrontDesk, typed: str, title: str
) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert reply.headline.removeprefix("Closest to your question: ").startswith(title)


@pytest.mark.parametrize(
    ("typed", "hinted"),
    [
        ("is 20560 ok with zebrahealth insurance", True),
        ("does insurance pay for it", False),
        ("how do i bill for shouldr needling", False),
        ("will everybody need to sign", False),
    ],
)
async def test_a_strange_word_in_a_payers_place_is_hinted_at(
    desk: FrontDesk, typed: str, hinted: bool
) -> None:
    reply = await desk.say(f"/ask {typed}")
    said = [line.text for line in reply.lines if line.text.startswith("I did not recognize")]
    assert bool(said) is hinted
    if hinted:
        assert "“zebrahealth”" in said[0]
        assert "zebrahealth" not in reply.canonical


@pytest.mark.parametrize(
    "typed",
    [
        "does zebrahealth pay for 20560",
        "will zebra choice administrators cover needling",
        "does zebra health solutions out of asheville pay for dry needling",
    ],
)
async def test_a_payer_nobody_knows_is_said_to_be_unknown(desk: FrontDesk, typed: str) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert reply.headline.startswith("I know of no payer called “zebra")
