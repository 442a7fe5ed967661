"""The verb doctor, and which of its examinations is asked for."""

from __future__ import annotations

import asyncio
from argparse import ArgumentParser, Namespace

from bot.app import App
from bot.cli.doctor.clinics import (
    DoctorFinding,
    examine_aliases,
    examine_audit,
    examine_counts,
    report,
)
from bot.cli.doctor.process import examine_process
from bot.cli.start import Verb, start_app


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--counts", action="store_true", help="prove every count from its sessions")
    parser.add_argument(
        "--aliases", action="store_true", help="list the aliases that could not be made today"
    )
    parser.add_argument("--audit", action="store_true", help="prove every audit from its rows")
    parser.add_argument(
        "--head", default="", metavar="HASH", help="a hash that an audit should hold"
    )


def _run(options: Namespace) -> int:
    findings = asyncio.run(_examine(start_app(), options))
    print(report(findings))
    return 1 if any(finding.mend for finding in findings) else 0


async def _examine(app: App, options: Namespace) -> list[DoctorFinding]:
    if options.audit or options.head:
        return await examine_audit(app, options.head)
    if options.counts:
        return await examine_counts(app)
    if options.aliases:
        return await examine_aliases(app, listed=True)
    return [*await examine_process(app), *await examine_aliases(app)]


VERB = Verb("doctor", "what is configured, reachable, migrated; what to mend", _run, _arguments)
