"""One library: the same bytes always, whatever builds it, and wherever."""

from __future__ import annotations

import subprocess
from pathlib import Path

import gate_kept
import pytest
from pages.test_every_field import ID, library_of

from plugin.building import COMMANDS, built, environment, run
from plugin.looking import tree
from plugin.sitekit import copy_of_repository, small, write
from xuncha_site.records.base import types

STRICT = "mkdocs build --strict"


def test_both_commands_give_the_same_bytes(tmp_path: Path):
    root = copy_of_repository(tmp_path / "library")

    built(root)
    ours = tree(root / "site")
    built(root, command=STRICT)

    assert tree(root / "site") == ours
    assert len(ours) > 40


def test_both_commands_give_the_same_bytes_of_every_field_there_is(tmp_path: Path):
    root = small(tmp_path / "library", library_of("实")[0])

    built(root)
    ours = tree(root / "site")
    built(root, command=STRICT)

    assert tree(root / "site") == ours
    assert {f"{kind.folder}/{ID}.html" for kind in types() if not kind.file} <= ours.keys()


@pytest.fixture(name="origin", scope="session")
def _origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's library with a history of two commits in different time zones."""
    root = copy_of_repository(tmp_path_factory.mktemp("origin") / "repository")
    write(root, {".gitignore": ".cache/\nsite/\n"})

    def git(*arguments: str, date: str) -> None:
        dates = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
        who = ["-c", "user.name=T", "-c", "user.email=t@example.invalid"]
        command = ["git", *who, *arguments]
        subprocess.run(command, cwd=root, env=environment(**dates), check=True, capture_output=True)

    git("init", "--quiet", date="2026-01-01T00:00:00Z")
    git("add", "data", date="2026-01-01T00:00:00Z")
    git("commit", "--quiet", "-m", "one", date="2026-01-01T23:30:00-0500")
    git("add", ".", date="2026-01-01T00:00:00Z")
    git("commit", "--quiet", "-m", "two", date="2026-01-03T00:30:00+0800")
    return root


CLONES = {
    "a": {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    "a-much-longer/name": {"TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
    "中文 b": {
        "TZ": "America/New_York",
        "LC_ALL": "POSIX",
        "PYTHONHASHSEED": "3",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "SOURCE_DATE_EPOCH": "1",
    },
}


def test_clones_in_other_folders_time_zones_and_locales_give_the_same_bytes(
    origin: Path, tmp_path: Path
):
    sites = {}
    for number, (name, env) in enumerate(CLONES.items()):
        clone = tmp_path / name
        command = COMMANDS["xuncha build" if number % 2 else STRICT]
        subprocess.run(["git", "clone", "--quiet", origin, clone], check=True)
        gate_kept.bring(clone)
        done = run(command, clone, **env)
        assert done.code == 0, done
        sites[name] = tree(clone / "site")

    first = sites["a"]
    assert all(site == first for site in sites.values())
    # The history was read: the dates are those of the commits, each in its own time zone.
    page = next(data for name, data in first.items() if name.startswith("cases/gong"))
    assert "2026-01-01" in page.decode()
    assert not any(str(tmp_path).encode() in data for data in first.values())


def test_built_again_the_site_has_the_same_bytes(library: Path):
    first = tree(library / "site")

    built(library)

    assert tree(library / "site") == first
