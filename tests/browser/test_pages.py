"""Every kind of page in a real browser: by itself, within the content policy, for everybody."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.resources import files

import pytest
from playwright.sync_api import Page, expect
from plugin.sitekit import parsed

from browser.conftest import KINDS, LEADS_ON, Sites, Visit
from xuncha_site.library import open_library

pytestmark = pytest.mark.browser

Visits = Callable[..., Visit]
SCHEMES = pytest.mark.parametrize("scheme", ["http", "file"])
EVERY_KIND = pytest.mark.parametrize("kind", KINDS)
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
THEME = re.compile("^[深浅]色$")
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


def opened(visit: Visit, sites: Sites, kind: str, scheme: str) -> Page:
    if kind == LEADS_ON:
        visit.stay()
    return visit.open(sites.address(kind, scheme))


def open_details(page: Page, *, state: bool) -> None:
    page.evaluate("(on) => document.querySelectorAll('details').forEach(d => d.open = on)", state)


def overflow(page: Page) -> list[str]:
    """What reaches beyond the right edge, unless it scrolls in a box of its own."""
    return page.evaluate(
        """() => {
          const root = document.documentElement;
          if (root.scrollWidth <= root.clientWidth) return [];
          return [`${root.scrollWidth} > ${root.clientWidth}`,
            ...[...document.querySelectorAll('body *')]
              .filter((e) => e.getBoundingClientRect().right > root.clientWidth + 1)
              .map((e) => e.outerHTML.slice(0, 120))];
        }"""
    )


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


def violations(page: Page) -> list[str]:
    found = page.evaluate(
        "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
    )
    return [
        f"{rule['id']} ({rule['impact']}): {node['html'][:160]} {node['failureSummary'][:200]}"
        for rule in found
        for node in rule["nodes"]
    ]


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


def colours(page: Page) -> list[str]:
    return page.evaluate(
        "() => { const s = getComputedStyle(document.body); return [s.backgroundColor, s.color]; }"
    )


def size_of_type(page: Page) -> float:
    return page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")


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


SMALL_SCREEN_TABLES = ("checklist", "long checklist", "ledger", "long ledger", "taxonomy")


@pytest.mark.parametrize("kind", SMALL_SCREEN_TABLES)
def test_on_a_phone_each_cell_of_a_wide_table_says_what_it_is(
    visit: Visits, sites: Sites, kind: str
):
    page = opened(visit(sites["public"].http, viewport=PHONE), sites, kind, "http")

    cells = page.evaluate(
        """() => [...document.querySelectorAll('.cards tbody tr:not(.grp):not(.det)')].flatMap(
          (row) => [...row.cells].map((cell, index) => {
            const label = getComputedStyle(cell, '::before');
            const box = cell.getBoundingClientRect();
            return {
              head: cell.closest('table').tHead.rows[0].cells[index].textContent,
              written: cell.dataset.label,
              shown: label.content === 'none' ? '' : JSON.parse(label.content),
              heading: cell.matches('th.main'), number: cell.matches('.id'),
              visible: label.display !== 'none' && label.visibility === 'visible',
              wide: box.width > 0 && box.right <= innerWidth,
            };
          }))"""
    )

    assert cells
    for cell in cells:
        assert cell["written"] == cell["head"], cell
        assert cell["wide"], cell
        # The heading of a card and its number need no label; all else has one.
        if not cell["heading"] and not cell["number"]:
            assert cell["visible"], cell
            assert cell["shown"] == cell["head"], cell


def test_on_a_phone_what_explains_a_row_of_a_ledger_has_labels_too(visit: Visits, sites: Sites):
    page = opened(visit(sites["public"].http, viewport=PHONE), sites, "ledger", "http")
    card = page.locator("#Q-001 + .det")

    labels = card.locator("dt").all_inner_texts()
    boxes = [label.bounding_box() for label in card.locator("dt").all()]

    assert labels == [
        *("具体表现", "对应表现", "原因", "目标", "进展", "督办", "数字", "制度", "各级做法")
    ]
    assert all(box and box["width"] > 0 and box["height"] > 0 for box in boxes)
    for words in ("2025-09-30 登记了5份，余1份有争议。", "2025-11-10 督办单", "2025-11-24 前回复"):
        assert words in " ".join(card.inner_text().split()), words


@pytest.mark.parametrize("kind", SMALL_SCREEN_TABLES)
def test_a_table_stays_a_table_for_readers_of_cards(visit: Visits, sites: Sites, kind: str):
    page = opened(visit(sites["public"].http, viewport=PHONE), sites, kind, "http")

    for table in page.locator("table.cards").all():
        rows = table.locator("tr").count()
        assert table.get_by_role("row").count() == rows
        assert table.get_by_role("cell").count() == table.locator("td").count()
        assert table.get_by_role("columnheader").count() == table.locator("thead th").count()
        assert table.get_by_role("rowheader").count() == table.locator("tbody th").count()


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
