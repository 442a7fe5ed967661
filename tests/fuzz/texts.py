"""Makes hostile texts from the grammar of every command, the same ones for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator

CANARY = "zyxcanaryzyx"

_BEGINS = (
    *(
        "/coverage",
        "/cpt",
        "/state",
        "/ask",
        "/caps",
        "/caps set",
        "/caps preview",
        "/caps reading",
    ),
    *("/session new", "/session log", "/session undo", "/session void", "/session show"),
    *("/session payer", "/session authorize", "/session balance", "/session improving"),
    *("/session close", "/session reopen", "/clinic warn", "/clinic channel", "/clinic digest"),
    *("/clinic quiet", "/clinic patience", "/clinic managers add", "/clinic profession"),
    *("/clinic state", "/clinic zone", "/clinic audit", "/clinic alerts", "/clinic alerts hand"),
    *("/share coverage", "/share caps", "/share cpt", "/nonsense", ""),
)
_WORDS = (
    *(
        "medicare",
        "aetna",
        "bcbsnc",
        "20560",
        "20561",
        "97140",
        "x2",
        "GP",
        "KX",
        "PT",
        "NC",
        "utah",
    ),
    *("BLUE-47K", "X", "PT-0001", "visits", "units", "12", "0", "-1", "²", "١٢", "99999999999"),
    *("from", "until", "on", "as of", "as known", "for", "because", "by", "in", "after", "over"),
    *("2026-12-01", "0001-01-01", "9999-12-31", "2/30", "13/45/2026", "yesterday", "1 week ago"),
    *("999 weeks ago", "next friday", "Feb 29", "a year", "per", "rolling 0 days", "9999 years"),
    *("at 3 left", "8:00 am", "25:99", "Hawaii", "Mon-Fri", "off", "default", "none", "details"),
    *(
        "‹",
        "@‹U1›",
        "#‹C1›",
        "<@U1|a>",
        "\u200b",
        "\u202e",
        "é",
        "漢",
        "\0",
        "\ud83d",
        "'",
        '"',
        ";--",
    ),
    *("again", "sure", "again sure", "all", "elsewhere", "in all", "chronic low back pain", CANARY),
)


def texts(seed: int, many: int) -> Iterator[str]:
    """So many texts: the most of them nearly right, some long, some of no sense."""
    chance = random.Random(seed)  # noqa: S311 - the same disorder for the same seed
    for _ in range(many):
        words = chance.choices(_WORDS, k=chance.choice((0, 1, 2, 3, 4, 6, 9, 30)))
        if chance.random() < 0.1:
            words.insert(0, chance.choice(words or ["a"]) * chance.choice((20, 200, 3_000)))
        if chance.random() < 0.1:
            words.append("".join(chr(chance.randrange(1, 0x2FFF)) for _ in range(8)))
        glue = chance.choice((" ", " ", " ", "  ", "\n", ", "))
        yield f"{chance.choice(_BEGINS)} {glue.join(words)}"
