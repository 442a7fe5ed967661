"""What tells that a word is a payer's name where it is also a word, a place or a person's name."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from models.coverage import state
from models.coverage.payer import Payer
from models.coverage.profession import SYNONYMS
from models.understanding.payers.everyday_names import EVERYDAY, says_how_paid
from models.understanding.payers.former_names import MOVED
from models.understanding.remaining_text import FILLER, RemainingText
from models.words import Word

# Beside the name they tell that it is a payer's.
_BESIDE = frozenset(
    """adjuster administrators benefit benefits bronze catastrophic claim claims comp elite
    employee employees employer epo exchange gold hmo insurance insurer ins marketplace medicaid
    medpay obamacare payer pip plan plans policy pos ppo silver snp tpa""".split()
)

# Anywhere in the text they tell that a payer is asked about.
_ANYWHERE = _BESIDE | frozenset(
    """accept accepts carrier carriers clbp contract copay cover coverage covered covering covers
    denied denies deny lbp has have network paid pay payers paying pays reimburse reimburses
    require requires member members authorization auth precert""".split()
)

# Before a name they set it apart no less than a comma does.
_INTERJECTIONS = frozenset("um umm uh hmm er hey hi ok so".split())

# "does oscar pay", "oscar denies".
_ASKS = frozenset("does do did will would".split())
_ACTS = frozenset(
    "cover pay reimburse allow require accept deny consider do want give authorize approve".split()
)
_VIA = frozenset("through thru via".split())
_BILLED = frozenset("bill billed billing bills claim claims sent submit submitted".split())
_DOES = frozenset("pays covers denies reimburses requires denied gives authorizes approves".split())

# Before "about" and the name: what is held of it.
_HELD = frozenset("anything something much info information facts news know heard have got".split())
_LIMITS = frozenset("limit limits max maximum cap visit visits".split())
_NEAR = 4  # words

_STATE_WORDS = frozenset(word for name in state.NAMES.values() for word in name.casefold().split())

_BILLERS = frozenset(word for names in SYNONYMS.values() for name in names for word in name.split())

# Names that are parts of the body: a code or "cover" beside them tells nothing.
_OF_BODY = frozenset({"hip"})
_AILMENTS = frozenset(
    """bursitis pain oa arthritis replacement labral labrum impingement flexor flexors strain
    fracture dysplasia tendinopathy tendinitis tendonitis injury surgery abductor abductors scope
    arthroscopy arthroplasty resurfacing tightness thr""".split()
)

# A plan's letters that are a muscle's too, and words beside which they are: "glutes, tfl".
_MUSCLES = frozenset({"tfl"})
_OF_MUSCLES = frozenset(
    """muscle muscles mm glute glutes gluteal gluteus med piri piriformis ql quad quads hip itb band
    psoas iliopsoas hamstring hamstrings adductor adductors tensor vl vmo trigger tight""".split()
)

# "VA" is Veterans Affairs beside words of its referrals, unless the text asks what a law allows.
_VETERANS_AFFAIRS = "va"
_OF_VETERANS = frozenset(
    """auth authorization authorizations authorized auths ccn episode episodes optum referral
    referrals rfs seoc seocs triwest vet veteran veterans vets""".split()
)
_OF_LAW = frozenset(
    """allow allowed board direct act law laws legal legally license licensed licensure practice
    regulation regulations richmond rule rules scope statute""".split()
)


# Initials that are words in small letters, and a payer's in capitals: "the portal sends us to ASH".
_IN_CAPITALS = frozenset("ash aim hap hma husky mvp nia samba scan".split())

# What is read off a card is a payer: "the card says allegiance".
_READ = frozenset("says say reads shows".split())
_CARD = frozenset("card cards front logo eligibility".split())

# Of two plans they say which one holds.
_HOLDS = frozenset(
    """active anymore ended expired former inactive lapsed longer lost no not old primary secondary
    switched termed terminated then used""".split()
)

# So many words in small letters beside a name in capitals show that these are meant.
_SMALL = 3

_HAD = frozenset("has have had got".split())

# Who is hired has the plan of whoever hired: "works at boeing", "retired from toyota".
_HIRED = frozenset("work works worked working employed retired job retiree".split())
_BY_WHOM = frozenset("at for by from with".split())
_OF_EMPLOYERS = "union"  # the group of plans that employers and unions pay for

LISTS = frozenset({"and", "or", "n", "plus"})

COMPARES = frozenset({"vs", "versus"})


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a name: words that say nothing, a code, names that are no words."""

    silent: Collection[str]
    has_code: bool
    beside_others: bool


def is_muscle(name: tuple[Word, ...], left: RemainingText) -> bool:
    """Whether letters of a plan are those of a muscle here: "glute med, piriformis and tfl"."""
    typed = {word.plain for word in name}
    return typed <= _MUSCLES and any(w.plain in _OF_MUSCLES for w in left.words)


def has_hint(
    name: tuple[Word, ...],
    payers: Collection[Payer],
    left: RemainingText,
    around_it: Around,
) -> bool:
    """Whether the text tells that a name which is also a word means a payer here.

    A code does, a word of insurance, a state of the payer, commas around it, or that nothing else
    stands there or before it. Beside a payer's name that is no word, the hint must stand beside
    this one.
    """
    around = {word.plain for word in left.words} - {word.plain for word in name}
    near = {left.words[at].plain for at in _places_beside(name, left)}
    typed = " ".join(word.plain for word in name)
    is_of_body = typed in _OF_BODY and not _AILMENTS.isdisjoint(near)
    if is_of_body or says_how_paid(name, left):
        return False
    is_va = typed == _VETERANS_AFFAIRS and around & _OF_VETERANS and not around & _OF_LAW
    is_compared = around_it.beside_others and not COMPARES.isdisjoint(near)
    is_told = (
        _is_employer(name, left)
        if is_of_employer(payers)
        else _is_in_capitals(name, left) or _is_of_group(name, left)
    )
    is_told = is_told or _is_read(name, left)
    if (
        is_told
        or is_va
        or is_compared
        or not _BESIDE.isdisjoint(near)
        or is_in_state(payers, left, around)
    ):
        return True
    if typed in _OF_BODY or _is_subject(name, left) or _is_told_of(name, left):
        return typed not in _OF_BODY
    says_no_more = all(word in around_it.silent or _says_no_more(word) for word in around)
    if around_it.beside_others:
        return says_no_more and typed not in EVERYDAY
    if around_it.has_code or says_no_more:
        return True
    leads = name[0].place == 0 or _is_apart(name, left)
    return typed not in EVERYDAY and (leads or not _ANYWHERE.isdisjoint(around))


def is_had(name: tuple[Word, ...], left: RemainingText) -> bool:
    """Whether somebody has the name, which ends there: "the kid has molina, the dad has anthem"."""
    before = left.typed[: name[0].place][-1:]
    return bool(before) and before[0].plain in _HAD and ends_at(name, left)


def is_everyday(name: tuple[Word, ...]) -> bool:
    """Whether a name is an everyday word, of the body or a muscle, which in a list it remains."""
    return " ".join(word.plain for word in name) in EVERYDAY | _OF_BODY | _MUSCLES


def ends_at(name: tuple[Word, ...], left: RemainingText) -> bool:
    """Whether behind the name stands no word that would make something else of it."""
    behind = left.typed[name[-1].place + 1 :][:1]
    if not behind or not behind[0].plain.isalpha() or behind[0].place in left.begins:
        return True
    return behind[0].plain in _BESIDE | LISTS | _ACTS | _LIMITS


def _is_in_capitals(name: tuple[Word, ...], left: RemainingText) -> bool:
    """Whether a name stands in capitals where other words do not: its initials, or each word."""
    if len(name) > 1:
        is_all = all(word.typed[0].isupper() for word in name)
        return is_all and sum(not word.typed[0].isupper() for word in left.typed) >= _SMALL
    is_one = name[0].plain in _IN_CAPITALS and name[0].typed.isupper()
    return is_one and not left.text.isupper()


def is_of_employer(payers: Collection[Payer]) -> bool:
    """Whether a name is of a plan that an employer or a union pays for."""
    return all(payer.part_of == _OF_EMPLOYERS for payer in payers)


def _is_employer(name: tuple[Word, ...], left: RemainingText) -> bool:
    """Whether somebody works for whoever is named, whose employees have a plan of their own."""
    before = [word.plain for word in left.typed[max(0, name[0].place - 2) : name[0].place]]
    if not (_HIRED | _BESIDE).isdisjoint(word.plain for word in name):
        return True  # "target employee"
    return before[:1] != [] and before[0] in _HIRED and before[-1] in _BY_WHOM


def _is_read(name: tuple[Word, ...], left: RemainingText) -> bool:
    """Whether a card is said to show the name: "the card says allegiance", "sana on the card"."""
    before = [word.plain for word in left.typed[max(0, name[0].place - _NEAR) : name[0].place]]
    behind = [word.plain for word in left.typed[name[-1].place + 1 :][: _NEAR + 1]]
    is_shown = "on" in behind[:2] and not _CARD.isdisjoint(behind)
    return is_shown or (before[-1:] != [] and before[-1] in _READ and not _CARD.isdisjoint(before))


def _is_of_group(name: tuple[Word, ...], left: RemainingText) -> bool:
    """Whether it is asked whose the name is: "is surest part of united"."""
    behind = [word.plain for word in left.typed[name[-1].place + 1 :][:2]]
    before = [word.plain for word in left.typed[max(0, name[0].place - 2) : name[0].place]]
    if before in (["part", "of"], ["belong", "to"], ["belongs", "to"], ["owned", "by"]):
        return True
    return behind[:1] in (["belong"], ["belongs"]) or behind in (
        ["part", "of"],
        ["owned", "by"],
        ["still", "exist"],
        ["still", "exists"],
    )


def _is_subject(name: tuple[Word, ...], left: RemainingText) -> bool:
    """Whether the name is said to pay, or is billed: "oscar denies", "bill 20560 to careplus"."""
    first, behind = name[0].place, name[-1].place + 1
    before = left.typed[first - 1].plain if first else ""
    after = left.typed[behind].plain if behind < len(left.typed) else ""
    if before == "the" and first > 1:
        before = left.typed[first - 2].plain
    is_asked = (before in _ASKS and after in _ACTS) or after in _DOES | _VIA or before in _VIA
    return is_asked or (before == "to" and any(w.plain in _BILLED for w in left.typed[:first]))


def _is_told_of(name: tuple[Word, ...], left: RemainingText) -> bool:
    """Whether it is asked what is known of the name, or somebody left that plan for another.

    "Do we know anything about paramount", "switched from oscar to ambetter".
    """
    before = [word.plain for word in left.typed[max(0, name[0].place - _NEAR) : name[0].place]]
    behind = [word.plain for word in left.typed[name[-1].place + 1 :][:1]]
    is_left = before[-1:] == ["from"] and behind == ["to"]
    if is_left or (before[-1:] == ["to"] and "from" in before):
        return not MOVED.isdisjoint(word.plain for word in left.typed[: name[0].place])
    if before[-2:-1] and before[-2] in _LIMITS and before[-1] == "for":  # "visit limit for husky"
        return True
    return before[-1:] in (["about"], ["on"], ["of"], ["from"]) and not _HELD.isdisjoint(before)


def _is_apart(name: tuple[Word, ...], left: RemainingText) -> bool:
    """Whether commas set the name apart: "hand therapy clinic, molina"."""
    first, behind = name[0].place, name[-1].place + 1
    begins = {0, len(left.typed), *left.begins}
    while first and left.typed[first - 1].plain in _INTERJECTIONS:
        first -= 1
    return bool(left.begins) and {first, behind} <= begins


def _says_no_more(word: str) -> bool:
    """Whether a word beside the name names no subject of its own: who bills, where, or nothing."""
    is_silent = word in FILLER or word in _HOLDS or word in _BILLERS
    return is_silent or word.isdigit() or is_of_state(word)


def is_of_state(word: str) -> bool:
    """Whether a word is two letters of a state, or stands in a state's name."""
    return word.upper() in state.NAMES or word in _STATE_WORDS


def _places_beside(name: tuple[Word, ...], left: RemainingText) -> list[int]:
    places = {name[0].place - 1, name[-1].place + 1}
    return [at for at, word in enumerate(left.words) if word.place in places]


# Letters of states that are no word, however they are typed.
_LETTERS = frozenset("mi ny nj tx fl ga il wa ky mn wi sc nc tn az nv mo ks va ct nm wv".split())


def is_in_state(payers: Collection[Payer], left: RemainingText, around: set[str]) -> bool:
    """Whether a state in which one of the payers is met stands in the text."""
    capitals = {w.typed.upper() for w in left.words if w.typed.isupper() or w.plain in _LETTERS}
    states = {where for payer in payers for where in payer.states if where in state.NAMES}
    return any(
        where in capitals
        or set(state.NAMES[where].casefold().split()) <= around
        or not around.isdisjoint(state.SYNONYMS.get(where, ()))
        for where in states
    )
