"""Policy and practice both ways, and the timeline of what replaced what."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from plugin.sitekit import SETTINGS, case, policy, small

from pages.viewkit import checklist, inspection, item, ledger, pages, row, words

PAGE, TIMELINE = "policies/tiaoli-2024.html", "timeline.html"
OLD = {"效力": "已被取代"}
FILES: dict[str, Any] = {
    "data/policies/yi-1.yml": policy("最早的条例", **OLD, 日期="2009-07-02"),
    "data/policies/er-1.yml": policy("中间的条例", **OLD, 日期="2015-08-03", 替代=["yi-1"]),
    "data/policies/tiaoli-2024.yml": policy("现行的条例", 日期="2024-02-08", 替代=["er-1"]),
    "data/policies/che-1.yml": policy("撤回的", 撤回={"日期": "2025", "理由": "有误"}),
    "data/rounds/di-yi-lun.yml": inspection(),
    "data/checklists/qu-wei.yml": checklist(
        item("A01", 依据=["tiaoli-2024#d1"]), item("A02", 依据=["tiaoli-2024"]), item("A03")
    ),
    "data/rectifications/zhen-1.yml": ledger(
        row("R-1", 依据=["tiaoli-2024#d1"]), row("R-2", 案例=["anli-1"]), row("R-3"), row("R-4")
    ),
    "data/cases/anli-1.yml": case(依据=["tiaoli-2024"], 台账=["zhen-1#R-3"]),
}


@pytest.fixture(name="root")
def _root(tmp_path: Path) -> Path:
    return small(tmp_path, FILES)


def test_a_replaced_text_says_so_at_its_top_and_leads_to_the_one_in_force(root: Path):
    page = pages(root)["policies/yi-1.html"]
    head = page.partition('<dl class="facts">')[0]

    assert "已被取代，不再作为依据。" in head
    assert '现在看：<a href="../policies/tiaoli-2024.html">现行的条例</a>。' in head


def test_a_policy_shows_the_duties_cases_and_problems_that_rest_on_it(root: Path):
    page = pages(root)[PAGE]
    rests = words("<main" + page.partition('aria-labelledby="_referrers"')[2])

    assert "有这项依据的责任 责任A01 区委 责任A02 区委 有这项依据的整改问题" in rests
    for number in (1, 2, 3):
        assert f"R-{number} 问题R-{number} 某镇党委 · 整改中" in rests
    assert "问题R-4" not in rests
    assert "典型案例 一张名单" in rests


def test_an_article_shows_what_rests_on_it(root: Path):
    article = pages(root)[PAGE].partition('id="d1"')[2].partition("</li>\n")[0]

    assert 'href="../checklists/qu-wei.html#A01">责任A01</a>' in article
    assert 'href="../rectifications/zhen-1.html#R-1">R-1 问题R-1</a>' in article
    assert "责任A02" not in article


def test_a_row_of_a_ledger_leads_back_to_what_it_rests_on(root: Path):
    page = pages(root)["rectifications/zhen-1.html"]

    assert '<dt>依据</dt><dd><a href="../policies/tiaoli-2024.html#d1">现行的条例</a>' in page


def test_the_timeline_says_what_replaced_what_newest_year_first(root: Path):
    page = pages(root)[TIMELINE]
    text = words(page)

    assert [text.index(f"{year}年") for year in (2024, 2015, 2009)] == sorted(
        text.index(f"{year}年") for year in (2024, 2015, 2009)
    )
    assert "2009-07-02 最早的条例 已被取代" in text
    assert "被取代： 中间的条例 ；现在看 现行的条例" in text
    assert "取代： 中间的条例" in text
    assert "撤回的 已撤回" in text


def test_overdue_checks_are_for_editors_alone(root: Path):
    files = {"data/policies/er-1.yml": policy("中间的条例", **OLD, 核对日期="2024-01-01")}
    editors = {"data/site.yml": {**SETTINGS, "读者": "编辑"}}

    assert "没有核对" not in pages(root, files)[TIMELINE]
    assert "1 部文件超过一年没有核对。 中间的条例 （2024-01-01）" in words(
        pages(root, files, editors)[TIMELINE]
    )


def test_a_long_timeline_goes_on_numbered_pages(root: Path):
    many = {f"data/policies/wj-{n:03}.yml": policy(f"第{n}份") for n in range(230)}
    found = pages(root, many)

    assert found[TIMELINE].count('<span class="num">') == 200
    assert found["timeline.2.html"].count('<span class="num">') == 34
