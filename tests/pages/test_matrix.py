"""The matrix: counts as they are, shades by steps, each cell a way to what it counts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plugin.sitekit import case, small

from pages.viewkit import cells, checklist, item, pages
from xuncha_site.pages.grid import STEPS, Axis, Column, grid, legend, shade

PAGE = "matrix.html"
FILES: dict[str, Any] = {
    "data/cases/anli-1.yml": case(分类=["M1", "M2"], 日期="2024"),
    "data/cases/anli-2.yml": case(分类=["M1"], 日期="2025-03"),
    "data/cases/anli-3.yml": case(分类=["M1"], 日期="2025", 单位类型="区直部门"),
    "data/cases/che-1.yml": case(分类=["M1"], 撤回={"日期": "2025", "理由": "有误"}),
}


@pytest.fixture(name="root")
def _root(tmp_path: Path) -> Path:
    return small(tmp_path, FILES)


def table(page: str, number: int) -> str:
    return page.split('<table class="mx">')[number].partition("</table>")[0]


def test_categories_across_kinds_of_unit(root: Path):
    units = table(pages(root)[PAGE], 1)

    line = ["惠民资金，区直部门， 1 个", "惠民资金，镇街， 2 个", "0", "0", "0", "0", "3"]
    assert cells(units, "惠民资金") == ["惠民资金", *line]
    assert cells(units, "合计") == ["合计", "1", "2", "0", "0", "0", "0", "3"]
    links = [unquote(link) for link in re.findall(r'href="(cases/[^"]+)"', units)]
    assert "cases/list.M1.html#分类=M1&amp;单位类型=镇街" in links
    assert len(links) == 3


def test_categories_across_years(root: Path):
    years = table(pages(root)[PAGE], 2)

    assert cells(years, "惠民资金")[1:] == ["惠民资金，2024， 1 个", "惠民资金，2025， 2 个", "3"]
    assert cells(years, "工程采购")[1:] == ["工程采购，2024， 1 个", "0", "1"]


def test_years_past_eight_stand_together_and_long_years_have_their_own_list(root: Path):
    many = {f"data/cases/li-{n:02}.yml": case(日期=f"{2010 + n % 10}") for n in range(60)}
    years = table(pages(root, many)[PAGE], 2)

    assert cells(years, "问题类别")[1:3] == ["更早", "2014"]
    assert cells(years, "惠民资金")[1] == "惠民资金，更早， 24 个"
    links = [unquote(link) for link in re.findall(r'href="(cases/[^"]+)"', years)]
    assert "cases/list.M1.2019.html#分类=M1&amp;年份=2019" in links
    assert 'href="cases/list.M1.html"' in years


def test_meetings_by_who_holds_them_and_how_often(root: Path):
    found = pages(
        root,
        {
            "data/checklists/qu-wei.yml": checklist(
                item("A01", 频次=["每年", "每轮"]),
                item("A02", 履责方式=["约谈"]),
                item("A03", 责任主体="区委书记", 履责方式=["督查", "听取汇报"], 频次=["每轮"]),
            )
        },
    )[PAGE]
    meetings = table(found, 3)

    assert cells(meetings, "责任主体")[1:] == ["每年", "每轮", "合计"]
    assert cells(meetings, "区委书记") == ["区委书记", "0", "区委书记，每轮， 1 条", "1"]
    assert cells(found, "责任A01")[-2:] == ["是", "是"]
    assert not cells(found, "责任A02")
    assert {'href="#_m1"', 'id="_m1"'} <= set(re.findall(r'(?:href|id)="#?_m1"', found))


def test_a_library_without_cases_has_the_meetings_alone(root: Path):
    gone = dict.fromkeys(FILES)
    (root / "content/guidance/zicha.md").unlink()
    files = {**gone, "data/checklists/qu-wei.yml": checklist(item("A01"))}
    page = pages(root, files)[PAGE]

    assert page.count('<table class="mx">') == 1
    assert "一、会议、谁开、多久开一次" in page


rows = st.lists(st.sampled_from("甲乙丙"), min_size=1, max_size=3)


@given(st.lists(st.tuples(rows, st.sampled_from("123"))))
def test_a_grid_counts_as_counting_by_hand_does(found: list[tuple[list[str], str]]):
    columns = {c: Column(c, c) for c in "123"}
    made = grid([Axis("", [(r, r, "") for r in "甲乙丙"])], columns, found, lambda r, c: r + c)

    for line in made.parts[0][1]:
        for cell in line.cells:
            column = cell.column.name
            assert cell.count == sum(line.name in named and at == column for named, at in found)
            assert cell.href == (line.name + column if cell.count else "")
        assert line.total == sum(line.name in named for named, _ in found)
    assert made.total == len(found)


@given(st.integers(1, 500))
def test_the_legend_says_what_the_shades_mean(largest: int):
    told = {count: n for n, first, last in legend(largest) for count in range(first, last + 1)}

    assert told == {count: shade(count, largest) for count in range(1, largest + 1)}
    assert shade(largest, largest) == STEPS
    assert shade(0, largest) == 0
