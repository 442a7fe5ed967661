"""How columns keep what draws on an authorization or a balance: codes, disciplines, the case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from models.storage.sql import Row
from models.visits.body_region import BodyRegion, region_of
from models.visits.limit import Pool
from models.visits.session import Discipline

_CODE = re.compile(r"[A-Z0-9]{5}")


def pool_in(row: Row) -> Pool:
    """The pool that a row keeps."""
    disciplines = tuple(map(Discipline, row["disciplines"].split()))
    excluding = row.get("excluding") or ""
    codes, case = tuple(row["codes"].split()), region_of(row.get("region"))
    return Pool(codes, disciplines, tuple(excluding.split()), case)


def pool_columns(pool: Pool) -> dict[str, Any]:
    """Its columns, but for the case."""
    return {"codes": codes_column(pool.codes), "disciplines": " ".join(pool.disciplines)}


def codes_column(codes: Sequence[str]) -> str:
    """The codes as they are kept. Raises ValueError for what cannot be one."""
    if not all(map(_CODE.fullmatch, codes)):
        raise ValueError("a code has five letters and digits")
    return " ".join(codes)


def region_column(case: BodyRegion | None) -> str | None:
    """A case as it is kept. Raises ValueError for one of no list: none such is ever kept."""
    if case is not None and region_of(case) is None:
        raise ValueError("a case is a region of the list")
    return case.value if case else None
