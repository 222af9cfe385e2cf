"""A ledger to be filled in (空白台账): the columns that offices use, as a sheet and as a file.

The columns are those that ledgers are declared to have in offices' spreadsheets, under our own
keys, so that what has been filled in can become a record without being renamed.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from xuncha_site.exchange import Export
from xuncha_site.pages.figure_files import figure_file
from xuncha_site.pages.frame import Crumb, list_of
from xuncha_site.pages.page import Page
from xuncha_site.pages.whole import WholePages
from xuncha_site.records.base import DeclaredField, fields_of
from xuncha_site.records.ledger_row import LedgerRow
from xuncha_site.records.rectification import Rectification

ADDRESS = "blank-ledger.html"
NAME = "空白台账"
LINES = 8  # to write on


class BlankLedger(WholePages):
    """Makes the sheet and the file. They are there before there is any ledger."""

    @cached_property
    def export(self) -> Export:
        """The file as the page of downloads lists it: headings alone."""
        headings = [field.label for field in columns()]
        return figure_file("blank-ledger", NAME, "一个问题一行，填好可以转成记录", headings, list)

    def pages(self) -> Iterator[Page]:
        """The sheet and the file."""
        yield self.page(ADDRESS, self._page)
        yield self.file(self.export)

    def _page(self) -> str:
        return self.frame.render(
            "pages/blank-ledger.html",
            ADDRESS,
            NAME,
            [list_of(Rectification), Crumb(NAME)],
            section=Rectification.folder,
            description="整改台账的空表，可以打印，也可以用 WPS、Excel 填写。",
            columns=columns(),
            lines=LINES,
            file=self.export.address,
        )


def columns() -> list[DeclaredField]:
    """The fields of a row that offices' ledgers have a column for, and its number."""
    return [
        field
        for field in fields_of(LedgerRow)
        if field.uses.columns or (field.required and field.attribute != "categories")
    ]
