"""Self-check sheets (查偏补缺): for each kind of unit the signs to look for, with what shows them.

Every sheet lists every sign. A category in which units of the kind have had problems is chosen to
begin with; the script lets readers choose others, and keeps their ticks and notes on their device.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import islice
from types import SimpleNamespace

from xuncha_site.library import Entry
from xuncha_site.pages.frame import Crumb
from xuncha_site.pages.ledgers import Ledgers
from xuncha_site.pages.overviews import SELF_CHECK
from xuncha_site.pages.page import Page
from xuncha_site.pages.view import Link, Viewer
from xuncha_site.pages.whole import Whole, WholePages
from xuncha_site.records.case import BodyKind, Case
from xuncha_site.records.rectification import Rectification
from xuncha_site.records.taxonomy import Category, Sign, Taxonomy

ANSWERS = ("没有", "有", "不涉及")
CASES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Question:
    """One sign to look for: cases that show it, and how often ledgers of the kind have it."""

    sign: Sign
    cases: list[Link]
    problems: int


@dataclass(frozen=True, slots=True)
class Part:
    """One category of a sheet. ``chosen``: units of the kind have had problems of it."""

    category: Category
    questions: list[Question]
    basis: list[Link]
    cases: int
    problems: int

    @property
    def chosen(self) -> bool:
        return self.cases + self.problems > 0


class SelfCheck(WholePages):
    """The sheets of one library, and the page that leads to them."""

    shelves = (Taxonomy.folder, Case.folder, Rectification.folder, "policies")

    def __init__(self, whole: Whole) -> None:
        super().__init__(whole)
        entry = self.library.entries.get(Taxonomy.folder)
        self.entry = entry if entry and not entry.withdrawn else None

    def pages(self) -> Iterator[Page]:
        """A sheet for each kind of unit, and the page to choose at; none without a taxonomy."""
        if self.entry is None:
            return
        yield self.page(SELF_CHECK.address, self._index)
        for kind in BodyKind:
            yield self.page(sheet_address(kind), partial(self._sheet, kind))

    @cached_property
    def _seen(self) -> tuple[dict[BodyKind, _Seen], Showing]:
        cases = (entry for entry in self.library.of_kind(Case) if not entry.withdrawn)
        return _seen_in(cases, self.ledgers)

    def _index(self) -> str:
        viewer = Viewer(self.library, SELF_CHECK.address)
        doors = [
            SimpleNamespace(
                kind=kind,
                href=viewer.href(sheet_address(kind)),
                parts=self._parts(kind, viewer),
            )
            for kind in BodyKind
        ]
        return self._render(
            "pages/selfcheck-index.html", SELF_CHECK.address, SELF_CHECK.name, doors=doors
        )

    def _sheet(self, kind: BodyKind) -> str:
        address = sheet_address(kind)
        return self._render(
            "pages/selfcheck.html",
            address,
            sheet_name(kind),
            [Crumb(SELF_CHECK.name, SELF_CHECK.address)],
            kind=kind,
            parts=self._parts(kind, Viewer(self.library, address)),
            answers=ANSWERS,
            tools=self.frame.tools[0],
        )

    def _render(
        self,
        template: str,
        address: str,
        title: str,
        way: list[Crumb] | None = None,
        **context: object,
    ) -> str:
        crumbs = [*(way or []), Crumb(title)]
        return self.frame.render(
            template, address, title, crumbs, description=SELF_CHECK.lede, **context
        )

    def _parts(self, kind: BodyKind, viewer: Viewer) -> list[Part]:
        assert self.entry is not None  # noqa: S101 (else there is no page)
        model = self.entry.model
        assert isinstance(model, Taxonomy)  # noqa: S101 (its own entry)
        every, anywhere = self._seen
        seen = every[kind]
        categories = [c for focus in model.focuses for c in focus.categories if c.signs]
        return [
            Part(
                category,
                [_question(sign, seen, anywhere, viewer) for sign in category.signs],
                viewer.links("policies", category.basis),
                seen.cases_of[category.row_id],
                seen.problems_of[category.row_id],
            )
            for category in categories
        ]


class Showing(dict[str, dict[Entry, str]]):
    """By sign: each case once, with the finding that shows it first."""

    def add(self, sign: str, entry: Entry, finding: str) -> None:
        """Take a finding of a case that shows the sign."""
        self.setdefault(sign, {}).setdefault(entry, finding)


class _Seen:
    """What units of one kind have shown, by category and by sign."""

    def __init__(self) -> None:
        self.cases_of: Counter[str] = Counter()
        self.showing = Showing()
        self.problems_of: Counter[str] = Counter()
        self.signs_of: Counter[str] = Counter()


def _seen_in(cases: Iterable[Entry], ledgers: Ledgers) -> tuple[dict[BodyKind, _Seen], Showing]:
    """What each kind of unit has shown, and all kinds together: cases are gone through once."""
    seen, anywhere = {kind: _Seen() for kind in BodyKind}, Showing()
    for entry in cases:
        case = entry.model
        assert isinstance(case, Case)  # noqa: S101 (all of that folder are)
        own = seen[case.body_kind]
        own.cases_of.update(case.categories)
        for finding in case.findings:
            for sign in finding.signs:
                own.showing.add(sign, entry, finding.row_id)
                anywhere.add(sign, entry, finding.row_id)
    for placed in ledgers.placed:
        own = seen[placed.ledger.body_kind]
        own.problems_of.update(placed.row.categories)
        own.signs_of.update(placed.row.signs)
    return seen, anywhere


def _question(sign: Sign, seen: _Seen, anywhere: Showing, viewer: Viewer) -> Question:
    """Cases of the kind alone; where it has none, those of others tell what is meant."""
    shown = seen.showing.get(sign.row_id) or anywhere.get(sign.row_id, {})
    links = [viewer.link(entry, row) for entry, row in islice(shown.items(), CASES_SHOWN)]
    return Question(sign, links, seen.signs_of[sign.row_id])


def sheet_address(kind: BodyKind) -> str:
    """Where the sheet of a kind of unit stands."""
    return f"selfcheck/{kind.name.lower()}.html"


def sheet_name(kind: BodyKind) -> str:
    """What the sheet of a kind of unit is called."""
    return f"{kind}自查表"
