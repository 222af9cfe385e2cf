"""The command line as editors use it: what it prints, how it ends, how quickly it answers."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import PROJECT, TESTS, Folder, run, xuncha

from xuncha_site.records.base import types

Make = Callable[..., Folder]
COMMANDS = ("build", "serve", "check", "new", "schema", "addresses")
HEAVY = ("mkdocs", "pydantic", "jinja2", "yaml", "pypinyin", "markdown_it", "xuncha_site.library")


def test_help_names_every_command_and_loads_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from xuncha_site.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)\n"
    )
    done = run(tmp_path, sys.executable, "-c", code).ended(0)
    assert done.err.strip() == "[]"
    for command in COMMANDS:
        assert f"  {command} " in done.out


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself_anywhere(command: str, tmp_path: Path) -> None:
    done = xuncha(tmp_path, command, "--help").ended(0)
    assert done.out.startswith(f"用法：python -m xuncha_site {command} ")
    assert "Usage" not in done.out


@pytest.mark.parametrize(
    "arguments", [("check",), ("new", "case", "甲"), ("addresses",), ("build",)]
)
def test_outside_a_library_a_command_ends_with_2_and_one_line(
    arguments: tuple[str, ...], tmp_path: Path
) -> None:
    done = xuncha(tmp_path, *arguments).ended(2)
    assert done.out == ""
    assert done.err.count("\n") == 1
    assert "请在知识库的文件夹里运行" in done.err
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_command_ends_with_2(tmp_path: Path) -> None:
    xuncha(tmp_path, "publish").ended(2)


# check


def test_check_of_a_good_library_ends_with_0(library_folder: Make) -> None:
    done = library_folder().commit().run("check").ended(0)
    assert (done.out, done.err) == ("没有发现问题。\n", "")


def test_a_warning_does_not_change_the_exit_code(library_folder: Make) -> None:
    done = library_folder({"data/note.txt": "甲"}).commit().run("check").ended(0)
    assert done.out == (
        "data/note.txt:1:1 提醒：这个文件不是记录，不会发布\n"
        "    移出 data/；图片和附件放在 content/。\n"
        "共 1 处提醒。\n"
    )


def test_faults_of_many_files_are_told_in_one_run_in_order(library_folder: Make) -> None:
    folder = library_folder({"content/guidance/fanben.md": "正文\n"})
    folder.change("data/cases/shitang-2024.yml", "日期: 2024-03", "日期: 三月")
    folder.change("data/policies/banfa-2015.yml", "核对日期: 2024-04-02", "核对日期：2024-04-02")
    folder.change("data/site.yml", "级别: 区", "级别: 省")
    done = folder.commit().run("check").ended(1)
    heads = [line.split(" ")[0] for line in done.out.splitlines() if line[:1] in "cd"]
    assert heads == [
        "content/guidance/fanben.md:1:1",
        "data/cases/shitang-2024.yml:3:5",
        "data/policies/banfa-2015.yml:12:5",
        "data/site.yml:3:5",
    ]
    assert done.out.endswith("共 4 处错误。\n")


def test_json_of_a_good_library_is_empty_and_ends_with_0(library_folder: Make) -> None:
    done = library_folder().commit().run("check", "--format", "json").ended(0)
    assert json.loads(done.out) == {"problems": [], "faults": 0, "warnings": 0}


def test_check_writes_nothing_but_what_it_keeps_for_itself(library_folder: Make) -> None:
    folder = library_folder().commit()

    def files() -> list[Path]:
        found = (path.relative_to(folder.path) for path in folder.path.rglob("*"))
        return sorted(path for path in found if path.parts[0] not in (".git", ".cache"))

    before = files()
    folder.run("check").ended(0)
    assert files() == before


@pytest.mark.parametrize("locale", ["C", "POSIX", "zh_CN.GBK"])
def test_messages_are_utf8_in_any_locale(locale: str, library_folder: Make) -> None:
    folder = library_folder().commit()
    extra = {"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = (sys.executable, "-m", "xuncha_site", "check")
    assert run(folder.path, *command, extra=extra).ended(0).out == "没有发现问题。\n"


# new


# What a new ledger names: the base has no round.
ROUND = (TESTS / "sites/good/figures/data/rounds/di-yi-lun.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("word", "file"),
    [(word, f"data/{kind.folder}/cs-2024.yml")
     for kind in types() if not kind.file for word in (kind.name, kind.folder, kind.word())],
)  # fmt: skip
def test_new_writes_a_valid_draft_that_readers_do_not_see(
    word: str, file: str, library_folder: Make
) -> None:
    folder = library_folder({"data/rounds/di-yi-lun.yml": ROUND}).commit()
    done = folder.run("new", word, "测试").ended(0)
    assert file in done.out
    assert folder.read(file).splitlines()[1].startswith("标题: 测试 ")
    opened = folder.open()
    assert [p for p in opened.problems if p.stops] == []
    assert opened.library
    assert f"{file.removeprefix('data/').removesuffix('.yml')}" not in opened.library.entries


def test_new_says_what_has_to_be_there_first(library_folder: Make) -> None:
    folder = library_folder()
    done = folder.run("new", "整改台账", "测试").ended(2)
    assert "先新建巡察轮次" in done.err
    assert not (folder.path / "data/rectifications").exists()


def test_new_takes_the_next_free_id_and_never_one_of_the_ledger(library_folder: Make) -> None:
    ledger = "改至 cases/cs-2024.html cases/shitang-2024.html\n"
    folder = library_folder({"addresses.txt": ledger})
    folder.change("data/cases/shitang-2024.yml", "性质:", "曾用编号: [cs-2024]\n性质:")
    folder.run("new", "case", "测试").ended(0)
    folder.run("new", "case", "测试").ended(0)
    names = {path.stem for path in (folder.path / "data/cases").iterdir()}
    assert names == {"shangpu-2023", "shitang-2024", "cs-2024-2", "cs-2024-3"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("anli", "甲"), "没有“anli”这一类；可以写："),
        (("taxonomy", "甲"), "没有“taxonomy”这一类"),
        (("case", "甲", "--id", "A"), "编号“A”不能用"),
        (("case", "甲", "--id", "../../x"), "不能用"),
        (("case", "甲", "--id", "shitang-2024"), "编号“shitang-2024”已经用过"),
        (("case", "甲", "--id", "jiu-2020"), "编号“jiu-2020”已经用过"),
    ],
)
def test_new_refuses_what_it_cannot_make(
    arguments: tuple[str, ...], words: str, library_folder: Make
) -> None:
    folder = library_folder({"addresses.txt": "撤回 cases/jiu-2020.html\n"})
    before = sorted(folder.path.rglob("*"))
    assert words in folder.run("new", *arguments).ended(2).err
    assert sorted(folder.path.rglob("*")) == before


def test_new_works_in_a_library_that_has_faults(library_folder: Make) -> None:
    folder = library_folder({"data/cases/huai-2023.yml": "标题：甲\n"})
    folder.run("new", "case", "测试", "--id", "ceshi-1").ended(0)
    assert "标题: 测试" in folder.read("data/cases/ceshi-1.yml")


def test_new_says_what_it_lacks_when_the_settings_are_faulty(library_folder: Make) -> None:
    folder = library_folder({"data/site.yml": "名称：甲\n"})
    assert "data/site.yml 有错" in folder.run("new", "case", "测试").ended(2).err


def test_new_refuses_an_empty_title(library_folder: Make) -> None:
    assert "标题不能是空的" in library_folder().run("new", "case", " ").ended(2).err


def test_any_title_is_written_as_it_is(library_folder: Make) -> None:
    folder = library_folder()
    title = '“甲”: [乙] {{ 7*7 }} # "丙" \\n <script>'
    folder.run("new", "case", title, "--id", "ceshi-1").ended(0)
    folder.change("data/site.yml", "读者: 公开", "读者: 编辑")
    library = folder.open().library
    assert library
    assert library.entries["cases/ceshi-1"].title == title


# schema


def test_the_committed_schema_is_current(tmp_path: Path) -> None:
    xuncha(tmp_path, "schema").ended(0)
    fresh = sorted(p.relative_to(tmp_path) for p in (tmp_path / ".vscode").rglob("*.json"))
    committed = sorted(p.relative_to(PROJECT) for p in (PROJECT / ".vscode").rglob("*.json"))
    assert fresh == committed
    for name in fresh:
        ours, theirs = (tmp_path / name).read_text("utf-8"), (PROJECT / name).read_text("utf-8")
        assert ours == theirs, f"{name} is out of date: run “xuncha schema”"


def test_every_type_and_the_settings_have_a_schema_for_their_files(tmp_path: Path) -> None:
    xuncha(tmp_path, "schema").ended(0)
    settings = json.loads((tmp_path / ".vscode/settings.json").read_text("utf-8"))
    files = settings["yaml.schemas"]
    assert sorted(files.values()) == sorted(
        ["data/site.yml", "data/jurisdiction.yml"]
        + [f"data/{kind.file or kind.folder + '/**/*.yml'}" for kind in types()]
    )
    for name in files:
        schema = json.loads((tmp_path / name).read_text("utf-8"))
        assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"


def test_a_schema_can_be_written_elsewhere_without_editor_settings(tmp_path: Path) -> None:
    xuncha(tmp_path, "schema", "-o", "out").ended(0)
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"schema"}


# addresses


def test_addresses_shows_the_ledger_and_writes_it_only_when_told(library_folder: Make) -> None:
    folder = library_folder()
    shown = folder.run("addresses").ended(0).out
    assert not (folder.path / "addresses.txt").exists()
    assert "现用 cases/shitang-2024.html#w1\n" in shown
    done = folder.run("addresses", "--update").ended(0)
    assert folder.read("addresses.txt") == shown
    assert f"共 {shown.count('现用')} 个地址" in done.out
    folder.commit().run("check").ended(0)


def test_addresses_of_a_faulty_library_are_not_updated(library_folder: Make) -> None:
    folder = library_folder({"addresses.txt": "现用 cases/jiu-2020.html\n"})
    done = folder.run("addresses", "--update").ended(1)
    assert "有错误，没有更新。" in done.err
    assert "发布过的地址 cases/jiu-2020.html 没有了" in done.err
    assert folder.read("addresses.txt") == "现用 cases/jiu-2020.html\n"
