"""What was typed of a clinic's own rule becomes the rule, or a question for what is missing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from handlers.command import Request
from handlers.session.find_chart import refuse_unused
from models.clinic.rule import ClinicRule, RuleScope, RuleSource
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer
from models.coverage.position import Verdict
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.period import Period
from models.reply import Choice
from models.understanding.commands import rule_commands
from models.understanding.commands.rule_commands import RuleSetting
from models.understanding.conditions.conditions import UNGROUPED
from models.understanding.question import Question
from models.visits.limit import MOST_VISITS
from models.wording import clinic_rules, phrases

EDIT = "/coverage edit"

_NEEDLING = ("20560", "20561")
_NOT_SAVED = "Nothing was saved."
_MOST_CHOICES = 4
_NOT_HELD = frozenset(
    "auth authorization preauth precert prior referral prescription modifier diagnosis".split()
)
"""What a payer's conditions are about: a rule says only that there are some."""

_DATED = {RuleSource.CONTRACT, RuleSource.LETTER}


@dataclass(frozen=True, slots=True)
class RuleDraft:
    """What was typed of a rule on a payer: whole, or asked for further."""

    payer: Payer
    question: Question
    setting: RuleSetting
    request: Request
    book: FactBook

    def rule(self) -> ClinicRule:
        """The rule. Raises `NotUnderstood` for what is missing, strange or cannot be kept."""
        setting, today = self.setting, self.request.today
        self._refuse_strange()
        said_on = setting.said_on or today
        if said_on > today:
            raise NotUnderstood(
                f"{phrases.day(said_on)} is still ahead: nobody can have said so on that day.",
                f"{_NOT_SAVED} Write the day on which it was said.",
                field=FieldName.ON,
            )
        if setting.verdict is None:
            raise self._which_verdict()
        self._refuse_two_verdicts(setting.verdict)
        first = setting.first or self.question.on or said_on
        if setting.last and setting.last < first:
            raise NotUnderstood(
                f"It would end on {phrases.day(setting.last)}, before it begins on"
                f" {phrases.day(first)}.",
                f"{_NOT_SAVED} Write from and until before its days.",
                field=FieldName.LAST,
            )
        draft = ClinicRule(
            self._scope(),
            setting.verdict,
            setting.source or RuleSource.CALL,
            said_on,
            Period(first, setting.last),
            setting.limit,
            setting.ask_on,
            setting.has_reference,
        )
        if setting.windows:
            raise self._which_window(replace(draft, limit=None))
        if setting.source is None:
            raise self._who_said_so(draft)
        if setting.said_on is None and setting.source in _DATED:
            raise self._of_which_day(draft)
        self._refuse_limit(draft)
        return draft

    @property
    def again(self) -> str:
        """What was typed, of this payer; its name alone where anything is missing or strange."""
        try:
            return self._command(self.rule())
        except NotUnderstood:
            return f"{EDIT} {self.payer.name}"

    def _scope(self) -> RuleScope:
        question, payer = self.question, self.payer
        codes = tuple(sorted(question.codes)) or _NEEDLING
        is_own_state = question.state is not None and payer.states == (question.state,)
        is_own_line = question.line is not None and payer.lines == (question.line,)
        return RuleScope(
            payer.id,
            codes,
            question.condition,
            question.profession,
            None if is_own_line else question.line,
            None if is_own_state else question.state,
        )

    def _refuse_strange(self) -> None:
        """Raise for what a rule cannot hold."""
        question = self.question
        if beside := [word for word in question.unused if word.casefold() in _NOT_HELD]:
            raise NotUnderstood(
                f"A rule holds nothing on “{' '.join(beside)}”, so nothing was saved.",
                "Enter “covered with conditions”, and keep what they are in your own records.",
                field=FieldName.VERDICT,
            )
        refuse_unused((*question.unused, *question.modifiers, *self.setting.unused))
        if question.other_profession:
            raise NotUnderstood(
                f"I have no facts on {phrases.an(question.other_profession)} who bills.",
                f"{_NOT_SAVED} Leave it out, or name another profession.",
                field=FieldName.PROFESSION,
            )
        if question.condition in UNGROUPED or len(question.states) > 1:
            what = "condition" if question.condition in UNGROUPED else "state"
            raise NotUnderstood(
                f"I do not know which {what} you mean.",
                f"{_NOT_SAVED} Name one that my facts use, or leave it out.",
                field=FieldName(what),
            )
        if strange := [code for code in question.codes if code not in self.book.codes]:
            raise NotUnderstood(
                f"{strange[0]} is not a code that I have facts on.",
                f"{_NOT_SAVED} Check the code, or leave it out for 20560 and 20561.",
                field=FieldName.CODES,
            )

    def _refuse_two_verdicts(self, first: Verdict) -> None:
        """Raise where a second verdict is typed: which codes each is for would be a guess."""
        if not self.setting.others:
            return
        said = [phrases.VERDICTS[each].words.lower() for each in (first, *self.setting.others)]
        raise NotUnderstood(
            f"That says {phrases.either(said, 'and')}, and one rule holds one verdict.",
            f"{_NOT_SAVED} Enter each by itself, with its codes: {EDIT} {self.payer.name}"
            f" {clinic_rules.typed_verdict(first)} 20560 by call",
            field=FieldName.VERDICT,
        )

    def _refuse_limit(self, rule: ClinicRule) -> None:
        """Raise for a limit that no chart could count rightly."""
        if rule.limit is None:
            return
        if rule.limit.number > MOST_VISITS:
            raise NotUnderstood("That is more than any limit.", _NOT_SAVED, field=FieldName.VISITS)
        if rule.scope.line or rule.scope.profession:
            raise NotUnderstood(
                "I cannot count a limit of one kind of plan or one profession alone.",
                f"{_NOT_SAVED} Leave the limit out, and set it as a cap where it holds: /caps set",
                [Choice("Without the limit", self._command(replace(rule, limit=None)))],
                field=FieldName.VISITS,
            )

    def _which_verdict(self) -> NotUnderstood:
        """What did the payer say? One button for each verdict."""
        return NotUnderstood(
            f"What does {self.payer.name} say of it?",
            f"{_NOT_SAVED} Write it so: {EDIT} {self.payer.name} not covered by call",
            [
                Choice(
                    phrases.VERDICTS[verdict].words,
                    f"{EDIT} {clinic_rules.typed_verdict(verdict)} {self.request.text}",
                )
                for verdict in rule_commands.VERDICTS[:_MOST_CHOICES]
            ],
            field=FieldName.VERDICT,
        )

    def _who_said_so(self, draft: ClinicRule) -> NotUnderstood:
        return NotUnderstood(
            "By what did the payer say so?",
            f"{_NOT_SAVED} Its rank hangs on it: what the payer wrote comes before a call.",
            [
                Choice(phrases.sentence(source.value), self._command(replace(draft, source=source)))
                for source in RuleSource
            ],
            field=FieldName.SOURCE,
        )

    def _of_which_day(self, draft: ClinicRule) -> NotUnderstood:
        """A paper is as old as it says, and not of the day on which it is entered."""
        command = self._command(draft)
        return NotUnderstood(
            f"Of which day is the {draft.source}?",
            f"{_NOT_SAVED} Write the day that it bears behind it, as here: {command}",
            [Choice("Of today", command)],
            field=FieldName.ON,
        )

    def _which_window(self, draft: ClinicRule) -> NotUnderstood:
        command = self._command(draft)
        return NotUnderstood(
            "In which window? Plans count them differently, so nothing was saved yet.",
            f"Write it so: {command}, {self.setting.windows[0]}",
            [Choice(words, f"{command}, {words}") for words in self.setting.windows],
            field=FieldName.WINDOW,
        )

    def _command(self, rule: ClinicRule) -> str:
        return f"{EDIT} {clinic_rules.typed(rule, self.payer.name, self.book)}"
