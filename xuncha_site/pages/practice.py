"""Policy and practice: what is in force now, and the duties, cases and problems that rest on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from xuncha_site.library import Entry, Library
from xuncha_site.library.outdated import Policies
from xuncha_site.pages.duties import Duties
from xuncha_site.pages.ledgers import Ledgers
from xuncha_site.records.case import Case
from xuncha_site.records.policy import Policy

SHOWN = 20  # of duties, and of problems of ledgers


@dataclass(frozen=True, slots=True)
class Resting:
    """A row of a record that rests on a policy, or on one of its articles."""

    entry: Entry
    row: str
    words: str
    note: str
    article: str = ""


@dataclass(frozen=True, slots=True)
class Rests:
    """What rests on one policy: as much as is shown, and how much there is."""

    duties: list[Resting]
    duty_count: int
    problems: list[Resting]
    problem_count: int

    def of_article(self, article: str) -> list[Resting]:
        """What rests on one article."""
        return [one for one in (*self.duties, *self.problems) if one.article == article]

    @property
    def words(self) -> Iterator[str]:
        """All of it, as the digest of a page takes it."""
        yield f"{self.duty_count} {self.problem_count}"
        for one in (*self.duties, *self.problems):
            yield f"{one.entry.key} {one.row} {one.words} {one.note} {one.article}"


NOTHING = Rests([], 0, [], 0)


class Practice:
    """Finds what rests on policies, over a whole library at once."""

    def __init__(self, library: Library, ledgers: Ledgers, duties: Duties) -> None:
        self.library = library
        self.ledgers = ledgers
        self.duties = duties
        self.policies = Policies(library.entries.values())

    def now(self, entry: Entry) -> list[Entry]:
        """What is in force in place of a policy that is not."""
        return self.policies.now(entry) if isinstance(entry.model, Policy) else []

    def of(self, entry: Entry) -> Rests:
        """What rests on a policy; nothing on anything else."""
        if not isinstance(entry.model, Policy):
            return NOTHING
        duties = self._duties.get(entry.id, [])
        problems = self._problems.get(entry.id, [])
        return Rests(duties[:SHOWN], len(duties), problems[:SHOWN], len(problems))

    @cached_property
    def _duties(self) -> dict[str, list[Resting]]:
        found: dict[str, list[Resting]] = {}
        for duty in self.duties.every:
            item = duty.item
            for name, article in self._named(item.basis):
                resting = Resting(duty.entry, item.row_id, item.duty, duty.body, article)
                found.setdefault(name, []).append(resting)
        return found

    @cached_property
    def _problems(self) -> dict[str, list[Resting]]:
        """Problems of ledgers by what they, or the cases written of them, are based on."""
        found: dict[str, dict[tuple[str, str], Resting]] = {}
        for placed in self.ledgers.placed:
            row = placed.row
            note = f"{placed.body} · {row.state}"
            own = self._named(row.basis)
            cases = [*row.cases, *self._telling.get(f"{placed.entry.id}#{row.row_id}", ())]
            for name, article in (*own, *((name, "") for name in self._by_cases(cases))):
                resting = Resting(placed.entry, row.row_id, row.row_name, note, article)
                found.setdefault(name, {}).setdefault((placed.entry.key, row.row_id), resting)
        return {name: list(rows.values()) for name, rows in found.items()}

    @cached_property
    def _telling(self) -> dict[str, list[str]]:
        """The cases that name each row of a ledger as theirs."""
        found: dict[str, list[str]] = {}
        for entry in self.library.shelf(Case.folder):
            if isinstance(entry.model, Case):
                for reference in entry.model.ledgers:
                    found.setdefault(reference, []).append(entry.id)
        return found

    def _by_cases(self, cases: Iterable[str]) -> Iterator[str]:
        for reference in cases:
            hit = self.library.find(f"{Case.folder}/{reference.partition('#')[0]}")
            if hit and isinstance(hit[0].model, Case) and not hit[0].withdrawn:
                yield from (name for name, _ in self._named(hit[0].model.basis))

    def _named(self, references: Iterable[str]) -> Iterator[tuple[str, str]]:
        for reference in references:
            name, _, article = reference.partition("#")
            hit = self.library.find(f"{Policy.folder}/{name}", article)
            if hit is not None:
                yield hit[0].id, hit[1]
