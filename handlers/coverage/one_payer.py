"""The one payer that stands behind a verb, never a guess: else the question which is meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from handlers.command import Services
from handlers.which_payer import offered
from models.coverage.payer import Payer
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice
from models.understanding.question import Question
from models.words import denials

Again = Callable[[Payer], str]
"""The command that was meant, of another payer than the one that was typed."""


_LISTED = re.compile(r"[,;&+\n]|\band\b", re.IGNORECASE)


class UnknownPayer(NotUnderstood):
    """A name that is no payer's."""


def each_payer(text: str, one: Callable[[str], Payer]) -> list[Payer]:
    """The payers of a list, each read by itself where the whole is not one: "aetna and cigna".

    Raises what `one` raises: of the part that is none, or of the whole where no part is one.
    """
    parts = [part.strip() for part in _LISTED.split(text) if part.strip()]
    is_list = len(parts) > 1 and not denials(text)
    try:
        whole = one(text)
    except NotUnderstood:
        if is_list and (payers := _of_parts(parts, one)):
            return payers
        raise
    if is_list:
        _refuse_unknown(parts, one)
    return [whole]


def _of_parts(parts: Sequence[str], one: Callable[[str], Payer]) -> list[Payer]:
    payers: dict[str, Payer] = {}
    for part in parts:
        try:
            payer = one(part)
        except NotUnderstood:
            if payers:
                raise
            return []
        payers[payer.id] = payer
    return [*payers.values()]


def _refuse_unknown(parts: Sequence[str], one: Callable[[str], Payer]) -> None:
    """Raise for a part that is nobody's name, though the others make one payer."""
    for part in parts:
        try:
            one(part)
        except UnknownPayer:
            raise
        except NotUnderstood:
            continue


def one_payer(question: Question, services: Services, again: Again, home: str | None) -> Payer:
    """The payer that was named. Raises `NotUnderstood` where none is, surely."""
    payers = question.payers
    if len(payers) == 1 and not (question.guessed_from or question.unknown_payer):
        return payers[0]
    if not payers and not question.unknown_payer:
        raise NotUnderstood(
            "For which payer?",
            "Name it as your team does: premera, bcbsnc, medicare.",
            field=FieldName.PAYER,
        )
    meant = offered(payers, services.book, home)
    choices = [Choice(payer.name, again(payer)) for payer in meant]
    if question.unknown_payer and not meant:
        raise UnknownPayer(
            "I know of no such payer.",
            "Nothing was done. Check the name against the card.",
            field=FieldName.PAYER,
        )
    raise NotUnderstood(
        "Which payer do you mean?",
        "Nothing was done. Choose it, or write its name in full.",
        choices,
        field=FieldName.PAYER,
    )
