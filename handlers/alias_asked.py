"""An alias in a question about facts: words that ask for its count (_COUNT), and its buttons."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from handlers.command import Request, Services
from models.errors import Trouble
from models.privacy import alias_form, alias_words
from models.reply import Choice, Line, Reply

_ALIAS = re.compile(r"(?<![\w-])([A-Za-z]{2,12})-[0-9]{1,5}[A-Za-z]?(?![\w-])")
_WORD = re.compile(r"[a-z']+")

_COUNT = frozenset(
    """
    a alias already an any are ask at auth authorized be been by calendar cap caps check client
    count counted counter current currently did do does end ends expire expires far for forecast get
    given going gone got had has have he her him his how i in is it its left limit limits long look
    many me month more much my near now of on out patient per please pt remain remaining remains
    reset resets run runs session sessions she should show so soon status still than that the their
    them there these they this till to total treatments until up us usage use used visit visits was
    we week were what what's whats when where's will year yet you your 's
    """.split()
)
"""With no other words beside an alias, its count is what is asked for."""

_ORDERS = frozenset(
    """log logged void voided undo authorize authorized withdraw withdrawn close closed reopen
    reopened rename renamed add added record recorded""".split()
)

_GAP = "…"

_PLAIN = re.compile(
    r"(?:log|logged|void|close|reopen)(?:\s(?:[0-9]{5}|x?[0-9]{1,2}|[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{2,4})?"
    r"|and|on|for|with|today|yesterday|units?|pls|please|,)[.,!]?)*",
    re.IGNORECASE,
)
"""An order of which every word but the alias is one that the command takes."""

# Behind an order the hyphen may be missing: "logged oak13 today", "log oak 13 20560".
_ORDERED = re.compile(r"\s*[A-Za-z]+\s+(?P<word>[A-Za-z]{2,12})\s?(?P<number>[0-9]{1,4})(?![\w-])")


@dataclass(frozen=True, slots=True)
class AliasAsked:
    """The aliases in a question, and the question without them.

    `with_gap` is the question with a sign in their place, that reads the same.
    """

    aliases: tuple[str, ...]
    remaining: str
    with_gap: str

    @property
    def is_count(self) -> bool:
        """Whether nothing is asked but how one alias stands."""
        words = _WORD.findall(self.remaining.casefold())
        no_number = not any(letter.isdigit() for letter in self.remaining)
        return len(self.aliases) == 1 and no_number and _COUNT.issuperset(words)

    @property
    def is_order(self) -> bool:
        """Whether something is to be done with an alias, which no question does."""
        return next(iter(self.remaining.casefold().split()), "") in _ORDERS

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The count of each alias."""
        return tuple(Choice(f"Visits of {one}", f"/caps {one}") for one in self.aliases)

    async def answer(self, request: Request, ask: Callable[[Request], Awaitable[Reply]]) -> Reply:
        """Its count, where that is asked for; else the answer to the question without aliases."""
        if self.is_count:
            reply = await ask(replace(request, command="caps", text=self.aliases[0]))
            said = Line(f"Answered as /caps {self.aliases[0]}.")
            return replace(reply, lines=(*reply.lines, said))
        if self.is_order:
            return self.refused(request.text)
        try:
            return self.beside(await ask(replace(request, text=self.remaining)))
        except Trouble as trouble:
            trouble.choices = (*self.choices, *trouble.choices)
            raise

    def beside(self, reply: Reply) -> Reply:
        """The answer to the question without its aliases, and where these are counted."""
        names = " and ".join(self.aliases)
        said = Line(f"Answered without {names}: no fact goes by a patient. Visits: /caps.")
        return replace(
            reply,
            lines=(*reply.lines, said),
            choices=(*self.choices, *reply.choices),
            details_command=self._whole(reply.details_command),
        )

    def _whole(self, command: str) -> str:
        """A command that repeats the question, with a sign where the alias stood."""
        if not self.remaining or not command.endswith(f" {self.remaining}"):
            return command
        return f"{command.removesuffix(self.remaining)}{self.with_gap}"

    def refused(self, typed: str) -> Reply:
        """What is done with an alias is typed behind its own command, all of it where it can be."""
        whole = f"/session {' '.join(typed.split())}" if _PLAIN.fullmatch(self.remaining) else ""
        example = (
            f"Write it so: {whole}" if whole else f"For example: /session log {self.aliases[0]}"
        )
        do = [Choice("Do it", whole)] if whole else []
        return Reply(
            headline="That is done by /session, so nothing was changed",
            lines=(Line(example),),
            choices=(*do, *self.choices, Choice("How to ask", "/session help")),
            refused=True,
        )


def take(request: Request, services: Services) -> AliasAsked | None:
    """The aliases in a question: a word of the lists or a pattern of the clinic, and a number."""
    text = request.text
    orders = text.casefold().split(maxsplit=1)[:1]
    ordered = _ORDERED.match(text) if not _ORDERS.isdisjoint(orders) else None
    if ordered:
        first = text[: ordered.start("word")]
        text = f"{first}{ordered['word']}-{ordered['number']}{text[ordered.end() :]}"
    if "-" not in text:
        return None
    forms = alias_form.forms(services.alias_terms, request.clinic.preferences.patterns)

    def is_alias(match: re.Match[str]) -> bool:
        word = match[1].upper()
        return word in forms.words or word in alias_words.WORDS or bool(forms.spell(match[0]))

    found, with_gap = [match for match in _ALIAS.finditer(text) if is_alias(match)], text
    for match in reversed(found):
        text = f"{text[: match.start()]} {text[match.end() :]}"
        before, after = with_gap[: match.start()], with_gap[match.end() :]
        with_gap = f"{before}{_GAP}{after}"
    named = dict.fromkeys(match[0].upper() for match in found)
    if not named:
        return None
    return AliasAsked(tuple(named), " ".join(text.split()), " ".join(with_gap.split()))
