"""The words of the field: which mean the same, which mean nothing, and what their stems are.

Every way of saying a thing is folded into one term, for the topics and for questions alike, so
that "precert" finds what is written about an authorization.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable

from models.words import plain_words, split

# The terms for payers: what is known of one is no other's.
PAYERS = frozenset(
    """aetna anthem bcbs cigna humana medicaid medicare medicare_advantage tricare uhc va
    workers_comp""".split()
)

# The terms for those of whom a topic must speak to answer a question that names them, besides
# payers and states. Physical therapists are not among them: most questions are theirs.
PROFESSIONS = frozenset(
    "acupuncture athletic_trainer chiropractor massage nurse occupational_therapist pta".split()
)

# Terms that ask, or count time, whatever the question is about.
ASKING = frozenset(
    "day define how_many how_much how_long how_often today usual when where who why".split()
)

# Terms for what nothing here is about: wages, the office, other treatments.
ELSEWHERE = frozenset({"employment", "office", "other_service", "salary"})

# Without one of these no diagnosis, reason or sum is typed.
_NUMBERED = re.compile(r"[0-9$]")
_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}\b)")
_DOLLARS = re.compile(r"\$(?![0-9])")  # "limit in $"; in "$3,000" the number says enough
_REASON = re.compile(
    r"\b(?:(?:co|pr|oa|pi)[ -]?|(?:carc|(?:denial|reason)(?: {1,9}code)?"
    r"|(?:eob|era|remit\w*) {1,9}(?:\w+ {1,9}){0,3}code"
    r"|(?:(?:came|kicked) back|denied) with(?= #?[0-9]{1,3} {0,9}(?:$|[,.;?!]))) {1,9}#?)"
    r"([0-9]{1,3}|b[0-9]{1,2})\b(?!/[0-9])",  # "denial 10/1/26" tells a day
    re.IGNORECASE,
)
_REMARK = re.compile(r"\b(n[0-9]{2,3}|ma?[0-9]{2,3})\b", re.IGNORECASE)
_MINOR = re.compile(r"\b(?:[0-9]|1[0-7])[ -]?(?:y/?o|(?:yr|year)s?[ -]olds?)\b", re.IGNORECASE)
_ADULT = re.compile(
    r"\b(?:1[89]|[2-9][0-9]|1[01][0-9])[ -]?(?:yrs?|years?)[ -]olds?\b(?! (?:claims?|dos|visits?))",
    re.IGNORECASE,
)
_BILL_PATIENT = re.compile(
    r"\b((?:can|may|could|do|should) (?:i|we) (?:still |then )?(?:bill|charge)) (?=pts?\W*$)",
    re.IGNORECASE,
)
# "pt says", "tell pt", "pt pays us": a patient's, and no therapist's.
_PATIENT = re.compile(
    r"\bpts?\b(?= (?:just |still |already |now |never |really |who |also )?"
    r"(?:says?|said|wants?|wanted|asks|asked|asking|thinks?|came|called|calling|refuse[sd]?|wont"
    r"|didnt|complain\w*|paid|pays?|owes|lost|missed|cancel\w*|panick\w+|freak\w+|moved|switched"
    r"|changed|submits?|faint\w*|feels?|felt|sued?|brought|to sign"
    r"|(?:has|had|got) (?:a (?:cold|fever|rash|seizure|pacemaker)|two|2|an? \w+ (?:card|plan)))\b)"
    r"|\b(tell|telling|told|explain to|explaining to|charge|charging)"
    r" (?:(?:the|my|our|an?|this) )?(?:new )?pts?\b"
    r"(?! (?:what to|to (?:needle|do|bill))\b)",
    re.IGNORECASE,
)
# Of small letters: read in half of the time.
_LOOKED_UP = re.compile(
    r"\b(?:can|could|will|would) (?:you|u|it|this|the bot|needlepoint) (?:please |pls |just )?"
    r"(?:look|check|pull|see|verify|run|tell me|find)\b"
)
_BENEFITS = re.compile(r"\b(?:benefits?|eligib\w+|deductible|copay|visits left)\b")
_SOMEBODY = re.compile(r"\b(?:my|her|his|their|patients?'?s?|pts?|someone\w*|member\w*|mrs?)\b")
# An authorization that ended, and visits that went on: "auth expired 10/31, did 3 visits in nov".
_AUTH_ENDED = re.compile(
    r"\b(?:auth\w*|(?:pre)?approval|precert\w*)\b.{0,40}"
    r"\b(?:expired|ended|lapsed|(?:ran|run|was|had run) out|was (?:over|up)|ran over)\b"
)
_WENT_ON = re.compile(
    r"\b(?:did (?:\d|two|three|another)|saw|seen|treated|needled|kept|came|continued|went on"
    r"|had (?:\d|two|three|more)|(?:\d|two|three|more) (?:more )?visits?|anyway)\b"
)
_NOT_FOR = re.compile(
    r"\bwho (?:(?:can|should|do|must|may) (?:we|i|you) not|(?:cant|cannot|shouldnt) (?:we|i|you))"
    r" needle\b",
    re.IGNORECASE,
)
_DIAGNOSIS = re.compile(r"\b[A-TV-Z][0-9][0-9A-Z]\.[0-9A-Z]{1,4}\b", re.IGNORECASE)  # ICD-10
_USED_OF = re.compile(r"\b[0-9]{1,3} (?:out )?of [0-9]{1,3}(?= (?:visits?|sessions?)\b)")
_DOUBLED = re.compile(r"([bdgmnprt])\1$")


def stem(word: str) -> str:
    """The word without its commonest endings: "needles", "needled" and "needling" are one."""
    if len(word) <= 3 or not word.isalpha():  # noqa: PLR2004 - "pts", "20560"
        return word
    if word[-1] == "s" and not word.endswith(("ss", "us", "is", "tens")):
        word = f"{word[:-3]}y" if word.endswith("ies") else word[:-1]
    if word.endswith(("ing", "ed")):
        begun = word[:-3] if word[-1] == "g" else word[:-2]
        word = _DOUBLED.sub(r"\1", begun) if len(begun) >= 3 else word  # noqa: PLR2004
    return word.removesuffix("e") if len(word) > 4 else word  # noqa: PLR2004 - "note" is not "not"


def words(text: str) -> list[str]:
    """The words of a text as they are compared, in order, none left out.

    A reason for a denial is one word, however it is typed: "CO-50", "co50", "reason code 50".
    "14 yo" is a child, "61 years old" is none. "18 of 20 visits" is no number to look for: few are
    left.
    """
    text = " ".join(text.split())
    low = text.lower()
    if _BENEFITS.search(low) and _LOOKED_UP.search(low) and _SOMEBODY.search(low):
        text = f"{text} lookup"
    is_of_auth = "auth" in low or "approval" in low or "precert" in low
    if is_of_auth and _AUTH_ENDED.search(low) and _WENT_ON.search(low):
        text = f"{text} authended"
    if "who " in low and "needle" in low:
        text = _NOT_FOR.sub(r"\g<0> contraindications", text)
    if "pt" in low:
        text = _PATIENT.sub(_of_patient, _BILL_PATIENT.sub(r"\1 the ", text))
    if _NUMBERED.search(text):
        text = _ADULT.sub("adult", _MINOR.sub(r"\g<0> child", text))
        text = _USED_OF.sub("few left", text)
        text = _DOLLARS.sub(" dollars ", _THOUSANDS.sub("", _DIAGNOSIS.sub(" diagnosis ", text)))
        text = _REMARK.sub(r"remark \1", _REASON.sub(r"denial reason\1", text))
    return plain_words(text)


def _of_patient(found: re.Match[str]) -> str:
    """A patient in words, behind the verb that was typed before."""
    return f"{found[1]} patient" if found[1] else "patient"


class Vocabulary:
    """The terms of the field.

    `names` are what things are called, each with its term; `states` the names of states.
    """

    def __init__(
        self,
        silent: Collection[str],
        names: Iterable[tuple[str, str]],
        states: Iterable[str] = (),
    ) -> None:
        self._silent = frozenset(silent)
        of_states = [(name.lower().replace(" ", "_"), name) for name in states]
        self._named = PAYERS | PROFESSIONS | {term for term, _ in of_states}
        self._folds = {
            tuple(stem(w.plain) for w in split(name)): term for term, name in (*of_states, *names)
        }
        self._terms = frozenset(self._folds.values())
        self._lengths = _lengths_of(self._folds)

    def terms(self, typed: list[str]) -> list[str]:
        """Words folded into terms: synonyms are one term, silent words are gone."""
        stems = [stem(word) for word in typed]
        folded, at = [], 0
        while at < len(stems):
            for length in self._lengths.get(stems[at], ()):
                term = self._folds.get(tuple(stems[at : at + length]))
                if term:
                    folded.append(term)
                    at += length
                    break
            else:
                if typed[at] not in self._silent:
                    folded.append(stems[at])
                at += 1
        return folded

    def terms_of(self, text: str) -> list[str]:
        """The terms of a text."""
        return self.terms(words(text))

    def payers_of(self, text: str) -> frozenset[str]:
        """The payers of whom whole topics speak, of those that a text names."""
        return PAYERS.intersection(self.terms_of(text))

    def named_in(self, terms: Iterable[str]) -> frozenset[str]:
        """The payers, states and professions among terms."""
        return self._named.intersection(terms)

    def has_term(self, term: str) -> bool:
        """Whether a term is one of the field, and no everyday word."""
        return term in self._terms

    def knows(self, word: str) -> bool:
        """Whether the word is silent, or has a line of its own: then it is no misspelling."""
        return word in self._silent or (stem(word),) in self._folds


def _lengths_of(phrases: Iterable[tuple[str, ...]]) -> dict[str, tuple[int, ...]]:
    """How many stems the phrases have that begin with a stem, the longest first."""
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for stems in phrases:
        lengths[stems[0]].add(len(stems))
    return {stem: tuple(sorted(held, reverse=True)) for stem, held in lengths.items()}
