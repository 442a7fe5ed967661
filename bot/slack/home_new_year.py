"""What the Home tab shows in December and January: the payers to verify for the new year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.render.block_kit import escape, header, section
from bot.render.slack_form import Block
from bot.slack.home_buttons import actions, button
from models.wording import phrases, rollover

_SHOWN = 6


def blocks(year: int, payers: Sequence[tuple[str, int]]) -> Iterator[Block]:
    """Each payer that nobody has verified, with how many aliases it has and what ticks it off."""
    if not payers:
        return
    yield header(rollover.title_to_verify(year))
    for name, number in payers[:_SHOWN]:
        done = button(
            "Verified", f"/caps rollover {year} verified {name}", f"{name} is verified for {year}"
        )
        line = section(f"*{escape(name)}*  {phrases.count(number, 'alias')}")
        yield {**line, "accessory": done}
    hidden = len(payers) - _SHOWN
    yield from [section(f"and {hidden} more")] if hidden > 0 else []
    yield actions([("Who, and what to ask", f"/caps rollover {year}")])
