"""What an audience may not see is absent: entries, fields, rows, mentions and backlinks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conftest import Folder

from xuncha_site.library import Library
from xuncha_site.problems import Code
from xuncha_site.records.settings import Audience

Make = Callable[..., Folder]
SHANGPU, SHITANG = "data/cases/shangpu-2023.yml", "data/cases/shitang-2024.yml"


def library_of(folder: Folder, audience: str = "公开") -> Library:
    folder.change("data/site.yml", "读者: 公开", f"读者: {audience}")
    opened = folder.open()
    assert opened.library, opened.problems
    return opened.library


def in_every_byte(library: Library) -> str:
    """All that a library could hand to a page."""
    return "\n".join(
        f"{entry.model.model_dump_json()} {entry.mentions} {entry.rows}"
        f" {[(other.key, row) for found in entry.backlinks.values() for other, row in found]}"
        for entry in library.entries.values()
    )


@pytest.mark.parametrize(
    ("audience", "visibility", "seen"),
    [
        ("公开", "公开", True), ("公开", "内部", False), ("公开", "草稿", False),
        ("内部", "公开", True), ("内部", "内部", True), ("内部", "草稿", False),
        ("编辑", "公开", True), ("编辑", "内部", True), ("编辑", "草稿", True),
    ],
)  # fmt: skip
def test_an_audience_sees_its_own_and_wider_records(
    audience: str, visibility: str, seen: bool, library_folder: Make
) -> None:
    folder = library_folder().change(SHITANG, "可见范围: 公开", f"可见范围: {visibility}")
    library = library_of(folder, audience)
    assert ("cases/shitang-2024" in library.entries) == seen
    assert ("食堂的第二本账" in in_every_byte(library)) == seen
    assert (library.find("cases/shitang-2024") is not None) == seen


@pytest.mark.parametrize("audience", list(Audience))
def test_no_audience_of_a_site_gets_the_trainers_part(
    audience: Audience, library_folder: Make
) -> None:
    folder = library_folder().change(
        SHITANG, "  时长: 45", "  时长: 45\n  讲师备注: 见[[policies/banfa-2015]]，不外传"
    )
    library = library_of(folder, audience.value)
    found = in_every_byte(library)
    for secret in ("会看账", "怎么查", "先看票据", "不外传"):
        assert secret not in found
    assert "教学" not in {m.label for m in library.entries["cases/shitang-2024"].mentions}
    backlinks = library.entries["policies/banfa-2015"].backlinks
    assert "cases" not in backlinks


@pytest.mark.parametrize(("audience", "seen"), [("公开", False), ("内部", False), ("编辑", True)])
def test_unverified_fields_are_for_editors(audience: str, seen: bool, library_folder: Make) -> None:
    folder = library_folder().change(
        SHITANG, "性质:", "待核: [成效, 相关案例]\n成效: 账外的钱都收回来了。\n性质:"
    )
    library = library_of(folder, audience)
    entry = library.entries["cases/shitang-2024"]
    assert ("账外的钱" in in_every_byte(library)) == seen
    assert ("成效" in in_every_byte(library)) == seen
    assert bool([m for m in entry.mentions if m.label == "相关案例"]) == seen
    assert ("cases" in library.entries["cases/shangpu-2023"].backlinks) == seen


def test_rows_of_a_dropped_field_are_no_rows_of_the_page(library_folder: Make) -> None:
    folder = library_folder().change(
        "data/policies/banfa-2024.yml", "核对日期:", "待核: [条款]\n核对日期:"
    )
    library = library_of(folder)
    policy = library.entries["policies/banfa-2024"]
    assert policy.rows == {}
    # Who refers to the row refers to the page.
    assert library.find("policies/banfa-2024", "d1") == (policy, "")
    assert [(e.key, row) for e, row in policy.backlinks["cases"]] == [("cases/shangpu-2023", "")]


def test_a_list_leaves_out_what_its_readers_may_not_see(library_folder: Make) -> None:
    folder = library_folder().change(
        "data/policies/banfa-2015.yml", "可见范围: 公开", "可见范围: 内部"
    )
    folder.change("data/policies/banfa-2024.yml", "，比[[policies/banfa-2015]]严", "")
    library = library_of(folder)
    policy = library.entries["policies/banfa-2024"]
    assert [m.key for m in policy.mentions] == []
    assert "cases" in policy.backlinks


@pytest.mark.parametrize(
    ("one", "other", "fault"),
    [
        ("公开", "公开", False), ("公开", "内部", True), ("公开", "草稿", True),
        ("内部", "公开", False), ("内部", "内部", False), ("内部", "草稿", True),
        ("草稿", "内部", False), ("草稿", "草稿", False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("audience", ["公开", "编辑"])
def test_running_text_must_not_refer_to_what_is_seen_by_fewer(
    one: str, other: str, fault: bool, audience: str, library_folder: Make
) -> None:
    folder = library_folder()
    folder.change("data/site.yml", "读者: 公开", f"读者: {audience}")
    folder.change("data/policies/banfa-2024.yml", "可见范围: 公开", f"可见范围: {one}")
    folder.change("data/policies/banfa-2015.yml", "可见范围: 公开", f"可见范围: {other}")
    found = [p for p in folder.open().problems if p.code is Code.HIDDEN_REFERENCE]
    assert [str(p.where) for p in found] == ["data/policies/banfa-2024.yml:12:13"] * fault


def test_backlinks_from_what_is_not_seen_are_absent(library_folder: Make) -> None:
    folder = library_folder().change(SHITANG, "可见范围: 公开", "可见范围: 内部")
    library = library_of(folder)
    assert "cases" not in library.entries["cases/shangpu-2023"].backlinks
    assert list(library.entries["taxonomy"].backlinks) == ["cases"]
    assert len(library.entries["taxonomy"].backlinks["cases"]) == 1


def test_a_withdrawn_record_keeps_its_successor_alone(library_folder: Make) -> None:
    folder = library_folder().change(
        SHITANG, "性质:", "撤回: {日期: 2024, 理由: 有误, 接替: shangpu-2023}\n性质:"
    )
    entry = library_of(folder).entries["cases/shitang-2024"]
    assert entry.withdrawn
    assert entry.rows == {}
    assert [m.key for m in entry.mentions] == ["cases/shangpu-2023"]
    assert {m.label for m in entry.mentions} == {"撤回"}


def test_a_withdrawn_record_is_no_backlink(library_folder: Make) -> None:
    folder = library_folder().change(SHITANG, "性质:", "撤回: {日期: 2024, 理由: 有误}\n性质:")
    library = library_of(folder)
    assert "cases" not in library.entries["cases/shangpu-2023"].backlinks


def test_looking_for_one_audience_leaves_the_next_reading_whole(library_folder: Make) -> None:
    folder = library_folder().change(SHITANG, "可见范围: 公开", "可见范围: 内部")
    assert "cases/shitang-2024" not in library_of(folder).entries
    folder.change("data/site.yml", "读者: 公开", "读者: 内部")
    library = folder.open().library
    assert library
    assert "cases/shitang-2024" in library.entries
