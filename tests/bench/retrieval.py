"""Two ways to find the topic of a question, on the questions of tests/questions/ask.yaml.

BM25 over words of the field is what ships. The other is a static-embedding model whose weights come
inside its package: `pip install wordllama`, in an environment of its own, and run this there. Each
gets the lowest threshold at which it answers no out-of-scope question of the development half.
"""

from __future__ import annotations

import importlib.util
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from models.content import load, load_vocabulary
from models.coverage.fact_book import FactBook
from models.coverage.topic import Topic
from models.understanding.topics.topics import Topics, advice

QUESTIONS = Path(__file__).parents[1] / "questions" / "ask.yaml"
ROUNDS = 5

Ranked = list[tuple[float, str]]
Rank = Callable[[str], Ranked]


@dataclass(frozen=True)
class Candidate:
    """A way to rank topics, how long it took to be ready, and what it adds to an installation."""

    name: str
    rank: Rank
    ready: float  # seconds, with its imports
    megabytes: float


def bm25(book: FactBook) -> Candidate:
    started = time.perf_counter()
    topics = Topics(book.topics, load_vocabulary())
    ready = time.perf_counter() - started

    def rank(text: str) -> Ranked:
        return [(near.score, near.topic.id) for near in topics.nearest(text)]

    return Candidate("BM25, field vocabulary", rank, ready, 0)


def embedding(book: FactBook, prepare: Callable[[str], str], name: str) -> Candidate:
    """The nearest wording by cosine, with a part for the topic's whole text."""
    started = time.perf_counter()
    import wordllama  # type: ignore[import-not-found]

    folder = Path(wordllama.__file__).parent
    model: Any = wordllama.WordLlama.load(cache_dir=folder, disable_download=True)
    topics = list(book.topics.values())
    wordings = [(t.id, text) for t in topics for text in (t.question, *t.also)]
    near = model.embed([prepare(text) for _, text in wordings], norm=True)
    whole = model.embed([prepare(_text(t)) for t in topics], norm=True)
    ready = time.perf_counter() - started

    def rank(text: str) -> Ranked:
        asked = model.embed([prepare(text)], norm=True)[0]
        best = dict.fromkeys(book.topics, -1.0)
        for (id_, _), alike in zip(wordings, near @ asked, strict=True):
            best[id_] = max(best[id_], float(alike))
        for topic, alike in zip(topics, whole @ asked, strict=True):
            best[topic.id] = 0.7 * best[topic.id] + 0.3 * float(alike)
        return sorted(((score, id_) for id_, score in best.items()), reverse=True)[:3]

    size = sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) / 1e6
    return Candidate(name, rank, ready, size)


def _text(topic: Topic) -> str:
    told = (*topic.answer, *topic.details)
    return " ".join((topic.question, *topic.also, *(statement.says for statement in told)))


def _folded(text: str) -> str:
    """The text with its synonyms folded, as BM25 gets it."""
    return " ".join(load_vocabulary().terms_of(text)).replace("_", " ")


def measure(candidate: Candidate, development: list[dict[str, Any]], held: list[Any]) -> None:
    threshold = max(_best(candidate, q)[0] for q in development if _is_out_of_scope(q)) + 0.005
    print(
        f"{candidate.name}: threshold {threshold:.2f}, ready in {candidate.ready * 1000:.0f} ms, "
        f"{_milliseconds(candidate, development):.2f} ms a question, "
        f"{candidate.megabytes:.0f} MB installed"
    )
    for half, questions in (("development", development), ("held out", held)):
        _report(candidate, threshold, half, questions)


def _report(candidate: Candidate, threshold: float, half: str, questions: list[Any]) -> None:
    asked = [(q["topic"], candidate.rank(q["ask"])) for q in questions if q.get("topic")]
    first = sum(ranked[:1] != [] and ranked[0][1] == topic for topic, ranked in asked)
    among = sum(topic in [id_ for _, id_ in ranked] for topic, ranked in asked)
    sure = [(topic, r[0][1]) for topic, r in asked if r and r[0][0] >= threshold]
    right = sum(topic == answered for topic, answered in sure)
    beyond = [q for q in questions if _is_out_of_scope(q)]
    false = sum(_best(candidate, q)[0] >= threshold for q in beyond)
    print(
        f"  {half:<12} first {first / len(asked):.0%}, among three {among / len(asked):.0%}; "
        f"answered {right} right and {len(sure) - right} wrong of {len(asked)}; "
        f"{false} of {len(beyond)} out of scope answered"
    )


def _is_out_of_scope(question: dict[str, Any]) -> bool:
    """Of those that reach the topics: questions for the clinician never do."""
    return bool(question.get("asks_back")) and not advice.is_for_clinician(
        question["ask"], load_vocabulary()
    )


def _best(candidate: Candidate, question: dict[str, Any]) -> tuple[float, str]:
    return (candidate.rank(question["ask"]) or [(0.0, "")])[0]


def _milliseconds(candidate: Candidate, questions: list[Any]) -> float:
    started = time.perf_counter()
    for _ in range(ROUNDS):
        for question in questions:
            candidate.rank(question["ask"])
    return (time.perf_counter() - started) * 1000 / ROUNDS / len(questions)


def main() -> None:
    book = load()
    questions = yaml.safe_load(QUESTIONS.read_text("utf-8"))
    development = [q for q in questions if not q.get("held_out")]
    held = [q for q in questions if q.get("held_out")]
    measure(bm25(book), development, held)
    if importlib.util.find_spec("wordllama") is None:
        sys.exit("wordllama is not installed here: the embedding was not measured.")
    measure(embedding(book, str, "embedding"), development, held)
    measure(embedding(book, _folded, "embedding, field vocabulary"), development, held)


if __name__ == "__main__":
    main()
