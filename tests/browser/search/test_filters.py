"""Filters of the results, and the address that holds them."""

from __future__ import annotations

from random import Random

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Served
from browser.search.kit import FIND, Visits, answered, ask, shown, until
from xuncha_site.search.documents import Document

pytestmark = pytest.mark.browser


def test_the_counts_of_filters_are_those_of_a_plain_count(
    searching: Page, all_documents: list[Document]
):
    by_address = {d.address: d for d in all_documents}
    chance = Random(3)
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
