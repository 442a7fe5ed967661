"""Questions of many people, written before the wordings: how many find their topic, and how surely.

Half of them were held out while thresholds and words of the field were chosen.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from models.coverage.fact_book import FactBook
from models.understanding.topics.topic_match import Tier
from models.understanding.topics.topics import Topics
from tests.fakes import shipped

QUESTIONS = Path(__file__).parent / "topics" / "questions.txt"
NOBODY = "-"  # stands for the topic of a question that none answers


@dataclass(frozen=True)
class Asked:
    """A question, and the topics of which any is right."""

    text: str
    topics: tuple[str, ...]
    is_held_out: bool


def asked() -> list[Asked]:
    """The questions of the file."""
    questions, held_out = [], False
    for line in QUESTIONS.read_text("utf-8").splitlines():
        held_out |= line.startswith("# --- held out")
        if " | " in line:
            topics, text = line.split(" | ", 1)
            questions.append(Asked(text, tuple(topics.split()), held_out))
    return questions


@pytest.fixture(scope="module")
def topics(pack: FactBook) -> Topics:
    """The topics that ship, indexed."""
    return shipped.topics(pack)


def test_every_topic_that_a_question_expects_exists(pack: FactBook) -> None:
    named = {id_ for question in asked() for id_ in question.topics} - {NOBODY}
    assert named <= pack.topics.keys()


@pytest.mark.parametrize(
    ("held_out", "least"),
    [pytest.param(False, 0.93, id="tuned"), pytest.param(True, 0.8, id="held")],
)
def test_most_questions_are_answered_by_their_topic(
    topics: Topics, held_out: bool, least: float
) -> None:
    answerable = [q for q in asked() if q.is_held_out == held_out and NOBODY not in q.topics]
    right = [q for q in answerable if (t := topics.find(q.text).closest) and t.id in q.topics]
    assert len(right) / len(answerable) >= least


@pytest.mark.parametrize("question", [q.text for q in asked() if NOBODY in q.topics])
def test_no_question_out_of_scope_has_a_sure_answer(topics: Topics, question: str) -> None:
    assert topics.find(question).tier is not Tier.SURE
