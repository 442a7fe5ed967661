"""By which words a sentence of a state's rule speaks of an aspect (SPEAKS), and a rule in short."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.coverage.aspect import Aspect
from models.coverage.state import ScopeRule
from models.coverage.statement import Statement
from models.wording import phrases, sentences

# By which words a sentence of a rule speaks of an aspect that has no field of its own there.
SPEAKS = {
    Aspect.TRAINING: r"\bhours?\b|\btrain(?!ing (?:company|page))|\bcourses?\b",
    Aspect.EXPERIENCE: r"\byears? of (?:practice|experience)\b|\blicensed years?\b",
    Aspect.EXAM: r"\bexams?\b|\bskills assessment\b",
    Aspect.ONLINE: r"\bonline\b|\bin person\b|\bface.to.face\b|\blive course\b|\bhands-on\b",
    Aspect.APPROVAL: (
        r"\b(?:course|program|training|provider|sponsor|education)s?\b[^.;]{0,60}\bapprov"
        r"|\bapprov\w*\b[^.;]{0,60}\b(?:course|program|training|provider|sponsor|education)"
    ),
    Aspect.PROTOCOL: r"\bprotocols?\b|\bwritten polic(?:y|ies)\b|\bpolicies and procedures\b",
    Aspect.SUPERVISION: r"\bdelegat\w*|\bsupervis(?:ion|ing)\b|\bassistants?\b|\bdirection\b",
    Aspect.REFERRAL: r"\breferrals?\b|\border\b|\bphysician's direction\b",
    Aspect.CONSENT: r"\bconsent\b",
    Aspect.DOCUMENTATION: r"\brecord\b|\bdocument\w*|\bplan of care\b",
    Aspect.REGISTRATION: r"\bregister\w*|\bproof\b|\bboard's approval\b|\bpermit\b|\breported to\b",
    Aspect.ADVERSE: r"\badverse\b|\bincident",
    Aspect.ACTS: r"\bpoints\b|\bgauge\b|\bbody\b|\bshoulder\b|\bhand, wrist\b",
    Aspect.BILLS: r"\bbills?\b|\b[HS][BF] ?\d|\bH \d|\bproposal\b|\bproposed\b|\bpetition\b",
    Aspect.PENALTY: r"\bpenalt|\bfine[sd]?\b|\bdisciplin|\bmisdemeanor",
    Aspect.MANDATE: r"\bhealth policies\b|\binsurers\b",
}  # fmt: skip

SENDS = re.compile(r"(?:Ask|Read|Check|Look|Get|Call|Do not|Only)\b")  # tells nothing itself


def in_short(rule: ScopeRule) -> str:
    """The permission of a rule within a sentence."""
    return phrases.PERMISSIONS[rule.permission].words.lower()


def sentences_of(rule: ScopeRule) -> Iterator[Statement]:
    """The sentences of a rule and of its cautions, one by one."""
    for says in (Statement(rule.says, rule.cites), *rule.cautions):
        yield from (Statement(sentence, says.cites) for sentence in sentences.split(says.says))
