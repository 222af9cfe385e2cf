"""Lists are narrowed by every facet: counted rightly, seen in the address, taken away whole."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from browser.brute_force import expected, library_of, lines_of, passing
from browser.conftest import Sites, Visit
from browser.looking import AXE, DESK, PHONE, filtered, overflow, violations
from xuncha_site.library import Library
from xuncha_site.records.base import Record, fields_of, types
from xuncha_site.records.parts import part_models

pytestmark = pytest.mark.browser


Visits = Callable[..., Visit]


SCHEMES = pytest.mark.parametrize("scheme", ["http", "file"])


LISTS = [kind for kind in types() if not kind.file]


def shown_counts(page: Page) -> dict[str, Counter[str]]:
    """The counts beside the facets of a page, by the shown names."""
    found = page.evaluate(
        """() => [...document.querySelectorAll('.facet')].map((set) => [
          set.querySelector('legend').textContent,
          [...set.querySelectorAll('.opt')].map((o) => [
            o.querySelector('span').textContent, Number(o.querySelector('.n').textContent)])])"""
    )
    counts = {label: Counter({n: c for n, c in options if c}) for label, options in found}
    return {label: counter for label, counter in counts.items() if counter}


def named(
    library: Library, kind: type[Record], counts: dict[str, Counter[str]]
) -> dict[str, Counter[str]]:
    """Counts with the names that readers see instead of values as written."""
    taxonomy = library.entries["taxonomy"].rows
    names = {row_id: row.row_name for row_id, row in taxonomy.items()}
    models = [kind, part_models(kind)[-1]] if kind.parts else [kind]
    headings = {field.label: field.shown for model in models for field in fields_of(model)}
    return {
        headings.get(label, label): Counter(
            {
                f"{value}年" if label == "年份" else names.get(value, value): count
                for value, count in found.items()
            }
        )
        for label, found in counts.items()
    }


CHOICES: dict[str, list[dict[str, set[str]]]] = {
    "cases": [{}, {"分类": {"M4"}}, {"分类": {"M4", "M3"}, "体裁": {"警示类"}}],
    "rectifications": [
        {},
        {"表现": {"M4.1"}, "旁注": {"长期坚持"}},
        {"状态": {"整改中"}, "单位类型": {"镇街", "村（社区）"}},
    ],
    "checklists": [{}, {"频次": {"每年"}, "责任主体": {"区委"}}],
    "policies": [{}, {"效力": {"已被取代", "已废止"}}],
    "campaigns": [{}],
    "rounds": [{"性质": {"教学示例"}}],
}


@pytest.mark.parametrize("kind", LISTS, ids=lambda kind: kind.folder)
def test_counts_and_hits_are_those_of_brute_force(visit: Visits, sites: Sites, kind: type[Record]):
    library = library_of(sites, "public")
    lines = lines_of(library, kind)
    page = visit(sites["public"].file).page
    for chosen in CHOICES[kind.folder]:
        pairs = [(label, value) for label, values in chosen.items() for value in values]
        hash_ = filtered(*pairs) if pairs else filtered() + quote("筛选")
        page.goto("about:blank")
        page.goto(f"{sites['public'].file}{kind.folder}/index.html{hash_}")

        expect(page.locator(".res-n b")).to_have_text(str(len(passing(lines, chosen))))
        assert shown_counts(page) == named(library, kind, expected(lines, chosen))
        assert page.locator(".res .item").count() == min(50, len(passing(lines, chosen)))
        assert page.locator(".chip-x").count() == len(pairs)


@SCHEMES
def test_a_choice_is_seen_can_be_taken_back_and_the_back_button_goes_back(
    visit: Visits, sites: Sites, scheme: str
):
    page = visit(sites["public"].base(scheme)).open(
        sites["public"].base(scheme) + "cases/index.html"
    )
    before = page.url
    assert page.locator(".list-static").is_visible()

    page.get_by_role("button", name="筛选").click()
    expect(page.locator(".list-static")).to_be_hidden()
    page.locator(".opt", has_text="经验类").click()
    page.locator(".opt", has_text="镇街").click()

    assert page.url.endswith(filtered(("体裁", "经验类"), ("单位类型", "镇街")))
    chips = page.locator(".chip-x")
    assert [chip.split("×")[0].strip() for chip in chips.all_inner_texts()] == [
        "体裁：经验类",
        "单位类型：镇街",
    ]
    for item in page.locator(".res .item").all():
        assert "体裁 经验类；单位类型 镇街" in item.locator(".why").inner_text()
    chosen = int(page.locator(".res-n b").inner_text())

    page.go_back()
    assert page.url.endswith(filtered(("体裁", "经验类")))
    expect(chips).to_have_count(1)
    assert int(page.locator(".res-n b").inner_text()) > chosen
    page.go_forward()
    expect(chips).to_have_count(2)
    chips.first.click()
    assert page.url.endswith(filtered(("单位类型", "镇街")))
    page.go_back()
    page.get_by_role("button", name="全部清除").click()
    expect(chips).to_have_count(0)
    assert re.fullmatch(r"符合条件 (\d+) 个，共 \1 个", page.locator(".res-n").inner_text())

    for _ in range(8):
        if page.url == before:
            break
        page.go_back()
    expect(page.locator(".list-static")).to_be_visible()
    assert page.locator(".list-place").is_hidden()


def test_more_hits_are_shown_on_demand(visit: Visits, sites: Sites):
    page = visit(sites["large"].http).open(
        f"{sites['large'].http}cases/index.html{filtered(('分类', 'M1'))}"
    )
    hits = int(page.locator(".res-n b").inner_text())

    while page.get_by_role("button", name=re.compile("^再显示")).count():
        page.get_by_role("button", name=re.compile("^再显示")).click()

    assert page.locator(".res .item").count() == hits
    links = page.locator(".res .item h3 a").evaluate_all("(all) => all.map((a) => a.href)")
    assert len(set(links)) == hits


def test_a_list_reads_the_columns_only_when_they_are_wanted(visit: Visits, sites: Sites):
    seen = visit(sites["public"].http)
    asked: list[str] = []
    seen.context.on("request", lambda request: asked.append(request.url))
    page = seen.open(f"{sites['public'].http}cases/index.html")
    assert not [url for url in asked if "columns" in url]

    page.get_by_role("button", name="筛选").click()

    expect(page.locator(".res-n")).to_be_visible()
    assert len([url for url in asked if "columns" in url]) == 1
    assert seen.wrong == []


def test_a_row_of_a_ledger_is_a_hit_of_its_own(visit: Visits, sites: Sites):
    base = sites["public"].http
    page = visit(base).open(f"{base}rectifications/index.html{filtered(('旁注', '退回重改'))}")

    first = page.locator(".res .item h3 a").first
    title = first.inner_text()
    first.click()

    assert title in page.locator(":target").inner_text()


def test_a_withdrawn_record_says_so_among_the_hits_and_in_the_spreadsheet(
    visit: Visits, sites: Sites
):
    base = sites["public"].http
    page = visit(base).open(f"{base}cases/index.html{filtered(('年份', '2024'))}")
    while page.get_by_role("button", name=re.compile("^再显示")).count():
        page.get_by_role("button", name=re.compile("^再显示")).click()

    gone = page.locator(".res .item", has_text="撤回的案例")
    assert gone.locator(".st").inner_text() == "已撤回"
    with page.expect_download() as started:
        page.get_by_role("button", name="存成表格").click()
    text = Path(started.value.path()).read_text(encoding="utf-8-sig")
    (line,) = (row for row in csv.DictReader(io.StringIO(text)) if row["编号"] == "che-1")
    assert line["记录状态"] == "已撤回"


def test_a_value_may_be_given_by_its_name_and_an_unknown_one_leaves_nothing(
    visit: Visits, sites: Sites
):
    base = sites["public"].http
    page = visit(base).open(f"{base}cases/index.html{filtered(('分类', 'M4'))}")
    hits = page.locator(".res-n b").inner_text()
    assert int(hits) > 0

    page.evaluate(f"location.hash = {filtered(('分类', '村集体“三资”'))!r}")
    expect(page.locator(".chip-x")).to_have_count(1)
    assert page.locator(".res-n b").inner_text() == hits
    assert page.locator(".opt", has_text="村集体“三资”").locator("input").is_checked()

    page.evaluate(f"location.hash = {filtered(('分类', '没有这一类'))!r}")
    expect(page.locator(".res-n b")).to_have_text("0")
    assert "没有同时符合" in page.locator(".res .nil").inner_text()


def test_a_list_of_a_group_begins_with_its_group(visit: Visits, sites: Sites):
    base = sites["public"].http
    page = visit(base).open(f"{base}policies/list.party-regulation.html")

    page.get_by_role("button", name="筛选").click()

    assert page.url.endswith(filtered(("文种", "党内法规")))
    expect(page.locator(".chip-x")).to_have_text(re.compile("文种：党内法规"))


def test_where_the_columns_cannot_be_read_the_page_says_so(visit: Visits, sites: Sites):
    seen = visit(sites["public"].http)
    seen.context.route("**/list.columns.js", lambda route: route.abort())
    page = seen.open(f"{sites['public'].http}cases/index.html")

    page.get_by_role("button", name="筛选").click()
    expect(page.locator(".list-place")).to_contain_text("没有读到")
    seen.context.unroute("**/list.columns.js")
    page.get_by_role("button", name="再试一次").click()

    expect(page.locator(".res-n")).to_be_visible()


def test_without_script_no_filter_is_promised(visit: Visits, sites: Sites):
    seen = visit(sites["public"].http, java_script_enabled=False)
    page = seen.open(f"{sites['public'].http}policies/index.html")

    assert page.locator(".list-filter").is_hidden()
    assert page.locator(".list-static").is_visible()


def test_a_narrowed_list_is_for_everybody(visit: Visits, sites: Sites):
    seen = visit(sites["public"].http, bypass_csp=True, reduced_motion="reduce")
    address = f"{sites['public'].http}rectifications/index.html{filtered(('状态', '整改中'))}"
    for size in (PHONE, DESK):
        seen.page.set_viewport_size(size)
        seen.page.goto("about:blank")
        page = seen.open(address)
        expect(page.locator(".res-n")).to_be_visible()
        page.evaluate(AXE)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.evaluate("document.querySelectorAll('details').forEach((d) => d.open = true)")
            assert violations(page) == []
        assert overflow(page) == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert overflow(page) == []


def test_the_filter_works_by_keyboard(visit: Visits, sites: Sites):
    page = visit(sites["public"].http).open(f"{sites['public'].http}cases/index.html")
    page.get_by_role("button", name="筛选").press("Enter")
    box = page.locator(".opt input:enabled").first

    box.focus()
    page.keyboard.press("Space")

    expect(page.locator(".chip-x")).to_have_count(1)
    assert box.evaluate("(e) => e === document.activeElement")
    assert box.is_checked()
