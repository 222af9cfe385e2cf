"""Spreadsheets are read back as they were, open rightly, and hold no formula."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from xuncha_site.exchange.csv_text import csv_lines, csv_text, guarded

# What editors may write: the reader of files refuses other control characters.
CELLS = st.text(
    st.characters(blacklist_categories=("Cs",), blacklist_characters="\0\r"), max_size=30
) | st.sampled_from(["=1+1", "+86", "-2", "@SUM(A1)", "＝1", "\t=1", "-\n=1", '"', "a,b", "a\nb"])
STARTERS = "=+-@\t\r\n＝＋－＠"


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=5))
def test_what_is_written_is_read_back_but_for_the_guard(rows: list[list[str]]):
    text = csv_text(["一", "二", "三"], [csv_lines(rows)])
    assert text.startswith("\ufeff")

    read = list(csv.reader(io.StringIO(text[1:], newline="")))

    assert read[0] == ["一", "二", "三"]
    assert read[1:] == [[guarded(cell) for cell in row] for row in rows]


@given(CELLS)
def test_no_cell_begins_as_a_formula_does(cell: str):
    safe = guarded(cell)

    assert not safe.startswith(tuple(STARTERS))
    assert safe in (cell, f"'{cell}")
    assert (safe == cell) != cell.startswith(tuple(STARTERS))


def test_lines_end_as_spreadsheets_expect():
    assert csv_text(["甲"], [csv_lines([["一"]]), csv_lines([["二\n三"]])]) == (
        '\ufeff甲\r\n一\r\n"二\n三"\r\n'
    )
