"""What the gate has found clean, handed from one library of a test run to the next.

Most libraries of tests share most of their sentences, and the theme's; each is then read once in a
run and not once a build, as on a machine on which sites are built again and again. Nothing goes to
a library with another ``jurisdiction.yml``, nor to the next run. A run begins with what a build of
the repository's own library has kept, which saves a minute for each copy of it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from pathlib import Path

_PLACE = "XUNCHA_TESTS_KEPT"  # the folder of this run, known to all its processes


def begin(repository: Path) -> None:
    os.environ[_PLACE] = tempfile.mkdtemp(prefix="xuncha-kept-")
    keep(repository)


def end() -> None:
    shutil.rmtree(os.environ.pop(_PLACE), ignore_errors=True)


def bring(root: Path) -> None:
    """Give a library what is known by now."""
    known, own = _known(root), _own(root)
    if known.exists() and not own.exists():
        own.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(known, own)


def keep(root: Path) -> None:
    """Take what a library has found clean, where more is clean than is known by now."""
    known, own = _known(root), _own(root)
    if own.exists() and (not known.exists() or known.stat().st_size < own.stat().st_size):
        beside = known.with_suffix(f".{os.getpid()}")
        shutil.copy(own, beside)
        beside.replace(known)


def _own(root: Path) -> Path:
    return root / ".cache" / "gate"


def _known(root: Path) -> Path:
    file = root / "data" / "jurisdiction.yml"
    text = file.read_bytes() if file.is_file() else b""
    return Path(os.environ[_PLACE]) / hashlib.sha256(text).hexdigest()
