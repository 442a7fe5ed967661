"""The words of the field: which mean the same, which mean nothing, and what their stems are.

Every way of saying a thing is folded into one term, for the topics and for questions alike, so
that "precert" finds what is written about an authorization.
"""

from __future__ import annotations

import re

from models.words import split

# Words that stand in any question and tell none from another.
_SILENT = frozenset(
    """a about actually after afterward afterwards ain all am an and any apr april are arent as
    asap ask at aug august b4 be because been before beforehand being but by can cant cause client
    clients come comes could couldnt dec december define describe did didnt do does doesnt doing
    dont each else even every exactly explain feb february folk folks for from gave get gets
    getting give gives go goes gone gonna gotta had has have having he hello her hey hi him his how
    i id if im in into is isnt it its ive jun june just kick kicked kicks kind know let lets like
    ll long look looking made many mar march may me mean means might mr ms much must my myself need
    needs no not nov november now oct october of often ok okay on only onto or our ours out over
    part patient patients people per person please pls put question quick r re really remind right
    s said say says see sep sept september she should show so some someone something sort still
    such t tell than thanks that thats the their theirs them then there theres these they thing
    things think this those through thru thx to too try until up us use used using usually ve very
    w want wants was wat we were what whats when wheres whether which whichever while who whom
    whose will with within without wonder wondering would x yall yes yet you your""".split()
)

# What one thing is called, after its term. A key is what stands in the index; several words make
# one name. Spellings are compared after stemming, so "needles" and "needling" need no line.
_NAMES: dict[str, str] = {
    "who": "who can, who may, who is allowed, who is licensed, who should, who does",
    "how_many": "how many, number of",
    "how_much": "how much",
    "how_long": "how long, how many minutes",
    "how_often": "how often, how common, how frequently",
    "needle": """dry needling, dry needle, dn, tdn, ims, intramuscular stimulation, needling,
        intramuscular needling, functional dry needling, trigger point dry needling""",
    "usual": "usual, usually, typical, typically, normal, normally, average",
    "trigger_point": "trigger point, trp, trps, mtrp, knot",
    "tpi": "trigger point injection, tpi, injection, shot, inject",
    "visit": "visit, session, appointment, appt, treatment, tx, encounter",
    "authorization": """authorization, authorisation, auth, prior authorization, prior auth,
        preauthorization, preauth, pre auth, precert, pre cert, precertification,
        pre certification, approval, approve, pa request""",
    "retro": "retro, retroactive, retrospective, backdate, back date, after the fact, forgot, late",
    "cost": "cost, price, charge, cash, self pay, private pay, out of pocket, copay",
    "pay": "pay, paid, payment, reimburse, reimbursement, allowed amount, rate, fee",
    "cover": "cover, coverage, covered",
    "payer": "payer, payor, insurance, insurer, carrier, plan, health plan",
    "uninsured": "uninsured, without insurance, w o insurance, no insurance",
    "pain": "pain, painful, hurt, ouch, sore, soreness, achy, ache, sting",
    "anticoagulant": """blood thinner, blood thinners, anticoagulant, anticoagulation, thinner,
        warfarin, coumadin, eliquis, apixaban, xarelto, rivaroxaban, plavix, clopidogrel, pradaxa,
        dabigatran, heparin, lovenox, inr""",
    "medicine": """medicine, medication, med, pill, drug, ibuprofen, advil, motrin, aleve, naproxen,
        nsaid, aspirin, tylenol, acetaminophen, gabapentin, opioid, steroid, prednisone, insulin,
        muscle relaxer, antibiotic, prescription, refill""",
    "bleeding": "bleeding, bleed, blood",
    "bruise": "bruise, bruised, bruising, black and blue, hematoma",
    "pneumothorax": "pneumothorax, collapsed lung, punctured lung, lung",
    "serious": "serious, major, severe, dangerous, danger, risk, risky, safe, safety, worst",
    "side_effect": """side effect, adverse event, adverse effect, complication, adverse reaction,
        reaction""",
    "contraindication": "contraindication, contra indication, contraindicated, no go, precaution",
    "pregnant": "pregnant, pregnancy, expecting, prenatal",
    "fear": "fear, afraid, scared, phobia, phobic, nervous, refuse",
    "child": "child, children, kid, minor, pediatric, peds, teen",
    "works": """work, effective, efficacy, evidence, proof, research, study, studies, literature,
        data""",
    "sham": "sham, placebo",
    "alternative": "alternative, instead, what else, other option, option, besides, rather than",
    "pta": "pta, assistant, physical therapist assistant, physical therapy assistant, aide, tech",
    "physical_therapist": """pt, pts, therapist, physical therapist, physical therapy, physio,
        physiotherapist, dpt""",
    "occupational_therapist": "ot, ots, occupational therapist, occupational therapy",
    "athletic_trainer": "atc, ats, athletic trainer",
    "chiropractor": "chiropractor, chiro, chiropractic, dc, manipulation",
    "acupuncture": "acupuncture, acu, acupuncturist",
    "illegal": """illegal, ban, banned, barred, bar, prohibit, prohibited, outlaw, forbid,
        forbidden, not allowed, not legal, against the law, cant needle, cannot needle""",
    "legal": "legal, legally, allow, allowed, lawful, permit, permitted, law, license, licensed",
    "scope": "scope, scope of practice, practice act",
    "hour": "hour, hr, hrs",
    "training": "training, course, class, certification, certified, certify, ceu, education, learn",
    "document": """document, documentation, note, chart, charting, write down, soap note, record,
        writing""",
    "consent": "consent, consent form, sign, signature",
    "abn": "abn, advance beneficiary notice, advance notice, waiver",
    "medicare": "medicare, mcr, part b",
    "bcbs": "bcbs, blue cross blue shield, blue cross, blue shield, blues, blue",
    "code": "code, cpt, coding, billing code, procedure code",
    "bill": "bill, billing, claim",
    "modifier": "modifier, mod",
    "same_day": "same day, same date, same visit, together, same claim, one claim, bundle, bundled",
    "manual_therapy": "manual therapy, 97140, manual",
    "exercise": "exercise, therex, 97110, therapeutic exercise",
    "minute": "minute, min, mins",
    "unit": "unit, timed unit",
    "muscle": "muscle, trap, traps, glute, quad, hamstring",
    "evaluation": "evaluation, eval, initial evaluation, initial eval",
    "deductible": "deductible, ded",
    "limit": "limit, cap, max, maximum, ceiling, threshold",
    "count": "count, counted, counting, go against, goes against, use up, burn, eat up",
    "reset": """reset, renew, start over, starts over, start fresh, turn over, roll over, refresh,
        start anew, starts anew""",
    "shared": "shared, share, combined, combine, pool, pooled, lumped, lump, come out of",
    "speech": "speech, slp, st",
    "referral": "referral, refer, referred, script",
    "supervision": "supervision, supervise, supervised, delegate",
    "secondary": "secondary, second insurance, two insurances, second plan, supplemental, cob",
    "improving": "improving, improvement, improve, progress, getting better, better",
    "stop": "stop, discontinue, discharge, d c, end of care",
    "plateau": "plateau, plateaued",
    "additional": "additional, extra, more, extension, extend",
    "january": "january, jan, jan 1, january 1, new year, new years, new year s",
    "year": "year, yr, annual, annually, yearly, 12 months, 12 month",
    "month": "month, monthly, mo",
    "dollar": "dollar, buck, money, usd, amount",
    "rolling": "rolling, look back, lookback",
    "difference": "difference between, difference, versus, vs",
    "gap": "gap, spacing, apart, between, how soon, too soon, twice a week, how far apart",
    "crosses": "cross, span, run past, run over, run into, mid treatment, mid care",
    "new_episode": """new episode, new episode of care, came back, come back, comes back,
        coming back, returning, returns, break in treatment, gap in care, new condition""",
    "membership": """membership, member, join, joined, joining, sign up, signed up, anniversary,
        enroll, enrollment""",
    "injury": "injury, injured, hurt at work, accident",
    "surgery": "surgery, surgical, post op, postop, post surgical",
    "diagnosis": "diagnosis, dx, diagnoses, icd",
    "workers_comp": "workers comp, workers compensation, work comp, wc",
    "condition": "condition, indication, problem",
    "candidate": "candidate, would benefit, benefits from, benefit from, right for",
    "review": "review, audit, medical review",
    "3000": "3000, 3k",
    "1": "one",
    "2": "two, double",
    "3": "three",
    "4": "four",
    "6": "six",
    "8": "eight",
    "10": "ten",
    "12": "twelve",
    "state": "state, states",
    "salary": "salary, wage, get paid, gets paid, earn, paycheck, pto",  # in no topic
}

# The terms for payers of whom whole topics speak.
PAYERS = frozenset({"bcbs", "medicare"})

_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}\b)")
_DOLLARS = re.compile(r"\$(?![0-9])")  # "limit in $"; in "$3,000" the number says enough
_DOUBLED = re.compile(r"([bdgmnprt])\1$")


def stem(word: str) -> str:
    """The word without its commonest endings: "needles", "needled" and "needling" are one."""
    if len(word) <= 3 or not word.isalpha():  # noqa: PLR2004 - "pts", "20560"
        return word
    if word.endswith("ies"):
        word = f"{word[:-3]}y"
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:  # noqa: PLR2004
            word = _DOUBLED.sub(r"\1", word.removesuffix(ending))
            break
    return word.removesuffix("e") if len(word) > 4 else word  # noqa: PLR2004 - "note" is not "not"


def _folds() -> dict[tuple[str, ...], str]:
    return {
        tuple(stem(w.plain) for w in split(name)): term
        for term, names in _NAMES.items()
        for name in names.split(",")
    }


_FOLDS = _folds()
_LONGEST = max(map(len, _FOLDS))
_FIRST_STEMS = frozenset(stems[0] for stems in _FOLDS)


def words(text: str) -> list[str]:
    """The words of a text as they are compared, in order, none left out."""
    return [w.plain for w in split(_DOLLARS.sub(" dollars ", _THOUSANDS.sub("", text)))]


def terms(typed: list[str]) -> list[str]:
    """Words folded into terms: synonyms are one term, silent words are gone."""
    stems = [stem(word) for word in typed]
    found, at = [], 0
    while at < len(stems):
        most = min(_LONGEST, len(stems) - at) if stems[at] in _FIRST_STEMS else 0
        for length in range(most, 0, -1):
            term = _FOLDS.get(tuple(stems[at : at + length]))
            if term:
                found.append(term)
                at += length
                break
        else:
            if typed[at] not in _SILENT:
                found.append(stems[at])
            at += 1
    return found


def knows(word: str) -> bool:
    """Whether the word is silent, or has a line of its own here: then it is no misspelling."""
    return word in _SILENT or (stem(word),) in _FOLDS
