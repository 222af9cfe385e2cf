"""What an editor has to mend: one fault, its place, and the mend.

Every check of the package returns ``Problem`` objects and prints nothing; this module alone
turns them into text or JSON. An exception is for "cannot go on", never for an editor's mistake.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum

from xuncha_site.problems.codes import Code


class Grade(StrEnum):
    """A fault stops publication; a warning is printed and changes nothing."""

    FAULT = "错误"
    WARNING = "提醒"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a problem is: a file below the library's root, with ``/``; line, column from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Secret:
    """What a problem is about and does not show: ``masked`` stands in its fault for ``text``."""

    masked: str
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing an editor has to mend.

    ``fault`` stands alone on one line; ``mend`` is an imperative with the exact text to write.
    """

    code: Code
    where: Place
    fault: str
    mend: str = ""
    grade: Grade = Grade.FAULT
    secret: Secret | None = None

    def __post_init__(self) -> None:
        # Quoted input may hold line breaks; the first line of a problem must stay one line.
        object.__setattr__(self, "fault", " ".join(self.fault.split()))

    @property
    def stops(self) -> bool:
        return self.grade is Grade.FAULT

    @property
    def revealed(self) -> str:
        """The fault with what it hides: for the editor's own screen alone."""
        if self.secret is None:
            return self.fault
        return self.fault.replace(self.secret.masked, " ".join(self.secret.text.split()), 1)


class Exit(int, Enum):
    """Exit codes of every command. Nothing is published with either of the last two."""

    CLEAN = 0
    FAULTS = 1
    COULD_NOT_RUN = 2


class CouldNotRunError(Exception):
    """The tool cannot go on for a reason that no editor's file has: disk, rights, another build.

    The message is Chinese, one sentence for the user. Ends with ``Exit.COULD_NOT_RUN``.
    """


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sort by place and drop exact repeats, so that each fault is told once."""
    once = {(p.where, p.code, p.fault, p.mend, p.grade): p for p in problems}
    return [once[key] for key in sorted(once)]


def as_text(problems: Iterable[Problem], *, reveal: bool = False) -> str:
    """Render for people: one plain line a problem, the mend indented below, a count at the end.

    With ``reveal``, what the gate found is shown: on the editor's own screen, in no log.
    """
    ordered = in_order(problems)
    lines: list[str] = []
    for problem in ordered:
        label = "" if problem.stops else "提醒："
        fault = problem.revealed if reveal else problem.fault
        lines.append(f"{problem.where} {label}{fault}")
        lines.extend(f"    {line}" for line in problem.mend.splitlines())
    faults = sum(problem.stops for problem in ordered)
    warnings = len(ordered) - faults
    if faults or warnings:
        counts = [f"{faults} 处错误"] * bool(faults) + [f"{warnings} 处提醒"] * bool(warnings)
        lines.append("共 " + "、".join(counts) + "。")
    return "\n".join(lines) + "\n" if lines else ""


def as_json(problems: Iterable[Problem], *, reveal: bool = False) -> str:
    """Render for programs: the same problems in the same order, one object each."""
    ordered = in_order(problems)
    faults = sum(problem.stops for problem in ordered)
    return (
        json.dumps(
            {
                "problems": [
                    {
                        "code": problem.code.value,
                        "grade": problem.grade.name.lower(),
                        "file": problem.where.file,
                        "line": problem.where.line,
                        "column": problem.where.column,
                        "fault": problem.revealed if reveal else problem.fault,
                        "mend": problem.mend,
                    }
                    for problem in ordered
                ],
                "faults": faults,
                "warnings": len(ordered) - faults,
            },
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
    )


__all__ = [
    "Code",
    "CouldNotRunError",
    "Exit",
    "Grade",
    "Place",
    "Problem",
    "Secret",
    "as_json",
    "as_text",
    "in_order",
]
