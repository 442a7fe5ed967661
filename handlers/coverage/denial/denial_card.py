"""The card of one payer's denial: meaning, policy, next step, who bears it, time to contest.

What a code means, what comes next and who bears it are topics of the pack; until when a payer's
decision is contested is held by payer and state.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from handlers.coverage.card.card_title import days_asked
from handlers.coverage.charging import charging
from handlers.coverage.denial import appeals, denial_meanings
from handlers.coverage.denial.denial_meanings import REMARKS
from handlers.cpt.beside_topic import BUNDLED
from handlers.share.share_button import shareable
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer
from models.coverage.position import Verdict
from models.coverage.topic import Topic
from models.reply import Line, Reply, Section
from models.understanding.canonical_command import OfDenial
from models.understanding.codes.code_words import EITHER
from models.understanding.question import Question
from models.visits.session import NEEDLING
from models.wording import clinic_rules, code_pairs, phrases, sentences
from models.wording.sourced import lines, sourced

POLICY, FITS = "The policy on needling", "It fits the policy on needling"
"""How the line on the payer's policy begins, and how where the denial follows from it."""

OWN, OWN_FITS = "Your clinic's own rule", "It fits your clinic's own rule"
"""The same where the clinic's own rule leads, which is no policy of the payer's."""

AGAINST_OWN = "It contradicts your clinic's own rule"
"""The same where the rule says that the payer covers what was denied."""

NOT_HELD = "I hold nothing on"
"""How the sentence begins that names remarks of which no topic speaks."""

_GROUPS = "denial_groups"  # the topic on who bears what: a line for each group
_PATIENT = "PR"  # the group of what a remittance leaves to the patient
_OF_POLICY = frozenset({"50", "96", "204"})  # reasons of what a policy or a plan does not pay
_LATE = "denial_29"  # the topic on claims that came too late
# A claim to mend, a price, and the patient's own share: nothing to contest.
_NO_DECISION = {"denial_16", "denial_45", "denial_1"}
UNDECIDED, OF_UNDECIDED = "MA130", "denial_16"  # a remark, and the topic that says its step
_DATES = ("Since ", "Through ", "Checked ", "Source ")  # how a row's second sentence begins
_REFUSES = tuple(
    f"{phrases.VERDICTS[verdict].words}."
    for verdict in (Verdict.NOT_COVERED, Verdict.INVESTIGATIONAL)
)

_PAYS = f"{phrases.VERDICTS[Verdict.COVERED].words}."


@dataclass(frozen=True, slots=True)
class OneDenial:
    """The denial by one payer; `row` is what its policy says, its verdict first.

    The time to contest counts from `days`; `home` is the clinic's state, whose rules are told where
    no other is named. `strange` are remarks of which no topic speaks. `contrary` is a rule of the
    clinic's own that does not lead and says otherwise.
    """

    topic: Topic
    question: Question
    payer: Payer
    row: Line
    book: FactBook
    days: appeals.ContestDays
    home: str | None = None
    strange: tuple[str, ...] = ()
    contrary: tuple[Line, ...] = ()

    def card(self, reply: Reply, *, steps_first: bool) -> Reply:
        """The topic's reply about this payer; it names held things alone and may be shared."""
        question, told = self.question, self._lines(steps_first=steps_first)
        rest = (replace(line, text=sentences.besides(line.text, told)) for line in reply.lines)
        more = tuple(line for line in rest if line.text)
        codes = tuple(self.book.codes[code] for code in question.codes if code in self.book.codes)
        named = (*question.denials, self.payer.name, *(code.code for code in codes))
        card = replace(
            reply,
            headline=" · ".join((*named, *days_asked(question), *_decided(question))),
            lines=told,
            sections=(*((Section("Of this code", more),) if more else ()), *reply.sections),
        )
        asked = OfDenial(
            self.topic,
            self.payer,
            codes,
            question.denials,
            question.on,
            question.state,
            question.decided,
        )
        return shareable(sourced(card, self.book), asked)

    def _meanings(self) -> tuple[Line, ...]:
        """What the codes mean: of a remark what is said behind it, of a reason the first words."""
        held = self.book.topics[REMARKS]
        remarks = [
            line for code in self.question.denials for line in denial_meanings.of_name(held, code)
        ]
        if self.topic.id == REMARKS and remarks:
            return (self._with_strange(remarks[0]), *remarks[1:])
        first = lines(self.topic.answer[:1])[0]
        short = replace(first, text=sentences.first_sentence(first.text))
        return tuple(dict.fromkeys((self._with_strange(short), *remarks)))

    def _with_strange(self, line: Line) -> Line:
        """What a code means, and which remarks beside it nobody can tell of."""
        strange = f" {NOT_HELD} {phrases.either(self.strange, 'and')}."
        return replace(line, text=f"{line.text}{strange}") if self.strange else line

    def _pair(self) -> tuple[Line, ...]:
        """Of bundling, whether the codes that are typed are a pair of the table at all."""
        table, codes = self.book.edits, dict.fromkeys(self.question.codes)
        looked_up = table.looked_up if table else frozenset()
        typed: list[tuple[str, ...]] = [(code,) for code in codes if code in looked_up]
        if len(typed) == 1 and typed[0][0] not in EITHER:  # "denial CO-97 w 97140"
            typed = [EITHER, *typed]
        if table is None or self.topic.id != BUNDLED or len(typed) < 2:  # noqa: PLR2004
            return ()
        return code_pairs.lines(typed, table)[:1]

    def _lines(self, *, steps_first: bool) -> tuple[Line, ...]:
        """All that is told, what the denial asks for first: the time that is left, or what to do.

        Of what came too late or is to be sent once more that is until when it has to be in.
        """
        own = self._policy()
        is_against = own.text.startswith(AGAINST_OWN)  # one appeals: until when comes before it
        policy = (own,) if is_against else (own, *self.contrary)
        means = (*self._meanings(), *self._charged(), *self._pair())
        steps = self._steps()
        held, windows = self._window()
        beside = windows and appeals.beside(self.payer, self.book, is_held=bool(held))
        end = (*self._bearer(), *beside, *(self.contrary if is_against else ()))
        if self._is_undecided:
            return (*means, *steps, *self._claims(), *policy, *end)
        if self._is_late:
            more = appeals.beside_claims(self.payer, self.book)
            first, last = (more, ()) if appeals.is_final(self.payer, self.book) else ((), more)
            return (*means, *self._claims(), *first, *steps, *windows, *policy, *end, *last)
        if (self.question.on or self.question.decided) and windows:
            order = (*windows, *policy) if len(means) > 1 else (*policy, *windows)
            return (*means, *order, *steps, *end)
        order = (*steps, *policy) if steps_first else (*policy, *steps)
        return (*means, *order, *windows, *end)

    def _claims(self) -> tuple[Line, ...]:
        """Until when a first claim has to be in."""
        return appeals.of_claims(self.payer, self._state, self.days, self.book)

    @property
    def _state(self) -> str | None:
        return self.question.state or self.payer.only_state or self.home

    @property
    def _is_late(self) -> bool:
        return self.topic.id == _LATE

    @property
    def _is_undecided(self) -> bool:
        return UNDECIDED in self.question.denials

    def _steps(self) -> tuple[Line, ...]:
        """What to do next; of a claim that was never decided, whatever the reason, to send it."""
        if self._is_undecided:
            return lines(self.book.topics[OF_UNDECIDED].answer[1:])
        return () if self.topic.id == REMARKS else lines(self.topic.answer[1:])

    def _policy(self) -> Line:
        """The verdict of the payer's policy and its dates, and whether the denial follows."""
        verdict, *others = sentences.split(self.row.text.removeprefix(f"{self.payer.name}: "))
        dates = [text for text in others[:1] if text.startswith(_DATES)]
        reasons = {code.rpartition("-")[2] for code in self.question.denials}
        follows = reasons & _OF_POLICY and verdict.startswith(_REFUSES)
        is_own = any(text.startswith(clinic_rules.LINE) for text in others)
        fits, says = (OWN_FITS, OWN) if is_own else (FITS, POLICY)
        start = fits if follows else says
        billed = self.question.codes
        if billed and NEEDLING.isdisjoint(billed):  # the row is of these codes
            start = start.replace("needling", phrases.either(billed, "and"))
        if is_own and reasons & _OF_POLICY and verdict.startswith(_PAYS):
            start = AGAINST_OWN
        return replace(self.row, text=" ".join([f"{start}: {verdict}", *dates]))

    def _bearer(self) -> tuple[Line, ...]:
        """Who bears what was not paid, by the group of the code; of what nobody decided, none."""
        if self._is_undecided:
            return ()
        topic = self.book.topics[_GROUPS]
        return tuple(
            line for group in self._groups for line in denial_meanings.of_name(topic, group)
        )

    @property
    def _groups(self) -> dict[str, None]:
        """Who is to bear what was not paid, as each code says that names it: CO, PR."""
        return dict.fromkeys(c.partition("-")[0] for c in self.question.denials if "-" in c)

    def _charged(self) -> tuple[Line, ...]:
        """What holds before this payer's patients are charged, where it is left to the patient."""
        if _PATIENT not in self._groups:
            return ()
        told = charging.of_payers((self.payer,), self.question, self.days.today, self.book)
        return (told,) if told else ()

    def _window(self) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
        """The windows to contest a decision that are held; and what is told, be it that none is."""
        if self.topic.id in _NO_DECISION or self._is_undecided:
            return (), ()
        if self._is_late and appeals.is_final(self.payer, self.book):
            return (), ()
        held = appeals.held(self.payer, self._state, self.days, self.book)
        return held, held or appeals.NOT_HELD


def _decided(question: Question) -> Iterator[str]:
    if decided := question.decided:
        days = (("denied", decided.made), ("received", decided.received))
        yield from (f"{what} {phrases.day(day)}" for what, day in days if day)
