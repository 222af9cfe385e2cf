"""A library → the pages of its site: which there are, and how the pages of the whole are made."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from types import SimpleNamespace

from xuncha_site.exchange import Columns, Making, Pieces, columns_address, filter_of
from xuncha_site.library import Entry, Library
from xuncha_site.pages.blank_ledger import BlankLedger
from xuncha_site.pages.board import BoardPages
from xuncha_site.pages.calendar import CalendarPages
from xuncha_site.pages.calendar_files import CalendarFiles
from xuncha_site.pages.downloads import Downloads, Shelf
from xuncha_site.pages.due import DuePages
from xuncha_site.pages.duties import Duties
from xuncha_site.pages.entries import REFERRERS_SHOWN, EntryPages
from xuncha_site.pages.frame import HOME, NOT_FOUND, RESULTS, Crumb, Frame
from xuncha_site.pages.inputs import Inputs
from xuncha_site.pages.ledger_views import LedgerViews
from xuncha_site.pages.ledgers import Ledgers
from xuncha_site.pages.lists import Groups, ListPage, group_address, groups_of, list_pages
from xuncha_site.pages.matrix import MatrixPage
from xuncha_site.pages.page import Page
from xuncha_site.pages.paths import PathPages
from xuncha_site.pages.practice import Practice
from xuncha_site.pages.roles import RolePages
from xuncha_site.pages.selfcheck import SelfCheck
from xuncha_site.pages.statistics import StatisticsPage
from xuncha_site.pages.timeline import TimelinePages
from xuncha_site.pages.updates import Updates
from xuncha_site.pages.view import Viewer
from xuncha_site.pages.whole import Whole
from xuncha_site.records.base import Record

NEWEST_SHOWN = 6


class Site:
    """All pages of a library for its audience, but for other files of ``content/``."""

    def __init__(
        self, library: Library, theme_folders: list[Path], pieces: Pieces | None = None
    ) -> None:
        """``pieces`` are those of exports that the last build of this process has left."""
        self.library = library
        self.frame = Frame(library, theme_folders)
        self.kinds = [kind for kind in library.kinds if not kind.file]
        self.groups = Groups({kind.folder: groups_of(library, kind) for kind in self.kinds})
        self.filters = {kind.folder: filter_of(kind) for kind in self.kinds}
        self.ledgers = Ledgers(library)
        self.inputs = Inputs(self.frame, REFERRERS_SHOWN)
        duties = Duties(library)
        whole = Whole(self.frame, self.inputs, self.groups, self.ledgers, duties)
        practice = Practice(library, self.ledgers, duties)
        self.entry_pages = EntryPages(self.frame, self.groups, self.ledgers, self.inputs, practice)
        self.calendar_files = CalendarFiles(whole)
        self.roles = RolePages(whole, self.calendar_files)
        blank, matrix, statistics = BlankLedger(whole), MatrixPage(whole), StatisticsPage(whole)
        self.views = (
            self.roles,
            PathPages(whole),
            matrix,
            blank,
            DuePages(whole),
            BoardPages(whole),
            LedgerViews(whole),
            TimelinePages(whole, practice.policies),
            statistics,
            CalendarPages(whole, self.calendar_files),
            self.calendar_files,
            SelfCheck(whole),
        )
        self.making = Making(self.inputs.of_piece, pieces)
        self.updates = Updates(self.frame, self.inputs)
        figures = [blank.export, *matrix.exports, *statistics.exports]
        calendars = [*self.calendar_files.exports, *self.updates.feeds]
        elsewhere = [
            Shelf("空表和统计", "CSV，矩阵、统计的每张表都有", figures),
            Shelf("日历和订阅", "可加入办公软件的日历、订阅软件", calendars),
        ]
        self.downloads = Downloads(self.frame, self.inputs, self.making, elsewhere)

    def pages(self) -> Iterator[Page]:
        """Every page, in an order that depends on the library alone."""
        frame = self.frame
        for address, text in (frame.sheet, frame.script, frame.tools, frame.search):
            yield Page(address, partial(str, text))
        yield Page(HOME, self._home)
        yield Page(NOT_FOUND, self._not_found)
        yield Page(RESULTS, self._results)
        for kind in self.kinds:
            for page in list_pages(self.library, kind, self.groups[kind.folder]):
                inputs = partial(self.inputs.of_list, page, self.groups[kind.folder])
                yield Page(page.address, partial(self._list, page), inputs)
            yield self._columns(kind)
        for folder in self.library.guide_folders():
            yield Page(f"{folder}/{HOME}", partial(self._guide_folder, folder))
        for view in self.views:
            yield from view.pages()
        for key in sorted(self.library.entries):
            yield from self.entry_pages.of(self.library.entries[key])
            yield from self.downloads.of(self.library.entries[key])
        yield from self.updates.pages()
        yield from self.downloads.pages()

    def _columns(self, kind: type[Record]) -> Page:
        """The file that the list of a type is filtered by."""
        inputs = partial(self.inputs.of_pieces, self.library.of_kind(kind))
        return Page(columns_address(kind), Columns(self.library, kind, self.making).text, inputs)

    def _home(self) -> str:
        viewer = Viewer(self.library, HOME)
        intro = self.library.entries.get("index")
        taxonomy, roles = map(self.library.entries.get, ("taxonomy", "roles"))
        folders = [f for f in self.library.guide_folders() if self.frame.on_home(f)]
        return self.frame.render(
            "pages/home.html",
            HOME,
            "首页",
            [],
            description=(intro.model.summary if intro else None) or self.library.settings.name,
            intro=viewer.view(intro) if intro else None,
            body=viewer.body(intro)[0] if intro else "",
            guides=[(f, self.frame.folder_title(f), self._guides(f, viewer)) for f in folders],
            guide_count=sum(len(self.library.guides(folder)) for folder in folders),
            newest=[viewer.link(entry) for entry in self._newest()],
            taxonomy=viewer.view(taxonomy) if taxonomy and not taxonomy.withdrawn else None,
            roles=viewer.view(roles) if roles else None,
            role_doors=self.roles.doors(viewer),
            overviews=self.frame.overviews,
            ledgers=self.ledgers,
            counts=[(kind, len(self.library.of_kind(kind))) for kind in self.kinds],
            groups=self.groups,
            group_address=group_address,
        )

    def _newest(self) -> list[Entry]:
        """The newest records, whatever their type."""
        entries = [entry for kind in self.kinds for entry in self.library.of_kind(kind)]
        shown = (entry for entry in entries if not entry.withdrawn)
        return sorted(shown, key=lambda entry: entry.order, reverse=True)[:NEWEST_SHOWN]

    def _not_found(self) -> str:
        return self.frame.render("pages/404.html", NOT_FOUND, "没有这一页", [])

    def _results(self) -> str:
        counts = [(kind, len(self.library.of_kind(kind))) for kind in self.kinds]
        lists = {f"{kind.folder}/{HOME}" for kind in self.kinds}
        sections = (*self.frame.menu, *self.frame.foot)
        others = [s for s in sections if s.address not in lists and s.address != RESULTS]
        way = [Crumb("搜索")]
        return self.frame.render(
            "pages/search.html", RESULTS, "搜索", way, counts=counts, others=others
        )

    def _guide_folder(self, folder: str) -> str:
        address = f"{folder}/{HOME}"
        viewer = Viewer(self.library, address)
        intro = self.library.entries.get(f"{folder}/index")
        title = self.frame.folder_title(folder)
        return self.frame.render(
            "pages/folder.html",
            address,
            title,
            [Crumb(title)],
            description=(intro.model.summary if intro else None) or "",
            body=viewer.body(intro)[0] if intro else "",
            guides=self._guides(folder, viewer),
        )

    def _guides(self, folder: str, viewer: Viewer) -> dict[str, list[SimpleNamespace]]:
        """The guidance pages of a folder by their group, in declared order."""
        found: dict[str, list[SimpleNamespace]] = {}
        for entry in self.library.guides(folder):
            found.setdefault(getattr(entry.model, "group", None) or "", []).append(
                viewer.view(entry)
            )
        return found

    def _list(self, page: ListPage) -> str:
        viewer = Viewer(self.library, page.address)
        whole = Crumb(page.kind.name, f"{page.kind.folder}/{HOME}")
        return self.frame.render(
            "pages/list.html",
            page.address,
            page.title,
            [*([whole] if page.group else []), Crumb(page.title)],
            description=page.kind.lede,
            page=page,
            kind=page.kind,
            parts=[
                (heading, [viewer.brief(entry) for entry in members])
                for heading, members in self.groups[page.kind.folder].parts(page)
            ],
            brief=viewer.brief,
            filter=self.filters[page.kind.folder],
            preset=self.groups[page.kind.folder].value_of(page.group),
            tools=self.frame.tools[0],
            groups=self.groups[page.kind.folder],
            group_address=group_address,
        )
