"""The board, the four lists and the public notice: views of rows that are stored once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from plugin.building import built
from plugin.looking import Links
from plugin.sitekit import small

from pages.viewkit import CLOSED, DONE, cells, inspection, ledger, pages, row, words

BOARD = "board.html"
NOTICE, LISTS = (f"rectifications/zhen-1.{name}.html" for name in ("notice", "lists"))
WIDER = {"被巡察党组织": "一", "主管部门": "二", "区级领导": "三"}


def figure(label: str, amount: str, unit: str) -> dict[str, str]:
    return {"项": label, "数": amount, "单位": unit}


FILES: dict[str, Any] = {
    "data/rounds/di-yi-lun.yml": inspection(进驻="2025-03-10"),
    "data/rectifications/zhen-1.yml": ledger(
        row(
            "R-1",
            **CLOSED,
            举一反三=WIDER,
            回头看={"日期": "2025-12-01", "结果": "查实已改"},
            数字=[figure("追缴租金", "7.20", "万元"), figure("批评教育", "2", "人")],
            制度=[{"名称": "合同办法", "方式": "新建"}, {"名称": "租金办法", "方式": "修订"}],
            成效="全部登记。",
        ),
        row("R-2", 时限="2025-12-20", 举一反三={"被巡察党组织": "一"}, 方面="方面二"),
        row(
            "R-3", **DONE, 数字=[figure("追缴欠款", "0.8", "万元"), {"项": "增收", "约": "上亿元"}]
        ),
        row("R-4", 时限="2026-12-31", 复核="每年", 整改类型="长期坚持", 状态="基本完成并持续"),
        公开范围=["社会"],
        不公开理由="涉及问题线索的不公开。",
        下一步="- 再抽查一遍。",
    ),
    "data/rectifications/ju-1.yml": ledger(
        row("R-1", **DONE, 数字=[figure("追缴工资", "300", "元"), figure("约谈", "3", "人次")]),
        row("R-2", **DONE, 数字=[figure("约谈", "1", "人")]),
        标题="某局台账",
        被巡察党组织="某局党组",
    ),
}


@pytest.fixture(name="root")
def _root(tmp_path: Path) -> Path:
    return small(tmp_path, FILES)


def test_the_board_counts_by_state_and_leads_to_the_rows(root: Path):
    found = pages(root)
    board = found[BOARD]

    for state, count in (("未启动", 0), ("整改中", 1), ("已完成", 3), ("已销号", 1)):
        assert cells(board, state)[1] == f"{count} 个"
    assert 'href="board.working.html"' in board
    assert "board.waiting.html" not in found
    assert "问题R-2" in words(found["board.working.html"])
    assert "逾期 1 个" in words(board)


def test_ledgers_with_overdue_rows_come_first(root: Path):
    board = pages(root)[BOARD]

    assert board.index('href="rectifications/zhen-1.html"') < board.index(
        'href="rectifications/ju-1.html"'
    )
    assert cells(board, "某镇党委")[1:7] == ["4 个", "2 个", "1 个", "1 个", "1 个", "50.00%"]


def test_the_levels_add_up_and_the_look_back_tells_what_it_found(root: Path):
    found = pages(root)
    board = found[BOARD]

    assert cells(board, "被巡察党组织做了")[1] == "2 个"
    counts = [
        cells(board, name)[1] for name in ("三级都做了", "做了两级", "做了一级", "三级都没有做")
    ]
    assert counts == ["1 个", "0 个", "1 个", "4 个"]
    assert cells(board, "查实已改")[1] == "1 个"
    assert cells(board, "还没有“回头看”")[1] == "5 个"
    assert "“回头看” 2025-12-01：查实已改" in words(found["board.looked-mended.html"])


def test_figures_are_added_within_one_kind_and_one_unit_alone(root: Path):
    text = words(pages(root)[BOARD])

    assert "追缴 300 元 1 处 追缴 8.00 万元 2 处" in text
    assert "约谈 1 人 1 处 约谈 3 人次 1 处" in text
    assert "只有约数的 1 处不计入" in text


def test_the_four_lists_show_every_row_and_lead_back(root: Path):
    lists = pages(root)[LISTS]

    for name in ("问题清单", "任务清单", "责任清单", "成效清单"):
        assert f'<caption class="vh">{name}</caption>' in lists
    for number in range(1, 5):
        assert lists.count(f'href="../rectifications/zhen-1.html#R-{number}"') == 4
    assert "新建《合同办法》" in words(lists)


def test_the_notice_uses_public_words_and_sums_that_add_up(root: Path):
    notice = pages(root)[NOTICE]
    text = words(notice)

    assert "某镇党委关于第一轮巡察整改情况的通报" in text
    assert "2025年3月10日起，巡察组对某镇党委开展了常规巡察。2025年5月1日" in text
    assert "2 + 1 + 1 = 4" in text
    assert "新建 1 项，修订 1 项" in text
    assert "批评教育 2 人；追缴 8.00 万元。" in text
    assert "只有约数的：增收 上亿元" in text
    assert "（一） 方面一" in text or "（一）方面一" in text
    assert (
        "关于“问题R-1”问题 已经落实：逐份登记。 整改情况： 完成 。全部登记。新建《合同办法》。"
        in text
    )
    assert not [word for word in ("已销号", "整改中", "已完成") if word in text]
    assert "“问题R-2”：未完成，时限 2025年12月20日，已经逾期。" in text
    assert "每年复核一次" in text
    assert "涉及问题线索的不公开。" in text


def test_the_notice_tells_measures_done_from_those_still_to_come(root: Path):
    measures = [{"述": "登记合同", "状态": "已完成"}, {"述": "收回欠款"}]
    notice = pages(
        root, {"data/rectifications/zhen-1.yml": ledger(row("R-1", 措施=measures), row("R-2"))}
    )[NOTICE]
    text = words(notice)

    assert "已经落实：登记合同。 正在落实或者还没有落实：收回欠款。" in text
    assert "正在落实或者还没有落实：逐份登记。" in text
    assert "已经落实：逐份登记" not in text
    assert "R-1" not in text.replace("问题R-1", "")


def test_a_withdrawn_ledger_is_counted_nowhere(root: Path):
    gone = {**FILES["data/rectifications/ju-1.yml"], "撤回": {"日期": "2025", "理由": "有误"}}
    found = pages(root, {"data/rectifications/ju-1.yml": gone})

    assert "1 本台账、4 个问题" in words(found[BOARD])
    assert "rectifications/ju-1.notice.html" not in found


def test_all_of_it_is_linked(root: Path):
    built(root)
    links = Links(root / "site")

    assert links.broken() == []
    assert links.reached() == links.pages.keys() - {"404.html"}
