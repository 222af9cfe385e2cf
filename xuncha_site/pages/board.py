"""The board of rectification (整改看板): how far all ledgers are, by state, level and look-back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial

from xuncha_site.pages.frame import Crumb, Frame
from xuncha_site.pages.inputs import Inputs
from xuncha_site.pages.ledgers import LEVELS, Ledgers, PlacedRow, levels
from xuncha_site.pages.lists import Pager, numbered
from xuncha_site.pages.outcomes import added
from xuncha_site.pages.overviews import BOARD, DUE
from xuncha_site.pages.page import Page
from xuncha_site.pages.row_views import by_urgency, row_views
from xuncha_site.pages.view import Link, Viewer
from xuncha_site.records.ledger_row import LookBackResult, State
from xuncha_site.records.rectification import Rectification

ROWS_A_PAGE = 200
LEDGERS_SHOWN = 200
_SHELVES = (Rectification.folder, "taxonomy", "rounds")


@dataclass(frozen=True, slots=True)
class Slice:
    """Rows that have something in common, with the page that lists them all."""

    slug: str
    name: str
    rows: list[PlacedRow]

    @property
    def stem(self) -> str:
        return f"{BOARD.address.removesuffix('.html')}.{self.slug}"


class BoardPages:
    """Makes the board, and for each of its figures the list of the rows that it counts."""

    def __init__(self, frame: Frame, inputs: Inputs, ledgers: Ledgers) -> None:
        self.frame = frame
        self.library = frame.library
        self.inputs = inputs
        self.ledgers = ledgers

    def pages(self) -> Iterator[Page]:
        """The pages; none where there is no ledger."""
        if BOARD.of(self.library):
            yield Page(BOARD.address, self._board, partial(self.inputs.of_shelves, _SHELVES))
            for part in (*self.by_state, *self.by_level, *self.by_look_back):
                if part.rows:
                    make = partial(self._slice_page, part)
                    yield from numbered(part.rows, ROWS_A_PAGE, part.stem, make)

    @cached_property
    def rows(self) -> list[PlacedRow]:
        """Every row, the longest overdue first."""
        return by_urgency(self.ledgers.placed, self.ledgers.as_of)

    @cached_property
    def by_state(self) -> list[Slice]:
        """The rows in each state."""
        return [
            Slice(s.name.lower(), str(s), [p for p in self.rows if p.row.state is s]) for s in State
        ]

    @cached_property
    def by_level(self) -> list[Slice]:
        """The rows at which three, two, one or none of the levels drew the lesson wider."""
        names = ("三级都没有做", "做了一级", "做了两级", "三级都做了")
        counted = [(sum(levels(placed.row.wider)), placed) for placed in self.rows]
        return [
            Slice(f"levels-{n}", names[n], [placed for count, placed in counted if count == n])
            for n in (3, 2, 1, 0)
        ]

    @cached_property
    def by_look_back(self) -> list[Slice]:
        """The rows by what the look-back found."""
        found: dict[LookBackResult, list[PlacedRow]] = {result: [] for result in LookBackResult}
        for placed in self.rows:
            if placed.row.look_back:
                found[placed.row.look_back.result].append(placed)
        return [Slice(f"looked-{r.name.lower()}", str(r), rows) for r, rows in found.items()]

    def _board(self) -> str:
        viewer = Viewer(self.library, BOARD.address)
        rows = self.ledgers.rows
        return self.frame.render(
            "pages/board.html",
            BOARD.address,
            BOARD.name,
            [Crumb(Rectification.name, f"{Rectification.folder}/index.html"), Crumb(BOARD.name)],
            section=BOARD.section,
            description=BOARD.lede,
            sums=self.ledgers.sums,
            by_state=self.by_state,
            by_level=self.by_level,
            by_look_back=self.by_look_back,
            looked=sum(len(part.rows) for part in self.by_look_back),
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

    def _slice_page(self, part: Slice, address: str, rows: list[PlacedRow], pager: Pager) -> Page:
        make = partial(self._slice, part, address, rows, pager)
        return Page(address, make, partial(self.inputs.of_shelves, _SHELVES))

    def _slice(self, part: Slice, address: str, rows: list[PlacedRow], pager: Pager) -> str:
        return self.frame.render(
            "pages/rows.html",
            address,
            f"{BOARD.name}：{part.name}",
            [
                Crumb(Rectification.name, f"{Rectification.folder}/index.html"),
                Crumb(BOARD.name, BOARD.address),
                Crumb(part.name),
            ],
            section=BOARD.section,
            lede=f"共 {len(part.rows)} 个问题，逾期的在前。",
            rows=row_views(rows, Viewer(self.library, address)),
            pager=pager,
        )
