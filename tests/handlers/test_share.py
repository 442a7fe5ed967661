"""What may be read by everyone: answers from facts, and counts without alias and day."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from models.clinic.preferences import Preferences
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer
from models.coverage.same_answer import days_alike
from models.mention import channel
from models.period import Period
from models.reply import Audience, Reply
from models.wording import phrases
from tests.golden.day import Day
from tests.handlers.clinic_desk import ClinicDesk

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
        pytest.param(
            "coverage bcbsnc 20560",
            ("payer/bcbsnc", "code/20560", "position/bcbsnc/investigational"),
            id="a payer",
        ),
        pytest.param("coverage history bcbs alabama", ("payer/bcbs_al",), id="a history"),
        pytest.param("cpt 20560", ("code/20560",), id="a code"),
        pytest.param("state NC PT", ("state/NC",), id="a state"),
        pytest.param("ask how many visits are usual", ("topic/sessions",), id="a question"),
        pytest.param(
            "ask does aetna cover dry needling",
            ("payer/aetna", "position/aetna/second_hand_only"),
            id="a question about a payer",
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


def _of_facts(day: Day) -> list[Payer]:
    book = day.services.book
    return [book.payers[id_] for id_ in book.positions]


async def test_the_button_under_every_answer_shares_that_answer(day: Day) -> None:
    asked = [
        *(f"/coverage {payer.name} 20560" for payer in _of_facts(day)),
        *(
            f"/coverage {payer.name} by PTA in TX"
            for payer in _of_facts(day)
            if not payer.states or "TX" in payer.states
        ),
        *(f"/cpt {code}" for code in day.services.book.codes),
        *(f"/state {state}" for state in day.services.book.states),
        *(f"/ask {topic.question}" for topic in day.services.book.topics.values()),
    ]
    for typed in asked:
        own = await day.say(typed)
        share = next((c.command for c in own.choices if c.label == "Share"), None)
        assert share, typed
        shared = await day.say(share)
        assert shared.audience is Audience.CHANNEL, share
        assert (shared.headline, shared.lines) == (own.headline, own.lines), share


async def test_a_date_of_service_is_shared_as_its_year(day: Day) -> None:
    shared = await day.say("/share coverage bcbs alabama 20560 on 2022-03-15")
    assert shared.headline.endswith(" · for 2022")
    assert not re.search(r"Mar(?:ch)? 15|2022-03-15|3/15", everything(shared))


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("medicare on 2020-01-10", "for Jan 1 to Jan 20, 2020"),
        ("bcbs alabama on 2021-03-15", "for Jan 1 to Jun 30, 2021"),
        ("bcbs alabama on 2021-08-01", "for Jul 1 to Dec 31, 2021"),
        ("bcbs alabama from 2021-03-15 to 2021-03-20", "for Jan 1 to Jun 30, 2021"),
        ("premera as known 2026-11-01", "as known Jan 1 to Nov 27, 2026"),
    ],
)
async def test_where_the_rule_changes_within_the_year_its_own_days_are_shared(
    day: Day, asked: str, told: str
) -> None:
    shared = await day.say(f"/share coverage {asked}")
    assert shared.headline.endswith(f" · {told}")


async def test_a_list_of_payers_is_shared_for_the_days_on_which_none_changes(day: Day) -> None:
    shared = await day.say("/share coverage all on 2021-03-15")
    assert shared.lines[-1].text.startswith("For Jan 1 to Apr 6, 2021;")


def test_few_days_of_one_rule_tell_no_day() -> None:
    """Three days of one rule would nearly name the visit."""
    of_rule = Period(date(2021, 4, 30), date(2021, 5, 2))
    span = days_alike(date(2021, 5, 1), [of_rule])
    assert (span, phrases.within_year(span)) == (of_rule, "part of 2021")


@pytest.mark.parametrize(
    "asked",
    [
        "/share state NC 03/14/2011 PT",
        "/share coverage medicare 20560 on 3/14/2011",
        "/share coverage bcbsnc 20560 3/14",
        "/share cpt 20560 97140 on 3/14/2019",
        "/share state NC PT on 3/14",
    ],
)
async def test_no_line_of_what_is_shared_words_the_day_that_was_asked(day: Day, asked: str) -> None:
    shared = await day.say(asked)
    assert shared.audience is Audience.CHANNEL
    assert not re.search(r"Mar(?:ch)? 14|\d-03-14|3/14", everything(shared))


async def test_what_the_book_held_on_a_day_is_shared_with_the_year_of_that_day(day: Day) -> None:
    shared = await day.say("/share coverage cigna 20560 as known 2025-02-03")
    assert shared.audience is Audience.CHANNEL
    assert shared.headline.endswith(" · as known 2025")
    assert not re.search(r"Feb(?:ruary)? 3|2025-02-03|2/3", everything(shared))


@pytest.mark.parametrize(
    ("typed", "secrets"),
    [
        pytest.param("coverage bcbsnc 20560 PLAZA and 91R", ("PLAZA", "91R"), id="words not used"),
        pytest.param("coverage bcbsnc 20560 BLUE-47K", ("47K", "BLUE"), id="an alias"),
        pytest.param("coverage history bcbsnc 20560 plaza", ("plaza",), id="in a history"),
        pytest.param("coverage cignaa 20560", ("cignaa",), id="a misspelt payer"),
        pytest.param("coverage cigna 20560 88123", ("88123",), id="a code that nobody knows"),
        pytest.param("cpt 20560 PLAZA", ("PLAZA",), id="beside a code"),
        pytest.param("cpt triger point injektion", ("triger", "injektion"), id="a misspelt code"),
        pytest.param("state Washingtom PT", ("Washingtom",), id="a misspelt state"),
        pytest.param("state NC PT PLAZA", ("PLAZA",), id="beside a state"),
        pytest.param("state NC plaza", ("plaza",), id="a word that is no profession"),
        pytest.param("ask what do i write on the abn PLAZA", ("PLAZA",), id="a question"),
        pytest.param("coverage medicare plaza", ("plaza",), id="behind a payer"),
        pytest.param("ask does cigna pay for needling plaza", ("plaza",), id="through a question"),
    ],
)
async def test_no_typed_word_that_was_not_understood_is_shared(
    day: Day, typed: str, secrets: tuple[str, ...]
) -> None:
    shared = await day.say(f"/share {typed}")
    assert shared.audience is Audience.CHANNEL
    assert not [word for word in secrets if word in everything(shared)]


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("coverage cigna 88123", id="a code that nobody knows"),
        pytest.param("coverage cigna by midwife", id="a profession without facts"),
        pytest.param("coverage cigna massage", id="a service without facts"),
        pytest.param("coverage blue cross plaza", id="a name of several payers"),
        pytest.param("coverage plaza medicare", id="a payer that nobody knows"),
        pytest.param(
            "coverage amerihealth commercial 20560 for plaza", id="a condition that nobody knows"
        ),
        pytest.param("state NC doula", id="a profession that nobody knows"),
        pytest.param("state NC by midwife", id="a state, and a profession without facts"),
        pytest.param("cpt plaza", id="no code"),
        pytest.param("cpt 20560 PLAZA 88123", id="a pair with a code that nobody knows"),
        pytest.param("ask plaza 91r", id="no topic"),
        pytest.param("ask will the plaza pay for needling", id="which payer"),
    ],
)
async def test_what_cannot_be_spelled_anew_is_for_the_asker_and_its_buttons_go_on_sharing(
    day: Day, typed: str
) -> None:
    told = await day.say(f"/share {typed}")
    assert told.audience is Audience.ASKER
    for choice in told.choices:
        assert choice.label.startswith("Share: "), "what posts says so"
        assert not re.search("(?i)plaza|91r|88123|midwife|massage|doula", choice.command)
        assert (await day.say(choice.command)).audience is Audience.CHANNEL, choice.command


async def test_the_counts_of_an_alias_are_shared_without_its_name_and_days(day: Day) -> None:
    shared = await day.say(f"/share caps {ALIAS}")
    assert shared.audience is Audience.CHANNEL
    assert shared.count and shared.count.words == "3 of 8 visits used, 5 left"
    assert shared.about == ()
    assert ALIAS not in everything(shared)
    told = " ".join([shared.headline, *(line.text for line in shared.lines), shared.small_print])
    assert not re.search(r"\b\d{1,2} (Nov|Dec|Jan|Feb) 20\d\d|2026", told)
    assert await day.say(f"/share session show {ALIAS}") == shared_from(shared, "session")


async def test_shared_counts_say_how_many_of_a_limits_visits_are_open_now(pack: FactBook) -> None:
    clinic = ClinicDesk(pack, "PT")
    await clinic.say("/session new OAK-6 payer medicare for chronic low back pain")
    shared = await clinic.say("/share caps OAK-6")
    told = " ".join(line.text for line in shared.lines)
    assert "At most 20 visits a year, 12 of them open now." in told


def shared_from(reply: Reply, command: str) -> Reply:
    """The same reply, shared from another command."""
    small_print = reply.small_print.replace("from /caps", f"from /{command}")
    return replace(reply, small_print=small_print)


@pytest.mark.parametrize("place", ["", "CDESK"], ids=["anywhere", "in the channel for alerts"])
@pytest.mark.parametrize("typed", ["caps BLUE-47J plaza", "session show BLU-47K plaza"])
async def test_the_button_to_the_alias_that_was_meant_carries_no_other_word(
    day: Day, typed: str, place: str
) -> None:
    day.prefers(Preferences(channel=channel(place) if place else ""))
    told = await day.say(f"/share {typed}")
    assert told.audience is Audience.ASKER
    assert ALIAS in [choice.label for choice in told.choices]
    assert "plaza" not in everything(told)


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
        pytest.param("coverage blue cross", "Do you mean", id="a name of several payers"),
        pytest.param("coverage acme health", "no payer called", id="a payer that nobody knows"),
        pytest.param("caps RED-9", "no alias RED-9", id="an alias that is none"),
    ],
)
async def test_what_is_for_the_asker_alone_is_not_shared(day: Day, typed: str, says: str) -> None:
    reply = await day.say(f"/share {typed}")
    assert reply.audience is Audience.ASKER
    assert says in reply.headline
    chart = await day.services.charts.find(1, ALIAS)
    assert chart
    assert len(chart.history.sessions) == len(VISITS)


async def test_a_question_back_goes_on_sharing(day: Day) -> None:
    asked = await day.say("/share coverage bcbs michigan 20560")
    advantage = next(
        c.command for c in asked.choices if c.label == "Share: BCBS Michigan Medicare Advantage"
    )
    assert (await day.say(advantage)).audience is Audience.CHANNEL


async def test_an_identity_is_not_shared(day: Day) -> None:
    reply = await day.say("/share ask does John Smith born 03/04/1961 need a referral")
    assert reply.audience is Audience.ASKER
    assert "Smith" not in everything(reply)
