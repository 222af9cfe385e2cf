"""Progress is shown on a terminal, for long builds, and nowhere else."""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from plugin.building import environment, run
from plugin.sitekit import case, small
from xuncha_site.plugin.progress import LEAST, Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_stage_says_what_and_how_many_of_how_many() -> None:
    stream = Terminal()
    assert list(Progress(stream).watched("读取记录", list(range(LEAST)))) == list(range(LEAST))
    assert "读取记录" in stream.getvalue()
    assert f"{LEAST}/{LEAST}" in stream.getvalue()


def test_a_stage_that_fails_ends_with_its_own_error_and_the_next_one_begins_anew() -> None:
    stream = Terminal()
    progress = Progress(stream)
    for _ in progress.watched("读取记录", range(LEAST)):
        break
    progress.begin("生成页面", LEAST)
    progress.step()
    progress.end()
    assert "生成页面" in stream.getvalue()


@pytest.mark.parametrize("stream", [Terminal(), io.StringIO()], ids=["short", "no terminal"])
def test_short_stages_and_pipes_are_left_alone(stream: io.StringIO) -> None:
    items = range(LEAST - 1 if stream.isatty() else LEAST * 2)
    assert list(Progress(stream).watched("读取记录", items)) == list(items)
    assert stream.getvalue() == ""


@pytest.mark.slow
def test_a_long_build_shows_its_stages_on_a_terminal_and_nothing_in_a_pipe(tmp_path: Path) -> None:
    root = small(
        tmp_path / "library",
        {f"data/cases/li-{n:03d}.yml": case(f"第{n}个") for n in range(LEAST)},
    )
    command = [sys.executable, "-m", "xuncha_site", "build"]
    piped = run(command, root)
    assert piped.code == 0, piped
    assert "生成页面" not in piped.output
    assert "\r" not in piped.output
    shown = on_a_terminal(command, root)
    assert "读取记录" in shown
    assert "生成页面" in shown
    assert "已生成" in shown


def on_a_terminal(command: list[str], root: Path) -> str:
    """What a command writes to a terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command, cwd=root, env=environment(TERM="xterm"), stdout=theirs, stderr=theirs
    ) as process:
        os.close(theirs)
        found = b"".join(iter(lambda: _read(ours), b""))
    os.close(ours)
    assert process.returncode == 0, found.decode()
    return found.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65_536)
    except OSError:  # the terminal is gone with the command
        return b""
