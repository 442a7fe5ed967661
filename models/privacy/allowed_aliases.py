"""The sentences that refuse what is no alias and say which there can be."""

from __future__ import annotations

from models.errors import NotUnderstood
from models.field_name import FieldName
from models.privacy.alias_form import EXAMPLE, AliasForms, AliasPattern
from models.reply import Choice
from models.wording import phrases

ISSUE = Choice("Issue an alias", "/session new")
WORDS = Choice("The words", "/clinic aliases words")

_WORD_EXAMPLES = "OAK-12"


def no_alias(forms: AliasForms) -> NotUnderstood:
    """What was typed has none of the forms."""
    return NotUnderstood(
        "That is not an alias, and none can be made of it.",
        f"Let me issue one: /session new. Or {_own(forms)}. {_ask(forms)}",
        [ISSUE, WORDS],
        field=FieldName.ALIAS,
    )


def foreign() -> NotUnderstood:
    """Letters of another script stand where an alias should."""
    return NotUnderstood(
        "An alias has only the letters A to Z and digits.",
        "Let me issue one: /session new. None of it was stored.",
        [ISSUE],
        field=FieldName.ALIAS,
    )


def hint(patterns: tuple[AliasPattern, ...]) -> str:
    """What may stand in a field for an alias of the clinic's own."""
    return f"{phrases.sentence(_own(AliasForms(patterns=patterns)))}."


def list_patterns(patterns: tuple[AliasPattern, ...]) -> str:
    """The declared patterns, for the list of settings."""
    return phrases.either(list(map(str, patterns)), "and") if patterns else "no pattern declared"


def _own(forms: AliasForms) -> str:
    patterns = [str(pattern) for pattern in forms.patterns]
    of_pattern = f", or digits for the zeros of {phrases.either(patterns)}" if patterns else ""
    return f"take a word of my list and up to four digits, like {_WORD_EXAMPLES}{of_pattern}"


def _ask(forms: AliasForms) -> str:
    which = "another pattern" if forms.patterns else "a pattern of your own"
    return f"Managers may declare {which}: /clinic aliases {EXAMPLE}"
