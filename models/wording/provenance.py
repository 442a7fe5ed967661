"""The line of provenance: the weightiest sources that some lines cite, by name or by policy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from models.coverage.fact_book import Authority
from models.reply import (
    Citation,
    Line,
    Provenance,
)
from models.wording import phrases

_NAMES = 2  # sources named in the line of provenance

_NUMBER = 24  # characters of a policy's number, which is longer where it is a title

_OWN_TEXT = phrases.AUTHORITIES[Authority.PAYER]
_LAWS = {phrases.AUTHORITIES[Authority.STATUTE], phrases.AUTHORITIES[Authority.REGULATION]}
_COMMON = frozenset(
    "a advantage and bcbs blue care community cross health medicaid medicare of plan shield "
    "the".split()
)


def by_whom(
    lines: Iterable[Line],
    citations: Mapping[str, Citation],
    dates: str = "",
    policy: str = "",
    whose: Iterable[str] = (),
) -> Provenance | None:
    """The line of provenance: the weightiest sources that these lines cite, by name.

    The first of them is told with the number of the `policy` where it is that policy's text: a law,
    or one that shares a word with `whose` it is. Another payer's text that speaks of it is not.
    """
    ids = dict.fromkeys(id_ for line in lines for id_ in line.cites)
    cited = [citations[id_] for id_ in ids if id_ in citations]
    named: dict[str, Citation] = {}
    for source in sorted(cited, key=lambda source: phrases.AUTHORITY_OF[source.authority]):
        named.setdefault(source.name, source)
    first = list(named.values())
    if not first and not dates:
        return None
    shown = first[:_NAMES]
    if shown and policy:
        shown[0] = replace(shown[0], name=_with_policy(shown[0], policy, whose))
    return Provenance(dates, tuple(shown), len(first) - len(shown))


def _with_policy(source: Citation, policy: str, whose: Iterable[str]) -> str:
    """A source by the policy or the law that it prints, and who prints it where that is not plain.

    "CMS NCD 30.3.3", "Ohio Adm. Code 5160-8-32", "28 TAC 134.600 (Texas Administrative Code)".
    """
    names, in_policy = _words_of(source.name), _words_of(policy)
    beside = policy if names & in_policy else f"{policy} ({source.name})"
    if source.authority in _LAWS:
        return beside
    if source.authority != _OWN_TEXT:
        return source.name
    owners = frozenset[str]().union(*map(_words_of, whose))
    if names & owners:
        return f"{source.name} {policy}" if len(policy) <= _NUMBER else beside
    return beside if owners & in_policy else source.name


def _words_of(name: str) -> frozenset[str]:
    """The words by which a name is known again."""
    words = re.findall(r"[a-z0-9]+", name.casefold())
    return frozenset(words) - _COMMON
