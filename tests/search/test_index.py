"""The files of the index: what an edit changes, and what they must not hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from plugin.building import built
from plugin.looking import parsed
from plugin.sitekit import REPOSITORY, case, copy_of_repository, policy, small

from search.decoded import files, postings
from xuncha_site.library import open_library
from xuncha_site.search import index_pages
from xuncha_site.search.documents import Document, documents
from xuncha_site.search.postings import Rank
from xuncha_site.search.tokens import runs

GLOSSARY = {
    "标题": "术语",
    "摘要": "几个词。",
    "日期": "2026",
    "可见范围": "公开",
    "性质": "教学示例",
    "来源": "虚构",
    "词条": [
        {
            "编号": "xiaohao",
            "词": "销号",
            "类别": "整改",
            "意思": "从账上划掉。",
            "也叫": ["对账销号"],
            "口语": ["打勾"],
        }
    ],
}
CHECKLIST = {
    "标题": "某单位责任清单",
    "摘要": "一份。",
    "日期": "2026",
    "可见范围": "公开",
    "性质": "教学示例",
    "来源": "虚构",
    "责任主体": "某单位",
    "版本": "2026年版",
    "条目": [
        {
            "编号": f"A{number}",
            "类别": "组织领导",
            "责任内容": f"做好第{number}件事",
            "履责方式": ["会议研究"],
            "频次": ["每轮"],
            "佐证": ["会议纪要"],
            "监督主体": "上级",
            "反面情形": "没有做",
            "出处": "拟写",
        }
        for number in range(3)
    ],
}


def index_of(root: Path) -> dict[str, Any]:
    library = open_library(root).library
    assert library is not None
    return files(index_pages(library))


def documents_of(root: Path) -> dict[str, Document]:
    library = open_library(root).library
    assert library is not None
    return {document.address: document for document in documents(library)}


def whole(root: Path, *more: dict[str, Any]) -> Path:
    extra = {"data/glossary.yml": GLOSSARY, "data/checklists/danwei.yml": CHECKLIST}
    return small(root, extra, *more)


def test_rows_with_a_heading_are_documents_that_lead_to_their_anchor(tmp_path: Path):
    found = documents_of(whole(tmp_path))

    assert found["checklists/danwei.html#A1"].title == "A1 做好第1件事"
    assert found["checklists/danwei.html#A1"].kind == "清单条目"
    assert found["policies/tiaoli-2024.html#d1"].kind == "政策条款"
    assert found["glossary.html#xiaohao"].kind == "术语"
    assert found["taxonomy.html#M1.1"].kind == "具体表现"
    # The heading of a finding is none of these: the case is one document.
    assert "cases/anli-1.html#w1" not in found


def test_below_a_row_stand_names_of_categories_and_no_codes():
    found = documents_of(REPOSITORY)
    codes = {one.partition("#")[2] for one in found if one.startswith("taxonomy.html#")}
    rows = [
        one
        for one in found.values()
        if one.address.startswith("rectifications/") and "#" in one.address
    ]

    assert len(rows) > 100
    assert not [row.address for row in rows if codes & set(row.where)]
    assert any("惠民惠农资金" in row.where for row in rows)


def test_an_edited_record_changes_its_shards_its_passage_and_the_columns_alone(tmp_path: Path):
    root = whole(tmp_path, {f"data/cases/bie-{n}.yml": case(f"第{n}个") for n in range(9)})
    before = index_of(root)
    old, new = "某镇有岗位48个。", "某村有鱼塘3口，从未公示。"
    small(root, {"data/cases/bie-4.yml": case("第4个", 案例背景=new)})
    after = index_of(root)

    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    number = next(d.number for d in documents_of(root).values() if d.address == "cases/bie-4.html")
    texts = {name for name in changed if name.startswith("t/")}
    shards = {name for name in changed if name.startswith("c/")}
    letters = {f"{ord(letter):x}" for run in runs(old + new) for letter in run}
    assert changed - texts - shards == {"columns"}
    assert texts == {f"t/{number // 4}"}
    assert shards
    assert {name[2:].partition(".")[0] for name in shards} <= letters


def test_the_columns_tell_a_new_version_of_each_file_that_changed(tmp_path: Path):
    root = whole(tmp_path)
    before = index_of(root)["columns"]["versions"]
    small(root, {"data/cases/anli-1.yml": case("一个", 案例背景="某村有鱼塘3口。")})
    library = open_library(root).library
    assert library is not None
    pages = {page.address: page.render() for page in index_pages(library)}
    columns = next(text for address, text in pages.items() if address.endswith("columns.js"))
    after = json.loads(columns.partition(",")[2].removesuffix(");\n"))["versions"]

    assert before["sounds"] == after["sounds"]
    assert before["words"] == after["words"]
    changed = [at for at in range(0, len(after["t"]), 3) if before["t"][at] != after["t"][at]]
    number = next(d.number for a, d in documents_of(root).items() if a == "cases/anli-1.html")
    assert changed == [number // 4 * 3]
    # Of every file, three letters or three blanks.
    files_of = sum(address.startswith("assets/index/c/") for address in pages)
    assert sum(len(after[key]) for key in after if key.isdigit()) == 3 * files_of


def test_overviews_and_keys_that_readers_ask_for_are_found(tmp_path: Path):
    root = whole(tmp_path, {"data/cases/bie-1.yml": case("一个", 思考题=["多发一个怎么选？"])})
    found = documents_of(root)

    assert found["selfcheck/town.html"].title == "镇街自查表"
    assert found["matrix.html"].kind == "总览"
    assert "board.html" not in found  # there is no ledger
    assert "思考题" in found["cases/bie-1.html"].searched[Rank.KEYWORD]
    assert "思考题" not in found["cases/anli-1.html"].searched[Rank.KEYWORD]


def test_a_new_row_moves_no_other_document(tmp_path: Path):
    root = whole(tmp_path)
    before = {address: d.number for address, d in documents_of(root).items()}
    items = [*CHECKLIST["条目"], {**CHECKLIST["条目"][0], "编号": "A9", "责任内容": "新的一件事"}]
    small(root, {"data/checklists/danwei.yml": {**CHECKLIST, "条目": items}})
    after = {address: d.number for address, d in documents_of(root).items()}

    assert before.items() <= after.items()
    assert after.keys() - before.keys() == {"checklists/danwei.html#A9"}


def test_the_same_library_gives_the_same_files(tmp_path: Path):
    one, other = whole(tmp_path / "one"), whole(tmp_path / "other")

    assert index_of(one) == index_of(other)


HIDDEN = "埋藏甲乙"


@pytest.mark.parametrize(
    "hidden",
    [
        {"data/cases/mi-1.yml": case(HIDDEN, 可见范围="内部")},
        {"data/cases/mi-1.yml": case(HIDDEN, 可见范围="草稿")},
        {
            "data/cases/mi-1.yml": case(
                "一个",
                教学={
                    "目标": [HIDDEN],
                    "时长": "90",
                    "讨论题": [{"题": HIDDEN, "参考要点": [HIDDEN]}],
                },
            )
        },
        {"data/policies/mi-1.yml": policy("一部", 待核=["文号"], 文号=HIDDEN)},
        {
            "data/cases/mi-1.yml": case(
                "一个", 案例背景=HIDDEN, 撤回={"日期": "2026", "理由": "有误"}
            )
        },
    ],
)
def test_what_readers_may_not_see_is_in_no_file(tmp_path: Path, hidden: dict[str, Any]):
    found = index_of(whole(tmp_path, hidden))

    assert HIDDEN not in repr(found)
    # Nor pair by pair.
    assert "藏" not in found.get(f"c/{ord('埋'):x}.a", {})


def test_the_words_of_the_glossary_stand_with_their_document(tmp_path: Path):
    root = whole(tmp_path)
    number = documents_of(root)["glossary.html#xiaohao"].number

    assert index_of(root)["words"] == [[number, "销号", "对账销号", "打勾"]]


def test_every_document_stands_where_its_address_says(tmp_path: Path):
    root = copy_of_repository(tmp_path / "library")
    built(root)
    ids: dict[str, set[str]] = {}
    for address in documents_of(root):
        page, _, anchor = address.partition("#")
        if page not in ids:
            ids[page] = set(parsed((root / "site" / page).read_text(encoding="utf-8")).ids)
        assert not anchor or anchor in ids[page], address


def test_every_document_is_held_by_the_pairs_of_its_title(tmp_path: Path):
    root = whole(tmp_path)
    found = index_of(root)
    for document in documents_of(root).values():
        first, second = next(run for run in runs(document.title) if len(run) > 1)[:2]
        held = [
            dict(postings(data[second]))
            for name, data in found.items()
            if name.startswith(f"c/{ord(first):x}.") and second in data
        ]
        assert any(document.number in one for one in held), document.title
