"""Roles: the doors on the home page, and a page for each with all that its holder has to know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from types import SimpleNamespace

from xuncha_site.library import GUIDES, Entry
from xuncha_site.library.addresses import row_page
from xuncha_site.pages.calendar_files import CalendarFiles, role_file
from xuncha_site.pages.duties import Duty
from xuncha_site.pages.frame import Crumb
from xuncha_site.pages.lists import Pager, numbered
from xuncha_site.pages.occasions import Occasion, in_order, of_duties, of_rounds
from xuncha_site.pages.overviews import BOARD, CALENDAR, DUE, SELF_CHECK, Overview
from xuncha_site.pages.page import Page
from xuncha_site.pages.quarter import Quarter, quarter_of
from xuncha_site.pages.reading import minutes
from xuncha_site.pages.view import Link, Viewer
from xuncha_site.pages.whole import Whole, WholePages
from xuncha_site.records.case import Case
from xuncha_site.records.checklist import Checklist, DutyKind, Frequency
from xuncha_site.records.policy import Policy
from xuncha_site.records.rectification import Rectification
from xuncha_site.records.role import Role, Roles
from xuncha_site.records.round import Round
from xuncha_site.records.taxonomy import Taxonomy

CASES_SHOWN = 10
CASES_A_PAGE = 200
COMPARED_SHOWN = 6


@dataclass(frozen=True, slots=True)
class RoleDoor:
    """The way to one role's page."""

    href: str
    title: str
    question: str
    duties: int
    cases: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What to read first: a link, what of it, and how many minutes it takes."""

    link: Link
    part: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Now:
    """What a role has to do until the quarter ends: by day, and by how often it recurs."""

    quarter: Quarter
    dated: list[Occasion]
    recurring: list[tuple[str, list[Duty]]]
    each_round: int  # duties of each round, where a round goes on
    ledgers: tuple[int, int] | None  # rows due in it and overdue; None where that is not theirs


class RolePages(WholePages):
    """The pages of the roles of a library; none where the roles are withdrawn."""

    shelves = (
        *(Roles.folder, Checklist.folder, Case.folder, Policy.folder),
        *(Taxonomy.folder, Round.folder, Rectification.folder, GUIDES),
    )

    def __init__(self, whole: Whole, files: CalendarFiles) -> None:
        super().__init__(whole)
        self.files = files
        entry = self.library.entries.get(Roles.folder)
        model = entry.model if entry and not entry.withdrawn else None
        self.name = entry.title if entry else ""
        self.roles = model.roles if isinstance(model, Roles) else ()

    def doors(self, viewer: Viewer) -> list[RoleDoor]:
        """A door for each role, in declared order."""
        return [self._door(role, viewer) for role in self.roles]

    def _door(self, role: Role, viewer: Viewer) -> RoleDoor:
        duties = self.duties.named(role.duties)
        failed = len(self.duties.failed_in(duties))
        href = viewer.href(row_page(role))
        return RoleDoor(href, role.title, role.question, len(duties), failed)

    def pages(self) -> Iterator[Page]:
        """The page of each role, and its list of cases where that is too long for the page."""
        for role in self.roles:
            yield self.page(row_page(role), partial(self._page, role))
            failed = list(self.duties.failed_in(self.duties.named(role.duties)))
            if len(failed) > CASES_SHOWN:
                make = partial(self._case_page, role, len(failed))
                yield from numbered(failed, CASES_A_PAGE, _stem(role), make)

    def _case_page(
        self, role: Role, total: int, address: str, rows: list[Entry], pager: Pager
    ) -> Page:
        return self.page(address, partial(self._cases, role, total, address, rows, pager))

    def _page(self, role: Role) -> str:
        address = row_page(role)
        viewer = Viewer(self.library, address)
        duties = self.duties.named(role.duties)
        failed = self.duties.failed_in(duties)
        compared = list(self.duties.compared_in(duties))[:COMPARED_SHOWN]
        dated = self._dated(duties)
        return self.frame.render(
            "pages/role.html",
            address,
            role.title,
            [Crumb(self.name, f"{Roles.folder}.html"), Crumb(role.title)],
            description=role.question,
            role=role,
            duties=[_duty(duty, viewer) for duty in duties],
            overseers=Counter(duty.item.overseer for duty in duties),
            cases=_readings(viewer.links("cases", role.cases)),
            policies=_readings(viewer.links("policies", role.policies)),
            guides=_readings(viewer.links("guidance", role.guides)),
            now=self._now(duties, dated),
            doors=self._overviews(duties),
            recurring=_recurring(duties),
            past=[o for o in dated if o.date < self.ledgers.as_of[: len(o.date)]],
            dated=[o for o in dated if o.date >= self.ledgers.as_of[: len(o.date)]],
            file=viewer.href(role_file(role)) if self.files.of_role(role) else "",
            failures=[
                _failure(c, found, viewer) for c, found in list(failed.items())[:CASES_SHOWN]
            ],
            failed=len(failed),
            compared=[viewer.link(entry) for entry in compared],
            more=viewer.href(f"{_stem(role)}.html"),
        )

    def _dated(self, duties: list[Duty]) -> list[Occasion]:
        """What has a date in the year of the contents or later: steps of rounds, deadlines."""
        year = self.library.settings.as_of[:4]
        occasions = [*of_duties(duties), *of_rounds(self.library)]
        return in_order(o for o in occasions if o.date[:4] >= year)

    def _now(self, duties: list[Duty], dated: list[Occasion]) -> Now:
        quarter = quarter_of(self.ledgers.as_of)
        ends = [(quarter.until(f), f) for f in Frequency]
        recurring = [(words, [d for d in duties if f in d.item.frequency]) for words, f in ends]
        soon = [occasion for occasion in dated if quarter.holds(occasion.date)]
        goes_on = any(occasion.entry.folder == Round.folder for occasion in soon)
        each_round = sum(Frequency.EACH_ROUND in duty.item.frequency for duty in duties)
        return Now(
            quarter,
            soon,
            [(words, found) for words, found in recurring if words and found],
            each_round if goes_on else 0,
            self._due(quarter) if _follows_up(duties) and DUE.of(self.library) else None,
        )

    def _due(self, quarter: Quarter) -> tuple[int, int]:
        undone = [p.row for p in self.ledgers.placed if p.row.state.public == "未完成"]
        late = sum(row.days_late(self.ledgers.as_of) > 0 for row in undone)
        return sum(quarter.holds(row.due) for row in undone if row.due), late

    def _overviews(self, duties: list[Duty]) -> list[Overview]:
        """The overviews that go with the duties of a role."""
        wanted = [DUE, BOARD] if _follows_up(duties) else []
        return [view for view in (*wanted, CALENDAR, SELF_CHECK) if view.of(self.library)]

    def _cases(self, role: Role, total: int, address: str, rows: list[Entry], pager: Pager) -> str:
        viewer = Viewer(self.library, address)
        return self.frame.render(
            "pages/referrers.html",
            address,
            f"{role.title}：责任没有尽到的案例",
            [
                Crumb(self.name, f"{Roles.folder}.html"),
                Crumb(role.title, row_page(role)),
                Crumb("责任没有尽到的案例"),
            ],
            links=[viewer.link(entry) for entry in rows],
            total=total,
            pager=pager,
        )


def _follows_up(duties: list[Duty]) -> bool:
    """Whether it is for a role to see to it that what was found is mended."""
    kinds = (DutyKind.RESULTS, DutyKind.ACCOUNTABILITY)
    return any(duty.item.kind in kinds for duty in duties)


def _stem(role: Role) -> str:
    """A folder of its own: a row's id may hold any word behind a dot."""
    return f"{row_page(role).removesuffix('.html')}/cases"


def _duty(duty: Duty, viewer: Viewer) -> SimpleNamespace:
    fields = viewer.row(viewer.link(duty.entry, duty.item.row_id)) or SimpleNamespace()
    fields.link = viewer.link(duty.entry, duty.item.row_id)
    fields.anchor = duty.anchor
    return fields


def _readings(links: list[Link]) -> list[Reading]:
    found = []
    for link in links:
        row = link.entry.rows.get(link.row)
        part = f"只看{row.row_name}" if row else ""
        found.append(Reading(link, part, minutes(link.entry)))
    return found


def _recurring(duties: list[Duty]) -> list[tuple[str, list[Duty]]]:
    """Duties by how often they are to be done."""
    found = [(str(f), [duty for duty in duties if f in duty.item.frequency]) for f in Frequency]
    return [(name, members) for name, members in found if members]


def _failure(case: Entry, duties: list[Duty], viewer: Viewer) -> SimpleNamespace:
    return SimpleNamespace(
        link=viewer.link(case), summary=case.model.summary, duties=duties, id=case.id
    )
