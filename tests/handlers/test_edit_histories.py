"""Whatever is entered, taken back, checked, set, released: past answers stay, clocks never mix.

FUZZ_EXAMPLES=2000 looks longer, at random.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from handlers import COMMANDS
from models.coverage.fact_book import FactBook
from models.coverage.position import Verdict
from models.period import Period
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

FEW = settings(LIMITS, max_examples=int(MANY or 8), phases=[Phase.explicit, Phase.generate])

Answer = tuple[str, tuple[str, ...], tuple[str, ...]]
Deeds = list[tuple[object, ...]]
Days = list[tuple[Deeds, Deeds]]

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
releases = st.tuples(
    st.just("release"), payers, st.sampled_from(["covered", "not_covered", "silent"])
)
codes = st.just("20560")
questions = st.tuples(payers, codes, st.sampled_from(BOUNDS), st.none() | offsets)


def lives_of(done: st.SearchStrategy[tuple[object, ...]], most: int) -> st.SearchStrategy[Days]:
    """Days on each of which this may be done, with what is asked in between."""
    asked = st.lists(questions, min_size=1, max_size=3)
    return st.lists(st.tuples(st.lists(done, max_size=3), asked), min_size=2, max_size=most)


lives = lives_of(deeds, 6)
renewed_lives = lives_of(st.one_of(rules, releases), 3)
"""A release starts the program again, which takes a while: few days, and few examples."""


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


def released(book: FactBook, payer: str, verdict: str, on: date) -> FactBook:
    """A release in which a payer says something else from a day on; what it said before is kept."""
    id_ = next(each.id for each in book.payers.values() if each.name == payer)
    held = book.positions[id_]
    if any(position.recorded.first and position.recorded.first >= on for position in held):
        return book
    current = [position for position in held if position.recorded.last is None]
    ended = [replace(p, recorded=Period(p.recorded.first, on - timedelta(1))) for p in current]
    new = [
        replace(p, id=f"{p.id}_{on}", verdict=Verdict(verdict), recorded=Period(on, None))
        for p in current
    ]
    past = [position for position in held if position not in current]
    positions = {**book.positions, id_: (*past, *ended, *new)}
    return replace(book, positions=positions, version=f"{book.version}+{payer}{on}")


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
            if deed is not None and deed[0] == "release":
                _, payer, verdict = map(str, deed)
                today = self.desk.clinic.today(self.desk.now)
                self.desk.renew(released(self.desk.book, payer, verdict, today))
            elif deed is not None:
                reply = await self.desk.say(command(deed, self.desk), by="boss", manager=True)
                if reply.refused and deed == ("undo",):  # it asks where it is the whole clinic's
                    await self.desk.say(reply.choices[0].command, by="boss", manager=True)
        self.desk.later(days=3)


async def lived(pack: FactBook, life: Days, *, after: int = 0) -> Life:
    """A clinic that has lived these days, from some days after those of the facts on."""
    clinic = Life(ClinicDesk(pack, "PT", COMMANDS))
    clinic.desk.later(days=after)
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
    await check_evenings(await lived(pack, life))


async def check_evenings(clinic: Life) -> None:
    """What is asked as known on a day is what was told on its evening."""
    for known, typed, profession, _, before in clinic.evenings:
        await clinic.desk.say(f"/clinic profession {profession}", by="boss", manager=True)
        then = await clinic.desk.say(f"{typed} as known {known}")
        rules = tuple(name for name in before[1] if "rule" in name)
        assert tuple(name for name in told(then)[1] if "rule" in name) == rules, (typed, known)
        assert told(then)[0] == before[0], (typed, known)


@FEW
@given(renewed_lives)
@pytest.mark.sheet
async def test_releases_in_between_leave_every_past_answer_as_it_was(
    pack: FactBook, life: Days
) -> None:
    """Of a day with a release and a rule of its own the verdict alone is sure."""
    clinic = await lived(pack, life, after=9)
    for code, before in clinic.receipts.items():
        again = await clinic.desk.say(f"/coverage receipt {code}")
        assert told(again)[0] == before[0], code
        if "hold no longer" in " ".join(line.text for line in again.lines):
            assert any("rule" in name for name in before[1]), code
            continue
        assert told(again)[1] == before[1], code
    await check_evenings(clinic)
