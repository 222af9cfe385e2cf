"""The search box: suggestions, the keyboard, input methods, what was searched before."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Served
from browser.search.kit import SCHEMES, Visits, answered, ask, shown

pytestmark = pytest.mark.browser


@SCHEMES
@pytest.mark.parametrize("start", ["index.html", "cases/index.html", "glossary.html"])
def test_suggestions_are_chosen_by_keyboard(visit: Visits, site: Served, scheme: str, start: str):
    seen = visit(site.base(scheme))
    page = seen.open(site.base(scheme) + start)
    page.locator("#_q").press_sequentially("xiaohao")
    options = page.locator(".sug [role=option]")
    expect(options.first).to_contain_text("销号")
    box = page.locator("#_q")
    expect(box).to_have_attribute("aria-expanded", "true")

    box.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", options.first.get_attribute("id"))
    box.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") is None
    box.press("Escape")
    expect(page.locator(".sug")).to_be_hidden()
    expect(box).to_have_value("xiaohao")
    box.press("ArrowDown")
    expect(page.locator(".sug")).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**/glossary.html#xiaohao")
    assert seen.wrong == []


def test_keys_of_an_input_method_are_its_own(searching: Page):
    box = searching.locator("#_q")
    box.dispatch_event("compositionstart")
    box.evaluate("(box) => { box.value = 'xiao'; box.dispatchEvent(new Event('input')); }")
    box.press("Enter")
    searching.wait_for_timeout(400)
    assert "#q=" not in searching.url
    expect(searching.locator(".sug")).to_be_hidden()

    box.evaluate("(box) => { box.value = '销号'; }")
    box.dispatch_event("compositionend")
    expect(searching.locator(".sug [role=option]").first).to_contain_text("销号")
    box.press("Enter")
    answered(searching)
    assert shown(searching)


def test_recent_searches_stay_on_this_device_and_can_be_cleared(searching: Page):
    ask(searching, "小金库")
    ask(searching, "销号")
    searching.goto(searching.url.partition("#")[0])
    searching.focus("#_q")
    expect(searching.locator(".sug [role=option]")).to_have_text(["销号最近", "小金库最近"])

    searching.evaluate("location.hash = 'q='")
    searching.locator(".s-forget").click()
    assert searching.evaluate("localStorage.getItem('xuncha-recent')") is None
