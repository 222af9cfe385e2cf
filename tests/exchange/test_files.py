"""What can be taken away: its form, what it holds, and what it does not."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from plugin.sitekit import SETTINGS, TAXONOMY, case, copy_of_repository, policy, small, write

from xuncha_site.exchange import EntryFiles, Exports, Making, json_address
from xuncha_site.library import Library, open_library
from xuncha_site.records.base import fields_of, types

ITEM = {
    "类别": "组织领导",
    "责任内容": "听取汇报",
    "履责方式": ["会议研究"],
    "频次": ["每年"],
    "佐证": ["纪要"],
    "监督主体": "上级",
    "反面情形": "没有听。",
    "出处": "拟写",
}
CHECKLIST = {
    "标题": "区委清单",
    "摘要": "一句话。",
    "日期": "2024",
    "可见范围": "公开",
    "性质": "教学示例",
    "来源": "虚构",
    "责任主体": "区委",
    "版本": "2024年版",
    "条目": [{"编号": "A01", **ITEM}, {"编号": "A02", **ITEM}],
}


def opened(root: Path) -> Library:
    found = open_library(root)
    assert found.library is not None, found.problems
    return found.library


@pytest.fixture(name="library")
def _library(tmp_path: Path) -> Callable[..., Library]:
    def make(files: dict[str, Any], audience: str = "公开") -> Library:
        small(tmp_path, files, {"data/site.yml": {**SETTINGS, "读者": audience}})
        return opened(tmp_path)

    return make


def entry_files(library: Library) -> EntryFiles:
    return EntryFiles(library, Making(lambda entry: entry.source.text.encode(), None))


def interface(library: Library) -> dict[str, Any]:
    """Every JSON file of a whole type by its address, checked against its schema."""
    found = {}
    for export in Exports(library, entry_files(library)).interface:
        found[export.address] = json.loads(export.text)
        assert export.schema is not None
        jsonschema.validate(found[export.address], json.loads(export.schema[1]))
        assert export.count == len(found[export.address]["items"])
    return found


def tables(library: Library) -> dict[str, list[dict[str, str]]]:
    """The lines of every spreadsheet by its address."""
    found = {}
    for export in Exports(library, entry_files(library)).tables:
        lines = list(csv.DictReader(io.StringIO(export.text[1:], newline="")))
        assert export.count == len(lines)
        assert "、".join(lines[0]) == export.columns
        found[export.address] = lines
    return found


@pytest.fixture(name="own", scope="session")
def _own(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return opened(copy_of_repository(tmp_path_factory.mktemp("own")))


def test_every_file_of_the_repositorys_own_records_keeps_its_schema(own: Library):
    files = interface(own)

    wanted = {f"api/{kind.folder}.json" for kind in types()}
    assert wanted | {"api/items.json", "api/rows.json"} == files.keys()
    for kind in types():
        if not kind.file:
            assert len(files[f"api/{kind.folder}.json"]["items"]) == len(own.of_kind(kind))
    assert all(item["schema_version"] == 1 for item in files.values())


def test_a_records_own_file_is_its_item_in_the_file_of_its_type(own: Library):
    files, entries = interface(own), entry_files(own)
    for kind in (kind for kind in types() if not kind.file):
        items = {item["编号"]: item for item in files[f"api/{kind.folder}.json"]["items"]}
        for entry in own.of_kind(kind):
            assert json_address(entry) == f"api/{kind.folder}/{entry.id}.json"
            assert json.loads(entries.data(entry)) == {
                "schema_version": 1,
                "items": [items[entry.id]],
            }


def test_items_name_their_list_and_those_of_counted_lists_say_so(library: Callable[..., Library]):
    files = interface(
        library(
            {
                "data/checklists/qu-wei.yml": {**CHECKLIST, "计入五十五": "是"},
                "data/checklists/qu-ban.yml": CHECKLIST,
            }
        )
    )
    items = files["api/items.json"]["items"]

    assert {(item["清单"], item["编号"]) for item in items} == {
        (name, row) for name in ("qu-wei", "qu-ban") for row in ("A01", "A02")
    }
    assert {item["清单"] for item in items if item.get("计入五十五") is True} == {"qu-wei"}
    assert {item.get("计入五十五") for item in items} == {True, None}
    assert items[0]["地址"] == f"checklists/{items[0]['清单']}.html#{items[0]['编号']}"


def test_the_counted_items_of_the_repository_are_fifty_five(own: Library):
    items = interface(own)["api/items.json"]["items"]

    assert len([item for item in items if item.get("计入五十五") is True]) == 55


def test_signs_terms_and_roles_stand_under_the_name_of_their_file(own: Library):
    files = interface(own)
    for name, key in (("taxonomy", "看什么"), ("glossary", "意思"), ("roles", "要问")):
        items = files[f"api/{name}.json"]["items"]
        assert items
        assert all(key in item for item in items)
    signs = files["api/taxonomy.json"]["items"]
    assert {sign["聚焦"] for sign in signs} <= own.entries["taxonomy"].rows.keys()
    assert {sign["类别"] for sign in signs} <= own.entries["taxonomy"].rows.keys()


WITHDRAWN = {"撤回": {"日期": "2025-01-02", "理由": "事实有误", "接替": "anli-1"}}


def test_of_a_withdrawn_record_only_the_withdrawal_is_told(library: Callable[..., Library]):
    gone = case("撤回的案例", 摘要="摘要暗记", 案例背景="正文暗记", **WITHDRAWN)
    there = library(
        {
            "data/cases/che-1.yml": gone,
            "data/cases/xin-1.yml": case("新案例", 相关案例=["che-1"]),
            "data/checklists/qu-wei.yml": {**CHECKLIST, "撤回": {"日期": "2025", "理由": "换版"}},
        }
    )
    files, sheets = interface(there), tables(there)

    (item,) = (i for i in files["api/cases.json"]["items"] if i["编号"] == "che-1")
    assert item["记录状态"] == "已撤回"
    assert item["撤回"] == WITHDRAWN["撤回"]
    (line,) = (line for line in sheets["downloads/cases.csv"] if line["编号"] == "che-1")
    assert line["记录状态"] == "已撤回"
    assert line["撤回"] == "日期：2025-01-02；理由：事实有误；接替：一张名单"
    (line,) = (line for line in sheets["downloads/cases.csv"] if line["编号"] == "xin-1")
    assert line["相关案例"] == "撤回的案例（已撤回）"
    assert files["api/items.json"]["items"] == []
    (line,) = sheets["downloads/checklists.csv"]
    assert (line["清单编号"], line["记录状态"]) == ("qu-wei", "已撤回")
    assert "暗记" not in json.dumps([files, sheets], ensure_ascii=False)
    assert "听取汇报" not in json.dumps([files, sheets], ensure_ascii=False)


def test_a_withdrawn_file_of_terms_says_so(library: Callable[..., Library]):
    there = library({"data/taxonomy.yml": {**TAXONOMY, "撤回": {"日期": "2025", "理由": "换版"}}})

    document = interface(there)["api/taxonomy.json"]

    assert document == {"schema_version": 1, "记录状态": "已撤回", "items": []}
    (line,) = tables(there)["downloads/taxonomy.csv"]
    assert line["记录状态"] == "已撤回"


HIDDEN = {
    "data/cases/gong-1.yml": case(
        "公开案例",
        相关案例=["nei-1"],
        依据=["nei-tiaoli#d1", "tiaoli-2024"],
        教学={
            "目标": ["教学暗记"],
            "时长": "90",
            "讨论题": [{"题": "教学暗记", "参考要点": ["教学暗记"]}],
        },
    ),
    "data/cases/nei-1.yml": case("内部暗记", 可见范围="内部"),
    "data/policies/nei-tiaoli.yml": policy("内部暗记", 可见范围="内部"),
    "data/policies/he-1.yml": policy("条例", 文号="待核暗记", 待核=["文号"]),
}


@pytest.mark.parametrize("audience", ["公开", "内部", "编辑"])
def test_what_an_audience_may_not_see_is_in_no_file(library: Callable[..., Library], audience: str):
    there = library(HIDDEN, audience)
    whole = json.dumps([interface(there), tables(there)], ensure_ascii=False)

    assert "教学" not in whole.replace("教学示例", "")
    assert ("内部暗记" in whole) == (audience != "公开")
    assert ("nei-" in whole) == (audience != "公开")
    assert ("待核暗记" in whole) == (audience == "编辑")
    assert "tiaoli-2024" in whole


def test_columns_are_the_declared_fields_of_readers(own: Library):
    sheets = tables(own)
    editors = {"曾用编号", "停用编号", "待核", "可见范围", "教学", "豁免", "审核"}
    for kind in (kind for kind in types() if not kind.parts):
        declared = [f.columns[0] for f in fields_of(kind) if f.label not in editors]
        headings = list(sheets[f"downloads/{kind.folder}.csv"][0])
        assert headings == ["编号", *declared, "记录状态", "地址"]


def test_a_row_of_a_ledger_has_its_own_fields_and_those_of_its_ledger(own: Library):
    line = tables(own)["downloads/rectifications.csv"][0]

    assert {"问题", "措施", "状态", "台账", "台账编号", "被巡察党组织", "单位类型"} <= line.keys()
    assert line["地址"] == f"rectifications/{line['台账编号']}.html#{line['编号']}"


def test_rich_text_comes_without_the_marks_of_a_page(library: Callable[..., Library]):
    background = (
        "见[[policies/tiaoli-2024]]和[[policies/tiaoli-2024#d1|这一条]]。\n\n- **一**\n- 二"
    )
    there = library({"data/cases/wen-1.yml": case("文", 案例背景=background)})

    (line,) = (row for row in tables(there)["downloads/cases.csv"] if row["编号"] == "wen-1")

    assert line["案例背景"] == "见某条例和这一条。\n\n· 一\n· 二"


def test_a_library_without_records_has_empty_files_and_no_tables(tmp_path: Path):
    gone = ("cases/anli-1.yml", "policies/tiaoli-2024.yml", "taxonomy.yml")
    small(tmp_path, {f"data/{name}": None for name in gone})
    write(tmp_path, {"content/guidance/zicha.md": None})
    there = opened(tmp_path)

    assert interface(there)["api/cases.json"]["items"] == []
    assert tables(there) == {}
