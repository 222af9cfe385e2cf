"""What falls on a date: steps of rounds and campaigns, duties to be done once, rows of ledgers.

Dates stay as precise as they are written. What recurs has no date and is no occasion.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from xuncha_site.library import Entry, Library
from xuncha_site.pages.duties import Duty
from xuncha_site.pages.ledgers import PlacedRow
from xuncha_site.records.base import Record, fields_of
from xuncha_site.records.campaign import Campaign
from xuncha_site.records.fields import Kind
from xuncha_site.records.round import Round


@dataclass(frozen=True, slots=True)
class Occasion:
    """One thing with its date. ``row`` is the row that it is told in, "" for the whole record.

    ``name`` tells it from all others of its record, whatever its date or words become.
    """

    name: str
    date: str
    what: str
    whose: str
    entry: Entry
    row: str = ""
    done: bool = False
    placed: PlacedRow | None = None  # set for what is due in a ledger

    @property
    def order(self) -> tuple[str, str, str]:
        return self.date, self.entry.key, self.row


def in_order(occasions: Iterable[Occasion]) -> list[Occasion]:
    """Occasions by date, then by where they are told."""
    return sorted(occasions, key=lambda occasion: occasion.order)


def of_rounds(library: Library) -> Iterator[Occasion]:
    """The steps of all rounds."""
    for entry in _in_use(library, Round.folder):
        yield from _steps(entry, entry.title)


def of_campaign(entry: Entry) -> Iterator[Occasion]:
    """The steps of a campaign, and when it began and ended."""
    model = entry.model
    if isinstance(model, Campaign):
        own = list(_steps(entry, entry.title))
        yield from own
        # A step that only repeats a date of the record's own is the same occasion.
        told = {(occasion.date, occasion.what) for occasion in own}
        for number, step in enumerate(model.steps, start=1):
            if (step.date, step.heading) not in told:
                yield Occasion(f"step-{number}", step.date, step.heading, entry.title, entry)


def of_duties(duties: Iterable[Duty]) -> Iterator[Occasion]:
    """What is to be done once, until a day."""
    for duty in duties:
        if duty.item.due:
            item = duty.item
            yield Occasion(
                item.row_id, item.due or "", item.duty, duty.body, duty.entry, item.row_id
            )


def of_rows(rows: Iterable[PlacedRow]) -> Iterator[Occasion]:
    """The time limits of rows of ledgers."""
    for placed in rows:
        row = placed.row
        if row.due:
            done = row.state.public == "完成"
            what = f"{row.row_id} {row.problem}"
            yield Occasion(
                row.row_id, row.due, what, placed.body, placed.entry, row.row_id, done, placed
            )


def _steps(entry: Entry, whose: str) -> Iterator[Occasion]:
    """The dates that a record declares of its own, each named by its key."""
    common = {declared.attribute for declared in fields_of(Record)}
    for declared in fields_of(type(entry.model)):
        date = getattr(entry.model, declared.attribute)
        if declared.kind is Kind.DATE and date and declared.attribute not in common:
            what = declared.label.removesuffix("日期")
            yield Occasion(declared.attribute, date, what, whose, entry)


def _in_use(library: Library, folder: str) -> Iterator[Entry]:
    return (entry for entry in library.shelf(folder) if not entry.withdrawn)
