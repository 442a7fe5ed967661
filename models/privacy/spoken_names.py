"""Names that are also words or places ("Will", "Virginia"), told by their sentence.

"Will came in again", "Bill wants his bill", "Summer has low back pain", "can I needle Destiny if she", "for
Rose? she has", "does Angel need a referral", "Grace's visits", "Faith and Joy both have". No person: "Hope she
is covered", "Mark his claim", "Virginia has a rule", "Chase Bank wants", "Bill came back denied".
"""

from __future__ import annotations

from typing import Final

from models.privacy.person_text import STATES, PersonNames, PersonText, Token

_ONE_PERSON: Final = frozenset("he she his her him hers hes shes".split())
_BUT: Final = frozenset("if because since when but so while as and that".split())
_ADVERBS: Final = frozenset("also just really still never always already finally again now".split())
# What is said of things as well, and of a person where "he" or "she" goes on: "Joy can't come, does her".
_SAID_OF_ALL: Final = frozenset(
    "has had hasnt got gets didnt doesnt needs takes lives was wasnt will wont can cant paid owes is".split()
)
_BEING: Final = frozenset({"is", "was"})
_DEFINES: Final = frozenset("not a an no the that visits sessions units days".split())
_TALKS: Final = frozenset("talked spoke talking speaking heard".split())
_TALKED_TO: Final = frozenset({"to", "with", "from"})
_HAVING: Final = frozenset({"has", "had", "got"})
_MONTHS: Final = frozenset({"april", "may", "june", "august"})
_OF_PERSON: Final = frozenset({"plan", "card", "insurance", "copay", "deductible"})
_LONGEST_PAPER: Final = 4  # words behind a month: "april's blue cross claim report"
_COMING: Final = frozenset({"came", "comes"})
_ABOUT_ONESELF: Final = frozenset("to us me his her he she about".split())
_ANYBODYS: Final = frozenset("plan insurance case coverage cap number card claim".split())
_OF_TWO: Final = frozenset("both have are need want were".split())
_ENDS_SUBJECT: Final = frozenset({",", ".", "?", "\n", "\0"})
_SENTENCE_ENDS: Final = frozenset(".?!;:/|\n-,(\"'")


class SpokenNames:
    """The search for names that only their sentence tells, in one text."""

    def __init__(self, names: PersonNames, words: PersonText) -> None:
        self._names = names
        self._beside = names.lexicon.beside
        self._words = words

    def is_at(self, index: int) -> bool:
        """Whether the word at a place is a person of whom the sentence speaks."""
        token = self._words.tokens[index]
        if self._is_missed_visit(index, token) or self._is_subject_line(index, token):
            return True
        if self._is_month_that_owns(index, token):
            return True
        if token.plain not in self._names.lexicon.word_names or self._is_in_phrase(index, token):
            return False
        if not token.is_title:
            return self._is_in_small_letters(index, token)
        if token.is_possessive:
            return self._is_owner(index, token)
        return (
            self._does(index, token)
            or self._is_attended(index, token)
            or self._is_asked_about(index, token)
            or self._is_one_of_two(index, token)
        )

    def _is_missed_visit(self, index: int, token: Token) -> bool:
        """Whether a name of any kind stands before "no showed", as no bill and no plan does."""
        behind = self._words.plain(index + 1), self._words.plain(index + 2)
        missed = behind[0] == "noshowed" or behind == ("no", "showed")
        names = self._names
        return missed and (token.plain in names.any or token.plain in names.lexicon.word_names)

    def _is_subject_line(self, index: int, token: Token) -> bool:
        """Whether a name that is no word stands alone behind "Re:": "Re: Lee, is an ABN needed"."""
        words = self._words
        if words.plain(index - 1) != "re" or ":" not in words.gap(index - 1) or not token.is_title:
            return False
        is_name = token.plain in self._names.any and token.plain not in self._names.lexicon.words
        return is_name and words.gap(index)[:1] in _ENDS_SUBJECT

    def _is_in_small_letters(self, index: int, token: Token) -> bool:
        """Whether a sentence starts with it and goes on about one person: "chase wants his"."""
        if not (token.typed.islower() and self._is_plain(token)):
            return False
        if token.is_possessive:
            return self._is_payer(index + 1) and self._has_pronoun(index)
        if not self._starts(index):
            return self._starts(index - 1) and self._is_asked_of_one(index)
        verb = self._verb(index)
        word = self._words.plain(verb)
        is_deed = word in self._beside.deeds or word in self._beside.speech
        return (is_deed or self._is_in_state(verb)) and self._has_pronoun(index)

    def _does(self, index: int, token: Token) -> bool:
        """Whether it does, says or has what only people do: "Will came in", "Summer has back pain"."""
        verb = self._verb(index)
        word, behind = self._words.plain(verb), self._words.plain(verb + 1)
        is_deed, is_said = word in self._beside.deeds, word in self._beside.speech
        is_in_state = self._is_in_state(verb)
        if self._is_plain(token):
            is_defined = word in _BEING and behind in _DEFINES  # "Hope is not a plan"
            is_spoken_of = word in _SAID_OF_ALL and not is_defined and self._has_pronoun(index)
            return is_deed or is_said or is_in_state or is_spoken_of
        is_deed = is_deed and (behind == "in" or word not in _COMING)
        is_said = is_said and behind in _ABOUT_ONESELF
        return (is_deed or is_said or is_in_state) and self._has_pronoun(index)

    def _is_owner(self, index: int, token: Token) -> bool:
        """Whether it owns what a patient does: "Grace's plan"; of a city, "Austin's copay" but no plan."""
        owned = self._words.plain(index + 1)
        if token.plain in STATES:
            return False
        if owned in self._beside.body or self._is_payer(index + 1):
            return self._is_plain(token)
        return owned in self._beside.belongings and (
            self._is_plain(token) or owned not in _ANYBODYS
        )

    def _is_in_state(self, verb: int) -> bool:
        """Whether a person's state follows: "is out of visits", "has Aetna", "has neck pain"."""
        word, behind = self._words.plain(verb), self._words.plain(verb + 1)
        if word in _HAVING:
            ails = self._beside.ails | self._beside.body
            return behind in ails or (behind not in STATES and self._is_payer(verb + 1))
        return word in _BEING and behind in self._beside.attendance

    def _is_payer(self, start: int) -> bool:
        return self._words.starts_payer(start, self._names.known)

    def _is_attended(self, index: int, token: Token) -> bool:
        """Whether somebody needles or sees the person, or the next words say he or she."""
        behind = self._words.tokens[index + 1 : index + 2]
        if behind and behind[0].is_title and self._words.gap(index) == " ":
            return False
        if self._is_talked_to(index) or self._words.plain(index - 1) in self._beside.attending:
            return self._is_plain(token) or self._has_pronoun(index)
        is_apart = bool(self._words.gap(index).strip())
        next_one = index + 1 + (self._words.plain(index + 1) in _BUT)
        is_spoken_of = is_apart or next_one > index + 1
        return (
            is_spoken_of
            and not self._starts(index)
            and self._is_plain(token)
            and self._words.plain(next_one) in _ONE_PERSON
            and self._has_pronoun(index)
        )

    def _is_talked_to(self, index: int) -> bool:
        before = self._words.plain(index - 1), self._words.plain(index - 2)
        return before[0] in _TALKED_TO and before[1] in _TALKS

    def _is_asked_about(self, index: int, token: Token) -> bool:
        """Whether a question has it as its subject: "does Angel need a new referral"."""
        is_asked = self._words.plain(index - 1) in self._beside.asking and self._is_plain(token)
        is_needing = self._words.plain(index + 1) in self._beside.needing
        return (is_asked and is_needing) or self._is_asked_of_one(index)

    def _is_asked_of_one(self, index: int) -> bool:
        """Whether such a question goes on about him or her: "Is Grace covered under her plan"."""
        if self._words.plain(index - 1) not in self._beside.asking:
            return False
        behind = self._words.plain(index + 1)
        is_of_one = behind in self._beside.needing or behind in self._beside.insured
        return is_of_one and self._is_plain(self._words.tokens[index]) and self._has_pronoun(index)

    def _is_month_that_owns(self, index: int, token: Token) -> bool:
        """Whether a month has a payer, a body or a card as only a person has: "april's bcbs says no"."""
        if token.plain not in _MONTHS or not token.is_possessive:
            return False
        owned = self._words.plain(index + 1)
        is_persons = owned in self._beside.body or owned in _OF_PERSON or self._is_payer(index + 1)
        is_paper = not self._beside.papers.isdisjoint(
            self._words.plain(at) for at in range(index + 1, index + 1 + _LONGEST_PAPER)
        )
        return is_persons and not is_paper and self._has_pronoun(index)

    def _is_one_of_two(self, index: int, token: Token) -> bool:
        """Whether two such names have something in common: "Faith and Joy both have"."""
        words = self._words
        if words.plain(index + 1) not in {"and", ""} or words.plain(index + 3) not in _OF_TWO:
            return False
        other = words.tokens[index + 2]
        is_name = other.plain in self._names.given and other.is_title
        return is_name and self._is_plain(token) and self._is_plain(other)

    def _verb(self, index: int) -> int:
        """The place of the word behind a name and its adverbs; that of the name where none joins it."""
        verb = index + 1
        if self._words.gap(index) != " ":
            return len(self._words.tokens)
        while self._words.plain(verb) in _ADVERBS:
            verb += 1
        return verb

    def _has_pronoun(self, index: int) -> bool:
        """Whether he or she is spoken of behind a name, and nobody else could be meant."""
        others = self._beside.bystanders | _ONE_PERSON
        before = {token.plain for token in self._words.tokens[:index]}
        if before & others:
            return False
        for token in self._words.tokens[index + 1 :]:
            if token.plain in others:
                return token.plain in _ONE_PERSON
        return False

    def _is_plain(self, token: Token) -> bool:
        """Whether a name is no state, city, payer and noun of a clinic, of which much the same is said."""
        return not self._names.is_place(token.plain) and token.plain not in self._beside.nouns

    def _is_in_phrase(self, index: int, token: Token) -> bool:
        """Whether it is part of another name, stands as a place, is a payer's, or a verb: "Hope she"."""
        words = self._words
        before, behind = words.plain(index - 1), words.plain(index + 1)
        gap = words.gap(index - 1) if index else ""
        if index and gap in {" ", "-", ". "} and self._is_name_before(index - 1):
            return True
        is_payers = token.plain not in STATES and self._names.is_no_person(token.plain)
        is_city = before in self._beside.before_city and not self._is_talked_to(index)
        if is_payers or is_city:
            return True
        is_place = behind in STATES and words.gap(index) in {" ", ", "}
        return is_place or (words.gap(index) == " " and behind in _ONE_PERSON)

    def _is_name_before(self, index: int) -> bool:
        before = self._words.tokens[index]
        if before.plain in self._beside.places or before.plain in STATES:
            return True
        is_name = before.is_title and not self._starts(index)
        return is_name and before.plain not in self._beside.asking

    def _starts(self, index: int) -> bool:
        """Whether a sentence starts with a word."""
        return not index or bool(_SENTENCE_ENDS & set(self._words.gap(index - 1)))
