"""What a DATABASE_URL may say, and that no complaint about one repeats it."""

from __future__ import annotations

import re
import ssl
import subprocess
import traceback
from pathlib import Path
from typing import Any

import pytest

from models.errors import SettingsFault
from models.storage.database import Database
from models.storage.engine.database_url import read_url, tortoise_config


@pytest.mark.parametrize(
    ("url", "file"),
    [
        pytest.param("sqlite://needlepoint.sqlite3", "needlepoint.sqlite3", id="a file here"),
        pytest.param("sqlite://data/clinic.db", "data/clinic.db", id="a file in a folder here"),
        pytest.param("sqlite:///srv/clinic.db", "/srv/clinic.db", id="a file from the root"),
        pytest.param("sqlite:///srv/our%20clinic.db", "/srv/our clinic.db", id="an escaped space"),
        pytest.param("sqlite:///srv/our clinic.db", "/srv/our clinic.db", id="a plain space"),
    ],
)
def test_sqlite_is_a_file(url: str, file: str) -> None:
    assert read_url(url).file == Path(file).absolute()


def test_sqlite_keeps_a_log_waits_for_others_and_checks_foreign_keys() -> None:
    said = read_url("sqlite://needlepoint.sqlite3").credentials
    assert (said["journal_mode"], said["foreign_keys"], said["busy_timeout"]) == ("WAL", "ON", 5000)


@pytest.mark.parametrize(
    ("url", "says"),
    [
        pytest.param(
            "postgres://ann:pw@db.example:6543/clinic",
            {"host": "db.example", "port": 6543, "user": "ann", "password": "pw"},
            id="every part",
        ),
        pytest.param(
            "postgresql://ann@db/clinic", {"port": 5432, "password": None}, id="the least"
        ),
        pytest.param(
            "postgres://a%40n:p%23%2F%3A@db/clinic",
            {"user": "a@n", "password": "p#/:"},
            id="escaped signs",
        ),
        pytest.param(
            "postgres://ann@db/clinic?minsize=2&maxsize=20",
            {"minsize": 2, "maxsize": 20},
            id="the size of the pool",
        ),
        pytest.param("postgres://ann@db/clinic?sslmode=require", {"ssl": "require"}, id="TLS"),
        pytest.param("postgres://ann@db/clinic?ssl=true", {"ssl": "require"}, id="TLS, as in Node"),
        pytest.param(
            "postgres://ann@db/clinic?pgbouncer=true&connection_limit=5&pool_timeout=9",
            {"statement_cache_size": 0, "maxsize": 5},
            id="as Supabase and Prisma write it",
        ),
        pytest.param(
            "postgres://ann@db/clinic?options=endpoint%3Dep-1&connect_timeout=10",
            {"server_settings": {"options": "endpoint=ep-1"}, "timeout": 10.0},
            id="as Neon writes it",
        ),
        pytest.param(
            "postgres://ann@db/clinic?target_session_attrs=read-write&keepalives=1",
            {"target_session_attrs": "read-write"},
            id="several hosts' libpq",
        ),
        pytest.param(
            "postgres://ann@/clinic?host=/run/postgresql",
            {"host": "/run/postgresql"},
            id="a Unix socket",
        ),
        pytest.param(
            "postgres://ann@db/clinic?statement_cache_size=0",
            {"statement_cache_size": 0},
            id="behind pgbouncer",
        ),
    ],
)
def test_postgres_is_an_address(url: str, says: dict[str, Any]) -> None:
    credentials = read_url(url).credentials
    assert {name: credentials[name] for name in says} == says
    assert credentials["database"] == "clinic"


def context_of(query: str) -> ssl.SSLContext:
    """What an address asks of TLS, where it asks for a certificate."""
    context = read_url(f"postgres://ann@db/clinic?{query}").credentials["ssl"]
    assert isinstance(context, ssl.SSLContext)
    return context


@pytest.fixture
def certificate(tmp_path: Path) -> str:
    """A root, with its key in a file of its own."""
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=db"]
    make += ["-keyout", tmp_path / "key.pem", "-out", tmp_path / "root.pem", "-days", "1"]
    subprocess.run(make, check=True, capture_output=True)
    return str(tmp_path / "root.pem")


@pytest.mark.parametrize(
    ("query", "name_is_checked"),
    [
        pytest.param("sslmode=verify-full", True, id="by the roots of this machine"),
        pytest.param("sslmode=verify-full&sslrootcert=system", True, id="named so"),
        pytest.param("sslmode=verify-ca", False, id="the authority alone"),
        pytest.param("sslmode=require&channel_binding=require", True, id="as Neon gives it"),
    ],
)
def test_a_certificate_is_checked_without_a_file_of_its_own(
    query: str, *, name_is_checked: bool
) -> None:
    context = context_of(query)
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, name_is_checked)


def test_a_certificate_is_checked_by_the_root_that_is_named(certificate: str) -> None:
    for mode in ("require", "verify-ca", "verify-full"):  # as PostgreSQL's own programs read it
        context = context_of(f"sslmode={mode}&sslrootcert={certificate}")
        assert context.verify_mode is ssl.CERT_REQUIRED
        assert [root["subject"] for root in context.get_ca_certs()] == [((("commonName", "db"),),)]


def test_a_client_may_show_a_certificate(certificate: str, tmp_path: Path) -> None:
    context = context_of(f"sslcert={certificate}&sslkey={tmp_path}/key.pem")
    assert context.verify_mode is ssl.CERT_NONE


@pytest.mark.parametrize(
    ("query", "named"),
    [
        pytest.param("sslmode=verify-full&sslrootcert=/CANARY.crt", "sslrootcert", id="no root"),
        pytest.param("sslcert=/CANARY.crt&sslkey=/CANARY.key", "sslcert", id="no certificate"),
        pytest.param("sslmode=CANARY", "sslmode", id="no mode"),
        pytest.param("channel_binding=CANARY", "channel_binding", id="no binding"),
        pytest.param("pgbouncer=CANARY", "pgbouncer", id="neither yes nor no"),
        pytest.param("maxsize=CANARY", "maxsize", id="no number"),
        pytest.param("schema=CANARY", "schema", id="an option of another program"),
        pytest.param("sslcrl=CANARY", "sslcrl", id="one that we cannot follow"),
    ],
)
def test_the_option_that_is_wrong_is_named_and_its_value_is_not(query: str, named: str) -> None:
    with pytest.raises(SettingsFault) as caught:
        read_url(f"postgres://ann@db/clinic?{query}")
    assert re.search(rf"\b{named}\b", caught.value.what)
    assert "CANARY" not in "".join(traceback.format_exception(caught.value))


def test_a_migration_may_take_longer_than_a_request() -> None:
    place = read_url("postgres://ann@db/clinic")
    config = tortoise_config(place, migrating=True)["connections"]["default"]["credentials"]
    assert (place.credentials["command_timeout"], config["command_timeout"]) == (30.0, None)


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("", id="nothing"),
        pytest.param("CANARY", id="a bare word"),
        pytest.param("CANARY.sqlite3", id="a file without a scheme"),
        pytest.param("mysql://ann:CANARY@db/clinic", id="another database"),
        pytest.param("sqlite://", id="SQLite without a file"),
        pytest.param("sqlite://:memory:", id="SQLite in memory"),
        pytest.param("sqlite:///srv/CANARY/", id="SQLite in a folder"),
        pytest.param("sqlite://x.db?foreign_keys=CANARY", id="SQLite, an unknown option"),
        pytest.param("sqlite://x.db?busy_timeout=CANARY", id="SQLite, no number"),
        pytest.param("postgres://ann:CANARY@db:5432", id="PostgreSQL without a name"),
        pytest.param("postgres://ann:CANARY@db/", id="PostgreSQL with an empty name"),
        pytest.param("postgres://ann:CANARY@db:port/clinic", id="a port that is no number"),
        pytest.param("postgres://ann:CANARY@db:99999/clinic", id="a port out of range"),
        pytest.param("postgres://ann:x#CANARY@db/clinic", id="a bare # in the password"),
        pytest.param("postgres://ann:x?CANARY@db/clinic", id="a bare ? in the password"),
        pytest.param("postgres://ann:x/CANARY@db/clinic", id="a bare / in the password"),
        pytest.param("postgres://ann:CANARY/x@db/clinic", id="a bare / after the password's start"),
        pytest.param("postgres://ann:1/CANARY@db/clinic", id="the same after a number"),
        pytest.param("postgres://ann:x[CANARY@db/clinic", id="a bare [ in the password"),
        pytest.param("postgres://ann:CANARY@db/clinic?maxsize=lots", id="an option, no number"),
        pytest.param("postgres://ann@db/clinic?CANARY=1", id="an unknown option"),
    ],
)
def test_a_wrong_one_is_refused_in_two_sentences_that_do_not_repeat_it(url: str) -> None:
    with pytest.raises(SettingsFault) as caught:
        Database(url)
    assert caught.value.what.startswith("DATABASE_URL ")
    assert caught.value.mend
    assert "CANARY" not in "".join(traceback.format_exception(caught.value))
    assert "CANARY" not in repr(caught.value)


def test_what_is_printed_of_a_place_holds_no_password() -> None:
    assert "CANARY" not in repr(read_url("postgres://ann:CANARY@db/clinic"))
