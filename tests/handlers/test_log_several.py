"""The close of a day: many aliases in one command, each logged once or told why not."""

from __future__ import annotations

import pytest

from handlers.command import Request
from handlers.session.command import COMMAND
from models.clinic.clinic import Member
from models.coverage.fact_book import FactBook
from models.reply import Reply
from models.understanding.commands import log_lists
from tests.fakes.services import services_over
from tests.handlers.clinic_desk import ClinicDesk, button
from tests.handlers.front_desk import rows, words

KNOWN = ("OAK-12", "ELM-3", "FERN-44")


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic with three aliases, one of which has a cap."""
    desk = ClinicDesk(pack, "PT")
    for alias in KNOWN:
        await desk.say(f"/session new {alias} payer aetna")
    await desk.say("/caps set OAK-12 2 visits per calendar year")
    return desk


async def codes(clinic: ClinicDesk, alias: str) -> list[tuple[str, ...]]:
    """The codes of each session of an alias that stands."""
    chart = await clinic.charts.find(1, alias)
    assert chart
    return [s.codes for s in chart.history.sessions if not s.voided]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        pytest.param(
            "OAK-12, ELM-3, FERN-44 97140 on 11/20",
            dict.fromkeys(KNOWN, "97140 on 11/20"), id="codes behind the last hold for all",
        ),
        pytest.param(
            "OAK-12 97140; ELM-3 20560", {"OAK-12": "97140", "ELM-3": "20560"},
            id="each its own",
        ),
        pytest.param(
            "OAK-12 97140, 20560 and ELM-3", {"OAK-12": "97140, 20560", "ELM-3": ""},
            id="several codes of one",
        ),
        pytest.param(
            "OAK-12, ELM-3 97140; FERN-44", {"OAK-12": "97140", "ELM-3": "97140", "FERN-44": ""},
            id="as far as the semicolon",
        ),
        pytest.param(
            "yesterday OAK-12 & ELM-3", {"OAK-12": "yesterday", "ELM-3": "yesterday"},
            id="before the first, for all",
        ),
        pytest.param(
            "OAK-12\nELM-3 20560\nFERN-44", {"OAK-12": "", "ELM-3": "20560", "FERN-44": ""},
            id="a line each",
        ),
        pytest.param(
            "oak 12 elm3 FERN-44", {"oak 12": "", "elm3": "", "FERN-44": ""}, id="as they come",
        ),
        pytest.param("OAK-12, ELM-4", {"OAK-12": "", "ELM-4": ""}, id="one of nobody"),
        pytest.param(
            "OAK-12, ELM-3 no show, FERN-44 20560",
            {"OAK-12": "20560", "ELM-3": "no show", "FERN-44": "20560"},
            id="a no-show is of one alone",
        ),
        pytest.param(
            "OAK-12, ELM-3 self-pay, FERN-44 20560",
            {"OAK-12": "20560", "ELM-3": "self-pay", "FERN-44": "20560"},
            id="so is who pays",
        ),
    ],
)  # fmt: skip
def test_which_words_hold_for_which_alias(typed: str, read: dict[str, str]) -> None:
    assert log_lists.may_list(typed)
    assert {one.typed: one.words for one in log_lists.read(typed, KNOWN)} == read


@pytest.mark.parametrize(
    ("typed", "all_of_them", "others_today"),
    [
        pytest.param(
            "OAK-12 20560, ELM-3 20560, FERN-44 20560 on 11/20",
            "OAK-12 20560 on 2026-11-20; ELM-3 20560 on 2026-11-20; FERN-44 20560 on 2026-11-20",
            "OAK-12 20560 on 2026-11-23; ELM-3 20560 on 2026-11-23; FERN-44 20560 on 2026-11-20",
            id="each with its own code",
        ),
        pytest.param(
            "OAK-12 97140 x2, ELM-3, FERN-44 on 11/20",
            "OAK-12 97140 x2 on 2026-11-20; ELM-3 on 2026-11-20; FERN-44 on 2026-11-20",
            "OAK-12 97140 x2 on 2026-11-23; ELM-3 on 2026-11-20; FERN-44 on 2026-11-20",
            id="the first with words of its own",
        ),
    ],
)
async def test_a_day_that_may_be_of_the_last_alone_is_asked(
    clinic: ClinicDesk, typed: str, all_of_them: str, others_today: str
) -> None:
    reply = await clinic.say(f"/session log {typed}")
    assert reply.headline == "Is Fri Nov 20, 2026 the day of all of them?"
    offered = [choice.command for choice in reply.choices]
    assert offered == [f"/session log {all_of_them}", f"/session log {others_today}"]
    assert not await codes(clinic, "OAK-12")


async def test_a_no_show_behind_the_last_is_asked(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/session log OAK-12, ELM-3 no show")
    assert reply.headline == "No-show: OAK-12 and ELM-3, or ELM-3 alone?"
    assert [choice.command for choice in reply.choices] == [
        "/session log OAK-12; ELM-3 no show",
        "/session log OAK-12 no show; ELM-3 no show",
    ]
    logged = await clinic.say(reply.choices[0].command)
    assert logged.headline.startswith("1 of 2 logged")


@pytest.mark.parametrize(
    ("label", "logged"),
    [
        ("For all of them", [("97140",), ("97140",), ("97140",)]),
        ("Not for FERN-44", [("97140",), ("97140",), ()]),
        ("For ELM-3 alone", [(), ("97140",), ()]),
    ],
)
async def test_a_code_in_the_middle_is_asked_about(
    clinic: ClinicDesk, label: str, logged: list[tuple[str, ...]]
) -> None:
    reply = await clinic.say("/session log OAK-12, ELM-3 97140, FERN-44")
    assert reply.headline == "Does what stands behind ELM-3 hold for FERN-44 too?"
    assert [await codes(clinic, alias) for alias in KNOWN] == [[], [], []]
    await clinic.say(button(reply, label))
    assert [await codes(clinic, alias) for alias in KNOWN] == [[one] for one in logged]


async def test_words_before_the_first_are_not_taken_for_those_of_the_last(
    clinic: ClinicDesk,
) -> None:
    reply = await clinic.say("/session log yesterday OAK-12 97140, 20560 and ELM-3")
    assert [choice.command for choice in reply.choices] == [
        "/session log OAK-12 97140, 20560 yesterday; ELM-3 97140, 20560 yesterday",
        "/session log OAK-12 97140, 20560 yesterday; ELM-3 yesterday",
    ]


@pytest.mark.parametrize("typed", ["OAK-12, ELM-3 97140; FERN-44", "OAK-12 97140\nELM-3"])
async def test_behind_a_semicolon_or_in_a_line_of_its_own_nothing_is_asked(
    clinic: ClinicDesk, typed: str
) -> None:
    assert "logged" in (await clinic.say(f"/session log {typed}")).headline


@pytest.mark.parametrize("typed", ["OAK-12 97140, 20560", "OAK-12 20560 and 97140", "OAK-12"])
async def test_one_alias_with_several_codes_is_no_list(clinic: ClinicDesk, typed: str) -> None:
    reply = await clinic.say(f"/session log {typed}")
    assert reply.headline == "OAK-12 · logged"


async def test_each_alias_of_a_list_is_logged_and_has_its_count_and_its_undo(
    clinic: ClinicDesk,
) -> None:
    reply = await clinic.say("/session log OAK-12, ELM-3, FERN-44 97140")
    assert reply.headline == "3 of 3 logged · Mon Nov 23, 2026"
    assert [row.cells[0] for row in rows(reply)] == list(KNOWN)
    assert rows(reply)[0].cells[1] == "1 left · 1 of 2 visits used"
    assert [await codes(clinic, alias) for alias in KNOWN] == [[("97140",)]] * 3
    await clinic.say(button(reply, "Undo ELM-3"))
    assert [await clinic.numbers(alias) for alias in KNOWN] == [[1], [], [1]]


async def test_what_is_not_logged_says_why_and_the_others_are_logged(clinic: ClinicDesk) -> None:
    await clinic.say("/session log OAK-12 20560")
    await clinic.say("/session close FERN-44")
    reply = await clinic.say("/session log OAK-12 20560; ELM-3 no-show; FERN-44; OAK-12; ELM-33")
    said = words(reply)
    assert reply.refused
    assert "OAK-12 already has 1 session on Mon Nov 23, 2026. Log another?" in said
    assert "ELM-3 was not logged. A no-show, Mon Nov 23, 2026, is not counted." in said
    assert "FERN-44 is closed" in said
    assert "logged once" not in said
    assert reply.headline == "0 of 4 logged"
    assert "There is no alias ELM-33 here." in said
    await clinic.say(button(reply, "OAK-12: Yes, log another"))
    assert await clinic.numbers("OAK-12") == [1, 2]


async def test_an_alias_on_two_days_has_two_sessions(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/session log OAK-12 on 11/20; OAK-12 on 11/19; OAK-12 on 11/20")
    assert "OAK-12: stands there twice and was logged once." in words(reply)
    assert reply.headline == "2 of 2 logged"
    assert await clinic.numbers("OAK-12") == [1, 2]
    await clinic.say(button(reply, "Undo OAK-12, Thu Nov 19, 2026"))
    assert await clinic.numbers("OAK-12") == [1]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("ELM-3 20560; OAK-12; ELM-3 97140", "as 20560, and as 97140"),
        ("ELM-3 20560; OAK-12; ELM-3 no-show", "as 20560, and as a no-show"),
        ("ELM-3; OAK-12; ELM-3 97140", "without a code, and as 97140"),
        ("ELM-3 no-show; OAK-12; ELM-3", "as a no-show, and without a code"),
        ("ELM-3 20560; OAK-12; ELM-3 20560 self-pay", "as 20560, and as 20560, self-pay"),
    ],
)
async def test_one_visit_that_a_list_names_as_two_things_is_asked_back(
    clinic: ClinicDesk, typed: str, told: str
) -> None:
    reply = await clinic.say(f"/session log {typed}")
    assert reply.refused
    assert reply.headline.endswith(f"{told}.")
    assert [await clinic.numbers(alias) for alias in KNOWN] == [[], [], []]


async def test_a_word_that_nobody_understands_logs_nothing_of_any(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/session log OAK-12, ELM-3 20560 sideways; FERN-44")
    assert reply.refused
    assert "sideways" in reply.headline
    assert [await clinic.numbers(alias) for alias in KNOWN] == [[], [], []]


async def test_a_question_about_the_codes_of_all_is_answered_for_all(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/session log OAK-12, ELM-3 20569")
    assert reply.refused
    await clinic.say(button(reply, "Log 20560"))
    assert [await codes(clinic, alias) for alias in KNOWN] == [[("20560",)], [("20560",)], []]


async def test_a_day_behind_the_last_of_several_is_asked(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/session log OAK-12 97140; ELM-3 20560 on 11/20")
    assert reply.refused
    assert await clinic.numbers("ELM-3") == []
    done = await clinic.say(button(reply, "All on Nov 20, 2026"))
    assert done.headline == "2 of 2 logged · Fri Nov 20, 2026"
    assert await codes(clinic, "OAK-12") == [("97140",)]


async def say(pack: FactBook, clinic: ClinicDesk, text: str, request_key: str = "k1") -> Reply:
    """What a request with a platform's key is answered."""
    services = services_over(pack, charts=clinic.charts, records=clinic.records)
    member = Member(1, 1, "amy")
    request = Request(clinic.clinic, member, "", "session", text, clinic.now, request_key)
    return await COMMAND.answer(request, services)


async def test_a_list_that_is_delivered_twice_counts_once(
    clinic: ClinicDesk, pack: FactBook
) -> None:
    text = "log OAK-12, ELM-3 97140"
    first, again = [await say(pack, clinic, text) for _ in range(2)]
    assert first.headline == again.headline
    assert [await clinic.numbers(alias) for alias in KNOWN] == [[1], [1], []]


async def test_a_list_that_died_in_the_middle_goes_on_where_it_stopped(
    clinic: ClinicDesk, pack: FactBook
) -> None:
    await say(pack, clinic, "log OAK-12 97140")
    reply = await say(pack, clinic, "log OAK-12, ELM-3 97140")
    assert reply.headline.startswith("2 of 2 logged")
    assert [await clinic.numbers(alias) for alias in KNOWN] == [[1], [1], []]


async def test_a_name_in_a_list_is_refused_whole(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/session log OAK-12, Maria Gonzalez 97140")
    assert reply.refused
    assert "Gonzalez" not in words(reply)
    assert await clinic.numbers("OAK-12") == []


async def test_a_word_that_nobody_knows_is_told_for_every_alias(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/session log OAK-12, ELM-3, FERN-44 97140 and zorble")
    assert not clinic.answered
    assert all(alias in words(reply) for alias in KNOWN)
    assert "either" in words(reply)
    assert [await codes(clinic, alias) for alias in KNOWN] == [[], [], []]


async def test_the_same_refusal_of_several_is_told_once(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/session log RUBY-1 20560; RUBY-1 97140; RUBY-1 97110")
    assert len(reply.lines) == 1
    commands = [choice.command for choice in reply.choices]
    assert len(commands) == len(set(commands))
