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


def csv_text(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The text of a CSV file: byte order mark, CRLF, every cell guarded."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    out.write(BYTE_ORDER_MARK)
    writer.writerow(map(guarded, headings))
    writer.writerows(map(guarded, row) for row in rows)
    return out.getvalue()
