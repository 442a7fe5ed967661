"""Which payer's name is but the network on another plan's card: "WebTPA, Cigna PPO on the back"."""

from __future__ import annotations

from collections.abc import Collection

from models.understanding.remaining_text import RemainingText

# Behind a name, or before it, they say that it is a network.
_BEHIND = frozenset("network networks logo".split())
_ON_CARD = frozenset("back front card".split())
_USES = frozenset("uses using use rents leases through thru via logo".split())
_SHOWS = frozenset("says shows has carries".split())
_NO_NETWORK = frozenset("in out of non".split())

_NEAR = 3  # words


def is_network(name: Collection[int], others: Collection[int], left: RemainingText) -> bool:
    """Whether the words around a name's places, up to those of others, say that it is a network."""
    first, last = min(name), max(name)
    typed = [word.plain for word in left.typed]
    starts = max([first - _NEAR, 0, *(place + 1 for place in others if place < first)])
    ends = min([last + 1 + _NEAR, *(place for place in others if place > last)])
    before, behind = typed[starts:first], typed[last + 1 : ends]
    until = next((at for at, word in enumerate(behind) if word in _NO_NETWORK), len(behind))
    if not _BEHIND.isdisjoint(behind[:until]) or not _USES.isdisjoint(before):
        return True
    is_shown = not _SHOWS.isdisjoint(before) and not _ON_CARD.isdisjoint(typed)
    return is_shown or ("on" in behind and not _ON_CARD.isdisjoint(typed[last + 2 : last + 6]))


def speaks_of_networks(left: RemainingText) -> bool:
    """Whether a text names a logo or a network at all, and not only "in network"."""
    typed = [word.plain for word in left.typed]
    return any(
        word == "logo" or (word in _BEHIND and typed[at - 1] not in _NO_NETWORK)
        for at, word in enumerate(typed)
    )
