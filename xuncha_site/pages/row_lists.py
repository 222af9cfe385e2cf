"""Lists of rows of ledgers that a figure of an overview counts, each on pages of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from xuncha_site.pages.frame import Crumb, list_of
from xuncha_site.pages.ledgers import PlacedRow
from xuncha_site.pages.lists import Pager, cut
from xuncha_site.pages.overviews import Overview
from xuncha_site.pages.page import Page
from xuncha_site.pages.row_views import row_views
from xuncha_site.pages.view import Viewer
from xuncha_site.pages.whole import WholePages
from xuncha_site.records.rectification import Rectification
from xuncha_site.records.round import Round
from xuncha_site.records.taxonomy import Taxonomy

ROWS_A_PAGE = 200


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows that have something in common. ``slug`` names their pages, ``order`` is told there."""

    view: Overview
    slug: str
    name: str
    order: str
    rows: list[PlacedRow]

    @property
    def stem(self) -> str:
        """The address of the first page, without its ending."""
        return f"{self.view.address.removesuffix('.html')}.{self.slug}"


class RowGroupPages(WholePages):
    """Makes an overview of rows, and the lists behind its figures."""

    shelves = (Rectification.folder, Taxonomy.folder, Round.folder)

    def lists(self, group: RowGroup) -> Iterator[Page]:
        """The pages of one group."""
        for address, rows, pager in cut(group.rows, ROWS_A_PAGE, group.stem):
            yield self.page(address, partial(self._list, group, address, rows, pager))

    def _list(self, group: RowGroup, address: str, rows: list[PlacedRow], pager: Pager) -> str:
        view = group.view
        return self.frame.render(
            "pages/rows.html",
            address,
            f"{view.name}：{group.name}",
            [list_of(Rectification), Crumb(view.name, view.address), Crumb(group.name)],
            section=view.section,
            lede=f"共 {len(group.rows)} 个问题，{group.order}。",
            rows=row_views(rows, Viewer(self.library, address)),
            pager=pager,
        )
