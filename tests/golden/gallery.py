"""Everything that hangs here: each card as JSON, where it is kept, and how to hang it anew."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bot.render import block_kit
from models.facts import FactBook
from tests.golden.cards import cards

FOLDER = Path(__file__).parent / "slack"


async def paint(book: FactBook) -> dict[str, dict[str, Any]]:
    """Every card as Slack gets it now, by its name."""
    return {name: block_kit.dress(reply) for name, reply in (await cards(book)).items()}


def written(payload: dict[str, Any]) -> str:
    """A payload as its file keeps it."""
    return json.dumps(payload, ensure_ascii=False, indent=1) + "\n"


def hang(paintings: dict[str, dict[str, Any]]) -> None:
    """Keep what there is now, and nothing else."""
    for old in FOLDER.glob("*.json"):
        old.unlink()
    for name, payload in paintings.items():
        (FOLDER / f"{name}.json").write_text(written(payload), "utf-8")
