"""Files to take away as pages of the site, and the page that lists them all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from xuncha_site.exchange import EntryFiles, Export, Exports, Making, csv_address, json_address
from xuncha_site.library import Entry
from xuncha_site.pages.frame import Crumb, Frame
from xuncha_site.pages.inputs import Inputs
from xuncha_site.pages.overviews import DOWNLOADS
from xuncha_site.pages.page import Page
from xuncha_site.records.base import Record

KILO = 1024


@dataclass(frozen=True, slots=True)
class Shelf:
    """Files of one sort, as the page shows them."""

    title: str
    note: str
    files: list[Export]


class Downloads:
    """The files of one library, and their page."""

    def __init__(
        self, frame: Frame, inputs: Inputs, making: Making, elsewhere: list[Shelf]
    ) -> None:
        self.frame = frame
        self.library = frame.library
        self.inputs = inputs
        # Made by pages of their own, and only listed here.
        self.elsewhere = [export for shelf in elsewhere for export in shelf.files]
        self.entry_files = EntryFiles(self.library, making)
        exports = Exports(self.library, self.entry_files)
        self.shelves = [
            Shelf("数据表", "CSV，可用 WPS、Excel 打开", exports.tables),
            *elsewhere,
            Shelf("数据接口", "JSON，供程序读取", exports.interface),
        ]

    def pages(self) -> Iterator[Page]:
        """The files of all types, their schemas, and the page that lists them."""
        for export in self._exports():
            if export in self.elsewhere:
                continue
            inputs = partial(self.inputs.of_pieces, export.entries, [export.address])
            yield Page(export.address, lambda export=export: export.text, inputs)  # type: ignore[misc]  # bound now
            if export.schema is not None:
                address, text = export.schema
                yield Page(address, partial(str, text), partial(self.inputs.of_pieces, [], [text]))
        yield Page(DOWNLOADS.address, self._page, self._inputs)

    def of(self, entry: Entry) -> Iterator[Page]:
        """The files of one entry. A type kept in one file has those of its type alone."""
        model = entry.model
        if isinstance(model, Record) and model.file:
            return
        inputs = partial(self.inputs.of_piece, entry)
        yield Page(json_address(entry), partial(self.entry_files.data, entry), inputs)
        if isinstance(model, Record) and model.parts:
            yield Page(csv_address(entry), partial(self.entry_files.sheet, entry), inputs)

    def _exports(self) -> Iterator[Export]:
        for shelf in self.shelves:
            yield from shelf.files

    def _inputs(self) -> bytes:
        entries = [entry for export in self._exports() for entry in export.entries]
        return self.inputs.of_pieces(dict.fromkeys(entries))

    def _page(self) -> str:
        exports = list(self._exports())
        return self.frame.render(
            "pages/downloads.html",
            DOWNLOADS.address,
            DOWNLOADS.name,
            [Crumb(DOWNLOADS.name)],
            description=DOWNLOADS.lede,
            shelves=[shelf for shelf in self.shelves if shelf.files],
            count=len(exports),
            size=told(sum(export.size for export in exports)),
            told=told,
        )


def told(size: int) -> str:
    """A size in bytes as people read it."""
    if size < KILO:
        return f"{size} B"
    if size < KILO * KILO:
        return f"{size / KILO:.0f} KB"
    return f"{size / KILO / KILO:.1f} MB"
