"""What the handbook for editors shows is really run: what is printed there is what they will see.

A fenced block says after its language what it is:

* ``yaml data/…``: a whole file of that name
* ``yaml 错``, ``console``, ``yaml 对``, in this order: some lines of such a file as somebody wrote
  them, all that ``xuncha check`` prints then, and the lines as they are in the file; a third word
  behind 错 is the encoding that the file is stored in

``pytest --rewrite-golden`` writes anew what the tool prints: read the diff as an editor would.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import PROJECT, Folder, xuncha

HANDBOOK = PROJECT / "content" / "handbook"
FAULTS = HANDBOOK / "ten-faults.md"
FIRST = HANDBOOK / "first-record.md"
FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
COMMAND = "$ xuncha check\n"
GOOD = "没有发现问题。\n"

Make = Callable[..., Folder]


@dataclass(frozen=True)
class Example:
    """One fault of the page; ``right`` stands in exactly one of its files."""

    wrong: str
    encoding: str
    printed: str
    right: str

    def file(self, files: dict[str, str]) -> str:
        (name,) = (name for name, text in files.items() if text.count(self.right) == 1)
        return name


def blocks(page: Path) -> list[tuple[list[str], str]]:
    text = page.read_text(encoding="utf-8")
    return [(info.split(), body) for info, body in FENCE.findall(text)]


def files_of(page: Path) -> dict[str, str]:
    return {info[1]: body for info, body in blocks(page) if info[1:] and "/" in info[1]}


def examples() -> list[Example]:
    parts = [(info, body) for info, body in blocks(FAULTS) if "/" not in "".join(info)]
    found = []
    for wrong, printed, right in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        assert (wrong[0][:2], printed[0], right[0]) == (["yaml", "错"], ["console"], ["yaml", "对"])
        assert printed[1].startswith(COMMAND)
        encoding = (wrong[0][2:] or ["utf-8"])[0]
        found.append(Example(wrong[1], encoding, printed[1].removeprefix(COMMAND), right[1]))
    return found


def test_ten_faults_are_shown() -> None:
    headings = re.findall(r"^## (.)、", FAULTS.read_text(encoding="utf-8"), re.MULTILINE)
    assert headings == list("一二三四五六七八九十")
    assert len(examples()) >= len(headings)


def test_the_right_lines_stand_in_files_without_a_fault(library_folder: Make) -> None:
    folder = library_folder(files_of(FAULTS)).commit()
    assert folder.run("check").ended(0).out == GOOD


@pytest.mark.parametrize("number", range(len(examples())))
def test_the_wrong_lines_are_told_as_printed(
    number: int, library_folder: Make, pytestconfig: pytest.Config
) -> None:
    example = examples()[number]
    files = files_of(FAULTS)
    name = example.file(files)
    wrong = files[name].replace(example.right, example.wrong)
    assert wrong != files[name] or example.encoding != "utf-8"
    folder = library_folder({**files, name: wrong.encode(example.encoding)}).commit()
    told = folder.run("check").ended(1).out
    if pytestconfig.getoption("--rewrite-golden"):
        page = FAULTS.read_text(encoding="utf-8")
        shown = f"```console\n{COMMAND}{{}}```\n"
        page = page.replace(shown.format(example.printed), shown.format(told))
        FAULTS.write_text(page, encoding="utf-8", newline="\n")
    else:
        assert told == example.printed


@pytest.fixture
def own_library(tmp_path: Path) -> Folder:
    """A copy of this project's own library, with the whole files of the first page in it."""
    for name in ("data", "content"):
        shutil.copytree(PROJECT / name, tmp_path / "library" / name)
    return Folder(tmp_path / "library")


def test_the_worked_examples_have_no_fault(own_library: Folder) -> None:
    files = files_of(FIRST)
    assert {name.split("/")[1] for name in files} == {"cases", "rectifications", "checklists"}
    run = own_library.write(files).run("check", "--format", "json")
    told = [problem for problem in json.loads(run.out)["problems"] if problem["file"] in files]
    assert told == []


def test_a_new_record_is_announced_as_printed(own_library: Folder) -> None:
    printed = [body for info, body in blocks(FIRST) if info == ["console"]]
    (new,) = (body for body in printed if body.startswith("$ xuncha new"))
    command, announced = new.split("\n", 1)
    words = command.removeprefix("$ xuncha ").replace('"', "").split(" ")
    assert own_library.run(*words).ended(0).out == announced


@pytest.mark.parametrize("page", ["first-record.md", "updating.md"])
def test_a_slip_in_the_worked_example_is_told_as_printed(page: str, own_library: Folder) -> None:
    (name,) = (name for name in files_of(FIRST) if "cases" in name)
    own_library.write(files_of(FIRST)).change(name, "\n来源: ", "\n来原: ")
    told = own_library.run("check").ended(1).out.splitlines()
    place = next(line for line in told if line.startswith(name))
    shown = f"{place}\n{told[told.index(place) + 1]}\n"
    assert sum(shown in body for _, body in blocks(HANDBOOK / page)) == 1


def test_the_handbook_names_only_commands_that_exist() -> None:
    known = set(re.findall(r"^  ([a-z]+)  ", xuncha(PROJECT, "--help").ended(0).out, re.MULTILINE))
    for page in sorted(HANDBOOK.glob("*.md")):
        named = set(re.findall(r"xuncha ([a-z]+)", page.read_text(encoding="utf-8")))
        assert named <= known, page.name
