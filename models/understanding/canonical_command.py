"""What was understood of a question, and the command that asks the same without its text.

Everybody in a channel reads the answer to such a command. It is spelled from what the fact book
holds (payers, codes, conditions, topics), from fixed lists (states, professions, lines of business)
and from dates; there is no field that a typed word would fit in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from models.coverage.appeal_window import DecisionDays
from models.coverage.aspect import Aspect
from models.coverage.code import Code, CodeKind
from models.coverage.condition import Condition
from models.coverage.dispute import Dispute
from models.coverage.edits import TabledCode
from models.coverage.payer import LINE_NAMES, LineOfBusiness, Payer
from models.coverage.profession import Profession
from models.coverage.state import NAMES
from models.coverage.topic import Topic
from models.understanding.codes.beside_codes import BesideCodes, CodesInWords
from models.understanding.codes.put_modifiers import PutOn
from models.words import key_of

_DENIAL = re.compile(r"(?:(?:CO|PR|OA|PI|CR)-)?(?:[0-9]{1,3}|[A-Z]{1,2}[0-9]{1,3})")
"""A denial code as a remittance has it: two letters and a number."""

UNLISTED = "/coverage unlisted"
"""How the command begins that stands for a question about a payer that no list has."""


@dataclass(frozen=True, slots=True)
class OfPayer:
    """A question about a payer's coverage.

    `modifiers` stand behind each code, or where some are `put_on` codes, behind those.
    """

    payer: Payer
    codes: tuple[Code, ...] = ()
    modifiers: tuple[Code, ...] = ()
    put_on: PutOn = ()
    line: LineOfBusiness | None = None
    condition: Condition | None = None
    condition_name: str = ""  # one of the condition's own, where its group says too little
    profession: Profession | None = None
    state: str | None = None  # its two letters
    on: date | None = None
    as_known: date | None = None
    history: bool = False
    aspect: Aspect | None = None
    until: date | None = None

    @property
    def command(self) -> str:
        """The command in full."""
        codes = [" ".join((each.code, *self._behind(each))) for each in self.codes]
        start = ["/coverage", *(["history"] if self.history else [])]
        asked = [_OF_PAYERS.get(self.aspect, self.aspect.value)] if self.aspect else []
        parts = [*start, *self._named(), *codes, *asked, *self._bounds(), *self._dates()]
        return " ".join(parts)

    def _behind(self, code: Code) -> list[str]:
        """The modifiers of a code."""
        put = next((said for on, said in self.put_on if on == code.code), ())
        return [m.code for m in self.modifiers if not self.put_on or m.code in put]

    def _named(self) -> list[str]:
        """The payer's name; without a code, with a word that tells a name that is also a word."""
        common = map(key_of, self.payer.common_names)
        is_word = not self.codes and key_of(self.payer.name) in common
        return ["payer", self.payer.name] if is_word else [self.payer.name]

    def _bounds(self) -> list[str]:
        line = LINE_NAMES[self.line] if self.line else ""
        told = [line] if line and line.casefold() not in self.payer.name.casefold() else []
        told += ["for", self._treated(self.condition)] if self.condition else []
        told += ["by", self.profession.value] if self.profession else []
        return told + (["in", NAMES[self.state]] if self.state else [])

    def _treated(self, condition: Condition) -> str:
        is_own = self.condition_name in condition.names
        return self.condition_name if is_own else condition.id.replace("_", " ")

    def _dates(self) -> list[str]:
        told = ["on", self.on.isoformat()] if self.on else []
        told += ["to", self.until.isoformat()] if self.until else []
        return told + (["as known", self.as_known.isoformat()] if self.as_known else [])

    @property
    def about(self) -> tuple[str, ...]:
        """The facts that the answer tells, as "payer/cigna"."""
        codes = () if self.history else self.codes
        return (
            f"payer/{self.payer.facts or self.payer.id}",
            *(f"code/{each.code}" for each in codes),
        )


@dataclass(frozen=True, slots=True)
class OfUnlistedPayer:
    """What was understood of a question about a payer that no list has: its name is not kept.

    It is counted alone: asked again, it has no answer either.
    """

    code: Code | None = None
    state: str | None = None  # its two letters

    @property
    def command(self) -> str:
        """The command, which names no payer."""
        code = [self.code.code] if self.code else []
        state = ["in", NAMES[self.state]] if self.state in NAMES else []
        return " ".join([UNLISTED, *code, *state])


@dataclass(frozen=True, slots=True)
class OfAllPayers:
    """A question of which payers pay."""

    code: Code | None = None
    condition: Condition | None = None
    profession: Profession | None = None
    state: str | None = None  # its two letters
    on: date | None = None
    without: tuple[Payer, ...] = ()

    @property
    def command(self) -> str:
        """The command in full."""
        asked = [self.code.code] if self.code else []
        asked += ["for", self.condition.id.replace("_", " ")] if self.condition else []
        asked += ["by", self.profession.value] if self.profession else []
        asked += ["in", NAMES[self.state]] if self.state else []
        asked += ["on", self.on.isoformat()] if self.on else []
        asked += ["except", ", ".join(p.name for p in self.without)] if self.without else []
        return " ".join(["/coverage all", *asked])

    @property
    def about(self) -> tuple[str, ...]:
        """The facts that the answer tells: those of every payer, of which no list is kept."""
        return (f"code/{self.code.code}",) if self.code else ()


# What is asked of a payer, where the aspect's own name is not a word that asks for it.
_OF_PAYERS = {Aspect.AGE: "minors", Aspect.DATES: "effective"}

# What is asked of a state, where the aspect's own name is not a word that asks for it.
_OF_STATES = {
    Aspect.ACTS: "points",
    Aspect.DATES: "effective date",
    Aspect.AGE: "minors",
    Aspect.TRAINING: "hours",
    Aspect.FEDERAL: "military base",
}

# What is asked of codes, in a word that the reader takes for it again.
_ASKED: dict[Aspect | None, str] = {
    Aspect.PRICE: "price",
    Aspect.UNITS: "units",
    Aspect.MODIFIER: "modifier",
    Aspect.TOGETHER: "together",
    Aspect.DATES: "start",
}


@dataclass(frozen=True, slots=True)
class OfCodes:
    """A question about codes and modifiers.

    `beside` are codes that only the table of edits knows; `asks`, `units` and `muscles` are what is
    asked of the codes, `in_words` those that words do not tell apart, and `besides` on what the
    answer hangs.
    """

    codes: tuple[Code, ...]
    beside: tuple[TabledCode, ...] = ()
    asks: Aspect | None = None
    units: int | None = None
    muscles: int | None = None
    chosen: tuple[Code, ...] = ()  # by the muscles, not typed
    in_words: tuple[CodesInWords, ...] = ()
    besides: BesideCodes | None = None

    @property
    def command(self) -> str:
        """The command in full."""
        named = [code.code for code in self.codes if code not in self.chosen]
        named += [code.code for code in self.beside]
        named += [f"{self.muscles} muscles"] if self.muscles else []
        if self.units:
            named.append(f"{self.units} units")
        elif self.asks in _ASKED and not self.muscles:
            asks = Aspect.MODIFIER if self._of_modifiers else self.asks
            named.insert(0 if self._of_modifiers else len(named), _ASKED[asks])
        named += [group.value for group in self.in_words]
        named += self.besides.words if self.besides else []
        return f"/cpt {' '.join(named)}"

    @property
    def _of_modifiers(self) -> bool:
        """Whether modifiers alone are asked about: a bare "25" is read as a number."""
        return not self.beside and all(code.kind is CodeKind.MODIFIER for code in self.codes)

    @property
    def about(self) -> tuple[str, ...]:
        """The facts that the answer tells, as "code/20560"."""
        return tuple(f"code/{each.code}" for each in self.codes)


@dataclass(frozen=True, slots=True)
class OfState:
    """A question about who may needle in a state, which is given by its two letters."""

    state: str
    profession: Profession
    on: date | None = None
    aspects: tuple[Aspect, ...] = ()

    @property
    def command(self) -> str:
        """The command in full."""
        asked = [_OF_STATES.get(a, a.value) for a in self.aspects if a is not Aspect.COVERED]
        on = ["on", self.on.isoformat()] if self.on else []
        return " ".join(["/state", NAMES[self.state], self.profession.value, *asked, *on])

    @property
    def about(self) -> tuple[str, ...]:
        """The facts that the answer tells, as "state/NC"."""
        return (f"state/{self.state}",)


@dataclass(frozen=True, slots=True)
class OfTopic:
    """A question that the book itself asks."""

    asks: Topic | Dispute

    @property
    def command(self) -> str:
        """The command in full."""
        return f"/ask {self.asks.question}"

    @property
    def about(self) -> tuple[str, ...]:
        """The facts that the answer tells, as "topic/sessions"."""
        return (f"{'topic' if isinstance(self.asks, Topic) else 'dispute'}/{self.asks.id}",)


@dataclass(frozen=True, slots=True)
class OfDenial:
    """A question about a denial of codes by a payer; `denials` are codes such as CO-50.

    `state` is the one that was named, in two letters.
    """

    asks: Topic
    payer: Payer
    codes: tuple[Code, ...]
    denials: tuple[str, ...]
    on: date | None = None
    state: str | None = None
    decided: DecisionDays | None = None

    @property
    def command(self) -> str:
        """The command in full."""
        codes = [code.code for code in self.codes]
        decided = [typed_decision(self.decided)] if self.decided else []
        on = ["on", self.on.isoformat()] if self.on else []
        state = ["in", NAMES[self.state]] if self.state else []
        denials = [code for code in self.denials if _DENIAL.fullmatch(code)]
        return " ".join(["/denial", self.payer.name, *codes, *state, *on, *decided, *denials])

    @property
    def about(self) -> tuple[str, ...]:
        """The facts that the answer tells, as "topic/denial_50" and "payer/cigna"."""
        return (f"topic/{self.asks.id}", f"payer/{self.payer.facts or self.payer.id}")


def typed_decision(decided: DecisionDays) -> str:
    """The days of a decision as they can be typed: "denied 2026-11-20 received 2026-11-24"."""
    days = (("denied", decided.made), ("received", decided.received))
    return " ".join(f"{what} {day.isoformat()}" for what, day in days if day)


Canonical = OfPayer | OfAllPayers | OfCodes | OfState | OfTopic | OfDenial
