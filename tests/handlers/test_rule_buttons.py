"""Each button under a question about a rule does what its text says, and loses nothing else."""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import Any

import pytest

from models.coverage.fact_book import FactBook
from models.reply import Choice, Reply
from models.understanding.commands import rule_commands, rule_exceptions
from models.wording import clinic_rules
from tests.fakes import shipped
from tests.handlers.clinic_desk import TODAY, ClinicDesk

EDIT = "/coverage edit "
PAYERS = ("premera", "humana", "aetna", "uhc", "preemera")
VERDICTS = ("covered", "not covered", "covered with conditions", "investigational", "")
CODES = ("", "20560", "20560 20561")
WHOM = ("", "for low back pain", "by DC", "medicare advantage", "for low back pain by DC")
DAYS = ("", "from 11/1/2026", "from 11/1/2026 until 12/31/2027")
SOURCES = ("by call on 11/20", "by contract of 1/15/2026", "by letter", "")
MORE = ("", "ask again 2/1/2027", "reference noted", ", 20 visits per calendar year")

ODD: dict[str, set[str]] = {
    "": set(),
    "wonderland": {"verdict"},
    "usually": {"verdict"},
    "unless acute": {"verdict"},
    "except for kids": {"verdict"},
    "except for neck pain": {"verdict", "condition", "limits"},
    "but not for headache": {"verdict", "condition", "limits"},
    "except by PT": {"verdict", "profession", "limits"},
    "not in alaska": {"verdict", "states", "limits"},
    "except 20561": {"verdict", "codes", "limits"},
    "except for headache or neck pain": {"verdict"},
    "in alaska and washington": {"states"},
    "only": {"verdict", "condition", "profession", "line", "codes", "first", "limits"},
    "99999": {"codes"},
    "$30 copay": {"extras"},
    "with prior auth": {"extras", "verdict"},
    "20 visits per case": {"limits"},
    "12 visits": {"limits"},
}
"""Words that ask a question back, and what of the rest a button under it may change."""

EXCEPTED = {
    "except for neck pain": "condition",
    "but not for headache": "condition",
    "except by PT": "profession",
    "not in alaska": "states",
    "except 20561": "codes",
}


def typed_edits(number: int, odd: Iterable[str] = tuple(ODD)) -> list[tuple[str, str, str]]:
    """Edits as they are typed, each with its odd words and without them."""
    chance, made = random.Random(9), []  # noqa: S311 - the same ones in each run
    words = [*odd]
    for at in range(number):
        parts = [chance.choice(of) for of in (PAYERS, VERDICTS, CODES, WHOM)]
        more = [chance.choice(of) for of in (DAYS, SOURCES, MORE)]
        strange = words[at % len(words)]
        whole = " ".join(filter(None, [*parts, strange, *more])).replace(" ,", ",")
        plain = " ".join(filter(None, [*parts, *more])).replace(" ,", ",")
        made.append((whole, strange, plain))
    return made


def held(text: str, pack: FactBook) -> dict[str, Any]:
    """Everything that is understood of a rule, part by part."""
    setting, read = rule_commands.read(text, TODAY), shipped.reader(pack).read
    exception = rule_exceptions.take(setting.about, read)
    question = read(setting.about)
    rest = exception.rest if exception else question
    return {
        "payers": frozenset(payer.id for payer in rest.payers),
        "codes": rest.codes,
        "condition": rest.condition,
        "profession": rest.profession,
        "line": rest.line,
        "states": rest.states,
        "verdict": setting.verdict,
        "source": setting.source,
        "said_on": setting.said_on,
        "first": setting.first or rest.on,
        "last": setting.last,
        "ask_on": setting.ask_on,
        "reference": setting.has_reference,
        "limits": tuple(limit.words for limit in setting.limits),
        "extras": setting.extras.typed,
    }


def edits(reply: Reply) -> list[Choice]:
    return [choice for choice in reply.choices if choice.command.startswith(EDIT)]


async def ask(pack: FactBook, text: str) -> tuple[Reply, ClinicDesk]:
    desk = ClinicDesk(pack, "PT")
    return await desk.say(f"{EDIT}{text}", by="boss", manager=True), desk


async def test_no_button_drops_a_part_that_was_understood(pack: FactBook) -> None:
    asked, lost = 0, []
    for text, odd, plain in typed_edits(400):
        reply, _ = await ask(pack, text)
        before, may_change = held(plain, pack), set(ODD[odd])
        if reply.headline == "Which payer do you mean?":
            may_change = {"payers"}
            before = held(text, pack)
        for choice in edits(reply) if reply.refused else ():
            asked += 1
            after = held(choice.command.removeprefix(EDIT), pack)
            may_change |= {"line"} if "Medicare Advantage" in choice.label else set()
            lost += [
                (text, choice.label, part, was, after[part])
                for part, was in before.items()
                if was and was != after[part] and part not in may_change
            ]
    assert asked > 500, "questions with buttons"
    assert lost == []


async def test_a_verdict_on_a_button_is_that_of_its_command(pack: FactBook) -> None:
    verdicts = {
        "Covered with conditions": "covered_with_conditions",
        "Covered": "covered",
        "Not covered": "not_covered",
        "Investigational": "investigational",
    }
    seen = set()
    for text, _, _ in typed_edits(400):
        reply, _ = await ask(pack, text)
        for choice in edits(reply) if reply.refused else ():
            said = next((v for label, v in verdicts.items() if choice.label.startswith(label)), "")
            if said:
                seen.add(said)
                after = held(choice.command.removeprefix(EDIT), pack)
                assert after["verdict"] == said, (text, choice)
    assert seen == set(verdicts.values())


async def test_no_exception_is_turned_round(pack: FactBook) -> None:
    """Of two buttons, one is of all else and one of the exception, with the other verdict."""
    asked = 0
    for text, odd, plain in typed_edits(300, EXCEPTED):
        reply, _ = await ask(pack, text)
        if "says two things" not in reply.headline:
            continue
        asked += 1
        part, before = EXCEPTED[odd], held(plain, pack)
        of_rest, excepted = (held(c.command.removeprefix(EDIT), pack) for c in edits(reply))
        assert of_rest["verdict"] == before["verdict"], text
        assert excepted["verdict"] != before["verdict"], text
        paid = {"covered", "covered_with_conditions"}
        assert (excepted["verdict"] in paid) != (before["verdict"] in paid), text
        assert excepted[part] != of_rest[part], text
        named = "neck_pain headache PT AK 20561".split()
        assert not any(name in str(of_rest[part]) for name in named), text
        assert any(name in str(excepted[part]) for name in named), text
    assert asked > 80


async def test_what_is_entered_is_what_the_buttons_said(pack: FactBook) -> None:
    """Pressed from one question to the next, what the last label names stands in the rule."""
    entered = 0
    for text, _, _ in typed_edits(150):
        reply, desk = await ask(pack, text)
        labels: list[str] = []
        while reply.refused and edits(reply) and len(labels) < 6:
            choice = edits(reply)[len(text) % len(edits(reply))]
            labels.append(choice.label)
            reply = await desk.say(choice.command, by="boss", manager=True)
        assert len(labels) < 6, ("the same question again and again", text, labels)
        if not labels or reply.refused:
            continue
        entered += 1
        [rule] = desk.clinic.rules.known()
        said = f"{clinic_rules.said(rule, pack)} {rule.source} {reply.headline}".casefold()
        said = said.replace("jul 1", "july 1")
        words = labels[-1].casefold().split()
        assert all(word in said or word in _SAYS_NOTHING for word in words), (text, labels)
    assert entered > 60


_SAYS_NOTHING = frozenset(
    "for all else of today enter: enter it without the limit amount that alone with paid other "
    "billers conditions plans everybody state kind plan say what holds".split()
)
"""Words of a label that name no part of a rule which stands."""


@pytest.mark.parametrize(
    ("typed", "field", "label", "instead"),
    [
        pytest.param(
            "premera covered 20560 by DC in texas by call on 11/20",
            "state",
            "Without the state",
            "Premera 20560 by DC covered by call on 2026-11-20",
            id="a state in which the payer is not met",
        ),
        pytest.param(
            "premera covered 20560 in alaska and washington by call on 11/20",
            "state",
            "In Alaska",
            "Premera 20560 in Alaska covered by call on 2026-11-20",
            id="two states",
        ),
        pytest.param(
            "medicare not covered 20560 commercial by letter of 11/2",
            "line",
            "Without the kind of plan",
            "Medicare Part B 20560 not covered by letter on 2026-11-02",
            id="a kind of plan that a program has not",
        ),
        pytest.param(
            "premera covered 20560 99999 by call on 11/20",
            "codes",
            "For 20560 alone",
            "Premera 20560 covered by call on 2026-11-20",
            id="one code that nobody knows",
        ),
        pytest.param(
            "premera covered 20560 by PT and DC by call on 11/20",
            "profession",
            "Billed by a chiropractor",
            "Premera 20560 by DC covered by call on 2026-11-20",
            id="two professions",
        ),
    ],
)
async def test_a_bound_that_cannot_be_is_refused_at_its_field_with_a_way_on(
    pack: FactBook, typed: str, field: str, label: str, instead: str
) -> None:
    reply, desk = await ask(pack, typed)
    assert not desk.clinic.rules
    assert reply.field == field
    assert {choice.label: choice.command for choice in edits(reply)}[label] == f"{EDIT}{instead}"


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        pytest.param(
            "premera covered 20560 only for headache by DC by call",
            [
                "Covered for headache billed by a chiropractor",
                "Not covered for other conditions billed by a chiropractor",
                "Not covered for other billers for headache",
            ],
            id="only, of two bounds",
        ),
        pytest.param(
            "premera covered only 20561 by call",
            ["Covered for 20561", "Not covered for 20560"],
            id="only, of a code",
        ),
        pytest.param(
            "premera covered 20560 except medicare advantage by call",
            ["Covered for all else", "Not covered by Premera Medicare Advantage"],
            id="an exception that is a payer of its own",
        ),
        pytest.param(
            "humana covered 20560 except medicare advantage by call",
            ["Covered for all else", "Not covered under Medicare Advantage plans"],
            id="an exception of plans",
        ),
        pytest.param(
            "premera covered for headache but not for neck pain by DC by call",
            [
                "Covered for headache billed by a chiropractor",
                "Not covered for neck pain billed by a chiropractor",
            ],
            id="one condition and not another",
        ),
        pytest.param(
            "premera pays everything but 20561 by call",
            ["Covered for 20560", "Not covered for 20561"],
            id="everything but",
        ),
        pytest.param(
            "premera not covered unless by DC by call",
            ["Not covered for all else", "Covered billed by a chiropractor"],
            id="unless",
        ),
        pytest.param(
            "premera silent except for headache by portal",
            ["The policy is silent for all else", "Say what holds for headache"],
            id="where nobody said what holds of the exception",
        ),
    ],
)
async def test_two_things_are_two_buttons_that_say_for_whom(
    pack: FactBook, typed: str, labels: list[str]
) -> None:
    reply, desk = await ask(pack, typed)
    assert [choice.label for choice in edits(reply)] == labels
    assert not desk.clinic.rules


async def test_an_exception_is_asked_for_its_payer_and_its_verdict_first(pack: FactBook) -> None:
    for before, words in (
        ("uhc covered 20560", "except in ohio"),
        ("uhc covered", "other than 20561"),
        ("aetna 20560", "except in ohio"),
    ):
        reply, desk = await ask(pack, f"{before} {words} by call")
        for choice in edits(reply):
            assert words in choice.command.casefold(), choice
        then = await desk.say(edits(reply)[0].command, by="boss", manager=True)
        assert then.headline.casefold().startswith(f"“{words}” says two things")


@pytest.mark.parametrize(
    "words",
    ["except for neck pain after surgery", "except for headache, neck pain", "not by PT or DC"],
)
async def test_an_exception_of_more_than_one_thing_is_left_out_whole(
    pack: FactBook, words: str
) -> None:
    reply, _ = await ask(pack, f"premera covered {words} 20560 by call on 11/20")
    assert f"each button leaves “{words}” out" in reply.sentences
    first = edits(reply)[0]
    assert first.command == f"{EDIT}Premera 20560 covered by call on 2026-11-20"


async def test_the_limit_of_two_rules_stands_in_the_one_that_is_paid(pack: FactBook) -> None:
    typed = "premera {} 20560 except for headache by call, 20 visits per calendar year"
    for verdict, has_limit in (("covered", [True, False]), ("not covered", [False, True])):
        reply, _ = await ask(pack, typed.format(verdict))
        assert ["20 visits" in choice.command for choice in edits(reply)] == has_limit


async def test_no_referral_needed_does_not_make_a_refusal_a_yes(pack: FactBook) -> None:
    reply, _ = await ask(pack, "premera not covered 20560 no auth needed by call")
    assert [choice.label for choice in edits(reply)] == ["Enter it without that"]
    assert held(edits(reply)[0].command.removeprefix(EDIT), pack)["verdict"] == "not_covered"


async def test_see_the_answer_asks_of_the_plans_that_the_rule_is_for(pack: FactBook) -> None:
    reply, desk = await ask(
        pack, "humana covered 20560 medicare advantage by contract of 11/1/2026"
    )
    answer = await desk.say(reply.choices[0].command)
    assert reply.choices[0].command == "/coverage Humana 20560 Medicare Advantage"
    assert answer.badge
    assert answer.badge.words == "Covered"


async def test_the_sheet_keeps_for_whom_it_was_asked(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT")
    sheet = await desk.say("/coverage call humana 20560 medicare advantage by DC in ohio")
    enter = next(c for c in sheet.choices if c.label == "Enter what they said")
    assert enter.command == f"{EDIT}Humana 20560 Medicare Advantage by DC in Ohio by call"
    which = await desk.say("/coverage call uhc 20560 by DC in ohio")
    assert all(choice.command.endswith("20560 by DC in Ohio") for choice in which.choices)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("covered 20560 for all pts by call", "covered for 20560, from Nov 23, 2026"),
        ("covered 20560 under all plans by call", "covered for 20560, from Nov 23, 2026"),
        (
            "covered 20560 from 1/1/2027 to 6/30/2027 by call",
            "covered for 20560, Jan 1, 2027 to Jun 30, 2027",
        ),
        (
            "covered 20560 effective jan 1 to march 31, 2027 by call",
            "covered for 20560, Jan 1, 2027 to Mar 31, 2027",
        ),
    ],
)
async def test_what_bounds_nothing_and_two_days_are_read_as_people_write_them(
    pack: FactBook, typed: str, said: str
) -> None:
    _, desk = await ask(pack, f"premera {typed}")
    assert [clinic_rules.said(rule, pack) for rule in desk.clinic.rules.known()] == [said]
