"""Whatever is entered, taken back, checked and set: past answers stay, and two clocks never mix.

FUZZ_EXAMPLES=2000 looks longer, at random.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers import COMMANDS
from models.coverage.fact_book import FactBook
from models.reply import Reply
from tests.fakes import shipped
from tests.handlers.clinic_desk import TODAY, ClinicDesk

MANY = os.environ.get("FUZZ_EXAMPLES")
LIMITS = settings(
    max_examples=int(MANY or 40),
    derandomize=not MANY,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)

PAYERS = ("Premera", "Cigna")
BOUNDS = ("", "", "for headache", "by PT")

payers = st.sampled_from(PAYERS)
offsets = st.integers(-8, 8)
verdicts = st.sampled_from(["covered", "not covered", "investigational", "silent", "unknown"])
sources = st.sampled_from(["call", "portal", "letter", "contract"])
rules = st.tuples(
    st.just("rule"),
    payers,
    verdicts,
    st.sampled_from(["20560", ""]),
    st.sampled_from(BOUNDS),
    offsets,
    st.none() | st.integers(0, 9),
    sources,
    st.integers(0, 5),
)
deeds = st.one_of(
    rules,
    rules,
    st.tuples(st.just("withdraw"), st.integers(1, 12)),
    st.tuples(st.just("undo")),
    st.tuples(st.just("check"), payers),
    st.tuples(st.just("profession"), st.sampled_from(["PT", "DC", "MD"])),
)
codes = st.just("20560")
questions = st.tuples(payers, codes, st.sampled_from(BOUNDS), st.none() | offsets)
lives = st.lists(
    st.tuples(st.lists(deeds, max_size=3), st.lists(questions, min_size=1, max_size=3)),
    min_size=2,
    max_size=6,
)

Answer = tuple[str, tuple[str, ...], tuple[str, ...]]
Deeds = list[tuple[object, ...]]
Days = list[tuple[Deeds, Deeds]]


def day(offset: int) -> date:
    return TODAY + timedelta(days=offset)


def command(deed: tuple[object, ...], desk: ClinicDesk) -> str:
    """What a manager types."""
    match deed:
        case ("rule", payer, verdict, code, bound, int(first), last, source, int(said)):
            until = f"until {day(first + last)}" if isinstance(last, int) else ""
            on = desk.clinic.today(desk.now) - timedelta(days=said)
            days = f"from {day(first)} {until} by {source} on {on}"
            return f"/coverage edit {payer} {verdict} {code} {bound} {days}"
        case ("withdraw", int(number)):
            stands = desk.clinic.rules.known()
            rule = stands[number % len(stands)] if stands else None
            name = shipped.pack().payers[rule.scope.payer].name if rule else "Cigna"
            return f"/coverage edit {name} withdraw {rule.number if rule else number}"
        case ("check", payer):
            return f"/coverage verify {payer} still true"
        case ("profession", who):
            return f"/clinic profession {who}"
    return "/session undo"


def told(reply: Reply) -> Answer:
    """What an answer says: its verdict, its facts and own rules, and the sources."""
    rules = [line.text for line in reply.lines if "our clinic's rule" in line.text]
    cited = tuple(source.id for source in reply.sources)
    return (reply.badge.words if reply.badge else ""), (*reply.about, *rules), cited


@dataclass
class Life:
    """A clinic, day by day: what it was told, by which receipt, and what it knew each evening."""

    desk: ClinicDesk
    receipts: dict[str, Answer] = field(default_factory=dict)
    evenings: list[tuple[date, str, str, str, Answer]] = field(default_factory=list)

    async def live(self, done: Deeds, asked: Deeds) -> None:
        """One day: the deeds with questions in between, and the questions again in the evening."""
        for deed in [*done, None]:
            for payer, code, bound, offset in asked:
                today = self.desk.clinic.today(self.desk.now)
                of = day(offset) if isinstance(offset, int) else today
                typed = f"/coverage {payer} {code} {bound} on {of}"
                if offset is None and deed is not None:
                    typed = f"/coverage {payer} {code} {bound}"
                reply = await self.desk.say(typed)
                if reply.receipt:
                    self.receipts[reply.receipt] = told(reply)
                if deed is None:
                    profession = self.desk.clinic.profession or ""
                    self.evenings.append((today, typed, profession, reply.receipt, told(reply)))
            if deed is not None:
                reply = await self.desk.say(command(deed, self.desk), by="boss", manager=True)
                if reply.refused and deed == ("undo",):  # it asks where it is the whole clinic's
                    await self.desk.say(reply.choices[0].command, by="boss", manager=True)
        self.desk.later(days=3)


@pytest.fixture(scope="module")
def pack() -> FactBook:
    """The facts that ship."""
    return shipped.pack()


async def lived(pack: FactBook, life: Days) -> Life:
    clinic = Life(ClinicDesk(pack, "PT", COMMANDS))
    for done, asked in life:
        await clinic.live(done, asked)
    return clinic


@LIMITS
@given(lives)
async def test_every_past_answer_is_shown_again_by_its_receipt(pack: FactBook, life: Days) -> None:
    clinic = await lived(pack, life)
    for code, before in clinic.receipts.items():
        again = await clinic.desk.say(f"/coverage receipt {code}")
        assert told(again)[:2] == before[:2], code
        assert set(told(again)[2]) == set(before[2]), code


@LIMITS
@given(lives)
async def test_what_was_known_on_a_day_is_what_was_told_that_evening(
    pack: FactBook, life: Days
) -> None:
    """By the day of service, whatever was entered for it on later days."""
    clinic = await lived(pack, life)
    for known, typed, profession, _, before in clinic.evenings:
        await clinic.desk.say(f"/clinic profession {profession}", by="boss", manager=True)
        then = await clinic.desk.say(f"{typed} as known {known}")
        rules = tuple(name for name in before[1] if "rule" in name)
        assert tuple(name for name in told(then)[1] if "rule" in name) == rules, (typed, known)
        assert told(then)[0] == before[0], (typed, known)
