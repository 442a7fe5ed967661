"""What may be read by everyone: answers from facts, and counts without alias and day."""

from __future__ import annotations

import re
from datetime import date

import pytest

from models.facts import FactBook
from models.preferences import Preferences
from models.reply import Audience, Reply, channel
from tests.golden.day import Day

ALIAS = "BLUE-47K"
# Days on which nothing in the pack came into force.
VISITS = (date(2026, 11, 3), date(2026, 11, 5), date(2026, 11, 19))


@pytest.fixture
async def day(pack: FactBook) -> Day:
    """A clinic in which one patient came three times, by an authorization."""
    clinic = Day(pack)
    await clinic.say(f"/session new {ALIAS} payer medicare for chronic low back pain")
    for visit in VISITS:
        await clinic.say(f"/session log {ALIAS} 20561 on {visit}")
    await clinic.say(f"/session authorize {ALIAS} 8 visits from 2026-11-02 until 2026-12-30")
    return clinic


def everything(reply: Reply) -> str:
    """All that a reply holds, commands of its buttons included."""
    return repr(reply)


@pytest.mark.parametrize(
    ("typed", "about"),
    [
        pytest.param("coverage bcbsnc 20560", ("payer/bcbsnc", "code/20560"), id="a payer"),
        pytest.param("coverage history bcbs alabama", ("payer/bcbs_al",), id="a history"),
        pytest.param("cpt 20560", ("code/20560",), id="a code"),
        pytest.param("state NC PT", ("state/NC",), id="a state"),
        pytest.param("ask how many visits are usual", ("topic/sessions",), id="a question"),
        pytest.param(
            "ask does aetna cover dry needling", ("payer/aetna",), id="a question about a payer"
        ),
    ],
)
async def test_an_answer_from_facts_is_shared_whole_with_who_shared_it(
    day: Day, typed: str, about: tuple[str, ...]
) -> None:
    own, shared = await day.say(f"/{typed}"), await day.say(f"/share {typed}")
    assert (own.audience, shared.audience) == (Audience.ASKER, Audience.CHANNEL)
    assert (shared.headline, shared.badge, shared.sources) == (own.headline, own.badge, own.sources)
    assert shared.sections == own.sections
    assert shared.small_print.startswith("Shared by @‹UAMY› from /")
    assert shared.about == about


async def test_the_button_under_every_answer_shares_that_answer(day: Day) -> None:
    asked = [
        *(f"/coverage {payer.name} 20560" for payer in day.office.book.payers.values()),
        *(f"/coverage {payer.name} by PTA in TX" for payer in day.office.book.payers.values()),
        *(f"/cpt {code}" for code in day.office.book.codes),
        *(f"/state {state}" for state in day.office.book.states),
        *(f"/ask {topic.question}" for topic in day.office.book.topics.values()),
    ]
    for typed in asked:
        own = await day.say(typed)
        share = next(c.command for c in own.choices if c.label == "Share")
        shared = await day.say(share)
        assert shared.audience is Audience.CHANNEL, share
        assert (shared.headline, shared.lines) == (own.headline, own.lines), share


async def test_a_date_of_service_is_shared_as_its_year(day: Day) -> None:
    shared = await day.say("/share coverage bcbs alabama 20560 on 2021-03-15")
    assert "Asked for a date of service in 2021." in [line.text for line in shared.lines]
    assert not re.search(r"15 Mar|2021-03-15|3/15", everything(shared))


async def test_the_counts_of_an_alias_are_shared_without_its_name_and_days(day: Day) -> None:
    shared = await day.say(f"/share caps {ALIAS}")
    assert shared.audience is Audience.CHANNEL
    assert "3 of 8 visits used, 5 left" in shared.lines[0].text
    assert shared.about == ()
    assert ALIAS not in everything(shared)
    told = " ".join([shared.headline, *(line.text for line in shared.lines), shared.small_print])
    assert not re.search(r"\b\d{1,2} (Nov|Dec|Jan|Feb) 20\d\d|2026", told)
    assert await day.say(f"/share session show {ALIAS}") == shared_from(shared, "session")


def shared_from(reply: Reply, command: str) -> Reply:
    """The same reply, shared from another command."""
    small_print = reply.small_print.replace("from /caps", f"from /{command}")
    return Reply(
        **{name: getattr(reply, name) for name in reply.__slots__} | {"small_print": small_print}
    )


async def test_in_the_channel_for_alerts_the_alias_stands(day: Day) -> None:
    day.prefers(Preferences(channel=channel("CDESK")))
    shared = await day.say(f"/share caps {ALIAS}")
    assert shared.headline.startswith(ALIAS)
    assert (await day.say("/share caps")).headline == "Visits left"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        pytest.param("caps", "managers' channel only", id="the board"),
        pytest.param(f"session log {ALIAS}", "nothing was done", id="a session to log"),
        pytest.param("session new", "nothing was done", id="a new alias"),
        pytest.param("clinic", "do not know what to share", id="settings"),
        pytest.param("coverage blue cross", "Which plan", id="a name of several payers"),
        pytest.param("coverage acme health", "no payer called", id="a payer that nobody knows"),
        pytest.param("caps RED-9", "no alias RED-9", id="an alias that is none"),
    ],
)
async def test_what_is_for_the_asker_alone_is_not_shared(day: Day, typed: str, says: str) -> None:
    reply = await day.say(f"/share {typed}")
    assert reply.audience is Audience.ASKER
    assert says in reply.headline
    chart = await day.office.charts.find(1, ALIAS)
    assert chart
    assert len(chart.history.sessions) == len(VISITS)


async def test_a_question_back_goes_on_sharing(day: Day) -> None:
    asked = await day.say("/share coverage blue cross 20560")
    alabama = next(c.command for c in asked.choices if c.label == "BCBS Alabama")
    assert (await day.say(alabama)).audience is Audience.CHANNEL


async def test_an_identity_is_not_shared(day: Day) -> None:
    reply = await day.say("/share ask does John Smith born 03/04/1961 need a referral")
    assert reply.audience is Audience.ASKER
    assert "Smith" not in everything(reply)
