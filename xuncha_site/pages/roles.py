"""Roles: the doors on the home page, and a page for each with all that its holder has to know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from types import SimpleNamespace

from xuncha_site.library import GUIDES, Entry
from xuncha_site.library.addresses import row_page
from xuncha_site.pages.calendar_files import CalendarFiles, role_file
from xuncha_site.pages.duties import Duties, Duty
from xuncha_site.pages.frame import Crumb, Frame
from xuncha_site.pages.inputs import Inputs
from xuncha_site.pages.lists import Pager, numbered
from xuncha_site.pages.occasions import Occasion, in_order, of_duties, of_rounds
from xuncha_site.pages.page import Page
from xuncha_site.pages.reading import minutes
from xuncha_site.pages.view import Link, Viewer
from xuncha_site.records.checklist import Frequency
from xuncha_site.records.guide import Guide
from xuncha_site.records.role import Role, Roles

CASES_SHOWN = 10
CASES_A_PAGE = 200
# What the page of a role may show anything of.
_SHELVES = (GUIDES, "roles", "checklists", "cases", "policies", "taxonomy", "rounds")


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


class RolePages:
    """The pages of the roles of a library; none where the roles are withdrawn."""

    def __init__(self, frame: Frame, inputs: Inputs, duties: Duties, files: CalendarFiles) -> None:
        self.frame = frame
        self.library = frame.library
        self.inputs = inputs
        self.duties = duties
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
        inputs = partial(self.inputs.of_shelves, _SHELVES)
        for role in self.roles:
            yield Page(row_page(role), partial(self._page, role), inputs)
            failed = list(self.duties.failed_in(self.duties.named(role.duties)))
            if len(failed) > CASES_SHOWN:
                make = partial(self._case_page, role, len(failed))
                yield from numbered(failed, CASES_A_PAGE, _stem(role), make)

    def _case_page(
        self, role: Role, total: int, address: str, rows: list[Entry], pager: Pager
    ) -> Page:
        make = partial(self._cases, role, total, address, rows, pager)
        return Page(address, make, partial(self.inputs.of_shelves, _SHELVES))

    def _page(self, role: Role) -> str:
        address = row_page(role)
        viewer = Viewer(self.library, address)
        duties = self.duties.named(role.duties)
        failed = self.duties.failed_in(duties)
        return self.frame.render(
            "pages/role.html",
            address,
            role.title,
            [Crumb(self.name, f"{Roles.folder}.html"), Crumb(role.title)],
            description=role.question,
            role=role,
            duties=[_duty(duty, viewer) for duty in duties],
            overseers=Counter(duty.item.overseer for duty in duties),
            guides=_readings(self._guides(role, viewer)),
            cases=_readings(viewer.links("cases", role.cases)),
            policies=_readings(viewer.links("policies", role.policies)),
            recurring=_recurring(duties),
            dated=self._dated(duties),
            file=viewer.href(role_file(role)) if self.files.of_role(role) else "",
            failures=[
                _failure(c, found, viewer) for c, found in list(failed.items())[:CASES_SHOWN]
            ],
            failed=len(failed),
            more=viewer.href(f"{_stem(role)}.html"),
        )

    def _guides(self, role: Role, viewer: Viewer) -> list[Link]:
        """The guidance that names the role, in its declared order."""
        pages = chain.from_iterable(map(self.library.guides, self.library.guide_folders()))
        return [
            viewer.link(page)
            for page in pages
            if isinstance(page.model, Guide) and role.row_id in page.model.roles
        ]

    def _dated(self, duties: list[Duty]) -> list[Occasion]:
        """What has a date in the year that the contents belong to: steps of rounds, deadlines."""
        year = self.library.settings.as_of[:4]
        occasions = [*of_duties(duties), *of_rounds(self.library)]
        return in_order(o for o in occasions if o.date[:4] == year)

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
