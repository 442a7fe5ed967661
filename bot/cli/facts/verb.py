"""The verb `facts` and its words: check a pack, show a fact, diff packs, own rules in and out.

    facts check [--pack DIR]    proves a pack sound, or says every fault
    facts show ID               a payer, position, code, state, topic, dispute, condition or source,
                                or a row of the registry of payers known by name
    facts diff OLD NEW          what changed between two packs; "shipped" is the one in this program
    facts export FILE           a clinic's own rules that stand, as YAML to read over
    facts import FILE           enters those that are new; --dry-run says what would change,
                                --withdraw takes back those that the file lacks

Where several things share an id, all are shown; "codes/GA" or "states/GA" names one of them.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from bot.cli.facts.rules import export_rules, import_rules
from bot.cli.facts.show import show
from bot.cli.startup import Verb, with_database
from bot.cli.which_clinic import clinic_typed
from models.content import load
from models.content.checks.remarks import remarks
from models.content.difference import difference
from models.coverage.fact_book import FactBook
from models.wording.phrases import count

_SHIPPED = "shipped"
_OF_RULES = {"export": export_rules, "import": import_rules}


def _arguments(parser: ArgumentParser) -> None:
    words = parser.add_subparsers(
        dest="word", required=True, metavar="check | show | diff | export | import"
    )
    check = words.add_parser("check", help="prove a pack sound, or say every fault")
    check.add_argument("--pack", default=_SHIPPED, metavar="DIR", help="the folder of the pack")
    show = words.add_parser("show", help="print one fact with everything known of it")
    show.add_argument("id", metavar="ID", help="bcbsnc, bcbsnc/investigational, 20560, KX, NC, gp")
    diff = words.add_parser("diff", help="say what changed between two packs")
    diff.add_argument("old", metavar="OLD", help='a folder, or "shipped"')
    diff.add_argument("new", metavar="NEW", help='a folder, or "shipped"')
    out = words.add_parser("export", help="write a clinic's own rules as YAML")
    into = words.add_parser("import", help="enter the rules of a file that are new")
    into.add_argument("--dry-run", action="store_true", help="only say what would change")
    into.add_argument("--withdraw", action="store_true", help="take back what the file lacks")
    which = "which clinic, if several; console for the one of this terminal"
    for word in (out, into):
        word.add_argument("file", type=Path, metavar="FILE", help="the file of the rules")
        word.add_argument("--clinic", type=clinic_typed, metavar="ID", help=which)


def _answer(options: Namespace) -> str:
    """Raises `FactsFault` for a faulty pack, `NotUnderstood` for an unknown id."""
    if options.word in _OF_RULES:
        return with_database(_OF_RULES[options.word])(options)
    if options.word == "check":
        return _soundness(_read(options.pack))
    if options.word == "show":
        return show(load(), options.id)
    changes = difference(_read(options.old), _read(options.new))
    return "\n".join(f"- {change}" for change in changes) or "The two packs say the same."


def _read(pack: str) -> FactBook:
    return load() if pack == _SHIPPED else load(Path(pack))


def _soundness(book: FactBook) -> str:
    """How much a sound pack holds, and what is worth a remark."""
    counts = (
        count(len(book.positions), "payer"),
        count(sum(map(len, book.positions.values())), "position"),
        count(len(book.codes), "code"),
        count(len(book.states), "state"),
        count(len(book.topics), "topic"),
        count(len(book.disputes), "disagreement"),
        count(len(book.decisions), "decision time"),
        f"{len(book.duties)} duties",
        count(len(book.new_year), "new-year fact"),
        count(len(book.appeals), "appeal window"),
        count(len(book.sources), "source"),
        count(len(book.payers), "registry row"),
    )
    listed = [f"- {remark}" for remark in remarks(book)]
    title = ["Remarks, which are no faults:"] if listed else []
    return "\n".join([f"The pack is sound: {', '.join(counts)}.", *title, *listed])


VERB = Verb(
    "facts",
    "the content pack: prove it sound, show a fact, say what changed; own rules in and out",
    _answer,
    _arguments,
)
