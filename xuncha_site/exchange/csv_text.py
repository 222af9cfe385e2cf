"""Spreadsheets as CSV that WPS and Excel open rightly, and in which no cell is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

BYTE_ORDER_MARK = "\ufeff"
# What a spreadsheet may take for the beginning of a formula, full-width forms included.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def guarded(cell: str) -> str:
    """A cell that is text to every spreadsheet: one that could be a formula gets a quote."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def csv_lines(rows: Iterable[Sequence[str]]) -> str:
    """Lines of a CSV file: CRLF at the end of each, every cell guarded."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(map(guarded, row) for row in rows)
    return out.getvalue()


def csv_text(headings: Sequence[str], lines: Iterable[str]) -> str:
    """The text of a CSV file: byte order mark, headings, and lines made by ``csv_lines``."""
    return "".join((BYTE_ORDER_MARK, csv_lines([headings]), *lines))
