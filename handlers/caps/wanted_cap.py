"""A cap that is to be set: for whom, what is said beside it, and what is asked for further."""

from __future__ import annotations

from dataclasses import dataclass, replace

from handlers.caps import cap_contents
from handlers.command import Request, Services
from handlers.session.find_chart import refuse_unused
from handlers.session.log import unlikely
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice
from models.understanding import stray_words
from models.understanding.commands.as_typed import AS_TYPED
from models.understanding.commands.cap_commands import CapSetting
from models.understanding.commands.cap_joins import CapJoins
from models.visits.cap import Cap, CapScope
from models.visits.chart import Chart
from models.visits.limit import MOST_VISITS
from models.visits.window import BenefitYear, CalendarYear
from models.wording import cap_words, phrases, window_words

OF_CAP = "Your clinic's cap"


@dataclass(frozen=True, slots=True)
class SaidOfCap:
    """What is said of a cap beside the cap itself: of the others, and that its number is right."""

    joins: CapJoins
    is_sure: bool

    @property
    def words(self) -> str:
        """The same, as it may be typed behind the cap."""
        of_which = f" of {self.joins.old}" if self.joins.old else ""
        instead = f"instead{of_which}" if self.joins.is_instead else ""
        well = "as well" if self.joins.is_as_well else ""
        return " ".join(filter(None, (well, AS_TYPED if self.is_sure else "", instead))).strip()


@dataclass(frozen=True, slots=True)
class WantedCap:
    """Whom a cap is for: an alias or a payer, and its name in a command."""

    request: Request
    services: Services
    scope: CapScope
    subject: str
    name: str
    said: SaidOfCap

    def bare(self, cap: Cap) -> str:
        """What sets a cap, however it joins the others."""
        sure = AS_TYPED if self.said.is_sure else ""
        return f"/caps set {self.name} {cap_words.typed(cap)} {sure}".strip()

    def command(self, cap: Cap) -> str:
        """What sets a cap, with all that was said."""
        return f"/caps set {self.name} {cap_words.typed(cap)} {self.said.words}".strip()

    def settled(self, setting: CapSetting) -> Cap:
        """The cap, or the question for what is missing."""
        number = setting.number
        if not number or number > MOST_VISITS:
            raise NotUnderstood(
                "How many visits? Nothing was saved.",
                f"Write a whole number, so: /caps set {self.name} 12 visits per calendar year",
                field=FieldName.VISITS,
            )
        member, today = self.request.member.user, self.request.today
        window = setting.window or CalendarYear()
        cap = Cap(self.scope, self.subject, number, window, member, today)
        if setting.unused and (setting.window or not stray_words.may_be_dropped(setting.unused)):
            refuse_unused(setting.unused, self._without_others(cap, setting))
        cap = cap_contents.filled(cap, setting, self.services, self._command_in(setting))
        if setting.window is None:
            raise self._which_window(cap, setting)
        if not self.said.is_sure:
            unlikely.refuse(unlikely.of_visits(cap.number, cap.unit), self.command(cap))
        return cap

    def _without_others(self, cap: Cap, setting: CapSetting) -> str:
        """What was understood, as a command; nothing where something is missing or unclear."""
        said = setting.contents
        if setting.window is None or said.unopened or said.is_apart is not False:
            return ""
        return self.command(cap_contents.counting(cap, setting))

    def _command_in(self, setting: CapSetting) -> cap_contents.Typed:
        """What sets a cap; without a window where nobody told any: it is asked for next."""
        if setting.window:
            return self.command
        return lambda cap: self.command(cap).replace(" per calendar year", "", 1)

    def _which_window(self, cap: Cap, setting: CapSetting) -> NotUnderstood:
        command = self.command(cap)
        first, _, behind = command.partition(" per calendar year")

        def per(window: str) -> str:
            return f"{first} per {window}{behind}"

        return NotUnderstood(
            *cap_words.which_window(per, by_own_year=setting.by_own_year, example=setting.which[0]),
            [Choice(phrases.sentence(words), per(words)) for words in setting.which],
            field=FieldName.WINDOW,
        )

    def by_own_year(self, setting: CapSetting, chart: Chart) -> CapSetting:
        """By the benefit year of the alias's plan. Raises `NotUnderstood` for two years."""
        own, window = chart.benefit_year, setting.window
        if own is None:
            return setting
        if setting.by_own_year:
            return replace(setting, window=BenefitYear(*own))
        if isinstance(window, BenefitYear) and window != BenefitYear(*own):
            cap = self.settled(setting)
            right = replace(cap, window=BenefitYear(*own))
            typed, noted = window_words.window(window), window_words.window(right.window)
            begins = typed.removeprefix("benefit year from ")
            mend = Choice(
                f"Mend the plan's year: {begins}", f"/session year {chart.alias} {begins}"
            )
            raise NotUnderstood(
                f"The plan of {chart.alias} counts by {noted}. Which is right?",
                "Nothing was saved. If the plan's year is noted wrong, mend it and set the cap "
                "again.",
                [Choice(phrases.sentence(noted), self.command(right)), mend],
            )
        return setting
