"""Finds professions in what someone typed: who is asked about, and who only signs or refers.

A profession that only signs, refers or supervises is none that the question asks about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial

from models import spelling
from models.coverage import profession
from models.coverage.profession import Profession
from models.understanding.names import NameIndex, NameMatch
from models.understanding.remaining_text import RemainingText
from models.understanding.states.mentioned_professions import (
    OVERSEES,
    PHYSICIANS,
    is_mention,
    may_be_of_self,
    only_talks,
)
from models.understanding.states.profession_letters import is_english, is_patient
from models.understanding.states.which_state import Mention, corrected
from models.words import Word

_DESK = ["front", "desk"]
_OWN_DESK = (["the"], ["our"], ["my"], ["your"])
_NO_LETTERS = "-as"
_SPEAKS = frozenset("tell say explain answer promise quote book schedule collect charge".split())
_ALLOWS = frozenset("can may could cant should by".split())

# Behind these the desk is who asks, or whom something is for: "any tips for the front desk".
_AT_THE_DESK = frozenset("for to at from with near".split())
_EVERYONE = (
    "who can", "who may", "who all", "who is allowed", "who are allowed", "whos allowed",
    "who is able", "who else", "who does", "who gets to", "who could", "who needles",
    "which professions", "what professions", "which profession", "which providers",
    "what providers", "which licenses", "what licenses", "which disciplines", "what disciplines",
    "all professions", "every profession", "which clinicians", "what clinicians",
    "what type of provider", "what kind of provider", "any other professions", "other professions",
    "besides pts", "other than pts", "who is legally allowed", "who legally can", "who can legally",
)  # fmt: skip


# Those who work under somebody else.
_SERVING = frozenset(
    {profession.AIDE, profession.STUDENT, profession.CHIROPRACTIC_ASSISTANT, "medical assistant"}
    | profession.STUDENTS_OF.keys()
)
# These ask of the needling of others; a lone "pt" may be a patient.
_ASK_OF_OTHERS = _SERVING | PHYSICIANS | {Profession.PT, "strength coach"}
_HELPERS = frozenset({Profession.PTA, Profession.OTA})
_SILENT = frozenset({"of", "the", "and"})  # a match may begin with them
_JOINS = frozenset({"or", "and", "vs", "versus", "nor", "n", "also", "plus"})

_ASSISTANT = re.compile(r"asst|assts|as+is+t[ae]nts?|as+ist?[ae]nts?|as+itants?|assnts?")

# Professions without facts whose names end others.
_ENDS = frozenset({"trainer", "trainers", "nurse", "nurses"})

# Behind these words stand those who are not asked about: "who can besides PTs".
_BESIDES = frozenset({"besides", "except", "than", "apart"})


# Behind these a misspelt profession stands: "by a chiroprator", "our accupuncturist".
_BEFORE_BILLER = frozenset({"by", "our", "licensed", "a", "an", "my"})

# Beside a payer these tell that one without facts bills or needles.
_BILLS = frozenset(
    """by bill bills billing needle needles needling perform performs performed does do did did
    can may use using student""".split()
)
_ANIMALS = frozenset("animal animals dog dogs horse horses cat cats equine canine pet".split())
_FEW_WORDS = 8


@dataclass(frozen=True, slots=True)
class NamedProfessions:
    """Who is asked about. `others` are the names of professions without facts.

    `everyone`: the question asks who may at all. `sent`: a physician is named who only signs,
    refers or oversees, and `oversees` whether it is the last. `hand`: a hand therapist, who may
    be of two professions.
    """

    professions: tuple[Profession, ...] = ()
    others: tuple[str, ...] = ()
    everyone: bool = False
    sent: bool = False
    oversees: bool = False
    hand: bool = False

    @property
    def other(self) -> str:
        """The first profession without facts."""
        return self.others[0] if self.others else ""


class ProfessionNames:
    """Reads professions: by name, by abbreviation, or misspelt."""

    def __init__(self) -> None:
        names: dict[str, tuple[str, ...]] = {
            who.value: profession.SYNONYMS[who] for who in Profession
        }
        names |= {name: (name, *also) for name, also in profession.UNRESEARCHED.items()}
        names["CHT"] = profession.HAND_THERAPIST
        self._names = NameIndex(names)
        self._known = NameIndex({who: profession.SYNONYMS[who] for who in Profession})
        self._everyone = NameIndex({"all": _EVERYONE})

    def take(self, text: RemainingText, *, at_home: bool = False) -> NamedProfessions:
        """Who is asked about. At home, in a question about a state, a last "at" is a trainer."""
        everyone = next(self._everyone.find(text.words), None)
        matches = self._matches(text, at_home=at_home)
        if not matches:
            return NamedProfessions(everyone=everyone is not None)
        asked, sent = _told_apart(text, matches, at_home=at_home)
        plain = [word.plain for word in text.typed]
        if everyone and not _BESIDES.isdisjoint(plain):
            asked = []
        text.drop([word for match in matches for word in text.words[match.start : match.end]])
        asked = [mention for mention in asked if not _is_at_the_desk(plain, mention)]
        if not at_home:
            asked = [mention for mention in asked if _is_biller(plain, mention)]
        oversees = sent and not OVERSEES.isdisjoint(plain)
        return replace(_asked(asked, plain), everyone=bool(everyone and not asked), sent=sent,
                       oversees=oversees)  # fmt: skip

    def _matches(self, text: RemainingText, *, at_home: bool) -> list[NameMatch]:
        """The professions that are named, in order: no English words, and no "pt" for a patient."""
        words = tuple(map(_spelled_out, text.words))
        found = list(self._names.find_apart(words))
        matches = [
            m
            for m in found
            if (at_home and _is_of_list(m, found, len(words)))
            or not (is_english(text, m, at_home) or is_patient(text, m))
        ]
        return sorted(map(partial(self._mended, text), matches), key=_start)

    def _mended(self, text: RemainingText, match: NameMatch) -> NameMatch:
        """The misspelt profession of which a word is the end: "atheletic trainer"."""
        words = text.words[match.start : match.end]
        if not {word.plain for word in words} <= _ENDS:
            return match
        places = {word.place for word in words}
        guess = self._known.guess(text.words, must=places)
        return guess.match if guess else match

    def guess_biller(self, text: RemainingText) -> Profession | None:
        """A misspelt profession, where "by" or "our" says that a person stands there."""
        for at, word in enumerate(text.words):
            if word.plain not in _BEFORE_BILLER:
                continue
            guess = self._known.guess(text.words[at + 1 : at + 4])
            if guess and guess.match.start == 0 and len(guess.match.ids) == 1:
                text.drop(guess.words)
                return Profession(guess.match.ids[0])
        return None

    def guess(self, text: RemainingText, skip: frozenset[str]) -> Profession | None:
        """A misspelt profession."""
        guess = self._known.guess(text.words, skip=skip)
        if guess is None:
            return None
        text.drop(guess.words)
        return Profession(guess.match.ids[0])


def _told_apart(
    text: RemainingText, matches: list[NameMatch], *, at_home: bool
) -> tuple[list[Mention], bool]:
    """Who is asked about, else who asks of their own license; whether a physician only signs."""
    asked, tellers, sent = list[Mention](), list[Mention](), False
    for match in matches:
        after = [word.plain for word in text.words[match.end : match.end + 12]]
        if only_talks(after):
            if at_home and match.ids[0] not in _ASK_OF_OTHERS and may_be_of_self(after):
                tellers.append(_mention(text, match))
        elif is_mention(text, match):
            sent = sent or match.ids[0] in PHYSICIANS
        else:
            asked.append(_mention(text, match))
    return asked or tellers, sent


def _spelled_out(word: Word) -> Word:
    """A word with "assistant" in full: whose assistant is meant decides, however it is written.

    "As" itself makes no assistant of the letters before it: "a PT as of 2026".
    """
    if not word.plain.startswith("as"):
        return word
    if word.plain == "as":
        return word._replace(plain=_NO_LETTERS)
    bare = word.plain.removesuffix("s")
    slipped = bare.startswith("ass") and spelling.slips_between(bare, "assistant", 1) == 1
    meant = "assistant" if slipped or _ASSISTANT.fullmatch(word.plain) else ""
    return word._replace(plain=meant + "s" * word.plain.endswith("s")) if meant else word


def _asked(mentions: list[Mention], plain: list[str]) -> NamedProfessions:
    names = dict.fromkeys(corrected(plain, mentions))
    hand = "CHT" in names
    if hand and not names.keys() & {Profession.OT.value, Profession.PT.value}:
        names = names | {Profession.OT.value: None, Profession.PT.value: None}
    others = tuple(name for name in names if name in profession.UNRESEARCHED)
    beside = [m.id for m in mentions if not _is_of_another(plain, m, mentions)]
    known = tuple(
        Profession(name)
        for name in names
        if name in set(Profession) and (name in beside or not _SERVING & set(others))
    )
    return NamedProfessions(known, others, hand=hand)


def _is_of_another(plain: list[str], named: Mention, mentions: list[Mention]) -> bool:
    """Whether a profession only says whose student or helper is meant, or who delegates."""
    behind = next((m for m in mentions if m.start >= named.end), None)
    if behind and behind.start == named.end and behind.id in _SERVING:
        return True  # "an OTA student"
    if named.id in _HELPERS:
        return False
    if any(named.start == m.end or named.end == m.start for m in mentions):
        return False  # "PTs, PTAs, athletic trainers, front desk"
    listed = set(plain[named.end : named.end + 1]) | set(plain[named.start - 1 : named.start])
    return _JOINS.isdisjoint(listed)  # "may a PT delegate to an aide"


def _mention(text: RemainingText, match: NameMatch) -> Mention:
    words = text.words[match.start : match.end]
    words = tuple(word for word in words if word.plain not in _SILENT)
    return Mention(words[0].place, words[-1].place + 1, match.ids[0])


def _is_at_the_desk(plain: list[str], mention: Mention) -> bool:
    """Whether the desk only asks, or is to say something: "can the front desk tell patients"."""
    if plain[mention.start : mention.end] != _DESK:
        return False
    if not _SPEAKS.isdisjoint(plain[mention.end : mention.end + 1]):
        return True
    before = plain[mention.start - 1 : mention.start]
    before = plain[mention.start - 2 : mention.start - 1] if before in _OWN_DESK else before
    return not _AT_THE_DESK.isdisjoint(before)


def _is_biller(plain: list[str], mention: Mention) -> bool:
    """Whether one without facts is asked about beside a payer, and not only mentioned.

    "My aide says that Cigna denied it" asks about no aide, and a vet has served.
    """
    if mention.id not in profession.UNRESEARCHED:
        return True
    if mention.id == "veterinarian":
        return not _ANIMALS.isdisjoint(plain)
    if plain[mention.start : mention.end] == _DESK:  # who asks, mostly: "front desk here"
        beside = plain[max(0, mention.start - 3) : mention.start]
        return not _ALLOWS.isdisjoint(beside + plain[mention.end : mention.end + 1])
    around = plain[max(0, mention.start - 2) : mention.start]
    around += plain[mention.end : mention.end + 4]
    return len(plain) <= _FEW_WORDS or not _BILLS.isdisjoint(around)


def _is_of_list(match: NameMatch, found: list[NameMatch], end: int) -> bool:
    """Whether a profession stands in a bare list, behind two others: "pt chiro ot acu ota pta at".

    The last word of a list is at the end of the text, as "at" before a place is English.
    """
    ends = {other.end: other for other in found}
    starts = {other.start for other in found}
    before = ends.get(match.start)
    is_third = before is not None and before.start in ends
    return is_third and (match.end == end or match.end in starts)


def _start(match: NameMatch) -> int:
    return match.start
