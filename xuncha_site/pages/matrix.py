"""The matrix (问题矩阵): categories across units and years; meetings, who holds them, how often."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from urllib.parse import quote

from xuncha_site.exchange import Export
from xuncha_site.exchange.columns import YEAR
from xuncha_site.library.addresses import row_page
from xuncha_site.pages.duties import Duty
from xuncha_site.pages.figure_files import grid_file
from xuncha_site.pages.frame import Crumb
from xuncha_site.pages.grid import Axis, Column, Grid, grid
from xuncha_site.pages.lists import ROWS_A_PAGE, group_address
from xuncha_site.pages.overviews import MATRIX
from xuncha_site.pages.page import Page
from xuncha_site.pages.view import Viewer
from xuncha_site.pages.whole import WholePages
from xuncha_site.records.base import fields_of
from xuncha_site.records.case import BodyKind, Case
from xuncha_site.records.checklist import Checklist, Frequency
from xuncha_site.records.taxonomy import Taxonomy

YEARS_SHOWN = 8
EARLIER = "更早"
MEETINGS_SHOWN = 200
_KEYS = {declared.attribute: declared.label for declared in fields_of(Case)}


class MatrixPage(WholePages):
    """Makes the page of the matrix."""

    shelves = (Case.folder, Taxonomy.folder, Checklist.folder)

    def pages(self) -> Iterator[Page]:
        """The page, where there is something to count."""
        if MATRIX.of(self.library):
            yield self.page(MATRIX.address, self._page)
        for export in self.exports:
            yield self.file(export)

    @cached_property
    def exports(self) -> list[Export]:
        """Its grids as files; none of what there is nothing to count of."""
        what = "一类问题一行，典型案例数"
        found = [
            grid_file("matrix-units", "类别和单位", what, "问题类别", self.by_unit),
            grid_file("matrix-years", "类别和年份", what, "问题类别", self.by_year),
        ]
        found = found if self.by_unit.total else []
        if self.by_frequency:
            what = "一个责任主体一行，要开的会议数"
            grid = self.by_frequency
            found.append(grid_file("matrix-meetings", "会议和频次", what, "责任主体", grid))
        return found

    @cached_property
    def _cases(self) -> list[Case]:
        in_use = (e for e in self.library.shelf(Case.folder) if not e.withdrawn)
        return [entry.model for entry in in_use if isinstance(entry.model, Case)]

    @cached_property
    def _meetings(self) -> list[Duty]:
        return [duty for duty in self.duties.every if duty.is_meeting]

    @cached_property
    def by_frequency(self) -> Grid | None:
        """Who holds how many meetings how often; None where no meeting is known."""
        return _by_frequency(self._meetings) if self._meetings else None

    def _page(self) -> str:
        meetings = self._meetings
        return self.frame.render(
            "pages/matrix.html",
            MATRIX.address,
            MATRIX.name,
            [Crumb(MATRIX.name)],
            description=MATRIX.lede,
            by_unit=self.by_unit,
            by_year=self.by_year,
            by_frequency=self.by_frequency,
            exports={export.title: export.address for export in self.exports},
            meetings=_by_body(meetings, Viewer(self.library, MATRIX.address)),
            frequencies=[str(f) for f in Frequency if any(f in m.item.frequency for m in meetings)],
        )

    def _axes(self) -> Iterator[Axis]:
        """The categories under their focuses, each with the way to its path."""
        entry = self.library.entries.get(Taxonomy.folder)
        model = entry.model if entry and not entry.withdrawn else None
        for focus in model.focuses if isinstance(model, Taxonomy) else ():
            yield Axis(focus.title, [(c.row_id, c.title, row_page(c)) for c in focus.categories])

    @cached_property
    def by_unit(self) -> Grid:
        """How many cases of each category there are in each kind of unit."""
        columns = {str(kind): Column(str(kind), kind.short) for kind in BodyKind}
        found = ((case.categories, str(case.body_kind)) for case in self._cases)
        return grid(self._axes(), columns, found, self._unit_href)

    def _unit_href(self, category: str, kind: str) -> str:
        return _filtered(group_address(Case, category), category, _KEYS["body_kind"], kind)

    @cached_property
    def by_year(self) -> Grid:
        """How many cases of each category there are of each year."""
        years = sorted({case.date[:4] for case in self._cases})
        columns = {year: Column(year, year) for year in years[-YEARS_SHOWN:]}
        if len(years) > len(columns):
            columns = {EARLIER: Column(EARLIER, EARLIER), **columns}
        dates = ((case.categories, case.date[:4]) for case in self._cases)
        found = ((named, year if year in columns else EARLIER) for named, year in dates)
        return grid(self._axes(), columns, found, self._year_href)

    def _year_href(self, category: str, year: str) -> str:
        """A year has a list of its own where the category's is too long for one page."""
        group = self.groups[Case.folder].get(category)
        whole = group_address(Case, category)
        if year == EARLIER:
            return whole
        if group and len(group.entries) > ROWS_A_PAGE:
            whole = f"{whole.removesuffix('.html')}.{year}.html"
        return _filtered(whole, category, YEAR, year)


def _filtered(address: str, category: str, key: str, value: str) -> str:
    """A list narrowed to a category and one more value, as its page reads it from the address.

    Without script it is the list of the category, or of its year.
    """
    state = ((_KEYS["categories"], category), (key, value))
    return f"{address}#" + "&".join(f"{_escape(name)}={_escape(text)}" for name, text in state)


def _escape(text: str) -> str:
    return quote(text, safe="!~*'()")


def _by_frequency(meetings: list[Duty]) -> Grid:
    """Who holds how many meetings how often."""
    used = [f for f in Frequency if any(f in duty.item.frequency for duty in meetings)]
    bodies = list(dict.fromkeys(duty.body for duty in meetings))
    columns = {str(f): Column(str(f), str(f)) for f in used}
    found = [((duty.body,), str(f)) for duty in meetings for f in duty.item.frequency]
    shown = dict.fromkeys(duty.body for duty in meetings[:MEETINGS_SHOWN])
    places = {body: f"#_m{number}" for number, body in enumerate(shown, start=1)}
    elsewhere = f"{Checklist.folder}/index.html"
    axis = Axis("", [(body, body, places.get(body, elsewhere)) for body in bodies])
    return grid([axis], columns, found, lambda body, _: places.get(body, elsewhere))


def _by_body(meetings: list[Duty], viewer: Viewer) -> list[tuple[str, list[tuple[str, Duty]]]]:
    """The meetings of each body, each with its address."""
    found: dict[str, list[tuple[str, Duty]]] = {}
    for duty in meetings[:MEETINGS_SHOWN]:
        link = viewer.link(duty.entry, duty.item.row_id)
        found.setdefault(duty.body, []).append((link.href, duty))
    return list(found.items())
