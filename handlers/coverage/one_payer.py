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
    """The payers of a list, each read by itself ("aetna and cigna"), or the one that it names.

    Raises what `one` raises: of the part that is none, or of the whole where no part is one.
    """
    parts = [part.strip() for part in _LISTED.split(text) if part.strip()]
    if len(parts) <= 1 or denials(text):
        return [one(text)]
    payers, trouble = _of_parts(parts, one)
    if len(payers) == len(parts):
        return [*dict.fromkeys(payers)]
    if isinstance(trouble, UnknownPayer) and payers:
        raise trouble
    try:
        return [one(text)]
    except NotUnderstood:
        if payers and trouble:
            raise trouble from None
        raise


def _of_parts(
    parts: Sequence[str], one: Callable[[str], Payer]
) -> tuple[list[Payer], NotUnderstood | None]:
    """The payers that parts name, and the first trouble with one that names none."""
    payers: list[Payer] = []
    trouble = None
    for part in parts:
        try:
            payers.append(one(part))
        except NotUnderstood as of_part:
            trouble = trouble or of_part
    return payers, trouble


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
    apart = question.payers_apart or (payers,)
    meant = [payer for named in apart for payer in offered(named, services.book, home)]
    choices = [Choice(payer.name, again(payer)) for payer in meant]
    if question.unknown_payer and not meant:
        raise UnknownPayer(
            "I know of no such payer.",
            "Nothing was done. Check the name against the card.",
            field=FieldName.PAYER,
        )
    several = len(question.payers_apart)
    raise NotUnderstood(
        f"That names {several} payers." if several > 1 else "Which payer do you mean?",
        "Nothing was done. One is taken at a time: choose it, then do the same for the others."
        if several > 1
        else "Nothing was done. Choose it, or write its name in full.",
        choices,
        field=FieldName.PAYER,
    )
