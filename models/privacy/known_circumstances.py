"""What all know of one person: a prize, the news, relatives of the clinic's own people.

"the lady who won the powerball in Fernley", "he was all over the news", "our receptionist's mother-in-law has
Humana", "my landlord's wife is on my schedule". None: "we won the appeal", "it was in the news", "my
patient's wife has Aetna", "the owner's wife has a license".
"""

from __future__ import annotations

from typing import Final

from models.privacy.identity_kinds import Span
from models.privacy.lexicon import Lexicon
from models.privacy.patient_signs import PatientSigns
from models.privacy.person_text import PersonText
from models.privacy.scan import Scan

_WON: Final = frozenset({"won"})
_NEWS: Final = frozenset({"news", "tv", "headlines", "viral", "newspaper", "newspapers"})
_ON: Final = frozenset({"on", "in", "over", "made", "went"})
_BEING: Final = frozenset({"was", "is", "been", "made", "went"})
_THINGS: Final = frozenset("it this that they there needling dn law bill story".split())
_OURS: Final = frozenset({"our", "my", "the"})
_BEFORE_WON: Final = 3  # words between "who" and "won"
_BEHIND_WON: Final = 6
_LONGEST_NEWS: Final = 6  # words of "was all over the local news"


class CircumstanceSearch:
    """Looks for what tells one person in a place. `known` are keys of payers."""

    def __init__(self, lexicon: Lexicon, known: frozenset[str]) -> None:
        self._roles = lexicon.roles
        self._kin = lexicon.beside.kin
        self._signs = PatientSigns(lexicon, known)
        self._people = self._roles.winners - _THINGS
        self._cues = _WON | _NEWS | self._roles.staff

    def find(self, scan: Scan, words: PersonText) -> Span | None:
        """Where the first of it stands in a text of such words."""
        if not scan.has(self._cues):
            return None
        for index, token in enumerate(words.tokens):
            if token.plain in self._cues and self._tells(words, index):
                return token.start, token.end
        return None

    def _tells(self, words: PersonText, index: int) -> bool:
        word = words.plain(index)
        if word in _WON:
            return self._is_prize(words, index)
        if word in _NEWS:
            return self._is_in_news(words, index)
        return self._is_known_here(words, index)

    def _is_prize(self, words: PersonText, won: int) -> bool:
        before = {words.plain(at) for at in range(won - _BEFORE_WON, won)}
        behind = {words.plain(at) for at in range(won + 1, won + 1 + _BEHIND_WON)}
        return bool(before & self._roles.winners and behind & self._roles.prizes)

    def _is_in_news(self, words: PersonText, news: int) -> bool:
        """Whether somebody is: "he's the pilot who landed in March, was all over the news"."""
        near = range(max(0, news - _LONGEST_NEWS), news)
        verb = next((at for at in near if words.plain(at) in _BEING), -1)
        if verb < 0 or not {words.plain(at) for at in range(verb, news)} & _ON:
            return False
        subject = words.plain(verb - 1)
        if subject in self._people:
            return True
        is_all_over = words.plain(verb + 1) == "all" and subject not in _THINGS
        return is_all_over and any(words.plain(at) in self._people for at in range(verb))

    def _is_known_here(self, words: PersonText, index: int) -> bool:
        """Whether a relative of the clinic's own people, or a neighbor, is a patient."""
        if not any(words.plain(at) in _OURS for at in (index - 1, index - 2)):
            return False
        if words.tokens[index].is_possessive:
            is_kin = words.plain(index + 1) in self._kin
            return is_kin and self._signs.are_behind(words, index + 1)
        is_neighbor = words.plain(index) in self._roles.neighbors and words.plain(index - 1) == "my"
        return is_neighbor and self._signs.are_behind(words, index)
