"""What is folded or moved for a small screen: terms, days, the tools of the head."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from browser.conftest import Sites, Visit
from browser.looking import PHONE

pytestmark = pytest.mark.browser

Visits = Callable[..., Visit]


def test_on_a_phone_large_type_and_dark_are_offered_in_the_menu(visit: Visits, sites: Sites):
    page = visit(sites["public"].http, viewport=PHONE).open(sites.address("case", "http"))
    dark = page.get_by_role("button", name="深色")
    expect(dark).to_be_hidden()

    page.locator(".menu summary").click()
    dark.click()
    expect(page.get_by_role("button", name="浅色")).to_be_visible()
    page.get_by_role("button", name="大字").click()
    classes = page.locator("html").get_attribute("class") or ""
    assert {"theme-dark", "big"} <= set(classes.split())
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(page.locator(".top-row > .tools")).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_on_a_phone_terms_are_folded_and_wide_screens_show_them(
    visit: Visits, sites: Sites, script: bool
):
    seen = visit(sites["public"].http, viewport=PHONE, java_script_enabled=script)
    page = seen.open(sites.address("glossary", "http"))
    term = page.locator(".gl").nth(2)
    expect(term.locator(".gl-in")).to_be_hidden()
    term.locator("summary").click()
    expect(term.locator(".gl-in")).to_be_visible()

    page.set_viewport_size({"width": 1280, "height": 900})
    for number in range(5):
        expect(page.locator(".gl").nth(number).locator(".gl-in p").first).to_be_visible()


def test_a_link_to_a_term_finds_it_open_on_a_phone(visit: Visits, sites: Sites):
    address = sites.address("glossary", "http")
    page = visit(sites["public"].http, viewport=PHONE).open(address)
    name = page.locator(".gl").nth(8).get_attribute("id")

    page.goto(f"{address}#{name}")
    expect(page.locator(f"[id='{name}'] .gl-in")).to_be_visible()
    expect(page.locator(f"[id='{name}']")).to_be_in_viewport()
    assert page.locator(".gl[open]").count() == 1


def test_only_the_newest_days_stand_open(visit: Visits, sites: Sites):
    page = visit(sites["public"].http).open(sites.address("updates", "http"))
    days = page.locator("details.day")
    states = [day.get_attribute("open") is not None for day in days.all()]

    assert states[0]
    assert states == sorted(states, reverse=True)
