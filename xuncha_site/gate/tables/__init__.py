"""Lists of words that the gate goes by. Each file says where its words come from."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
# Parts that list single characters without a space between them.
_SIGNS = ("常见", "少见", "字", "词尾", "亲属字")


@cache
def table(name: str) -> dict[str, frozenset[str]]:
    """The parts of a list, and under ``全部`` all of it."""
    parts: dict[str, set[str]] = {}
    for part, line in _lines(name):
        parts.setdefault(part, set()).update(line if part in _SIGNS else line.split())
    whole = frozenset().union(*parts.values())
    return {**{part: frozenset(words) for part, words in parts.items()}, "全部": whole}


@cache
def steps(name: str, kind: str = "") -> dict[str, int]:
    """The number of the part in which each word stands; each character, where a kind is given.

    Parts are headed ``[3]``, or ``[姓 3]`` for those of a kind.
    """
    found: dict[str, int] = {}
    for part, line in _lines(name):
        of, _, step = part.rpartition(" ")
        if of == kind:
            found.update(dict.fromkeys(line if kind else line.split(), int(step)))
    return found


def _lines(name: str) -> Iterator[tuple[str, str]]:
    """The lines of a file that say something, each with the part it stands in."""
    part = ""
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            part = line.strip("[]")
        elif line and not line.startswith("#"):
            yield part, line
