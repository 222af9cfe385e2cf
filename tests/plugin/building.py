"""Building a site in a process of its own, by each of the commands."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import gate_kept

# --- running

XUNCHA = (sys.executable, "-m", "xuncha_site")


MKDOCS = (sys.executable, "-m", "mkdocs")


# Every way to build. The first is what the others are measured by.
COMMANDS = {
    "xuncha build": (*XUNCHA, "build"),
    "mkdocs build": (*MKDOCS, "build"),
    "mkdocs build --strict": (*MKDOCS, "build", "--strict"),
    "mkdocs build -q": (*MKDOCS, "build", "-q"),
    "mkdocs build --strict -q": (*MKDOCS, "build", "--strict", "-q"),
}


class OpenGate:
    """A gate that stops nothing, for what does not turn on what it would find."""

    def check_sources(self, *_: Any) -> list[Any]:
        return []

    def check_output(self, *_: Any, **__: Any) -> list[Any]:
        return []


class Run:
    """What came of a command; its text, shown by pytest when a test fails, is the whole of it."""

    def __init__(self, command: Iterable[str], code: int, output: str) -> None:
        self.command = " ".join(map(str, command))
        self.code = code
        self.output = output

    def __repr__(self) -> str:
        return f"$ {self.command}\n{self.output}exit code {self.code}"


def environment(**changes: str) -> dict[str, str]:
    """The environment of a command. No bytecode is written: only the build's own calls count."""
    plain = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "MKDOCS"))}
    return {**plain, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8", **changes}


def run(command: Iterable[str], folder: Path, **env: str) -> Run:
    """Run a command to its end."""
    command = list(command)
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment(**env),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=300,
        check=False,
    )
    return Run(command, done.returncode, done.stdout.decode("utf-8", "replace"))


def built(root: Path, *arguments: str, command: str = "xuncha build") -> Run:
    """Build a library; the test fails with the output if that does not succeed."""
    gate_kept.bring(root)
    done = run((*COMMANDS[command], *arguments), root)
    assert done.code == 0, done
    gate_kept.keep(root)
    return done
