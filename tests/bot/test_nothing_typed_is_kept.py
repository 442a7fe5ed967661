"""Words of nobody's list, at every entry of every command: none of them gets into a row or a log.

The canary is no name that the search for identities knows, so that nothing but the lists stops it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.app import App
from bot.membership import Caller
from models.clinic.clinic import Platform, Role

AMY = Caller(Platform.CONSOLE, "here", "amy")
CANARY = "zorblat"

# Left out: an own alias, and the ids of people and channels, which are the platform's.
TYPED = """
/session void BLUE-7 1 because @@
/session void BLUE-7 1 @@ dup
/session void BLUE-7 2 because wrong day, says @@
/session void @@ 1 because dup
/session void BLUE-7 because @@
/session balance BLUE-7 5 as of 2026-01-05 from @@
/session balance BLUE-7 5 as of 2026-01-05 from portal @@
/session balance BLUE-7 6 as of 2026-01-05 from the clinic of @@
/session balance BLUE-7 5 in all as of 2026-01-05 from @@
/session balance BLUE-7 5 @@ as of 2026-01-05 from portal
/session payer BLUE-7 fep plan @@
/session payer BLUE-7 fep plan hmo @@
/session payer BLUE-7 fep plan standard @@
/session payer BLUE-7 fep for @@
/session payer BLUE-7 @@
/session payer BLUE-7 plan @@
/session new payer @@
/session new payer fep plan @@
/session new payer fep plan hmo @@
/session new payer fep for @@
/session new year from @@
/session authorize BLUE-7 12 visits of @@ from 2026-01-05 until 2026-12-31
/session authorize BLUE-7 12 visits from 2026-01-05 until 2026-12-31 @@
/session authorize BLUE-7 12 visits from 2026-01-05 until 2026-12-31 instead of @@
/session request BLUE-7 12 visits @@
/session request BLUE-7 @@
/session granted BLUE-7 10 visits until 2027-02-28 @@
/session denied BLUE-7 @@
/caps check BLUE-7 9 as of 2026-11-20 from @@
/caps check BLUE-7 9 as of 2026-11-20 from portal @@
/session withdraw BLUE-7 @@
/session withdraw BLUE-7 1 @@
/session log BLUE-7 20560 @@ again
/session log BLUE-7 97140 for @@ again
/session improving BLUE-7 @@
/session close BLUE-7 @@
/session reopen BLUE-7 @@
/session @@ BLUE-7
/caps set BLUE-7 20 visits per @@
/caps set BLUE-7 20 visits per calendar year @@
/caps set @@ 20 visits per calendar year
/caps set medicare 20 visits per calendar year @@
/caps reading medicare @@
/caps reading medicare calendar year @@
/caps preview @@
/caps @@
/clinic channel @@
/clinic managers add @@
/clinic warn @@ at 3 left
/clinic warn at 3 left @@
/clinic warn medicare at 3 left @@
/clinic digest 8 am @@
/clinic quiet @@
/clinic zone @@
/clinic state @@
/clinic profession @@
/clinic patience @@
/clinic alerts @@
/clinic alerts take 1 @@
/clinic audit @@
/clinic forget @@
/share coverage @@ medicare
/share caps BLUE-7 @@
/coverage medicare @@
/cpt @@
/state @@
/ask @@
/@@ medicare
@@
""".strip().splitlines()


async def kept(app: App, folder: Path) -> str:
    """Everything that stands in the database's files."""
    await app.database.close()
    raw = b"".join(file.read_bytes() for file in folder.glob("records.sqlite3*"))
    await app.database.open()
    return raw.decode("utf-8", "ignore").casefold()


@pytest.mark.parametrize("form", [CANARY, CANARY.upper(), f"{CANARY} quuxley", f"“{CANARY}”"])
async def test_a_word_of_no_list_gets_into_no_row_and_no_log(
    app: App, tmp_path: Path, caplog: pytest.LogCaptureFixture, form: str
) -> None:
    for typed in ("/session new BLUE-7 payer medicare", *["/session log BLUE-7 20560 again"] * 2):
        await app.answer(AMY, typed)
    await app.records.set_role(1, "amy", Role.MANAGER, actor="amy", at=app.clock())
    app.services.forget()
    for typed in TYPED:
        await app.answer(AMY, typed.replace("@@", form))
    assert CANARY not in await kept(app, tmp_path)
    assert CANARY not in caplog.text.casefold()
    chart = await app.services.charts.find(1, "BLUE-7")
    assert chart
    assert len(chart.history.sessions) >= 2
    assert app.request_log.exposition().decode().count('ending="bug"') == 0
