"""What a detector finds."""

from __future__ import annotations

from dataclasses import dataclass

from xuncha_site.problems import Code


@dataclass(frozen=True, slots=True)
class Found:
    """Something that identifies, from ``start`` to ``end`` of a text, and why we think so."""

    code: Code
    start: int
    end: int
    why: str = ""
