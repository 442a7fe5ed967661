"""One card of several answers: each line says what it is of, and how surely."""

from __future__ import annotations

from handlers import combined_answers, topics
from models.coverage.fact_book import FactBook
from models.reply import Badge, Line, Reply, Tone
from tests.handlers.front_desk import FrontDesk, words

NO = Badge("Not covered", Tone.BAD)
CIGNA = Reply("Cigna · 20560", badge=NO, lines=(Line("It is not paid."),), canonical="/coverage c")
OHIO = Reply("Ohio · physical therapist", lines=(Line("Allowed."),), canonical="/state Ohio PT")


def test_a_near_answer_is_told_as_no_more_in_its_line_and_below(desk: FrontDesk) -> None:
    book: FactBook = desk.book
    near = topics.say_near((book.topics["sharps"], book.topics["abn"]), book)
    reply = combined_answers.in_one((CIGNA, near))
    question = book.topics["sharps"].question
    assert near.headline.endswith(question)
    assert reply.lines[1].text.startswith(f"Closest: {question}")
    assert reply.sections[-1].title == f"Closest: {question}"


def test_an_answer_that_is_sure_is_not_told_as_near(desk: FrontDesk) -> None:
    sure = topics.say(desk.book.topics["sharps"], desk.book)
    assert "Closest" not in words(combined_answers.in_one((CIGNA, sure)))


def test_each_line_has_its_verdict_and_each_answer_its_button() -> None:
    reply = combined_answers.in_one((CIGNA, OHIO))
    assert reply.headline == "2 questions, 2 answers"
    assert [line.text for line in reply.lines] == [
        "Cigna · 20560: Not covered. It is not paid.",
        "Ohio · physical therapist. Allowed.",
    ]
    assert [choice.command for choice in reply.choices] == ["/coverage c", "/state Ohio PT"]


def test_what_has_no_answer_is_not_counted_as_one() -> None:
    reply = combined_answers.in_one((CIGNA, combined_answers.unanswered(2)))
    assert reply.headline == "2 questions, 1 answer"
    assert reply.lines[1].text.startswith("Question 2. I hold nothing on it.")
    assert len(reply.choices) == 1


def test_a_state_that_heads_another_line_stands_there_alone() -> None:
    in_ohio = Reply("Cigna · 20560 · in Ohio", lines=(Line("It is not paid."),))
    in_utah = Reply("Cigna · 20560 · in Utah", lines=(Line("It is not paid."),))
    first, second, third = combined_answers.in_one((in_ohio, in_utah, OHIO)).lines
    assert first.text == "Cigna · 20560. It is not paid."
    assert second.text == "Cigna · 20560 · in Utah. It is not paid."
    assert third.text == "Ohio · physical therapist. Allowed."
