"""The frame of a page works on desk and phone: menu, theme, large type, contents."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.conftest import Sites
from browser.looking import PHONE, SCHEMES, THEME, Visits, colours, opened, size_of_type

pytestmark = pytest.mark.browser


@SCHEMES
@pytest.mark.parametrize("script", [True, False])
def test_the_menu_works_on_desk_and_phone_with_and_without_script(
    visit: Visits, sites: Sites, scheme: str, script: bool
):
    seen = visit(sites["public"].base(scheme), java_script_enabled=script)
    page = opened(seen, sites, "case", scheme)
    desk = page.locator(".mainnav")
    assert desk.get_by_role("link", name="政策法规").is_visible()

    page.set_viewport_size(PHONE)
    phone = page.locator(".menunav").get_by_role("link", name="政策法规")
    assert not desk.is_visible()
    assert not phone.is_visible()
    page.get_by_text("栏目", exact=True).click()
    phone.click()

    assert page.url.endswith("/policies/index.html")
    assert page.locator("h1").inner_text() == "政策法规"


@SCHEMES
def test_escape_closes_the_menu_and_gives_the_focus_back(visit: Visits, sites: Sites, scheme: str):
    page = opened(visit(sites["public"].base(scheme), viewport=PHONE), sites, "home", scheme)
    page.get_by_text("栏目", exact=True).click()
    page.keyboard.press("Tab")

    page.keyboard.press("Escape")

    assert page.evaluate("document.querySelector('details.menu').open") is False
    assert page.evaluate("document.activeElement.textContent") == "栏目"


@SCHEMES
@pytest.mark.parametrize("system", ["light", "dark"])
def test_the_chosen_theme_is_remembered_against_the_systems(
    visit: Visits, sites: Sites, scheme: str, system: str
):
    page = opened(visit(sites["public"].base(scheme), color_scheme=system), sites, "home", scheme)
    button = page.get_by_role("button", name=THEME)
    before = colours(page)
    offered = button.inner_text()
    assert offered == ("浅色" if system == "dark" else "深色")

    button.click()
    chosen = colours(page)
    assert chosen != before
    assert button.inner_text() != offered
    page.reload()
    assert colours(page) == chosen
    page.goto(sites.address("case", scheme))
    assert colours(page) == chosen
    assert button.inner_text() != offered

    button.click()
    page.reload()
    assert colours(page) == before


@SCHEMES
def test_large_type_is_remembered(visit: Visits, sites: Sites, scheme: str):
    page = opened(visit(sites["public"].base(scheme)), sites, "home", scheme)
    before = size_of_type(page)

    page.get_by_role("button", name="大字").click()
    assert size_of_type(page) > before
    page.goto(sites.address("case", scheme))
    assert size_of_type(page) > before
    assert page.get_by_role("button", name="大字").get_attribute("aria-pressed") == "true"

    page.get_by_role("button", name="大字").click()
    page.reload()
    assert size_of_type(page) == before


@SCHEMES
@pytest.mark.parametrize("kind", ["case", "guidance page"])
def test_the_contents_stand_open_on_a_desk_and_mark_the_section_that_is_picked(
    visit: Visits, sites: Sites, kind: str, scheme: str
):
    page = opened(visit(sites["public"].base(scheme)), sites, kind, scheme)
    links = page.locator(".toc a")
    assert links.first.is_visible()
    assert links.count() >= 3

    for number in range(links.count()):
        link = links.nth(number)
        link.click()
        target = page.locator(f"[id='{link.get_attribute('href')[1:]}']")
        assert target.count() == 1
        expect(link).to_have_attribute("aria-current", "true")
        assert page.locator(".toc a[aria-current]").count() == 1

    page.set_viewport_size(PHONE)
    expect(page.locator(".toc-box")).not_to_have_attribute("open", "")
    page.locator(".toc summary").click()
    links.last.click()
    assert page.url.endswith(str(links.last.get_attribute("href")))


@SCHEMES
def test_an_address_of_a_row_shows_that_row(visit: Visits, sites: Sites, scheme: str):
    seen = visit(sites["public"].base(scheme), viewport=PHONE)

    page = seen.open(f"{sites.address('case', scheme)}#w3")

    assert page.evaluate("document.querySelector(':target').id") == "w3"
    expect(page.locator(":target h3")).to_be_in_viewport()


@SCHEMES
@pytest.mark.parametrize("script", [True, False])
def test_a_former_address_leads_on_by_itself(
    visit: Visits, sites: Sites, scheme: str, script: bool
):
    seen = visit(sites["public"].base(scheme), java_script_enabled=script)

    seen.page.goto(sites.address("moved", scheme), wait_until="commit")
    seen.page.wait_for_url("**/cases/xin-1.html")

    assert seen.page.locator("h1").inner_text().startswith("编号")
