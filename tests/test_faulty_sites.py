"""Every kind of problem has a faulty library here, with the whole output as a golden file.

``sites/faulty/<code>/`` and ``sites/faulty/<code>--<which>/`` hold the files that are put over a
copy of ``sites/base``. What git cannot store, or an editor cannot show, stands in ``overlay.json``:

* ``characters``: {file: {sign: text}} — replace a visible sign by what it stands for
* ``bytes``: {file: {sign: hex}} — the same with bytes that are no text
* ``encodings``: {file: encoding} — store the file in another encoding
* ``big``: {file: bytes} — lengthen the file with comments
* ``symlinks``: {link: target} — make a link
* ``remove``: [file] — take a file of the base away
* ``git``: false — leave the folder without a history
* ``command``: the command to run, ``check`` unless said; the golden file of another one is stderr
* ``also``: [code] — further codes that belong to this fault

``sites/good/<what>/`` are put over the base in the same way, and have no problem: what is nearly a
fault and is none.

``pytest --rewrite-golden`` writes ``expected.txt`` anew: read the diff as an editor would.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from conftest import BASE, TESTS, Folder, commit

from xuncha_site.problems import Code, Grade, Place, Problem, as_text

FAULTY = TESTS / "sites" / "faulty"
GOOD = TESTS / "sites" / "good"
NAMES = sorted(path.name for path in FAULTY.iterdir())
OURS = ("overlay.json", "expected.txt")
EDITORS_MAY_DO_WITHOUT = (
    Code.STALE_AS_OF,
    Code.NO_HISTORY,
    Code.OUTDATED_BASIS,
    Code.REVIEW_DUE,
    Code.STRAY_FILE,
    Code.COMMENT_IN_VALUE,
    Code.LINK_IN_TEXT,
    Code.NO_NAMES_KEY,
)


def overlay_of(name: str) -> dict[str, Any]:
    path = FAULTY / name / "overlay.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def code_of(name: str) -> str:
    return name.partition("--")[0]


def build(name: str, target: Path) -> Folder:
    """Make the faulty library of a folder."""
    overlay = overlay_of(name)
    shutil.copytree(BASE, target)
    shutil.copytree(FAULTY / name, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*OURS))
    folder = Folder(target)
    for file in overlay.get("remove", ()):
        (target / file).unlink()
    for file, signs in overlay.get("characters", {}).items():
        text = folder.read(file)
        for sign, meant in signs.items():
            assert sign in text, f"{sign} does not stand in {file}"
            text = text.replace(sign, meant)
        folder.write({file: text})
    for file, signs in overlay.get("bytes", {}).items():
        raw = folder.read(file).encode()
        for sign, meant in signs.items():
            raw = raw.replace(sign.encode(), bytes.fromhex(meant))
        folder.write({file: raw})
    for file, encoding in overlay.get("encodings", {}).items():
        folder.write({file: folder.read(file).encode(encoding)})
    for file, size in overlay.get("big", {}).items():
        text = folder.read(file)
        folder.write({file: text + "#" * (size - len(text.encode()) - 1) + "\n"})
    for link, to in overlay.get("symlinks", {}).items():
        (target / link).parent.mkdir(parents=True, exist_ok=True)
        (target / link).symlink_to(to)
    if overlay.get("git", True):
        commit(target)
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_a_faulty_library_is_told_as_its_golden_file_says(
    name: str, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    folder = build(name, tmp_path / "library")
    command = overlay_of(name).get("command", "check")
    run = folder.run(command)
    told = run.out if command == "check" else run.err
    actual = f"exit {run.code}\n{told}"
    golden = FAULTY / name / "expected.txt"
    if pytestconfig.getoption("--rewrite-golden"):
        golden.write_text(actual, encoding="utf-8", newline="\n")
    assert golden.read_text(encoding="utf-8") == actual, str(run)
    assert "Traceback" not in run.err, str(run)
    warns = Code(code_of(name)) in EDITORS_MAY_DO_WITHOUT
    assert run.code == (0 if warns else 1), str(run)


@pytest.mark.parametrize(
    "name", [name for name in NAMES if overlay_of(name).get("command", "check") == "check"]
)
def test_json_holds_the_same_problems_and_no_other_code(name: str, tmp_path: Path) -> None:
    folder = build(name, tmp_path / "library")
    run = folder.run("check", "--format", "json")
    data = json.loads(run.out)
    problems = [
        Problem(
            Code(p["code"]),
            Place(p["file"], p["line"], p["column"]),
            p["fault"],
            p["mend"],
            Grade[p["grade"].upper()],
        )
        for p in data["problems"]
    ]
    golden = (FAULTY / name / "expected.txt").read_text(encoding="utf-8")
    assert golden == f"exit {run.code}\n{as_text(problems)}", str(run)
    assert data["faults"] + data["warnings"] == len(problems)
    codes = {problem.code.value for problem in problems}
    assert codes == {code_of(name), *overlay_of(name).get("also", ())}, str(run)
    # What is missing has no place of its own: several such faults may stand where others do.
    places = [p.where for p in problems if not p.code.value.startswith("missing-")]
    assert len(places) == len(set(places)), f"two faults at one place\n{run}"
    for place in (problem.where for problem in problems):
        assert_place_exists(folder, place, overlay_of(name).get("encodings", {}).get(place.file))


def assert_place_exists(folder: Folder, place: Place, encoding: str | None) -> None:
    if (place.line, place.column) == (1, 1):
        return  # a whole file, which may be missing or unreadable
    raw = (folder.path / place.file).read_bytes()
    lines = raw.decode(encoding or "utf-8", "replace").split("\n")
    assert 1 <= place.line <= len(lines), place
    assert 1 <= place.column <= len(lines[place.line - 1]) + 1, place


def test_every_code_has_a_faulty_library_and_every_library_a_code() -> None:
    assert {code_of(name) for name in NAMES} == {code.value for code in Code}


@pytest.mark.parametrize("name", ["", *sorted(path.name for path in GOOD.iterdir())])
def test_a_good_library_is_free_of_problems(name: str, tmp_path: Path) -> None:
    """So that whatever a faulty library is told of comes from its own files."""
    shutil.copytree(BASE, tmp_path / "base")
    if name:
        shutil.copytree(GOOD / name, tmp_path / "base", dirs_exist_ok=True)
    commit(tmp_path / "base")
    assert Folder(tmp_path / "base").run("check").ended(0).out == "没有发现问题。\n"
