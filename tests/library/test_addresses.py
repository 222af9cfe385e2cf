"""Addresses are a contract: none is lost, none is given twice, the ledger forgets nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conftest import BASE, Folder
from hypothesis import given
from hypothesis import strategies as st

from xuncha_site.library.addresses import ids_ever_used, ledger, updated
from xuncha_site.problems import Code, Problem

Make = Callable[..., Folder]
CASE = "data/cases/shitang-2024.yml"


def told(folder: Folder) -> list[Problem]:
    return [p for p in folder.open().problems if p.code is not Code.NO_HISTORY]


def codes(folder: Folder) -> list[tuple[Code, str]]:
    return [(p.code, str(p.where)) for p in told(folder)]


def update(folder: Folder) -> str:
    """Bring the ledger of a good library up to date, as ``xuncha addresses --update`` does."""
    opened = folder.open()
    assert opened.library, opened.problems
    text = updated(folder.path, opened.library.entries.values())
    folder.write({"addresses.txt": text})
    return text


@pytest.fixture
def published(library_folder: Make) -> Folder:
    """A library whose addresses stand in the ledger."""
    folder = library_folder()
    update(folder)
    return folder


def test_the_ledger_lists_every_page_and_row(published: Folder) -> None:
    lines = published.read("addresses.txt").splitlines()[1:]
    assert lines == [
        "现用 cases/shangpu-2023.html",
        "现用 cases/shangpu-2023.html#w1",
        "现用 cases/shitang-2024.html",
        "现用 cases/shitang-2024.html#w1",
        "现用 guidance/ducu.html",
        "现用 index.html",
        "现用 policies/banfa-2015.html",
        "现用 policies/banfa-2024.html",
        "现用 policies/banfa-2024.html#d1",
        "现用 taxonomy.html",
        "现用 taxonomy.html#J1",
        "现用 taxonomy.html#M3",
        "现用 taxonomy.html#M4",
    ]


def test_what_was_published_and_stands_is_no_fault(published: Folder) -> None:
    assert told(published) == []


def test_updating_twice_changes_nothing(published: Folder) -> None:
    assert published.read("addresses.txt") == update(published)


def test_a_renamed_record_needs_its_former_id(published: Folder) -> None:
    text = published.read(CASE)
    published.write({CASE: None, "data/cases/zhang-2024.yml": text})
    problems = told(published)
    assert [p.fault for p in problems] == [
        "发布过的地址 cases/shitang-2024.html 没有了",
        "发布过的地址 cases/shitang-2024.html#w1 没有了",
    ]
    assert "写“曾用编号: [shitang-2024]”" in problems[0].mend


def test_with_its_former_id_page_and_rows_are_kept(published: Folder) -> None:
    text = published.read(CASE).replace("性质:", "曾用编号: [shitang-2024]\n性质:")
    published.write({CASE: None, "data/cases/zhang-2024.yml": text})
    assert told(published) == []
    lines = update(published).splitlines()
    assert "改至 cases/shitang-2024.html cases/zhang-2024.html" in lines
    assert "现用 cases/zhang-2024.html#w1" in lines


def test_a_row_that_a_moved_page_no_longer_has_is_told_where_it_is_to_be_retired(
    published: Folder,
) -> None:
    text = published.read(CASE).replace("性质:", "曾用编号: [shitang-2024]\n性质:")
    text = text.replace("编号: w1", "编号: w2")
    published.write({CASE: None, "data/cases/zhang-2024.yml": text})
    (problem,) = told(published)
    assert problem.fault == "发布过的地址 cases/shitang-2024.html#w1 没有了"
    assert problem.mend == "在 cases/zhang-2024.html 的记录里把 w1 列入“停用编号”。"


def test_a_row_that_is_gone_must_be_retired(published: Folder) -> None:
    published.change(CASE, "编号: w1", "编号: w2")
    (problem,) = told(published)
    assert (problem.code, str(problem.where)) == (Code.LOST_ADDRESS, "addresses.txt:5:1")
    published.change(CASE, "性质:", "停用编号: [w1]\n性质:")
    assert told(published) == []
    assert "撤回 cases/shitang-2024.html#w1" in update(published).splitlines()


def test_a_withdrawn_record_keeps_its_address_and_frees_its_rows(published: Folder) -> None:
    published.change(CASE, "性质:", "撤回: {日期: 2024, 理由: 内容有误}\n性质:")
    assert told(published) == []
    assert "撤回 cases/shitang-2024.html" in update(published).splitlines()
    assert told(published) == []


def test_a_withdrawn_record_cannot_be_deleted_or_come_back(published: Folder) -> None:
    good = published.read(CASE)
    published.change(CASE, "性质:", "撤回: {日期: 2024, 理由: 内容有误}\n性质:")
    update(published)
    published.write({CASE: good})
    assert codes(published) == [(Code.REUSED_ID, f"{CASE}:1:1")]
    published.write({CASE: None})
    assert Code.LOST_ADDRESS in [code for code, _ in codes(published)]


def test_a_faulty_record_is_not_lost(published: Folder) -> None:
    published.write({CASE: "标题：甲\n"})
    assert Code.LOST_ADDRESS not in [code for code, _ in codes(published)]


@pytest.mark.parametrize("visibility", ["内部", "草稿"])
def test_a_record_that_readers_may_no_longer_see_is_lost(
    visibility: str, published: Folder
) -> None:
    published.change(CASE, "可见范围: 公开", f"可见范围: {visibility}")
    assert {code for code, _ in codes(published)} == {Code.LOST_ADDRESS}


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("撤回 cases/shitang-2024.html", f"{CASE}:1:1"),
        ("改至 cases/shitang-2024.html cases/shangpu-2023.html", f"{CASE}:1:1"),
        ("撤回 cases/shitang-2024.html#w1", f"{CASE}:12:9"),
        ("撤回 taxonomy.html#M3", "data/taxonomy.yml:11:13"),
        ("撤回 guidance/ducu.html", "content/guidance/ducu.md:1:1"),
    ],
)
def test_an_id_that_the_ledger_has_as_gone_is_not_given_again(
    line: str, place: str, library_folder: Make
) -> None:
    folder = library_folder({"addresses.txt": line + "\n"})
    assert codes(folder) == [(Code.REUSED_ID, place)]


def test_a_former_id_that_is_somebodys_id_is_told_at_its_place(library_folder: Make) -> None:
    folder = library_folder().change(CASE, "性质:", "曾用编号: [jiu-2020, shangpu-2023]\n性质:")
    (problem,) = told(folder)
    assert problem.code is Code.REUSED_ID
    assert str(problem.where) == f"{CASE}:5:18"
    assert problem.fault == "曾用编号“shangpu-2023”又是“商铺到期以后”的编号"


def test_a_former_id_that_two_claim_is_told_once(library_folder: Make) -> None:
    folder = library_folder()
    for name in ("shangpu-2023", "shitang-2024"):
        folder.change(f"data/cases/{name}.yml", "性质:", "曾用编号: [jiu-2020]\n性质:")
    (problem,) = told(folder)
    assert problem.fault == "曾用编号“jiu-2020”又是“商铺到期以后”的曾用编号"


def test_one_former_id_in_two_types_is_no_fault(library_folder: Make) -> None:
    folder = library_folder()
    for name in ("cases/shangpu-2023", "policies/banfa-2015"):
        folder.change(f"data/{name}.yml", "性质:", "曾用编号: [jiu-2020]\n性质:")
    assert told(folder) == []


@pytest.mark.parametrize(
    "line",
    ["在用 cases/a.html", "现用", "现用 a.html b.html", "改至 a.html", "撤回  a.html", "a.html"],
)
def test_a_line_that_cannot_be_read_is_told(line: str, library_folder: Make) -> None:
    folder = library_folder({"addresses.txt": f"# 说明\n\n{line}\n"})
    assert codes(folder) == [(Code.BAD_ADDRESS_LINE, "addresses.txt:3:1")]


@given(
    extra=st.sets(st.from_regex(r"(policies|cases)/[a-z0-9-]{3,8}\.html(#w[1-9])?", fullmatch=True))
)
def test_an_update_keeps_every_line_that_was_ever_published(
    extra: set[str], published: Folder
) -> None:
    published.write({"addresses.txt": ""})
    library = published.open().library
    assert library
    published.write({"addresses.txt": "".join(f"撤回 {address}\n" for address in extra)})
    text = updated(published.path, library.entries.values())
    published.write({"addresses.txt": text})
    kept, problems = ledger(published.path)
    assert not problems
    addresses = [line.address for line in kept]
    assert extra <= set(addresses)
    assert {entry.address for entry in library.entries.values()} <= set(addresses)
    assert addresses == sorted(set(addresses))


def test_ids_of_files_and_of_the_ledger_are_taken(library_folder: Make) -> None:
    folder = library_folder(
        {
            "addresses.txt": "撤回 cases/jiu-2020.html\n现用 cases/x-2021.html#w1\n现用 a.html\n",
            "data/cases/sub/deep-2020.yml": (BASE / CASE).read_text(encoding="utf-8"),
        }
    )
    assert ids_ever_used(folder.path, "cases") == {
        "shangpu-2023", "shitang-2024", "deep-2020", "jiu-2020", "x-2021",
    }  # fmt: skip


def test_a_page_of_a_row_stands_in_nobodys_way(library_folder: Make) -> None:
    roles = (
        "标题: 岗位\n摘要: 摘要\n日期: 2025\n可见范围: 公开\n性质: 教学示例\n来源: 虚构\n角色:\n"
        "  - {编号: a, 名称: 甲, 要问: 问, 是谁: 谁}\n  - {编号: A, 名称: 乙, 要问: 问, 是谁: 谁}\n"
    )
    folder = library_folder({"data/roles.yml": roles, "content/roles/a.md": "---\n标题: 页\n---\n"})

    assert codes(folder) == [
        (Code.SAME_ADDRESS, "data/roles.yml:9:10"),
        (Code.SAME_ADDRESS, "content/roles/a.md:1:1"),
    ]
