"""What the words behind somebody say of a patient: "came in", "needs needling".

Also "has plantar fasciitis", "is on my schedule", "has Humana". None: "signed the bill", "has a license",
"wants a raise".
"""

from __future__ import annotations

from typing import Final

from models.privacy.lexicon import Lexicon
from models.privacy.person_text import PersonText

_HAVING: Final = frozenset({"has", "had", "got"})
_WISHING: Final = frozenset({"needs", "wants", "need", "want", "gets", "asks", "asked"})
_BEING: Final = frozenset({"is", "was"})
_ATTENDING: Final = frozenset("back here in on coming scheduled our my".split())
_WHERE: Final = frozenset("schedule patient pt today tomorrow again with here".split())
_WITH: Final = frozenset({"with", "w"})
_DEEDS: Final = frozenset("came comes fell sprained tore fainted limped".split())
_MOST_BETWEEN: Final = 4  # words of a team's or a place's name
_MOST_BEFORE: Final = 4
_NEAR: Final = 3


class PatientSigns:
    """Looks for such signs. `known` are keys of payers."""

    def __init__(self, lexicon: Lexicon, known: frozenset[str]) -> None:
        self._ills = lexicon.beside.ills | lexicon.beside.body | lexicon.muscles
        self._drugs = lexicon.beside.drugs
        self._treating = lexicon.beside.attending
        self._known = known

    def are_behind(self, words: PersonText, index: int, most: int = _MOST_BETWEEN) -> bool:
        """Whether one of the next words is a verb that says so; `most` may stand between."""
        return any(self._says(words, at) for at in range(index + 1, index + 2 + most))

    def are_before(self, words: PersonText, index: int) -> bool:
        """Whether a clinic treats whom the words before name: "needling the starting qb"."""
        return any(words.plain(at) in self._treating for at in range(index - _MOST_BEFORE, index))

    def _says(self, words: PersonText, verb: int) -> bool:
        word = words.plain(verb)
        behind = [words.plain(at) for at in range(verb + 1, verb + 1 + _NEAR)]
        if word in _BEING and behind[0] == "on" and not self._drugs.isdisjoint(behind):
            return True
        if word in _BEING:
            return behind[0] in _ATTENDING and not _WHERE.isdisjoint((behind[0], *behind))
        if word in _DEEDS:
            return True
        is_ill = not self._ills.isdisjoint(behind)
        if word in _HAVING:
            return is_ill or words.starts_payer(verb + 1, self._known)
        return (word in _WISHING or word in _WITH) and is_ill
