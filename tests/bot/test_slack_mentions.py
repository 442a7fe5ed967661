"""What Slack writes into a command's text, and what the person meant."""

from __future__ import annotations

import pytest

from bot.slack.interaction import as_meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        pytest.param("managers add <@U012AB3CD|amy>", "managers add @‹U012AB3CD›", id="a person"),
        pytest.param("managers add <@U012AB3CD>", "managers add @‹U012AB3CD›", id="without name"),
        pytest.param("channel <#C024BE7LR|front-desk>", "channel #‹C024BE7LR›", id="a channel"),
        pytest.param("channel <#C024BE7LR|>", "channel #‹C024BE7LR›", id="a private channel"),
        pytest.param("a &amp; b &lt;c&gt;", "a & b <c>", id="characters with a meaning"),
        pytest.param("&amp;lt;", "&lt;", id="what was typed as an entity"),
        pytest.param("<mailto:a@b.com|a@b.com>", "a@b.com", id="an e-mail address"),
        pytest.param("<http://x.org|x.org> <http://y.org>", "x.org http://y.org", id="links"),
        pytest.param("<!here> <!subteam^S1|@desk>", "@here @desk", id="groups are nobody"),
        pytest.param("<!date^1^{date}|today>", "today", id="a date"),
        pytest.param("bcbsnc 20560 < 5 > 3", "bcbsnc 20560 < 5 > 3", id="signs alone"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_what_slack_writes_is_read_as_it_was_meant(written: str, meant: str) -> None:
    assert as_meant(written) == meant
