"""The desk finds the command, and turns trouble and bugs into a reply."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.command import Command, Request, Services
from handlers.outcome import Outcome, RequestOutcome
from models.errors import NotAllowed, Trouble
from models.privacy.clean_text import clean
from models.reply import Choice, Line, Reply, Weight
from models.understanding.topics.topic_match import Tier
from tests.handlers.front_desk import FrontDesk, words
from tests.models.small_book import small_book

CANARY = "quartz Canary ledger"


async def _repeat(ask: Request, _services: Services) -> Reply:
    return Reply(ask.text)


async def _refuse(_ask: Request, _services: Services) -> Reply:
    raise NotAllowed("Only a manager may do this.", "Ask Max.", [Choice("Help", "/help")])


async def _break(ask: Request, _services: Services) -> Reply:
    raise ZeroDivisionError(ask.text)


REPEAT = Command("repeat", "Repeats.\n\n/repeat <words>\n", ("/repeat a", "/repeat b"), _repeat)
REFUSE = Command("refuse", "Refuses.", ("/refuse",), _refuse)
BREAK = Command("break", "Breaks.", ("/break",), _break)


@pytest.fixture
def small_desk() -> FrontDesk:
    """A desk with three commands: one answers, one refuses, one breaks."""
    return FrontDesk(small_book(), (REPEAT, REFUSE, BREAK))


@pytest.mark.parametrize(
    ("typed", "command", "text"),
    [
        pytest.param("/repeat a b", "repeat", "a b", id="with a slash"),
        pytest.param("repeat a b", "repeat", "a b", id="without one"),
        pytest.param("/Repeat A b", "repeat", "A b", id="a capital: the text keeps its own"),
        pytest.param("  /repeat   a b  ", "repeat", "a b", id="spaces around"),
        pytest.param("/repeat", "repeat", "", id="bare"),
        pytest.param("/repeat\ta b", "repeat", "a b", id="a tab after the command"),
        pytest.param("/repeat\na b", "repeat", "a b", id="a new line after the command"),
        pytest.param("/nonsense a", "nonsense", "a", id="a slash makes a command of any word"),
        pytest.param("does anybody pay", "help", "does anybody pay", id="no command's name"),
        pytest.param("repeated", "help", "repeated", id="a word that only starts like a command"),
        pytest.param("", "help", "", id="nothing"),
    ],
)
def test_what_is_typed_is_split_into_a_command_and_its_text(
    small_desk: FrontDesk, typed: str, command: str, text: str
) -> None:
    assert small_desk.desk.route(typed) == (command, text)


async def test_a_command_answers(small_desk: FrontDesk) -> None:
    assert await small_desk.say("/repeat a b") == Reply("a b")
    assert small_desk.last == RequestOutcome(
        "repeat", Outcome.ANSWERED, small_desk.last.seconds, tier=Tier.NONE
    )


@pytest.mark.parametrize("typed", ["/repeat", "/repeat help", "/repeat HELP ", "/repeat ?"])
async def test_a_bare_command_or_help_shows_its_usage(small_desk: FrontDesk, typed: str) -> None:
    reply = await small_desk.say(typed)
    assert reply.headline == "/repeat"
    assert reply.lines == (Line("Repeats."),)
    assert [line.text for section in reply.sections for line in section.lines] == [
        "/repeat <words>"
    ]
    assert [choice.command for choice in reply.choices] == ["/repeat a", "/repeat b"]


@pytest.mark.parametrize("typed", ["/help", "help", "?", "", "/start", "hello there"])
async def test_help_lists_every_command_with_an_example(small_desk: FrontDesk, typed: str) -> None:
    reply = await small_desk.say(typed)
    for command in (REPEAT, REFUSE, BREAK):
        assert f"/{command.name}: {command.purpose} {command.examples[0]}" in words(reply)
    assert "No names" in reply.small_print


async def test_an_unknown_command_is_answered_with_the_nearest_one(small_desk: FrontDesk) -> None:
    reply = await small_desk.say("/reapet a b")
    assert "no such command" in reply.headline
    assert "/repeat" in words(reply)
    assert reply.choices[0] == Choice("/repeat", "/repeat a b")
    assert small_desk.last.ending is Outcome.TROUBLE


async def test_a_command_like_no_other_is_answered_with_help(small_desk: FrontDesk) -> None:
    reply = await small_desk.say("/xyzzy")
    assert "help" in words(reply).lower()
    assert [choice.command for choice in reply.choices] == ["/help"]


async def test_trouble_becomes_a_reply_that_says_what_is_wrong_and_what_to_do(
    small_desk: FrontDesk,
) -> None:
    reply = await small_desk.say("/refuse this")
    assert reply.headline == "Only a manager may do this."
    assert reply.lines == (Line("Ask Max."),)
    assert reply.choices == (Choice("Help", "/help", Weight.PRIMARY),), "the one way out"
    assert (small_desk.last.ending, small_desk.last.ticket) == (Outcome.TROUBLE, "")


async def test_trouble_without_a_mend_is_one_sentence() -> None:
    async def unreachable(_ask: Request, _services: Services) -> Reply:
        raise Trouble("The records are away.", "")

    desk = FrontDesk(small_book(), [Command("look", "Looks.", ("/look",), unreachable)])
    reply = await desk.say("/look here")
    assert (reply.headline, reply.lines, reply.refused) == ("The records are away.", (), True)


async def test_a_bug_becomes_a_ticket_that_the_person_and_the_log_share(
    small_desk: FrontDesk,
) -> None:
    reply = await small_desk.say(f"/break {CANARY}")
    notice = small_desk.last
    assert notice.ending is Outcome.BUG
    assert len(notice.ticket) == 6
    assert notice.ticket in words(reply)
    assert isinstance(notice.error, ZeroDivisionError)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("/break it", "Nothing was saved. Try once more."),
        ("/keep it", "Look whether it was saved before you try once more."),
    ],
    ids=["a question", "what may be saved by then"],
)
async def test_a_bug_says_of_what_was_saved_no_more_than_is_known(typed: str, says: str) -> None:
    async def fail(_ask: Request, _services: Services) -> Reply:
        raise ZeroDivisionError

    keeps = Command("keep", "Keeps.", ("/keep",), fail, changes=("it",))
    breaks = Command("break", "Breaks.", ("/break",), fail)
    desk = FrontDesk(small_book(), [keeps, breaks])
    assert says in words(await desk.say(typed))


async def test_every_bug_has_a_ticket_of_its_own(small_desk: FrontDesk) -> None:
    for _ in range(20):
        await small_desk.say("/break it")
    assert len({notice.ticket for notice in small_desk.notices}) == 20


@pytest.mark.parametrize(
    ("typed", "ending", "command"),
    [
        pytest.param(f"/repeat {CANARY}", Outcome.ANSWERED, "repeat", id="an answer"),
        pytest.param(f"/refuse {CANARY}", Outcome.TROUBLE, "refuse", id="trouble"),
        pytest.param(f"/break {CANARY}", Outcome.BUG, "break", id="a bug"),
        pytest.param(f"/{CANARY}", Outcome.TROUBLE, "help", id="an unknown command"),
        pytest.param(CANARY, Outcome.ANSWERED, "help", id="no command at all"),
    ],
)
async def test_no_notice_holds_what_was_typed(
    small_desk: FrontDesk, typed: str, ending: Outcome, command: str
) -> None:
    """Of the error the log takes its type and its places only: see the tests of the logs."""
    await small_desk.say(typed)
    notice = small_desk.last
    assert (notice.ending, notice.command) == (ending, command)
    assert not any(word in f"{notice.command} {notice.ticket}" for word in CANARY.split())


async def test_the_reply_to_a_bug_does_not_show_the_error(small_desk: FrontDesk) -> None:
    reply = await small_desk.say(f"/break {CANARY}")
    assert "Canary" not in words(reply)
    assert "ZeroDivision" not in words(reply)


async def test_every_example_of_every_command_is_answered(desk: FrontDesk) -> None:
    for command in desk.commands:
        assert command.examples
        for example in command.examples:
            await desk.say(example)
            assert desk.answered, example
            assert desk.last.command == command.name


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.sampled_from(["/coverage", "/cpt", "/state", ""]),
    st.lists(
        st.text(max_size=10)
        | st.sampled_from(["aetna", "20560", "NC", "on", "3/15/2021", "2/30/2021", "by", "in"]),
        max_size=8,
    ).map(" ".join),
)
async def test_whatever_is_typed_there_is_an_answer_and_never_a_bug(
    desk: FrontDesk, command: str, text: str
) -> None:
    reply = await desk.say(f"{command} {text}")
    assert reply.headline.strip()
    assert desk.last.ending is not Outcome.BUG


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("/session new Ja\u200bne D\u200boe", "name"),
        ("/coverage aetna 123-45-\u20606789", "Social Security number"),
        ("/session log \u041c\u0430\u0440\u0438\u044f 20561", "another alphabet"),
        ("/ask is @mariagarcia over her cap", "name"),
        ("/caps LG-2-15-80", "birth date"),
    ],
)
async def test_what_hides_an_identity_is_refused_by_kind_and_not_repeated(desk, typed, kind):
    reply = await desk.say(typed)
    told = " ".join([reply.headline, *(line.text for line in reply.lines)])
    assert reply.refused
    assert kind in told
    assert not any(word in told for word in clean(typed).split()[2:])


@pytest.mark.parametrize(
    "typed",
    [
        "/coverage self insured plan on 2021-03-04",
        "/coverage Lehigh Valley Health Network employee plan (Populytics) 20560 3/4/2021",
    ],
)
async def test_a_payer_with_codes_and_a_day_of_service_is_nobodys_identity(desk, typed):
    assert not (await desk.say(typed)).refused


@pytest.mark.parametrize(
    "typed",
    [
        "/coverage aetna 20560 on 3/4/1985",
        "/coverage aetna 20560 dob 3/4/2015",
        "/coverage aetna 20560 on 3/4/2021 Jane Doe",
        "/coverage aetna 20560 123-45-6789 on 3/4/2021",
        "/session log aetna 3/4/1985",
    ],
)
async def test_whatever_else_stands_beside_a_payers_name_is_searched(desk, typed):
    assert (await desk.say(typed)).refused


async def test_every_command_reads_the_cleaned_text(desk):
    plain = await desk.say("/coverage bcbsnc 20560")
    assert await desk.say("/coverage\u00a0bcb\u200bsnc\u00a020560") == plain
