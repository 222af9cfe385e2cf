"""The calendar of duties, what is due, and the calendar files that lead there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import vobject
from plugin.building import built
from plugin.looking import Links
from plugin.sitekit import SETTINGS, small

from pages.viewkit import (
    CLOSED,
    HEAD,
    cells,
    checklist,
    inspection,
    item,
    ledger,
    pages,
    role,
    roles,
    row,
    words,
)

PAGE, DUE = "calendar.html", "due.html"
CAMPAIGN: dict[str, Any] = {
    "标题": "清合同",
    **HEAD,
    "种类": "专项行动",
    "范围": "全区",
    "背景": "写背景。",
    "步骤": [{"日期": "2025-11", "题": "清点"}, {"日期": "2026-04-10", "题": "核对"}],
}
FILES: dict[str, Any] = {
    "data/checklists/qu-wei.yml": checklist(
        item("A01"), item("A02", 频次=["每轮"]), item("A03", 频次=[], 期限="2026-03-31")
    ),
    "data/checklists/xun-cha.yml": checklist(item("C01", 频次=["每季度"]), 责任主体="巡察办"),
    "data/roles.yml": roles(role("shuji", "qu-wei")),
    "data/rounds/di-yi-lun.yml": inspection(进驻="2026-02-10", 撤点="2026-04", 反馈="2026"),
    "data/campaigns/qing-hetong.yml": CAMPAIGN,
    "data/rectifications/zhen-1.yml": ledger(
        row("R-1", 时限="2025-12-01"),
        row("R-2", 时限="2026-01-20"),
        row("R-3", 时限="2026-03-01", 督办=[{"文书": "督办单", "日期": "2025-12-01"}]),
        row("R-4", 时限="2026-12-31", 进展=[{"日期": "2025-10", "述": "登记3份"}]),
        row("R-5", 时限="2026-01-20", **CLOSED),
        row("R-6", 状态="基本完成并持续", 时限="2025-06-01"),
        row("R-7", 复核="每年", 时限=None),
        专项工作=["qing-hetong"],
    ),
}


@pytest.fixture(name="root")
def _root(tmp_path: Path) -> Path:
    return small(tmp_path, _without_none(FILES))


def _without_none(files: dict[str, Any]) -> dict[str, Any]:
    rows = files["data/rectifications/zhen-1.yml"]["条目"]
    for one in rows:
        if one.get("时限", "") is None:
            del one["时限"]
    return files


def month(page: str, number: int) -> str:
    return words(
        "<main" + page.partition(f'aria-labelledby="_m{number}"')[2].partition("</section>")[0]
    )


def test_what_recurs_stands_once_by_frequency_and_whose_it_is(root: Path):
    found = pages(root)

    assert "每季度 2 条 区委 1 条 巡察办 1 条 每轮 1 条 区委 1 条" in words(found[PAGE])
    own = words(found["checklists/qu-wei.calendar.html"])
    assert "每季度 1 条 责任A01 A01 每轮 1 条 责任A02 A02" in own
    assert "C01" not in own


def test_what_has_a_date_stands_in_its_month(root: Path):
    page = pages(root)[PAGE]

    january = month(page, 1)
    assert "1月 截至 01-01 · 2 件 20日 R-2 等 2 项到期 某镇党委" in january
    assert "10日 进驻 第一轮巡察" in month(page, 2)
    assert "31日 责任A03 区委 · A03" in month(page, 3)
    assert "4月 2 件 本月 撤点 第一轮巡察 10日 核对 清合同" in month(page, 4)
    assert month(page, 5).endswith("5月 没有")
    assert "没有写到月份的： 第一轮巡察：反馈" in words(page)


def test_the_years_beside_this_one_have_pages_where_something_has_its_date(root: Path):
    found = pages(root)

    assert "逾期 31 天" in month(found["calendar.2025.html"], 12)
    assert "本月 清点 清合同" in month(found["calendar.2025.html"], 11)
    assert "calendar.2027.html" not in found


@pytest.mark.parametrize(("count", "open_", "folded", "more"), [(15, 12, 3, 0), (70, 12, 48, 10)])
def test_a_full_month_is_folded_and_an_overfull_one_says_how_much_more_there_is(
    root: Path, count: int, open_: int, folded: int, more: int
):
    many = {
        f"data/rectifications/z-{n:02}.yml": ledger(row("R-1", 时限="2026-05-05"))
        for n in range(count)
    }
    may = month(pages(root, many)[PAGE], 5)
    first, _, rest = may.partition(f"这个月其余的 {folded} 件")

    assert first.count("到期 某镇党委") == open_
    assert rest.count("到期 某镇党委") == folded
    assert (f"另有 {more} 件，见 逾期与将到期" in may) == bool(more)


def test_the_calendar_of_one_body_has_the_steps_of_rounds_beside_its_deadlines(root: Path):
    own = pages(root)["checklists/qu-wei.calendar.html"]

    assert "10日 进驻 第一轮巡察" in month(own, 2)
    assert "31日 责任A03" in month(own, 3)
    assert "R-2" not in words(own)


def test_a_step_that_repeats_a_date_of_its_campaign_stands_once(root: Path):
    step = {"日期": "2026-09-14", "题": "回头看"}
    campaign = {**CAMPAIGN, "回头看日期": "2026-09-14", "步骤": [*CAMPAIGN["步骤"], step]}
    page = pages(root, {"data/campaigns/qing-hetong.yml": campaign})[PAGE]

    assert month(page, 9).count("回头看") == 1


def test_what_is_undone_stands_by_the_distance_of_its_limit(root: Path):
    page = pages(root)[DUE]
    text = words(page)

    figures = ["逾期 1 项 最长 31 天", "30 天内到期 1 项", "31 至 90 天到期 1 项", "90 天以后 1 项"]
    assert [figure for figure in figures if figure not in text] == []
    assert "没有写时限 1 项 1 + 1 + 1 + 1 + 1 = 5" in text
    assert "基本完成并持续的 1 项不计入" in text
    assert "逾期 31 天" in cells(page, "问题R-1")[4]
    assert "将到期 19 天" in cells(page, "问题R-2")[4]
    assert cells(page, "问题R-3")[5] == "督办 1 次。没有进展记录"
    assert cells(page, "问题R-4")[5] == "登记3份"
    assert cells(page, "问题R-7")[3] == "每年复核"
    assert not [name for name in ("问题R-5", "问题R-6") if cells(page, name)]


def test_many_undone_rows_go_on_pages_of_their_own(root: Path):
    rows = [row(f"R-{n:03}", 时限=f"2025-{n % 6 + 6:02}-01") for n in range(450)]
    found = pages(root, {"data/rectifications/zhen-1.yml": ledger(*rows)})

    assert found[DUE].count('<tr role="row" class="is-late">') == 20
    assert 'href="due.late.html">看全部' in found[DUE]
    parts = [found[name] for name in ("due.late.html", "due.late.2.html", "due.late.3.html")]
    assert [part.count('<tr role="row" class="is-late">') for part in parts] == [200, 200, 50]


def events(text: str) -> dict[str, vobject.base.Component]:
    found = vobject.readOne(text).contents["vevent"]
    by_id = {event.uid.value: event for event in found}
    assert len(by_id) == len(found)
    return by_id


def test_the_file_of_all_holds_what_recurs_what_has_a_date_and_what_is_undone(root: Path):
    found = events(pages(root)["calendar.ics"])
    names = {name.removesuffix("@xuncha-site") for name in found}

    assert names == {
        "checklists/qu-wei.A01.quarterly",
        "checklists/xun-cha.C01.quarterly",
        "checklists/qu-wei.A03",
        *(f"rounds/di-yi-lun.{step}" for step in ("entered", "left", "fed_back")),
        "campaigns/qing-hetong.step-2",
        *(f"rectifications/zhen-1.R-{n}" for n in (1, 2, 3, 4)),
    }
    late = found["rectifications/zhen-1.R-1@xuncha-site"]
    assert late.summary.value == "R-1 问题R-1到期"
    assert late.dtstart.value.isoformat() == "2025-12-01"


def test_the_file_of_a_role_and_of_a_campaign_hold_their_own(root: Path):
    found = pages(root)

    of_role = {name.partition(".")[0] for name in events(found["roles/shuji.ics"])}
    assert of_role == {"checklists/qu-wei", "rounds/di-yi-lun"}
    of_campaign = {name.partition("@")[0] for name in events(found["campaigns/qing-hetong.ics"])}
    assert {"campaigns/qing-hetong.step-1", "rectifications/zhen-1.R-1"} <= of_campaign


def test_events_lead_to_the_site_where_it_is_known(root: Path):
    settings = {"data/site.yml": {**SETTINGS, "网址": "https://example.org/a/"}}
    found = events(pages(root, settings)["calendar.ics"])

    due = found["rectifications/zhen-1.R-1@xuncha-site"]
    assert due.url.value == "https://example.org/a/rectifications/zhen-1.html#R-1"


def test_every_calendar_file_is_there_once_and_led_to(root: Path):
    gone = {**CAMPAIGN, "撤回": {"日期": "2025", "理由": "有误"}}
    bare = {key: value for key, value in CAMPAIGN.items() if key != "步骤"}
    more = {"data/campaigns/che-1.yml": gone, "data/campaigns/wu-1.yml": bare}
    for name, record in more.items():
        small(root, {**_without_none(FILES), name: record})
    built(root)
    links = Links(root / "site")

    led_to = {file for page in links.pages for _, file, _ in links.targets(page)}
    files = {name for name in links.files if name.endswith(".ics")}
    assert files == {"calendar.ics", "roles/shuji.ics", "campaigns/qing-hetong.ics"}
    assert files <= led_to
    assert links.broken() == []
    for name in files:
        assert re.search(rb"\r\nEND:VCALENDAR\r\n$", (root / "site" / name).read_bytes())
