"""A build killed at any moment leaves the whole old site or the whole new one."""

from __future__ import annotations

import contextlib
import copy
import itertools
import os
import random
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from plugin.building import COMMANDS, Run, built, environment, run
from plugin.looking import beside, tree
from plugin.sitekit import case, small, write

RECORD = "data/cases/anli-1.yml"
TITLES = ("旧的标题", "新的标题")
MOMENTS = 10  # random kills a round

NO_EXCHANGE = ("-e", "inject=renameat2:error=ENOSYS")


class Edited:
    """A library whose one title is edited to and fro, so that its two sites can be told apart."""

    def __init__(self, folder: Path) -> None:
        self.root = small(folder / "library")
        self.sites = {}
        for title in reversed(TITLES):
            self.title = title
            self._write()
            built(self.root)
            self.sites[title] = tree(self.root / "site")

    def _write(self) -> None:
        write(self.root, {RECORD: case(self.title)})

    def edit(self) -> None:
        """The other title is written; the site is still that of the one before."""
        self.title = next(title for title in TITLES if title != self.title)
        self._write()

    def check_whole(self) -> None:
        assert tree(self.root / "site") in self.sites.values()

    def check_next_build(self) -> None:
        """The next build gives the right site and leaves nothing behind."""
        built(self.root)
        assert tree(self.root / "site") == self.sites[self.title]
        assert beside(self.root) == {".cache"}


@pytest.fixture(name="pristine", scope="session")
def _pristine(tmp_path_factory: pytest.TempPathFactory) -> Edited:
    return Edited(tmp_path_factory.mktemp("edited"))


@pytest.fixture(name="edited")
def _edited(pristine: Edited, tmp_path: Path) -> Edited:
    edited = copy.copy(pristine)
    edited.root = Path(shutil.copytree(pristine.root, tmp_path / "library"))
    return edited


def traced(strace: str, root: Path, *inject: str) -> Run:
    """Run a build under strace with faults injected into its system calls."""
    options = ["-f", "--seccomp-bpf", "-qq", "-o", os.devnull]
    return run((strace, *options, *inject, *COMMANDS["xuncha build"]), root)


def kill_at(call: str, number: int) -> tuple[str, str]:
    return "-e", f"inject={call}:signal=SIGKILL:when={number}"


def killed_at_each(strace: str, edited: Edited, call: str, first: int = 1, step: int = 1) -> int:
    """Kill builds at the first, second… use of a system call until none is killed any more.

    Checks after each kill; returns at which use the last one was killed.
    """
    for number in itertools.count(first, step):
        edited.edit()
        done = traced(strace, edited.root, *kill_at(call, number))
        if done.code != -signal.SIGKILL:
            assert done.code == 0, done
            edited.check_next_build()
            return number - step
        edited.check_whole()
        edited.check_next_build()
    raise AssertionError


def killed_after(root: Path, command: str, seconds: float) -> bool:
    """Start a build and kill it after some time; whether it was still running then."""
    process = subprocess.Popen(
        COMMANDS[command],
        cwd=root,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    process.kill()
    return process.wait() == -signal.SIGKILL


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "seed"),
    [("xuncha build", 1), ("xuncha build", 2), ("mkdocs build --strict", 3)],
)
def test_killed_at_random_moments_the_site_is_whole(edited: Edited, command: str, seed: int):
    start = time.monotonic()
    built(edited.root, command=command)
    whole = time.monotonic() - start
    chance = random.Random(seed)

    for part in range(MOMENTS):
        edited.edit()
        moment = whole * (part + chance.random()) / MOMENTS
        while not killed_after(edited.root, command, moment):
            # It had ended before. Its site is the new one; the next try comes earlier.
            assert tree(edited.root / "site") == edited.sites[edited.title]
            edited.edit()
            moment *= 0.8
        edited.check_whole()
        edited.check_next_build()


@pytest.mark.parametrize("call", ["/^rename", "rmdir"])
def test_killed_at_the_system_call_that_publishes_the_site_is_whole(
    strace: str, edited: Edited, call: str
):
    assert killed_at_each(strace, edited, call) == 1


@pytest.mark.slow
@pytest.mark.parametrize("first", [1, 2])
def test_killed_at_each_folder_that_is_made_the_site_is_whole(
    strace: str, edited: Edited, first: int
):
    assert killed_at_each(strace, edited, "mkdir", first, step=2) >= 6


@pytest.mark.slow
@pytest.mark.parametrize("first", [1, 9])
def test_killed_at_each_step_of_clearing_the_old_site_the_new_one_is_whole(
    strace: str, edited: Edited, first: int
):
    assert killed_at_each(strace, edited, "/^unlink", first, step=16) >= 10


def test_killed_when_there_was_no_site_yet_there_is_none_or_the_whole(strace: str, tmp_path: Path):
    root = small(tmp_path / "library")
    for number in itertools.count(1):
        done = traced(strace, root, *kill_at("/^rename", number))
        if done.code == 0:
            break
        assert done.code == -signal.SIGKILL, done
        assert not (root / "site").exists()

    assert number > 1
    assert beside(root) == {".cache"}
    assert built(root).code == 0


@pytest.mark.slow
def test_without_exchange_killed_between_the_renames_the_next_build_is_right(
    strace: str, edited: Edited
):
    missing = 0
    for number in itertools.count(1):
        edited.edit()
        done = traced(strace, edited.root, *NO_EXCHANGE, *kill_at("rename", number))
        if done.code == 0:
            break
        assert done.code == -signal.SIGKILL, done
        if (edited.root / "site").exists():
            edited.check_whole()
        else:
            # The one moment that two renames cannot cover: the old site stands beside, whole.
            missing += 1
            assert tree(edited.root / ".site.replaced") in edited.sites.values()
        edited.check_next_build()

    assert missing == 1
    assert number == 3
    edited.check_next_build()


@pytest.mark.parametrize("error", ["ENOSYS", "EINVAL", "EOPNOTSUPP"])
def test_a_system_without_exchange_publishes_by_two_renames(
    strace: str, edited: Edited, error: str
):
    edited.edit()

    done = traced(strace, edited.root, "-e", f"inject=renameat2:error={error}")

    assert done.code == 0, done
    assert tree(edited.root / "site") == edited.sites[edited.title]
    assert beside(edited.root) == {".cache"}


def test_without_exchange_killed_while_clearing_the_new_site_is_whole(strace: str, edited: Edited):
    for number in (1, 5):
        edited.edit()
        done = traced(strace, edited.root, *NO_EXCHANGE, *kill_at("/^unlink", number))
        assert done.code == -signal.SIGKILL, done
        assert tree(edited.root / "site") == edited.sites[edited.title]
        edited.check_next_build()


def killed_between_the_renames(edited: Edited) -> dict[str, bytes]:
    """Leave what such a kill leaves; return the old site."""
    old = tree(edited.root / "site")
    (edited.root / "site").rename(edited.root / ".site.replaced")
    write(edited.root, {".site.staged/index.html": "half of a p"})
    return old


def test_a_build_with_faults_too_puts_back_a_site_that_a_kill_took_away(edited: Edited):
    old = killed_between_the_renames(edited)
    write(edited.root, {RECORD: "标题：全角冒号\n"})

    done = run(COMMANDS["xuncha build"], edited.root)

    assert done.code == 1, done
    assert tree(edited.root / "site") == old
    assert beside(edited.root) == {".cache"}


@pytest.mark.parametrize(("call", "number"), [("rename", 1), ("/^unlink", 1), ("rmdir", 1)])
def test_killed_while_mending_an_earlier_kill_nothing_is_lost(
    strace: str, edited: Edited, call: str, number: int
):
    old = killed_between_the_renames(edited)

    done = traced(strace, edited.root, *kill_at(call, number))

    assert done.code == -signal.SIGKILL, done
    kept = edited.root / ("site" if (edited.root / "site").exists() else ".site.replaced")
    assert tree(kept) == old
    edited.check_next_build()


@pytest.mark.parametrize("number", [1, 2])
def test_a_rename_that_fails_leaves_the_old_site_in_its_place(
    strace: str, edited: Edited, number: int
):
    old = tree(edited.root / "site")
    edited.edit()

    done = traced(strace, edited.root, *NO_EXCHANGE, "-e", f"inject=rename:error=EIO:when={number}")

    assert done.code == 2, done
    assert "上一版网站没有改动" in done.output
    assert "Traceback" not in done.output
    assert tree(edited.root / "site") == old
    assert beside(edited.root) == {".cache"}


def test_what_cannot_be_cleared_away_does_not_undo_a_published_site(strace: str, edited: Edited):
    edited.edit()

    done = traced(strace, edited.root, "-e", "inject=/^unlink:error=EIO")

    assert done.code == 0, done
    assert tree(edited.root / "site") == edited.sites[edited.title]
    edited.check_next_build()
