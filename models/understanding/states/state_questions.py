"""Reads what is asked of a state, in which "or" is Oregon and "in" may be Indiana."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import date

from models.coverage import state
from models.coverage.aspect import Aspect
from models.coverage.profession import Profession
from models.spelling import positions_alike
from models.understanding import denials
from models.understanding.conditions import ages
from models.understanding.dates import dates_of_service
from models.understanding.name_readers import NameReaders, without_rule_numbers
from models.understanding.question import Question
from models.understanding.remaining_text import FILLER, RemainingText
from models.understanding.states.clinical_letters import spelled_out
from models.understanding.states.located import Located
from models.understanding.states.which_state import crosses

# A year alone, behind no bill or law that has it in its name: "new jersey 2019".
_YEAR = re.compile(
    r"(?<![\w/.-])(?<!in )(?<!of )(?<!law )(?<!bill )(?<!before )(?<!since )(?<!after )"
    r"(?<!until )(?<!from )20[12][0-9](?![\w/.-])"
)

# A year beside a law asks what changed, and is no date of service: "law 2025", "2018 court".
_LAWS = (
    r"(?:laws?|acts?|rules?|regs?|regulations?|bills?|legislation|changes?|changed|updates?"
    r"|court|new)"
)

_CHANGED_IN = re.compile(
    rf"\b{_LAWS}\s+(?:(?:of|in|from|for)\s+)?20[12]\d\b|\b20[12]\d\s+{_LAWS}\b", re.IGNORECASE
)

# What held then is only held against today: "different now than in 2024", "same as in 2023".
_THAN_THEN = re.compile(
    r"\b(?:now|today|currently|anymore|these days|different|changed?|same|updated|new)\b"
    r"[^.?!]{0,30}\b(?:than|from|as|since|vs\.?|versus|compared (?:to|with))"
    r"(?: (?:it|they|what|was|were|the|in|back|of|rules?|law))*\s+20[12]\d\b",
    re.IGNORECASE,
)

# Both are asked for, that year and today: "law in 2017 vs now".
_THEN_AND_NOW = re.compile(
    r"\b20[12]\d\s+(?:rules?\s+|law\s+)?(?:vs\.?|versus|v|against|and|compared (?:to|with)|or)"
    r"\s+(?:now|today|currently|this year)\b",
    re.IGNORECASE,
)
_AS_OF_YEAR = re.compile(r"\bas of (?=20[12]\d\b)", re.IGNORECASE)

# The patient is in a state that is not named, whatever license is: "our state's hours".
_OUR_STATE = re.compile(r"\b(?:our|this|my) states?\b|\b(?:over )?here\b")

# The year in which somebody learned it is no day of service: "my cert is from 2014".
_LEARNED_IN = re.compile(
    r"(?P<when>\b(?:trained|training|cert\w{0,8}|course|class|licensed|graduated|grad|school"
    r"|took(?: it)?|took the \w{1,12}|learned(?: it)?|moved)\b(?: \w{1,8}){0,3}?) 20[012][0-9]\b",
    re.IGNORECASE,
)

# Who is needled, and not whose child: "wants to treat her own parents".
_OWN_PARENTS = re.compile(
    r"\b(?:treat(?:s|ing)?|needl(?:e|es|ing)) (?:my|her|his|their|our) (?:own )?parents?\b"
    r"|\bown parents?\b"
)

_BILL = re.compile(r"\b(?:HB|SB|HF|SF|AB|LD) ?[0-9]{1,5}\b", re.IGNORECASE)


_PART_OF_YEAR = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?(?:\s+\d{1,2}(?:st|nd|rd|th)?)?,?\s+$"
    r"|\b(?:q[1-4]|quarter|spring|summer|fall|autumn|winter|early|late|mid|end|half)(?:\s+of)?[\s,]+$",
    re.IGNORECASE,
)


def _in_year(match: re.Match[str]) -> str:
    """The year as one that "in" leads to, unless it belongs to a month: "before June 2024"."""
    is_part = _PART_OF_YEAR.search(match.string[: match.start()])
    return match[0] if is_part else f"in {match[0]}"


# "everywhere except ca", "all but ny": the others are asked about.
_ALL_BUT = re.compile(
    r"\b(?:all(?: states)?|every\w*|any\w*|(?:which|what|other) states?) (?:\w+ ){0,2}"
    r"(?:but|except|besides|excluding|outside|other than)\b"
)

# Between two professions.
_NEEDLES = ("needl", "dn")
_ACUPUNCTURE = ("acupuncture",)
_NOT = frozenset("dont not no never without besides except".split())
_LIKE_ENOUGH = 90  # percent: "acupuncturist" is farther

_COMPARES = frozenset({"vs", "versus", "and", "or", "n", "plus", "also"})

# Words of a text in which an unread one is told.
_SHORT_TEXT = 6


class StateQuestions(NameReaders):
    """Reads questions about states."""

    def _compared(self, left: RemainingText) -> tuple[Profession, ...]:
        """A misspelt profession beside another one: "chiropracter vs PT", "pts and ots"."""
        if _COMPARES.isdisjoint(word.plain for word in left.typed):
            return ()
        guessed = self._billers.guess(left, FILLER)
        return (guessed,) if guessed else ()

    def may_ask_of_state(self, aspect: Aspect, words: Collection[str]) -> bool:
        """Whether words may ask for an aspect of a state's rules."""
        return self._of_states.may_ask(aspect, words)

    def read_state(self, text: str, today: date | None = None) -> Question:
        """Read a question about a state, in which "or" is Oregon and "in" may be Indiana."""
        aged = ages.take(spelled_out(text))
        undated = without_rule_numbers(_LEARNED_IN.sub(r"\g<when>", aged.remaining))
        undated = _AS_OF_YEAR.sub("in ", undated)
        when = dates_of_service.take(_YEAR.sub(_in_year, undated), today)
        left = RemainingText(when.remaining)
        denied = denials.take(left)
        sweep = self._of_states.take_sweep(left)
        plain = " ".join([word.plain for word in left.typed])
        located = self._places.take_any(left, surely=sweep.all_states)
        if _ALL_BUT.search(plain) and _leaves_out(plain, located.states):
            sweep, located = replace(sweep, all_states=True), Located()
        named = self._billers.take(left, at_home=True)
        professions, other = named.professions, named.other
        if len(professions) == 1 and not other:
            professions = (*self._compared(left), *professions)
        subject = "" if professions or other else self._of_states.strange_subject(left)
        aspects = _but_of_parents(ages.asked(aged, self._of_states.take(left)), plain)
        if located.licensed and Aspect.COMPACT in aspects and _OUR_STATE.search(plain):
            located = Located()
        if located.treated and crosses(plain.split()):
            others = [a for a in aspects if a not in {Aspect.COMPACT, Aspect.BILLS}]
            more = [a for a in others if a not in {Aspect.COVERED, Aspect.EXPERIENCE}]
            aspects = (Aspect.COMPACT, *(() if more else (Aspect.TRAINING,)), *others)
        is_compared = bool(_CHANGED_IN.search(undated) or _THAN_THEN.search(undated))
        is_compared = is_compared and not _THEN_AND_NOW.search(undated)
        if is_compared and Aspect.CHANGES not in aspects:
            aspects = (Aspect.CHANGES, *(a for a in aspects if a is not Aspect.CITATION))
        if _BILL.search(undated) and not {Aspect.BILLS, Aspect.CHANGES} & set(aspects):
            aspects = (Aspect.BILLS, *aspects)
        if Aspect.CHANGES in aspects and when.until:
            when = replace(when, on=None, until=None)
        if named.sent and not named.oversees and Aspect.REFERRAL not in aspects:
            aspects = (*(a for a in aspects if a is not Aspect.COVERED), Aspect.REFERRAL)
        asks = set(aspects) - {Aspect.COVERED}
        if subject or not (professions or other or named.everyone or asks):
            guessed = self._billers.guess(left, FILLER) or _of_acupuncture(left)
            professions = (guessed,) if guessed else ()
            other = "" if guessed else subject or self._of_states.strange_word(left)
        unused = self.unused(left)
        return Question(
            guessed_from=located.guessed_from,
            states=located.states,
            unclear_place=located.unclear,
            city=located.city,
            territory=located.territory,
            place_words=located.words,
            place_slips=located.slips,
            profession=professions[0] if len(professions) == 1 and not other else None,
            professions=professions,
            other_profession=other,
            other_professions=named.others or ((other,) if other else ()),
            overseen=named.oversees,
            everyone=named.everyone,
            hand_therapist=named.hand,
            all_states=sweep.all_states and not located.states,
            barred=sweep.barred,
            aspects=aspects,
            on=when.on,
            until=when.until,
            is_yearless=when.is_yearless,
            denials=denied,
            unused=unused,
            told=self._telling(
                unused if len(left.typed) <= _SHORT_TEXT else (), left, has_condition=False
            ),
        )


def _but_of_parents(aspects: tuple[Aspect, ...], plain: str) -> tuple[Aspect, ...]:
    """The aspects without an age, where somebody's own parents are needled."""
    if Aspect.AGE not in aspects or not _OWN_PARENTS.search(plain):
        return aspects
    return tuple(aspect for aspect in aspects if aspect is not Aspect.AGE)


def _leaves_out(plain: str, states: tuple[str, ...]) -> bool:
    """Whether the only state stands behind the word that leaves it out."""
    if len(states) != 1:
        return False
    behind = _ALL_BUT.split(plain, maxsplit=1)[-1].split()[:4]
    return states[0].lower() in behind or state.NAMES[states[0]].lower() in " ".join(behind)


def _of_acupuncture(left: RemainingText) -> Profession | None:
    """Acupuncturists, where acupuncture alone is asked about and not whether needling is that."""
    words = [word.plain for word in left.typed]
    if any(word.startswith(_NEEDLES) for word in words):
        return None
    is_named = any(positions_alike(word, _ACUPUNCTURE, _LIKE_ENOUGH, 1) for word in words)
    is_asked = is_named and _NOT.isdisjoint(words)
    return Profession.LAC if is_asked else None
