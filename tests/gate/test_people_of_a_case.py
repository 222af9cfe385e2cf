"""Waivers, review, known names, and how many persons a case may be about."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Folder, commit

from xuncha_site.gate import AnonymityGate, known
from xuncha_site.problems import Code, CouldNotRunError, Grade, Problem

Make = Callable[..., Folder]
CASE = "data/cases/shitang-2024.yml"
BACKGROUND = "案例背景: 某镇食堂对外收费。"
LEAK = "案例背景: 食堂管理员李建国没有登记。"


def judged(folder: Folder) -> list[Problem]:
    return AnonymityGate().check_sources(folder.open())


def waived(folder: Folder, check: str, until: str = "2029-12-31", text: str = LEAK) -> Folder:
    waiver = (
        "豁免:\n  - 文: 李建国\n    理由: 公开通报原文\n    审核人: 巡察办主任\n"
        f"    有效期至: {until}\n    核对码: {check}"
    )
    return folder.change(CASE, BACKGROUND, f"{text}\n{waiver}")


def check_asked_for(folder: Folder) -> str:
    (void,) = [p for p in judged(folder) if p.code is Code.VOID_WAIVER]
    return void.mend.split()[-1].rstrip("。")


def test_a_waiver_lets_one_span_through_until_its_sentence_changes(library_folder: Make) -> None:
    check = check_asked_for(waived(library_folder(name="a"), "00000000"))
    folder = waived(library_folder(name="b"), check)
    assert judged(folder) == []
    folder.change(CASE, "没有登记。", "也没有登记。")
    assert {p.code for p in judged(folder)} == {Code.VOID_WAIVER, Code.PERSON_NAME}


def test_a_waiver_ends_with_its_day(library_folder: Make) -> None:
    check = check_asked_for(waived(library_folder(name="a"), "00000000"))
    folder = waived(library_folder(name="b"), check, until="2024-04-30")
    assert {p.code for p in judged(folder)} == {Code.VOID_WAIVER, Code.PERSON_NAME}


def test_a_waived_text_may_stand_in_the_output(library_folder: Make, tmp_path: Path) -> None:
    check = check_asked_for(waived(library_folder(name="a"), "00000000"))
    folder = waived(library_folder(name="b"), check)
    gate = AnonymityGate()
    assert gate.check_sources(folder.open()) == []
    site = tmp_path / "site"
    site.mkdir()
    (site / "a.html").write_text("<p>食堂管理员李建国没有登记。</p>", encoding="utf-8")
    assert gate.check_output(site) == []
    (site / "a.html").write_text("<p>食堂管理员李秀芳没有登记。</p>", encoding="utf-8")
    assert [p.code for p in gate.check_output(site)] == [Code.PERSON_NAME]


def names(folder: Folder, home: Path, *arguments: str) -> str:
    return folder.run("names", *arguments, "--folder", str(home)).ended(0).out


def test_known_names_are_found_however_they_are_parted(
    library_folder: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "private"
    folder = library_folder()
    names(folder, home, "add", "欧阳卫星", "阿依古丽·买买提")
    monkeypatch.setenv("XUNCHA_NAMES", str(home))
    assert judged(folder) == []
    assert "欧阳" not in folder.read(known.FILE)
    for written in ("欧阳卫星", "欧 阳 卫 星", "歐陽衛星", "阿依古丽买买提"):
        folder.write({CASE: library_folder(name=written).read(CASE)})
        folder.change(CASE, BACKGROUND, f"案例背景: 大家都提到{written}放的那本账。")
        assert Code.KNOWN_NAME in {p.code for p in judged(folder)}, written
    assert "一致，共 2 个姓名" in names(folder, home, "check")
    before = folder.read(known.FILE)
    names(folder, home, "rotate")
    assert folder.read(known.FILE) != before
    assert Code.KNOWN_NAME in {p.code for p in judged(folder)}


def test_names_are_not_written_where_git_would_carry_them(library_folder: Make) -> None:
    folder = library_folder()
    commit(folder.path)
    for inside in (".", "data", "private"):
        run = folder.run("names", "add", "李建国", "--folder", inside).ended(2)
        assert "会被提交" in run.err
    folder.write({".gitignore": "private/\n"})
    folder.run("names", "add", "李建国", "--folder", "private").ended(0)
    assert (folder.path / "private" / "names.key").stat().st_mode & 0o077 == 0


def test_a_list_without_its_key_lets_nothing_be_published_and_warns_elsewhere(
    library_folder: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = library_folder()
    names(folder, tmp_path / "private", "add", "李建国")
    monkeypatch.setenv("XUNCHA_NAMES", str(tmp_path / "nowhere"))
    with pytest.raises(CouldNotRunError, match="密钥"):
        judged(folder)
    (told,) = AnonymityGate(previewing=True).check_sources(folder.open())
    assert (told.code, told.grade) == (Code.NO_NAMES_KEY, Grade.WARNING)
    (tmp_path / "nowhere").mkdir()
    (tmp_path / "nowhere" / "names.key").write_text("00" * 32)
    with pytest.raises(CouldNotRunError, match="不是一对"):
        judged(folder)


REVIEW = "审核: {初审: 组长, 复审: 科长, 批准: 主任, 日期: 2024-04-01}"


def real(folder: Folder, background: str, holders: int) -> Folder:
    folder.change(CASE, "性质: 教学示例", f"性质: 脱敏真实\n{REVIEW}")
    folder.change(CASE, BACKGROUND, f"案例背景: {background}")
    return folder.write({"data/jurisdiction.yml": f"岗位数: [{{岗位: 镇长, 数量: {holders}}}]\n"})


@pytest.mark.parametrize(
    ("background", "holders", "grade"),
    [
        ("镇长没有管账。", 20, None),
        ("镇长没有管账。", 9, Grade.WARNING),
        ("镇长没有管账。", 2, Grade.FAULT),
        ("2023年4月18日，镇长收下48765元。", 20, Grade.WARNING),
        ("2023年4月18日，镇长收下48765元。", 9, Grade.FAULT),
        ("2023年4月，镇长收下4万余元。", 20, None),
    ],
)
def test_a_real_case_must_not_lead_to_few_persons(
    background: str, holders: int, grade: Grade | None, library_folder: Make
) -> None:
    problems = judged(real(library_folder(), background, holders))
    assert [p.grade for p in problems] == ([grade] if grade else [])
    assert all(p.code is Code.FEW_PERSONS for p in problems)


def test_what_to_blur_is_enough(library_folder: Make) -> None:
    folder = real(library_folder(), "2023年4月18日，镇长收下48765元。", 20)
    (told,) = judged(folder)
    for change in told.mend.partition("；")[0].split("，"):
        old, new = change.split(" 改成 ")
        folder.change(CASE, old, new)
    assert judged(folder) == []


def test_the_report_tells_of_pairs_and_of_all_natures(library_folder: Make) -> None:
    folder = library_folder()
    folder.change(CASE, BACKGROUND, "案例背景: 镇长收下48765元。")
    other = folder.read("data/cases/shangpu-2023.yml")
    folder.write({"data/cases/shangpu-2023.yml": f"# 另一本账里有48765元\n{other}"})
    report = folder.run("check", "--reidentify").ended(0).out
    assert f"{CASE}（教学示例）" in report
    assert "cases/shangpu-2023 和 cases/shitang-2024 都写了 48765元" in report


def test_the_report_tells_what_one_case_alone_has(library_folder: Make) -> None:
    folder = library_folder()
    other = folder.read(CASE)
    folder.change(
        CASE, BACKGROUND, "案例背景: 公示栏写着“一户一碗不限量”，人人都念“账要晒在太阳下”。"
    )
    copied = re.sub(r"^日期: .*$", "日期: 2022", other, flags=re.MULTILINE)
    copied = copied.replace("摘要:", "摘要: 念“账要晒在太阳下”。", 1)
    folder.write({"data/cases/shitang-2022.yml": copied})

    report = folder.run("check", "--reidentify").ended(0).out

    assert report.count("只有这一篇写到：“一户一碗不限量”\n") == 1
    assert "账要晒在太阳下" not in report
    assert "只有这一篇是：年份 2022\n" in report
