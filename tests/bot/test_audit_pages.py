"""The audit of one alias is turned page by page, as its rows are kept."""

from __future__ import annotations

from bot.app import App
from bot.membership import Caller
from models.clinic.clinic import Platform, Role

AMY = Caller(Platform.CONSOLE, "T1", "amy", role=Role.MANAGER)


async def test_older_entries_of_an_alias_are_a_button_away(app: App) -> None:
    await app.answer(AMY, "/session new BLUE-7 payer medicare")
    for number in range(1, 26):
        await app.answer(AMY, f"/session log BLUE-7 on 2025-08-{number:02}")
        await app.answer(AMY, f"/clinic patience {number} hours")
    newest = await app.answer(AMY, "/clinic audit BLUE-7")
    older = next(each for each in newest.choices if each.label == "Older entries")
    assert older.command.startswith("/clinic audit BLUE-7 before ")
    rest = await app.answer(AMY, older.command)
    told = [
        line.text
        for each in (newest, rest)
        for section in each.opened().sections
        for line in section.lines
    ]
    assert len(told) == 26
    assert all("BLUE-7" in each for each in told)
    assert [each.label for each in rest.choices] == ["The newest", "Every session"]


async def test_a_payer_set_with_its_plan_says_what_the_plan_was(app: App) -> None:
    await app.answer(AMY, "/session new BLUE-7 payer aetna")
    await app.answer(AMY, "/session payer BLUE-7 plan hmo")
    await app.answer(AMY, "/session payer BLUE-7 fep plan standard option")
    await app.answer(AMY, "/session payer BLUE-7 aetna")
    await app.answer(AMY, "/session payer BLUE-7 plan ppo")
    await app.answer(AMY, "/session payer BLUE-7 cigna plan ppo")
    audit = await app.answer(AMY, "/clinic audit BLUE-7")
    rows = [line.text for section in audit.opened().sections for line in section.lines]
    said = [row.rpartition(": ")[2] for row in reversed(rows)]
    assert said == [
        "opened",
        "plan not set → HMO",
        "payer Aetna → BCBS Federal Employee Program (FEP), plan Standard Option",
        "payer BCBS Federal Employee Program (FEP) → Aetna",
        "plan not set → PPO",
        "payer Aetna → Cigna, plan PPO",
    ]


async def test_that_the_patient_pays_is_told_by_its_name(app: App) -> None:
    await app.answer(AMY, "/session new BLUE-7 payer aetna")
    await app.answer(AMY, "/session payer BLUE-7 self-pay from 1/1/2026")
    audit = await app.answer(AMY, "/clinic audit BLUE-7")
    assert "payer Aetna → self-pay since" in audit.opened().sections[0].lines[0].text
