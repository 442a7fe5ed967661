"""The page takes nothing from elsewhere, runs nothing that was typed, and answers only itself."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Open
from tests.browser.visit import Visit

pytestmark = pytest.mark.asyncio(loop_scope="package")

NASTY = "<img src=x onerror=\"document.title='run'\"><script>document.title='run'</script>"


async def test_no_request_leaves_for_another_host_and_nothing_is_complained_of(
    visit: Visit,
) -> None:
    await visit.page.reload()
    await visit.request("/coverage medicare 20560")
    which = await visit.request("/coverage blue cross")
    await which.get_by_role("button").first.click()
    await visit.card_after(2)
    hosts = {urlsplit(url).netloc for url in visit.requests if not url.startswith("data:")}
    assert hosts == {urlsplit(visit.url).netloc}
    assert visit.complaints == []


@pytest.mark.parametrize(
    "script", [pytest.param(True, id="with JavaScript"), pytest.param(False, id="without")]
)
async def test_typed_html_is_shown_as_text_and_runs_nothing(open_page: Open, script: bool) -> None:
    visit = await open_page(java_script_enabled=script)
    for typed in (NASTY, f"/coverage {NASTY}", f"/cpt {NASTY}", f"/{NASTY}"):
        await visit.line.fill(typed)
        await visit.line.press("Enter")
        await expect(visit.asked.last).to_have_text(f"You asked: {typed}")
        await expect(visit.cards.last).to_be_visible()
        await expect(visit.log.locator("img, script")).to_have_count(0)
    await expect(visit.page).to_have_title("Needlepoint demo")
    assert visit.complaints == []


async def test_a_command_from_another_page_is_refused(visit: Visit) -> None:
    before = await visit.time.text_content()
    for origin in ("https://elsewhere.example", "http://127.0.0.1:1", "null"):
        for path, form in [
            ("/", {"typed": "/cpt 20561"}),
            ("/", {"who": "pat", "typed": "/caps"}),
            ("/demo/clock", {"to": "week"}),
        ]:
            answer = await visit.page.context.request.post(
                f"{visit.url}{path}", headers={"Origin": origin}, form=form
            )
            assert answer.status == 403, (origin, path)
            assert await answer.text() == "Only this page may ask."
    await visit.page.reload()
    assert (before or "")[:10] == (await visit.time.text_content() or "")[:10]


@pytest.mark.parametrize(
    ("path", "form", "told"),
    [
        pytest.param("/", {"who": "UBOSS"}, "The demo knows no such person.", id="a stranger"),
        pytest.param("/demo/clock", {"to": "-1 hour"}, "The clock cannot be moved so.", id="back"),
        pytest.param("/demo/clock", {"to": "999"}, "The clock cannot be moved so.", id="far"),
        pytest.param("/demo/clock", {}, "The clock cannot be moved so.", id="nowhere"),
    ],
)
async def test_only_what_the_page_offers_can_be_sent(
    visit: Visit, path: str, form: dict[str, str | float | bool], told: str
) -> None:
    answer = await visit.page.context.request.post(f"{visit.url}{path}", form=form)
    assert answer.status == 400
    assert await answer.text() == told


async def test_a_refusal_is_told_in_a_sentence(visit: Visit) -> None:
    await visit.page.route(visit.url, lambda route: route.fulfill(status=403, body="Not you."))
    await visit.line.fill("/cpt 20561")
    await visit.line.press("Enter")
    await expect(visit.log).to_contain_text("The bot could not answer: Not you.")
    await expect(visit.heard).to_have_text("The bot could not answer: Not you.")
