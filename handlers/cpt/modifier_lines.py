"""Whether a modifier goes on a code, and which of several that say the same stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from handlers.cpt import card
from models.coverage.code import Code, CodeKind
from models.coverage.edits import (
    FEW_MUSCLES,
    MANY_MUSCLES,
    Together,
)
from models.coverage.fact_book import FactBook
from models.reply import Line
from models.understanding.codes.billing_questions import CodeMatter
from models.understanding.question import Question
from models.wording import phrases
from models.wording.code_pairs import Group, spelled, table_name, verdicts

SEPARATING = frozenset({"59", "XE", "XP", "XS", "XU"})
"""Modifiers that say that two services were separate."""

_UNBUNDLING = "59"
_OF_THERAPY = frozenset({"GP", "GO", "GN", "KX", "CQ", "CO"})
_IN_BRACKETS = re.compile(r" \([^()]*\)")


def lines(question: Question, groups: Sequence[Group], book: FactBook) -> Iterator[Line]:
    """Whether the lines that are named go on the codes, else what is said of lines."""
    named = [book.codes[code] for code in question.modifiers if code in book.codes]
    if not named:
        for group in groups:
            known = book.codes.get(group[0])
            if known and known.modifiers:
                yield from (Line(said.says, said.cites) for said in known.modifiers)
            elif known:
                yield Line(f"I hold nothing on lines for {spelled(group, 'or')}.")
        return
    if not {CodeMatter.VERSUS, CodeMatter.WHICH} & question.matters:
        yield from _one_of_them(question.modifiers, book)
    if (
        len(groups) == 1
        and len(named) > 1
        and len({m.on_needling.says if m.on_needling else m.code for m in named}) == 1
    ):
        first, names = named[0], phrases.either([m.code for m in named], "and")
        on = _on(first, groups, book, question.modifiers)
        told = [replace(i, text=i.text.replace(f"{first.code} on ", f"{names} on ", 1)) for i in on]
        what = [Line(f"{m.code}: {m.says.says}", m.says.cites) for m in named]
        compares = CodeMatter.VERSUS in question.matters
        yield from (*what, *told) if compares else (*told, *what)
        return
    told = [line for modifier in named for line in _on(modifier, groups, book, question.modifiers)]
    yield from dict.fromkeys(told)


def _one_of_them(typed: Sequence[str], book: FactBook) -> Iterator[Line]:
    """That 59 and its subsets are not put on one line together."""
    separating = list(dict.fromkeys(code for code in typed if code in SEPARATING))
    whole = book.codes.get(_UNBUNDLING)
    subsets = [said for said in whole.units if "subsets" in said.says] if whole else []
    if len(separating) > 1 and subsets:
        names, one_of = phrases.either(separating, "and"), phrases.either(sorted(SEPARATING), "and")
        text = f"Not {names} on one line: Medicare takes one of {one_of} a line."
        yield Line(text, subsets[0].cites)


def _on(
    modifier: Code, groups: Sequence[Group], book: FactBook, typed: Sequence[str]
) -> Iterator[Line]:
    """One modifier on the codes; what is said of all that separate stands in one line."""
    if len(groups) > 1 and book.edits and modifier.code in SEPARATING | {"25"}:
        told = verdicts(groups, book.edits)
        kinds = {verdict.together for verdict in told}
        edits = [v.edit for v in told if v.edit]
        by, cites = table_name(book.edits), book.edits.cites
        if kinds == {Together.NO_EDIT}:
            separating = list(dict.fromkeys(code for code in typed if code in SEPARATING))
            alike = phrases.either(separating) if modifier.code in separating else modifier.code
            yield Line(
                f"No {alike} needed: {by} {_unpaired(groups)}. Document each on its own.", cites
            )
            return
        if kinds == {Together.NEVER}:
            yield Line(f"No: {by} let no modifier separate these codes.", cites)
            return
        asked_25 = modifier.code == "25"
        if edits and all(e.with_modifier and (e.modifier == "25") is asked_25 for e in edits):
            on = f" on {edits[0].visit}" if asked_25 else ""
            when = "the visit was truly separate" if asked_25 else "that is true"
            at_stake = phrases.either(list(dict.fromkeys(e.column_two for e in edits)), "and")
            denied = "" if asked_25 else f" Without it {at_stake} is the line that is denied."
            yield Line(f"Yes, {modifier.code}{on}, but only when {when}.{denied}", cites)
            return
    needling = any(set(group) & {FEW_MUSCLES, MANY_MUSCLES} for group in groups)
    codes = spelled([code for group in groups for code in group], "or")
    if needling and modifier.on_needling:
        of = spelled([c for g in groups for c in g if c in {FEW_MUSCLES, MANY_MUSCLES}], "or")
        said = modifier.on_needling
        others = _on_therapy(modifier, groups, book)
        first, stop, rest = said.says.partition(". ") if others else (said.says, "", "")
        yield Line(f"{modifier.code} on {of}: {inside(first)}{stop.strip()}{others}", said.cites)
        if rest:
            yield Line(rest, said.cites)
    else:
        yield Line(f"{modifier.code}: {modifier.says.says}", modifier.says.cites)
        separates = modifier.code in SEPARATING and len(groups) == 1
        own_edits = card.together(groups[0], book) if separates else ()
        yield from own_edits or (Line(f"I hold nothing on whether {codes} needs {modifier.code}."),)


def _unpaired(groups: Sequence[Group]) -> str:
    """That no edit pairs codes: of more than two, no two of them."""
    names = [spelled(group, "or") for group in groups]
    if len(names) > 2:  # noqa: PLR2004 - more than one pair
        return f"pair no two of {phrases.either(names, 'and')}"
    return f"do not pair {names[0]} with {names[1]}"


def _on_therapy(modifier: Code, groups: Sequence[Group], book: FactBook) -> str:
    """What a modifier of therapy says on the therapy codes beside needling; empty for others."""
    therapy = {code.code for code in book.codes.values() if code.kind is CodeKind.THERAPY}
    others = [code for group in groups for code in group if code in therapy]
    if not others or modifier.code not in _OF_THERAPY:
        return ""
    said = modifier.units[0] if modifier.units else modifier.says
    first = _IN_BRACKETS.sub("", said.says.partition(". ")[0]).removesuffix(".")
    return f" On {spelled(others, 'or')}: {inside(first)}."


def inside(sentence: str) -> str:
    """A sentence that goes on behind a colon: its first letter small, unless it is a name's."""
    is_word = sentence[1:2].islower() or sentence[1:2] == " "
    return f"{sentence[:1].lower()}{sentence[1:]}" if is_word else sentence
