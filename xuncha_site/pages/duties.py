"""The duties of all checklists: which a role has, and which cases show them failing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from xuncha_site.library import Entry, Library
from xuncha_site.records.case import Case
from xuncha_site.records.checklist import Checklist, Item


@dataclass(frozen=True, slots=True)
class Duty:
    """One item of a checklist, with the checklist."""

    entry: Entry
    item: Item

    @property
    def anchor(self) -> str:
        """Its anchor on a page that shows duties of several checklists. No id holds a dot."""
        return f"{self.entry.id}.{self.item.row_id}"

    @property
    def body(self) -> str:
        """Whose duty it is."""
        model = self.entry.model
        return self.item.subject or (model.body if isinstance(model, Checklist) else "")

    @property
    def is_meeting(self) -> bool:
        """Whether it is done in a meeting, and how often that is held is known."""
        return bool(self.item.frequency) and any(manner.is_meeting for manner in self.item.manner)


class Duties:
    """All duties that an audience may see."""

    def __init__(self, library: Library) -> None:
        self.library = library

    @cached_property
    def every(self) -> list[Duty]:
        """Every duty, checklist by checklist in order of their ids."""
        lists = sorted(self.library.shelf(Checklist.folder), key=lambda entry: entry.key)
        return [duty for entry in lists for duty in _duties_of(entry)]

    def of(self, entry: Entry) -> list[Duty]:
        """The duties of one checklist."""
        return _duties_of(entry)

    def named(self, references: Iterable[str]) -> list[Duty]:
        """The duties that references name, each once; a whole checklist stands for all of its."""
        found: dict[str, Duty] = {}
        for reference in references:
            name, _, row = reference.partition("#")
            hit = self.library.find(f"{Checklist.folder}/{name}", row)
            if hit is not None:
                rows = _duties_of(hit[0])
                chosen = [duty for duty in rows if not hit[1] or duty.item.row_id == hit[1]]
                found.update((duty.anchor, duty) for duty in chosen if duty.anchor not in found)
        return list(found.values())

    def failed_in(self, duties: Iterable[Duty]) -> dict[Entry, list[Duty]]:
        """The cases that show some of the duties failing, newest first, and which they show."""
        return self._telling(duties, failing=True)

    def compared_in(self, duties: Iterable[Duty]) -> dict[Entry, list[Duty]]:
        """The cases that show some of the duties done: good experience, or good beside bad."""
        return self._telling(duties, failing=False)

    def _telling(self, duties: Iterable[Duty], *, failing: bool) -> dict[Entry, list[Duty]]:
        found: dict[Entry, list[Duty]] = {}
        for duty in duties:
            for case, fails in self._by_duty.get(duty.anchor, ()):
                if fails is failing:
                    found.setdefault(case, []).append(duty)
        return dict(sorted(found.items(), key=lambda pair: pair[0].order, reverse=True))

    @cached_property
    def _by_duty(self) -> dict[str, list[tuple[Entry, bool]]]:
        """The cases that name each duty, and whether they show it failing."""
        found: dict[str, list[tuple[Entry, bool]]] = {}
        for entry in self.library.shelf(Case.folder):
            model = entry.model
            if entry.withdrawn or not isinstance(model, Case):
                continue
            for duty in self.named(model.duties):
                found.setdefault(duty.anchor, []).append((entry, model.shows_failure))
        return found


def _duties_of(entry: Entry) -> list[Duty]:
    return [Duty(entry, row) for row in entry.rows.values() if isinstance(row, Item)]
