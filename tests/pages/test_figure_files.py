"""Tables to take away beside their pages, and the ledger to be filled in."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from plugin.building import built
from plugin.looking import Links
from plugin.sitekit import case, small

from pages.viewkit import cells, checklist, inspection, item, ledger, pages, row, words
from xuncha_site.records.base import fields_by_label
from xuncha_site.records.ledger_row import LedgerRow

FILES: dict[str, Any] = {
    "data/checklists/qu-wei.yml": checklist(item("A01")),
    "data/rounds/di-yi-lun.yml": inspection(),
    "data/rectifications/zhen-1.yml": ledger(row("R-1"), row("R-2")),
    "data/cases/er-1.yml": case("二", 分类=["M1", "M2"], 单位类型="镇街", 日期="2024"),
}


def table(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    assert "\n" not in text.replace("\r\n", "")
    return list(csv.reader(io.StringIO(text[1:], newline="")))


def test_each_table_of_figures_can_be_taken_away_and_says_the_same(tmp_path: Path):
    found = pages(small(tmp_path, FILES))
    files = {name for name in found if name.startswith("downloads/") and name.endswith(".csv")}
    figures = {name for name in files if "/matrix-" in name or "/statistics-" in name}

    assert len(figures) == 6  # nothing is closed: no quarters
    for name in figures:
        of = "matrix.html" if "/matrix-" in name else "statistics.html"
        assert f'href="{name}" download' in found[of]
        assert f'href="../{name}" download' in found["downloads/index.html"]
        head, *lines = table(found[name])
        assert lines
        assert {len(line) for line in lines} == {len(head)}
    (line,) = (one for one in table(found["downloads/matrix-units.csv"]) if one[0] == "合计")
    shown = cells(found["matrix.html"].partition('id="_units"')[2], "合计")
    assert line == shown


def test_no_cell_of_a_table_is_a_formula(tmp_path: Path):
    bad = inspection(标题="=1+1")
    found = pages(small(tmp_path, {**FILES, "data/rounds/di-yi-lun.yml": bad}))

    assert table(found["downloads/statistics-rounds.csv"])[1][0] == "'=1+1"


def test_a_ledger_to_fill_in_has_columns_that_our_records_know(tmp_path: Path):
    found = pages(small(tmp_path, {}))
    (head,) = table(found["downloads/blank-ledger.csv"])

    assert {"编号", "问题", "措施", "责任单位", "时限", "状态", "成效"} <= set(head)
    assert set(head) <= set(fields_by_label(LedgerRow))
    page = found["blank-ledger.html"]
    assert page.count("<td></td>") > 8 * len(head)
    assert 'href="../blank-ledger.html"' in found["downloads/index.html"]
    assert "整改类型 立行立改、限期整改或长期坚持，必填 立行立改、限期整改、长期坚持" in words(page)


def test_guidance_may_link_to_the_ledger_to_fill_in(tmp_path: Path):
    text = "---\n标题: 怎样建账\n---\n\n用[空白台账](../blank-ledger.html)。\n"
    root = small(tmp_path, {"content/guidance/zicha.md": text})
    built(root)
    links = Links(root / "site")

    assert links.broken() == []
    assert "blank-ledger.html" in {file for _, file, _ in links.targets("guidance/zicha.html")}
