"""What all tests share: a small good library to change, and the command line run as editors do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import gate_kept
import pytest
from hypothesis import HealthCheck, settings

from xuncha_site.library import Opened, open_library

TESTS = Path(__file__).parent
PROJECT = TESTS.parent
BASE = TESTS / "sites" / "base"

# What a run inherits is stated here, so that no setting of the machine can change an output.
ENVIRONMENT = {
    "PATH": os.environ.get("PATH", os.defpath),
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "PYTHONPATH": str(PROJECT),
    "PYTHONDONTWRITEBYTECODE": "1",
    # Nothing here asks another host; should anything try, it meets a closed port at once.
    **dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), "http://127.0.0.1:9"),
    # git: the same identity and no configuration of the machine.
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "tests",
    "GIT_AUTHOR_EMAIL": "tests@example.invalid",
    "GIT_COMMITTER_NAME": "tests",
    "GIT_COMMITTER_EMAIL": "tests@example.invalid",
}
COMMIT_DAY = "2024-05-01"

settings.register_profile(
    "ci",
    max_examples=100,
    derandomize=False,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("ci")


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        gate_kept.begin(PROJECT)


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        gate_kept.end()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite-golden",
        action="store_true",
        help="write what the tool says now into the golden files; read the diff before committing",
    )


@dataclass(frozen=True)
class Run:
    """One finished run of a command. Printed whole when an assertion about it fails."""

    command: tuple[str, ...]
    code: int
    out: str
    err: str

    def __str__(self) -> str:
        return (
            f"$ {' '.join(self.command)}\n"
            f"exit {self.code}\n"
            f"--- stdout\n{self.out}\n--- stderr\n{self.err}"
        )

    __repr__ = __str__

    def ended(self, code: int) -> Run:
        """The run itself, if it ended with a code and without a traceback."""
        assert self.code == code, f"expected exit {code}\n{self}"
        assert "Traceback" not in self.err, str(self)
        return self


def run(folder: Path, *command: str, extra: Mapping[str, str] | None = None) -> Run:
    """Run a command in a folder, in the stated environment."""
    done = subprocess.run(
        command,
        cwd=folder,
        env={**ENVIRONMENT, "HOME": str(folder), **(extra or {})},
        capture_output=True,
        check=False,
        timeout=120,
    )
    return Run(
        command,
        done.returncode,
        done.stdout.decode("utf-8", "backslashreplace"),
        done.stderr.decode("utf-8", "backslashreplace"),
    )


def xuncha(folder: Path, *arguments: str) -> Run:
    """Run the command line of the product in a folder."""
    return run(folder, sys.executable, "-m", "xuncha_site", *arguments)


def git(folder: Path, *arguments: str, day: str = COMMIT_DAY) -> str:
    """Run git in a folder at a stated day; return its output."""
    date = f"{day}T12:00:00+08:00"
    extra = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
    return run(folder, "git", *arguments, extra=extra).ended(0).out


def commit(folder: Path, message: str = "change", day: str = COMMIT_DAY) -> None:
    """Commit all that stands in a folder, making it a repository first where it is none."""
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", message, day=day)


Files = Mapping[str, str | bytes | None]


@dataclass(frozen=True)
class Folder:
    """A library on disk: the base of ``tests/sites/base`` with a test's own files over it."""

    path: Path

    def write(self, files: Files) -> Folder:
        """Put files into the folder; None takes one away."""
        for name, content in files.items():
            path = self.path / name
            if content is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return self

    def read(self, name: str) -> str:
        return (self.path / name).read_bytes().decode()

    def change(self, name: str, old: str, new: str) -> Folder:
        """Replace a text that stands exactly once in a file."""
        text = self.read(name)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        return self.write({name: text.replace(old, new)})

    def commit(self, day: str = COMMIT_DAY) -> Folder:
        commit(self.path, day=day)
        return self

    def open(self) -> Opened:
        """Open the library in this process."""
        return open_library(self.path)

    def run(self, *arguments: str) -> Run:
        """Run ``xuncha`` in this folder, in a process of its own."""
        return xuncha(self.path, *arguments)


@pytest.fixture
def library_folder(tmp_path: Path) -> Callable[..., Folder]:
    """Make a library: ``library_folder({"data/cases/a.yml": "…"})``. It is no git repository."""

    def make(files: Files | None = None, name: str = "library") -> Folder:
        path = tmp_path / name
        shutil.copytree(BASE, path)
        return Folder(path).write(files or {})

    return make
