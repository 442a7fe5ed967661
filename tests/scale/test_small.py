"""The measurement of a chain runs to its end, over one clinic: its figures are for nobody.

In a process of its own: Tortoise keeps one kind of database for as long as a process lives.
"""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.sheet
def test_every_act_of_a_chain_can_be_measured() -> None:
    command = [sys.executable, "-m", "tests.scale", "500", "--rounds", "2"]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    for act in ("/session log", "Home", "digest of a clinic", "calendar pass", "retention"):
        assert f"\n  {act} " in told
