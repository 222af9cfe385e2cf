"""The timeline of policies (政策沿革): by year, what took the place of what."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from types import SimpleNamespace

from xuncha_site.library import Entry
from xuncha_site.library.outdated import Policies, is_overdue
from xuncha_site.pages.frame import Crumb, list_of
from xuncha_site.pages.lists import Pager, numbered
from xuncha_site.pages.overviews import TIMELINE
from xuncha_site.pages.page import Page
from xuncha_site.pages.view import Viewer
from xuncha_site.pages.whole import Whole, WholePages
from xuncha_site.records.policy import Policy
from xuncha_site.records.settings import Audience

POLICIES_A_PAGE = 200


class TimelinePages(WholePages):
    """Makes the timeline, newest year first."""

    shelves = (Policy.folder,)

    def __init__(self, whole: Whole, policies: Policies) -> None:
        super().__init__(whole)
        self.policies = policies

    def pages(self) -> Iterator[Page]:
        """The pages; none where there is no policy."""
        if TIMELINE.of(self.library):
            every = self.library.shelf(Policy.folder)
            stem = TIMELINE.address.removesuffix(".html")
            yield from numbered(every, POLICIES_A_PAGE, stem, self._page)

    def _page(self, address: str, rows: list[Entry], pager: Pager) -> Page:
        return self.page(address, partial(self._text, address, rows, pager))

    def _text(self, address: str, rows: list[Entry], pager: Pager) -> str:
        viewer = Viewer(self.library, address)
        return self.frame.render(
            "pages/timeline.html",
            address,
            TIMELINE.name,
            [list_of(Policy), Crumb(TIMELINE.name)],
            section=TIMELINE.section,
            description=TIMELINE.lede,
            policies=[self._policy(entry, viewer) for entry in rows],
            total=len(self.library.shelf(Policy.folder)),
            overdue=[viewer.link(entry) for entry in self._overdue()]
            if not pager or pager[0][1] == address
            else [],
            pager=pager,
        )

    def _policy(self, entry: Entry, viewer: Viewer) -> SimpleNamespace:
        view = viewer.brief(entry)
        view.year = entry.model.date[:4] if entry.model.date else ""
        view.model = entry.model
        old = entry.model.replaces if isinstance(entry.model, Policy) else ()
        view.old = viewer.links(Policy.folder, old)
        newer = (e for e in self.policies.replacing.get(entry.id, ()) if not e.withdrawn)
        view.newer = [viewer.link(other) for other in newer]
        view.now = [viewer.link(other) for other in self.policies.now(entry)]
        return view

    def _overdue(self) -> list[Entry]:
        """For editors: the texts whose date of checking is overdue, the longest first."""
        if self.library.settings.audience is not Audience.EDITORS:
            return []
        as_of = self.library.settings.as_of
        found = [e for e in self.library.shelf(Policy.folder) if not e.withdrawn]
        overdue = [entry for entry in found if is_overdue(entry, as_of)]
        return sorted(overdue, key=lambda e: (getattr(e.model, "checked", ""), e.key))
