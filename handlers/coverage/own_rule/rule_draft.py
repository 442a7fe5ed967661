"""What was typed of a clinic's own rule becomes the rule, or a question for what is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from handlers.command import Request
from handlers.coverage.own_rule import rule_bounds, rule_limit_refusals, rule_refusals, rule_typing
from handlers.coverage.own_rule.rule_limit_refusals import are_timed
from handlers.coverage.own_rule.rule_refusals import NOT_SAVED
from models.clinic.rule import NEEDLING, ClinicRule, RuleScope, RuleSource
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer
from models.coverage.position import Verdict
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.period import Period
from models.reply import Choice
from models.understanding import stray_words
from models.understanding.commands import rule_commands
from models.understanding.commands.limit_words import TypedLimit
from models.understanding.commands.rule_commands import RuleSetting
from models.understanding.conditions.conditions import UNGROUPED
from models.understanding.question import Question
from models.wording import cap_words, clinic_rules, phrases, quoting
from models.words import denials, plain_words

EDIT = "/coverage edit"

_MOST_CHOICES = 4
_PAID = {Verdict.COVERED, Verdict.COVERED_WITH_CONDITIONS}
_DATED = {RuleSource.CONTRACT, RuleSource.LETTER}


@dataclass(frozen=True, slots=True)
class RuleDraft:
    """What was typed of a rule on a payer: whole, or asked for further."""

    payer: Payer
    question: Question
    setting: RuleSetting
    request: Request
    book: FactBook
    conditions: tuple[str, ...] = ()
    """The names of the conditions, where it names several."""

    exception: str = ""
    """The words of an exception beside the question, as they were typed."""

    def rule(self) -> ClinicRule:
        """The rule. Raises `NotUnderstood` for what is missing, strange or cannot be kept."""
        setting, today = self.setting, self.request.today
        self._refuse_strange()
        said_on = setting.said_on or today
        if said_on > today:
            raise NotUnderstood(
                f"{phrases.day(said_on)} is still ahead: nobody can have said so on that day.",
                f"{NOT_SAVED} Write the day on which it was said.",
                field=FieldName.ON,
            )
        if setting.verdict is None:
            raise self.which_verdict()
        self._refuse_twoverdicts(setting.verdict)
        first = setting.first or self.question.on or said_on
        if setting.last and setting.last < first:
            raise NotUnderstood(
                f"It would end on {phrases.day(setting.last)}, before it begins on"
                f" {phrases.day(first)}.",
                f"{NOT_SAVED} Write from and until before its days.",
                field=FieldName.LAST,
            )
        if setting.ask_on and setting.ask_on < today:
            raise NotUnderstood(
                f"{phrases.day(setting.ask_on)} is over: nobody can ask again on that day.",
                f"{NOT_SAVED} Write a day to come, or none.",
                [Choice("Without that day", self._typed(replace(setting, ask_on=None)))],
                field=FieldName.AGAIN,
            )
        limit = setting.limits[0] if setting.limits else None
        draft = ClinicRule(
            self.scope(),
            setting.verdict,
            setting.source or RuleSource.CALL,
            said_on,
            Period(first, setting.last),
            limit.limit if limit else None,
            setting.ask_on,
            setting.has_reference,
            called_by=setting.caller,
        )
        self._refuse_unclear(limit, draft)
        if setting.source is None:
            raise self._who_said_so(draft)
        if setting.said_on is None and setting.source in _DATED:
            raise self._of_which_day(draft)
        if refusal := rule_limit_refusals.uncounted(draft, self.command):
            raise refusal
        if setting.extras.is_only:
            raise rule_refusals.of_only(draft, self.payer.name, self.book)
        return draft

    @property
    def again(self) -> str:
        """What was typed, of this payer, with whatever is missing or strange in it."""
        if self.exception:
            return self._typed(self.setting)
        try:
            return self.command(self.rule())
        except NotUnderstood:
            return self._typed(self.setting)

    def _typed(self, setting: RuleSetting) -> str:
        """What was typed, as a command, as far as a setting has it.

        A call or a look at the portal is of the day on which it was typed, whenever a button is
        clicked.
        """
        if setting.source and setting.source not in _DATED:
            setting = replace(setting, said_on=setting.said_on or self.request.today)
        question, exception = self.question, self.exception
        return f"{EDIT} {rule_typing.typed(self.payer, question, setting, self.book, exception)}"

    def of_question(self, setting: RuleSetting) -> str:
        """The command of what was read alone, whatever was typed around it."""
        about = rule_typing.about(self.payer, self.question, self.book)
        return self._typed(replace(setting, about=about))

    def scope(self) -> RuleScope:
        """For which claims it is."""
        question, payer = self.question, self.payer
        codes = tuple(sorted(question.codes)) or NEEDLING
        is_own_state = question.state is not None and payer.states == (question.state,)
        is_own_line = question.line is not None and payer.sells_only(question.line)
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
        question, setting = self.question, self.setting
        if refusal := rule_refusals.of_extras(setting, self._typed):
            raise refusal
        if len(setting.limits) > 1:
            raise rule_limit_refusals.of_two_limits(setting, self.payer.name, self._typed)
        if setting.limits and setting.limits[0].is_of_one_visit:
            raise rule_limit_refusals.of_one_visit(setting, self._typed)
        is_one = question.condition not in UNGROUPED and len(self.conditions) <= 1
        if self.conditions and not is_one:
            raise rule_refusals.of_conditions_treated(self.conditions, self._of_condition)
        self._refuse_stray()
        rule_bounds.refuse(self.payer, question, self.book, self._instead)

    def _instead(self, question: Question) -> str:
        """What was typed, for other claims."""
        return replace(self, question=question).of_question(self.setting)

    def _refuse_stray(self) -> None:
        """Raise for words that say nothing of a rule, or turn it round."""
        question, setting, denied = self.question, self.setting, self._denials()
        of_limit = tuple(word for limit in setting.limits for word in limit.unused)
        unused = (*question.unused, *question.modifiers, *denied)
        if of_limit and not unused and setting.limits[0].window is None:
            raise self._which_window(setting.limits[0], is_unknown=True)
        if unused or of_limit:
            raise self.not_understood((*unused, *of_limit))

    def _denials(self) -> tuple[str, ...]:
        """Words that turn a yes round, beside those of a verdict: "don't ever pay" is none."""
        named = plain_words(self.payer.name)
        denied = (word for word in denials(self.setting.about) if word.casefold() not in named)
        left = tuple(word for word in denied if word not in self.question.unused)
        return left if self.setting.verdict in _PAID else ()

    def _of_condition(self, name: str) -> str:
        """What was typed, for one condition of several."""
        of_one = self.question._replace(condition=None, unused=())
        about = rule_typing.about(self.payer, of_one, self.book)
        setting = replace(self.setting, about=f"{about} for {name}")
        return f"{EDIT} {rule_typing.typed(self.payer, None, setting, self.book)}"

    def not_understood(self, words: Sequence[str]) -> NotUnderstood:
        """Words that say nothing of a rule: what it holds, and the way to choose each part."""
        is_unclear = self.question.condition in UNGROUPED
        condition = None if is_unclear else self.question.condition
        understood = self.question._replace(unused=(), condition=condition)
        limits = tuple(limit.plain for limit in self.setting.limits)
        setting = replace(self.setting, limits=limits)
        without = replace(self, question=understood, setting=setting)
        quoted = quoting.of_all(words)
        left = quoted if quoted.endswith("”") else "that"
        what = f"I did not understand {quoted}, so nothing was saved."
        if stray_words.may_be_dropped(words):
            choices = stray_words.leave_out(words, without.of_question(setting))
            return NotUnderstood(what, f"{rule_refusals.HOLDS} Write it without the rest.", choices)
        mend = f"{rule_refusals.HOLDS} Choose what it says: each button leaves {left} out."
        return NotUnderstood(what, mend, without.verdicts(without.of_question))

    def _refuse_twoverdicts(self, first: Verdict) -> None:
        """Raise where a second verdict is typed: which codes each is for would be a guess."""
        if not self.setting.others:
            return
        said = [phrases.VERDICTS[each].words.lower() for each in (first, *self.setting.others)]
        raise NotUnderstood(
            f"That says {phrases.either(said, 'and')}, and one rule holds one verdict.",
            f"{NOT_SAVED} Enter each by itself, with its codes: {EDIT} {self.payer.name}"
            f" {clinic_rules.typed_verdict(first)} 20560 by call",
            field=FieldName.VERDICT,
        )

    def _refuse_unclear(self, limit: TypedLimit | None, rule: ClinicRule) -> None:
        """Raise for a limit of which nobody said what it counts, or in which window."""
        if limit and limit.is_of_untold_units and not are_timed(rule, self.book):
            raise rule_limit_refusals.of_untold_units(rule, self.setting, self._typed)
        if limit and limit.window is None:
            raise self._which_window(limit)

    def which_verdict(self) -> NotUnderstood:
        """What did the payer say? One button for each verdict."""
        return NotUnderstood(
            f"What does {self.payer.name} say of it?",
            f"{NOT_SAVED} Write it so: {EDIT} {self.payer.name} not covered by call",
            self.verdicts(self._typed),
            field=FieldName.VERDICT,
        )

    def verdicts(self, command: Callable[[RuleSetting], str]) -> list[Choice]:
        """A button for each verdict, the one that was typed first."""
        setting = self.setting
        offered = dict.fromkeys([*filter(None, [setting.verdict]), *rule_commands.VERDICTS])
        return [
            Choice(phrases.VERDICTS[verdict].words, command(replace(setting, verdict=verdict)))
            for verdict in [*offered][:_MOST_CHOICES]
        ]

    def _who_said_so(self, draft: ClinicRule) -> NotUnderstood:
        return NotUnderstood(
            "By what did the payer say so?",
            f"{NOT_SAVED} Its rank hangs on it: what the payer wrote comes before a call.",
            [
                Choice(phrases.sentence(source.value), self.command(replace(draft, source=source)))
                for source in RuleSource
            ],
            field=FieldName.SOURCE,
        )

    def _of_which_day(self, draft: ClinicRule) -> NotUnderstood:
        """A paper is as old as it says, and not of the day on which it is entered."""
        command = self.command(draft)
        return NotUnderstood(
            f"Of which day is the {draft.source}?",
            f"{NOT_SAVED} Write the day that it bears behind it, as here: {command}",
            [Choice("Of today", command)],
            field=FieldName.ON,
        )

    def _which_window(self, limit: TypedLimit, *, is_unknown: bool = False) -> NotUnderstood:
        """Per which window? It `is_unknown` where its words say none: "per case"."""

        def per(window: str) -> str:
            of_window = replace(limit, per=window, unused=())
            return self._typed(replace(self.setting, limits=(of_window,)))

        which, instead = cap_words.which_window(per, by_own_year=limit.by_own_year)
        choices = [Choice(f"{limit.counts} per {window}", per(window)) for window in limit.which]
        if is_unknown:
            which = f"I know no window of “{limit.per}”, so nothing was saved."
            choices.append(
                Choice("Without the limit", self._typed(replace(self.setting, limits=())))
            )
        return NotUnderstood(which, instead, choices, field=FieldName.WINDOW)

    def command(self, rule: ClinicRule) -> str:
        """The command that enters a rule."""
        drops = self.setting.drops_limit
        limit = rule_typing.no_other_limit(is_told=bool(rule.limit)) if drops else ""
        return f"{EDIT} {clinic_rules.typed(rule, self.payer.name, self.book)}{limit}"
