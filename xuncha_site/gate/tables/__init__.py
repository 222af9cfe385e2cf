"""Lists of words that the gate goes by. Each file says where its words come from."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
_SIGNS = (
    "常见",
    "少见",
    "用字",
    "少用",
)  # parts that list single characters without a space between them


@cache
def table(name: str) -> dict[str, frozenset[str]]:
    """The parts of a list, and under ``全部`` all of it."""
    parts: dict[str, set[str]] = {}
    part = ""
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            part = line.strip("[]")
        elif line and not line.startswith("#"):
            parts.setdefault(part, set()).update(line if part in _SIGNS else line.split())
    whole = frozenset().union(*parts.values())
    return {**{part: frozenset(words) for part, words in parts.items()}, "全部": whole}
