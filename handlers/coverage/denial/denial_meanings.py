"""What a topic says that one code of a denial means, or a remark beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from models.coverage.fact_book import FactBook
from models.coverage.topic import Topic
from models.reply import Line
from models.wording import sentences
from models.wording.sourced import lines

REMARKS = "remark_codes"
"""The topic whose lines each say what some remark codes mean."""
_REMARK = re.compile(r"N[0-9]+|MA?[0-9]+")
_NUMBERED = re.compile(r"[A-Z]?[0-9]+")
_NAMED = re.compile(r"\b[A-Z]+[0-9]+: ")  # one line says what several remarks mean


def is_about(topic: Topic, denials: tuple[str, ...]) -> bool:
    """Whether what the topic says first is the meaning of these codes.

    A topic may be found by codes that it names only further down: coinsurance is no price cut.
    """
    reasons = {code.rpartition("-")[2] for code in denials if not is_remark(code)}
    if not reasons:
        return topic.id == REMARKS
    return reasons.issubset(_NUMBERED.findall(topic.question))


def is_remark(code: str) -> bool:
    """Whether a code of a denial is a remark, which stands beside a reason: N386, MA130, M76."""
    return _REMARK.fullmatch(code) is not None


def of_name(topic: Topic, name: str) -> list[Line]:
    """The sentences of a topic that say something of one name, which stands before a colon."""
    return [
        replace(line, text=text)
        for line in lines((*topic.answer, *topic.details))
        for text in _behind(line.text, name)
    ]


def _behind(text: str, name: str) -> list[str]:
    """The whole text where it speaks of the name alone; else each sentence that begins with it.

    One sentence may say the same of several: "N489, N490: referral form."
    """
    start = f"{name}: "
    if text.startswith(start) and not _NAMED.search(text.removeprefix(start)):
        return [text]
    return [told for told in sentences.split(text) if name in told.partition(":")[0].split(", ")]


def remarks_held(denials: Iterable[str], book: FactBook) -> list[Line]:
    """What is said of each remark; none where one of the codes is a reason, or is not held."""
    of_each = [of_name(book.topics[REMARKS], code) if is_remark(code) else [] for code in denials]
    return [line for told in of_each for line in told] if all(of_each) else []
