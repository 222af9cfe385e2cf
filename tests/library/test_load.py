"""Files → entries: every file is known for what it is, and its faults are told once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conftest import BASE, Folder

from xuncha_site.library import open_library
from xuncha_site.problems import Code, Grade

Make = Callable[..., Folder]
CASE = (BASE / "data/cases/shitang-2024.yml").read_text(encoding="utf-8")


def told(folder: Folder) -> list[tuple[Code, str]]:
    """What is told of a folder, but that it has no history."""
    problems = folder.open().problems
    return [(p.code, str(p.where)) for p in problems if p.code is not Code.NO_HISTORY]


def test_the_base_library_opens_with_every_entry_under_its_key(library_folder: Make) -> None:
    library = library_folder().open().library
    assert library
    assert sorted(library.entries) == [
        "cases/shangpu-2023", "cases/shitang-2024", "guidance/ducu", "index",
        "policies/banfa-2015", "policies/banfa-2024", "taxonomy",
    ]  # fmt: skip
    assert library.settings.name == "样例库"


@pytest.mark.parametrize("name", ["data/cases/jiude/xin-2024.yml", "data/cases/xin-2024.yaml"])
def test_sub_folders_and_both_endings_hold_records(name: str, library_folder: Make) -> None:
    library = library_folder({name: CASE}).open().library
    assert library
    assert library.entries["cases/xin-2024"].source.file == name


def test_one_id_in_two_types_is_no_duplicate(library_folder: Make) -> None:
    policy = (BASE / "data/policies/banfa-2015.yml").read_text(encoding="utf-8")
    assert told(library_folder({"data/policies/shitang-2024.yml": policy})) == []


@pytest.mark.parametrize("first", [CASE, CASE.replace("日期: 2024-03", "日期: 三月")])
def test_a_second_file_with_an_id_is_told_even_if_the_first_is_faulty(
    first: str, library_folder: Make
) -> None:
    folder = library_folder({"data/cases/a-2024.yml": first, "data/cases/x/a-2024.yml": CASE})
    assert (Code.DUPLICATE_ID, "data/cases/x/a-2024.yml:1:1") in told(folder)


@pytest.mark.parametrize(
    ("file", "text", "told_of"),
    [
        ("data/cases/shangpu-2023.yml", "标题: 甲\n", "shangpu"),
        ("data/cases/shangpu-2023.yml", "标题：甲\n", "shangpu"),
        ("data/cases/shangpu-2023.yml", "", "shangpu"),
        ("data/taxonomy.yml", "标题: 甲\n", "taxonomy"),
        ("data/policies/banfa-2015.yml", "- 甲\n", "banfa-2015"),
        ("content/guidance/ducu.md", "正文\n", "ducu"),
        ("content/guidance/ducu.md", "---\n标题: []\n---\n", "ducu"),
    ],
)
def test_what_refers_to_a_faulty_file_is_not_told_as_dangling(
    file: str, text: str, told_of: str, library_folder: Make
) -> None:
    found = told(library_folder({file: text}))
    assert found
    assert all(told_of in place for _, place in found), found


def test_the_references_of_a_faulty_record_are_checked_in_the_same_run(
    library_folder: Make,
) -> None:
    text = CASE.replace("日期: 2024-03", "日期: 三月").replace("shangpu-2023#w1", "shangpu-2032")
    assert told(library_folder({"data/cases/shitang-2024.yml": text})) == [
        (Code.BAD_DATE, "data/cases/shitang-2024.yml:3:5"),
        (Code.DANGLING_REFERENCE, "data/cases/shitang-2024.yml:20:8"),
    ]


def test_a_malformed_reference_is_told_once(library_folder: Make) -> None:
    text = CASE.replace("shangpu-2023#w1", "shangpu 2023")
    assert told(library_folder({"data/cases/shitang-2024.yml": text})) == [
        (Code.BAD_VALUE, "data/cases/shitang-2024.yml:20:8")
    ]


@pytest.mark.parametrize("value", ["*mou", "&mou 2024", "!!str 2024", '"2024\\b"'])
def test_a_value_wrong_as_text_is_not_judged_again(value: str, library_folder: Make) -> None:
    text = CASE.replace("日期: 2024-03", f"日期: {value}")
    found = told(library_folder({"data/cases/shitang-2024.yml": text}))
    assert [place for _, place in found] == ["data/cases/shitang-2024.yml:3:5"]


def test_litter_is_passed_over_and_a_stranger_is_a_warning(library_folder: Make) -> None:
    folder = library_folder(
        {"data/cases/~$a.docx": "", "data/Thumbs.db": "", "data/cases/备注.txt": "给自己看"}
    )
    problems = [p for p in folder.open().problems if p.code is not Code.NO_HISTORY]
    assert [(p.code, p.where.file, p.grade) for p in problems] == [
        (Code.STRAY_FILE, "data/cases/备注.txt", Grade.WARNING)
    ]


def test_a_missing_content_folder_is_no_fault(library_folder: Make) -> None:
    folder = library_folder({"content/index.md": None, "content/guidance/ducu.md": None})
    assert told(folder) == []


def test_a_page_cannot_take_the_address_of_a_record(library_folder: Make) -> None:
    folder = library_folder({"content/cases/shangpu-2023.md": "---\n标题: 甲\n---\n正文\n"})
    assert told(folder) == [(Code.SAME_ADDRESS, "content/cases/shangpu-2023.md:1:1")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("content/cases/index.md", "---\n标题: 甲\n---\n"),
        ("content/404.md", "---\n标题: 甲\n---\n"),
    ],
)
def test_a_page_cannot_take_an_address_of_the_site(
    name: str, text: str, library_folder: Make
) -> None:
    assert told(library_folder({name: text})) == [(Code.SAME_ADDRESS, f"{name}:1:1")]


def test_names_that_differ_in_case_alone_are_one_address(library_folder: Make) -> None:
    folder = library_folder({"content/Tu.png": b"a", "content/tu.png": b"b"})
    assert told(folder) == [(Code.SAME_ADDRESS, "content/tu.png:1:1")]


@pytest.mark.parametrize("name", ["Index", "说明", "a_b", "a b", "a.b"])
def test_a_page_name_that_is_no_address_is_refused(name: str, library_folder: Make) -> None:
    folder = library_folder({f"content/guidance/{name}.md": "---\n标题: 甲\n---\n"})
    assert told(folder) == [(Code.UNSAFE_ID, f"content/guidance/{name}.md:1:1")]


def test_without_settings_all_else_is_still_checked(library_folder: Make) -> None:
    folder = library_folder({"data/site.yml": None})
    folder.change("data/cases/shitang-2024.yml", "shangpu-2023#w1", "shangpu-2032")
    assert {code for code, _ in told(folder)} == {Code.MISSING_FILE, Code.DANGLING_REFERENCE}


def test_a_library_knows_only_the_types_it_is_given(library_folder: Make) -> None:
    opened = open_library(library_folder().path, kinds=())
    assert {p.code for p in opened.problems if p.stops} == {
        Code.UNKNOWN_FOLDER,
        Code.DANGLING_REFERENCE,
    }


def test_as_of_more_than_sixty_days_behind_is_a_warning_at_its_line(library_folder: Make) -> None:
    folder = library_folder().commit(day="2024-07-01")
    (problem,) = folder.open().problems
    assert (problem.code, str(problem.where), problem.stops) == (
        Code.STALE_AS_OF,
        "data/site.yml:4:7",
        False,
    )


@pytest.mark.parametrize("as_of", ["2024", "2024-05", "2024-04-01", "2024-12-31", "2030"])
def test_as_of_counts_as_the_last_day_that_it_may_mean(as_of: str, library_folder: Make) -> None:
    folder = library_folder().change("data/site.yml", "2024-05-01", as_of).commit("2024-05-30")
    assert Code.STALE_AS_OF not in {problem.code for problem in folder.open().problems}
