"""/clinic aliases: patterns of the clinic's own aliases, declared and taken back by managers."""

from __future__ import annotations

from dataclasses import replace

from handlers.clinic.change_setting import keep, refuse_staff
from handlers.command import Request, Services
from models.clinic import preferences
from models.clinic.clinic import Clinic
from models.errors import NotUnderstood
from models.privacy import alias_form, allowed_aliases
from models.privacy.alias_form import EXAMPLE, MOST_PATTERNS, AliasPattern, AliasTerms
from models.reply import Choice, Fact, Line, Reply, Section

_NONE = frozenset({"none", "off", "remove all", "default"})
_REMOVE = ("remove ", "delete ", "drop ", "without ")
_ALL = Choice("All settings", "/clinic")


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Show the forms and the words, or declare or take back patterns."""
    wanted = " ".join(text.split())
    if not wanted:
        return _say(request.clinic, "Aliases")
    if wanted.casefold() == "words":
        return _words(services)
    await refuse_staff(request.member, services, "Declaring a pattern of aliases")
    had = request.clinic.preferences.patterns
    patterns = _after(wanted, had, services)
    after = replace(request.clinic.preferences, patterns=patterns)
    clinic = await keep(request, services, after, preferences.ALIASES)
    gone = alias_form.forms(AliasTerms(), (pattern for pattern in had if pattern not in patterns))
    left = alias_form.forms(AliasTerms(), patterns)
    aliases = await services.charts.aliases(request.clinic.id)
    stay = [known for known in aliases if gone.spell(known) and not left.spell(known)]
    return _say(clinic, "Saved", _staying(len(stay)))


def fact(clinic: Clinic) -> Fact:
    """The patterns, as the list of all settings shows them."""
    return Fact("Aliases of your own", allowed_aliases.list_patterns(clinic.preferences.patterns))


def _after(
    wanted: str, had: tuple[AliasPattern, ...], services: Services
) -> tuple[AliasPattern, ...]:
    """The patterns that the text asks for. Raises `NotUnderstood`."""
    if wanted.casefold() in _NONE:
        return ()
    removing = next((verb for verb in _REMOVE if wanted.casefold().startswith(verb)), "")
    typed = wanted[len(removing) :].replace(",", " ").split()
    if removing:  # also one that could not be declared today
        gone = [alias_form.spelled(pattern) for pattern in typed]
        return tuple(pattern for pattern in had if pattern not in gone)
    named = [alias_form.declare(pattern, services.alias_terms) for pattern in typed]
    # a hyphen more makes no other pattern
    same = {(pattern.letters, pattern.digits) for pattern in named}
    kept = [pattern for pattern in had if (pattern.letters, pattern.digits) not in same]
    patterns = tuple(sorted({*kept, *named}))
    if len(patterns) > MOST_PATTERNS:
        raise NotUnderstood(
            f"At most {MOST_PATTERNS} patterns can be declared.",
            "With many, the initials of patients would be among them. Nothing was changed.",
            [Choice("What is declared", "/clinic aliases")],
        )
    return patterns


def _staying(number: int) -> tuple[Line, ...]:
    """What becomes of the aliases of patterns that are taken back."""
    if not number:
        return ()
    are, keep_ = ("alias is", "keeps") if number == 1 else ("aliases are", "keep")
    return (Line(f"{number} {are} of a pattern taken back, and {keep_} working."),)


def _say(clinic: Clinic, headline: str, first: tuple[Line, ...] = ()) -> Reply:
    patterns = clinic.preferences.patterns
    drop = [
        Choice(f"Remove {pattern}", f"/clinic aliases remove {pattern}") for pattern in patterns
    ]
    return Reply(
        headline=headline,
        lines=(
            *first,
            Line("I issue aliases at random: /session new. They say nothing about anybody."),
            Line("Of your own: a word of my list and one to four digits, like OAK-12."),
            Line(f"Or of a pattern: its letters, and a digit for each zero of {EXAMPLE}."),
            Line("Its letters must be the same for every patient: never a patient's initials."),
        ),
        facts=(fact(clinic),),
        choices=(
            allowed_aliases.WORDS,
            *drop,
            *((Choice("No patterns", "/clinic aliases none"),) if len(drop) > 1 else ()),
            *(() if drop else (Choice(f"Declare {EXAMPLE}", f"/clinic aliases {EXAMPLE}"),)),
            _ALL,
        ),
        small_print="Managers declare patterns. Aliases that are there stay as they are.",
    )


def _words(services: Services) -> Reply:
    by_letter: dict[str, list[str]] = {}
    for word in sorted(services.alias_terms.words):
        by_letter.setdefault(word[0], []).append(word)
    return Reply(
        headline="Words for aliases",
        lines=(Line("One of these and one to four digits is an alias: OAK-12."),),
        sections=(Section("The words", tuple(Line(" ".join(w)) for w in by_letter.values())),),
        choices=(Choice("Patterns", "/clinic aliases"), allowed_aliases.ISSUE),
    )
