"""Reads a file of disputes/: a question on which sources disagree."""

from __future__ import annotations

from typing import Annotated

from pydantic import PlainValidator, ValidationInfo

from models.content.entry import FileName, Reader, statement
from models.coverage.dispute import Dispute
from models.coverage.statement import Statement


def _answer(value: object, info: ValidationInfo) -> Statement:
    """The answer, with the sources of every side."""
    cites = (id_ for side in info.data.get("sides", ()) for id_ in side.cites)
    return statement(value, tuple(dict.fromkeys(cites)))


DISPUTE = Reader(Dispute, id=FileName, answer=Annotated[Statement, PlainValidator(_answer)])
