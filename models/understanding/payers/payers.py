"""Finds payers' names in a text: exact, misspelt or hinted at; how doubt about one is settled."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from copy import copy
from dataclasses import replace

from models.coverage.payer import LineOfBusiness, Payer, PayerKind
from models.understanding.negations import without_denied_lines
from models.understanding.payers.everyday_names import is_brand
from models.understanding.payers.former_names import without_former
from models.understanding.payers.joined_payers import BesideNames, PayerJoiner, narrowed
from models.understanding.payers.listed_programs import find_in_lists, with_listed, without_lines
from models.understanding.payers.name_lists import listed, sharing_first_words, without_commas
from models.understanding.payers.named_payers import NamedPayers, PayerName, beside_programs, runs
from models.understanding.payers.networks import MANAGERS, OF_CLAIMS, CardNetworks
from models.understanding.payers.other_plans import OtherPlans
from models.understanding.payers.payer_guesses import PayerGuesses, doubted, state_apart, unread
from models.understanding.payers.payer_hints import (
    Around,
    has_hint,
    is_everyday,
    is_had,
    is_in_state,
    is_muscle,
    is_of_employer,
)
from models.understanding.payers.payer_index import PayerIndex
from models.understanding.payers.payer_lines import (
    LINES,
    is_of_program,
    is_trainee,
    line_in,
    line_of_product,
    of_federal_injury,
    of_veterans,
    with_advantage,
    with_program,
    without_medicare_beside,
)
from models.understanding.payers.payer_misspellings import keys
from models.understanding.payers.payers_of_states import PayersOfStates, without_virginia
from models.understanding.payers.plan_words import WordsBeside
from models.understanding.payers.union_funds import FUNDS, is_of_region, is_of_trust, local_of
from models.understanding.remaining_text import RemainingText
from models.understanding.states.two_letters import is_behind_in
from models.words import Word, plain_words, split

# Letters of states that beside a verb or "by" are a profession.
_ALSO_PROFESSIONS = frozenset({"pa", "md", "dc"})

# A payer of so few states is at home there.
_AT_HOME = 6

# "PIP outside Florida" is not Florida's.
_NOT_THERE = frozenset({"outside", "except", "excluding"})

# Beside a plan and Medicaid they tell of two plans.
_ORDER = frozenset({"primary", "secondary", "2ndary", "tertiary"})

_MOST_NAMES = 30  # of a text are read


class PayerNames:
    """Reads payers, in two steps: what stands in the text, then, last of all, what is meant."""

    def __init__(
        self,
        payers: Mapping[str, Payer],
        plans: Mapping[str, Collection[str]],
        beside: WordsBeside,
    ) -> None:
        """`plans` are the words of the plans that a payer's facts tell apart, by its `facts`."""
        self._payers = payers
        self._plans = plans
        self._funds = {
            id_ for id_, payer in payers.items() if not FUNDS.isdisjoint(plain_words(payer.name))
        }
        self._words = beside.plans
        self._words_by_payer: dict[str, frozenset[str]] = {}
        self._names = PayerIndex(payers)
        self._others = OtherPlans(payers, plans, beside, self._names.near)
        self._networks = CardNetworks(payers, self._others.has_facts)
        self._guesses = PayerGuesses(payers, self._names, self._words, self._others.cities)
        self._joiner = PayerJoiner(payers, self._names, self._others, self._words.levels)
        self.of_states = PayersOfStates(self._names, self._joiner).of

    def without_denied_lines(self, text: str) -> str:
        """The text without a line of business that it denies beside a payer: "not an MA plan"."""
        bare = without_denied_lines(text)
        return bare if bare != text and self._names.find_apart(split(bare)) else text

    def take(self, left: RemainingText, *, has_code: bool = False) -> list[PayerName]:
        """The payers' names that stand in the text as the book writes them.

        A payer's own name outweighs a name that it shares ("aetna medicare advantage" is Aetna's),
        and the shared name stays in the text to be read as a line of business. A name that is also
        a word counts where something hints at a payer.
        """
        found = find_in_lists(left, self._names, self._payers)
        matches = [m for m in found if not is_behind_in(left, m)]
        named = [PayerName(m.ids, with_advantage(m, left)) for m in matches[:_MOST_NAMES]]
        named = [name for name in named if self._is_fund(name) or not is_of_trust(name, left)]
        named = [name for name in named if not is_muscle(name.words, left)]
        named = list(without_commas(named, left, self._names, self._payers))
        sure = [name for name in named if not self._is_common(name)]
        sure = sure or with_program(named, self._payers)
        sure += listed(named, sure, left, self._is_city, self._is_employer)
        names = [
            name
            for name in named
            if name in sure or self._is_hinted(name, sure, left, has_code=has_code)
        ]
        names = [*names, *sharing_first_words(names, left, self._names)]
        names = with_listed(without_virginia(names, left), left, self._names, self._payers)
        kept = [name for run in runs(names) for name in without_lines(run)]
        left.drop(word for name in kept for word in name.words)
        return kept

    def _is_fund(self, name: PayerName) -> bool:
        """Whether a name is of a union's own fund, whose trusts are meant with it."""
        return not self._funds.isdisjoint(name.ids)

    def _is_city(self, name: PayerName) -> bool:
        return " ".join(word.plain for word in name.words) in self._others.cities

    def _is_employer(self, name: PayerName) -> bool:
        return is_of_employer([self._payers[id_] for id_ in name.ids])

    def _is_hinted(
        self, name: PayerName, sure: list[PayerName], left: RemainingText, *, has_code: bool
    ) -> bool:
        """Whether something tells that a name which is also a word means a payer here."""
        payers = [self._payers[id_] for id_ in name.ids]
        kinds = {self._payers[id_].kind for other in sure for id_ in other.ids}
        if sure and self._is_employer(name) and not any(map(self._is_employer, sure)):
            return False  # "fedex driver, work comp", "aetna, works for boeing"
        if kinds & (OF_CLAIMS | MANAGERS) & {payer.kind for payer in payers}:
            return True
        if any(is_of_program(payer, self._payers, sure) for payer in payers):
            return True
        around = {word.plain for word in left.words}
        if sure and not is_everyday(name.words) and is_had(name.words, left):
            return True
        if sure and self._is_city(name) and not is_in_state(payers, left, around):
            return False
        named = {word.plain for other in sure for word in other.words}
        silent = named | self._words.levels | self._words.products | self._others.cities
        companies = [other for other in sure if not line_in(other.words)]
        return has_hint(name.words, payers, left, Around(silent, has_code, bool(companies)))

    def settle(
        self,
        exact: list[PayerName],
        left: RemainingText,
        where: str | None,
        line: LineOfBusiness | None,
    ) -> NamedPayers:
        """The payers that are meant, once everything else has been taken from the text."""
        names, guessed_from = self._guesses.corrected(exact, left)
        guessed_from = guessed_from or local_of(names, left)
        where = where or state_apart(exact, names)
        names.sort(key=lambda name: name.words[0].place)
        asked = without_former(names, left) if names else []
        if not asked:
            unknown = "" if names else unread(left, self._words)
            perhaps = self._guesses.perhaps(left) if unknown else ()
            return NamedPayers(perhaps, unknown=unknown)
        names = of_federal_injury(of_veterans(without_medicare_beside(asked, left), left), left)
        names, networks = self._networks.without_networks(names, left)
        place = None if is_of_region(names, left) else where
        named = self._joiner.joined(names, BesideNames(line, place, left.divided))
        if guessed_from or networks:
            named = replace(named, guessed_from=guessed_from, networks=networks)
        if len(names) == 1 and (own := line_of_product(names[0])):
            named = replace(named, line=own)
        is_doubted = guessed_from or any(map(self._is_city, names))  # "Meridian MS"
        if where and (elsewhere := self._joiner.of_another_state(named, where)):
            return replace(elsewhere, elsewhere=()) if is_doubted else elsewhere
        strange = self._strange_beside(named, names, left) or self._begun_beside(names, left)
        if where:
            strange += [w for w in left.words if w.plain in _NOT_THERE and w not in strange]
        if strange:
            return doubted(named, strange, left)
        if guessed_from and names[-1].slips > 1 and _is_federal(named.payers):
            return replace(named, guessed_from="", unknown=guessed_from)
        if len(named.payers) < 2 or named.apart:  # noqa: PLR2004 - there is no choice
            return named
        settled = narrowed(named, where, named.line or line)
        return replace(settled, elsewhere=()) if is_doubted else settled

    def _strange_beside(
        self, named: NamedPayers, names: list[PayerName], left: RemainingText
    ) -> list[Word]:
        """Words that make another plan of the payers that are named, or of one of several."""
        if not named.apart:
            is_guess = bool(named.guessed_from)
            return self._others.beside(named.words, named.payers, left, is_guess=is_guess)
        held = [(name.words, [self._payers[id_] for id_ in name.ids]) for name in names]
        return [word for words, payers in held for word in self._others.beside(words, payers, left)]

    def _begun_beside(self, names: list[PayerName], left: RemainingText) -> list[Word]:
        """Words behind a name with which the longer name of payers with other facts begins."""
        for name in names:
            first, last = name.words[0].place, name.words[-1].place
            if last - first != len(name.words) - 1:
                continue
            more, holders = self._names.begun(left.typed[first:], len(name.words))
            own = self._facts_of(name.ids)
            if own & self._plans.keys() and own.isdisjoint(self._facts_of(holders)):
                return list(more)
        return []

    def _facts_of(self, ids: Iterable[str]) -> set[str]:
        return {self._payers[id_].facts or id_ for id_ in ids}

    def has_in_names(self, word: str) -> bool:
        """Whether some payer's name holds a word."""
        return self._others.is_of_names(word)

    def is_of_names(self, word: Word, payers: Iterable[Payer]) -> bool:
        """Whether a word stands in a name of one of these payers, perhaps with a slip."""
        payers = tuple(payers)
        near = {word.plain, *self._names.near(word.plain)} if payers else set()
        return any(
            word.plain.upper() in payer.states or not near.isdisjoint(self._words_of(payer))
            for payer in payers
        )

    def _words_of(self, payer: Payer) -> frozenset[str]:
        """The words of a payer's names, cut once."""
        if payer.id not in self._words_by_payer:
            names = (payer.name, *payer.names, *payer.shared_names)
            words = frozenset(word for name in names for word in plain_words(name))
            self._words_by_payer[payer.id] = words
        return self._words_by_payer[payer.id]

    def take_line(self, left: RemainingText) -> LineOfBusiness | None:
        """The line of business that the text names, if it names one."""
        match = next((m for m in LINES.find(left.words) if not is_trainee(m, left)), None)
        if match is None:
            return None
        is_other_plan = not _ORDER.isdisjoint(w.plain for w in left.typed)
        if is_other_plan and left.words[match.start].plain == "medicaid":
            return None
        left.take(match)
        return LineOfBusiness(match.ids[0])

    def take_state(
        self, names: list[PayerName], line: LineOfBusiness | None, left: RemainingText
    ) -> tuple[str, ...]:
        """The state whose letters beside a payer of it might be a profession: "medicaid PA"."""
        is_medicaid = line in {LineOfBusiness.MEDICAID, LineOfBusiness.WORKERS_COMPENSATION}
        letters = [w for w in left.words if w.plain in _ALSO_PROFESSIONS and w.place]
        meant = names or (self._guesses.with_guess([], copy(left))[0] if letters else [])
        payers = [self._payers[id_] for name in meant for id_ in name.ids]
        if beside := beside_programs(names):
            return beside
        for word in letters:
            code = word.plain.upper()
            before = left.typed[word.place - 1]
            is_named = not names and any(before in name.words for name in meant)
            is_read = is_named or before not in left.words
            is_read = is_read and word.place not in left.begins
            if is_read and (is_medicaid or any(_is_at_home(p, code) for p in payers)):
                left.drop([word])
                return (code,)
        return ()

    def line_of(self, names: list[PayerName]) -> LineOfBusiness | None:
        """The line of business that a name of several payers or lines also is: "humana ma".

        A program in a list of payers says nothing of the others.
        """
        is_list = any(name.is_apart for name in names)
        named = (name for name in names if not (is_list and len(name.ids) > 1))
        found = (line_in(name.words) for name in named if self._has_lines(name))
        return next(filter(None, found), None)

    def _has_lines(self, name: PayerName) -> bool:
        """A PPO in a plan's own name says nothing of the line: "aetna medicare ppo"."""
        lines = self._payers[name.ids[0]].lines
        said_by_all = {LineOfBusiness.COMMERCIAL, *lines}
        return len(name.ids) > 1 or len(lines) > 1 or line_in(name.words) not in said_by_all

    def _is_common(self, name: PayerName) -> bool:
        """Whether a name is also a word, as "medical" is; "medi-cal" is none."""
        is_word = len(name.words) == 1 or name.words[0].plain != "medi"
        is_word = is_word and not is_brand(name.words)
        return is_word and self._names.is_common("".join(keys(name.words)))


def _is_at_home(payer: Payer, where: str) -> bool:
    return where in payer.states and len(payer.states) <= _AT_HOME


def _is_federal(payers: tuple[Payer, ...]) -> bool:
    """Whether a bold guess would end at a federal program, whose rules are its own."""
    return all(payer.kind is PayerKind.FEDERAL for payer in payers)
