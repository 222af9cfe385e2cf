"""The board of rectification (整改看板): how far all ledgers are, by state, level and look-back."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from xuncha_site.pages.frame import Crumb, list_of
from xuncha_site.pages.ledgers import LEVELS, PlacedRow, levels
from xuncha_site.pages.outcomes import added
from xuncha_site.pages.overviews import BOARD, DUE
from xuncha_site.pages.page import Page
from xuncha_site.pages.row_lists import RowGroup, RowGroupPages
from xuncha_site.pages.row_views import by_urgency
from xuncha_site.pages.view import Link, Viewer
from xuncha_site.records.ledger_row import LookBackResult, State
from xuncha_site.records.rectification import Rectification

LEDGERS_SHOWN = 200


class BoardPages(RowGroupPages):
    """Makes the board, and for each of its figures the list of the rows that it counts."""

    def pages(self) -> Iterator[Page]:
        """The pages; none where there is no ledger."""
        if BOARD.of(self.library):
            yield self.page(BOARD.address, self._board)
            for group in (*self.by_state, *self.by_level, *self.by_look_back):
                if group.rows:
                    yield from self.lists(group)

    @cached_property
    def rows(self) -> list[PlacedRow]:
        """Every row, the longest overdue first."""
        return by_urgency(self.ledgers.placed, self.ledgers.as_of)

    @cached_property
    def by_state(self) -> list[RowGroup]:
        """The rows in each state."""
        return [
            _group(s.name.lower(), str(s), [p for p in self.rows if p.row.state is s])
            for s in State
        ]

    @cached_property
    def by_level(self) -> list[RowGroup]:
        """The rows at which three, two, one or none of the levels drew the lesson wider."""
        names = ("三级都没有做", "做了一级", "做了两级", "三级都做了")
        counted = [(sum(levels(placed.row.wider)), placed) for placed in self.rows]
        return [
            _group(f"levels-{n}", names[n], [placed for count, placed in counted if count == n])
            for n in (3, 2, 1, 0)
        ]

    @cached_property
    def by_look_back(self) -> list[RowGroup]:
        """The rows by what the look-back found."""
        found: dict[LookBackResult, list[PlacedRow]] = {result: [] for result in LookBackResult}
        for placed in self.rows:
            if placed.row.look_back:
                found[placed.row.look_back.result].append(placed)
        return [_group(f"looked-{r.name.lower()}", str(r), rows) for r, rows in found.items()]

    def _board(self) -> str:
        viewer = Viewer(self.library, BOARD.address)
        rows = self.ledgers.rows
        return self.frame.render(
            "pages/board.html",
            BOARD.address,
            BOARD.name,
            [list_of(Rectification), Crumb(BOARD.name)],
            section=BOARD.section,
            description=BOARD.lede,
            sums=self.ledgers.sums,
            by_state=self.by_state,
            by_level=self.by_level,
            by_look_back=self.by_look_back,
            looked=sum(len(group.rows) for group in self.by_look_back),
            level_names=LEVELS,
            outcomes=added(figure for row in rows for figure in row.figures),
            ledgers=self._ledgers(viewer),
            total=len(self.ledgers),
            due=DUE.address,
        )

    def _ledgers(self, viewer: Viewer) -> list[tuple[Link, Rectification, int]]:
        """The ledgers with the most overdue rows first, then those with the most undone ones."""
        as_of = self.ledgers.as_of
        pairs = zip(self.ledgers.entries, self.ledgers.models, strict=True)
        found = [(entry, model, model.late(as_of)) for entry, model in pairs]
        found.sort(key=lambda one: (-one[2], -one[1].by_word()["未完成"], one[0].key))
        return [(viewer.link(entry), model, late) for entry, model, late in found[:LEDGERS_SHOWN]]


def _group(slug: str, name: str, rows: list[PlacedRow]) -> RowGroup:
    return RowGroup(BOARD, slug, name, "逾期的在前", rows)
