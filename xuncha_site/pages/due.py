"""Overdue and due (逾期与将到期): what is undone in all ledgers, by how far its limit lies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from xuncha_site.pages.frame import Crumb, Frame
from xuncha_site.pages.inputs import Inputs
from xuncha_site.pages.ledgers import Ledgers, PlacedRow
from xuncha_site.pages.lists import Pager, numbered
from xuncha_site.pages.overviews import DUE
from xuncha_site.pages.page import Page
from xuncha_site.pages.row_views import SOON, by_urgency, row_views
from xuncha_site.pages.view import Viewer
from xuncha_site.records.rectification import Rectification

ROWS_A_PAGE = 200
SHOWN_OF_MANY = 20  # of each group, where all do not fit
LATER = 90
_SHELVES = (Rectification.folder, "taxonomy", "rounds")


@dataclass(frozen=True, slots=True)
class Distance:
    """One group: rows whose limits lie within some days. ``slug`` names its own page."""

    slug: str
    name: str
    rows: list[PlacedRow]


class DuePages:
    """Makes the page of what is due, and those of its groups where they are long."""

    def __init__(self, frame: Frame, inputs: Inputs, ledgers: Ledgers) -> None:
        self.frame = frame
        self.library = frame.library
        self.inputs = inputs
        self.ledgers = ledgers

    def pages(self) -> Iterator[Page]:
        """The pages; none where there is no ledger."""
        if not DUE.of(self.library):
            return
        inputs = partial(self.inputs.of_shelves, _SHELVES)
        groups = self._groups()
        yield Page(DUE.address, partial(self._page, groups), inputs)
        if _are_many(groups):
            for group in groups:
                make = partial(self._group_page, group)
                yield from numbered(group.rows, ROWS_A_PAGE, _stem(group), make)

    def _groups(self) -> list[Distance]:
        as_of = self.library.settings.as_of
        undone = [p for p in self.ledgers.placed if p.row.state.public == "未完成"]
        groups = [
            Distance("late", "逾期", []),
            Distance("soon", f"{SOON} 天内到期", []),
            Distance("later", f"{SOON + 1} 至 {LATER} 天到期", []),
            Distance("far", f"{LATER} 天以后", []),
            Distance("open", "没有写时限", []),
        ]
        for placed in by_urgency(undone, as_of):
            groups[_distance(placed, as_of)].rows.append(placed)
        return groups if groups[-1].rows else groups[:-1]

    def _page(self, groups: list[Distance]) -> str:
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
            [Crumb(Rectification.name, f"{Rectification.folder}/index.html"), Crumb(DUE.name)],
            section=DUE.section,
            description=DUE.lede,
            groups=shown,
            stem=_stem,
            total=sum(len(group.rows) for group in groups),
            longest=max((p.row.days_late(self.ledgers.as_of) for p in late), default=0),
            mostly=sum(p.row.state.public == "基本完成并持续" for p in self.ledgers.placed),
            ledgers=self.ledgers,
        )

    def _group_page(
        self, group: Distance, address: str, rows: list[PlacedRow], pager: Pager
    ) -> Page:
        make = partial(self._group, group, address, rows, pager)
        return Page(address, make, partial(self.inputs.of_shelves, _SHELVES))

    def _group(self, group: Distance, address: str, rows: list[PlacedRow], pager: Pager) -> str:
        title = f"{DUE.name}：{group.name}"
        return self.frame.render(
            "pages/rows.html",
            address,
            title,
            [
                Crumb(Rectification.name, f"{Rectification.folder}/index.html"),
                Crumb(DUE.name, DUE.address),
                Crumb(group.name),
            ],
            section=DUE.section,
            lede=f"共 {len(group.rows)} 项，按时限先后排列。",
            rows=row_views(rows, Viewer(self.library, address)),
            pager=pager,
        )


def _are_many(groups: list[Distance]) -> bool:
    return sum(len(group.rows) for group in groups) > ROWS_A_PAGE


def _stem(group: Distance) -> str:
    return f"{DUE.address.removesuffix('.html')}.{group.slug}"


def _distance(placed: PlacedRow, as_of: str) -> int:
    """The number of the group that a row belongs to."""
    if placed.row.due is None:
        return 4
    left = placed.row.days_left(as_of)
    if left is None:
        return 0
    return 1 if left <= SOON else 2 if left <= LATER else 3
