"""What people do with alerts by typing, or by the buttons that type for them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.app import App
from bot.membership import Caller
from jobs import send_alerts
from models.alerts.alert_state import AlertState
from models.clinic.clinic import Clinic, Platform, Role
from models.mention import person
from models.ports import Refusal, Undelivered
from models.reply import Line, Reply
from models.understanding.commands import alert_commands
from models.wording.alerts import STATES

AMY = Caller(Platform.CONSOLE, "clinic", "amy")
BOSS = Caller(Platform.CONSOLE, "clinic", "boss", role=Role.MANAGER)
ALERT = "/clinic alerts 1"


def said(reply: Reply) -> str:
    """Everything that a reply says."""
    sections = [line.text for section in reply.sections for line in section.lines]
    titles = [section.title for section in reply.sections]
    return " ".join([reply.headline, *(line.text for line in reply.lines), *titles, *sections])


async def send(app: App, after: int = 0) -> None:
    """One pass of the sender, so many seconds later: a channel takes one message a second."""
    at = app.clock() + timedelta(seconds=after)
    await send_alerts.run(
        at, app.services.with_messengers({Platform.CONSOLE: app.console}, lambda: at)
    )


@pytest.fixture
async def alerted(app: App, capsys: pytest.CaptureFixture[str]) -> App:
    """A clinic of one manager with alert 1: BLUE-7 has no visit of one left."""
    del capsys
    await app.answer(BOSS, "/clinic quiet off")
    await app.answer(BOSS, "/clinic digest every day")
    await app.answer(BOSS, "/clinic channel #team")
    await app.answer(AMY, "/session new BLUE-7")
    await app.answer(AMY, "/caps set BLUE-7 1 visit per lifetime")
    await app.answer(AMY, "/session log BLUE-7")
    await send(app)
    return app


async def test_the_open_alerts_are_listed_and_each_tells_its_life(alerted: App) -> None:
    told = await alerted.answer(AMY, "/clinic alerts")
    assert told.headline == "Alerts · 1 alert"
    assert "Sent, nobody has it 1. BLUE-7: no visit left; alert of" in said(told)
    life = await alerted.answer(AMY, told.choices[0].command)
    assert life.headline == "BLUE-7 · no visit left"
    assert "#‹team›: delivered." in said(life)
    assert "Now: sent, nobody has it." in said(life)
    assert "It will be looked at again on " in said(life)


async def test_two_alerts_of_one_alias_are_told_apart_by_their_limits(alerted: App) -> None:
    await alerted.answer(AMY, "/session new OAK-6")
    await alerted.answer(AMY, "/caps set OAK-6 1 visit per calendar month")
    await alerted.answer(AMY, "/caps set OAK-6 1 visit per lifetime as well")
    await alerted.answer(AMY, "/session log OAK-6")
    told = said(await alerted.answer(AMY, "/clinic alerts"))
    for window in ("calendar month", "lifetime"):
        assert f"OAK-6: no visit left (cap of 1 per {window})" in told
    assert "BLUE-7: no visit left; alert of" in told


async def test_everybody_sees_who_took_it(alerted: App) -> None:
    (posted,) = alerted.console.posted
    acknowledge = posted.reply.choices[0]
    assert acknowledge.label == "Acknowledge"
    await alerted.answer(AMY, acknowledge.command)
    await send(alerted, after=5)
    assert f"{person('amy')} took it on" in said(alerted.console.posted[0].reply)


async def test_whoever_does_something_with_it_is_told_in_a_line(alerted: App) -> None:
    """The alert itself says the rest to everybody, where it was posted."""
    told = await alerted.answer(AMY, "/clinic alerts ack 1")
    assert (told.headline, *told.lines) == ("BLUE-7 · no visit left", Line("You have it."))
    assert [choice.command for choice in told.choices] == ["/clinic alerts"]
    assert (told.badge, told.facts, told.picks, told.small_print) == (None, (), (), "")


async def test_a_second_click_changes_nothing_and_another_person_is_told_who_has_it(
    alerted: App,
) -> None:
    first = await alerted.answer(AMY, "/clinic alerts ack 1")
    assert said(await alerted.answer(AMY, "/clinic alerts ack 1")) == said(first)
    told = await alerted.answer(BOSS, "/clinic alerts ack 1")
    assert told.headline == "That alert for BLUE-7 is taken already."
    assert f"{person('amy')} has it." in said(told)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("snooze 1 1 day", "Snoozed until"),
        ("snooze 1 two weeks", "Snoozed until"),
        ("snooze 1 tomorrow", "Snoozed until"),
        ("snooze 1 until next visit", "Snoozed until the next visit."),
        ("snoze 1 1 week", "Snoozed until"),
        ("snooze 1 until Monday", "Snoozed until Mon Nov 30, 2026, 7:30 AM"),
        ("snooze BLUE-7 until 12/4", "Snoozed until Fri Dec 4, 2026, 7:30 AM"),
        ("snooze BLUE-7 until Dec 26, please", "Snoozed until Mon Dec 28, 2026, 7:30 AM"),
        ("snooze until 2026-12-04 BLUE-7", "Snoozed until Fri Dec 4, 2026, 7:30 AM"),
        ("hand 1 to @zoe", "Handed over to @‹zoe›"),
        ("assign 1 @‹U9›", "Handed over to @‹U9›"),
        ("take 1", "You have it."),
        ("acknowledge #1", "You have it."),
    ],
)
async def test_an_alert_is_taken_put_off_and_given_away(
    alerted: App, typed: str, says: str
) -> None:
    for hours in ("/clinic quiet 6 pm to 7:30 am", "/clinic digest Mon-Fri"):
        await alerted.answer(BOSS, hours)
    assert says in said(await alerted.answer(AMY, f"/clinic alerts {typed}"))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("99", "There is no alert 99."),
        ("ack 99", "There is no alert 99."),
        ("ack", "Which alert?"),
        ("snooze 1 day", "Which alert?"),
        ("snooze {} {9} {x!r} tomorrow", "Which alert?"),
        ("snooze 1", "For how long"),
        ("snooze 1 400 days", "For how long"),
        ("hand 1", "To whom"),
        ("retry 1", "is for managers"),
        ("zzz", "which alerts you mean"),
        ("failed", "No alert has failed."),
        ("snozed", "No alert is snoozed."),
        ("handed", "No alert is handed over."),
        ("snooze 1 until 11/24/2026", "For how long"),
        ("snooze 1 until 3/1/2027", "For how long"),
        ("snooze 1 until Monday or so", "For how long"),
    ],
)
async def test_what_cannot_be_done_is_said(alerted: App, typed: str, says: str) -> None:
    assert says in said(await alerted.answer(AMY, f"/clinic alerts {typed}"))


async def test_the_alerts_of_one_alias_and_of_one_state(alerted: App) -> None:
    assert "1. BLUE-7" in said(await alerted.answer(AMY, "/clinic alerts blue7"))
    assert "1. BLUE-7" in said(await alerted.answer(AMY, "/clinic alerts waiting"))
    assert "1. BLUE-7" not in said(await alerted.answer(AMY, "/clinic alerts resolved"))


MORE = "20 of them stand here and in the details. For others ask for a state or an alias."


@pytest.mark.parametrize(("alerts", "hidden"), [(20, []), (22, [MORE])])
async def test_a_list_that_goes_on_says_how_much(app: App, alerts: int, hidden: list[str]) -> None:
    for number in range(10, 10 + alerts):
        await app.answer(AMY, f"/session new RED-{number}")
        await app.answer(AMY, f"/caps set RED-{number} 1 visit per lifetime")
        await app.answer(AMY, f"/session log RED-{number}")
    told = await app.answer(AMY, "/clinic alerts details")
    assert sum(len(section.lines) for section in told.sections) == 20
    assert [line.text for line in told.cautions] == hidden
    of_aliases = [choice.command for choice in told.choices if choice.label.startswith("RED-")]
    assert len(of_aliases) == 10
    which = await app.answer(AMY, "/clinic alerts ack")
    assert which.headline == "Which alert?"
    for number in range(12, 10 + alerts):
        await app.answer(AMY, f"/session void RED-{number} 1 because wrong alias")
    everything = await app.answer(AMY, "/clinic alerts all")
    labels = [choice.label for choice in everything.choices]
    assert labels[:2] == ["RED-11 (2)", "RED-10 (1)"], "what is open leads, lines and buttons"
    assert "RED-10" in everything.sections[0].lines[1].text
    assert len(which.choices) == 5


async def test_a_list_tells_what_is_left_now_and_not_the_number_that_was_asked_for(
    alerted: App,
) -> None:
    for typed in ("/clinic warn at 5 left", "/session new RED-4"):
        await alerted.answer(BOSS, typed)
    await alerted.answer(AMY, "/caps set RED-4 6 visits per lifetime")
    for day in (18, 19, 20):
        await alerted.answer(AMY, f"/session log RED-4 on 11/{day}/2026")
    assert "RED-4: 3 visits left; alert of" in said(await alerted.answer(AMY, "/clinic alerts"))
    await alerted.answer(AMY, "/session close RED-4")
    assert "RED-4: at most 5 visits left" in said(await alerted.answer(AMY, "/clinic alerts all"))


async def test_an_alias_and_a_state_are_both_heard(alerted: App) -> None:
    for typed in ("BLUE-7 open", "open BLUE-7", "BLUE-7 sent"):
        assert "1. BLUE-7" in said(await alerted.answer(AMY, f"/clinic alerts {typed}")), typed
    told = said(await alerted.answer(AMY, "/clinic alerts BLUE-7 failed"))
    assert "There is none about BLUE-7 that is failed." in told


@pytest.mark.parametrize("state", AlertState)
def test_what_a_list_calls_a_state_may_be_typed(state: AlertState) -> None:
    assert state in (alert_commands.states(STATES[state]) or ())
    assert state in (alert_commands.states(STATES[state].capitalize() + ".") or ())


async def test_alerts_that_are_open_stand_before_those_that_are_over(alerted: App) -> None:
    for typed in ("/session new RED-4", "/caps set RED-4 1 visit per lifetime"):
        await alerted.answer(AMY, typed)
    for typed in ("/session log RED-4", "/session undo"):
        await alerted.answer(AMY, typed)
    told = await alerted.answer(AMY, "/clinic alerts all")
    assert [section.title for section in told.sections] == [
        "Sent, nobody has it",
        "Withdrawn before it was sent",
    ]


async def test_another_clinic_has_no_such_alert(alerted: App) -> None:
    other = Caller(Platform.CONSOLE, "another clinic", "eve", role=Role.MANAGER)
    for typed in ("/clinic alerts 1", "/clinic alerts ack 1", "/clinic alerts retry 1"):
        assert "There is no alert 1." in said(await alerted.answer(other, typed))
    assert "1. BLUE-7" in said(await alerted.answer(AMY, "/clinic alerts"))


async def test_the_settings_say_which_channel_takes_nothing_and_what_to_do(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    for typed in ("/clinic quiet off", "/clinic digest every day", "/clinic channel #team"):
        await app.answer(BOSS, typed)
    for typed in ("/session new BLUE-7", "/caps set BLUE-7 1 visit per lifetime"):
        await app.answer(AMY, typed)
    await app.answer(AMY, "/session log BLUE-7")
    post = app.console.post

    async def refuse(clinic: Clinic, channel: str, reply: Reply) -> str:
        if channel.startswith("#"):
            raise Undelivered("is_archived", Refusal.CHANNEL)
        return await post(clinic, channel, reply)

    monkeypatch.setattr(app.console, "post", refuse)
    await send(app)
    (caution,) = (await app.answer(AMY, "/clinic")).cautions
    assert caution.text.startswith("The channel for alerts takes nothing since Wed Nov 25, 2026,")
    assert caution.text.endswith("(is_archived). Choose another channel with /clinic channel.")


async def test_what_nobody_could_be_told_is_sent_again_by_a_manager(app: App) -> None:
    await app.answer(AMY, "/session new BLUE-7")  # nobody is a manager, and there is no channel
    await app.answer(AMY, "/caps set BLUE-7 1 visit per lifetime")
    await app.answer(AMY, "/session log BLUE-7")
    await app.answer(AMY, "/clinic quiet off")
    late = app.clock()
    note = (await app.services.outbox.timed([AlertState.NOTED], late + timedelta(days=365), 1))[0]
    opens = note.look_at or late
    uses = app.services.with_messengers({Platform.CONSOLE: app.console}, lambda: opens)
    await send_alerts.run(opens, uses)
    assert "Not delivered" in said(await app.answer(AMY, "/clinic alerts failed"))
    logged = said(await app.answer(AMY, "/session log BLUE-7 again"))
    assert "No manager could be told of an alert about this: tell one yourself." in logged
    await app.answer(AMY, "/session undo")
    told = await app.answer(BOSS, "/clinic alerts retry all")
    assert "1 alert will be sent again now." in said(told)
    assert "It is sent again now." in said(await app.answer(BOSS, "/clinic alerts retry 1"))
    none = said(await app.answer(BOSS, "/clinic alerts retry all"))
    assert "No alert has failed, so none is sent again." in none
    await send(app)
    assert [posted.channel for posted in app.console.posted] == [person("boss")]


async def test_an_undone_cause_leaves_nothing_to_do(alerted: App) -> None:
    await alerted.answer(AMY, "/session undo")
    await send(alerted, after=5)
    assert alerted.console.posted[0].reply.headline == "BLUE-7 · resolved"
    told = await alerted.answer(AMY, "/clinic alerts ack 1")
    assert told.headline == "That alert for BLUE-7 is over: its cause is gone."


@pytest.mark.parametrize(
    ("quiet", "says"),
    [
        pytest.param("00:00-23:59 sure", "waits until Wed 11:59 PM (quiet hours)", id="at night"),
        pytest.param("off", "", id="day and night"),
    ],
)
async def test_an_alert_that_waits_says_until_when_and_why(
    app: App, quiet: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    del capsys
    for typed in (f"/clinic quiet {quiet}", "/clinic digest every day", "/clinic channel #team"):
        await app.answer(BOSS, typed)
    for typed in ("/session new BLUE-7", "/caps set BLUE-7 1 visit per lifetime"):
        await app.answer(AMY, typed)
    logged = said(await app.answer(AMY, "/session log BLUE-7"))
    assert ("The alert about this waits until Wed 11:59 PM (quiet hours)." in logged) == bool(says)
    listed = said(await app.answer(AMY, "/clinic alerts"))
    assert listed == said(await app.answer(AMY, "/clinic alerts waiting"))
    assert "1. BLUE-7: no visit left; alert of" in listed
    assert ("waits until" in listed) == bool(says)
    assert says in listed
    life = said(await app.answer(AMY, "/clinic alerts 1"))
    assert ("It waits until Wed 11:59 PM (quiet hours)." in life) == bool(says)


async def test_an_alert_that_whoever_has_the_last_one_has_as_well_waits_for_nothing(
    app: App, capsys: pytest.CaptureFixture[str]
) -> None:
    del capsys
    for typed in ("/clinic quiet off", "/clinic digest every day", "/clinic warn at 2, 1, 0 left"):
        await app.answer(BOSS, typed)
    for typed in ("/session new BLUE-7", "/caps set BLUE-7 3 visits per lifetime"):
        await app.answer(AMY, typed)
    await app.answer(AMY, "/session log BLUE-7")
    await send(app)
    await app.answer(AMY, "/clinic alerts ack 1")
    await app.answer(BOSS, "/clinic quiet 00:00-23:59 sure")
    assert "waits until" not in said(await app.answer(AMY, "/session log BLUE-7 on 11/23/2026"))
    assert "waits until" in said(await app.answer(AMY, "/session log BLUE-7 on 11/24/2026"))


async def test_a_new_clinic_is_told_once_when_alerts_come(app: App) -> None:
    for typed in ("/clinic quiet 00:00-23:59 sure", "/caps set aetna 1 visit per lifetime"):
        await app.answer(BOSS, typed)
    told = []
    for alias in ("BLUE-7", "RED-4"):
        await app.answer(AMY, f"/session new {alias} payer aetna")
        told.append(said(await app.answer(AMY, f"/session log {alias}")))
        assert "waits until" in told[-1]
    says = "Alerts come Monday to Friday, but not from midnight to 11:59 PM, and on no holiday."
    assert [says in text for text in told] == [True, False]


@pytest.mark.parametrize(
    ("typed", "said_"),
    [
        pytest.param("ack BLUE-7", "You have it.", id="acknowledge"),
        pytest.param("ack for blue-7", "You have it.", id="in small letters"),
        pytest.param("snooze BLUE-7 1 day", "Snoozed", id="snooze"),
        pytest.param("snooze 1 day BLUE-7", "Snoozed", id="the alias behind"),
    ],
)
async def test_the_only_alert_of_an_alias_needs_no_number(
    alerted: App, typed: str, said_: str
) -> None:
    await alerted.answer(AMY, "/session new RED-2")
    await alerted.answer(AMY, "/caps set RED-2 1 visit per lifetime")
    await alerted.answer(AMY, "/session log RED-2")
    assert said_.casefold() in said(await alerted.answer(AMY, f"/clinic alerts {typed}")).casefold()


async def test_each_button_of_the_question_which_alert_does_what_it_says(alerted: App) -> None:
    await alerted.answer(AMY, "/session new RED-2")
    await alerted.answer(AMY, "/caps set RED-2 1 visit per lifetime")
    await alerted.answer(AMY, "/session log RED-2")
    asked = await alerted.answer(AMY, "/clinic alerts ack the other one")
    assert [choice.label.partition(" ")[0] for choice in asked.choices] == ["RED-2", "BLUE-7"]
    for choice in asked.choices:
        assert "You have it." in said(await alerted.answer(AMY, choice.command))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        pytest.param("snooze RED-4 until 12/10", "RED-4 has no open alert", id="snooze"),
        pytest.param("ack red4", "RED-4 has no open alert", id="acknowledge"),
        pytest.param("hand RED-4 to @zoe", "RED-4 has no open alert", id="hand over"),
        pytest.param("ack RED-44", "There is no such alias here", id="an alias of nobody"),
        pytest.param("snooze 1 RED-4 until next visit", "Alert 1 is for BLUE-7", id="by number"),
        pytest.param("ack BLUE-7 RED-4", "One alert at a time", id="two aliases"),
    ],
)
async def test_nothing_is_done_or_offered_with_the_alert_of_another_alias(
    alerted: App, typed: str, says: str
) -> None:
    await alerted.answer(AMY, "/session new RED-4")
    told = await alerted.answer(AMY, f"/clinic alerts {typed}")
    assert says in said(told)
    assert not [c for c in told.choices if c.command.startswith("/clinic alerts snooze")]
    alert = await alerted.services.outbox.alert(1, 1)
    assert alert is not None
    assert alert.state is AlertState.SENT


async def test_a_snooze_is_ended_by_a_word_and_by_its_button(alerted: App) -> None:
    await alerted.answer(AMY, "/clinic alerts snooze 1 2 days")
    shown = await alerted.answer(AMY, "/clinic alerts 1")
    (wake,) = [choice.command for choice in shown.choices if choice.label == "End the snooze"]
    for typed in (wake, "/clinic alerts unsnooze BLUE-7"):
        assert "It is told again now." in said(await alerted.answer(AMY, typed))
    await alerted.answer(AMY, "/clinic alerts ack 1")
    assert "is not snoozed" in said(await alerted.answer(AMY, "/clinic alerts wake 1"))


async def test_what_is_woken_while_the_clinic_is_closed_says_when_it_is_told(alerted: App) -> None:
    await alerted.answer(AMY, "/clinic alerts snooze 1 2 days")
    await alerted.answer(BOSS, "/clinic quiet 00:00-23:59 sure")
    told = said(await alerted.answer(AMY, "/clinic alerts unsnooze 1"))
    assert "It is told again from " in told


async def test_all_that_nobody_has_is_taken_at_once(alerted: App) -> None:
    for name in ("RED-2", "RED-4"):
        await alerted.answer(AMY, f"/session new {name}")
        await alerted.answer(AMY, f"/caps set {name} 1 visit per lifetime")
        await alerted.answer(AMY, f"/session log {name}")
    await alerted.answer(BOSS, "/clinic alerts ack RED-4")
    told = said(await alerted.answer(AMY, "/clinic alerts ack all"))
    assert "You have 2 alerts more: RED-2 and BLUE-7." in told
    assert "1 other is snoozed, or with somebody: left so." in told
    again = said(await alerted.answer(AMY, "/clinic alerts ack all"))
    assert "No alert is open that nobody has." in again
    mine = said(await alerted.answer(AMY, "/clinic alerts acknowledged"))
    assert all(name in mine for name in ("BLUE-7", "RED-2", "RED-4"))


@pytest.mark.parametrize("typed", ["unack BLUE-7 1", "release 1", "unack #1"])
async def test_what_was_taken_is_not_given_back_and_sleeps_instead(
    alerted: App, typed: str
) -> None:
    await alerted.answer(AMY, "/clinic alerts ack 1")
    reply = await alerted.answer(AMY, f"/clinic alerts {typed}")
    assert reply.headline.startswith("An alert that was taken is not given back to everybody")
    slept = said(await alerted.answer(AMY, reply.choices[0].command))
    assert "did not understand" not in slept
    assert "Snoozed" in slept or "sleeps" in slept or "told again" in slept, slept


async def test_two_alerts_of_an_alias_name_their_limits(alerted: App) -> None:
    await alerted.answer(AMY, "/caps set BLUE-7 2 visits per calendar year as well")
    told = said(await alerted.answer(AMY, "/clinic alerts all"))
    assert "BLUE-7: no visit left (cap of 1 per lifetime)" in told
    assert "BLUE-7: 1 visit left (cap of 2 per calendar year)" in told
