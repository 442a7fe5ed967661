"""What became of the inputs: counts by entry, and of each kind of fault the smallest input."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

_SHOWN = 1_500  # characters of an input


@dataclass(frozen=True)
class Fed:
    """One input: where it goes in, what is sent, the secrets in it, and by which seed it came."""

    entry: str
    shown: str
    secrets: tuple[str, ...]
    seed: str


@dataclass
class Figures:
    """The counts. An entry is a command, or a kind of request to an address."""

    asked: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    seconds: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    smallest: dict[str, Fed] = field(default_factory=dict)

    def count(self, entry: str, seconds: float, *, refused: bool) -> None:
        """One input more."""
        self.asked[entry] += 1
        self.refused[entry] += refused
        self.seconds[entry] += seconds  # type: ignore[assignment] - a sum, not a number of things

    def fault(self, kind: str, fed: Fed) -> None:
        """Something went wrong with an input."""
        self.faults[fed.entry] += 1
        self.kinds[kind] += 1
        before = self.smallest.get(kind)
        if before is None or len(fed.shown) < len(before.shown):
            self.smallest[kind] = fed

    def leak(self, where: str, secrets: Iterable[str], batch: Iterable[Fed]) -> None:
        """Secrets were found somewhere: blame each input of the batch that holds one."""
        found = set(secrets)
        for fed in batch:
            if found & set(fed.secrets):
                self.fault(f"planted identity in {where}", fed)

    def add(self, other: Figures) -> None:
        """Count what another process counted."""
        for name in ("asked", "refused", "seconds", "faults", "kinds"):
            getattr(self, name).update(getattr(other, name))
        for kind, fed in other.smallest.items():
            before = self.smallest.get(kind)
            if before is None or len(fed.shown) < len(before.shown):
                self.smallest[kind] = fed

    def lines(self) -> Iterable[str]:
        """The figures as a table, then the faults."""
        yield f"{'entry':34}{'inputs':>9}{'refused':>9}{'answered':>9}{'seconds':>9}{'faults':>8}"
        for entry in sorted(self.asked):
            yield self._row(entry, [entry])
        yield self._row("all", list(self.asked))
        for kind, many in self.kinds.most_common():
            fed = self.smallest[kind]
            yield f"\n{many} × {kind}\n  at {fed.entry}, seed {fed.seed}: {fed.shown[:_SHOWN]}"

    def _row(self, name: str, entries: list[str]) -> str:
        asked, refused, seconds, faults = (
            sum(counter[each] for each in entries)
            for counter in (self.asked, self.refused, self.seconds, self.faults)
        )
        return f"{name:34}{asked:9}{refused:9}{asked - refused:9}{seconds:9.1f}{faults:8}"
