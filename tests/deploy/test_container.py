"""The image and compose.yaml: linted, and their steps carried out in an empty folder.

No container engine runs where the tests run, so nothing is built.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot import health
from bot.__main__ import _parser
from tests.deploy import dockerfile
from tests.deploy.dockerfile import ROOT
from tests.stories.running import free_port

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = ("migrate", "web", "clock")


def test_the_dockerfile_passes_its_linter() -> None:
    linter = Path(sys.executable).with_name("hadolint")
    told = subprocess.run(
        [linter, ROOT / "Dockerfile"], capture_output=True, text=True, check=False
    )
    assert (told.returncode, told.stdout) == (0, "")


def test_the_image_runs_as_somebody_without_rights() -> None:
    assert re.fullmatch(r"[1-9]\d+:[1-9]\d+", dockerfile.last("USER").text)
    assert f"--uid {dockerfile.last('USER').text.split(':')[0]}" in " ".join(
        step.text for step in dockerfile.steps()
    )


def test_the_image_holds_every_folder_of_the_program_and_nothing_else() -> None:
    ours = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    assert {*dockerfile.copied()} == ours | {"requirements.lock"}
    allowed = {
        line.removeprefix("!")
        for line in (ROOT / ".dockerignore").read_text().splitlines()
        if line.startswith("!")
    }
    assert allowed == {*dockerfile.copied()}


def test_the_image_starts_the_web_process_and_its_health_check_exists() -> None:
    assert dockerfile.last("ENTRYPOINT").words == ["python", "-m", "bot"]
    assert _parser().parse_args(dockerfile.last("CMD").words).verb == "web"
    assert dockerfile.last("HEALTHCHECK").text.endswith('CMD ["python", "-m", "bot.health"]')


@contextmanager
def read_only_folder(folder: Path) -> Iterator[Path]:
    """The image's folder, on a file system that nobody can write to."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "none", folder]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        for name in dockerfile.copied():
            source = ROOT / name
            copy = shutil.copytree if source.is_dir() else shutil.copy
            copy(source, folder / name)
        subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=False)


@contextmanager
def started(folder: Path, told: dict[str, str], verb: str) -> Iterator[None]:
    """A process of the image, until it is told to stop; it must end well."""
    process = subprocess.Popen([sys.executable, "-m", "bot", verb], cwd=folder, env=told)
    try:
        yield
        process.terminate()
        assert process.wait(30) == 0
    finally:
        process.kill()


def is_healthy(folder: Path, told: dict[str, str], *words: str) -> bool:
    """What the image's health check says in the end."""
    command = [sys.executable, "-m", "bot.health", *words]
    for _ in range(300):
        if subprocess.run(command, cwd=folder, env=told, check=False).returncode == 0:
            return True
        time.sleep(0.1)
    return False


@pytest.mark.sheet
def test_the_steps_of_the_image_end_in_three_commands_that_run_read_only(tmp_path: Path) -> None:
    ports = {"PORT": str(free_port()), "CLOCK_PORT": str(free_port())}
    told = dockerfile.environment() | ports | {"HOST": "127.0.0.1"}
    told |= {"DATABASE_URL": f"sqlite://{tmp_path}/records.sqlite3", "PATH": os.environ["PATH"]}
    with ExitStack() as stack:
        folder = stack.enter_context(read_only_folder(tmp_path / "app"))
        migrate = [sys.executable, "-m", "bot", "migrate"]
        done = subprocess.run(migrate, cwd=folder, env=told, capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b"")
        stack.enter_context(started(folder, told, "web"))
        stack.enter_context(started(folder, told, "clock"))
        assert is_healthy(folder, told)
        assert is_healthy(folder, told, "ready")
        assert is_healthy(folder, told, "clock")


@pytest.mark.sheet
def test_what_the_image_installs_is_all_that_it_needs(tmp_path: Path) -> None:
    (install,) = [step.text for step in dockerfile.steps() if "pip install" in step.text]
    shutil.copy(ROOT / "requirements.lock", tmp_path)
    for there, here in (
        ("/opt/needlepoint", f"{tmp_path}/venv"),
        ("/requirements", "requirements"),
    ):
        install = install.replace(there, here)
    install = install.replace("python -m venv", f"{sys.executable} -m venv")
    uncompiled = os.environ | {"PIP_NO_COMPILE": "1"}  # what is imported is compiled then
    told = {"DATABASE_URL": f"sqlite://{tmp_path}/records.sqlite3"}
    subprocess.run(
        ["sh", "-ec", install], cwd=tmp_path, env=uncompiled, check=True, capture_output=True
    )
    verbs = (["migrate"], ["say", "/coverage bcbsnc 20560"], ["manifest", "slack", "--socket"])
    in_turn = f"from bot.__main__ import main; print([main(words) for words in {verbs}])"
    done = subprocess.run(
        [tmp_path / "venv/bin/python", "-c", in_turn],
        cwd=ROOT,
        env=told,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout.splitlines()[-1:], done.stderr) == (["[0, 0, 0]"], "")


def test_compose_starts_the_schema_first_and_then_both_processes() -> None:
    for name in OURS:
        assert _parser().parse_args(SERVICES[name]["command"]).verb == name
    assert SERVICES["migrate"]["depends_on"] == {"db": {"condition": "service_healthy"}}
    for name in ("web", "clock"):
        after = SERVICES[name]["depends_on"]
        assert after == {"migrate": {"condition": "service_completed_successfully"}}


@pytest.mark.parametrize("name", OURS)
def test_a_container_of_ours_can_write_nothing_and_has_no_rights(name: str) -> None:
    service = SERVICES[name]
    assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "ports" not in service


def test_only_the_proxy_is_reached_from_outside() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]


def test_the_clock_is_asked_for_its_own_health() -> None:
    assert SERVICES["clock"]["healthcheck"]["test"] == [
        "CMD",
        "python",
        "-m",
        "bot.health",
        "clock",
    ]


def test_what_compose_names_is_there() -> None:
    named = [volume for service in SERVICES.values() for volume in service.get("volumes", ())]
    sources = [volume.split(":")[0] for volume in named]
    assert {name for name in sources if not name.startswith(".")} == {*COMPOSE["volumes"]}
    for source in sources:
        assert not source.startswith(".") or (ROOT / source).is_file()
    after = [other for service in SERVICES.values() for other in service.get("depends_on", ())]
    assert {*after} <= {*SERVICES}


@pytest.mark.parametrize(
    ("words", "environment", "port"),
    [
        pytest.param([], {}, 3000, id="web"),
        pytest.param(["clock"], {}, 3001, id="clock"),
        pytest.param([], {"PORT": "8080", "CLOCK_PORT": "1"}, 8080, id="web elsewhere"),
        pytest.param(["clock"], {"PORT": "1", "CLOCK_PORT": " 9 "}, 9, id="clock elsewhere"),
    ],
)
def test_the_health_check_asks_where_the_process_listens(
    words: list[str], environment: dict[str, str], port: int
) -> None:
    assert health.port_of(words, environment) == port


def test_where_nobody_listens_nothing_is_alive_or_ready(
    capsys: pytest.CaptureFixture[str],
) -> None:
    port = free_port()
    assert health.main([], {"PORT": str(port)}) == 1
    assert health.main(["ready"], {"PORT": str(port)}) == 1
    assert capsys.readouterr().out == "Nothing answers there.\n"


def test_a_restored_database_is_named_outside_of_what_an_upgrade_brings() -> None:
    url = SERVICES["web"]["environment"]["DATABASE_URL"]
    assert url.endswith("/${DATABASE:-needlepoint}")
    assert "DATABASE=needlepoint_restored" in (ROOT / "docs/operating.md").read_text()
    copied = next(
        line
        for line in (ROOT / "docs/container.md").read_text().splitlines()
        if "pg_dump -" in line
    )
    assert '"${DATABASE:-needlepoint}"' in copied, "or the old one would be copied for ever"


def test_the_guide_copies_before_it_brings_the_new_program() -> None:
    guide = (ROOT / "docs/container.md").read_text().partition("## Back up, upgrade")[2]
    steps = ["pg_dump", "git pull", "compose build", "run --rm migrate", "up --detach"]
    places = [guide.index(step) for step in steps]
    assert places == sorted(places)
