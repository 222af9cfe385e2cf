"""What is found: all that holds the query, by sound and slip too, from a disk as well."""

from __future__ import annotations

from random import Random

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Served
from browser.search.kit import FIND, Visits, answered, ask, shown, until
from xuncha_site.search.documents import Document
from xuncha_site.search.tokens import normalised, runs

pytestmark = pytest.mark.browser


def test_every_document_that_holds_the_typed_string_is_found(
    searching: Page, all_documents: list[Document]
):
    chance = Random(7)
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


def test_what_holds_no_word_is_of_the_subject_of_what_does_and_is_told(
    searching: Page, all_documents: list[Document]
):
    by_address = {d.address: d for d in all_documents}
    script = """async (q) => {
      const { hits } = await xunchaSearch.find(q, false);
      return Promise.all(hits.map(async (hit) =>
        [(await xunchaSearch.textOf(hit.id))[1], Boolean(hit.kin)]));
    }"""
    found = searching.evaluate(script, "应招未招")
    kin = [by_address[address] for address, alike in found if alike]
    holding = [by_address[address] for address, alike in found if not alike]
    subjects = {one for d in holding for one in d.facets.get("问题分类", ())}

    assert kin
    for document in kin:
        assert subjects & set(document.facets["问题分类"])

    ask(searching, "应招未招")
    expect(searching.locator(".hit .where", has_text="同类").first).to_be_attached()


@pytest.mark.parametrize(
    "query", ["河滩上有人偷着挖沙", "村干部拿了大伙的钱打牌", "老人的房子漏了没人修"]
)
def test_everyday_sentences_find_something(searching: Page, query: str):
    assert searching.evaluate(FIND, query)


@pytest.mark.parametrize(
    ("query", "words", "title"),
    [
        ("xiaojinku", "小金库", "小金库"),
        ("xjk", "小金库", "小金库"),
        ("yi gang shuang ze", "一岗双责", "一岗双责"),
        ("举一返三", "举一反三", "举一反三"),
        ("举一反山", "举一反三", "举一反三"),
        ("小金庫", "小金库", "小金库"),
        ("優親厚友", "优亲厚友", "优亲厚友"),
        ("意識形態", "意识形态", "意识形态"),
        # Words that do not stand together.
        ("dibaoshitang", "低保 食堂", ""),
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
        page = seen.open(f"{site.base(scheme)}search.html")
        page.focus("#_q")
        # A form that is sent before the script is there leaves the page, and its requests, behind.
        until(page, "window.xunchaSearch && xunchaSearch.begin")
        ask(page, query)
        found.append((shown(page)[:10], page.inner_text("#_status")))
        assert seen.wrong == []

    assert found[0] == found[1]
    assert found[0][0]


def test_a_term_leads_where_it_is_named_and_follows_what_it_explains(
    searching: Page, all_documents: list[Document]
):
    by_title = {d.title: d.address for d in all_documents if d.kind == "术语"}
    found = searching.evaluate(FIND, "招投标")
    case = next(n for n, address in enumerate(found) if address.startswith("cases/"))

    assert found[0] == by_title["招标投标"]
    assert case < found.index(by_title["应招未招"])


def test_signs_that_nobody_sees_are_no_part_of_a_query(searching: Page):
    plain = searching.evaluate(FIND, "账外账")

    assert plain
    assert searching.evaluate(FIND, "\ufeff账\u200b外\u00ad账") == plain


def test_a_term_that_stands_in_the_glossary_alone_is_met_in_part(
    searching: Page, all_documents: list[Document]
):
    others = "\0".join(t for d in all_documents if d.kind != "术语" for _, t in d.texts)
    whole = normalised(others)
    called = "(word) => xunchaSearch.synonyms(word)"
    terms = [
        d.title for d in all_documents if d.kind == "术语" and normalised(d.title) not in whole
    ]
    alone = [t for t in terms if not any(n in whole for n in searching.evaluate(called, t))][:12]

    found = [a for term in alone for a in searching.evaluate(FIND, term)]

    assert alone
    assert any(not address.startswith("glossary.html") for address in found)


@pytest.mark.parametrize("letters", ["mofanan", "qqxxzz"])
def test_letters_that_spell_nothing_find_nothing(searching: Page, letters: str):
    assert searching.evaluate(FIND, letters) == []


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("日历", "calendar.html"),
        ("自查问题", "selfcheck/town.html"),
        ("查偏补缺", "selfcheck/index.html"),
    ],
)
def test_pages_that_look_over_the_library_are_found(searching: Page, query: str, address: str):
    assert address in searching.evaluate(FIND, query)[:10]


@pytest.mark.parametrize(
    ("text", "shown_of_it"),
    [
        ("账外收入没有入账。\n备用金不算。", "账外收入没有入账。"),
        ("收入没有入账。\n账外的，不算。", "账外的，不算。"),
        ("没有的。\n备用金不算。", "没有的。　备用金不算。"),
        ("没有写过这些字的一段。\n备用金不算。", "没有写过这些字的一段。"),
    ],
)
def test_a_passage_ends_with_its_paragraph(searching: Page, text: str, shown_of_it: str):
    passage = (
        "(text) => xunchaSearch.passage(document.createElement('p'), text, ['账外']).textContent"
    )

    assert searching.evaluate(passage, text) == shown_of_it
