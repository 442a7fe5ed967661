"""Tells the two letters of a state from English ("or", "in", "me") and professions ("MD")."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.coverage.state import NAMES
from models.understanding.names import NameMatch
from models.understanding.remaining_text import FILLER, RemainingText
from models.understanding.states.clinical_letters import is_modifier, is_shorthand
from models.understanding.states.listed_states import is_item
from models.understanding.states.places import PlaceMatch

# Two-letter words that are more often English or a profession than a state, the most English first.
_BY_ENGLISH = (
    "in", "or", "me", "ok", "hi", "oh", "id", "de", "la", "co", "ma", "al", "ct", "md", "pa",
)  # fmt: skip
BESIDE_PAYERS = frozenset({*_BY_ENGLISH, "dc"}) - {"co", "ct"}
AT_HOME = frozenset({"in", "or", "me", "hi", "ok", "oh", "id", "de", "la", "co", "ma", "al"})
_WORDS = frozenset({"in", "or", "me", "ok", "hi", "oh"})
_BETWEEN_STATES = frozenset({"ok", "hi", "oh"})  # nobody says so between two states: "tx ok ks"

# Beside another state these are professions: chiropractor, physician, physician assistant.
_ALSO_PROFESSIONS = frozenset({"dc", "md", "pa"})

# Words behind two letters that make something else of them: "co pay", "ct scan".
_MAKES_A_WORD = frozenset(
    {("co", "pay"), ("co", "payment"), ("co", "sign"), ("co", "signed"), ("co", "signature"),
     ("co", "treat"), ("co", "insurance"), ("ct", "scan"), ("id", "number"), ("id", "card"),
     ("ga", "modifier"), ("la", "carte"), ("de", "novo"), ("ms", "contin"),
     ("va", "medical"), ("va", "community"), ("va", "ccn"), ("va", "care"), ("va", "hospital"),
     ("va", "center"), ("va", "facility"), ("or", "not"), ("or", "tech"), ("or", "nurse"),
     ("or", "staff"), ("or", "room"), ("sc", "joint"), ("sc", "injection"), ("ct", "junction"),
     ("ct", "scans"), ("ct", "myelogram"), ("ct", "showed"), ("ms", "flare"), ("ms", "patient"),
     ("ms", "patients"), ("ms", "spasticity"), ("de", "quervain"), ("de", "quervains"),
     ("la", "fitness"), ("al", "amyloidosis"), ("me", "cfs"), ("id", "badge")}
)  # fmt: skip
_NOT_BEHIND = frozenset({"a", "an", "my", "our", "your", "by", "et", "for", "with", "tell", "let",
                         "give", "to", "if", "without"})  # fmt: skip

# Behind "my MA" or before "MA removes" stands a medical assistant.
_OF_STAFF = frozenset({"a", "an", "my", "our", "your", "any", "their", "office", "clinic"})
_TASKS = frozenset(
    "remove removes removing pull pulls take takes takeout hold holds assist assists".split()
)
_OF_ADVANTAGE = frozenset({"patient", "patients", "member", "members"})  # Medicare Advantage
_OF_TIME = frozenset("this last next past per a each every same few".split())  # "this mo"
_BEFORE_IN = frozenset(
    """send sent sends mail turn turned hand handed bring come comes came check walk walked log sign
    fill fax put call calls stay left it them that this needle needles""".split()
)
_JOINS = frozenset({"and", "or", "vs", "versus", "to", "with", "than"})
IN = frozenset({"in", "state"})

_LETTERS = frozenset(map(str.lower, NAMES))

# Behind these verbs "in" is no state: "a cert to send in".
_VERBS_WITH_IN = frozenset(
    """bill bring brought call called came check checked come comes fax faxed file filed fill
    filled get go goes got hand handed key keyed kick kicks let log logged mail mailed move
    moved opt phone plug put send sending sends sent sign signed turn turned walk walked walks
    write""".split()
)

_IT = frozenset({"it", "them", "that", "this", "one", "form", "forms"})

_MEANT = frozenset({"mean", "meant"})

# English letters that are a state where nothing but names stands beside them: "aetna 20560 oh".
_AMONG_NAMES = frozenset({"oh", "id", "de", "al", "hi", "in"})
_VERBS = frozenset("did do does will would could can should if why when how".split())

SHORT_TEXT = 3  # words

# "is the form ok", "medicare cash ok?": whether it may be is asked.
_IS = frozenset({"is", "are", "was", "were", "would"})
_OF_LAW = frozenset(
    "legal legally allowed state law rules scope license in pt pts medicaid".split()
)

# Behind "the VA" they are of the state, and not of the agency.
_OF_VIRGINIA = _OF_LAW | frozenset(
    "board practice act statute regs regulation code hours side one patients".split()
)


class TwoLetters:
    """The words of one text that may be the two letters of a state.

    `spans` are where states and cities stand by name; `english` are letters that are words, unless
    something beside them says that they are not.
    """

    def __init__(
        self, text: RemainingText, spans: Iterable[tuple[int, int]], english: frozenset[str]
    ) -> None:
        self._text = text
        self._english = english
        self._spans = list(spans)
        self._held = {at for start, end in self._spans for at in range(start, end)}
        self._pairs = [
            at
            for at, word in enumerate(text.words)
            if word.plain in _LETTERS and at not in self._held and not _is_word(text, at)
        ]

    def surely(self, cities: Sequence[PlaceMatch] = ()) -> list[int]:
        """Where they surely are a state: by themselves, behind "in" or a city, or in a list."""
        ends = {match.end: match for match in cities}
        placed = {at for at in self._pairs if self._is_behind_in(at)}
        placed |= {at for at in self._pairs if at in ends and _fits(self._text, at, ends[at])}
        placed |= {at for at in self._pairs[:1] if self._begins_with_oregon(at)}
        plain = {at for at in self._pairs if self._is_plain(at)}
        if placed:
            plain = {at for at in plain if not self._is_profession(at)}
        sure = placed | plain
        joined: set[int] = set()
        while further := self._joined_to(sure | self._held) - joined:  # "tx, ok, and la"
            joined |= further
            sure |= further
        if len(sure) + len(self._spans) > 1:
            others = {at for at in sure if at in placed | joined or not self._is_profession(at)}
            sure = others or (set() if self._spans else {min(sure)})
        return sorted(sure)

    def _joined_to(self, states: set[int]) -> set[int]:
        """Where letters stand in a list with a state."""
        return {at for at in self._pairs if self._is_listed(at, states - {at})}

    def _is_listed(self, at: int, states: set[int]) -> bool:
        """Whether they are joined to a state, or between commas: "OR, ME, NH"; "OK, TX" greets."""
        word = self._text.words[at]
        if _is_joined(self._text, at, states):
            return True
        if not word.typed.isupper() or self._is_profession(at) or not is_item(self._text, at):
            return False
        greets = word.place == 0 and word.plain in _BETWEEN_STATES
        return not states.isdisjoint((at - 1, at + 1)) and (not greets or at + 2 in states)

    def _is_behind_in(self, at: int) -> bool:
        at_home = self._english is AT_HOME
        if at_home and self._text.before(at) in _MEANT and self._spans:
            return True
        if self._text.words[at].plain == "dc" and self._text.before(at) == "not":
            return any(self._text.words[s].plain == "washington" for s, _ in self._spans)
        is_told = at_home or _is_told_in(self._text, at) or self._leads_list(at)
        return self._text.before(at) in IN and is_told

    def _leads_list(self, at: int) -> bool:
        """Whether another state stands behind a comma: "in ok, va and tx"."""
        behind = self._text.words[at + 1 : at + 2]
        if not behind or behind[0].place not in self._text.begins:
            return False
        return at + 1 in self._held or behind[0].plain in _LETTERS - self._english

    def _begins_with_oregon(self, at: int) -> bool:
        """Whether a text begins with "or" and a license: no English does, "or dc"."""
        is_or = self._text.words[at].plain == "or" and self._text.words[at].place == 0
        return is_or and self._english is AT_HOME and self._text.after(at) in _ALSO_PROFESSIONS

    def _is_plain(self, at: int) -> bool:
        """Whether letters are no English word, or stand out in capitals."""
        word = self._text.words[at]
        stands_out = word.typed.isupper() and not self._is_profession(at)
        return word.plain not in self._english or (stands_out and not _is_shouted(self._text))

    def _is_profession(self, at: int) -> bool:
        return self._text.words[at].plain in _ALSO_PROFESSIONS


def perhaps(text: RemainingText) -> int | None:
    """Where mostly English letters may be a state: at an end of the text, or in a short one."""
    places = [at for at in range(len(text.words)) if _may_be(text, at)]
    return max(places, key=lambda at: (_rank(text.words[at].plain), at), default=None)


def alone_among_names(text: RemainingText) -> list[int]:
    """Where letters that are mostly English stand among names and codes alone, "in" at the end."""
    if _AMONG_NAMES.isdisjoint([word.plain for word in text.words]):
        return []
    for at, word in enumerate(text.words):
        if word.plain in _AMONG_NAMES and not _is_word(text, at):
            is_last = word.place == len(text.typed) - 1
            if (is_last or word.plain != "in") and stands_among_names(text, at):
                return [at]
    return []


def stands_among_names(text: RemainingText, at: int) -> bool:
    """Whether a word stands behind a name or a code, and before one or the end: "miss 20560"."""
    place, typed = text.words[at].place, text.typed
    if not place or not _VERBS.isdisjoint(word.plain for word in typed):
        return False
    before = typed[place - 1].plain
    unread = {word.place for word in text.words}
    is_last = place + 1 == len(typed)
    is_before = is_last or place + 1 not in unread or typed[place + 1].plain.isdigit()
    return is_before and before not in FILLER


def is_behind_in(text: RemainingText, match: NameMatch) -> bool:
    """Whether a match is two letters of a state behind "in": "VA" is Virginia there, no payer."""
    alone = match.end - match.start == 1
    letters = text.words[match.start].plain.upper()
    return alone and letters in NAMES and text.before(match.start) == "in"


def _may_be(text: RemainingText, at: int) -> bool:
    word, last = text.words[at].plain, len(text.words) - 1
    if word.upper() not in NAMES or _is_word(text, at):
        return False
    if last and text.before(at) in _NOT_BEHIND:
        return False
    is_long = last >= SHORT_TEXT - 1 and (
        last > SHORT_TEXT or text.words[1].plain in FILLER - {"pt", "pts"}
    )
    if at == 0 and word in _WORDS and is_long:
        return False
    return at in {0, last} or last < SHORT_TEXT


def _rank(letters: str) -> int:
    """How little English two letters are."""
    return _BY_ENGLISH.index(letters) if letters in _BY_ENGLISH else len(_BY_ENGLISH)


def _is_word(text: RemainingText, at: int) -> bool:
    """Whether the word beside two letters makes something else of them, or "by" a biller."""
    word, before = text.words[at].plain, text.before(at)
    if is_shorthand(text, at) or (word == "co" and is_modifier(text, at)):
        return True
    if (word == "in" and _is_of_verb(text, at)) or (word == "ok" and _is_asked(text, at)):
        return True
    is_profession = word in _ALSO_PROFESSIONS and before in _NOT_BEHIND - {"to"}
    if word == "mo" and (before in _OF_TIME or before.isdigit()):
        return True
    if word == "ma" and (before in _OF_STAFF or text.after(at) in _TASKS | _OF_ADVANTAGE):
        return True
    is_agency = word == "va" and before == "the" and text.after(at) not in _OF_VIRGINIA
    if is_agency or (word == "in" and before in _BEFORE_IN):
        return True
    return before in {"by", "et"} or is_profession or (word, text.after(at)) in _MAKES_A_WORD


def _is_asked(text: RemainingText, at: int) -> bool:
    """Whether "ok" ends a question in small letters: "is the ABN form ok", "20560 cash ok?"."""
    typed, place = text.typed, text.words[at].place
    asks = not _IS.isdisjoint(word.plain for word in typed[max(0, place - 3) : place])
    is_long = asks or place >= SHORT_TEXT  # "… is 97140 ok"
    is_last = place == len(typed) - 1 and is_long and text.words[at].typed == "ok"
    if not is_last or typed[place - 1].plain in _OF_LAW:
        return False
    return asks or typed[0].plain in _IS or text.text.rstrip().endswith("ok?")


def _is_of_verb(text: RemainingText, at: int) -> bool:
    """Whether "in" belongs to a verb: "send in", "mail it in"."""
    before = [word.plain for word in text.words[max(0, at - 2) : at]]
    if before[-1:] and before[-1] in _IT:
        before.pop()
    return bool(_VERBS_WITH_IN & set(before[-1:])) and not text.words[at].typed.isupper()


def _is_shouted(text: RemainingText) -> bool:
    """Whether a whole text is in capitals, so that they say nothing."""
    typed = [word.typed for word in text.words]
    return len(typed) >= SHORT_TEXT and all(word.isupper() for word in typed if word.isalpha())


def _is_joined(text: RemainingText, at: int, states: set[int]) -> bool:
    """Whether two letters stand in a list with a state: "tx and ok", "oh or pa"."""
    word = text.words[at].plain
    if word == "in":
        return False
    if text.before(at) in _JOINS and at - 2 in states and text.before(at) != word:
        return True
    is_upper = text.words[at].typed.isupper() and not _is_shouted(text)
    if word != "or" and text.after(at) in _JOINS and at + 2 in states:
        return word not in {"me", "hi"} or is_upper
    if at - 1 in states and text.words[at].place in text.begins and text.after(at) in {"and", "or"}:
        return text.after(at + 1) in _LETTERS  # "tx, ok, and la"
    if word in _ALSO_PROFESSIONS:  # "OH, PA, NY"
        return {at - 1, at + 1} <= states
    is_last = at == len(text.words) - 1 and {at - 1, at - 2} <= states
    is_between = word in _BETWEEN_STATES and {at - 1, at + 1} <= states
    is_beside = (word not in _WORDS or is_upper) and bool({at - 1, at + 1} & states)
    return is_last or is_between or is_beside


def _fits(text: RemainingText, at: int, city: PlaceMatch) -> bool:
    """Whether two letters behind a city are its state: "Gary IN", not "Portland or Boise"."""
    letters = text.words[at].plain
    return letters.upper() in city.place.states or letters not in _WORDS


def _is_told_in(text: RemainingText, at: int) -> bool:
    """Whether two letters behind "in" are a state beside a payer: not in "in $ or number"."""
    word, after = text.words[at], text.after(at)
    is_plain = word.plain not in BESIDE_PAYERS or word.typed.isupper()
    return is_plain or not after or after in FILLER or after[0].isdigit()
