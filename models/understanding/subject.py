"""What a question in free text names: a payer, codes or a state, for which there is a command."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from models import spelling
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer
from models.coverage.profession import SYNONYMS
from models.coverage.state import NAMES
from models.understanding import dates_of_service
from models.understanding.question import Question
from models.understanding.reader import Reader
from models.understanding.vocabulary import Vocabulary, words
from models.wording import phrases

# What each command's answer covers. Other words ask for something else.
_OF_COVERAGE = frozenset(
    """authorization bill code cover document how_many legal limit needle pay payer referral
    visit""".split()
)
_OF_CODES = frozenset("bill code difference modifier needle".split())
_OF_STATES = frozenset(
    """athletic_trainer chiropractor consent document hour how_many illegal legal needle
    occupational_therapist physical_therapist pta scope state supervision training who""".split()
)

_PAYMENT = frozenset({"cover", "pay"})
_CODE_WORDS = frozenset({"code", "modifier"})

# "What does Medicare pay" asks for an amount, "does Medicare pay" for a verdict.
_AMOUNT = re.compile(r"\b(?:what|whats|how much)\b.{0,400}\b(?:pay|pays|paid)\b")

# "Is dry needling covered?": by whom?
_OF_NO_PAYER = _PAYMENT | {"needle", "payer", "who"}

# Modifiers that are more often words, or Georgia.
_ALSO_WORDS = frozenset({"AT", "GA", "GO"})
_PLAIN_WORD = re.compile(r"(?<!modifier )\b(?:at|go)\b(?! modifier)")

# The book's names for modifiers write the profession out.
_PT = re.compile(r"\bpt\b", re.IGNORECASE)

# A misspelt name is taken for the name that the reader found when it agrees in this share.
_LIKE_ENOUGH = 0.75


@dataclass(frozen=True, slots=True)
class Subject:
    """The command that answers for what a question names, and what to ask it.

    `step` is the least to ask of the command, and `title` names that on a button. `whole` means
    that the question asks nothing else; `enough` that it asks at least for what the command
    answers. `several` payers bear the name, or several codes are named. `elsewhere` is asked about
    something that no topic answers for this subject.
    """

    command: str
    text: str
    step: str
    title: str
    whole: bool
    enough: bool
    several: bool = False
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question as it was typed: its words, its terms, and the terms that name nothing."""

    text: str
    words: list[str]
    terms: frozenset[str]
    besides: frozenset[str]
    vocabulary: Vocabulary


_WHICH_PAYER = Subject("coverage", "", "", "Which payer", whole=True, enough=True)


def find(text: str, reader: Reader, book: FactBook, vocabulary: Vocabulary) -> Subject | None:
    """The subject: a payer before codes, codes before a state.

    Raises `NotUnderstood` for a date that cannot be.
    """
    question = reader.read(text)
    typed = words(text)
    besides = frozenset(_besides(text, question, book, vocabulary))
    asked = _Asked(text, typed, frozenset(vocabulary.terms(typed)), besides, vocabulary)
    return (
        _payer(question, asked) or _codes(question, asked, reader, book) or _state(question, asked)
    )


def _payer(question: Question, asked: _Asked) -> Subject | None:
    asks = bool(asked.terms & _PAYMENT)
    about_needling = "needle" in asked.terms or bool(question.codes)
    if not question.payers or question.unknown_payer:
        return _WHICH_PAYER if asks and asked.terms <= _OF_NO_PAYER else None
    whole = asked.besides <= _OF_COVERAGE and not _AMOUNT.search(" ".join(asked.words))
    if question.guessed_from and not (whole and (asks or about_needling)):
        return None
    several = len(question.payers) > 1
    text = _without_silent(asked, question)
    return Subject(
        "coverage",
        text,
        text if several else question.payers[0].name,
        "Which plan" if several else f"{question.payers[0].name} and dry needling",
        whole=whole and not question.guessed_from,
        enough=asks and about_needling,
        several=several,
        elsewhere=asks and not about_needling and not whole,
    )


def _codes(question: Question, asked: _Asked, reader: Reader, book: FactBook) -> Subject | None:
    numbers, modifiers = _numbers(asked.words, question), _modifiers(asked.words, book)
    typed = (*numbers, *modifiers)
    if not typed and not asked.terms & _CODE_WORDS:
        return None
    named = reader.read_codes(_PT.sub("physical therapy", _PLAIN_WORD.sub(" ", asked.text)))
    codes = tuple(dict.fromkeys((*typed, *named.codes)))
    if not codes or named.guessed_from:
        return None
    # Which code needling has, or whether a modifier goes with it, is no question about one code.
    together = ("needle" in asked.terms and not numbers) or (numbers and modifiers)
    states = set(question.states).difference(codes)  # "the GA modifier" is not Georgia
    described = asked.besides - {code.lower() for code in codes}
    described = described if typed else frozenset(asked.vocabulary.terms_of(" ".join(named.unused)))
    whole = described <= _OF_CODES and not together and not states
    return Subject(
        "cpt",
        " ".join(codes),
        " ".join(codes),
        f"What {phrases.either(codes, 'and')} {'means' if len(codes) == 1 else 'mean'}",
        whole=whole,
        enough=whole,
        several=len(codes) > 1,
        elsewhere=bool(states),
    )


def _state(question: Question, asked: _Asked) -> Subject | None:
    if not question.states:
        return None
    names = phrases.either([NAMES[each] for each in question.states])
    return Subject(
        "state",
        _without_silent(asked, question),
        names,
        f"Who may needle in {names}",
        whole=asked.besides <= _OF_STATES and question.state is not None,
        enough="needle" in asked.terms,
    )


def _numbers(words: list[str], question: Question) -> tuple[str, ...]:
    """The codes that are typed as numbers, not described."""
    return tuple(code for code in question.codes if code in words)


def _modifiers(words: list[str], book: FactBook) -> tuple[str, ...]:
    codes = [word.upper() for word in dict.fromkeys(words) if word.isalpha()]
    return tuple(w for w in codes if w in book.codes and w not in _ALSO_WORDS)


def _besides(text: str, question: Question, book: FactBook, vocabulary: Vocabulary) -> list[str]:
    """The terms of all words that name nothing: neither payer, state, code, date nor the like."""
    named = [word for name in _names(question, book) for word in words(name)]
    typed = words(dates_of_service.take(text).remaining)
    taken = {
        word
        for word in dict.fromkeys(typed)
        if word in named
        or (not vocabulary.knows(word) and spelling.agrees(word, named, _LIKE_ENOUGH))
    }
    return vocabulary.terms([word for word in typed if word not in taken])


def _names(question: Question, book: FactBook) -> Iterator[str]:
    for payer in question.payers:
        yield from _names_of(payer, alone=len(question.payers) == 1)
    for where in question.states:
        yield from (where, NAMES[where])
    if question.profession:
        yield from SYNONYMS[question.profession]
    if question.condition:
        condition = book.conditions[question.condition]
        yield from (condition.name, *condition.names)
    yield from (question.guessed_from, *question.codes, *question.modifiers)


def _names_of(payer: Payer, *, alone: bool) -> tuple[str, ...]:
    """What a payer is called; where several are meant, what they are called together."""
    return (payer.name, *payer.names, *payer.shared_names) if alone else payer.shared_names


def _without_silent(asked: _Asked, question: Question) -> str:
    """The text without words that the reader could not use and that say nothing: "hey", "ok"."""
    unused = dict.fromkeys(question.unused)
    silent = [re.escape(word) for word in unused if not asked.vocabulary.terms_of(word)]
    said = re.sub(rf"\b(?:{'|'.join(silent)})\b", " ", asked.text) if silent else asked.text
    return " ".join(said.split())
