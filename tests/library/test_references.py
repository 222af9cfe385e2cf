"""What refers to what: links both ways, and every reference that leads nowhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conftest import BASE, Folder

from xuncha_site.library import Entry, Library
from xuncha_site.problems import Code, Problem

Make = Callable[..., Folder]
POLICY = (BASE / "data/policies/banfa-2015.yml").read_text(encoding="utf-8")
GUIDE = "---\n标题: 范本\n---\n\n"


def told(folder: Folder) -> list[Problem]:
    return [p for p in folder.open().problems if p.code is not Code.NO_HISTORY]


def library_of(folder: Folder) -> Library:
    opened = folder.open()
    assert opened.library, opened.problems
    return opened.library


def backlinks(entry: Entry) -> dict[str, list[tuple[str, str]]]:
    return {
        shelf: [(other.key, row) for other, row in found]
        for shelf, found in entry.backlinks.items()
    }


def test_every_mention_is_known_at_both_ends(library_folder: Make) -> None:
    entries = library_of(library_folder()).entries
    assert backlinks(entries["cases/shangpu-2023"]) == {
        "cases": [("cases/shitang-2024", "w1")],
        "guides": [("guidance/ducu", ""), ("guidance/ducu", "w1")],
    }
    assert backlinks(entries["policies/banfa-2024"]) == {
        "cases": [("cases/shangpu-2023", "d1")],
        "guides": [("guidance/ducu", "")],
    }
    assert backlinks(entries["policies/banfa-2015"]) == {"policies": [("policies/banfa-2024", "")]}


def test_a_category_is_mentioned_by_its_cases(library_folder: Make) -> None:
    entries = library_of(library_folder()).entries
    assert backlinks(entries["taxonomy"]) == {
        "cases": [("cases/shitang-2024", "M3"), ("cases/shangpu-2023", "M4")]
    }


def test_backlinks_are_newest_first_and_each_row_once(library_folder: Make) -> None:
    case = (BASE / "data/cases/shangpu-2023.yml").read_text(encoding="utf-8")
    more = {
        f"data/cases/x-{year}.yml": case.replace("日期: 2023", f"日期: {year}")
        for year in (2019, 2025)
    }
    folder = library_folder(more)
    folder.change("data/cases/x-2025.yml", "[banfa-2024#d1]", "[banfa-2024#d1, banfa-2024#d1]")
    found = backlinks(library_of(folder).entries["policies/banfa-2024"])["cases"]
    assert found == [("cases/x-2025", "d1"), ("cases/shangpu-2023", "d1"), ("cases/x-2019", "d1")]


def test_an_entry_that_mentions_itself_has_no_backlink_from_it(library_folder: Make) -> None:
    folder = library_folder().change(
        "data/policies/banfa-2024.yml", "[[policies/banfa-2015]]", "[[policies/banfa-2024#d1]]"
    )
    assert "policies" not in backlinks(library_of(folder).entries["policies/banfa-2024"])


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("shangpu-2023", ("cases/shangpu-2023", "")),
        ("shangpu-2023#w1", ("cases/shangpu-2023", "w1")),
    ],
)
def test_find_gives_the_entry_and_row_that_a_reference_names(
    written: str, expected: tuple[str, str], library_folder: Make
) -> None:
    name, _, row = written.partition("#")
    found = library_of(library_folder()).find(f"cases/{name}", row)
    assert found
    assert (found[0].key, found[1]) == expected


def test_find_knows_the_rows_of_a_type_in_one_file(library_folder: Make) -> None:
    library = library_of(library_folder())
    found = library.find("taxonomy/M3")
    assert found
    assert (found[0].key, found[1]) == ("taxonomy", "M3")
    assert library.find("taxonomy/M9") is None
    assert library.find("cases/meiyou") is None


@pytest.mark.parametrize(
    ("written", "mend"),
    [
        (
            "[shangpu-2022]",
            "相近的有：shangpu-2023（商铺到期以后）；shitang-2024（食堂的第二本账）。",
        ),
        (
            "[xyz]",
            "没有相近的，可以写的有：shangpu-2023（商铺到期以后）；shitang-2024（食堂的第二本账）。",
        ),
        ("[shangpu-2023#w7]", "“商铺到期以后”里有：w1。"),
        (
            "[banfa-2024]",
            "相近的有：shitang-2024（食堂的第二本账）；shangpu-2023（商铺到期以后）。",
        ),
    ],
)
def test_a_dangling_reference_names_what_may_be_meant(
    written: str, mend: str, library_folder: Make
) -> None:
    folder = library_folder().change("data/cases/shitang-2024.yml", "[shangpu-2023#w1]", written)
    (problem,) = told(folder)
    assert problem.code is Code.DANGLING_REFERENCE
    assert str(problem.where) == "data/cases/shitang-2024.yml:20:8"
    assert problem.mend == mend


@pytest.mark.parametrize(
    ("link", "column", "mend"),
    [
        ("[[cases/shangpu-2022]]", 3, "相近的有：cases/shangpu-2023（商铺到期以后）"),
        ("[[cases/shangpu-2023#w9|词]]", 3, "“商铺到期以后”里有：w1。"),
        (
            "[[case/shangpu-2023]]",
            3,
            "写成“[[文件夹/编号]]”，文件夹是：cases、guidance、policies、taxonomy。",
        ),
        ("[[shangpu-2023]]", 3, "相近的有：cases/shangpu-2023（商铺到期以后）。"),
        ("[[taxonomy/M5]]", 3, "相近的有：taxonomy/M4（村集体“三资”）；taxonomy/M3（财务）。"),
        ("[[guidance/duchu]]", 3, "相近的有：guidance/ducu（督促落实）。"),
    ],
)
def test_a_dangling_link_of_a_page_is_told_at_its_brackets(
    link: str, column: int, mend: str, library_folder: Make
) -> None:
    folder = library_folder({"content/guidance/fanben.md": f"{GUIDE}先看{link}。\n"})
    (problem,) = told(folder)
    assert problem.code is Code.DANGLING_REFERENCE
    assert str(problem.where) == f"content/guidance/fanben.md:5:{column}"
    assert problem.mend.startswith(mend)


def test_the_same_dangling_link_twice_is_told_at_both_places(library_folder: Make) -> None:
    text = f"{GUIDE}[[cases/a-1]]和[[cases/a-1]]\n"
    problems = told(library_folder({"content/guidance/fanben.md": text}))
    assert [p.where.column for p in problems] == [1, 15]


@pytest.mark.parametrize(
    "target",
    ["ducu.md", "./ducu.md", "../guidance/ducu.md", "ducu.md#_2", "#_1", "../index.md", "tu.png",
     "https://example.org/a", "http://example.org", "mailto:a@example.org", "%64ucu.md"],
)  # fmt: skip
def test_a_link_to_what_is_there_is_no_fault(target: str, library_folder: Make) -> None:
    text = f"{GUIDE}## 一\n\n[甲]({target})\n"
    folder = library_folder({"content/guidance/fanben.md": text, "content/guidance/tu.png": b"x"})
    assert told(folder) == []


@pytest.mark.parametrize(
    ("target", "code", "mend"),
    [
        ("duchu.md", Code.DEAD_LINK, "相近的有：ducu.md。"),
        ("guidance/ducu.md", Code.DEAD_LINK, "相近的有：ducu.md。"),
        ("/guidance/ducu.md", Code.DEAD_LINK, "相近的有：ducu.md。"),
        ("ducu.html", Code.DEAD_LINK, "写成“[[guidance/ducu]]”。"),
        ("../cases/shangpu-2023.html", Code.DEAD_LINK, "写成“[[cases/shangpu-2023]]”。"),
        ("../../data/site.yml", Code.DEAD_LINK, "改正路径，或者删去链接。"),
        ("../../../etc/passwd", Code.DEAD_LINK, "改正路径，或者删去链接。"),
        ("#_3", Code.DEAD_LINK, "各节从上到下是 #_1、#_2……，改正后面的数字。"),
        ("ducu.md#w1", Code.DEAD_LINK, "各节从上到下是 #_1、#_2……，改正后面的数字。"),
        ("javascript:alert(1)", Code.UNSAFE_LINK, "只用 https://"),
        ("data:text/html,x", Code.UNSAFE_LINK, "只用 https://"),
        ("//example.org/a", Code.UNSAFE_LINK, "只用 https://"),
        ("C:/a.xlsx", Code.UNSAFE_LINK, "只用 https://"),
        ("ftp://example.org", Code.UNSAFE_LINK, "只用 https://"),
    ],
)
def test_a_link_to_what_is_not_there_or_must_not_be_is_told(
    target: str, code: Code, mend: str, library_folder: Make
) -> None:
    text = f"{GUIDE}## 一\n\n[甲]({target})\n"
    (problem,) = told(library_folder({"content/guidance/fanben.md": text}))
    assert problem.code is code
    assert str(problem.where) == "content/guidance/fanben.md:7:5"
    assert problem.mend.startswith(mend)


def with_chain(library_folder: Make, *ids: str) -> Folder:
    """Policies of which each replaces the next."""
    files = {}
    for one, other in zip(ids, [*ids[1:], ""], strict=True):
        replaces = f"\n替代: [{other}]" if other else ""
        text = POLICY.replace("某办法（2015年）", one)
        files[f"data/policies/{one}.yml"] = text.replace(
            "效力: 已被取代", f"效力: 已被取代{replaces}"
        )
    return library_folder(files)


def test_a_chain_of_replacements_is_no_cycle(library_folder: Make) -> None:
    assert told(with_chain(library_folder, "fa-1", "fa-2", "fa-3", "fa-4")) == []


@pytest.mark.parametrize("length", [2, 3, 5])
def test_a_cycle_is_told_once_with_every_title(length: int, library_folder: Make) -> None:
    ids = [f"fa-{n}" for n in range(1, length + 1)]
    folder = with_chain(library_folder, *ids)
    folder.change(f"data/policies/{ids[-1]}.yml", "效力: 已被取代", "效力: 已被取代\n替代: [fa-1]")
    (problem,) = told(folder)
    assert problem.code is Code.REPLACEMENT_CYCLE
    assert problem.fault == f"“替代”绕成了一圈：{' → '.join([*ids, ids[0]])}"
    assert str(problem.where) == "data/policies/fa-1.yml:9:6"


def test_two_cycles_are_both_told(library_folder: Make) -> None:
    folder = with_chain(library_folder, "fa-1", "fa-2")
    folder.change("data/policies/fa-2.yml", "效力: 已被取代", "效力: 已被取代\n替代: [fa-1]")
    folder.change("data/policies/banfa-2015.yml", "要点:", "替代: [banfa-2024]\n要点:")
    assert [p.code for p in told(folder)] == [Code.REPLACEMENT_CYCLE] * 2


def test_a_record_cannot_be_its_own_successor(library_folder: Make) -> None:
    withdrawal = "撤回: {日期: 2024, 理由: 重复, 接替: shitang-2024}\n体裁:"
    folder = library_folder().change("data/cases/shitang-2024.yml", "体裁:", withdrawal)
    (problem,) = told(folder)
    assert problem.code is Code.REPLACEMENT_CYCLE
    assert str(problem.where) == "data/cases/shitang-2024.yml:7:28"
