"""The verb `key`: prints a new key, for TOKEN_KEYS or AUDIT_KEY."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from bot.cli.startup import Verb
from models.storage import keyring, token_seal


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("purpose", nargs="?", choices=["tokens", "audit"], default="tokens")


def _run(options: Namespace) -> str:
    return keyring.new_key() if options.purpose == "audit" else token_seal.new_key()


VERB = Verb(
    "key", "a new key for TOKEN_KEYS, or with the word audit for AUDIT_KEY", _run, _arguments
)
