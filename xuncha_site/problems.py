"""What an editor has to mend: one fault, its place, and the mend.

Every check of the package returns ``Problem`` objects and prints nothing; this module alone
turns them into text or JSON. An exception is for "cannot go on", never for an editor's mistake.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum


class Grade(StrEnum):
    """A fault stops publication; a warning is printed and changes nothing."""

    FAULT = "错误"
    WARNING = "提醒"


class Code(StrEnum):
    """Every kind of problem. The name says the fault, never the mend."""

    # the text of a file
    NOT_UTF8 = "not-utf8"
    CONTROL_CHARACTER = "control-character"
    FILE_LIMIT = "file-limit"
    SYMLINK_OUTSIDE = "symlink-outside"
    UNREADABLE_FILE = "unreadable-file"
    MERGE_CONFLICT = "merge-conflict"
    TAB_CHARACTER = "tab-character"
    FULL_WIDTH_COLON = "full-width-colon"
    BAD_INDENTATION = "bad-indentation"
    BAD_SYNTAX = "bad-syntax"
    ANCHOR_OR_ALIAS = "anchor-or-alias"
    YAML_TAG = "yaml-tag"
    SEVERAL_DOCUMENTS = "several-documents"
    DUPLICATE_KEY = "duplicate-key"
    FRONT_MATTER = "front-matter"
    # the fields of a record
    UNKNOWN_KEY = "unknown-key"
    MISSING_KEY = "missing-key"
    WRONG_TYPE = "wrong-type"
    EMPTY_VALUE = "empty-value"
    UNKNOWN_VALUE = "unknown-value"
    BAD_DATE = "bad-date"
    BAD_NUMBER = "bad-number"
    BAD_VALUE = "bad-value"
    TOO_FEW = "too-few"
    DATE_ORDER = "date-order"
    MISSING_DATE = "missing-date"
    MISSING_EVIDENCE = "missing-evidence"
    SUM_MISMATCH = "sum-mismatch"
    RATE_MISMATCH = "rate-mismatch"
    WRONG_UNIT = "wrong-unit"
    FIGURE_FORM = "figure-form"
    DUPLICATE_ROW_ID = "duplicate-row-id"
    RETIRED_ROW_ID = "retired-row-id"
    # the library as a whole
    UNKNOWN_FOLDER = "unknown-folder"
    STRAY_FILE = "stray-file"
    MISSING_FILE = "missing-file"
    UNSAFE_ID = "unsafe-id"
    DUPLICATE_ID = "duplicate-id"
    REUSED_ID = "reused-id"
    DANGLING_REFERENCE = "dangling-reference"
    WRONG_ROW = "wrong-row"
    HIDDEN_REFERENCE = "hidden-reference"
    REPLACEMENT_CYCLE = "replacement-cycle"
    DEAD_LINK = "dead-link"
    UNSAFE_LINK = "unsafe-link"
    UNSAFE_FILE = "unsafe-file"
    SAME_ADDRESS = "same-address"
    LOST_ADDRESS = "lost-address"
    BAD_ADDRESS_LINE = "bad-address-line"
    STALE_AS_OF = "stale-as-of"
    NO_HISTORY = "no-history"
    # the gate
    CITIZEN_ID = "citizen-id"
    MOBILE_NUMBER = "mobile-number"
    BANK_CARD = "bank-card"
    # the host
    HOST_WARNING = "host-warning"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a problem is: a file below the library's root, with ``/``; line, column from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


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

    def __post_init__(self) -> None:
        # Quoted input may hold line breaks; the first line of a problem must stay one line.
        object.__setattr__(self, "fault", " ".join(self.fault.split()))

    @property
    def stops(self) -> bool:
        return self.grade is Grade.FAULT


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
    return sorted(set(problems), key=lambda p: (p.where, p.code, p.fault, p.mend, p.grade))


def as_text(problems: Iterable[Problem]) -> str:
    """Render for people: one plain line a problem, the mend indented below, a count at the end."""
    ordered = in_order(problems)
    lines: list[str] = []
    for problem in ordered:
        label = "" if problem.stops else "提醒："
        lines.append(f"{problem.where} {label}{problem.fault}")
        lines.extend(f"    {line}" for line in problem.mend.splitlines())
    faults = sum(problem.stops for problem in ordered)
    warnings = len(ordered) - faults
    if faults or warnings:
        counts = [f"{faults} 处错误"] * bool(faults) + [f"{warnings} 处提醒"] * bool(warnings)
        lines.append("共 " + "、".join(counts) + "。")
    return "\n".join(lines) + "\n" if lines else ""


def as_json(problems: Iterable[Problem]) -> str:
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
                        "fault": problem.fault,
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
