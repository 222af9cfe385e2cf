"""Fixtures of the tests that run real builds."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from plugin.building import built
from plugin.sitekit import small


@pytest.fixture(name="pristine_library", scope="session")
def _pristine_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = small(tmp_path_factory.mktemp("pristine") / "library")
    built(root)
    return root


@pytest.fixture(name="library")
def _library(pristine_library: Path, tmp_path: Path) -> Path:
    """A small library that has been built: its site is the last good one."""
    return Path(shutil.copytree(pristine_library, tmp_path / "library"))


@pytest.fixture(name="strace")
def _strace() -> str:
    """The tracer. Without it these tests prove nothing, so they fail."""
    found = shutil.which("strace")
    assert found, "strace is missing: apt-get install strace"
    return found


Mount = Callable[..., Path]


@pytest.fixture(name="mount")
def _mount() -> Iterator[Mount]:
    """Mounts small file systems in memory (as root), and takes them away at the end."""
    mounted: list[Path] = []

    def mount(folder: Path, options: str) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], check=True)
        mounted.append(folder)
        return folder

    yield mount
    for folder in reversed(mounted):
        subprocess.run(["umount", "--lazy", folder], check=True)
