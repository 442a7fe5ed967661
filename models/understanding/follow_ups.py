"""Questions that go on with the one before them, and ask nothing by themselves."""

from __future__ import annotations

import re

GOES_ON = re.compile(
    r"(?:what|how) about\b|(?:is|are|was|were|would) (?:that|this|those|these)\b"
    r"|(?:how (?:soon|much|often|long|many)|when|why|where)$"
    r"|(?:do|does|did|is|will|would) (?:it|that|this|they|those) "
    r"(?:count|qualify|transfer|carry over|good enough|enough|valid)$"
    r"|(?:is|was) it(?! (?:legal|allowed|ok|okay|lawful|illegal) in\b)(?: [a-z]+){1,3}$"
    r"|(?:does|do|will|would) (?:dry )?(?:needling|dn|needles|2056[01]) count"
    r" (?:to|towards?|against|into) (?:it|that|this)$"
    r"|(?:is|are) (?:20[0-9]{3}|dn|needling|that code) (?:on|in) (?:the|their|its) (?:\w+ )?list$"
    r"|did (?:the|their|its) (?:\w+ ){0,2}(?:policy|rules?) chang|do (?:you|u) have .{0,9}wording$"
    r"|(?:are|am|is) (?:we|i|it|that) (?:too |already |still )?(?:late|in time|out of time)$"
    r"|(?:do|can|may|should|must) (?:i|we) (?:just |then |still )?(?:bill|charge|invoice)"
    r" (?:(?:the|my|our|this) )?(?:patients?|pts?|member|her|him|them)(?: for (?:it|this|that))?$"
    r"|(?:do|must|should) (?:we|i|they) (?:have to |need to |just )?(?:chart|document|note|record"
    r"|write|log) (?:it|that|this|them)(?: up| down)?$"
    r"|(?:is|was) (?:the|that) (?:[a-z-]+ ){1,3}(?:already|included|counted)\b"
    r"|(?:what|which)(?: (?:ones?|codes?|of (?:these|them|those)))? (?:survives?|sticks?|pays?"
    r"|gets? (?:paid|denied|bundled)|(?:can|do|may|should) (?:we|i) bill|(?:is|are) (?:left|paid"
    r"|payable|billable|bundled|denied))$"
    r"|(?:does|do|will|can|is) (?:(?:a|an|my|your|the|our) )?\w+ licen[cs]e "
    r"(?:carry|transfer|work|count|cover|good|valid)"
    r"|who (?:decides|has the (?:final )?say|makes the call)\b|(?:the )?same(?: \w+){1,3}$"
    r"|(?:which|what) (?:modifiers?|mods?)$|how many (?:more )?(?:do|must) (?:i|we) need\b"
    r"|(?:is|are|do|does|will) .{0,40}\bboth$|does any\w* (?:exclude|refuse|bar|ban) (?:it|that)\b"
    r"|how many units(?: is (?:that|it))?(?: in)? ?(?:total|all|altogether)?$|(?:it|that)'?s an? ",
    re.IGNORECASE,
)
"""As in "does uhc cover 20560 and what about 20561", or "timely filing cigna, are we late"."""
