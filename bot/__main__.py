"""The command line: python -m bot VERB."""

from __future__ import annotations

import argparse
import asyncio
import atexit
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot import clock, logs, settings
from bot.app import App, build, now
from bot.cli import doctor, doctor_audit, erase, facts, manager, manifest, records
from bot.cli import say as console
from bot.cli.doctor_aliases import examine_aliases
from bot.demo.clock import MovableClock
from jobs import JOBS
from models.clinic.clinic import Role
from models.errors import Trouble
from models.storage import keyring
from models.storage.token_seal import new_key
from models.wording.phrases import count

# Verbs that need no house, which faulty settings or a faulty pack would not let us build.
_HOUSELESS: dict[str, Callable[[argparse.Namespace], str]] = {
    "facts": facts.answer,
    "manifest": manifest.answer,
    "key": lambda asked: keyring.new_key() if asked.of == "audit" else new_key(),
}

# What they print is the answer.
_QUIET = frozenset({"say", "run", "migrate", "doctor", "records", "erase", "manager"})


def main(arguments: list[str] | None = None) -> int:
    """Run one verb; 0, or a sentence on stderr and 1."""
    asked = _parser().parse_args(arguments)
    try:
        if asked.verb in _HOUSELESS:
            print(_HOUSELESS[asked.verb](asked))
            return 0
        clock_of = MovableClock() if asked.verb == "demo" else now
        app = build(_settings(asked.verb), clock_of)
        run: Callable[[App, argparse.Namespace], int] = asked.run
        return run(app, asked)
    except Trouble as trouble:
        print(trouble.what, trouble.mend, sep="\n", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # whoever read the output has had enough: `say … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _settings(verb: str) -> settings.Settings:
    read = settings.read(os.environ)
    logs.configure("WARNING" if verb in _QUIET else read.log_level, read.log_format)
    if verb == "demo" and not os.environ.get("DATABASE_URL"):
        return replace(read, database_url=f"sqlite://{_until_the_end()}/demo.sqlite3")
    return read


def _until_the_end() -> str:
    """A folder that goes when the process ends, so that every demo begins anew."""
    folder = tempfile.mkdtemp(prefix="needlepoint-demo-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot",
        description="Coverage answers and visit counts for clinics that dry needle.",
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    _verb(verbs, "demo", _demo, "everything in one process, with a chat page in the browser")
    _verb(verbs, "web", _web, "the HTTP process: Slack, Teams, health, metrics")
    _verb(verbs, "clock", _clock, "the process that fires the jobs")
    _verb(verbs, "migrate", _migrate, "create or upgrade the database's schema")
    say = _verb(verbs, "say", _say, "one command in the terminal")
    say.add_argument("command", help='what you would type in Slack: "/coverage bcbsnc 20560"')
    say.add_argument("--as", dest="role", choices=[*Role], default=Role.STAFF, type=Role)
    say.add_argument("--json", action="store_true", help="print the reply as JSON")
    run = _verb(verbs, "run", _run, "one pass of one job")
    run.add_argument("job", choices=[job.name for job in JOBS])
    run.add_argument("--at", type=_instant, help="the instant: 2026-12-01T08:00-05:00")
    purpose = "what a platform is told about the bot, from the one list of commands"
    manifest.arguments(verbs.add_parser("manifest", help=purpose, description=purpose))
    purpose = "a new key for TOKEN_KEYS, or with the word audit for AUDIT_KEY"
    key = verbs.add_parser("key", help=purpose, description=purpose)
    key.add_argument("of", nargs="?", choices=["tokens", "audit"], default="tokens")
    purpose = "the content pack: prove it sound, show a fact, say what changed"
    facts.arguments(verbs.add_parser("facts", help=purpose, description=purpose))
    records.arguments(_verb(verbs, "records", _records, "a clinic's records out to CSV, or in"))
    erase.arguments(_verb(verbs, "erase", _erase, "a whole clinic, for good; lists them without"))
    purpose = "name a manager, for the day when a clinic has none left"
    manager.arguments(_verb(verbs, "manager", _manager, purpose))
    sick = _verb(verbs, "doctor", _doctor, "what is configured, reachable, migrated; what to mend")
    sick.add_argument("--counts", action="store_true", help="prove every count from its sessions")
    purpose = "list the aliases that could not be made today"
    sick.add_argument("--aliases", action="store_true", help=purpose)
    sick.add_argument("--audit", action="store_true", help="prove every audit from its rows")
    sick.add_argument("--head", default="", metavar="HASH", help="a hash that an audit should hold")
    return parser


def _verb(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Callable[[App, argparse.Namespace], int],
    purpose: str,
) -> argparse.ArgumentParser:
    parser = verbs.add_parser(name, help=purpose, description=purpose)
    parser.set_defaults(run=run)
    return parser


def _instant(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("write it as 2026-12-01T08:00-05:00") from None
    if at.tzinfo is None:
        raise argparse.ArgumentTypeError("an instant needs its offset: 2026-12-01T08:00-05:00")
    return at


def _demo(app: App, _asked: argparse.Namespace) -> int:
    from bot.demo.server import demo_application
    from bot.web import listen

    where = f"http://{app.settings.host}:{app.settings.port}"
    listen(app, demo_application(app), f"The demo is at {where}  (stop it with Ctrl-C)")
    return 0


def _web(app: App, _asked: argparse.Namespace) -> int:
    from bot.web import application, listen

    listen(app, application(app))
    return 0


def _clock(app: App, _asked: argparse.Namespace) -> int:
    asyncio.run(clock.tick(app))
    return 0


def _migrate(app: App, _asked: argparse.Namespace) -> int:
    applied = asyncio.run(app.database.migrate())
    print("\n".join(f"Applied {name}." for name in applied) or "Nothing to apply.")
    if renewed := asyncio.run(app.database.renew_heads()):
        print(f"Wrote the newest row of {count(renewed, 'audit')} beside the database.")
    return 0


def _say(app: App, asked: argparse.Namespace) -> int:
    said = console.say(app, asked.command, asked.role, as_json=asked.json)
    print(asyncio.run(said), flush=True)
    return 0


def _run(app: App, asked: argparse.Namespace) -> int:
    job = next(job for job in JOBS if job.name == asked.job)
    print(asyncio.run(clock.run_once(app, job, asked.at or app.clock())))
    return 0


def _records(app: App, asked: argparse.Namespace) -> int:
    print(asyncio.run(records.answer(app, asked)))
    return 0


async def _examined(app: App, asked: argparse.Namespace) -> list[doctor.DoctorFinding]:
    if asked.audit or asked.head:
        return await doctor_audit.examine_audit(app, asked.head)
    if asked.counts:
        return await doctor.examine_counts(app)
    if asked.aliases:
        return await examine_aliases(app, listed=True)
    return [*await doctor.examine(app), *await examine_aliases(app)]


def _erase(app: App, asked: argparse.Namespace) -> int:
    print(asyncio.run(erase.answer(app, asked)))
    return 0


def _manager(app: App, asked: argparse.Namespace) -> int:
    print(asyncio.run(manager.answer(app, asked)))
    return 0


def _doctor(app: App, asked: argparse.Namespace) -> int:
    findings = asyncio.run(_examined(app, asked))
    print(doctor.report(findings))
    return 1 if any(finding.mend for finding in findings) else 0


if __name__ == "__main__":
    sys.exit(main())
