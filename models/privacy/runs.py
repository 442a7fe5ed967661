"""Names without their blanks: "janedoe", "mariagarcia", "jsmith", "smithj"."""

from __future__ import annotations

from typing import Final

from models.privacy.lexicon import Lexicon

# A name of fewer letters stands inside too many other words.
_SHORTEST_RUN: Final = 5
_SHORTEST_HALF: Final = 3
_SHORTEST_FULL_HALF: Final = 4
_LONGEST: Final = 40

# Words that a clinic may well choose, and that would be read as a letter or a name and a name.
_NO_RUNS: Final = frozenset(
    """artist better canton caravan charter eastern hacker harmony liaison maiden marigold marine
    martini normal packer paradise patella pelvis phantom planter plaster proper reason season
    single smooth sunken tennis terrier valley victory walkers washer""".split()
)


def is_full_name(letters: str, lexicon: Lexicon) -> bool:
    """Whether a word is two names of four letters or more, neither of which is anything else."""
    return len(letters) <= _LONGEST and any(
        given in lexicon.names and surname in lexicon.names
        for given, surname in _halves(letters, _SHORTEST_FULL_HALF)
    )


_INFLECTED: Final = ("ed", "ing", "er", "ers")


def _is_inflected(letters: str, lexicon: Lexicon) -> bool:
    """Whether a word is a form of an ordinary one: "locked" of "lock", and not Locke, D."""
    return any(letters.removesuffix(end) in lexicon.words for end in _INFLECTED)


def is_handle(letters: str, lexicon: Lexicon) -> bool:
    """Whether a word is two names, or an initial and a name."""
    if letters in _NO_RUNS or len(letters) > _LONGEST or _is_inflected(letters, lexicon):
        return False
    if len(letters) > _SHORTEST_RUN and {letters[1:], letters[:-1]} & lexicon.names:
        return True
    return any(
        (given in lexicon.names or given in lexicon.given)
        and (surname in lexicon.names or surname in lexicon.surnames)
        and bool({given, surname} & lexicon.names)
        for given, surname in _halves(letters, _SHORTEST_HALF)
    )


def _halves(letters: str, shortest: int) -> tuple[tuple[str, str], ...]:
    cuts = range(shortest, len(letters) - shortest + 1)
    return tuple((letters[:cut], letters[cut:]) for cut in cuts)
