"""Which verbs `python -m bot` has (VERBS), their order in the help, and the exit codes."""

from __future__ import annotations

import argparse
import os
import sys

from bot import VERSION, missing_requirements
from models import garbage_collection

try:
    missing_requirements.require_python()
    with garbage_collection.paused(for_good=True):
        from bot.cli import (
            backup,
            chat,
            clock,
            demo,
            erase,
            key,
            manager,
            manifest,
            migrate,
            run,
            say,
            typed_files,
            web,
        )
        from bot.cli.doctor import verb as doctor
        from bot.cli.facts import verb as facts
        from bot.cli.records import verb as records
        from models.errors import Trouble
except ImportError as error:
    sys.exit(missing_requirements.explain(error))
except PermissionError as error:
    sys.exit(missing_requirements.explain_unreadable(error) or str(error))

# In the order of the help.
VERBS = (
    demo.VERB,
    web.VERB,
    clock.VERB,
    migrate.VERB,
    say.VERB,
    chat.VERB,
    run.VERB,
    manifest.VERB,
    key.VERB,
    facts.VERB,
    records.VERB,
    backup.VERB,
    erase.VERB,
    manager.VERB,
    doctor.VERB,
)


def main(arguments: list[str] | None = None) -> int:
    """Run one verb and return its exit code; 1 and a sentence on stderr where it fails."""
    options = _parser().parse_args(arguments)
    try:
        answer: str | int = options.run(options)
        if isinstance(answer, int):
            return answer
        if answer:
            print(answer, flush=True)
    except Trouble as trouble:
        return _told(trouble)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # whoever read the output has had enough: `say … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        if told := typed_files.explain(error, options):
            return _told(told)
        if unreadable := missing_requirements.explain_unreadable(error):
            print(unreadable, file=sys.stderr)
            return 1
        raise
    return 0


def _told(trouble: Trouble) -> int:
    print(trouble.what, trouble.mend, sep="\n", file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot",
        description="Coverage answers and visit counts for clinics that dry needle.",
    )
    parser.add_argument("--version", action="version", version=f"Needlepoint {VERSION}")
    parsers = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for verb in VERBS:
        of_verb = parsers.add_parser(verb.name, help=verb.purpose, description=verb.purpose)
        of_verb.set_defaults(run=verb.run)
        if verb.arguments:
            verb.arguments(of_verb)
    return parser


if __name__ == "__main__":
    sys.exit(main())
