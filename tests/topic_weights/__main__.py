"""Learns the weights of topics anew: `python -m tests.topic_weights [SHEET...]`.

With names of sheets these are left out, the weights are tried on them, and nothing is written.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Collection

import yaml

from models.content import TOPIC_WEIGHTS, load, load_vocabulary
from models.understanding.reading import typed_words
from models.understanding.topics.learned_weights import NO_TOPIC
from models.understanding.topics.topics import Topics
from tests.questions import blind
from tests.topic_weights.examples import LABELS, examples
from tests.topic_weights.learning import learn


def _tried(topics: Topics, sheets: Collection[str]) -> str:
    """How the topics answer the questions of these sheets whose topic is told."""
    labels = yaml.safe_load(LABELS.read_text("utf-8"))
    asked, first, within_two = Counter[str](), Counter[str](), Counter[str]()
    for sheet in sheets:
        typed = {question.n: question.typed for question in blind.questions(sheet)}
        for number, id_ in labels.get(sheet, {}).items():
            found = topics.find_typed(typed_words(typed[number]))
            kind = f"{'no' if id_ == NO_TOPIC else 'a'} topic, {found.tier.value} shown"
            shown = [topic.id for topic in (found.closest, *found.others) if topic]
            asked[kind] += 1
            first[kind] += shown[:1] == [id_]
            within_two[kind] += id_ in shown[:2]
    return "\n".join(
        f"{kind}: {of}, the right one first {first[kind]}, within two {within_two[kind]}"
        for kind, of in sorted(asked.items())
    )


def main(apart: Collection[str]) -> None:
    """Learn, and write, or try on the sheets that were kept apart."""
    pack, vocabulary = load(), load_vocabulary()
    bare, payers = Topics(pack.topics, vocabulary), pack.payers.values()
    learned = learn(examples(bare, pack.topics, payers, frozenset(apart)))
    if apart:
        sys.stdout.write(f"{_tried(Topics(pack.topics, vocabulary, learned), apart)}\n")
    else:
        TOPIC_WEIGHTS.write_text(learned.written(), "utf-8")


if __name__ == "__main__":
    unknown = set(sys.argv[1:]) - set(blind.SHEETS)
    main(sys.argv[1:] if not unknown else sys.exit(f"No such sheet: {', '.join(sorted(unknown))}"))
