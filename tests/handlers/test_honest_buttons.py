"""No button means something else than the words above it; no word is dropped in silence.

Every text of a wide table is typed behind every verb of the count. A command that is offered holds
each number, day, alias and telling word that was typed, or its label names what it changes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from models.clinic.clinic import Role
from models.coverage.fact_book import FactBook
from models.reply import Choice, Reply
from tests.handlers.clinic_desk import NOON, TODAY, ClinicDesk, button
from tests.handlers.front_desk import but_help, words

STRAY = (
    *("zbxq", "5 left", "left", "40 units", "units", "1 eval and 8 visits", "eval", "no show"),
    *("not", "never", "cancelled", "no-show", "except Fridays", "twice", "half", "x4", "each"),
    *("and 3 more", "3/4", "1.5", "-2", "for OT", "per week", "only", "last year", "remaining"),
    *("unused", "pending", "denied", "expired", "secondary", "PT/OT combined", "then 10 more"),
    *("excluding evaluations", "with auth", "monthly", "makeup", "telehealth", "unbilled", "group"),
)
CHANGING = {
    "log": "/session log OAK-12 20561 {} on 11/18/2026",
    "log again": "/session log OAK-12 20561 again {} on 11/20/2026",
    "log without a code": "/session log OAK-12 {}",
    "log a code that nobody knows": "/session log OAK-12 97140 99999 {} on 11/18/2026",
    "log a day to come": "/session log OAK-12 20561 {} on 11/29/2026",
    "log a day of long ago": "/session log OAK-12 20561 {} on 11/1/2024",
    "authorize": "/session authorize OAK-12 12 visits {} from 11/1/2026 until 12/31/2026",
    "authorize an overlap": "/session authorize OAK-12 9 visits {} from 9/1/2026 until 10/31/2026",
    "balance": "/session balance OAK-12 5 used {} as of 11/1/2026 from portal",
    "balance of nobody": "/session balance OAK-12 5 used {} as of 11/1/2026",
    "improving": "/session improving OAK-12 {} on 11/18/2026",
    "improving, to come": "/session improving OAK-12 {} on 11/29/2026",
    "payer": "/session payer OAK-12 cigna {} from 11/1/2026",
    "payer and condition": "/session payer OAK-12 medicare {} for chronic low back pain",
    "new": "/session new ELM-3 payer cigna {} year from 7/1",
    "void": "/session void OAK-12 1 because wrong day {}",
    "withdraw": "/session withdraw OAK-12 1 {}",
    "close": "/session close OAK-12 {} on 11/21/2026",
    "rename": "/session rename OAK-12 ELM-3 {}",
    "cap": "/caps set OAK-12 20 visits {} per calendar year",
    "cap, behind": "/caps set OAK-12 20 visits per calendar year {}",
    "cap without a window": "/caps set OAK-12 20 visits {}",
    "cap of a payer": "/caps set cigna 20 visits per calendar year {}",
    "no cap": "/caps set OAK-12 {} none",
    "preview": "/caps preview {}",
    "reading": "/caps reading medicare calendar year {}",
    "undo": "/session undo {}",
}
_DAY = re.compile(r"\b[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}\b|\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b")
_NUMBER = re.compile(r"(?<![\w-])[0-9]+(?:[./][0-9]+)?")
_TELLING = frozenset(
    """left remaining unused units unit eval evaluations show no not never cancelled except twice
    half each more ot week only pending denied expired secondary combined then excluding auth
    monthly group""".split()
)
# What a label says that its command changes; the words above it ask.
_SAYS: dict[str, set[str]] = {
    "for today": {"day"},
    "Log it for Nov": {"day"},
    "Note it today": {"day"},
    "No-show today": {"day"},
    "Cancelled for Nov": {"no", "show"},
    "Close it today": {"day"},
    "without units": {"4", "40", "units"},
    "complexity": {"eval"},
    "from the start": {"3/4"},
    "5 used": {"left", "remaining", "unused"},
    "5 left": {"remaining", "unused"},
    " alone": {"eval", "ot"},
    "Calendar": {"week"},
    "Rolling": {"week"},
    "Episode": {"week"},
    "Injury": {"week"},
    "Lifetime": {"week"},
}
"""By a part of a label. In a log "left" is a side; "per week" behind a balance is a source."""


async def opened(pack: FactBook) -> ClinicDesk:
    """A clinic with an alias that has a session and an authorization."""
    desk = ClinicDesk(pack, "PT")
    await desk.records.set_role(1, "kim", Role.MANAGER, actor="system", at=NOON)
    for typed in (
        "/session new OAK-12 payer humana",
        "/session log OAK-12 20561 on 11/20/2026",
        "/session authorize OAK-12 6 visits from 9/1/2026 until 10/15/2026",
    ):
        await desk.say(typed, by="kim", manager=True)
        assert desk.answered
    return desk


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """The clinic for one test."""
    return await opened(pack)


async def kim(clinic: ClinicDesk, typed: str) -> Reply:
    """What the manager is told."""
    return await clinic.say(typed, by="kim", manager=True)


async def state_of(clinic: ClinicDesk) -> tuple[object, ...]:
    """All that a command could have changed."""
    aliases = await clinic.charts.aliases(1)
    charts = [await clinic.charts.find(1, alias) for alias in aliases]
    kept = [(c.history, c.payer_periods, c.plan, c.benefit_year, c.closed) for c in charts if c]
    return aliases, kept, await clinic.charts.caps(1), clinic.clinic


@dataclass(frozen=True)
class Said:
    """What a text says that may bear on a count."""

    days: frozenset[str]
    numbers: frozenset[str]
    telling: frozenset[str]

    @classmethod
    def of(cls, text: str) -> Said:
        """The days as ISO has them, the other numbers, and the telling words."""
        days = set()
        for day in _DAY.findall(text):
            month, day_, year = day.split("/") if "/" in day else (*day.split("-")[1:], day[:4])
            days.add(f"{int(year)}-{int(month)}-{int(day_)}")
        bare = re.sub(r"\bx([0-9]+)", r"\1 units", _DAY.sub(" ", text))
        spoken = re.findall(r"[a-z]+", bare.casefold())
        return cls(frozenset(days), frozenset(_NUMBER.findall(bare)), _TELLING.intersection(spoken))


def loses(typed: str, choice: Choice) -> set[str]:
    """What was typed and an offered command neither holds nor says that it changes."""
    beside = " left " if typed.startswith("/session log") else " per week "
    asked, offered = Said.of(typed.replace(beside, " ")), Said.of(choice.command)
    changed = set().union(*(says for label, says in _SAYS.items() if label in choice.label))
    lost = {f"number {n}" for n in asked.numbers - offered.numbers if n not in choice.label}
    lost |= {f"word {w}" for w in asked.telling - offered.telling if w not in choice.label}
    if "for any other condition" in choice.command:  # which is what "not for" a condition says
        lost -= {"word not"}
    if "day" not in changed:
        lost |= {f"day {d}" for d in asked.days - offered.days}
    return {each for each in lost if each.split()[1] not in changed}


def _does_the_same(typed: str, choice: Choice) -> bool:
    """Whether a command that is offered would do what was typed: it has the same verb."""
    verb = " ".join(typed.split()[:2])
    changes = verb not in {"/caps preview", "/caps reading", "/session undo", "/session void"}
    return changes and choice.command.startswith(verb) and "99999" not in typed


@pytest.mark.parametrize("verb", CHANGING)
async def test_a_button_holds_all_that_was_typed_or_says_what_it_changes(
    clinic: ClinicDesk, pack: FactBook, verb: str
) -> None:
    before = await state_of(clinic)
    for stray in STRAY:
        typed = CHANGING[verb].format(stray)
        reply = await kim(clinic, typed)
        if clinic.answered or await state_of(clinic) != before:
            clinic = await opened(pack)
            continue  # what is understood is judged below
        for choice in reply.choices:
            if _does_the_same(typed, choice):
                assert not loses(typed, choice), (typed, reply.headline, choice)


@pytest.mark.parametrize("verb", CHANGING)
@pytest.mark.parametrize("stray", ["zbxq", "half", "unbilled", "pending", "except Fridays", "1.5"])
async def test_a_word_that_nobody_understood_is_never_dropped(
    clinic: ClinicDesk, verb: str, stray: str
) -> None:
    before = await state_of(clinic)
    reply = await kim(clinic, CHANGING[verb].format(stray))
    told = f"{reply.headline} {words(reply)}"
    if clinic.answered:
        assert "other words" in told, told
    else:
        assert await state_of(clinic) == before


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("/session authorize OAK-12 5 left from 11/1/2026 until 12/31/2026", "left"),
        ("/caps set OAK-12 5 left per calendar year", "How many visits?"),
        ("/caps set OAK-12 1 eval and 8 visits per calendar year", "1 eval"),
        ("/caps set OAK-12 20 visits per calendar year except Fridays", "except Fridays"),
        ("/session log OAK-12 20561 not", "not"),
        ("/session close OAK-12 not yet", "not yet"),
    ],
)
async def test_what_turns_a_number_round_is_named_and_has_no_button(
    clinic: ClinicDesk, typed: str, says: str
) -> None:
    before = await state_of(clinic)
    reply = await kim(clinic, typed)
    assert not clinic.answered
    assert says in reply.headline
    assert but_help(reply) == []
    assert await state_of(clinic) == before


async def test_courtesy_may_be_left_out_and_the_button_keeps_all_else(clinic: ClinicDesk) -> None:
    reply = await kim(clinic, "/session close OAK-12 on 11/21/2026 thanks")
    await kim(clinic, button(reply, "Leave it out"))
    chart = await clinic.charts.find(1, "OAK-12")
    assert chart
    assert str(chart.closed) == "2026-11-21"


async def test_a_code_that_nobody_knows_leaves_the_others(clinic: ClinicDesk) -> None:
    reply = await kim(clinic, "/session log OAK-12 97140 99999 again 2 on 11/20/2026 self-pay")
    await kim(clinic, button(reply, "Log 97140"))
    chart = await clinic.charts.find(1, "OAK-12")
    assert chart
    session = chart.history.sessions[-1]
    assert (session.codes, session.self_pay, str(session.on)) == (("97140",), True, "2026-11-20")
    assert session.on < TODAY
