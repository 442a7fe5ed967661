"""Makes hostile texts from the grammar of every command, the same ones for the same seed."""

from __future__ import annotations

import random

from tests.privacy.planting import COMMANDS, KNOWN, WAYS, Planted, plant

# Names in the form of an alias: what stands behind the search for identities has to refuse them.
_AS_ALIAS = [
    Planted(f"{name}-{number}", (name,))
    for name, number in (
        *(("KOWALCZYK", 17), ("VILLANUEVA", 3), ("ABERNATHY", 61), ("GARCIALOPEZ", 904)),
        *(("PRZYBYLSKI", 12), ("ZANZIBAROVA", 7), ("ROSENBAUMER", 84), ("QUIGGLESWORT", 5)),
    )
]
THINGS = [*KNOWN, *_AS_ALIAS]
"""What is planted."""

SECRETS = tuple(dict.fromkeys(secret for thing in THINGS for secret in thing.secrets))
"""Everything planted; none of it may be found anywhere afterwards."""

_STARTS = tuple(dict.fromkeys(" ".join(line.split()[:2]) for line in COMMANDS))

# Words of the commands' own lists, of other lists, and of none.
_OWN = tuple(dict.fromkeys(word for line in COMMANDS for word in line.split()[1:]))
_ODD = (
    *("x2", "0", "-1", "²", "١٢", "99999999999", "1e9", "0x1F", "20561x99", "BLUE", "X", "RED-9"),
    *("0001-01-01", "9999-12-31", "2/30", "13/45/2026", "2026-02-29", "999 weeks ago", "Feb 29"),
    *("next friday", "yesterday", "rolling 0 days", "9999 years", "per", "per year", "-99 days"),
    *("25:99", "24:00", "Hawaii", "Mars", "Sun-Sat", "off", "default", "none", "details", "again"),
    *("sure", "again sure", "all", "in all", "elsewhere", "as of", "as known", "because", "until"),
    *("‹", "›", "@‹U1›", "#‹C1›", "@‹›", "<@U1|a>", "<!here>", "<@>", "&lt;", "&amp;amp;", "‹‹‹"),
    *("\u200b", "\u202e", "é", "e\u0301", "漢", "\0", "\ud83d", "\udc00", "\x1b[31m", "\ufeff"),
    *("'", '"', ";--", "%s", "{}", "{0}", "%(a)s", "\\", "`", "*", "_", "|", "[a](b)", "<b>", "\t"),
)
_LONG = (20, 200, 3_000)


class Texts:
    """An endless supply of what somebody might type."""

    def __init__(self, seed: str) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - the same disorder for the same seed

    def command(self) -> Planted:
        """A whole command: most of them nearly right, some of no sense."""
        make = self.chance.choices((self._planted, self._bent, self._salad), (5, 3, 2))[0]
        return make()

    def words(self) -> Planted:
        """What somebody might put into one field: a word, or a few, or a thing planted."""
        chance = self.chance
        if chance.random() < 0.4:
            return chance.choice(THINGS)
        pool = chance.choice((_OWN, _ODD))
        return Planted(" ".join(chance.choices(pool, k=chance.choice((0, 1, 1, 2, 4)))), ())

    def _planted(self) -> Planted:
        words = self.chance.choice(COMMANDS).split()
        return self._with(words, self.chance.choice((1, 1, 2)))

    def _bent(self) -> Planted:
        """A command with words exchanged, left out, doubled or moved."""
        chance = self.chance
        words = chance.choice(COMMANDS).split()
        for _ in range(chance.choice((1, 1, 2, 3))):
            at = chance.randrange(len(words))
            match chance.randrange(5):
                case 0:
                    words[at] = chance.choice(_ODD)
                case 1:
                    words[at] = chance.choice(_OWN)
                case 2 if len(words) > 1:
                    del words[at]
                case 3:
                    words.insert(at, words[at])
                case _:
                    words += chance.choice(COMMANDS).split()[1:]
        return self._with(words, chance.choice((0, 0, 1)))

    def _salad(self) -> Planted:
        chance = self.chance
        pool = chance.choice((_OWN, _ODD, _OWN + _ODD))
        words = [chance.choice((*_STARTS, "/nonsense", "", "/"))]
        words += chance.choices(pool, k=chance.choice((0, 1, 2, 3, 4, 6, 9, 30)))
        if chance.random() < 0.1:
            words.insert(1, chance.choice(words) * chance.choice(_LONG))
        if chance.random() < 0.1:
            words.append("".join(chr(chance.randrange(1, 0xFFFF)) for _ in range(8)))
        return self._with(
            words, chance.choice((0, 0, 1)), chance.choice((" ", " ", "  ", "\n", ","))
        )

    def _with(self, words: list[str], things: int, glue: str = " ") -> Planted:
        secrets: tuple[str, ...] = ()
        for thing in self.chance.choices(THINGS, k=things):
            at = self.chance.randint(1, max(1, len(words)))
            plant(words, thing, min(at, len(words)), self.chance.choice(WAYS))
            secrets += thing.secrets
        return Planted(glue.join(words), secrets)
