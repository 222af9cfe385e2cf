"""Rows of several ledgers as a table shows them: the problem, whose it is, when due, how far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from xuncha_site.pages.ledgers import PlacedRow
from xuncha_site.pages.view import Link, Viewer
from xuncha_site.records.ledger_row import LedgerRow
from xuncha_site.records.taxonomy import Taxonomy

# Days within which a time limit counts as soon.
SOON = 30


@dataclass(frozen=True, slots=True)
class RowView:
    """A row with its links. ``late`` is days past the limit or 0; ``soon`` days left, or None."""

    row: LedgerRow
    link: Link
    body: str
    categories: list[Link]
    late: int
    soon: int | None

    @property
    def progress(self) -> str:
        """How far it has come, by the newest entry."""
        return self.row.progress[-1].text if self.row.progress else ""


def row_views(rows: Iterable[PlacedRow], viewer: Viewer) -> list[RowView]:
    """Rows as the page of a viewer shows them, as of the date of the contents."""
    return [_view(placed, viewer) for placed in rows]


def _view(placed: PlacedRow, viewer: Viewer) -> RowView:
    as_of = viewer.library.settings.as_of
    left = placed.row.days_left(as_of)
    return RowView(
        placed.row,
        viewer.link(placed.entry, placed.row.row_id),
        placed.body,
        viewer.links(Taxonomy.folder, placed.row.categories),
        placed.row.days_late(as_of),
        left if left is not None and left <= SOON else None,
    )


def by_urgency(rows: Iterable[PlacedRow], as_of: str) -> list[PlacedRow]:
    """Rows with the longest overdue first, then by time limit; what has none comes last."""

    def urgency(placed: PlacedRow) -> tuple[int, str, str, str]:
        row = placed.row
        return (-row.days_late(as_of), row.due or "9999", placed.entry.key, row.row_id)

    return sorted(rows, key=urgency)
