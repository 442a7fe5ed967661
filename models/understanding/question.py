"""What a text asks, as values: what it names, what is asked of it, and what was not understood."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from models.coverage.appeal_window import DecisionDays
from models.coverage.aspect import Aspect
from models.coverage.payer import LineOfBusiness, Payer
from models.coverage.profession import Profession
from models.understanding.codes.billing_questions import CodeMatter
from models.understanding.codes.put_modifiers import PutOn


class Question(NamedTuple):
    """What a text asks. Empty and None stand for what it does not say.

    `payers` holds one payer, or those among which the person must choose. Where several payers are
    each asked about ("aetna or bcbs"), `payers_apart` holds those that each name may mean, and
    `payers` all of them. `guessed_from` is the
    misspelling that was taken for them, `unknown_payer` what was typed where none fits; then
    `payers` may hold one that was perhaps meant, and `elsewhere` holds those of its name, whose
    states are others. `networks` are payers whose network alone stands
    on the card. `states` holds those that are named; with
    `unclear_place`, one name that fits them all, of which one must be chosen. `city` is the city or
    county that named the state, `territory` one that this book does not hold, and `place_words` are
    those that name them; `place_slips` are misspelt ones of a list, with what each was taken for.
    `professions` are those asked about, `profession` the only one; `everyone` asks who may at all,
    `hand_therapist` for one of whom the license decides. `all_states` asks in which states,
    `barred` in which not. `other_professions` are all those without facts, the first of them in
    `other_profession`.
    `overseen`: a physician is named who supervises.
    `other_profession` and `other_service` are such as this book has no facts on. `unused` are words
    that meant nothing here, `told` those among them that could change the answer. `aspects` is what
    is asked of that which is named, the leading one first. `on` is the day of service, and the
    first where they are several, up to `until`.
    `is_yearless`: the day was typed without its year, and the latest such day is meant.
    `number` is a count of units or visits that the text asks about.
    `condition_name` is the pack's word by which the condition is named.
    `put_on` says which codes have modifiers right behind them; where none has, all have all.
    `is_described`: words mean the codes, and no code was typed.
    `denials` are codes of a denial, as CO-50; `decided` is the day of the decision, or its receipt.

    `described` are codes named in words, each time those among which the words do not decide.
    `muscles` and `minutes` are counted in the text, or `named_muscles` counted by their names;
    `both_sides` says that it names both, and `fewest_muscles` counts those that surely differ.
    `at_levels`: a muscle is named at several levels of the spine.
    `diagnoses` are codes of ICD-10, which are no procedures. `years` stand alone.
    `matters` is what is asked of codes in words of its own. `needling_minutes` stand beside
    `minutes`, among which, where they are `minutes_mixed`, there may be such. `units_of` are codes
    with their own units, as in "97110 x2". `unknown_muscles` stand in a list of muscles, which may
    be more. `muscle_group`, a name of several muscles, is asked to
    be counted.
    `for_needling`: the codes, which are of something else, are asked about as those of needling.
    `decisive` are words of the conditions of a policy that decide: "surgery", "license".
    `for_diagnosis`: it asks which diagnosis goes with a code.
    """

    payers: tuple[Payer, ...] = ()
    guessed_from: str = ""
    unknown_payer: str = ""
    elsewhere: tuple[Payer, ...] = ()
    payers_apart: tuple[tuple[Payer, ...], ...] = ()
    networks: tuple[Payer, ...] = ()
    line: LineOfBusiness | None = None
    codes: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    put_on: PutOn = ()
    states: tuple[str, ...] = ()
    profession: Profession | None = None
    other_profession: str = ""
    other_service: str = ""
    condition: str | None = None
    condition_name: str = ""
    on: date | None = None
    until: date | None = None
    as_known: date | None = None
    unused: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    aspects: tuple[Aspect, ...] = ()
    number: int | None = None
    is_described: bool = False
    denials: tuple[str, ...] = ()
    decided: DecisionDays | None = None
    described: tuple[tuple[str, ...], ...] = ()
    muscles: int | None = None
    named_muscles: tuple[str, ...] = ()
    fewest_muscles: int | None = None
    minutes: int | None = None
    both_sides: bool = False
    at_levels: bool = False
    diagnoses: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    for_needling: bool = False
    for_diagnosis: bool = False
    is_yearless: bool = False
    unclear_place: str = ""
    city: str = ""
    territory: str = ""
    place_words: tuple[str, ...] = ()
    place_slips: tuple[tuple[str, str], ...] = ()
    professions: tuple[Profession, ...] = ()
    other_professions: tuple[str, ...] = ()
    overseen: bool = False
    everyone: bool = False
    hand_therapist: bool = False
    all_states: bool = False
    barred: bool = False
    matters: frozenset[CodeMatter] = frozenset()
    needling_minutes: int | None = None
    minutes_mixed: bool = False
    units_of: tuple[tuple[str, int], ...] = ()
    muscle_group: str = ""
    unknown_muscles: tuple[str, ...] = ()
    decisive: tuple[str, ...] = ()

    @property
    def all_codes(self) -> tuple[str, ...]:
        """Every code that is named, by number or in words, modifiers last."""
        in_words = (code for group in self.described for code in group)
        return tuple(dict.fromkeys((*self.codes, *in_words, *self.modifiers)))

    @property
    def is_understood(self) -> bool:
        """Whether no word is kept as it was typed, but for a payer's name that was misspelt."""
        as_typed = (
            self.unused,
            self.unknown_payer,
            self.unclear_place,
            self.other_profession,
            self.other_professions,
            self.other_service,
            self.unknown_muscles,
        )
        return not any(as_typed)

    @property
    def denies_payer(self) -> bool:
        """Whether it is of patients without a payer: "the ABN for a non Medicare patient"."""
        return self.unknown_payer.casefold().startswith(("non ", "non-"))

    @property
    def year(self) -> int | None:
        """The first of the years that stand alone."""
        return self.years[0] if self.years else None

    @property
    def state(self) -> str | None:
        """The one state that is named, if one is."""
        return self.states[0] if len(self.states) == 1 else None
