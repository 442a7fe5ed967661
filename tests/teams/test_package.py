"""The package that an administrator uploads says what the bot does, and Teams takes it."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from bot import settings
from bot.__main__ import main
from bot.teams import package
from handlers import COMMANDS
from models.errors import SettingsFault
from tests.playground.stage import INSTALLED
from tests.teams.framework import APP, TENANT

CONFIGURED = {
    "TEAMS_CLIENT_ID": APP,
    "TEAMS_CLIENT_SECRET": "canary-7R2",
    "TEAMS_TENANT_ID": TENANT,
}
URL = "https://clinic.example/needlepoint"
SCHEMAS = INSTALLED / "app-manifest" / "build" / "json-schemas" / "teams"


@pytest.fixture
def files() -> dict[str, bytes]:
    return dict(package.files(settings.read(CONFIGURED), URL, COMMANDS))


@pytest.fixture
def manifest(files: dict[str, bytes]) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(files["manifest.json"])
    return told


def test_teams_own_schema_takes_the_manifest(manifest: dict[str, Any]) -> None:
    file = SCHEMAS / f"v{manifest['manifestVersion']}" / "MicrosoftTeams.schema.json"
    if not file.exists():
        told = "the schemas of app manifests are not installed: make playground"
        if os.environ.get("CI") == "true":
            pytest.fail(told)
        pytest.skip(told)
    errors = Draft4Validator(json.loads(file.read_text())).iter_errors(manifest)
    assert [f"{list(error.path)}: {error.message[:200]}" for error in errors] == []


def test_it_offers_the_commands_that_the_bot_answers(manifest: dict[str, Any]) -> None:
    for offered in manifest["bots"][0]["commandLists"]:
        titles = [command["title"] for command in offered["commands"]]
        assert titles == [*(command.name for command in COMMANDS), "help"]
        assert len(titles) <= 12  # what Teams shows
        assert all(len(command["description"]) <= 128 for command in offered["commands"])


def test_in_groups_a_command_is_mentioned_or_typed_with_a_slash(manifest: dict[str, Any]) -> None:
    bot = manifest["bots"][0]
    assert bot["supportsTargetedMessages"] is True
    assert bot["commandLists"][1]["scopes"] == ["team", "groupChat"]
    assert bot["commandLists"][1]["triggers"] == ["mention", "slash"]


def test_every_command_of_the_message_extension_is_answered(manifest: dict[str, Any]) -> None:
    from bot.teams.extension import COMMAND, PARAMETER
    from handlers.forms.catalog import FORMS

    search, action = manifest["composeExtensions"][0]["commands"]
    assert (search["id"], search["parameters"][0]["name"]) == (COMMAND, PARAMETER)
    assert (action["id"] in FORMS, action["fetchTask"]) == (True, True)


def test_whoever_changes_what_teams_is_told_raises_the_version(files: dict[str, bytes]) -> None:
    """Teams' admin center takes no update whose version is not higher."""
    print_ = hashlib.sha256(files["manifest.json"]).hexdigest()[:12]
    released = ("1.0.2", "712641f2e79e")
    assert (package.VERSION, print_) == released, "raise VERSION, and note both here"


def test_its_name_and_texts_are_short_enough_and_allowed(manifest: dict[str, Any]) -> None:
    assert len(manifest["name"]["short"]) <= 30
    assert len(manifest["description"]["short"]) <= 80
    assert not re.search(r"(?i)teams|chat|help|files", manifest["name"]["short"])


def test_one_app_has_one_id_and_another_has_another() -> None:
    other = "22222222-2222-2222-2222-222222222223"
    id_ = package.manifest(APP, URL, COMMANDS)["id"]
    assert package.manifest(APP, URL, COMMANDS)["id"] == id_
    assert package.manifest(other, URL, COMMANDS)["id"] != id_


def pixels(png: bytes) -> tuple[int, list[bytes]]:
    """The size of a square picture and its rows, without their filter bytes."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height, depth, kind = struct.unpack(">IIBB", png[16:26])
    assert (width, depth, kind) == (height, 8, 6)
    at, data = 8, b""
    while at < len(png):
        length, name = struct.unpack(">I4s", png[at : at + 8])
        body = png[at + 8 : at + 8 + length]
        assert zlib.crc32(name + body) == struct.unpack(">I", png[at + 8 + length :][:4])[0]
        data += body if name == b"IDAT" else b""
        at += 12 + length
    raw = zlib.decompress(data)
    step = 1 + 4 * width
    return width, [raw[row * step + 1 : (row + 1) * step] for row in range(height)]


def test_the_colour_icon_is_as_teams_wants_it(files: dict[str, bytes]) -> None:
    size, rows = pixels(files["color.png"])
    assert size == 192
    assert all(row[3::4] == b"\xff" * 192 for row in rows), "nothing shines through"
    assert len({row[at : at + 3] for row in rows for at in range(0, len(row), 4)}) > 2


def test_the_outline_is_white_on_nothing(files: dict[str, bytes]) -> None:
    size, rows = pixels(files["outline.png"])
    assert size == 32
    seen = {row[at : at + 4] for row in rows for at in range(0, len(row), 4)}
    assert {colour[:3] for colour in seen} == {b"\xff\xff\xff"}
    assert {b"\xff\xff\xff\x00", b"\xff\xff\xff\xff"} <= seen


def test_the_zip_holds_all_at_its_root_and_nothing_secret(files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(files["needlepoint-teams.zip"])) as held:
        assert held.namelist() == ["manifest.json", "color.png", "outline.png"]
        assert all(held.read(name) == files[name] for name in held.namelist())
    assert b"canary" not in b"".join(files.values())


def test_what_is_the_same_makes_the_same_files(files: dict[str, bytes]) -> None:
    assert package.files(settings.read(CONFIGURED), URL, COMMANDS) == files


def test_the_verb_writes_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in CONFIGURED.items():
        monkeypatch.setenv(name, value)
    out = tmp_path / "package"
    assert main(["manifest", "teams", "--out", str(out)]) == 0
    assert {file.name for file in out.iterdir()} == {
        *("manifest.json", "color.png", "outline.png", "needlepoint-teams.zip")
    }
    assert "needlepoint-teams.zip" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("environment", "url", "says"),
    [
        pytest.param({}, URL, "Teams is not configured.", id="without Teams"),
        pytest.param({"TEAMS_ANONYMOUS": "1"}, URL, "Teams is not configured.", id="in a test"),
        pytest.param(CONFIGURED, "http://clinic.example", "--url", id="an address without TLS"),
    ],
)
def test_what_is_missing_is_said(environment: dict[str, str], url: str, says: str) -> None:
    with pytest.raises(SettingsFault) as caught:
        package.files(settings.read(environment), url, COMMANDS)
    assert says in caught.value.what
