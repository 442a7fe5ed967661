"""A cap as text, for its row and the audit: window and pool, what it leaves out, what follows."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from models.visits.cap import Cap
from models.visits.limit import Needs, Pool, Stage, Unit
from models.visits.session import Discipline
from models.visits.window_text import spell, unspell

_DIGEST = 8


def spell_per(cap: Cap) -> str:
    """The window, and a short hash of what is counted where that is not everything.

    It tells the caps of a subject from one another within the 64 letters of a column.
    """
    counts_of = "/".join(cap.counts_of)
    if not counts_of:
        return spell(cap.window)
    digest = hashlib.sha256(counts_of.encode()).hexdigest()[:_DIGEST]
    return f"{spell(cap.window)}:{digest}"


def spelled(cap: Cap) -> dict[str, Any]:
    """What a cap says beside its number and window, as texts; what it does not say is left out."""
    texts = {
        "codes": " ".join(cap.pool.codes),
        "disciplines": " ".join(cap.pool.disciplines),
        "excluding": " ".join(cap.pool.excluding),
        "unit": "" if cap.unit is Unit.VISIT else cap.unit.value,
        "stages": " ".join(f"{stage.more}:{stage.needs.value}" for stage in cap.stages),
        "frees": "yes" if cap.frees else "",
    }
    return {name: text for name, text in texts.items() if text}


def word(cap: Cap) -> dict[str, Any]:
    """A cap as an entry of the audit has it; the window where the id does not end with it."""
    return {"number": cap.number, "per": spell(cap.window), **spelled(cap)}


def with_texts(cap: Cap, texts: Mapping[str, Any]) -> Cap:
    """A cap with the number and all else that `word` says of it, and nothing more."""
    pool = Pool(
        tuple((texts.get("codes") or "").split()),
        tuple(map(Discipline, (texts.get("disciplines") or "").split())),
        tuple((texts.get("excluding") or "").split()),
    )
    stages = (stage.split(":") for stage in (texts.get("stages") or "").split())
    return replace(
        cap,
        number=texts["number"],
        window=unspell(texts["per"].partition(":")[0]),
        pool=pool,
        unit=Unit(texts.get("unit") or Unit.VISIT.value),
        stages=tuple(Stage(int(more), Needs(needs)) for more, needs in stages),
        frees=bool(texts.get("frees")),
    )
