"""The measurement of a chain runs to its end, over one clinic: its figures are for nobody."""

from __future__ import annotations

import pytest

from tests.scale.__main__ import main


@pytest.mark.sheet
async def test_every_act_of_a_chain_can_be_measured(capsys: pytest.CaptureFixture[str]) -> None:
    await main([500], 2, tells=False)
    told = capsys.readouterr().out
    for act in ("/session log", "Home", "digest of a clinic", "calendar pass", "retention"):
        assert f"\n  {act} " in told
