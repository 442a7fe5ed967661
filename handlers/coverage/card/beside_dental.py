"""Whether the jaw is the medical or the dental plan's, beside what one payer says of needling."""

from __future__ import annotations

from dataclasses import replace

from models.coverage.fact_book import FactBook
from models.reply import Choice, Line, Reply
from models.understanding.reading import Reading
from models.wording import quoting
from models.wording.sourced import sourced

WORDS = frozenset("dental dentist dentists dentistry".split())
_JAW = "temporomandibular_disorder"
_TOPIC = "tmj_plan"


def with_dental(reply: Reply, reading: Reading, book: FactBook) -> Reply:
    """The card, with what is held on whose benefit the jaw is, where both plans are named."""
    is_of_jaw = reading.question.condition == _JAW or "tmj" in reading.words
    if not is_of_jaw or reply.refused:
        return reply
    held = book.topics[_TOPIC]
    unused = {f"I did not use {quoting.named((word,))}." for word in WORDS}
    told = tuple(Line(said.says, said.cites) for said in held.answer[:2])
    return sourced(
        replace(
            reply,
            lines=(*reply.lines[:1], *told, *reply.lines[1:]),
            cautions=tuple(line for line in reply.cautions if line.text not in unused),
            choices=(Choice(held.question, f"/ask {held.question}"), *reply.choices),
        ),
        book,
    )
