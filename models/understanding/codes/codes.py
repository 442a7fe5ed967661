"""Reads codes, modifiers, what words describe a code, and other services without facts.

Both `Reader.read` and `Reader.read_codes` take them from here, so that they agree.
"""

from __future__ import annotations

import re

from models.coverage.code import CodeKind
from models.coverage.edits import needling_code
from models.coverage.fact_book import FactBook
from models.understanding.codes import diagnoses, taken_back
from models.understanding.codes.code_counts import Counts
from models.understanding.codes.code_words import (
    EITHER,
    STANDS_FOR,
    is_counted,
    is_denied,
    is_joined,
    is_pronoun,
    names_needling,
    needled,
    stands_for_another,
    trimmed,
)
from models.understanding.codes.modifier_words import is_english
from models.understanding.codes.muscle_names import MuscleNames
from models.understanding.codes.spelled_codes import mended, spelled_right
from models.understanding.names import NameGuess, NameIndex, NameMatch
from models.understanding.remaining_text import FILLER, RemainingText
from models.words import Word

_DIGITS = 5
_SUBSETS = frozenset({"xe", "xp", "xs", "xu"})  # of modifier 59

_INJECTED = frozenset("20550 20551 20552 20553 20600 20604 20605 20606 20610 20611".split())
_PLACED = frozenset("then after before also in into".split())
_BESIDE = frozenset({CodeKind.THERAPY, CodeKind.MODIFIER, None})
_DENIED = frozenset({"without", "no", "o"})
_UNLISTED = frozenset({"64999", "97039", "97139"})  # codes without a file that are unlisted

_OF_HCPCS = re.compile(r"g(?:0[0-9]|2[02])[0-9]{2}")  # a diagnosis is typed "G04.81"

# Codes of HCPCS that could be diagnoses: laser, stimulation of points, maintenance, telehealth.
_LEVEL_TWO = frozenset("S8948 S8930 S8990 S9088 S9117 S9129 S9131 G0283 G0281 G0329".split())

# Services on which this book has no facts. Reading one as nothing would answer for dry needling.
_OTHER_SERVICES = (
    "massage", "massage therapy", "ultrasound", "cupping", "e stim", "estim", "tens",
    "electrical stimulation", "laser", "laser therapy", "shockwave", "shock wave", "eswt",
    "traction", "taping",
    "kinesio tape", "kinesiotape", "adjustment", "adjustments", "spinal manipulation",
    "manipulation", "botox", "prp", "cortisone", "steroid injection", "surgery", "mri", "x ray",
    "orthotics", "brace", "iontophoresis", "biofeedback", "hot pack", "ice pack", "iastm",
    "aquatic therapy", "speech therapy", "cold laser", "decompression", "graston",
)  # fmt: skip


class CodeReader:
    """Reads codes with the names that one fact book knows."""

    def __init__(self, book: FactBook) -> None:
        self._book = book
        self._known = book.codes.keys() | (book.edits.looked_up if book.edits else frozenset())
        tabled = dict(book.edits.names) if book.edits else {}
        names = tabled | {c.code: c.names for c in book.codes.values()}
        self.names_of_services = tuple(name for held in names.values() for name in held)
        self._names = NameIndex(names)
        kinds = {code.code.lower(): code.kind for code in book.codes.values()}
        self._modifiers = {code for code, kind in kinds.items() if kind is CodeKind.MODIFIER}
        self.muscles = MuscleNames(book)
        self._other_services = NameIndex({name: (name,) for name in _OTHER_SERVICES})

    def may_stand_in(self, words: frozenset[str]) -> bool:
        """Whether a code or a modifier may be typed among words: a number, or its letters."""
        return not words.isdisjoint(self._modifiers) or not all(map(str.isalpha, words))

    def spelled_right(self, text: str) -> str:
        """The text with codes that are spelled out as digits, and counts apart from words."""
        return spelled_right(text, self._known)

    def guessed(self, left: RemainingText) -> NameGuess | None:
        """The codes that misspelt words name."""
        guess = self._names.guess(left.words, skip=FILLER)
        if guess is None or self._is_number(guess):
            return None
        left.drop(guess.words)
        return guess

    def _is_number(self, guess: NameGuess) -> bool:
        """Whether a guess would turn one number into another: "modifer 95" is not 59."""
        has_number = any(word.plain.isdigit() for word in guess.words)
        return has_number and all(self._kind(c) is CodeKind.MODIFIER for c in guess.match.ids)

    def take_other_service(self, left: RemainingText) -> str:
        """A service without facts, where needling is not named beside it."""
        match = next(self._other_services.find(left.words), None)
        if match is None or names_needling(left):
            return ""
        return " ".join(word.typed for word in left.take(match))

    def take_other_services(self, left: RemainingText) -> str:
        """The services without facts that stand beside codes."""
        matches = [trimmed(left, m) for m in self._other_services.find_apart(left.words)]
        names = [" ".join(w.typed for w in left.words[m.start : m.end]) for m in matches]
        left.drop([word for m in matches for word in left.words[m.start : m.end]])
        return " and ".join(dict.fromkeys(names))

    def take_described(self, left: RemainingText) -> tuple[str, ...]:
        """The codes of another service that words describe: "manual therapy", "acupuncture"."""
        if names_needling(left):
            return ()
        for match in self._names.find(left.words):
            kinds = {self._kind(code) for code in match.ids}
            if not kinds & {CodeKind.DRY_NEEDLING, CodeKind.MODIFIER, None}:
                left.take(match)
                return match.ids
        return ()

    def take(self, left: RemainingText) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Codes, with the modifiers typed right behind them."""
        codes: dict[str, Word] = {}
        modifiers: dict[str, None] = {}
        taken: list[Word] = []
        for at, word in enumerate(left.words):
            behind = taken[-1:] == [left.words[at - 1]] if at else False
            if word.plain.isalpha() and not behind and word.plain not in _SUBSETS:
                continue
            if code := self._code(word):
                codes[code] = word
            elif code := self._code_in_two(left.words[at : at + 2]):
                codes[code] = word
                taken.append(left.words[at + 1])
            elif self._is_put_on(left, at, behind=behind, has_code=bool(codes)):
                modifiers[word.plain.upper()] = None
            else:
                continue
            taken.append(word)
        left.drop(taken)
        return taken_back.without(codes, left), tuple(modifiers)

    def _is_put_on(self, left: RemainingText, at: int, *, behind: bool, has_code: bool) -> bool:
        """Whether a word is a modifier of the codes before it; "xs" is nothing else."""
        word = left.words[at]
        if has_code and word.plain in _SUBSETS:
            return True
        return behind and self._is_modifier(word) and not is_english(left, at)

    def _code(self, word: Word) -> str:
        """The code that a word is, with its letters mended; empty for another word."""
        plain = word.plain.removesuffix("s")  # "two 20560s"
        if code := mended(plain):
            return code
        upper = word.plain.upper()
        is_level_two = len(upper) == _DIGITS and upper in self._known | _LEVEL_TWO
        return upper if is_level_two or _OF_HCPCS.fullmatch(word.plain) else ""

    def _code_in_two(self, words: tuple[Word, ...]) -> str:
        """A code with a comma or a blank in it: "20,560"."""
        joined = "".join(word.plain for word in words)
        is_code = len(words) > 1 and len(joined) == _DIGITS and joined.isdigit()
        return joined if is_code and joined in self._known else ""

    def take_modifiers(self, left: RemainingText) -> tuple[str, ...]:
        """Modifiers that stand alone, in capitals, beside "modifier", or as one would be put."""
        taken = [
            word
            for at, word in enumerate(left.words)
            if self._is_modifier(word) and not is_english(left, at, alone=True)
        ]
        left.drop(taken)
        return tuple(dict.fromkeys(word.plain.upper() for word in taken))

    def take_diagnoses(self, left: RemainingText) -> tuple[str, ...]:
        """Codes of ICD-10, as they are written: "M79.18"."""
        return diagnoses.take(left, self._is_service)

    def _is_service(self, plain: str) -> bool:
        """Whether what may be a diagnosis by its form is a code of services: "G0283"."""
        return plain.upper() in self._known | _LEVEL_TWO or _OF_HCPCS.fullmatch(plain) is not None

    def described(
        self, left: RemainingText, typed: tuple[str, ...], counts: Counts, *, has_modifier: bool
    ) -> tuple[tuple[str, ...], ...]:
        """The codes that words and counted muscles name: each time those that are meant.

        Beside typed codes, words name another service only where they are joined to them: in
        "97140 for dry needling" they say what 97140 is billed for.
        """
        self._drop_denied(left)
        found = self._names.find_apart(left.words)
        matches = [trimmed(left, match) for match in found if not is_pronoun(left, match)]
        if not matches:
            return () if typed else tuple(needled(counts))
        if has_modifier or typed:
            matches = [match for match in matches if not self._are_modifiers(match)]
        if _INJECTED.intersection(typed):  # "20610 shoulder injection" says what 20610 is
            matches = [match for match in matches if not _INJECTED.issuperset(match.ids)]
        matches.sort(key=lambda match: match.start)
        alone = bool(typed) and not self._are_of_another_kind(typed)
        joined = [m for m in matches if is_joined(left, m, is_second=has_modifier or alone)]
        timed = [m for m in matches if counts.minutes and is_counted(left, m)]
        joined = timed if len(timed) > 1 and not typed else joined
        if typed:
            kept = [match for match in joined if not set(match.ids) & set(typed)]
        else:
            longest = [m for m in matches if stands_for_another(left, m)][:1] or sorted(
                matches, key=lambda match: match.start - match.end
            )[:1]
            if joined:
                joined += self._needling_apart(left, matches, joined)
            kept = joined if len(joined) > 1 else self._with_needling(left, matches) or longest
        left.drop([word for match in matches for word in left.words[match.start : match.end]])
        groups = dict.fromkeys(self._settled(match.ids, counts) for match in kept)
        if not typed and not any(set(group) & set(EITHER) for group in groups):
            groups |= dict.fromkeys(needled(counts))
        return tuple(groups)

    def _drop_denied(self, left: RemainingText) -> None:
        """Take out services that were not given: "without e-stim"."""
        if _DENIED.isdisjoint(word.plain for word in left.words):
            return
        denied = [m for m in self._names.find_apart(left.words) if is_denied(left, m)]
        left.drop([word for m in denied for word in left.words[m.start : m.end]])

    def _needling_apart(
        self, left: RemainingText, matches: list[NameMatch], joined: list[NameMatch]
    ) -> list[NameMatch]:
        """Needling that nothing joins to services which are joined to others."""
        needling = [match for match in matches if set(match.ids) <= set(EITHER)]
        if not needling or needling[0] in joined:
            return []
        if any(set(match.ids) <= set(EITHER) for match in joined):
            return []
        return [] if left.before(needling[0].start) in STANDS_FOR else needling[:1]

    def _with_needling(self, left: RemainingText, matches: list[NameMatch]) -> list[NameMatch]:
        """Needling and another service that nothing joins: "e-stim through the needles"."""
        needling = [match for match in matches if set(match.ids) <= set(EITHER)]
        has_places = not _PLACED.isdisjoint(word.plain for word in left.words)
        others = [
            m
            for m in matches
            if m not in needling and self._may_stand_beside(m, has_places=has_places)
        ]
        if not needling or not others or STANDS_FOR & {word.plain for word in left.words}:
            return []
        return [match for match in matches if match in {needling[0], others[0]}]

    def _may_stand_beside(self, match: NameMatch, *, has_places: bool) -> bool:
        """Whether a service is given beside needling, not in its place."""
        kinds = {self._kind(code) for code in match.ids}
        return kinds <= _BESIDE or (kinds == {CodeKind.INJECTION} and has_places)

    def _are_of_another_kind(self, typed: tuple[str, ...]) -> bool:
        """Whether codes are such as people bill in place of dry needling."""
        kinds = {self._kind(code) for code in typed} & {CodeKind.INJECTION, CodeKind.UNLISTED}
        return bool(kinds) or not self._known.issuperset(typed) or bool(_UNLISTED & set(typed))

    def is_for_needling(self, left: RemainingText, codes: tuple[str, ...]) -> bool:
        """Whether codes of something else are asked about as codes of dry needling."""
        if not codes or set(codes) & set(EITHER):
            return False
        matches = self._names.find_apart(left.words)
        return names_needling(left) or any(set(m.ids) <= set(EITHER) for m in matches)

    def _settled(self, ids: tuple[str, ...], counts: Counts) -> tuple[str, ...]:
        """The one code of needling where the muscles are counted."""
        if counts.muscles and not counts.muscles_unclear and set(ids) & set(EITHER):
            return (needling_code(counts.muscles),)
        return ids

    def modifiers_of(self, groups: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
        """The modifiers among codes that words name."""
        return tuple(c for group in groups for c in group if self._kind(c) is CodeKind.MODIFIER)

    def _are_modifiers(self, match: NameMatch) -> bool:
        return all(self._kind(code) is CodeKind.MODIFIER for code in match.ids)

    def _kind(self, code: str) -> CodeKind | None:
        known = self._book.codes.get(code)
        return known.kind if known else None

    def _is_modifier(self, word: Word) -> bool:
        code = self._book.codes.get(word.plain.upper())
        return code is not None and code.kind is CodeKind.MODIFIER
