"""Search in a real browser: what is found, on http and from a disk, by keyboard and by sound."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from random import Random
from time import monotonic
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page, expect
from search.cases import GRAMS, RUNS

from browser.conftest import Served, Sites, Visit
from browser.test_pages import AXE, DESK, PHONE, overflow, violations
from xuncha_site.library import open_library
from xuncha_site.search.documents import Document, documents
from xuncha_site.search.tokens import grams, normalised, runs

pytestmark = pytest.mark.browser

Visits = Callable[..., Visit]
PATIENCE = 10
SCHEMES = pytest.mark.parametrize("scheme", ["http", "file"])
FIND = """async (q) => {
  const found = await xunchaSearch.find(q, false);
  const texts = await Promise.all(found.hits.map((hit) => xunchaSearch.textOf(hit.id)));
  return texts.map(([, address]) => address);
}"""


def until(page: Page, script: str) -> None:
    """Wait for a condition. The content policy forbids what ``wait_for_function`` does."""
    end = monotonic() + PATIENCE
    while not page.evaluate(f"Boolean({script})"):
        assert monotonic() < end, script
        page.wait_for_timeout(30)


def answered(page: Page) -> Page:
    until(page, "document.getElementById('_results').dataset.answered === location.hash")
    return page


def ask(page: Page, query: str) -> Page:
    page.fill("#_q", query)
    page.press("#_q", "Enter")
    page.wait_for_url("**/search.html#*")
    return answered(page)


def shown(page: Page) -> list[str]:
    return page.eval_on_selector_all(".hit", "all => all.map((one) => one.dataset.address)")


@pytest.fixture(name="site")
def _site(sites: Sites) -> Served:
    return sites["public"]


@pytest.fixture(name="all_documents", scope="session")
def _all_documents(sites: Sites) -> list[Document]:
    library = open_library(sites["public"].folder.parent).library
    assert library is not None
    return documents(library)


@pytest.fixture(name="searching")
def _searching(visit: Visits, site: Served) -> Iterator[Page]:
    """The search page on http, ready. At the end it has done nothing that a page must not do."""
    seen = visit(site.http)
    page = seen.open(f"{site.http}search.html")
    page.focus("#_q")
    until(page, "window.xunchaSearch && xunchaSearch.begin && xunchaSearch.find")
    yield page
    assert seen.wrong == []


# --- the two sides agree


def test_the_client_makes_the_runs_of_the_table(searching: Page):
    assert searching.evaluate("(all) => all.map(xunchaSearch.runs)", list(RUNS)) == [*RUNS.values()]
    assert searching.evaluate("(all) => all.map(xunchaSearch.grams)", list(GRAMS)) == [
        *GRAMS.values()
    ]


def test_the_client_and_the_index_agree_on_any_text(searching: Page):
    # Characters that a browser of another year knows differently are none that are searched.
    characters = st.characters(exclude_categories=("Cs", "Cn"))

    @given(st.lists(st.text(characters, max_size=12), min_size=20, max_size=20))
    def agree(texts: list[str]) -> None:
        of_client = searching.evaluate("(all) => all.map(xunchaSearch.runs)", texts)
        assert of_client == [runs(text) for text in texts]
        flat = [run for of_text in of_client for run in of_text]
        assert searching.evaluate("(all) => all.map(xunchaSearch.grams)", flat) == [
            grams(run) for run in flat
        ]

    agree()


# --- what is found


def test_every_document_that_holds_the_typed_string_is_found(
    searching: Page, all_documents: list[Document]
):
    chance = Random(7)  # noqa: S311 (only to choose)
    whole = {d.address: normalised("\0".join(text for _, text in d.texts)) for d in all_documents}
    missing = []
    for _ in range(500):
        document = chance.choice(all_documents)
        text = normalised(chance.choice(document.texts)[1])
        size = chance.randint(2, 12)
        start = chance.randint(0, max(0, len(text) - size))
        part = text[start : start + size].strip()
        if not runs(part):
            continue
        found = set(searching.evaluate(FIND, part))
        holding = {address for address, all_text in whole.items() if part in all_text}
        missing += [(part, address) for address in holding - found]
    assert missing == []


@pytest.mark.parametrize("term", ["小金库", "一岗双责", "举一反三", "销号", "优亲厚友", "村集体"])
def test_a_term_brings_at_most_twice_what_holds_it_or_a_synonym(
    searching: Page, all_documents: list[Document], term: str
):
    found = searching.evaluate(FIND, term)
    words = [term, *searching.evaluate("(word) => xunchaSearch.synonyms(word)", term)]
    holding = [
        d
        for d in all_documents
        if any(word in normalised("\0".join(t for _, t in d.texts)) for word in words)
    ]

    assert holding
    assert 0 < len(found) <= 2 * len(holding)


@pytest.mark.parametrize(
    ("query", "words", "title"),
    [
        ("xiaojinku", "小金库", "小金库"),
        ("xjk", "小金库", "小金库"),
        ("yi gang shuang ze", "一岗双责", "一岗双责"),
        ("举一返三", "举一反三", "举一反三"),
        ("举一反山", "举一反三", "举一反三"),
    ],
)
def test_sounds_and_slips_are_understood_and_told(
    searching: Page, query: str, words: str, title: str
):
    ask(searching, query)

    expect(searching.locator(".dym b")).to_have_text(words)
    assert title in searching.locator(".hit h3").first.inner_text()

    searching.locator(".dym a").click()
    answered(searching)
    expect(searching.locator(".dym")).to_have_count(0)
    expect(searching.locator("#_q")).to_have_value(query)


@pytest.mark.parametrize(
    ("one", "other"), [("第三十一条", "第31条"), ("百分之九十", "90%"), ("一百二十三", "123")]
)
def test_figures_are_read_either_way(searching: Page, one: str, other: str):
    forms = "(run) => xunchaSearch.otherFigures(run)"

    assert other in searching.evaluate(forms, one)
    assert one in searching.evaluate(forms, other)


def test_numbers_survive_being_spelled(searching: Page):
    back = "(all) => all.map((number) => xunchaSearch.counted(xunchaSearch.spelled(number)))"

    @given(st.lists(st.integers(1, 99_999_999), min_size=20))
    def survive(numbers: list[int]) -> None:
        assert searching.evaluate(back, numbers) == numbers

    survive()


def test_rows_are_found_and_lead_to_their_anchor(searching: Page):
    ask(searching, "销号")
    link = searching.locator(".hit[data-address^='glossary.html#'] h3 a").first
    address = link.get_attribute("href")
    link.click()
    searching.wait_for_url(f"**/{address}")

    assert searching.evaluate("document.querySelector(':target') !== null")


@pytest.mark.parametrize("query", ["小金库", "举一返三", "xjk", "村集体合同续签", "2025年 低保"])
def test_a_disk_gives_what_a_server_gives(visit: Visits, site: Served, query: str):
    found = []
    for scheme in ("http", "file"):
        seen = visit(site.base(scheme))
        page = ask(seen.open(f"{site.base(scheme)}search.html"), query)
        found.append((shown(page)[:10], page.inner_text("#_status")))
        assert seen.wrong == []

    assert found[0] == found[1]
    assert found[0][0]


# --- filters


def test_the_counts_of_filters_are_those_of_a_plain_count(
    searching: Page, all_documents: list[Document]
):
    by_address = {d.address: d for d in all_documents}
    chance = Random(3)  # noqa: S311 (only to choose)
    words = ["合同", "整改", "销号", "资金", "党委", "责任", "公示", "食堂", "巡察", "台账"]
    counts = """async ([q, chosen]) => {
      const { hits } = await xunchaSearch.find(q, false);
      const map = new Map(chosen);
      return [xunchaSearch.counts(hits, map),
        hits.filter((hit) => xunchaSearch.passes(hit.id, map)).length];
    }"""
    for _ in range(200):
        query = chance.choice(words)
        found = [by_address[address] for address in searching.evaluate(FIND, query)]
        chosen = _some_filter(chance, found)
        facets, total = searching.evaluate(counts, [query, [[n, v] for n, v in chosen.items()]])
        assert total == sum(_passes(d, chosen) for d in found)
        for facet in facets:
            rest = {name: values for name, values in chosen.items() if name != facet["name"]}
            passing = [d for d in found if _passes(d, rest)]
            for value, count in facet["values"]:
                assert count == sum(value in d.facets.get(facet["name"], ()) for d in passing)


def _some_filter(chance: Random, found: list[Document]) -> dict[str, list[str]]:
    chosen = {}
    for name in chance.sample(["类型", "年份", "问题分类", "单位类型", "性质"], 2):
        values = sorted({value for d in found for value in d.facets.get(name, ())})
        if values:
            chosen[name] = chance.sample(values, min(len(values), chance.randint(1, 2)))
    return chosen


def _passes(document: Document, chosen: dict[str, list[str]]) -> bool:
    return all(set(values) & set(document.facets.get(name, ())) for name, values in chosen.items())


def test_back_and_forward_restore_query_filters_and_scroll(searching: Page):
    ask(searching, "整改")
    searching.locator(".filters a.chip", has_text="典型案例").click()
    answered(searching)
    searching.locator(".s-more").click()
    until(searching, "document.querySelectorAll('.hit').length > 10")
    searching.evaluate("scrollTo(0, 900)")
    until(searching, "history.state && history.state.y === 900")
    before = shown(searching)
    ask(searching, "小金库")

    searching.go_back()
    until(searching, "document.querySelectorAll('.hit').length > 10")
    answered(searching)
    assert shown(searching) == before
    expect(searching.locator("#_q")).to_have_value("整改")
    assert searching.evaluate("scrollY") == 900
    expect(searching.locator(".filters a.chip[aria-current]")).to_contain_text("典型案例")

    searching.go_forward()
    expect(searching.locator("#_q")).to_have_value("小金库")


def test_an_address_can_be_shared(visit: Visits, searching: Page, site: Served):
    ask(searching, "整改")
    searching.locator(".filters a.chip", has_text="典型案例").click()
    answered(searching)

    other = answered(visit(site.http).open(searching.url))
    assert shown(other) == shown(searching)


def test_filters_work_by_keyboard(searching: Page):
    ask(searching, "整改")
    box = searching.locator(".s-opt input").first
    box.focus()
    box.press("Space")
    until(searching, "location.hash.includes('&')")
    answered(searching)

    expect(searching.locator(".s-picked .chip").first).to_be_visible()
    assert searching.evaluate("document.activeElement.id") == "_status"


# --- what is typed is text, whatever it is


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
    ask(searching, "犇羴鱻")
    expect(searching.locator("#_status")).to_have_text("没有找到“犇羴鱻”")
    expect(searching.locator("#_doors")).to_be_visible()

    searching.evaluate("location.hash = '#q=销号&类型=典型案例&年份=1999'")
    answered(searching)
    expect(searching.locator("#_status")).to_contain_text("去掉筛选有")
    searching.locator(".s-tries a").click()
    answered(searching)
    assert shown(searching)


# --- the box


def test_nothing_is_loaded_before_the_box_is_used(visit: Visits, site: Served):
    asked: list[str] = []
    seen = visit(site.http)
    seen.page.on("request", lambda request: asked.append(request.url))
    page = seen.open(f"{site.http}cases/index.html")
    assert not [url for url in asked if "search" in url or "/index/" in url]

    page.focus("#_q")
    until(page, "window.xunchaSearch && xunchaSearch.find")
    assert [url for url in asked if "/assets/search." in url]


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


def test_the_count_is_announced(searching: Page):
    status = searching.get_by_role("status").filter(has_text=re.compile(r"^共 \d+ 条结果"))
    ask(searching, "销号")

    expect(status).to_have_count(1)


def test_a_failed_file_is_told_and_can_be_asked_for_again(visit: Visits, site: Served):
    seen = visit(site.http)
    seen.context.route("**/index/columns.js", lambda route: route.abort())
    page = seen.open(f"{site.http}search.html#q=销号")
    expect(page.locator("#_status")).to_contain_text("没有读到")

    seen.context.unroute("**/index/columns.js")
    page.get_by_role("button", name="再试一次").click()
    answered(page)
    assert shown(page)


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


def test_the_script_of_the_search_is_light(site: Served):
    (script,) = site.folder.glob("assets/search.*.js")

    assert len(gzip.compress(script.read_bytes(), mtime=0)) <= 20 * 1024


def test_no_file_of_the_index_holds_a_path_of_this_machine(site: Served):
    for path in (site.folder / "assets/index").glob("*.js"):
        assert str(site.folder.parent) not in path.read_text(encoding="utf-8")
