"""Paths of 举一反三: for each category, from one problem to its class, its trade, its leaders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from types import SimpleNamespace

from markupsafe import Markup

from xuncha_site.library import Entry
from xuncha_site.library.addresses import row_page
from xuncha_site.pages.duties import Duties, Duty
from xuncha_site.pages.frame import Crumb
from xuncha_site.pages.ledgers import LEVELS, PlacedRow, levels
from xuncha_site.pages.lists import group_address
from xuncha_site.pages.overviews import MATRIX
from xuncha_site.pages.page import Page
from xuncha_site.pages.view import Link, Viewer
from xuncha_site.pages.whole import Whole, WholePages
from xuncha_site.records.case import Case
from xuncha_site.records.taxonomy import Category, Focus, Sign, Taxonomy

RECORDS_A_LEVEL = 2  # of rows, and of cases, beside each level
DUTIES_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Tally:
    """How many problems there are, and at how many each level drew the lesson wider."""

    total: int
    done: tuple[int, ...]

    @classmethod
    def of(cls, rows: Iterable[PlacedRow]) -> Tally:
        found = [levels(placed.row.wider) for placed in rows]
        return cls(len(found), tuple(sum(level) for level in zip(*found, strict=True)) or (0, 0, 0))


@dataclass(frozen=True, slots=True)
class Step:
    """One level of the way: who did what, and more records in which it was done."""

    name: str
    who: str
    did: str | Markup
    records: list[tuple[str, str, str]]  # address, name, a word about it


class PathPages(WholePages):
    """The pages of the categories of a library."""

    shelves = (Taxonomy.folder, "rectifications", Case.folder, "policies", "checklists")

    def __init__(self, whole: Whole) -> None:
        super().__init__(whole)
        entry = self.library.entries.get(Taxonomy.folder)
        self.entry = entry if entry and not entry.withdrawn else None

    def pages(self) -> Iterator[Page]:
        """A page for each category; none where the taxonomy is withdrawn."""
        model = self.entry.model if self.entry else None
        for focus in model.focuses if isinstance(model, Taxonomy) else ():
            for category in focus.categories:
                yield self.page(row_page(category), partial(self._page, focus, category))

    @cached_property
    def _rows(self) -> dict[str, list[PlacedRow]]:
        """The rows of all ledgers by category, the newest ledger's first."""
        found: dict[str, list[PlacedRow]] = {}
        for placed in self.ledgers.placed:
            for category in dict.fromkeys(placed.row.categories):
                found.setdefault(category, []).append(placed)
        return found

    def _page(self, focus: Focus, category: Category) -> str:
        assert self.entry is not None  # noqa: S101 (there is a category)
        address = row_page(category)
        viewer = Viewer(self.library, address)
        rows = self._rows.get(category.row_id, [])
        group = (
            self.groups[Case.folder].get(category.row_id) if Case.folder in self.groups else None
        )
        cases = [entry for entry in group.entries if not entry.withdrawn] if group else []
        title = f"举一反三路径：{category.title}"
        return self.frame.render(
            "pages/path.html",
            address,
            title,
            [*self._way(), Crumb(title)],
            section=MATRIX.address,
            description=category.covers,
            focus=focus,
            category=category,
            view=viewer.row(viewer.link(self.entry, category.row_id)),
            category_href=viewer.link(self.entry, category.row_id).href,
            start=self._start(rows, cases, viewer),
            tally=Tally.of(rows),
            by_sign=list(_by_sign(category, rows)),
            level_names=LEVELS,
            duties=_named_most(self.duties, cases, viewer),
            case_count=len(cases),
            cases_href=viewer.href(group_address(Case, group.slug)) if group else "",
        )

    def _way(self) -> Iterator[Crumb]:
        if MATRIX.of(self.library):
            yield Crumb(MATRIX.name, MATRIX.address)

    def _start(
        self, rows: list[PlacedRow], cases: list[Entry], viewer: Viewer
    ) -> SimpleNamespace | None:
        """The problem to begin with: the newest at which most levels drew the lesson wider."""
        in_rows = [placed for placed in rows if any(levels(placed.row.wider))]
        in_cases = [case for case in cases if any(_levels_of(case))]
        if in_rows:
            first = max(in_rows, key=lambda placed: sum(levels(placed.row.wider)))
            in_rows.remove(first)
            return self._from_row(first, in_rows, in_cases, viewer)
        if in_cases:
            first_case = max(in_cases, key=lambda case: sum(_levels_of(case)))
            in_cases.remove(first_case)
            return self._from_case(first_case, in_cases, viewer)
        return None

    def _from_row(
        self, first: PlacedRow, rows: list[PlacedRow], cases: list[Entry], viewer: Viewer
    ) -> SimpleNamespace:
        wider = first.row.wider
        said = [wider.body, wider.department, wider.leader] if wider else [None] * 3
        more = _Records(rows, cases, viewer)
        steps = [
            Step(name, first.body if number == 0 else "", did or "", more.of(number))
            for number, (name, did) in enumerate(zip(LEVELS, said, strict=True))
        ]
        return SimpleNamespace(
            title=first.row.problem,
            link=viewer.link(first.entry, first.row.row_id),
            words=f"{first.entry.title} {first.row.row_id}",
            cases=viewer.links(Case.folder, first.row.cases),
            signs=viewer.links(Taxonomy.folder, first.row.signs),
            steps=steps,
        )

    def _from_case(self, first: Entry, cases: list[Entry], viewer: Viewer) -> SimpleNamespace:
        view = viewer.view(first)
        said = [view.wider.body, view.wider.department, view.wider.leader]
        more = _Records([], cases, viewer)
        steps = [
            Step(name, level.who, level.did, more.of(number))
            if level
            else Step(name, "", "", more.of(number))
            for number, (name, level) in enumerate(zip(LEVELS, said, strict=True))
        ]
        return SimpleNamespace(
            title=view.findings[0].heading,
            link=viewer.link(first),
            words=first.title,
            cases=[],
            signs=viewer.links(Taxonomy.folder, view.findings[0].model.signs),
            steps=steps,
        )


class _Records:
    """Hands out more records for each level, none of them twice."""

    def __init__(self, rows: list[PlacedRow], cases: list[Entry], viewer: Viewer) -> None:
        self.rows = list(rows)
        self.cases = list(cases)
        self.viewer = viewer

    def of(self, number: int) -> list[tuple[str, str, str]]:
        """A few rows and cases in which a level did its part: address, name, a word about it."""
        rows = [p for p in self.rows if levels(p.row.wider)[number]][:RECORDS_A_LEVEL]
        cases = [case for case in self.cases if _levels_of(case)[number]][:RECORDS_A_LEVEL]
        self.rows = [placed for placed in self.rows if placed not in rows]
        self.cases = [case for case in self.cases if case not in cases]
        return [*map(self._row, rows), *map(self._case, cases)]

    def _row(self, placed: PlacedRow) -> tuple[str, str, str]:
        link = self.viewer.link(placed.entry, placed.row.row_id)
        return link.href, placed.row.row_name, f"{placed.entry.title} · {placed.row.state}"

    def _case(self, case: Entry) -> tuple[str, str, str]:
        link = self.viewer.link(case)
        return link.href, link.title, " · ".join(link.notes)


def _levels_of(case: Entry) -> tuple[bool, ...]:
    return levels(case.model.wider) if isinstance(case.model, Case) else ()


def _by_sign(category: Category, rows: list[PlacedRow]) -> Iterator[tuple[Sign | None, Tally]]:
    """How far each sign of a category got; None stands for problems without one of its signs."""
    members: dict[str, list[PlacedRow]] = {sign.row_id: [] for sign in category.signs}
    rest = []
    for placed in rows:
        signs = [sign for sign in dict.fromkeys(placed.row.signs) if sign in members]
        for sign in signs:
            members[sign].append(placed)
        rest += [] if signs else [placed]
    yield from ((sign, Tally.of(members[sign.row_id])) for sign in category.signs)
    if rest:
        yield None, Tally.of(rest)


def _named_most(duties: Duties, cases: list[Entry], viewer: Viewer) -> list[tuple[Link, Duty, int]]:
    """The duties that cases of a category name most often as not done."""
    told = (case.model for case in cases)
    models = [model for model in told if isinstance(model, Case) and model.shows_failure]
    named = [duty for model in models for duty in duties.named(model.duties)]
    counts = Counter(duty.anchor for duty in named)
    by_anchor = {duty.anchor: duty for duty in named}
    chosen = sorted(counts, key=lambda anchor: (-counts[anchor], anchor))[:DUTIES_SHOWN]
    return [
        (viewer.link(duty.entry, duty.item.row_id), duty, counts[duty.anchor])
        for duty in map(by_anchor.__getitem__, chosen)
    ]
