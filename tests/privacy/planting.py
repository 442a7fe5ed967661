"""Plants words that nobody knows into commands that somebody might type."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from hypothesis import strategies as st

from bot.render import adaptive_card, block_kit
from handlers import COMMANDS as ALL
from models.content import PACK
from models.reply import Reply

COMMANDS = [
    line
    for line in (Path(__file__).parent / "commands.txt").read_text().splitlines()
    if line and not line.startswith("#")
]

_LETTERS = 6  # a word of fewer stands somewhere by chance
_RARE = re.compile(r"[g-z]")  # and one of a to f alone in any hash


@dataclass(frozen=True)
class Planted:
    """What is typed, and the words of it that may be found nowhere afterwards."""

    typed: str
    secrets: tuple[str, ...]


def _names(*names: str) -> list[Planted]:
    return [Planted(name, tuple(w for w in name.split() if len(w) >= _LETTERS)) for name in names]


KNOWN = [
    *_names(
        "Mariana Wojciechowska", "garcia-lopez", "GARCIALOPEZ", "Nguyễnthị Phươnganh",
        "Zanzibarova", "O’Shaughnessy", "Müllerová", "Kowalczyk's", "Przybylski,",
        "(Villanueva)", "“Abernathy”",
        "Rosenbaumer's-daughter",
    ),
    *_names("Владимирова", "Παπαδοπούλου", "ＧＡＲＣＩＡＬＯＰＥＺ", "מזרחישפירא", "عبدالرحمن"),
    Planted("王小明李四光", ("王小明李四光", "王小明")),
    Planted("Garcia\u200blopez", ("Garcia\u200blopez", "Garcialopez")),
    Planted("Wojcie\u00adchowska", ("Wojciechowska", "Wojcie\u00adchowska")),
    Planted("@marianagarcia", ("marianagarcia",)),
    Planted("#mariana-garcialopez", ("mariana-garcialopez", "garcialopez")),
    Planted("<@U0GARCIA|mariana.garcialopez>", ("garcialopez",)),
    Planted("<#C0GARCIA|mariana-garcialopez>", ("garcialopez",)),
    Planted("<https://chart.example/garcialopez|Mariana Garcialopez>", ("garcialopez", "chart.ex")),
    Planted("<mailto:villanueva@mail.example|villanueva@mail.example>", ("villanueva",)),
    Planted("villanueva@mail.example", ("villanueva", "mail.example")),
    Planted("1EG4-TE5-MK73", ("1EG4-TE5-MK73", "1EG4TE5MK73")),
    Planted("1EG4TE5MK73", ("1EG4TE5MK73", "1EG4-TE5-MK73")),
    Planted("919-555-0134", ("919-555-0134", "9195550134", "555-0134")),
    Planted("123-45-6789", ("123-45-6789", "123456789")),
    Planted("MRN88123456", ("MRN88123456", "88123456")),
    Planted("88123", ("88123",)),
    Planted("W2345 6789 01", ("W2345", "W2345678901")),
    Planted("03/14/1961", ("03/14/1961", "1961-03-14", "14 Mar 1961", "Mar 14, 1961")),
    Planted("born March 14, 1961", ("1961-03-14", "14 Mar 1961", "March 14", "Mar 14")),
    Planted("14.03.1961", ("14.03.1961", "1961-03-14", "14 Mar 1961", "Mar 14, 1961")),
    Planted("ZANZIBAR-17", ("ZANZIBAR",)),
    Planted("*Zanzibarova*", ("zanzibarova",)),
    Planted("`zanzibarova` <b>zanzibarova</b>", ("zanzibarova",)),
]  # fmt: skip


@cache
def held() -> str:
    """Everything that the bot says by itself, and the words of the platforms' markup, folded."""
    usage = " ".join(" ".join((c.name, c.usage, *c.examples)) for c in ALL)
    markup = f"{adaptive_card.dress(Reply('x'))} {block_kit.dress(Reply('x'))}"
    pack = " ".join(path.read_text(encoding="utf-8") for path in sorted(PACK.rglob("*.yaml")))
    return folded(f"{pack} {usage} {' '.join(COMMANDS)} {markup}")


def is_held(word: str) -> bool:
    """Whether a word may stand anywhere without having been typed: "ndiana" is part of a state."""
    return folded(word) in held()


def planted(is_known: Callable[[str], bool]) -> st.SearchStrategy[Planted]:
    """Something to plant: a person's names, numbers and dates, or a word that never was."""
    letters = st.characters(categories=("Lu", "Ll", "Lo", "Mn"), max_codepoint=0xFFFF)
    invented = st.text(letters, min_size=_LETTERS, max_size=14)
    plain = st.from_regex(r"[A-Za-z]{6,12}", fullmatch=True)
    words = (invented | plain).filter(lambda word: _is_rare(word) and not is_known(word))
    return st.sampled_from(KNOWN) | words.map(lambda word: Planted(word, (word,)))


def _is_rare(word: str) -> bool:
    plain = folded(word)
    return len(plain) >= _LETTERS and (not plain.isascii() or bool(_RARE.search(plain)))


@st.composite
def typed(draw: st.DrawFn, commands: Iterable[str], things: st.SearchStrategy[Planted]) -> Planted:
    """A command with one thing or two planted into it, anywhere behind its name."""
    words = draw(st.sampled_from(list(commands))).split()
    secrets: tuple[str, ...] = ()
    for thing in draw(st.lists(things, min_size=1, max_size=2)):
        at = draw(st.integers(min_value=1, max_value=len(words)))
        plant(words, thing, at, draw(st.sampled_from(WAYS)))
        secrets += thing.secrets
    return Planted(" ".join(words), secrets)


WAYS = ("beside", "instead", "behind", "glued")
"""The ways to plant something where a word stands."""


def plant(words: list[str], thing: Planted, at: int, how: str) -> None:
    """Plant a thing into the words of a command, at a place from 1 to behind the last."""
    if how == "beside" or at == len(words):
        words.insert(at, thing.typed)
    elif how == "instead":
        words[at] = thing.typed
    elif how == "behind":
        words.append(thing.typed)
    else:
        words[at] += f"-{thing.typed}"


def folded(text: str) -> str:
    """A text as it is compared: compatible, without case and without what is invisible."""
    if text.isascii():
        return text.casefold()
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(each for each in plain if unicodedata.category(each) != "Cf")


def found(secrets: Iterable[str], text: str) -> list[str]:
    """The secrets that stand in a text, as they are or as JSON escapes them."""
    plain = folded(text)
    return [each for each in secrets if any(_stands(form, plain) for form in _forms(each))]


@lru_cache(maxsize=1_024)
def _forms(secret: str) -> set[str]:
    plain = folded(secret)
    escaped = plain.encode("unicode_escape").decode().replace("\\x", "\\u00")
    return {plain, escaped, escaped.replace("\\", "\\\\")}


def _stands(form: str, plain: str) -> bool:
    """Digits count as found only where no letter or digit goes on: hashes hold any five."""
    if form not in plain:
        return False
    if any(each.isdigit() for each in form):
        return bool(re.search(rf"(?<![0-9a-z]){re.escape(form)}(?![0-9a-z])", plain))
    return True
