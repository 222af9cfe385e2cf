"""A site made of a corpus of labelled data: what holds the words is found, and not much else."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest
from benchmarks import search_complete, search_corpus, search_page
from playwright.sync_api import Page

from browser.search.kit import Visits

pytestmark = pytest.mark.browser

SENTENCES = (
    "某镇把卖废料的3.6万元锁在办公室抽屉里，记在一个软皮本上",
    "账外账查了两年，“小金库”的钱换成了过节的月饼券",
    "经办人解释：“钱没进个人口袋。”复核组没有采信",
    "已调走的两名干部还在原单位领工资，吃空饷十七个月",
    "某局（含下属站所）编制台账与工资表对不上，差了4个人",
    "村会计的侄子住着新楼房，低保证却发了三年",
    "名单没有公示，邻居说这是优亲厚友",
    "鱼塘按2019年的价钱续签，合同写到2039年，差价约百分之四十",
    "APP 里的工单显示“办结”，回访 12 户有 9 户说没人来过",
    "整改方案第十一条写着立行立改，到了第31天还没有动",
    "领导班子成员履行一岗双责不到位，谈心谈话记录是补的",
    "招标文件与上一年只差一个日期，三家报价相差0.5%",
)
CATEGORIES = ("小金库", "吃空饷", "优亲厚友", "村集体三资", "工程招投标")


def invented(count: int = 60) -> list[dict[str, Any]]:
    """Records of sentences put together by chance."""
    records = []
    for number in range(count):
        chance = Random(number)
        records.append(
            {
                "id": f"r{number}",
                "kind": chance.choice(("典型案例", "政策指引")),
                "category": chance.choice(CATEGORIES),
                "year": chance.choice((2021, 2024)),
                "tags": chance.sample(("sanzi", "zhangwai", "tanxin", "台账"), 2),
                "title": chance.choice(SENTENCES)[:14],
                "text": "。\n\n".join(chance.sample(SENTENCES, 3)) + "。",
            }
        )
    return records


@pytest.fixture(name="corpus", scope="module")
def _corpus() -> list[dict[str, Any]]:
    return invented()


@pytest.fixture(name="corpus_site", scope="module")
def _corpus_site(corpus: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    search_corpus.write(folder, corpus)
    return search_corpus.built(folder)


@pytest.fixture(name="page")
def _page(visit: Visits, corpus_site: Path) -> Any:
    with search_page.served(corpus_site) as address:
        page = visit(address).open(f"{address}search.html")
        search_page.ready(page)
        yield page


def test_every_record_that_holds_a_string_is_found(page: Page, corpus: list[dict[str, Any]]):
    assert search_complete.missing(page, corpus, 200) == []


def test_no_term_brings_more_than_twice_what_holds_it(page: Page, corpus: list[dict[str, Any]]):
    assert search_complete.too_many(page, corpus) == []


def test_the_brute_force_sees_what_is_not_found(page: Page, corpus: list[dict[str, Any]]):
    page.evaluate("xunchaSearch.find = async () => ({ hits: [] })")

    assert search_complete.missing(page, corpus, 5)


def test_the_brute_force_sees_what_is_too_much(page: Page, corpus: list[dict[str, Any]]):
    page.evaluate(
        """() => {
          const find = xunchaSearch.find;
          xunchaSearch.find = (q) => find(q === "吃空饷" ? "某镇 已经 村会计 整改" : q);
        }"""
    )

    assert "吃空饷" in {term for term, *_ in search_complete.too_many(page, corpus)}
