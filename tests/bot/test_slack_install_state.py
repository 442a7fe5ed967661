"""The state of an installation: signed for one browser, for ten minutes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.slack.install_state import LASTS, InstallStates

AT = datetime(2026, 11, 23, 17, tzinfo=UTC)
A_SECOND = timedelta(seconds=1)
OURS = InstallStates("client-secret")
STATE = OURS.issue("nonce", AT)


def test_a_state_is_taken_from_the_browser_that_began_in_any_process() -> None:
    assert InstallStates("client-secret").good_until(STATE, "nonce", AT) == AT + LASTS


@pytest.mark.parametrize(
    ("at", "is_good"),
    [
        pytest.param(AT + LASTS, True, id="ten minutes later"),
        pytest.param(AT + LASTS + A_SECOND, False, id="later than that"),
        pytest.param(AT - timedelta(seconds=30), True, id="by a clock that is slow"),
        pytest.param(AT - timedelta(hours=1), False, id="before it was issued"),
    ],
)
def test_it_is_good_for_ten_minutes(at: datetime, *, is_good: bool) -> None:
    assert (OURS.good_until(STATE, "nonce", at) is not None) is is_good


@pytest.mark.parametrize(
    ("state", "nonce"),
    [
        pytest.param(STATE, "another", id="another browser's"),
        pytest.param(STATE, "", id="without a cookie"),
        pytest.param("", "nonce", id="none at all"),
        pytest.param("made-up", "nonce", id="of the browser's own making"),
        pytest.param("made-up", "made-up", id="the same in both"),
        pytest.param(STATE[:-1] + ("0" if STATE[-1] != "0" else "1"), "nonce", id="one letter off"),
        pytest.param(STATE.replace(STATE[:10], "9999999999"), "nonce", id="another time"),
        pytest.param(InstallStates("other-secret").issue("nonce", AT), "nonce", id="another key's"),
        pytest.param(STATE + "x" * 300, "nonce", id="too long"),
        pytest.param("\u00e9.\u00e9", "\u00e9", id="other letters"),
        pytest.param("\udced.x", "\udced", id="no letters at all"),
        pytest.param("..", "nonce", id="points"),
    ],
)
def test_a_state_that_was_not_issued_to_this_browser_is_refused(state: str, nonce: str) -> None:
    assert OURS.good_until(state, nonce, AT) is None


def test_two_states_are_never_the_same() -> None:
    assert OURS.issue("nonce", AT) != OURS.issue("nonce", AT)
