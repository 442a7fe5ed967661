"""Where the tests' PostgreSQL keeps its data, and that nothing of a run outlives it for long."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests import postgres
from tests.postgres import PREFIX, NoPostgresError, ThrowawayPostgres


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands for the machine's memory; temporary files lie in one beside it."""
    memory, temporary = tmp_path / "memory", tmp_path / "temporary"
    memory.mkdir()
    temporary.mkdir()
    tmp_path.chmod(0o755)
    monkeypatch.setattr(postgres, "MEMORY", memory)
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    return memory


def test_what_a_killed_run_left_is_swept_and_a_running_one_keeps_its_own(memory: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    for place in (memory, Path(tempfile.gettempdir())):
        (place / f"{PREFIX}{ended.pid}-a" / "base").mkdir(parents=True)
        (place / f"{PREFIX}{os.getpid()}-a").mkdir()
        (place / "somebody-else-s").mkdir()
    postgres.sweep()
    for place in (memory, Path(tempfile.gettempdir())):
        left = {folder.name for folder in place.iterdir()}
        assert left == {f"{PREFIX}{os.getpid()}-a", "somebody-else-s"}


@pytest.mark.parametrize(("free", "is_roomy"), [(64 * 1024**2, False), (3 * 1024**3, True)])
def test_a_small_memory_is_left_alone(
    memory: Path, monkeypatch: pytest.MonkeyPatch, free: int, *, is_roomy: bool
) -> None:
    monkeypatch.setattr(postgres.shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    assert postgres.roomy_memory() == (memory if is_roomy else None)


def test_a_machine_without_such_a_place_has_no_memory_for_files(
    memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "MEMORY", memory / "missing")
    assert postgres.roomy_memory() is None
    postgres.sweep()


def test_data_within_a_folder_go_with_the_server(memory: Path) -> None:
    try:
        server = ThrowawayPostgres(memory)
    except NoPostgresError as reason:
        pytest.skip(str(reason))
    assert server.data.parent == memory
    server.remove()
    assert not list(memory.iterdir())
    assert not list(Path(tempfile.gettempdir()).iterdir())
