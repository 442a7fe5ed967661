"""A text is read once for its answer, however many parts of the program need to know what it says.

How often the reader is entered is counted, and no time is measured: a machine may be busy.
"""

from __future__ import annotations

from datetime import date

import pytest

from models.understanding.question import Question
from models.understanding.reader import Reader
from models.understanding.reading import Answerer, Reading, Route
from models.understanding.routing import route
from tests.handlers.front_desk import FrontDesk


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("/coverage geisinger 20560 on 3/15/2021", id="a payer, a code and a day"),
        pytest.param("/coverage amazon", id="an employer whose plan is asked about"),
        pytest.param("/coverage zorblat", id="a payer that nobody knows"),
        pytest.param("/ask does cigna cover dry needling", id="a question in plain English"),
    ],
)
async def test_no_text_is_read_twice_for_one_answer(
    desk: FrontDesk, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    texts: list[str] = []
    read = Reader.read

    def counted(self: Reader, text: str, today: date | None = None) -> Question:
        texts.append(text)
        return read(self, text, today)

    monkeypatch.setattr(Reader, "read", counted)
    await desk.say(typed)
    assert texts
    assert len(texts) == len(set(texts))


async def test_who_answers_each_part_of_a_text_is_looked_for_once(
    desk: FrontDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts: list[str] = []

    def counted(reading: Reading, home: Answerer | None) -> Route:
        texts.append(reading.text)
        return route(reading, home)

    monkeypatch.setattr("handlers.question_route.route", counted)
    await desk.say("/ask does cigna pay for needling and can a PT do it in Ohio")
    assert len(texts) > 1
    assert len(texts) == len(set(texts))
