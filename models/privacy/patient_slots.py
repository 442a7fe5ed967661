"""Names of any list, and of none, where only a patient can stand.

"the Petrovs both come", "the Johnson kid", "last name Zukauskas", "ok to needle Thandeka", "superbill for Bev", "did
Fields sign", "Tavish still has 3 visits left", "Braelynn's mom", "Mr. B", "Dean from 3pm". None: "the Blues
both pay", "needle Popliteus", "policy for Zelis", "did Zelis sign on".
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Final

from models.privacy.person_text import STATES, PersonNames, PersonText, Token

_SIDES: Final = frozenset({"l", "r"})
_NOUNS: Final = frozenset("bill price cash charge case art".split())  # "our bill price"
_LEAST_OF_TWO: Final = 2
_HOUR = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\btoday\b|\btomorrow\b|\byesterday\b|\b\d{1,2}(?::\d\d)? ?[ap]m\b|\b\d{1,2}/\d{1,2}\b",
    re.IGNORECASE,
)
_DOES: Final = frozenset("is has had was needs".split())
_SHORT: Final = frozenset("ve re ll d m t".split())  # "We've got"
_CUES: Final = frozenset("mr mrs ms name surname our sign owe faint left used cc".split())
_FILE = re.compile(r"[\w.-]{0,40}?\.(?:pdf|docx?|xlsx?|png|tiff?|rtf)\b", re.IGNORECASE)
_TOLD: Final = frozenset("remind tell text txt call email per ask cancel".split())
_IN_CARE: Final = frozenset("attn cc".split())
_ON: Final = frozenset("up back out off from with to".split())
_SHORTEST: Final = 3
_NAME: Final = frozenset({"name", "surname"})
_OF_NAME: Final = frozenset("last first maiden middle family nick full".split())
_IS: Final = frozenset({"is", "was", "first", "s"})
_TITLES: Final = frozenset({"mr", "mrs"})
_FOR: Final = frozenset({"for"})
_SAME: Final = frozenset("both all share have come are split".split())
_LEFT = re.compile(
    r"(?: still| only| already)? (?:has|had|used)(?: used| had| only)? \d{1,2} (?:pt |dn )?(?:visits?|sessions?|left|units)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?: [A-Z][a-z]+)? from (?:my |the |this |last )?(?:\d{1,2}(?::\d\d)? ?(?:am|pm)\b|(?:mon|tues|wednes|thurs|fri)day\b)"
)
_ROW = re.compile(r"\d{1,2}:\d\d ?(?:am|pm|a|p)?[ |-]{1,3}\Z", re.IGNORECASE)
_TAGS: Final = frozenset(
    "given family first last firstname lastname fname lname surname name patient patientname".split()
)
_ARTICLES: Final = frozenset({"the", "our", "a", "my"})
_SOMEONE: Final = frozenset(
    "guy lady man woman person patient pt kid girl boy client human".split()
)
_OF_VISITS = re.compile(r"\b(?:used|left|visits?|copay|denied|auth|no-?show)\b", re.IGNORECASE)
_COMMA: Final = "comma"


class PatientSlots:
    """The search for such names in one text."""

    def __init__(self, names: PersonNames, words: PersonText) -> None:
        self._names = names
        self._beside = names.lexicon.beside
        self._ordinary = names.lexicon.words
        self._words = words

    @cached_property
    def _tells_hour(self) -> bool:
        return _HOUR.search(self._words.text) is not None

    def may_stand(self) -> bool:
        """Whether one may stand there in small letters; in capitals one may anywhere."""
        text, plain = self._words.text, {token.plain for token in self._words.tokens}
        return "'s" in text or ">" in text or "(" in text or not _CUES.isdisjoint(plain)

    def is_at(self, index: int) -> bool:
        """Whether the word at a place is a person for where it stands, or in a tag: "<given>Anneke"."""
        token, before = self._words.tokens[index], self._words.plain(index - 1)
        words = self._words
        if (before in _TITLES or before == "ms") and self._is_lettered(index, token, before):
            return True
        is_called = before in _NAME or words.plain(index - 2) in _NAME
        if is_called and self._is_called(index, token):
            return True
        if before in _TAGS and words.gap(index - 1) == ">":
            return True
        is_noted = "(" in words.text and self._is_explained(index, token)
        return is_noted or self._is_by_letters(index, token, before)

    def _is_by_letters(self, index: int, token: Token, before: str) -> bool:
        """Whether it is one as it is written: in a capital, with a possessive's mark, or behind "our"."""
        if token.is_possessive:
            return self._has_kin(index, token)
        if not token.is_title:
            return self._is_in_small_letters(index, token, before)
        if self._has_hour(token) or self._is_row(index, token):
            return True
        return self._may_be_name(token) and (
            self._opens_before_payer(index, token)
            or self._is_of_two(index, token)
            or self._is_of_family(index, token, before)
            or self._is_treated(index, before)
            or self._is_addressed(index, token, before)
            or self._is_file(token)
            or self._is_for(index, before)
            or self._is_asked_about(index, token, before)
            or self._is_patient(index, token)
        )

    def _is_in_small_letters(self, index: int, token: Token, before: str) -> bool:
        """Whether a surname in small letters has visits left or signs: "did fields sign her abn"."""
        if before == "our":
            return self._is_ours(index, token)
        if token.plain not in self._names.surnames or not self._may_be_name(token):
            return False
        if not index:
            return _LEFT.match(self._words.text, token.end) is not None
        is_asked = before in {"did", "does", "will"}
        return is_asked and self._words.plain(index + 1) in {"sign", "owe", "faint"}

    def _may_be_name(self, token: Token) -> bool:
        """Whether a word is of no list, or of one of names, and no payer, place or muscle."""
        word, names = token.plain, self._names
        if len(word) < _SHORTEST or word in STATES or names.is_no_person(word):
            return False
        if "'" in token.typed and token.typed.rpartition("'")[2] in _SHORT:
            return False
        if word in names.sites or word in self._beside.ills or word in self._beside.unspoken:
            return False
        is_name = word in names.any or word in names.lexicon.word_names
        return is_name or (names.is_unknown(word) and not names.is_place(word))

    def _is_lettered(self, index: int, token: Token, before: str) -> bool:
        """Whether a letter stands behind a title, with an hour or a deed: "Mr. B from Tuesday"."""
        words, verb, deeds = self._words, self._words.plain(index + 1), self._beside.deeds
        is_doing = verb in self._beside.speech or verb in deeds or verb in _DOES
        is_title = before != "ms" or (words.tokens[index - 1].typed == "Ms" and token.is_initial)
        if not is_title and (not is_doing or token.plain in _SIDES):
            return False
        gap, behind = words.gap(index - 1), words.text[token.end : token.end + 1]
        is_letter = len(token.plain) == 1 and token.plain != "x" and behind not in {"'", "/", "&"}
        is_told = self._tells_hour or is_doing or words.plain(index + 2) in deeds
        return is_letter and gap in {" ", ". "} and is_told

    def _is_called(self, index: int, token: Token) -> bool:
        """Whether it is told as a first or last name: "last name Zukauskas", "first name is Skye"."""
        words = self._words
        name = index - 1 if words.plain(index - 1) in _NAME else index - 2
        if name == index - 2 and words.plain(index - 1) not in _IS:
            return False
        is_told = words.plain(name) == "surname" or words.plain(name - 1) in _OF_NAME
        is_name = self._may_be_name(token) and token.plain not in self._ordinary
        return is_told and (is_name or (token.is_title and token.plain in self._names.any))

    def _has_kin(self, index: int, token: Token) -> bool:
        """Whether somebody's relative is spoken of by that one's name: "braelynn's mom"."""
        is_kin = self._words.plain(index + 1) in self._beside.kin
        word, names = token.plain, self._names
        is_name = names.is_unknown(word) or word in names.any or word in names.lexicon.word_names
        is_told = token.is_title or word not in self._ordinary
        is_someone = word not in self._beside.people and word not in self._beside.bystanders
        return is_kin and is_name and is_told and is_someone

    def _is_of_family(self, index: int, token: Token, before: str) -> bool:
        """Whether a family is called so: "the Petrovs both", "the Johnson kid", "mom of Braelynn"."""
        behind = self._words.plain(index + 1)
        if before == "of":
            owner = self._words.plain(index - 2)
            return owner in self._beside.kin or owner in self._beside.of_persons
        if ":" in self._words.gap(index - 1) and before in self._beside.for_persons:
            return token.plain not in self._ordinary
        if before not in {"the", "our"}:
            return False
        if behind in self._beside.families:
            return True
        one = token.plain.removesuffix("s")
        is_several = one != token.plain and behind in _SAME
        return is_several and (one in self._names.any or self._names.is_unknown(one))

    def _is_treated(self, index: int, before: str) -> bool:
        """Whether a clinic treats or moves somebody: "needle Thandeka", "reschedule Dubinsky to friday"."""
        words = self._words
        if before not in self._beside.attending or words.gap(index - 1) != " ":
            return False
        if index > 1 and words.tokens[index - 1].is_title:  # "Dry Needling Victory"
            return False
        following = words.tokens[index + 1 : index + 2]
        is_longer = following and following[0].is_title and words.gap(index) in {" ", "-"}
        return not is_longer and words.plain(index + 1) not in self._beside.things

    def _is_addressed(self, index: int, token: Token, before: str) -> bool:
        """Whether a letter or a call is for somebody: "c/o Rosamund", "call Birdie about"."""
        words = self._words
        if before in _IN_CARE or (before == "o" and words.gap(index - 2) == "/"):
            return token.plain not in self._ordinary
        is_given = token.plain in self._names.given and token.plain not in self._ordinary
        return is_given and before in _TOLD

    def _is_file(self, token: Token) -> bool:
        """Whether a file is named after somebody: "Ashcroft-20561-denied.pdf"."""
        is_strange = token.plain not in self._ordinary
        return is_strange and _FILE.match(self._words.text, token.end) is not None

    def _is_for(self, index: int, before: str) -> bool:
        """Whether a paper is for somebody: "superbill for Bev", "refund for Banks $45"."""
        words = self._words
        if before not in _FOR or words.plain(index - 2) not in self._beside.for_persons:
            return False
        return words.gap(index).strip()[:1] in {",", "?", ".", "$", "\0", "-"}

    def _is_asked_about(self, index: int, token: Token, before: str) -> bool:
        """Whether a question asks what only a patient does: "did Fields sign", "visits does Jaxtyn have"."""
        words = self._words
        if before not in self._beside.asking:
            return False
        behind = words.plain(index + 1)
        if behind in self._beside.done_by_patients:
            return words.plain(index + 2) not in _ON
        if behind == "have" and words.plain(index - 2) in {"visits", "sessions"}:
            return True
        surname = words.tokens[index + 1 : index + 2]
        is_given = token.plain in self._names.given or token.plain in self._names.lexicon.word_names
        is_full = surname and surname[0].is_title and surname[0].plain in self._names.surnames
        return bool(is_given and is_full) and words.plain(index + 2) in {"owe", "sign", "qualify"}

    def _is_patient(self, index: int, token: Token) -> bool:
        """Whether it has used visits, fainted, or has its hour: "Tavish still has 3 visits left"."""
        words, behind = self._words, self._words.plain(index + 1)
        is_strange = token.plain not in self._ordinary
        if behind in self._beside.deeds and words.gap(index) == " " and is_strange:
            return words.plain(index + 2) not in {"with", "from"} or behind not in {"came", "comes"}
        if behind == _COMMA and words.tokens[index + 2 : index + 3]:
            return words.tokens[index + 2].is_title
        if _LEFT.match(words.text, token.end) and is_strange:
            return True
        is_ill = {words.plain(index + 2), words.plain(index + 3)} & self._beside.ills
        return bool(is_strange and behind in {"has", "had", "got"} and is_ill)

    def _has_hour(self, token: Token) -> bool:
        """Whether somebody is told by the hour: "Dean from 3pm"."""
        is_given = token.plain in self._names.given or token.plain in self._names.lexicon.word_names
        is_told = is_given and token.plain not in self._beside.unspoken
        return is_told and _CLOCK.match(self._words.text, token.end) is not None

    def _is_row(self, index: int, token: Token) -> bool:
        """Whether a row of a schedule starts with two names: "9:00 Hawkins, Kennedy"."""
        words = self._words
        if words.gap(index) != ", " or index + 1 >= len(words.tokens):
            return False
        are_names = token.plain in self._names.any and words.plain(index + 1) in self._names.any
        is_timed = _ROW.search(words.text[max(0, token.start - 12) : token.start]) is not None
        return are_names and is_timed and words.tokens[index + 1].is_title

    def _is_explained(self, index: int, token: Token) -> bool:
        """Whether it is said to be a person's: "hawkins kennedy (the guy not the test)"."""
        words = self._words
        if words.gap(index) != " (" or words.plain(index + 1) not in _ARTICLES:
            return False
        is_name = token.plain in self._names.any or token.plain in self._names.lexicon.eponyms
        return is_name and words.plain(index + 2) in _SOMEONE

    def _is_ours(self, index: int, token: Token) -> bool:
        """Whether a name in small letters is one of the clinic's patients: "our grant hill, bcbs"."""
        words = self._words
        is_given = token.plain in self._names.given and token.plain not in _NOUNS
        is_given = is_given and token.plain not in self._beside.unspoken and words.gap(index) == " "
        is_full = is_given and words.plain(index + 1) in self._names.surnames
        return is_full and words.gap(index + 1)[:1] in {",", "?", "\0"}

    def _opens_before_payer(self, index: int, token: Token) -> bool:
        """Whether a note starts with it and a payer: "Vandermolen - uhc - 12 used"."""
        words = self._words
        if index or token.plain in self._ordinary or words.gap(0).strip() not in {"-", "/"}:
            return False
        is_payer = words.starts_payer(1, self._names.known)
        return is_payer and _OF_VISITS.search(words.text) is not None

    def _is_of_two(self, index: int, token: Token) -> bool:
        """Whether two initials stand before it: "H & B Tillinghast"."""
        words = self._words
        if index < 2 or words.gap(index - 1) != " " or token.plain in self._ordinary:
            return False
        if words.plain(index - 2) == "and" and index > _LEAST_OF_TWO:
            return words.tokens[index - 1].is_initial and words.tokens[index - 3].is_initial
        are_initials = words.tokens[index - 1].is_initial and words.tokens[index - 2].is_initial
        return are_initials and words.gap(index - 2) in {" & ", "&"}
