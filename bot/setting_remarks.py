"""What is worth a remark in the environment: a name near to a setting's, records by default."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bot.environment import Environment, given_in
from models import spelling

_LEAST = 8
"""Letters of a name: HOSTS, PORTS and the like are other programs'."""

_SLIPS = 2

_NAMES = frozenset(name.upper() for name in Environment.model_fields)


def remarks(environment: Mapping[str, str]) -> list[str]:
    """Sentences on names that are nearly a setting's, and on records that nobody named."""
    told = misspelt(environment)
    if "database_url" not in given_in(environment):
        told.append(records_by_default())
    return told


def misspelt(environment: Mapping[str, str]) -> list[str]:
    """Names that come near to a setting which is not set."""
    unset = _NAMES - {name.upper() for name in given_in(environment)}
    told = []
    for name in sorted(environment):
        is_known = name in _NAMES or len(name) < _LEAST
        meant = None if is_known else spelling.slipped(name.upper(), sorted(unset), _SLIPS)
        if meant and len(meant) >= _LEAST:
            told.append(f"{name} is no setting: {meant} is one, and is not set.")
    return told


def records_by_default() -> str:
    """Where records are kept without a word, which is a wrong place on a server."""
    file = Environment.model_fields["database_url"].default.partition("://")[2]
    return f"DATABASE_URL is not set: the records are the file {file} in {_folder()}."


def _folder() -> str:
    try:
        return str(Path.cwd())
    except OSError:  # it is gone by now
        return "this folder"
