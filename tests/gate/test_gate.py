"""The gate: it looks at sources, names and the finished site, and fails closed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Folder
from PIL import Image

from xuncha_site.gate import TEXT_ENDINGS, AnonymityGate, judged
from xuncha_site.gate.judge import Judge
from xuncha_site.library import Opened
from xuncha_site.problems import Code, CouldNotRunError, Problem
from xuncha_site.records.jurisdiction import Jurisdiction
from xuncha_site.source import Source

Make = Callable[..., Folder]
MOBILE = "13900000000"


def opened(root: Path, sources: list[Source], names: list[str]) -> Opened:
    """A library of nothing but sources and names of files."""
    return Opened(root, [], sources, names, None, None, Jurisdiction())


def test_an_allowed_name_is_allowed_alone_and_not_as_the_beginning_of_another() -> None:
    public = {"名称": "欧阳修", "理由": "历史人物"}
    judge = Judge(Jurisdiction.model_validate({"可用名称": [public]}))

    assert judge.found_in("欧阳修的文章") == []
    assert [one.code for one in judge.found_in("时任局长欧阳修远因违纪被查。")] == [
        Code.PERSON_NAME
    ]


def told(problems: list[Problem]) -> list[tuple[Code, str]]:
    return [(p.code, str(p.where)) for p in problems]


def test_a_source_is_looked_at_as_written_comments_and_keys_included(
    tmp_path: Path,
) -> None:
    sources = [
        Source("data/cases/a.yml", f"标题: 甲  # 问{MOBILE}\n{MOBILE}: 乙\n"),
        Source("content/a.md", f"---\n标题: 甲\n---\n\n电话：{MOBILE}\n"),
    ]
    assert told(AnonymityGate().check_sources(opened(tmp_path, sources, []))) == [
        (Code.MOBILE_NUMBER, "data/cases/a.yml:1:11"),
        (Code.MOBILE_NUMBER, "data/cases/a.yml:2:1"),
        (Code.MOBILE_NUMBER, "content/a.md:5:4"),
    ]


def test_names_of_files_are_looked_at(tmp_path: Path) -> None:
    names = [f"content/{MOBILE}.png", "content/tu.png"]
    (problem,) = AnonymityGate().check_sources(opened(tmp_path, [], names))
    assert str(problem.where) == f"content/{MOBILE}.png:1:1"
    assert problem.fault == "文件名里有手机号 139******00"


@pytest.mark.parametrize("ending", sorted(TEXT_ENDINGS))
def test_every_text_of_the_site_is_looked_at(ending: str, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / f"b{ending.upper()}").write_text(f"<p>\n{MOBILE}</p>", encoding="utf-8")
    (problem,) = AnonymityGate().check_output(tmp_path)
    assert str(problem.where) == f"a/b{ending.upper()}:2:1"
    assert MOBILE not in f"{problem.fault}{problem.mend}"
    assert "生成的页面里" in problem.fault


def test_a_clean_site_passes(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>2024-03-05</p>", encoding="utf-8")
    Image.new("RGB", (2, 2)).save(tmp_path / "b.png")
    assert AnonymityGate().check_output(tmp_path) == []


def test_a_text_that_cannot_be_read_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CouldNotRunError, match=r"a\.html"):
        AnonymityGate().check_output(tmp_path)


def test_problems_of_the_library_and_of_the_gate_are_told_together(library_folder: Make) -> None:
    folder = library_folder(
        {f"content/{MOBILE}.txt": "见名单", "content/guidance/b.md": "没有页首"}
    )
    folder.change("data/cases/shitang-2024.yml", "述: 没有人查。", f"述: 问{MOBILE}。")
    problems = judged(folder.open(), AnonymityGate())
    assert {code for code, _ in told(problems)} == {
        Code.FRONT_MATTER,
        Code.MOBILE_NUMBER,
        Code.NO_HISTORY,
    }
    assert {p.where.file for p in problems if p.code is Code.MOBILE_NUMBER} == {
        f"content/{MOBILE}.txt",
        "data/cases/shitang-2024.yml",
    }


def test_a_number_in_a_faulty_file_is_told_in_the_same_run(library_folder: Make) -> None:
    folder = library_folder({"data/cases/shitang-2024.yml": f"标题：{MOBILE}\n"})
    codes = {code for code, _ in told(judged(folder.open(), AnonymityGate()))}
    assert {Code.FULL_WIDTH_COLON, Code.MOBILE_NUMBER} <= codes


def test_no_message_shows_the_number_it_is_about(tmp_path: Path) -> None:
    number = "11010519491231002X"
    (problem,) = AnonymityGate().check_sources(opened(tmp_path, [Source("a.md", number)], []))
    assert number[6:14] not in f"{problem.fault}{problem.mend}"
