"""The page of a role: its duties, when, the cases that show them failing, what to read first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from plugin.sitekit import case, small

from pages.viewkit import checklist, failing, inspection, item, pages, role, roles, words

PAGE = "roles/shuji.html"
FILES: dict[str, Any] = {
    "data/checklists/qu-wei.yml": checklist(
        item("A01"),
        item("A02", 频次=["每年", "每轮"]),
        item("A03", 频次=[], 期限="2026-03-31"),
    ),
    "data/checklists/ban.yml": checklist(item("A01", 责任主体="巡察办"), 标题="巡察办清单"),
    "data/roles.yml": roles(role("shuji", "qu-wei", "ban#A01", "qu-wei#A02", 先看案例=["anli-1"])),
}


@pytest.fixture(name="root")
def _root(tmp_path: Path) -> Path:
    return small(tmp_path, FILES)


def test_a_role_has_each_of_its_duties_once_and_a_whole_list_stands_for_all(root: Path):
    page = pages(root)[PAGE]

    anchors = ["qu-wei.A01", "qu-wei.A02", "qu-wei.A03", "ban.A01"]
    places = [page.index(f'<li class="duty" id="{anchor}">') for anchor in anchors]
    assert places == sorted(places)
    assert page.count('<li class="duty"') == len(anchors)
    assert 'href="../checklists/qu-wei.html#A02"' in page


def test_its_calendar_tells_what_recurs_by_frequency_and_what_has_a_date_by_day(root: Path):
    steps = inspection(方案审定="2025-12-01", 进驻="2026-02-10")
    page = pages(root, {"data/rounds/di-yi-lun.yml": steps})[PAGE]
    calendar = words("<main" + page.partition('id="_calendar"')[2].partition("</section>")[0])

    assert "每年 责任A02 每季度 责任A01 责任A01 每轮 责任A02" in calendar
    assert "2026-02-10 进驻 第一轮巡察 2026-03-31 责任A03 区委" in calendar
    assert "2025-12-01" not in calendar


def test_cases_show_which_duty_fails_newest_first_and_good_experience_does_not(root: Path):
    page = pages(
        root,
        {
            "data/cases/jiu.yml": failing("旧案", "qu-wei#A01", 日期="2021"),
            "data/cases/xin.yml": failing("新案", "qu-wei#A02", "ban#A01", 日期="2025"),
            "data/cases/hao.yml": failing("好案", "qu-wei#A01", 体裁="经验类"),
            "data/cases/che.yml": failing(
                "撤案", "qu-wei#A01", 撤回={"日期": "2025", "理由": "有误"}
            ),
            "data/cases/wai.yml": failing("外案", "qu-wei#A09"),
            "data/checklists/qu-wei.yml": checklist(
                item("A01"), item("A02"), item("A03"), item("A09")
            ),
            "data/roles.yml": roles(role("shuji", "qu-wei#A01", "qu-wei#A02", "ban#A01")),
        },
    )[PAGE]
    failures = page.partition('id="_failures"')[2].partition("</section>")[0]

    assert failures.index("新案") < failures.index("旧案")
    assert 'href="#qu-wei.A02">A02</a>、<a href="#ban.A01">A01</a>' in failures
    assert not [title for title in ("好案", "撤案", "外案") if title in failures]


def test_many_cases_go_on_a_list_of_their_own(root: Path):
    many = {f"data/cases/li-{n:02}.yml": failing(f"第{n}案", "ban#A01") for n in range(12)}
    found = pages(root, many)

    assert found[PAGE].count('<li class="item">') == 10
    assert '<a class="more" href="../roles/shuji/cases.html">全部 12 个</a>' in found[PAGE]
    assert found["roles/shuji/cases.html"].count("cases/li-") == 12


def test_what_to_read_first_says_how_long_it_takes(root: Path):
    long = case("长案", 案例背景="字" * 2000)
    page = words(pages(root, {"data/cases/anli-1.yml": long})[PAGE])

    assert "先看案例 长案 约 5 分钟" in page


def test_a_withdrawn_list_gives_no_duty_and_withdrawn_roles_no_page(root: Path):
    gone = {"日期": "2025", "理由": "有误"}
    found = pages(
        root,
        {
            "data/checklists/qu-wei.yml": checklist(item("A01"), item("A02"), 撤回=gone),
        },
    )
    assert found[PAGE].count('<li class="duty"') == 1

    found = pages(root, {"data/roles.yml": roles(role("shuji", "ban"), 撤回=gone)})
    assert PAGE not in found
    assert "按岗位进入" not in found["index.html"]


def test_the_home_page_counts_what_is_behind_each_door(root: Path):
    home = pages(root, {"data/cases/jiu.yml": failing("旧案", "qu-wei#A01")})["index.html"]

    assert 'href="roles/shuji.html"' in home
    assert "责任 4 条 · 案例 1 个" in home


def test_a_role_leads_to_the_guidance_that_names_it_in_its_declared_order(root: Path):
    front = "---\n标题: {}\n摘要: 一句话。\n日期: '2026-01-05'\n顺序: '{}'\n{}---\n\n正文。\n"
    named = "岗位:\n  - shuji\n"
    made = pages(
        root,
        {
            "content/guidance/hou.md": front.format("后读", 2, named),
            "content/guidance/xian.md": front.format("先读", 1, named),
            "content/guidance/wuguan.md": front.format("无关", 3, ""),
        },
    )
    read = made[PAGE].partition("<h2>先看指引</h2>")[2].partition("</section>")[0]

    assert read.index('href="../guidance/xian.html"') < read.index('href="../guidance/hou.html"')
    assert "wuguan" not in read
    assert "应当先读的岗位" in made["guidance/xian.html"]
