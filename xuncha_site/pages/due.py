"""Overdue and due (逾期与将到期): what is undone in all ledgers, by how far its limit lies."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from xuncha_site.pages.frame import Crumb, list_of
from xuncha_site.pages.ledgers import PlacedRow
from xuncha_site.pages.overviews import DUE
from xuncha_site.pages.page import Page
from xuncha_site.pages.row_lists import ROWS_A_PAGE, RowGroup, RowGroupPages
from xuncha_site.pages.row_views import SOON, by_urgency, row_views
from xuncha_site.pages.view import Viewer
from xuncha_site.records.rectification import Rectification

SHOWN_OF_MANY = 20  # of each group, where all do not fit
LATER = 90


class DuePages(RowGroupPages):
    """Makes the page of what is due, and those of its groups where they are long."""

    def pages(self) -> Iterator[Page]:
        """The pages; none where there is no ledger."""
        if not DUE.of(self.library):
            return
        groups = self._groups()
        yield self.page(DUE.address, partial(self._page, groups))
        if _are_many(groups):
            for group in groups:
                yield from self.lists(group)

    def _groups(self) -> list[RowGroup]:
        as_of = self.library.settings.as_of
        undone = [p for p in self.ledgers.placed if p.row.state.public == "未完成"]
        groups = [
            _group("late", "逾期"),
            _group("soon", f"{SOON} 天内到期"),
            _group("later", f"{SOON + 1} 至 {LATER} 天到期"),
            _group("far", f"{LATER} 天以后"),
            _group("open", "没有写时限"),
        ]
        for placed in by_urgency(undone, as_of):
            groups[_distance(placed, as_of)].rows.append(placed)
        return groups if groups[-1].rows else groups[:-1]

    def _page(self, groups: list[RowGroup]) -> str:
        viewer = Viewer(self.library, DUE.address)
        many = _are_many(groups)
        shown = [
            (group, row_views(group.rows[: SHOWN_OF_MANY if many else None], viewer))
            for group in groups
        ]
        late = groups[0].rows
        return self.frame.render(
            "pages/due.html",
            DUE.address,
            DUE.name,
            [list_of(Rectification), Crumb(DUE.name)],
            section=DUE.section,
            description=DUE.lede,
            groups=shown,
            total=sum(len(group.rows) for group in groups),
            longest=max((p.row.days_late(self.ledgers.as_of) for p in late), default=0),
            mostly=sum(p.row.state.public == "基本完成并持续" for p in self.ledgers.placed),
            ledgers=self.ledgers,
        )


def _group(slug: str, name: str) -> RowGroup:
    return RowGroup(DUE, slug, name, "按时限先后排列", [])


def _are_many(groups: list[RowGroup]) -> bool:
    return sum(len(group.rows) for group in groups) > ROWS_A_PAGE


def _distance(placed: PlacedRow, as_of: str) -> int:
    """The number of the group that a row belongs to."""
    if placed.row.due is None:
        return 4
    left = placed.row.days_left(as_of)
    if left is None:
        return 0
    return 1 if left <= SOON else 2 if left <= LATER else 3
