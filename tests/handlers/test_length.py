"""A text has a length that its command takes; longer is answered with a sentence, cheaply."""

from __future__ import annotations

import time

import pytest

from handlers.command import LONG, SHORT
from handlers.outcome import Outcome
from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import ClinicDesk
from tests.handlers.front_desk import FrontDesk, words

TOO_LONG = "That is too long"
NOTHING = 0.15  # seconds that any text may take


@pytest.mark.parametrize(
    ("begins", "longest"),
    [
        ("/coverage", LONG),
        ("/cpt", LONG),
        ("/state", LONG),
        ("/caps", SHORT),
        ("/clinic", SHORT),
        ("/share", SHORT),
        ("/session void", SHORT),
        ("/nosuch", SHORT),
        ("/ask", LONG),
        ("/session log", LONG),
        ("/session LOG", LONG),
    ],
)
async def test_a_text_may_be_as_long_as_its_command_takes(
    desk: FrontDesk, begins: str, longest: int
) -> None:
    letters = len(begins.lstrip("/"))  # the blank behind the command's name counts for nothing
    name, _, verb = begins.partition(" ")
    room = longest - letters + bool(verb)
    filler = ("zq " * longest)[: room - bool(verb)].strip().ljust(room - bool(verb), "z")
    fits = await desk.say(f"{begins} {filler}")
    assert not fits.headline.startswith(TOO_LONG), name
    longer = await desk.say(f"{begins} {filler}zzz")
    assert longer.headline == f"That is too long: I read up to {longest:,} characters here."
    assert longer.refused
    assert desk.last.ending is Outcome.TROUBLE
    assert "zz" not in words(longer)


async def test_blanks_are_not_counted_and_change_no_answer(desk: FrontDesk) -> None:
    plain = await desk.say("/coverage aetna 20560")
    spread = await desk.say(f"/coverage aetna{' ' * 5_000}20560{' ' * 5_000}")
    assert words(spread) == words(plain)


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("/session void X 1 " + "." * 12_000, id="dots behind a number"),
        pytest.param("/caps set X 1" + " " * 40_000 + "x", id="blanks behind a cap"),
        pytest.param("/ask " + "a" * 16_000 + " at", id="letters before at"),
        pytest.param("/ask " + "ssn " * 4_000, id="a word that a number follows"),
        pytest.param("/ask " + "does medicare pay for 20560 " * 1_430, id="a long message"),
        pytest.param("/" + "a" * 40_000, id="a command's name"),
        pytest.param("x" * 40_000, id="no command"),
        pytest.param("\n" * 40_000, id="lines"),
    ],
)
async def test_what_is_far_too_long_costs_next_to_nothing(desk: FrontDesk, typed: str) -> None:
    await desk.say("/coverage aetna")
    took = []
    for _ in range(3):
        began = time.process_time()
        await desk.say(typed)
        took.append(time.process_time() - began)
    assert desk.last.ending is not Outcome.BUG
    assert min(took) < 0.05


WORDS = {
    "payers": "blue cross medicare ", "near payers": "atena cigma ", "codes": "20560 20561 ",
    "names": "maria garcia ", "dates": "3/15/2021 ", "days": "last friday ", "states": "new york ",
    "letters": "a ", "digits": "1 ", "dots": ". ", "nonsense": "qzx wvk ", "ssn": "ssn ",
    "at": "at ",
    "alias": "BLUE-47K ", "hyphens": "a-", "one word": "a", "one number": "1", "for": "for ",
}  # fmt: skip
BEGINS = {
    "/coverage": LONG, "/cpt": LONG, "/state": LONG, "/ask": LONG, "/session log": LONG,
    "/session new": SHORT, "/session void": SHORT, "/session payer": SHORT,
    "/session authorize": SHORT, "/session balance": SHORT, "/caps": SHORT, "/caps set": SHORT,
    "/clinic warn": SHORT, "/clinic digest": SHORT, "/clinic alerts": SHORT,
    "/share coverage": SHORT,
}  # fmt: skip


@pytest.mark.sheet
@pytest.mark.parametrize("begins", BEGINS)
async def test_no_reading_is_worse_than_linear(pack: FactBook, begins: str) -> None:
    """The longest text that a command takes costs at most three times one of half its length."""
    longest, worst, clinic = BEGINS[begins] - len(begins), [], ClinicDesk(pack)

    async def cost(text: str, times: int = 1) -> float:
        took = []
        for _ in range(times):
            began = time.process_time()
            await clinic.glance(f"{begins} {text}", manager=True)
            took.append(time.process_time() - began)
        return min(took)

    for name, unit in WORDS.items():
        text = (unit * longest)[:longest].strip()
        if await cost(text) > NOTHING:
            cut = text[: longest // 2].rpartition(" ")[0] or text[: longest // 2]
            whole, half = await cost(text, 3), await cost(cut, 3)  # no broken date, refused early
            if whole > 3 * half:
                worst.append(f"{name}: {whole * 1000:.0f} ms, half of it {half * 1000:.0f} ms")
    assert not worst
