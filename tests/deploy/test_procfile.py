"""The Procfile, as honcho starts it, and what hosts that read it install from."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.deploy.dockerfile import ROOT
from tests.stories.running import free_port

BIN = Path(sys.executable).parent


def test_honcho_start_migrates_and_keeps_both_processes_until_it_is_stopped(tmp_path: Path) -> None:
    told = {
        "PATH": f"{BIN}:{os.environ['PATH']}",
        "DATABASE_URL": f"sqlite://{tmp_path}/records.sqlite3",
        "PORT": str(free_port()),
        "CLOCK_PORT": "0",
        "PYTHONUNBUFFERED": "1",
    }
    honcho = subprocess.Popen(
        [BIN / "honcho", "start", "--no-colour"],
        cwd=ROOT, env=told, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    waiting, lines = {"Applied 0001", "] serving", "] ticking"}, []
    try:
        assert honcho.stdout
        for line in honcho.stdout:
            lines.append(line)
            waiting -= {words for words in waiting if words in line.replace("[info     ", "")}
            if not waiting:
                break
        assert not waiting, "".join(lines)
        assert honcho.poll() is None
        honcho.send_signal(signal.SIGTERM)
        rest = honcho.communicate(timeout=30)[0]
    finally:
        honcho.kill()
    assert "Traceback" not in "".join(lines) + rest


def test_what_a_host_installs_is_the_lock() -> None:
    kept = (ROOT / "requirements.txt").read_text().splitlines()
    assert [line for line in kept if not line.startswith("#")] == ["-r requirements.lock"]


def test_a_host_takes_a_python_that_is_new_enough() -> None:
    major, minor = (ROOT / ".python-version").read_text().strip().split(".")
    assert (int(major), int(minor)) >= (3, 11)


@pytest.mark.parametrize("words", [["manifest", "slack"], ["manifest", "teams"], ["web"], []])
def test_on_a_machine_without_the_libraries_every_verb_is_a_sentence(words: list[str]) -> None:
    bare = [sys.executable, "-S", "-m", "bot", *words]  # without what is installed
    done = subprocess.run(bare, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "pip install -r requirements.txt" in done.stderr
    assert "Traceback" not in done.stderr
