"""Which two words are one person's name: given and surname, a title, initials, unknown ones.

"Mark Price", "Mrs Green", "pt Xochitl", "li na", "park min-seo".
"""

from __future__ import annotations

import re
from typing import Final

from models.privacy.person_text import STATES, PersonNames, PersonText, Token
from models.words import key_of

_MARRIED: Final = frozenset("mr mrs".split())
# Words that are no name behind a title whose name was left out: "the Mrs on my schedule".
_BEHIND_A_TITLE: Final = frozenset("on who with has".split())
_SO: Final = frozenset({"so", "sos", "so's"})
_PATIENTS: Final = frozenset("patient pt client named".split())
_BEHIND_INITIAL: Final = re.compile(r"\s?[/|]|\Z")
_OPENINGS: Final = frozenset("\n:/|")
# Before a full stop they end a sentence: "sees another patient. Is that attended".
_AT_AN_END: Final = frozenset("patient client member".split())
# Pairs that are words, where a person may be spoken of too.
_NO_PAIRS: Final = frozenset(
    {("will", "power"), ("max", "price"), ("may", "price"), ("bill", "price")}
)
_SHORTEST_CAPITALS: Final = 4
_LONGEST_GAP: Final = 3


class PersonPairs:
    """The search for pairs in one text."""

    def __init__(self, names: PersonNames, words: PersonText) -> None:
        self._names = names
        self._beside = names.lexicon.beside
        self._words = words

    def is_at(self, index: int) -> bool:
        """Whether the word at a place and the next are a name together."""
        words = self._words
        if index + 1 >= len(words.tokens):
            return False
        token, following, gap = words.tokens[index], words.tokens[index + 1], words.gap(index)
        if len(gap) > _LONGEST_GAP or self._is_nobody(index):
            return False
        return (
            self._is_announced(token, following, gap)
            or self._is_elder(token, following, gap)
            or self._is_before_initial(index, token, following, gap)
            or self._is_pair(index, token, following, gap)
            or self._is_spoken_of(index, token, following, gap)
            or self._is_unknown_pair(index, token, following, gap)
            or self._is_east_asian(index, token, following, gap)
        )

    def _is_nobody(self, index: int) -> bool:
        """Whether a name is left out on purpose: "Mr. so and so"."""
        behind = [self._words.plain(at) for at in range(index + 1, index + 4)]
        return behind[:2] == ["so", "and"] and behind[2] in _SO

    def _is_announced(self, token: Token, following: Token, gap: str) -> bool:
        """Whether a title or the like stands before a name: "Mrs. Green", "client: Wolf"."""
        if token.plain not in self._names.heads or following.plain in STATES or gap.strip(" .:,-"):
            return False
        if token.plain in _AT_AN_END and "." in gap and self._names.is_plain_word(following.plain):
            return False
        if token.plain in self._names.titles:
            return self._is_titled(token, following, gap)
        if token.typed.isupper() or not following.is_title:
            return False
        if following.plain in self._names.any:
            return True
        is_unknown = self._names.is_unknown(following.plain)
        is_kin = token.plain in self._beside.kin and gap == " " and not token.is_possessive
        is_head = token.plain in _PATIENTS and (token.typed.islower() or is_unknown)
        is_named = is_head or (is_kin and token.typed.islower() and is_unknown)
        return is_named and not self._names.is_no_person(following.plain)

    def _is_elder(self, token: Token, following: Token, gap: str) -> bool:
        """Whether a relative is called so before a name of no list: "Uncle Mort"."""
        if not (token.is_title and following.is_title and gap == " "):
            return False
        word = following.plain
        is_name = self._names.is_unknown(word) and not self._names.is_no_person(word)
        return token.plain in self._beside.elders and is_name

    def _is_titled(self, token: Token, following: Token, gap: str) -> bool:
        is_name = following.plain in self._names.any
        if token.plain == "miss":  # "Miss." is Mississippi, and one can miss a visit
            return following.is_title and "." not in gap
        if token.typed == "MS" or (token.typed == "DR" and not is_name):
            return False
        if following.is_title or is_name:
            return True
        if token.plain in self._beside.foreign_titles and self._names.is_unknown(following.plain):
            return len(following.plain) > 2
        is_word = following.typed in _BEHIND_A_TITLE
        return token.plain in _MARRIED and len(following.plain) > 1 and not is_word

    def _is_before_initial(self, index: int, token: Token, following: Token, gap: str) -> bool:
        """Whether an initial stands behind a name: "Ngo T /", "Sierra M, 22", "saw Dimitri P. today"."""
        if gap != " " or not token.is_title or not following.is_initial or token.is_possessive:
            return False
        behind = self._words.text[following.end :][:3]
        if not index or not _OPENINGS.isdisjoint(self._words.gap(index - 1)):
            return self._opens_with(token, behind)
        is_unknown = self._names.is_unknown(token.plain)
        is_known = token.plain in self._names.any or self._names.is_no_person(token.plain)
        return behind[:1] == "." and is_unknown and not is_known

    def _opens_with(self, token: Token, behind: str) -> bool:
        """Whether a name that opens a line is a person's by what stands behind its initial: "Ngo T /"."""
        word, lexicon = token.plain, self._names.lexicon
        if word not in self._names.any or word in STATES | self._beside.lettered:
            return False
        is_word = word in lexicon.words and word not in lexicon.word_names
        is_word = is_word or word in self._beside.nouns
        is_apart = _BEHIND_INITIAL.match(behind) is not None and not is_word
        return is_apart or (behind[:1] == "," and word in self._names.given)

    def _is_pair(self, index: int, token: Token, following: Token, gap: str) -> bool:
        """Whether two words, of which each may be no name, are one together.

        "Mark Price", "Price, Mark", "Rose T.", "J. Green"; "mark price" where an alias should be.
        """
        is_slot = index == self._words.slot
        titled = token.is_title and following.is_title
        given, surname = token.plain in self._names.given, token.plain in self._names.surnames
        if gap in {" ", "-", "_", "."} and given and following.plain in self._names.surnames:
            return titled or is_slot
        if gap in {" ", ", ", ","} and token.is_title and following.is_initial:
            behind = self._words.text[following.end : following.end + 1]
            lone = gap != " " or behind in {"", "."}
            return behind in {"", ".", " ", ","} and lone and (given or (surname and "," in gap))
        if gap in {", ", ","} and surname and following.plain in self._names.given:
            return (titled or is_slot) and following.plain not in STATES
        if gap in {". ", ".", " "} and token.is_initial and following.is_title:
            dotted = "." in gap or is_slot
            is_surname = following.plain in self._names.surnames
            return (
                dotted and is_surname and self._words.plain(index - 1) not in self._beside.lettered
            )
        return is_slot and self._is_initial_beside(token, following, gap)

    def _is_spoken_of(self, index: int, token: Token, following: Token, gap: str) -> bool:
        """Whether two words that are also names stand where a person does: "can will brooks", "tell grace park"."""
        if gap != " " or token.plain not in self._names.given or token.typed == "you":
            return False
        if (
            following.plain not in self._names.surnames
            or (token.plain, following.plain) in _NO_PAIRS
        ):
            return False
        if following.is_possessive:
            return True
        behind = self._words.plain(index + 2)
        return (
            self._words.plain(index - 1) in self._beside.speaking
            and behind not in self._beside.institutions
        )

    def _is_initial_beside(self, token: Token, following: Token, gap: str) -> bool:
        """Whether "j smith" or "smith j" stands where an alias is expected."""
        if gap not in {" ", ". ", ".", ", "}:
            return False
        one, other = (token, following) if len(token.plain) == 1 else (following, token)
        return len(one.plain) == 1 and one.plain != "x" and other.plain in self._names.any

    def _is_unknown_pair(self, index: int, token: Token, following: Token, gap: str) -> bool:
        """Whether two neighbours in capitals are words of no list: "Zuriel Wojtkowiak"."""
        if gap not in {" ", ", ", "-"} or token.is_possessive:
            return False
        if not (_are_in_capitals(token, following) or index == self._words.slot):
            return False
        unknown = self._names.is_unknown
        if not (self._is_like_name(token) and self._is_like_name(following)):
            return False
        if self._is_only_city(token) and self._is_only_city(following):
            return False
        if not (unknown(token.plain) or unknown(following.plain)):
            return False
        return not self._is_ordinary(token) and not self._is_ordinary(following)

    def _is_ordinary(self, token: Token) -> bool:
        return not self._names.is_unknown(token.plain) and token.plain not in self._names.any

    def _is_only_city(self, token: Token) -> bool:
        return token.plain in self._names.lexicon.cities and token.plain not in self._names.any

    def _is_like_name(self, token: Token) -> bool:
        """Whether a word may be a name: unknown, or in some list of names."""
        if token.plain in STATES or key_of(token.plain) in self._names.known:
            return False
        return self._names.is_unknown(token.plain) or token.plain in self._names.any

    def _is_east_asian(self, index: int, token: Token, following: Token, gap: str) -> bool:
        """Whether a surname and a syllable of given names stand together: "li na", "park min-seo"."""
        lexicon = self._names.lexicon
        if gap != " " or token.is_possessive or (token.typed.isupper() and token.plain in STATES):
            return False
        if self._words.text[following.end : following.end + 1].isdigit():  # "he gu LI4"
            return False
        if token.plain in lexicon.clans and following.plain in lexicon.syllables:
            return True
        if token.plain in lexicon.syllables and following.plain in lexicon.clans:
            return following.plain not in lexicon.words and token.plain not in lexicon.words
        return token.plain in lexicon.clans and self._is_hyphened(index + 1)

    def _is_hyphened(self, index: int) -> bool:
        """Whether two syllables stand with a dash between them: "min-seo"; each may be a word."""
        first, second = self._words.plain(index), self._words.plain(index + 1)
        halves = self._names.halves
        return self._words.gap(index) == "-" and first in halves and second in halves


def _are_in_capitals(token: Token, following: Token) -> bool:
    shortest = min(len(token.plain), len(following.plain))
    if token.is_title and following.is_title:
        return shortest > 1
    return token.typed.isupper() and following.typed.isupper() and shortest >= _SHORTEST_CAPITALS
