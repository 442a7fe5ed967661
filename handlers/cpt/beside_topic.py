"""Puts what Medicare's tables say of the codes that are typed beside a topic on its card."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handlers.cpt import aspects, muscles
from models.coverage.edits import FEW_MUSCLES, MANY_MUSCLES, EditTable
from models.coverage.fact_book import FactBook
from models.coverage.topic import Topic
from models.reply import Line, Reply
from models.understanding.question import Question
from models.understanding.reading import NEEDLE_WORDS, Reading
from models.wording import code_pairs, phrases
from models.wording.sourced import sourced

BUNDLED = "denial_97"
"""The topic on codes of one day."""

_STIM = "estim"  # the topic on current through the needles
_LOOKUP = frozenset({"ncci_lookup", "ncci_held"})  # where edits stand, and of which quarter
LATER = Line("Whether a later quarter changed it was not seen: look up the current file.")
_NEEDLING = (FEW_MUSCLES, MANY_MUSCLES)
_CUT_SHORT = "stopped_early"
_MONEY_BACK = frozenset({"payback", "recoupment", "prepayment_review", "self_audit"})
_SEPARATING = frozenset({"modifier_59", "x_modifiers"})
_MANUAL = "97140"
_PAIR = 2  # codes
_BY_MODIFIER, _OF_MODIFIER = "Add 59", "/cpt 59"


def led_by_count(reply: Reply, topic: Topic, reading: Reading, book: FactBook) -> Reply:
    """A topic on what was done or billed, led by what the muscles, units or pairs make."""
    told: list[Line] = []
    asked = reading.codes
    if topic.id == _CUT_SHORT and asked.muscles:
        told = list(muscles.lines_of(asked, book))[:1]
    elif topic.id in _MONEY_BACK and asked.number and asked.number > 1:
        typed = [code for code in asked.codes if code in _NEEDLING]
        told = [line for code in typed[:1] for line in aspects.units(code, asked, book)][:1]
    elif topic.id in _SEPARATING and book.edits:
        told = _of_pairs(reading, book.edits)
    if not told:
        return reply
    return sourced(replace(reply, lines=(*told, *reply.lines), canonical=""), book)


def _of_pairs(reading: Reading, table: EditTable) -> list[Line]:
    """Whether needling and the other services that are named need a modifier between them."""
    asked = reading.codes
    in_words = [group for group in asked.described if set(group) <= table.looked_up]
    named = {code for group in in_words for code in group}
    typed = [(c,) for c in asked.codes if c in table.looked_up and c not in named]
    groups = [*typed, *in_words]
    has_needling = any(set(group) & set(_NEEDLING) for group in groups)
    if not has_needling and reading.words & NEEDLE_WORDS:
        groups.append(_NEEDLING)
    if "manual" in reading.words and (_MANUAL,) not in groups:  # "needle/manual combo"
        groups.append((_MANUAL,))
    is_of_needling = any(set(group) & set(_NEEDLING) for group in groups)
    return list(code_pairs.lines(groups, table))[:1] if is_of_needling and groups[1:] else []


def with_codes(reply: Reply, topic: Topic, question: Question, book: FactBook) -> Reply:
    """The topic of bundling, edits or stim, with what the tables say of the codes typed."""
    table = book.edits
    is_asked = topic.id in _LOOKUP | {_STIM} or (topic.id == BUNDLED and question.denials)
    if table is None or not is_asked or not (told := tuple(_told(topic, question, table))):
        return reply
    choices = tuple(choice for choice in reply.choices if "/share" not in choice.command)
    rest = reply.lines[1:]
    if told[0].text.startswith(code_pairs.NEVER):  # no modifier helps there
        rest = tuple(line for line in rest if _BY_MODIFIER not in line.text)
        choices = tuple(choice for choice in choices if choice.command != _OF_MODIFIER)
    is_pair_first = topic.id in _LOOKUP
    beside = (*told, LATER, *reply.lines) if is_pair_first else (*reply.lines[:1], *told, *rest)
    return sourced(replace(reply, lines=beside, choices=choices, canonical=""), book)


def _told(topic: Topic, question: Question, table: EditTable) -> Iterator[Line]:
    """Whether the codes are paid on one day, and of which no unit is."""
    in_words = {code for group in question.described for code in group}
    typed = dict.fromkeys(code for code in question.codes if code not in in_words)
    codes = tuple(code for code in typed if code in table.looked_up)
    others = [code for code in codes if code not in _NEEDLING]
    if topic.id == _STIM and len(others) == len(codes):
        codes = (FEW_MUSCLES, *codes)
    groups: list[tuple[str, ...]] = [(code,) for code in codes]
    if topic.id == BUNDLED and len(others) == len(codes) == 1:  # "denial CO-97 w 97140"
        groups = [_NEEDLING, *groups]
    if len(groups) < _PAIR:
        return
    told = code_pairs.lines(groups, table)
    yield from told[:1] if others else told[:2]  # of needling alone, which one is billed
    unpaid = [code for code in others if (daily := table.units(code)) and not daily.most]
    if unpaid:
        day = phrases.day(table.as_of)
        yield Line(
            f"Medicare's table of {day} takes no unit of {phrases.either(unpaid)}.", table.cites
        )
