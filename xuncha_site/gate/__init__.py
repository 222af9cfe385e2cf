"""The gate: may it be published? It looks before anything is written, and again at the output.

A build is given a gate; there is no setting that goes without one. A gate that cannot do its work
raises ``CouldNotRunError``, and nothing is published.

Text as written → ``normal`` (as a reader takes it in) → ``numbers``, ``marks``, ``people``,
``places`` (what identifies) → ``judge`` (what this site lets be said) → ``gate`` (sources, output).
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Protocol

from xuncha_site.gate.gate import TEXT_ENDINGS, AnonymityGate
from xuncha_site.library import Opened
from xuncha_site.problems import Problem


class Gate(Protocol):
    """What a build asks before it writes, and before it publishes."""

    def check_sources(self, opened: Opened) -> list[Problem]:
        """Look at every source text as written, and at the names of all files."""

    def check_output(self, folder: Path, passed: AbstractSet[str] = frozenset()) -> list[Problem]:
        """Look at every file of the staged site.

        ``passed`` are files (relative to it) taken over from a site that has been looked at.
        """


def judged(opened: Opened, gate: Gate) -> list[Problem]:
    """All problems of a library: its own, and what the gate finds in its files."""
    return [*opened.problems, *gate.check_sources(opened)]


__all__ = ["TEXT_ENDINGS", "AnonymityGate", "Gate", "judged"]
