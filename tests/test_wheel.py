"""Another county can start: the wheel, put into an empty environment, makes a working site."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import PROJECT, Run, run

from xuncha_site.library import open_library
from xuncha_site.records.base import Declared, DeclaredField, fields_of, types
from xuncha_site.starter import site_files
from xuncha_site.starter import start as start_site

pytestmark = pytest.mark.slow


@pytest.fixture(name="wheel", scope="module")
def _wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, by way of the source archive, as ``python -m build`` makes it."""
    folder = tmp_path_factory.mktemp("dist")
    fetch(sys.executable, "-m", "build", "--outdir", str(folder), str(PROJECT))
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(name="installed", scope="module")
def _installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of an environment that holds the wheel and what it asks for."""
    folder = tmp_path_factory.mktemp("environment")
    fetch(sys.executable, "-m", "venv", str(folder))
    fetch(str(folder / "bin" / "pip"), "install", "--quiet", str(wheel))
    return folder / "bin"


def fetch(*command: str) -> None:
    """Run a command that may ask the package index, in the environment of the machine."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr


def xuncha(installed: Path, folder: Path, *arguments: str) -> Run:
    """Run the installed command, which must not see the checkout."""
    return run(folder, str(installed / "xuncha"), *arguments, extra={"PYTHONPATH": ""})


def test_the_wheel_holds_code_theme_samples_and_the_mark_of_types_and_nothing_else(
    wheel: Path,
) -> None:
    names = {n for n in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in n}
    theme = {f"xuncha_site/{p.relative_to(PROJECT)}" for p in files_below(PROJECT / "theme")}
    package = {str(p.relative_to(PROJECT)) for p in files_below(PROJECT / "xuncha_site")}
    assert names == theme | package
    assert "xuncha_site/py.typed" in names
    for kind in types():
        assert f"xuncha_site/theme/records/{kind.folder}.html" in names
        sample = f"xuncha_site/starter/sample/data/{kind.file or kind.folder + '/'}"
        assert any(name.startswith(sample) for name in names), kind.name


def files_below(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path


def test_a_site_of_ones_own_is_built_with_the_installed_tool(
    installed: Path, tmp_path: Path
) -> None:
    xuncha(installed, tmp_path, "new", "site", "我的站点").ended(0)
    folder = tmp_path / "我的站点"
    xuncha(installed, folder, "build").ended(0)
    library = open_library(folder).library
    assert library is not None
    for entry in library.entries.values():
        assert (folder / "site" / entry.address).is_file()
    for kind in types():
        if not kind.file:
            xuncha(installed, folder, "new", kind.word(), "新的一条").ended(0)
    xuncha(installed, folder, "check").ended(0)
    xuncha(installed, folder, "schema").ended(0)
    xuncha(installed, folder, "addresses", "--update").ended(0)
    xuncha(installed, folder, "build").ended(0)


def test_a_new_site_has_a_valid_example_of_each_type_with_every_key_explained(
    tmp_path: Path,
) -> None:
    start_site(tmp_path / "site")
    opened = open_library(tmp_path / "site")
    assert not opened.stops, opened.problems
    assert opened.library
    for kind in types():
        found = [e for e in opened.library.entries.values() if isinstance(e.model, kind)]
        assert found, kind.name
        text = found[0].source.text
        for model, field in keys_of(kind):
            lines = [x for x in text.splitlines() if x.strip(" #-").startswith(f"{field.label}:")]
            if written(model, found[0].model):
                assert any(f"# {field.description}" in line for line in lines), field.label


def keys_of(model: type[Declared]) -> Iterator[tuple[type[Declared], DeclaredField]]:
    for field in fields_of(model):
        yield model, field
        if field.model is not None:
            yield from keys_of(field.model)


def written(model: type[Declared], record: Declared) -> bool:
    """Whether a record has a group of a model somewhere."""
    if isinstance(record, model):
        return True
    for field in fields_of(type(record)):
        value = getattr(record, field.attribute)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Declared) and written(model, item):
                return True
    return False


def test_the_comments_of_a_new_site_change_nothing_but_the_day() -> None:
    one, other = site_files("2024-01-01"), site_files("2025-01-01")
    changed = {name for name in one if one[name] != other[name]}
    assert changed == {"data/site.yml", "data/policies/zhenggai-banfa-2024.yml"}
    assert all(other[name] == one[name].replace("2024-01-01", "2025-01-01") for name in changed)


@pytest.mark.parametrize("there", ["folder with a file", "file"])
def test_a_new_site_never_writes_over_what_is_there(there: str, tmp_path: Path) -> None:
    target = tmp_path / "site"
    if there == "file":
        target.write_text("甲")
    else:
        target.mkdir()
        (target / "a.txt").write_text("甲")
    done = run(tmp_path, sys.executable, "-m", "xuncha_site", "new", "site", "site").ended(2)
    assert "已经有内容" in done.err
    assert sorted(p.name for p in tmp_path.rglob("*")) == (
        ["site"] if there == "file" else ["a.txt", "site"]
    )
