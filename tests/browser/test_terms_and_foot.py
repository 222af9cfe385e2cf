"""Explained terms with mouse, keyboard, finger and without script; copying a citation."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.conftest import Sites, Visit
from browser.looking import AXE, DESK, PHONE, overflow, violations

pytestmark = pytest.mark.browser

Visits = Callable[..., Visit]
SCHEMES = pytest.mark.parametrize("scheme", ["http", "file"])
CASE = "cases/liangfen-baogao-2024.html"


def first_term(page: Page) -> tuple[Locator, Locator]:
    """A term in the text, its link and its card."""
    term = page.locator(".prose .term").first
    return term.locator("a"), term.locator(".tip")


@SCHEMES
def test_a_term_is_explained_to_mouse_and_keyboard_and_escape_shuts_it(
    visit: Visits, sites: Sites, scheme: str
):
    page = visit(sites["public"].base(scheme)).open(sites["public"].base(scheme) + CASE)
    link, card = first_term(page)
    expect(card).to_be_hidden()

    link.hover()
    expect(card).to_be_visible()
    page.mouse.move(2, 2)
    expect(card).to_be_hidden()
    link.focus()
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    assert link.evaluate("(e) => e === document.activeElement")

    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary.html#*")


def test_the_first_tap_explains_and_the_second_follows(visit: Visits, sites: Sites):
    seen = visit(sites["public"].http, viewport=PHONE, has_touch=True)
    page = seen.open(sites["public"].http + CASE)
    link, card = first_term(page)

    link.tap()
    expect(card).to_be_visible()
    assert page.url.endswith(CASE)
    box = card.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    page.locator("h1").tap()
    page.evaluate("document.activeElement.blur()")
    expect(card).to_be_hidden()

    link.tap()
    link.tap()
    page.wait_for_url("**/glossary.html#*")


@SCHEMES
def test_without_script_the_link_and_the_card_work(visit: Visits, sites: Sites, scheme: str):
    seen = visit(sites["public"].base(scheme), java_script_enabled=False)
    page = seen.open(sites["public"].base(scheme) + CASE)
    link, card = first_term(page)
    words = link.inner_text()

    link.focus()
    assert card.is_visible()
    link.click()

    assert words in page.locator(":target h3").inner_text()


def test_an_open_card_is_for_everybody(visit: Visits, sites: Sites):
    seen = visit(sites["public"].http, bypass_csp=True, reduced_motion="reduce")
    page = seen.open(sites["public"].http + CASE)
    page.evaluate(AXE)
    link, card = first_term(page)
    for size in (DESK, PHONE, {"width": 320, "height": 800}, {"width": 1000, "height": 800}):
        page.set_viewport_size(size)
        link.focus()
        expect(card).to_be_visible()
        assert overflow(page) == []
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert violations(page) == []
        link.blur()


def test_no_card_reaches_over_the_edge(visit: Visits, sites: Sites):
    page = visit(sites["public"].http).open(sites["public"].http + CASE)
    for width in (1280, 1200):
        page.set_viewport_size({"width": width, "height": 900})
        for link in page.locator(".term a").all():
            link.focus()
            assert overflow(page) == [], link.inner_text()


def test_printed_no_card_is_left(visit: Visits, sites: Sites):
    page = visit(sites["public"].http).open(sites["public"].http + CASE)
    link, card = first_term(page)
    link.focus()
    page.emulate_media(media="print")
    expect(card).to_be_hidden()
    expect(page.locator(".copy")).to_be_hidden()


@SCHEMES
def test_a_citation_is_copied_whole(visit: Visits, sites: Sites, scheme: str):
    page = visit(sites["public"].base(scheme)).open(sites["public"].base(scheme) + CASE)
    cited = page.locator(".cite").inner_text()
    assert "cases/liangfen-baogao-2024" in cited

    page.get_by_role("button", name="复制").click()

    expect(page.locator(".copy")).to_have_text("已复制")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('textarea'), {id: 'paste'}))"
    )
    page.locator("#paste").focus()
    page.keyboard.press("Control+V")
    assert page.locator("#paste").input_value().strip() == cited


def test_without_script_nothing_promises_to_copy(visit: Visits, sites: Sites):
    seen = visit(sites["public"].http, java_script_enabled=False)
    page = seen.open(sites["public"].http + CASE)

    assert page.locator(".copy").count() == 0
    assert page.locator(".cite").is_visible()
