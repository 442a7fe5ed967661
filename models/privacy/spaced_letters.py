"""Names whose letters stand apart: "r o s w i t h a  k e m p e r", "K-E-M-P-E-R".

None: a payer or words ("a e t n a", "d r y  n e e d l i n g"), sides and levels ("L R L R").
"""

from __future__ import annotations

import re
from typing import Final

from models.privacy.identity_kinds import Span
from models.privacy.lexicon import Lexicon
from models.privacy.scan import Scan
from models.privacy.user_names import is_full_name

_APART = re.compile(
    r"(?<![\w.'-])[a-z](?:(?P<mark>[ .-])[a-z](?!\w)(?:(?P=mark)[a-z](?!\w)){2,22}+)(?![\w'])",
    re.IGNORECASE,
)
_ALPHABET: Final = frozenset("abcdefghijklmnopqrstuvwxyz")
_LEAST: Final = 3  # letters that stand alone, each counted once


def find(scan: Scan, lexicon: Lexicon) -> Span | None:
    """Where the first such name stands; one that is also a word counts with another word behind it."""
    if len(_ALPHABET & scan.words.keys()) < _LEAST:
        return None
    runs = tuple(_APART.finditer(scan.text))
    words = ["".join(filter(str.isalpha, run[0])).lower() for run in runs]
    for place, word in enumerate(words):
        is_before_another = word in lexicon.given and place + 1 < len(words)
        if word in lexicon.names or is_before_another or is_full_name(word, lexicon):
            return runs[place].span()
    return None
