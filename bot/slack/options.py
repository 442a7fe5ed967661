"""What Slack's menus offer while somebody types: payers by any name, the clinic's aliases.

Payers come from the book in memory, aliases by an index of their clinic, so an answer takes
milliseconds of the 3 seconds that Slack gives. Nothing that is typed here is kept.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.membership import Caller
from bot.render.slack_form import Block, option
from bot.slack.context import SlackContext
from bot.slack.interaction import Payload
from models import spelling
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer
from models.errors import NotAllowed, Trouble
from models.ports import BoardRow, Slice
from models.privacy.alias_text import lookalike
from models.words import key_of, split

_MOST = 100  # options that Slack takes
_LONGEST = 80  # characters that are compared; no name of the book has more
_LIKE_ENOUGH = 75  # of 100, for a name that nothing begins like


class MenuOptions:
    """The menus that look up."""

    def __init__(self, context: SlackContext) -> None:
        self._context = context
        self._app = context.app
        self._payers = PayerIndex(context.app.services.book)

    def register(self, bolt: AsyncApp) -> None:
        """Listen to both menus."""
        bolt.options("payer")(self._on_payer)
        bolt.options("alias")(self._on_alias)

    async def _on_payer(self, ack: AsyncAck, body: Payload) -> None:
        await ack(options=await self._options(body, self._payer_options))

    async def _on_alias(self, ack: AsyncAck, body: Payload) -> None:
        await ack(options=await self._options(body, self._alias_options))

    async def _options(
        self, body: Payload, look_up: Callable[[Caller, str], Awaitable[list[Block]]]
    ) -> list[Block]:
        """What fits the text typed so far; of whoever looks up too often, when to go on."""
        caller = self._context.caller(body)
        try:
            self._app.rate_limit.take((*caller.key, "look-up"))
        except NotAllowed as slower:  # nobody is called by its value, if it is chosen
            return [option(slower.what, "-", slower.mend)]
        try:
            return await look_up(caller, str(body.get("value", ""))[:_LONGEST])
        except Trouble:  # no records, or nobody of the clinic
            return []

    async def _payer_options(self, _caller: Caller, typed: str) -> list[Block]:
        matches = self._payers.find(typed)
        return [option(payer.name, payer.name, known_as) for payer, known_as in matches]

    async def _alias_options(self, caller: Caller, typed: str) -> list[Block]:
        """The clinic's aliases that hold what was typed; before anything is, the tightest first."""
        clinic = (await self._app.memberships.find(caller)).clinic
        typed, charts = lookalike(typed), self._app.services.charts
        if not typed:
            page = await charts.board(clinic.id, clinic.today(self._app.clock()), Slice(_MOST))
            return [option(row.alias, row.alias, self._of(row)) for row in page.rows]
        fitting = [alias for alias in await charts.aliases(clinic.id) if typed in lookalike(alias)]
        fitting.sort(key=lambda alias: not lookalike(alias).startswith(typed))
        return [option(alias, alias) for alias in fitting[:_MOST]]

    def _of(self, row: BoardRow) -> str:
        payer = self._app.services.book.payers.get(row.payer or "")
        left = "" if row.left is None else f"{row.left} left"
        return " · ".join(filter(None, [left, payer.name if payer else ""]))


class PayerIndex:
    """The payers of a book by every name that staff use, those with facts before the others."""

    def __init__(self, book: FactBook) -> None:
        self._with_facts = book.positions.keys()
        payers = sorted(
            book.payers.values(), key=lambda payer: (payer.id not in self._with_facts, payer.name)
        )
        self._names = [
            _Name(name, key_of(name), _words(name), payer)
            for payer in payers
            for name in (payer.name, *payer.names, *payer.shared_names)
        ]

    def find(self, typed: str) -> list[tuple[Payer, str]]:
        """The payers whose names fit, each with the nickname that did.

        For an empty text those with facts.
        """
        wanted, words = key_of(typed), _words(typed)
        fitting = [name for name in self._names if name.fits(wanted, words)]
        if not wanted:
            fitting = [name for name in fitting if name.payer.id in self._with_facts]
        fitting.sort(key=lambda name: not name.key.startswith(wanted))
        if not fitting:  # names that differ by slips of the finger
            keys = [name.key for name in self._names]
            near = spelling.positions_alike(wanted, keys, _LIKE_ENOUGH, _MOST)
            fitting = [self._names[position] for position in near]
        by_id: dict[str, tuple[Payer, str]] = {}
        for name in fitting:
            known_as = "" if name.written == name.payer.name else name.written
            by_id.setdefault(name.payer.id, (name.payer, known_as))
        return list(by_id.values())[:_MOST]


@dataclass(frozen=True, slots=True)
class _Name:
    """One name of a payer, as it is written and as it is compared."""

    written: str
    key: str
    words: tuple[str, ...]
    payer: Payer

    def fits(self, wanted: str, words: tuple[str, ...]) -> bool:
        """Whether the name begins so, or each word begins one of its own."""
        begun = all(any(own.startswith(word) for own in self.words) for word in words)
        return begun or self.key.startswith(wanted)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.plain for word in split(text))
