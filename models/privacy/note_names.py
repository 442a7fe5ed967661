"""Names of no list, told where they stand: they open a note before a side or a muscle.

"J. Hargreaves R piriformis", "t. mcgillicuddy, left soleus", "Tomasek V bilat", "'Peaches' Delacourt L SCM"; and
anywhere "S. St.-Cloud", "Big Lou is back", "for jordan st. james". None: "Seirin J type", "Big Sandy clinic",
"for W. Virginia", "R pirifromis L glute", "n. ischiadicus left", "providence st. joseph".
"""

from __future__ import annotations

from typing import Final

from models.privacy.person_text import PersonNames, PersonText, Token

_OPENINGS: Final = frozenset("\n:;|/")
_QUOTES: Final = frozenset("\"'")
_OF_SIDES: Final = frozenset("lrbxn")  # a letter of a note more often than of a name
_LATIN: Final = frozenset("mnav")  # muscle, nerve, artery, vein: "n. ischiadicus"
_SAINT: Final = frozenset({"st", "saint"})
_SHORTEST: Final = 3
_SHORTEST_SMALL: Final = 5  # of a name in small letters
_LONGEST_GAP: Final = 3
_ATTENDS: Final = frozenset("is was has had came comes wants says said needs called from".split())


class NoteNames:
    """The search for such names in one text."""

    def __init__(self, names: PersonNames, words: PersonText) -> None:
        self._names = names
        self._beside = names.lexicon.beside
        self._sites = names.sites
        self._words = words

    def may_stand(self) -> bool:
        """Whether the text has a side, a muscle or another word that tells such a name."""
        plain = {token.plain for token in self._words.tokens}
        cues = (self._sites, self._beside.nicknaming, _SAINT)
        return not all(map(plain.isdisjoint, cues))

    def is_at(self, index: int) -> bool:
        """Whether the word at a place and the next are such a name."""
        words = self._words
        if index + 2 >= len(words.tokens):
            return False
        token, following, gap = words.tokens[index], words.tokens[index + 1], words.gap(index)
        is_nicknamed = self._is_nicknamed(index, token, following, gap)
        if is_nicknamed or self._is_with_saint(index, token, following, gap):
            return True
        if words.plain(index + 2) not in self._sites or not self._opens(index):
            return False
        if len(words.gap(index + 1)) > _LONGEST_GAP or "." in words.gap(index + 1):
            return False
        return self._is_lettered(token, following, gap) or self._is_called(index, following, gap)

    def _opens(self, index: int) -> bool:
        """Whether a note starts with a word, or a name in marks does."""
        before = self._words.gap(index - 1) if index else "\n"
        is_quoted = (
            index == 0 or self._words.text[: self._words.tokens[index].start].strip() in _QUOTES
        )
        return is_quoted or index == self._words.slot or not _OPENINGS.isdisjoint(before)

    def _is_lettered(self, token: Token, following: Token, gap: str) -> bool:
        """Whether an initial stands beside a name: "J. Hargreaves", "t. mcgillicuddy", "Tomasek V"."""
        if len(token.plain) == 1 and gap in {". ", ".", " "}:
            is_told = "." in gap or (token.is_initial and token.plain not in _OF_SIDES)
            is_part = token.plain in _LATIN and following.typed.islower()
            return is_told and not is_part and self._may_be_name(following)
        is_last = following.is_initial and following.plain not in _OF_SIDES and gap == " "
        return is_last and token.is_title and self._may_be_name(token)

    def _is_called(self, index: int, following: Token, gap: str) -> bool:
        """Whether a nickname stands in marks before a name: "'Peaches' Delacourt"."""
        before = self._words.text[: self._words.tokens[index].start][-1:]
        is_marked = before in _QUOTES and gap.strip() in _QUOTES
        return is_marked and following.is_title and self._may_be_name(following)

    def _may_be_name(self, token: Token) -> bool:
        """Whether a word is of no list, or only in those of names."""
        word, names = token.plain, self._names
        least = _SHORTEST if token.is_title else _SHORTEST_SMALL
        if len(word) < least or names.is_no_person(word) or token.typed.isupper():
            return False
        return names.is_unknown(word) or (word in names.any and word not in names.lexicon.words)

    def _is_nicknamed(self, index: int, token: Token, following: Token, gap: str) -> bool:
        """Whether somebody is called by his size or age: "Big Lou from the bait shop is back"."""
        if token.plain not in self._beside.nicknaming or gap != " ":
            return False
        if not (token.is_title and following.is_title):
            return False
        return self._is_given(following) and self._words.plain(index + 2) in _ATTENDS

    def _is_with_saint(self, index: int, token: Token, following: Token, gap: str) -> bool:
        """Whether a surname with a saint is meant: "S. St.-Cloud", "for jordan st. james"."""
        if following.plain not in _SAINT or gap not in {" ", ". "}:
            return False
        third, joint = self._words.tokens[index + 2], self._words.gap(index + 1)
        if token.is_initial:
            return "-" in joint and third.is_title
        if joint not in {" ", ". "} or self._words.plain(index - 1) not in self._beside.speaking:
            return False
        is_given = self._is_given(token) and token.plain not in self._beside.nouns
        return is_given and self._is_surname(index + 2)

    def _is_given(self, token: Token) -> bool:
        """Whether a word is a given name, and neither a place nor a payer."""
        word, names = token.plain, self._names
        return word in names.given and not names.is_place(word) and not names.is_no_person(word)

    def _is_surname(self, index: int) -> bool:
        """Whether a saint's name is a person's here, and no hospital's."""
        behind = self._words.plain(index + 1)
        is_name = self._words.plain(index) in self._names.any
        is_other = behind in self._beside.institutions or behind in self._beside.things
        return is_name and not is_other
