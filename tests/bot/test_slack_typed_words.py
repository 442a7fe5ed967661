"""Of what is typed in Slack, no word that nobody knows is posted for everyone, or kept."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from tests.conftest import Served
from tests.fakes.slack_workspace import FakeSlack
from tests.privacy.planting import Planted, found, is_held, planted, typed

SHARES = [
    "/share coverage bcbsnc 20560",
    "/share coverage aetna for chronic low back pain by PT in NC on 2026-11-02",
    "/share coverage history cigna 20560",
    "/share cpt 20560 59",
    "/share state NC PT",
    "/share ask does cigna pay for dry needling",
    "/share ask how many visits are usual",
]
ANSWERS = [share.removeprefix("/share ") for share in SHARES]
THINGS = planted(is_held)

LIMITS = settings(
    max_examples=60,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


async def everything(served: Served, slack: FakeSlack) -> str:
    """What strangers in the channel read, and what is kept of it."""
    posted = [(each.words, each.posted) for each in slack.messages_in("CPART")]
    return f"{posted} {await served.app.shared_answers.of_clinic(1)}"


@LIMITS
@given(told=typed(SHARES, THINGS))
async def test_what_nobody_knows_is_not_posted_by_who_types_it(
    served: Served, slack: FakeSlack, told: Planted
) -> None:
    answer = await slack.types("UAMY", told.typed, "CPART")
    assert answer.private_to == "UAMY"
    assert found(told.secrets, await everything(served, slack)) == []


@LIMITS
@given(told=typed([f"/{answer}" for answer in ANSWERS], THINGS))
async def test_what_nobody_knows_is_not_posted_by_who_presses_share(
    served: Served, slack: FakeSlack, told: Planted
) -> None:
    own = await slack.types("UAMY", told.typed, "CPART")
    if "Share" in own.labels:
        before = len(slack.messages_in("CPART"))
        await slack.presses(own.button("Share"))
        await slack.until(lambda: len(slack.messages_in("CPART")) > before or None, "the share")
    assert found(told.secrets, await everything(served, slack)) == []
