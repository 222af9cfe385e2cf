"""The path of 举一反三 of a category: the problem to begin with, the three levels, the signs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from plugin.sitekit import case, small

from pages.viewkit import cells, checklist, failing, inspection, item, ledger, pages, row, words

PAGE = "paths/M1.html"
ALL = {"被巡察党组织": "本镇查了。", "主管部门": "行业查了。", "区级领导": "领域查了。"}
FILES: dict[str, Any] = {
    "data/rounds/di-yi-lun.yml": inspection(),
    "data/rectifications/zhen-1.yml": ledger(
        row("R-1", 表现=["M1.1"], 举一反三={"被巡察党组织": "只有本镇查了。"}),
        row("R-2", 表现=["M1.1"], 举一反三=ALL, 案例=["anli-1"]),
        row("R-3"),
        row("R-4", 分类=["M2"], 举一反三=ALL),
    ),
}


@pytest.fixture(name="root")
def _root(tmp_path: Path) -> Path:
    return small(tmp_path, FILES)


def test_it_begins_with_the_problem_at_which_most_levels_acted(root: Path):
    page = pages(root)[PAGE]
    text = words(page)

    assert "问题R-2 见 某镇党委第一轮巡察整改台账 R-2 · 案例 一张名单 · 表现 应退未退" in text
    places = [text.index(did) for did in ("本镇查了", "行业查了", "领域查了")]
    assert places == sorted(places)
    assert "R-1 问题R-1" in text, "beside the level stands who else did it"
    assert "R-4" not in text


def test_the_signs_count_problems_once_for_each_level(root: Path):
    page = pages(root)[PAGE]

    assert cells(page, "应退未退")[2:] == ["2 个", "2 / 2", "1 / 2", "1 / 2"]
    assert cells(page, "没有写这一类的具体表现")[2:] == ["1 个", "0 / 1", "0 / 1", "0 / 1"]
    assert cells(page, "合计")[2:] == ["3 个", "2 / 3", "1 / 3", "1 / 3"]


def test_without_ledgers_a_case_shows_the_way(tmp_path: Path):
    did = {"谁": "某镇党委", "做法": "查了**全镇**。"}
    root = small(tmp_path, {"data/cases/anli-1.yml": case(举一反三={"被巡察党组织": did})})
    found = pages(root)

    assert "名单有误 见 一张名单" in words(found[PAGE])
    assert "查了<strong>全镇</strong>。" in found[PAGE]
    assert words(found[PAGE]).count("这个问题没有记到这一级的做法。") == 2
    assert "这一类还没有写到举一反三的问题" in words(found["paths/M2.html"])


def test_it_names_the_duties_that_failed_most_often(root: Path):
    text = words(
        pages(
            root,
            {
                "data/checklists/qu-wei.yml": checklist(item("A01"), item("A02")),
                "data/cases/yi-1.yml": failing("一", "qu-wei#A02"),
                "data/cases/er-1.yml": failing("二", "qu-wei#A01", "qu-wei#A02"),
                "data/cases/bie.yml": failing("别", "qu-wei#A01", 分类=["M2"]),
            },
        )[PAGE]
    )

    assert "A02 责任A02 区委 · 2 个案例 A01 责任A01 区委 · 1 个案例" in text


def test_the_taxonomy_leads_to_each_path(root: Path):
    taxonomy = pages(root)["taxonomy.html"]

    assert 'href="paths/M1.html"' in taxonomy
    assert 'href="paths/M2.html"' in taxonomy
