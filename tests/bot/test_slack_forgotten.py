"""What Slack showed of an alias is edited by chat.update once the alias is forgotten."""

from __future__ import annotations

from bot.slack.messenger import speaking
from jobs import send_alerts
from models.clinic.clinic import Platform
from models.clinic.preferences import Preferences, spell
from models.reply import channel
from models.visits.chart import DoneBy
from tests.conftest import Served
from tests.fakes.slack_workspace import FakeSlack


async def test_a_board_that_was_shared_says_that_it_was_removed(
    served: Served, slack: FakeSlack
) -> None:
    house = served.house
    await slack.types("UAMY", "/session new payer medicare", "CDESK")
    (alias,) = await house.services.charts.aliases(1)
    team = spell(Preferences(channel=channel("CDESK")))
    await house.ledger.set_defaults(1, actor="UAMY", at=house.clock(), preferences=team)
    house.seats.forget()
    slack.tokens["xoxb-clinic"].scopes |= {"channels:read"}
    await slack.types("UAMY", f"/share caps {alias}", "CDESK")
    [posted] = slack.messages_in("CDESK")
    assert alias in posted.words
    by = DoneBy("UAMY", house.clock(), house.clock().date())
    await house.services.charts.forget(1, alias, by)
    slack_settings = house.settings.slack
    assert slack_settings
    async with speaking(house, slack_settings) as messenger:
        uses = house.services.with_messengers({Platform.SLACK: messenger})
        await send_alerts.run(house.clock(), uses)
    assert "This message was removed" in posted.words
    assert alias not in repr(posted.posted)
