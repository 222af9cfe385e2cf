"""When each file was first and last committed: one pass over git's history.

Dates are those of the commits, in the commit's own time zone, so that every clone gives the same.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from xuncha_site.library.entry import Revisions

_MARK = "\x01"


@dataclass(frozen=True, slots=True)
class History:
    """What git tells. ``reason`` says in Chinese why it tells nothing, "" if it does."""

    files: dict[str, Revisions] = field(default_factory=dict)
    newest: date | None = None
    reason: str = ""


def history(root: Path, folders: tuple[str, ...]) -> History:
    """Read the history of some folders of a work tree.

    No repository, no git or a shallow clone give no dates; nothing else changes by that.
    """
    try:
        if _git(root, "rev-parse", "--is-shallow-repository").strip() == "true":
            return History(reason="仓库只有浅克隆")
        log = _git(
            root,
            "log",
            f"--format={_MARK}%as",
            "--name-only",
            "--no-renames",
            "--relative",
            "-z",
            "--",
            *folders,
        )
    except FileNotFoundError:
        return History(reason="没有装 git")
    except subprocess.CalledProcessError:
        return History(reason="不是 git 仓库，或还没有提交")
    return _parsed(log)


def _git(root: Path, *arguments: str) -> str:
    command = ["git", "-C", str(root), "-c", "core.quotePath=false", *arguments]
    done = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 (fixed words)
    return done.stdout.decode("utf-8", "replace")


def _parsed(log: str) -> History:
    files: dict[str, Revisions] = {}
    newest = ""
    for commit in log.split(_MARK)[1:]:
        day, _, names = commit.partition("\0")
        newest = max(newest, day)
        for name in names.strip("\n\0").split("\0"):
            known = files.get(name)
            # Newest first: what comes later in the log is earlier in time.
            files[name] = Revisions(day, known.last if known else day)
    return History(files, date.fromisoformat(newest) if newest else None)
