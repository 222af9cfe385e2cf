"""What an id spells is no name where the title of its record says the same in Chinese."""

from __future__ import annotations

from pathlib import Path

import pytest
from plugin.sitekit import case, small

from xuncha_site.gate.gate import AnonymityGate
from xuncha_site.library import open_library
from xuncha_site.problems import Code, Problem

ID = "zhen-huimin-2024"


def told(folder: Path, title: str, **others: object) -> list[Problem]:
    """The names that the gate tells of a library in which the record with the id has a title."""
    root = small(folder, {f"data/cases/{ID}.yml": case(title), **others})
    found = AnonymityGate(previewing=True).check_sources(open_library(root))
    return [problem for problem in found if problem.code is Code.PERSON_NAME]


def test_an_id_that_its_title_spells_names_nobody(tmp_path: Path) -> None:
    other = case("另一个", 类似案例=[f"cases/{ID}"], 摘要=f"见[[cases/{ID}]]。")

    assert not told(tmp_path / "a", "某镇惠民资金挪作他用", **{"data/cases/ling-1.yml": other})


@pytest.mark.parametrize("title", ["补贴挪作他用", "某镇补贴挪作他用", "惠民资金挪作他用"])
def test_an_id_that_its_title_does_not_spell_whole_is_told(tmp_path: Path, title: str) -> None:
    assert f"data/cases/{ID}.yml" in {problem.where.file for problem in told(tmp_path / "a", title)}


def test_syllables_from_here_and_there_spell_no_name(tmp_path: Path) -> None:
    files = {"data/cases/zhang-wei-2024.yml": case("账外资金未入账，单位隐瞒")}

    found = told(tmp_path / "a", "某镇惠民资金挪作他用", **files)

    assert {problem.where.file for problem in found} == {"data/cases/zhang-wei-2024.yml"}


def test_the_same_letters_outside_an_id_are_told(tmp_path: Path) -> None:
    other = case("另一个", 摘要="照片存在 photos/zhen-huimin.jpg 里。")

    found = told(tmp_path / "a", "某镇惠民资金挪作他用", **{"data/cases/ling-1.yml": other})

    assert {problem.where.file for problem in found} == {"data/cases/ling-1.yml"}


def test_a_title_that_names_somebody_spells_nothing(tmp_path: Path) -> None:
    found = told(tmp_path / "a", "会计甄惠民挪用补贴")

    assert {"文件名里" in str(problem) for problem in found} == {True, False}


def test_an_id_is_told_once_its_title_no_longer_spells_it(tmp_path: Path) -> None:
    assert not told(tmp_path / "a", "某镇惠民资金挪作他用")

    assert told(tmp_path / "a", "某镇补贴挪作他用")
