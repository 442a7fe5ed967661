"""Refuses a word between codes of a log that nobody understood: it may name another patient."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.errors import NotUnderstood
from models.field_name import FieldName
from models.understanding import stray_words

_CODE = re.compile(r"[0-9]{4}[0-9A-Z]|[A-Z][0-9]{4}", re.IGNORECASE)


def refuse(text: str, unused: Sequence[str], alias: str) -> None:
    """Raise where codes stand before and behind such a word, of which no command is offered.

    An alias that was mistyped would else give its codes and units to the one before it.
    """
    if stray_words.may_be_dropped(unused):
        return
    strange = (word.strip(".,;:()") for word in unused)
    found = next(filter(None, (_place(word, text) for word in strange if word)), None)
    if found and _CODE.search(text[: found.start()]) and _CODE.search(text[found.end() :]):
        raise NotUnderstood(
            f"Whose are the codes behind “{' '.join(unused)}”? That is no alias here, and no word "
            "of a log.",
            f"Nothing was logged of {alias}. Each patient's codes stand behind that patient's "
            "alias, and no other word between them.",
            field=FieldName.ALIAS,
        )


def _place(word: str, text: str) -> re.Match[str] | None:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE)
