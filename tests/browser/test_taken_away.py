"""What a list is narrowed to is taken away whole, as a spreadsheet without formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from browser.conftest import Sites, Visit
from browser.looking import filtered

pytestmark = pytest.mark.browser

Visits = Callable[..., Visit]


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_what_is_filtered_is_taken_away_whole(visit: Visits, sites: Sites, scheme: str):
    base = sites["large"].base(scheme)
    page = visit(base).open(f"{base}cases/index.html{filtered(('分类', 'M1'))}")
    hits = int(page.locator(".res-n b").inner_text())
    assert hits > 50
    assert page.locator(".res .item").count() == 50

    with page.expect_download() as started:
        page.get_by_role("button", name="存成表格").click()
    text = Path(started.value.path()).read_bytes().decode("utf-8")

    assert text.startswith("\ufeff")
    assert text.count("\r\n") == hits + 1
    lines = list(csv.DictReader(io.StringIO(text[1:], newline="")))
    assert len(lines) == hits
    assert {line["分类"] for line in lines} == {"惠民资金"}
    assert {"编号", "标题", "摘要", "体裁", "单位类型", "记录状态", "地址"} <= lines[0].keys()
    assert started.value.suggested_filename == f"典型案例（筛选 {hits}个）.csv"


def test_no_cell_of_the_spreadsheet_is_a_formula(visit: Visits, sites: Sites):
    page = visit(sites["public"].http).open(f"{sites['public'].http}cases/index.html")

    text = page.evaluate(
        "() => xunchaFiles.csv([['=1+1', '+1', '-1', '@a', '＝1', '\\t=1', 'a,b', 'a\"b', '文']])"
    )

    (line,) = csv.reader(io.StringIO(text[1:], newline=""))
    assert line == ["'=1+1", "'+1", "'-1", "'@a", "'＝1", "'\t=1", "a,b", 'a"b', "文"]
