"""What is learned of the words of topics: that they are told apart, kept, and used."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from models.content import load_topic_weights
from models.coverage.fact_book import FactBook
from models.coverage.topic import Topic, TopicKind
from models.understanding.topics.learned_weights import (
    NO_TOPIC,
    LearnedWeights,
    features_of,
    is_of_none,
    lead,
)
from models.understanding.topics.topic_match import NearTopic, Tier, match
from tests.topic_weights.examples import Example
from tests.topic_weights.learning import learn

A_TOPIC = Topic("price", TopicKind.COST, "What does it cost?", (), ())

WORDINGS = {
    "consent": ("who signs the consent", "must she sign a form", "consent form signed twice"),
    "price": ("what does it cost", "how much is a visit", "cost of one visit"),
    NO_TOPIC: ("does aetna pay", "aetna in ohio", "ohio pays what"),
}


def features(text: str) -> list[str]:
    """The features of a text whose terms are its words."""
    return features_of(text.split(), text.split())


@pytest.fixture(scope="module")
def learned() -> LearnedWeights:
    """What three small topics teach."""
    return learn(
        [Example(id_, features(text)) for id_, texts in WORDINGS.items() for text in texts]
    )


@pytest.mark.parametrize(
    ("text", "topic"),
    [("sign which consent", "consent"), ("cost of it", "price"), ("aetna of ohio", NO_TOPIC)],
)
def test_other_words_of_a_topic_speak_for_it(
    learned: LearnedWeights, text: str, topic: str
) -> None:
    scores = learned.scores(features(text))
    assert max(scores, key=scores.__getitem__) == topic


def test_what_was_learned_is_the_same_each_time_and_is_kept(
    learned: LearnedWeights, tmp_path: Path
) -> None:
    examples = [Example(id_, features(text)) for id_, texts in WORDINGS.items() for text in texts]
    kept = tmp_path / "weights.json"
    kept.write_text(learned.written(), "utf-8")
    read = load_topic_weights(kept)
    assert learn(examples).written() == learned.written() == read.written()
    assert read.scores(features("who signs")) == learned.scores(features("who signs"))


def test_words_of_which_nothing_was_learned_make_a_topic_less_sure(learned: LearnedWeights) -> None:
    plain = learned.scores(features("who signs the consent"))["consent"]
    strange = learned.scores(features("who signs the consent zebra forklift"))["consent"]
    assert 0 < strange < plain


def test_a_topic_of_which_nothing_was_learned_keeps_the_score_of_its_texts(
    learned: LearnedWeights,
) -> None:
    scores = learned.scores(features("what does it cost"))
    assert learned.with_texts("unheard", 0.8, scores) == 0.8
    assert learned.with_texts("price", 0.8, None) == 0.8
    assert learned.with_texts("consent", 0.8, scores) < 0.8


def test_a_topic_yields_where_more_was_learned_for_none() -> None:
    assert is_of_none("price", 0.5, {NO_TOPIC: 0.9, "price": 0.4})
    assert is_of_none("price", 0.5, {NO_TOPIC: 0.6, "price": 0.8})  # little more than for none
    assert not is_of_none("price", 0.5, {NO_TOPIC: 0.6, "price": 1.0})
    assert not is_of_none("price", 0.9, {NO_TOPIC: 0.9, "price": 0.4})
    assert not is_of_none("price", 0.5, None)


def test_a_lead_over_no_topic_is_none_where_nothing_was_learned() -> None:
    assert lead("price", {NO_TOPIC: 0.2, "price": 1.0}) == 0.8
    assert lead("price", {NO_TOPIC: 0.2}) == -0.2
    assert lead("price", None) == 0


def test_what_was_learned_alone_shows_a_topic_that_shares_one_word() -> None:
    one_word = NearTopic(A_TOPIC, 0.55, accounted=0.2, telling=1)
    assert not one_word.is_near
    assert not one_word.is_learned
    assert one_word._replace(lead=0.6).is_learned
    assert not one_word._replace(lead=0.6, telling=0).is_learned  # no word at all
    assert not one_word._replace(lead=0.6, score=0.4).is_learned
    assert not one_word._replace(lead=0.6, is_of_none=True).is_learned


def test_a_topic_by_what_was_learned_yields_to_one_that_is_near() -> None:
    near = NearTopic(replace(A_TOPIC, id="near"), 0.9, accounted=0.9, telling=2, is_of_another=True)
    learned = NearTopic(A_TOPIC, 0.55, accounted=0.2, telling=1, lead=0.6)
    assert match((near, learned)).learned == ()
    alone = match((learned,))
    assert (alone.near, alone.learned, alone.closest, alone.tier) == (
        (), (A_TOPIC,), A_TOPIC, Tier.NEAR,
    )  # fmt: skip


def test_what_scores_little_less_than_a_near_topic_is_shown_beside_it() -> None:
    best = NearTopic(A_TOPIC, 0.8, accounted=0.9, telling=2, is_of_another=True)
    other = NearTopic(replace(A_TOPIC, id="other"), 0.6, accounted=0.2, telling=1)
    assert not other.is_near
    found = match((best, other))
    assert (found.near, found.shown) == ((A_TOPIC,), (A_TOPIC, other.topic))
    assert match((best, other._replace(score=0.5))).shown == (A_TOPIC,)
    assert match((best, other._replace(is_of_none=True))).shown == (A_TOPIC,)
    assert match((best._replace(accounted=0.2), other)).shown == ()  # none is near


def test_the_weights_that_ship_know_the_topics_that_ship(pack: FactBook) -> None:
    """`make topics` learns of a new one."""
    assert {*pack.topics, NO_TOPIC} == {*load_topic_weights().topics}
