"""Which payer's name is but the network on another plan's card: "WebTPA, Cigna PPO on the back"."""

from __future__ import annotations

from collections.abc import Collection

from models.understanding.remaining_text import RemainingText

# Behind a name, or before it, they say that it is a network.
_BEHIND = frozenset("network networks logo".split())
_ON_CARD = frozenset("back front card".split())
_USES = frozenset("uses using use rents leases through thru via logo administered".split())
_SHOWS = frozenset("says shows has carries".split())
_NO_NETWORK = frozenset("in out of non".split())

_RUNS = frozenset("administered run processed by on with over at has carries an a".split())
_LISTS = frozenset("and or vs versus nor plus".split())

_FOLLOWS = frozenset("follow follows following like mirror mirrors".split())

_PPO = frozenset("ppo pos epo".split())

_FOR_PLAN = frozenset("for through thru via manages runs handles".split())

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


def is_administrator(name: Collection[int], others: Collection[int], left: RemainingText) -> bool:
    """Whether the words before a name, behind another, say that it runs that one's plan."""
    first = min(name)
    start = max((place + 1 for place in others if place < first), default=first)
    between = [word.plain for word in left.typed[start:first]]
    ends = {word.plain for word in left.typed[max(name) : max(name) + 2]}
    if not between and first - 1 in others and not _PPO.isdisjoint(ends):
        return True
    is_listed = not between or between[-1] in _LISTS
    return not is_listed and (len(between) > 1 or not _RUNS.isdisjoint(between))


def is_followed(name: Collection[int], left: RemainingText) -> bool:
    """Whether a name only says whose rule another one may follow: "does it follow medicare"."""
    before = [word.plain for word in left.typed[max(0, min(name) - _NEAR) : min(name)]]
    return not _FOLLOWS.isdisjoint(before)


def speaks_of_networks(left: RemainingText) -> bool:
    """Whether a text names a logo or a network at all, and not only "in network"."""
    typed = [word.plain for word in left.typed]
    return any(
        word == "logo" or (word in _BEHIND and typed[at - 1] not in _NO_NETWORK)
        for at, word in enumerate(typed)
    )


def is_of_plan(left: RemainingText) -> bool:
    """Whether a text says for which plan somebody approves care: "ash for cigna"."""
    return not _FOR_PLAN.isdisjoint(word.plain for word in left.typed)
