"""What all ledgers of a library hold together: the figures of the home page and the categories."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from xuncha_site.library import Entry, Library
from xuncha_site.records.base import fields_of
from xuncha_site.records.figures import rate
from xuncha_site.records.ledger_row import LedgerRow, RuleChange, Wider
from xuncha_site.records.rectification import Rectification

# The levels of 举一反三, from below.
LEVELS = tuple(declared.label for declared in fields_of(Wider))


@dataclass(frozen=True, slots=True)
class Sums:
    """Counts over the rows of all ledgers. ``done_rate`` is in percent, two decimals."""

    total: int
    done: int
    mostly: int
    undone: int
    late: int
    done_rate: str
    new_rules: int
    revised_rules: int
    wider: tuple[int, int, int]  # rows with 举一反三 at each of its levels, from below
    wider_at_all: int  # rows with it at all three


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row with the ledger that it stands in."""

    entry: Entry
    ledger: Rectification
    row: LedgerRow

    @property
    def body(self) -> str:
        """The body that was inspected."""
        return self.ledger.body


class Ledgers:
    """The ledgers that are in use, counted once for all pages."""

    def __init__(self, library: Library) -> None:
        self.as_of = library.settings.as_of
        found = [entry for entry in library.of_kind(Rectification) if not entry.withdrawn]
        self.entries = [e for e in found if isinstance(e.model, Rectification)]
        self.models = [e.model for e in found if isinstance(e.model, Rectification)]

    def __len__(self) -> int:
        return len(self.models)

    @cached_property
    def rows(self) -> list[LedgerRow]:
        return [row for ledger in self.models for row in ledger.rows]

    @cached_property
    def placed(self) -> list[PlacedRow]:
        """Every row with its ledger, in order of the rows."""
        pairs = zip(self.entries, self.models, strict=True)
        return [PlacedRow(entry, ledger, row) for entry, ledger in pairs for row in ledger.rows]

    @cached_property
    def by_category(self) -> Counter[str]:
        """How many problems each category of the taxonomy has."""
        return Counter(category for row in self.rows for category in row.categories)

    @cached_property
    def sums(self) -> Sums | None:
        """The figures of all ledgers; None where there is no ledger."""
        if not self.rows:
            return None
        words = Counter(row.state.public for row in self.rows)
        changes = Counter(rule.change for row in self.rows for rule in row.rules)
        wider = [levels(row.wider) for row in self.rows]
        body, department, leader = (sum(level) for level in zip(*wider, strict=True))
        return Sums(
            total=len(self.rows),
            done=words["完成"],
            mostly=words["基本完成并持续"],
            undone=words["未完成"],
            late=sum(row.days_late(self.as_of) > 0 for row in self.rows),
            done_rate=rate(str(words["完成"]), str(len(self.rows)), "0.00"),
            new_rules=changes[RuleChange.NEW],
            revised_rules=changes[RuleChange.REVISED],
            wider=(body, department, leader),
            wider_at_all=sum(map(all, wider)),
        )


def levels(wider: Any) -> tuple[bool, bool, bool]:
    """At which levels something was done, of a row's 举一反三 or a case's; None is nothing."""
    if wider is None:
        return False, False, False
    return bool(wider.body), bool(wider.department), bool(wider.leader)
