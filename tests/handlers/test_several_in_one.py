"""One text that names two conditions, two subjects, or a code in another's place."""

from __future__ import annotations

from datetime import date

import pytest

from models.coverage.fact_book import FactBook
from models.reply import Reply
from models.wording import phrases
from tests.handlers.front_desk import FrontDesk


def told(reply: Reply) -> str:
    """The lines of a card as one text."""
    return "\n".join(line.text for line in reply.lines)


async def test_every_condition_of_one_patient_is_told_of(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask shes on warfarin and also 6 mo pregnant")
    assert "blood thinners" in told(reply)
    assert "care in pregnancy" in told(reply)


async def test_every_condition_of_a_general_question_is_told_of(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask is diabetes a no and what about blood thinner on top")
    assert reply.headline == "Are blood thinners a reason not to needle?"
    assert "Is an illness like diabetes" in told(reply)


@pytest.mark.parametrize(
    ("typed", "first", "second"),
    [
        ("/ask is 20561 covered by providence health plan oregon and also can PTs even do it there",
         "Providence", "Oregon · physical therapist"),
        ("/coverage molina ohio 20560 and also can i bill manual same day",
         "Molina", "20560 with 97140"),
        ("/ask what hrs of training in ohio and does my malpractice need to know",
         "Ohio", "Does malpractice insurance"),
        ("/ask is 20561 timed and does it count to the kx",
         "20561 is not timed", "count toward the therapy threshold"),
        ("/coverage healthnet federal 20560 and how many hrs of ce do i need in az",
         "TRICARE", "Arizona"),
    ],
)  # fmt: skip
async def test_both_halves_are_answered(
    desk: FrontDesk, typed: str, first: str, second: str
) -> None:
    reply = await desk.glance(typed)
    assert reply.headline == "2 questions, 2 answers"
    assert first in reply.lines[0].text
    assert second in reply.lines[1].text


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("can we bill needling as 97112 or 97140 my old clinic did", "May dry needling be billed"),
        ("billed 97140 for needling bc insurance wont pay 20560", "May dry needling be billed"),
        ("can i bill 97810 when i dry needle bc it pays better", "Acupuncture code or needling"),
    ],
)  # fmt: skip
async def test_another_code_for_needling_is_no_pair_and_no_price(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    reply = await desk.glance(f"/ask {typed}")
    assert reply.headline.startswith(headline)
    assert reply.badge is None


async def test_minutes_of_a_second_code_are_added_without_their_word(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask 23 min of 97110 and 10 of 97140 hm units")
    assert reply.lines[0].text.startswith("33 timed minutes in all make 2 units")


@pytest.mark.parametrize(
    "typed",
    [
        "pneumothorax warning signs after needling upper trap",
        "red hot spot where needle went 3 days later",
        "hurts when he breathes in after needling mid back",
        "her lips are blue",
        "she cant take a deep breath since we did her ribs",
        "her arm went limp",
    ],
)
async def test_what_cannot_wait_is_urgent_however_it_is_said(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(f"/ask {typed}")
    assert reply.headline in {
        "Urgent: get help now",
        "What if there is chest pain or shortness of breath after needling?",
    }
    assert reply.lines[0].text.startswith("This cannot wait")


async def test_a_question_how_common_it_is_is_no_emergency(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask how common is a pneumothorax")
    assert "How common are serious side effects" in reply.headline


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("how old is your info / when did u last check bcbs stuff", "How old are the facts"),
        ("you got the cigna answer wrong how do i tell someone", "What if an answer is wrong"),
        ("can u see our patients charts or is this hipaa safe", "Can the bot look up"),
        ("is our chat with you private, can boss see what i type", "What does the bot keep"),
        ("how do you count your queries and is there a limit for our clinic", "How many questions"),
    ],
)  # fmt: skip
async def test_what_is_asked_of_the_bot_is_no_payers(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    reply = await desk.glance(f"/ask {typed}")
    assert reply.headline.startswith(headline)
    assert "I hold nothing of" not in told(reply)


async def test_how_old_the_facts_are_follows_the_pack(desk: FrontDesk, pack: FactBook) -> None:
    newest = max(source.published for source in pack.sources.values())
    reply = await desk.glance("/ask how old are your facts")
    assert phrases.day(date.fromisoformat(newest)) in told(reply)
