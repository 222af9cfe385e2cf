"""Every kind of page in a real browser: by itself, within the content policy, for everybody."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from plugin.looking import parsed

from browser.conftest import Sites
from browser.example_sites import KINDS, LEADS_ON
from browser.looking import (
    AXE,
    DESK,
    EVERY_KIND,
    PHONE,
    SCHEMES,
    THEME,
    Visits,
    open_details,
    opened,
    overflow,
    violations,
)
from xuncha_site.library import open_library

pytestmark = pytest.mark.browser


@SCHEMES
@EVERY_KIND
def test_a_page_asks_nobody_keeps_the_policy_and_never_scrolls_sideways(
    visit: Visits, sites: Sites, kind: str, scheme: str
):
    site = sites[KINDS[kind][0]]
    seen = visit(site.base(scheme))
    page = opened(seen, sites, kind, scheme)

    page.get_by_role("button", name=THEME).click()
    for large in (False, True):
        page.set_viewport_size(DESK)
        if large:
            page.get_by_role("button", name="大字").click()
        for width in (1280, 390, 320):
            page.set_viewport_size({"width": width, "height": 800})
            for state in (False, True):
                open_details(page, state=state)
                assert overflow(page) == [], (width, state, large)

    assert page.locator("h1").count() == 1
    blocked = f"failed: {site.base(scheme)}cases/xin-1.html"
    assert [wrong for wrong in seen.wrong if wrong != blocked or kind != LEADS_ON] == []


@EVERY_KIND
def test_axe_finds_nothing_on_desk_and_phone_in_light_and_dark(
    visit: Visits, sites: Sites, kind: str
):
    # The checker is put in by the browser's own door; the page's policy would rightly refuse it.
    seen = visit(sites[KINDS[kind][0]].http, bypass_csp=True, reduced_motion="reduce")
    page = opened(seen, sites, kind, "http")
    page.evaluate(AXE)

    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for size in (DESK, PHONE):
            page.set_viewport_size(size)
            for state in (False, True):
                open_details(page, state=state)
                assert violations(page) == [], (scheme, size["width"], state)


@SCHEMES
@EVERY_KIND
def test_without_script_a_page_is_readable_and_has_all_its_links(
    visit: Visits, sites: Sites, kind: str, scheme: str
):
    seen = visit(sites[KINDS[kind][0]].base(scheme), java_script_enabled=False)
    page = opened(seen, sites, kind, scheme)

    hidden = page.evaluate(
        """() => [...document.querySelectorAll('main :is(h1, h2, h3, p, li, dd)')]
          .filter((e) => e.textContent.trim() && !e.closest('details') && !e.checkVisibility())
          .map((e) => e.outerHTML.slice(0, 120))"""
    )
    assert hidden == []
    links = page.evaluate("() => [...document.links].map((a) => a.getAttribute('href'))")
    written = [link for link in parsed(sites.text(kind)).links if "assets/" not in link]
    refresh = [f"0; url={links[-1]}"]  # the page that leads on names its target in the head too
    assert sorted(links) == sorted(link for link in written if link not in refresh)
    assert page.locator(".tools button").count() == 0


@pytest.mark.parametrize(
    "missing",
    ["nothing.html", "cases/nothing.html", "no/such/folder/at-all.html", "cases/nothing/"],
)
def test_a_missing_page_is_answered_with_a_way_back_at_any_depth(
    visit: Visits, sites: Sites, missing: str
):
    site = sites["public"]
    seen = visit(site.http)

    answer = seen.page.goto(site.http + missing, wait_until="load")

    assert answer is not None
    assert answer.status == 404
    page = seen.page
    assert page.locator("h1").inner_text() == "没有这一页"
    for width in (1280, 390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert overflow(page) == []
    # Chromium itself notes the missing page as an error; nothing else is missing.
    assert [wrong for wrong in seen.wrong if "status of 404" not in wrong] == []
    assert len(seen.wrong) <= 1
    page.evaluate(AXE)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for size in (DESK, PHONE):
            page.set_viewport_size(size)
            assert violations(page) == []
    with page.expect_navigation():
        page.locator("main").get_by_role("link", name="首页").click()
    assert page.url == f"{site.http}index.html"


@EVERY_KIND
def test_a_page_works_where_storage_is_forbidden(visit: Visits, sites: Sites, kind: str):
    seen = visit(sites[KINDS[kind][0]].http)
    seen.context.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('forbidden'); }})"
    )
    page = opened(seen, sites, kind, "http")

    page.get_by_role("button", name=THEME).click()
    page.get_by_role("button", name="大字").click()

    assert not [wrong for wrong in seen.wrong if "xin-1" not in wrong]


@pytest.mark.parametrize("kind", ["case", "policy in force", "guidance page"])
def test_printed_a_page_is_a4_without_menus(visit: Visits, sites: Sites, kind: str):
    page = opened(visit(sites["public"].http), sites, kind, "http")
    page.emulate_media(media="print")
    left = page.evaluate(
        """() => [...document.querySelectorAll('nav, footer.foot, .skip, .tools, summary, button')]
          .filter((e) => e.checkVisibility()).map((e) => e.outerHTML.slice(0, 120))"""
    )

    printed = page.pdf(prefer_css_page_size=True)

    sheets = re.findall(rb"/Type\s*/Page\b", printed)
    boxes = {
        tuple(round(float(number)) for number in box.split())
        for box in re.findall(rb"/MediaBox\s*\[([^\]]+)\]", printed)
    }
    assert boxes == {(0, 0, 595, 842)}
    assert 2 <= len(sheets) <= 8
    assert left == []
    assert page.locator("h1").is_visible()
    assert page.locator(".rec-foot").is_visible()


PROBE = """<!doctype html><html><head><title>x</title></head><body>
<p style="color: red">x</p><script>window.ran = true</script>
<img src="http://example.invalid/x.png"><script src="missing.js"></script>
<div class="wide">x</div></body></html>"""


def test_the_tests_see_what_they_are_meant_to_see(visit: Visits, sites: Sites):
    site = sites["public"]
    (site.folder / "probe.html").write_text(PROBE, encoding="utf-8")
    seen = visit(site.http)

    page = seen.open(f"{site.http}probe.html")
    (site.folder / "probe.html").unlink()

    wrong = "\n".join(seen.wrong)
    assert "policy style-src-attr" in wrong
    assert "policy script-src-elem inline" in wrong
    assert "asked: http://example.invalid/x.png" in wrong or "policy img-src http://ex" in wrong
    assert "status of 404" in wrong
    assert page.evaluate("window.ran") is None
    page.evaluate("document.querySelector('.wide').style.width = '3000px'")
    assert overflow(page)
    page.evaluate(AXE)
    assert any("image-alt" in violation for violation in violations(page))


def test_every_row_of_every_record_has_its_anchor(sites: Sites):
    site = sites["public"].folder
    library = open_library(site.parent).library
    assert library is not None
    with_rows = [entry for entry in library.entries.values() if entry.rows]
    assert {"taxonomy", "roles", "glossary", "rectifications/quan-1"} <= {e.key for e in with_rows}

    for entry in with_rows:
        ids = parsed((site / entry.address).read_text(encoding="utf-8")).ids
        assert entry.rows.keys() <= set(ids), entry.key
        assert len(ids) == len(set(ids)), entry.key


@SCHEMES
@pytest.mark.parametrize("row", ["P1", "P1.1", "K1", "J1"])
def test_an_address_of_a_category_a_sign_or_a_frame_shows_it(
    visit: Visits, sites: Sites, scheme: str, row: str
):
    seen = visit(sites["public"].base(scheme))

    page = seen.open(f"{sites.address('taxonomy', scheme)}#{row}")

    assert page.evaluate("document.querySelector(':target').id") == row
    expect(page.locator(":target").locator("th, h2").first).to_be_in_viewport()


def test_a_folder_that_is_not_for_the_home_page_stands_in_the_foot_alone(sites: Sites):
    home = parsed(sites.text("home"))
    whole = sites.text("home")

    assert home.links.count("handbook/index.html") == 1
    assert 'href="handbook/index.html"' in whole.partition('<footer class="foot">')[2]
    assert not [link for link in home.links if re.fullmatch(r"handbook/(?!index).*", link)]
    count = len(list((sites["public"].folder / "guidance").glob("*.html"))) - 1
    assert f'<dt>工作指引</dt><dd class="n">{count}<small>篇</small>' in whole


def test_the_home_page_opens_a_door_for_each_role(visit: Visits, sites: Sites):
    page = opened(visit(sites["public"].http), sites, "home", "http")
    section = page.locator("section", has=page.get_by_role("heading", name="按岗位进入"))
    doors = section.locator(".door")
    anchors = [str(door.get_attribute("href")) for door in doors.all()]
    assert len(anchors) >= 2
    assert anchors[-1] == "roles.html"

    for number, anchor in enumerate(anchors[:-1]):
        title = doors.nth(number).locator("b").inner_text()
        doors.nth(number).click()
        assert page.url.endswith(anchor)
        assert page.locator("h1").inner_text() == title
        page.go_back()
