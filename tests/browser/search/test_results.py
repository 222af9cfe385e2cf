"""The page of results: any text is answered, as text, and can be read by everyone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Served
from browser.looking import AXE, DESK, PHONE, overflow, violations
from browser.search.kit import Visits, answered, ask, shown

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("query", ["<img src=x onerror=alert(1)>", "\"'><b>账</b>", "&lt;b&gt;"])
def test_a_query_is_never_markup(searching: Page, query: str):
    searching.on("dialog", lambda dialog: pytest.fail(dialog.message))
    ask(searching, query)

    assert searching.evaluate("document.querySelectorAll('main img, main .hit b').length") == 0
    expect(searching.locator("#_q")).to_have_value(query)
    assert searching.locator("#_results script").count() == 0


@pytest.mark.parametrize(
    "query",
    ["账外收入" * 2500, "a" * 10_000, "(((((.*)*)*)*)+$" * 50, "一" * 10_000, "甲 " * 5000],
    ids=["han", "letters", "expression", "figures", "many"],
)
def test_any_query_is_answered_at_once(searching: Page, query: str):
    searching.set_default_timeout(5000)
    ask(searching, query)

    assert searching.inner_text("#_status")


def test_nothing_found_says_what_to_try(searching: Page):
    ask(searching, "xqzvwkj")
    expect(searching.locator("#_status")).to_have_text("没有找到“xqzvwkj”")
    expect(searching.locator("#_doors")).to_be_visible()

    searching.evaluate("location.hash = '#q=销号&类型=典型案例&年份=1999'")
    answered(searching)
    expect(searching.locator("#_status")).to_contain_text("去掉筛选有")
    searching.locator(".s-tries a").click()
    answered(searching)
    assert shown(searching)


def test_the_count_is_announced(searching: Page):
    status = searching.get_by_role("status").filter(has_text=re.compile(r"^共 \d+ 条结果"))
    ask(searching, "销号")

    expect(status).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_search_has_no_barriers(visit: Visits, site: Served, size: dict[str, int], scheme: Any):
    seen = visit(site.file, viewport=size, color_scheme=scheme)
    page = seen.open(f"{site.file}search.html")
    page.add_script_tag(content=AXE)
    for query in ("举一返三", "整改", "犇羴鱻"):
        ask(page, query)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        assert violations(page) == []
        for width in (1280, 390, 320):
            page.set_viewport_size({"width": width, "height": 900})
            assert overflow(page) == []
        page.set_viewport_size(size)
    page.fill("#_q", "销")
    page.locator(".sug [role=option]").first.wait_for()
    assert violations(page) == []
    assert overflow(page) == []


def test_without_script_the_page_leads_to_every_section(visit: Visits, site: Served):
    seen = visit(site.http, java_script_enabled=False)
    page = seen.open(f"{site.http}search.html?q=账")

    expect(page.get_by_text("浏览器没有运行脚本")).to_be_visible()
    links = page.locator("#_doors a").evaluate_all(
        "all => all.map((one) => one.getAttribute('href'))"
    )
    assert {"cases/index.html", "policies/index.html", "glossary.html"} <= set(links)


def test_printed_results_tell_the_query_and_leave_out_what_is_for_a_screen(searching: Page):
    ask(searching, "整改")
    searching.emulate_media(media="print")
    before = "getComputedStyle(document.getElementById('_status'), '::before').content"

    assert "整改" in searching.evaluate(before)
    for name in (".s-facets", ".grp-head a", ".filters"):
        expect(searching.locator(name).first).to_be_hidden()
    expect(searching.locator(".hit").first).to_be_visible()
