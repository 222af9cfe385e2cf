"""Statistics: numbers as counted by hand, marks where they say, a table beside each chart."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plugin.looking import parsed
from plugin.sitekit import SETTINGS, case, small

from pages.viewkit import CLOSED, DONE, cells, inspection, ledger, pages, row, words
from xuncha_site.pages.charts import HEIGHT, Period, pillars, stacked

PAGE = "statistics.html"
FILES: dict[str, Any] = {
    "data/site.yml": {**SETTINGS, "截至日期": "2026-02-10"},
    "data/rounds/di-yi-lun.yml": inspection(),
    "data/rounds/di-er-lun.yml": inspection(标题="第二轮巡察", 日期="2025-08"),
    "data/rectifications/zhen-1.yml": ledger(
        row("R-1", **CLOSED),
        row("R-2", **{**CLOSED, "销号日期": "2026-01-20"}, 分类=["M1", "M2"]),
        row("R-3", **DONE),
    ),
    "data/rectifications/ju-1.yml": ledger(row("R-1"), 轮次="di-er-lun", 被巡察党组织="某局党组"),
    "data/cases/anli-2.yml": case("二", 日期="2026", 体裁="经验类"),
}


@pytest.fixture(name="root")
def _root(tmp_path: Path) -> Path:
    return small(tmp_path, FILES)


def test_categories_with_their_share(root: Path):
    page = pages(root)[PAGE]

    assert cells(page, "惠民资金")[2:] == ["4 个", "100.00%"]
    assert cells(page, "工程采购")[2:] == ["1 个", "25.00%"]
    assert "最多的 2 类：惠民资金 4 个、工程采购 1 个。" in words(page)


def test_rounds_by_public_word_the_oldest_first(root: Path):
    page = pages(root)[PAGE]

    assert cells(page, "第一轮巡察")[1:] == ["3 个", "3 个", "0 个", "0 个", "100.00%"]
    assert cells(page, "第二轮巡察")[1:] == ["1 个", "0 个", "0 个", "1 个", "0.00%"]
    assert page.index("第一轮巡察，3 个") < page.index("第二轮巡察，1 个")


def test_quarters_since_the_first_with_the_last_marked_as_unfinished(root: Path):
    page = pages(root)[PAGE]

    assert cells(page, "2025年四季度")[1] == "1 个"
    assert cells(page, "2026年一季度（未满）")[1] == "1 个"
    assert not cells(page, "2025年三季度")
    assert page.count('class="c-part"') == 2


def test_cases_by_year_and_genre(root: Path):
    page = pages(root)[PAGE]

    assert cells(page, "2024年")[1:] == ["1 个", "1 个", "0 个", "0 个"]
    assert cells(page, "2026年（未满）")[1:] == ["1 个", "0 个", "1 个", "0 个"]


def test_each_chart_has_a_title_and_a_table_and_no_style(root: Path):
    page = pages(root)[PAGE]

    assert page.count('<svg class="chart"') == 3
    assert page.count("<table") == 4
    titles = set(re.findall(r'<title id="(\w+)">', page))
    assert titles == set(re.findall(r'<svg class="chart" role="img" aria-labelledby="(\w+)"', page))
    assert not [
        name for _, attributes in parsed(page).tags for name, _ in attributes if name == "style"
    ]


def test_without_ledgers_there_are_the_cases_alone(tmp_path: Path):
    page = pages(small(tmp_path))[PAGE]

    assert page.count('<section class="stat"') == 1
    assert "一、各年有多少案例" in page


counts = st.lists(st.integers(0, 10_000), min_size=1, max_size=8)


@given(counts)
def test_the_parts_of_a_bar_lie_side_by_side(numbers: list[int]):
    total = sum(numbers) or 1
    parts = stacked([(str(n), count) for n, count in enumerate(numbers)], total)

    ends = [float(p.x[:-1]) + float(p.width[:-1]) for p in parts]
    starts = [float(part.x[:-1]) for part in parts]
    assert starts[0] == 0
    assert starts[1:] == pytest.approx(ends[:-1], abs=0.002)
    assert ends[-1] <= 100.002


@given(counts)
def test_columns_stand_on_one_line_and_the_highest_is_full(numbers: list[int]):
    found = pillars([(Period(str(n), str(n)), count) for n, count in enumerate(numbers)], "0")

    assert all(pillar.y + pillar.height == HEIGHT for pillar in found)
    assert max(pillar.height for pillar in found) == (HEIGHT if any(numbers) else 0)
    assert [pillar.unfinished for pillar in found] == [n == 0 for n in range(len(numbers))]
