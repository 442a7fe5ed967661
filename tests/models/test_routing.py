"""Who answers a text, whichever command it was typed to."""

from __future__ import annotations

from datetime import date

import pytest

from models.content import load_aspects, load_spanish
from models.coverage.aspect import Aspect
from models.understanding.reading import Answerer, Reading
from models.understanding.routing import route
from models.understanding.several_questions import split_questions
from models.words import split
from tests.fakes import shipped
from tests.handlers.front_desk import FrontDesk

TODAY = date(2026, 11, 28)


def answerer(text: str, home: Answerer | None = None) -> Answerer:
    book = shipped.pack()
    reading = Reading(text, TODAY, shipped.reader(book), shipped.topics(book))
    return route(reading, home).answerer


@pytest.mark.parametrize(
    ("home", "text", "expected"),
    [
        pytest.param(Answerer.CODES, "medicare", Answerer.COVERAGE, id="a payer, to cpt"),
        pytest.param(
            Answerer.CODES, "does aetna cover 20560", Answerer.COVERAGE, id="whether paid"
        ),
        pytest.param(Answerer.CODES, "20560 with 97140", Answerer.CODES, id="a pair, to cpt"),
        pytest.param(Answerer.CODES, "texas pt", Answerer.STATE, id="a state, to cpt"),
        pytest.param(Answerer.STATE, "aetna", Answerer.COVERAGE, id="a payer, to state"),
        pytest.param(Answerer.STATE, "VA", Answerer.STATE, id="Virginia, and no payer there"),
        pytest.param(Answerer.STATE, "20560", Answerer.CODES, id="a code, to state"),
        pytest.param(Answerer.COVERAGE, "does it hurt", Answerer.TOPIC, id="a topic, to coverage"),
        pytest.param(Answerer.COVERAGE, "20560", Answerer.WHO_PAYS, id="a code and no payer"),
        pytest.param(Answerer.COVERAGE, "all 20560", Answerer.WHO_PAYS, id="all payers"),
        pytest.param(
            Answerer.COVERAGE, "all zorbia 20560", Answerer.COVERAGE, id="one of that name"
        ),
        pytest.param(Answerer.COVERAGE, "acme 20560", Answerer.COVERAGE, id="an unknown payer"),
        pytest.param(Answerer.COVERAGE, "ohio PT", Answerer.STATE, id="a profession of a state"),
    ],
)
def test_a_command_hands_over_what_another_one_knows(
    home: Answerer, text: str, expected: Answerer
) -> None:
    assert answerer(text, home) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("does cigna pay for dry needling", Answerer.COVERAGE, id="a payer"),
        pytest.param("what is GX", Answerer.CODES, id="what a modifier is"),
        pytest.param("can i bill 20560 with 97140", Answerer.CODES, id="a pair"),
        pytest.param("can a PTA needle in texas", Answerer.STATE, id="a state"),
        pytest.param("what does CO-50 mean", Answerer.TOPIC, id="a denial, and not Colorado"),
        pytest.param("does it hurt", Answerer.TOPIC, id="a topic"),
        pytest.param("how tall is the eiffel tower", Answerer.NOTHING, id="nothing of the field"),
    ],
)
def test_a_free_question_goes_to_whoever_knows(text: str, expected: Answerer) -> None:
    assert answerer(text) is expected


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("can a PT do it in Ohio, and does Aetna pay", 2, id="and does"),
        pytest.param("what is 20560? how long are sessions?", 2, id="two marks"),
        pytest.param("does cigna cover it; is auth needed", 2, id="a semicolon"),
        pytest.param("cigna and aetna 20560", 1, id="two payers of one question"),
        pytest.param("trial and error with needles", 1, id="an and inside"),
        pytest.param("is it covered?", 1, id="one mark"),
    ],
)
def test_two_questions_are_told_apart(text: str, parts: int) -> None:
    assert len(split_questions(text)) == parts


@pytest.mark.parametrize(
    ("text", "aspects"),
    [
        pytest.param("how many visits does it cover", (Aspect.LIMIT, Aspect.COVERED), id="visits"),
        pytest.param("need prior auth", (Aspect.AUTHORIZATION,), id="authorization"),
        pytest.param("same day", (Aspect.TOGETHER,), id="same day"),
        pytest.param("how many hours of training", (Aspect.TRAINING,), id="training"),
        pytest.param("start over", (Aspect.RESET,), id="reset"),
        pytest.param("rvu", (Aspect.PRICE,), id="price"),
        pytest.param("hello there", (), id="none"),
    ],
)
def test_what_is_asked(text: str, aspects: tuple[Aspect, ...]) -> None:
    assert load_aspects().read(split(text)) == aspects


@pytest.mark.parametrize(
    ("text", "english"),
    [
        pytest.param(
            "cuántas visitas permite medicare", "how many visits permite medicare", id="1"
        ),
        pytest.param("¿duele?", "does it hurt", id="marked as Spanish"),
        pytest.param(
            "puede un fisioterapeuta en Texas", "can a physical therapist in Texas", id="2"
        ),
        pytest.param("6 de enero 2026 visitas", "6 of january 2026 visits", id="a month"),
    ],
)
def test_spanish_is_put_into_english(text: str, english: str) -> None:
    read = load_spanish().in_english(text)
    assert (read.text, read.was_spanish) == (english, True)


async def test_spanish_that_is_not_all_known_is_answered_once() -> None:
    desk = FrontDesk(shipped.pack())
    reply = await desk.say("/ask cuantas sesiones cubre el seguro zarzuela cuando las horas zorzal")
    assert desk.answered
    assert [line.text for line in reply.lines].count("I read Spanish and answer in English.") == 1


@pytest.mark.parametrize("text", ["aetna el paso", "does la mesa PT bill", "20560 san diego"])
def test_english_stays_as_it_is(text: str) -> None:
    assert load_spanish().in_english(text).was_spanish is False


@pytest.mark.parametrize(
    ("text", "codes", "states"),
    [
        pytest.param("CO-50 aetna", ("CO-50",), (), id="with a hyphen"),
        pytest.param("co50", ("CO-50",), (), id="in one word"),
        pytest.param("denied PR 96 N130", ("PR-96", "N130"), (), id="with a remark"),
        pytest.param("aetna CO", (), ("CO",), id="a state without a number"),
        pytest.param("m54.5 pain", (), (), id="a diagnosis is no remark"),
    ],
)
def test_denial_codes_are_no_states(
    text: str, codes: tuple[str, ...], states: tuple[str, ...]
) -> None:
    question = shipped.reader(shipped.pack()).read(text)
    assert (question.denials, question.states) == (codes, states)
