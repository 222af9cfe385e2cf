"""The pages of single entries: a record, a guidance page, and what hangs on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote

from xuncha_site.library import GUIDES, Entry
from xuncha_site.library.addresses import former_address, row_page
from xuncha_site.pages.frame import GUIDANCE, HOME, Crumb, Frame, list_of
from xuncha_site.pages.inputs import Inputs
from xuncha_site.pages.ledgers import Ledgers
from xuncha_site.pages.lists import Groups, Pager, group_address, numbered
from xuncha_site.pages.page import Page
from xuncha_site.pages.practice import Practice
from xuncha_site.pages.terms import Terms
from xuncha_site.pages.view import Link, Viewer, is_guide
from xuncha_site.records.base import Record
from xuncha_site.records.glossary import Glossary

# Bounds of what others add to a page: past them stands a link to a page of its own.
REFERRERS_SHOWN = 20
REFERRERS_A_PAGE = 200
OTHER_PAGES = "其他页面"


@dataclass(frozen=True, slots=True)
class Referrers:
    """The entries of one type that mention an entry. ``more`` leads to all, "" if all are here."""

    name: str
    links: list[Link]
    total: int
    more: str


class EntryPages:
    """Makes the pages of entries within a frame."""

    def __init__(
        self,
        frame: Frame,
        groups: Groups,
        ledgers: Ledgers,
        inputs: Inputs,
        practice: Practice,
    ) -> None:
        self.frame = frame
        self.library = frame.library
        self.groups = groups
        self.ledgers = ledgers
        self.inputs = inputs
        self.terms = Terms(self.library)
        self.terms_digest = self.terms.digest
        self.practice = practice

    def of(self, entry: Entry) -> Iterator[Page]:
        """Every page that exists because of one entry."""
        for former in entry.model.former_ids:
            old = former_address(entry, former)
            inputs = partial(self.inputs.of_rows, [entry], ["moved"])
            yield Page(old, partial(self._moved, old, entry), inputs)
        if is_guide(entry) and entry.id == "index":
            return  # its text stands on the home page or on the page of its folder
        make = partial(self._guide if is_guide(entry) else self._record, entry)
        of_the_whole = isinstance(entry.model, Record) and entry.model.file
        yield Page(entry.address, make, None if of_the_whole else partial(self._inputs, entry))
        if isinstance(entry.model, Record) and not entry.model.lists_referrers:
            return
        for shelf in entry.backlinks:
            if len(_others(entry, shelf)) > REFERRERS_SHOWN:
                yield from self._referrer_pages(entry, shelf)

    def _record(self, entry: Entry) -> str:
        # On the page of the terms themselves they are explained already.
        terms = None if entry.folder == Glossary.folder else self.terms
        viewer = Viewer(self.library, entry.address, terms)
        template = "pages/withdrawn.html" if entry.withdrawn else f"records/{entry.folder}.html"
        return self.frame.render(
            template,
            entry.address,
            entry.title,
            self._crumbs(entry),
            # Of a withdrawn record nothing is shown but that it is withdrawn.
            description=entry.withdrawn.reason if entry.withdrawn else entry.model.summary or "",
            record=viewer.view(entry),
            kind=type(entry.model),
            referrers=self._referrers(entry, viewer),
            by_row=self._by_row(entry, viewer),
            row_page=row_page,
            ledgers=self.ledgers,
            rests=self.practice.of(entry),
            now=[viewer.link(other) for other in self.practice.now(entry)],
            source_address=self._source_address(entry),
            groups=self.groups,
            group_address=group_address,
        )

    def _inputs(self, entry: Entry) -> bytes:
        neighbours = self.library.neighbours(entry) if is_guide(entry) else []
        around = [*map(str, self._crumbs(entry)), *self.practice.of(entry).words]
        around.append(self.terms_digest)
        around += [f"{other.key} {other.title}" for other in self.practice.now(entry)]
        return self.inputs.of_entry(entry, around, neighbours)

    def _guide(self, entry: Entry) -> str:
        viewer = Viewer(self.library, entry.address, self.terms)
        record = viewer.view(entry)
        body, headings = viewer.body(entry)
        return self.frame.render(
            "pages/guide.html",
            entry.address,
            entry.title,
            self._crumbs(entry),
            description=entry.model.summary or "",
            record=record,
            body=body,
            headings=[heading for heading in headings if heading.level == 2],
            neighbours=[viewer.link(neighbour) for neighbour in self.library.neighbours(entry)],
            referrers=self._referrers(entry, viewer),
            source_address=self._source_address(entry),
        )

    def _moved(self, old: str, entry: Entry) -> str:
        link = Viewer(self.library, old).link(entry)
        title = f"已换地址：{entry.title}"
        return self.frame.render("pages/moved.html", old, title, [Crumb("已换地址")], link=link)

    def _referrer_pages(self, entry: Entry, shelf: str) -> Iterator[Page]:
        def make(address: str, rows: list[Entry], pager: Pager) -> Page:
            around = map(str, [*self._crumbs(entry), *pager, len(_others(entry, shelf))])
            return Page(
                address,
                partial(self._referrer_list, entry, shelf, address, rows, pager),
                partial(self.inputs.of_rows, [entry, *rows], around),
            )

        stem = f"{entry.key}.{shelf}"
        yield from numbered(_others(entry, shelf), REFERRERS_A_PAGE, stem, make)

    def _referrer_list(
        self, entry: Entry, shelf: str, address: str, rows: list[Entry], pager: Pager
    ) -> str:
        viewer = Viewer(self.library, address)
        name = self._shelf_name(shelf)
        return self.frame.render(
            "pages/referrers.html",
            address,
            f"引用“{entry.title}”的{name}",
            [*self._crumbs(entry)[:-1], Crumb(entry.title, entry.address), Crumb(name)],
            links=[viewer.link(other) for other in rows],
            total=len(_others(entry, shelf)),
            pager=pager,
        )

    def _crumbs(self, entry: Entry) -> list[Crumb]:
        crumbs = []
        kind = self.frame.kind_of(entry.folder)
        if is_guide(entry) and entry.folder:
            crumbs.append(Crumb(self.frame.folder_title(entry.folder), f"{entry.folder}/{HOME}"))
        elif kind is not None and not kind.file:
            crumbs.append(list_of(kind))
            group = self.groups[kind.folder].first_of(entry)
            if group is not None:
                crumbs.append(Crumb(group.name, group_address(kind, group.slug)))
        return [*crumbs, Crumb(entry.title)]

    def _referrers(self, entry: Entry, viewer: Viewer) -> list[Referrers]:
        """Who mentions an entry, in the order of the site's sections, guidance last."""
        if isinstance(entry.model, Record) and not entry.model.lists_referrers:
            return []
        kinds = [kind for kind in self.library.kinds if kind.folder in entry.backlinks]
        found = [self._referrers_on(entry, k.folder, viewer) for k in kinds if not k.file]
        # A type kept in one file is one page: a heading of its own would only repeat its title.
        pages = [viewer.link(o) for k in kinds if k.file for o in _others(entry, k.folder)]
        found += [Referrers(OTHER_PAGES, pages, len(pages), "")] if pages else []
        guides = [self._referrers_on(entry, GUIDES, viewer)] if GUIDES in entry.backlinks else []
        return found + guides

    def _referrers_on(self, entry: Entry, shelf: str, viewer: Viewer) -> Referrers:
        others = _others(entry, shelf)
        more = viewer.href(f"{entry.key}.{shelf}.html") if len(others) > REFERRERS_SHOWN else ""
        links = [viewer.link(other) for other in others[:REFERRERS_SHOWN]]
        return Referrers(self._shelf_name(shelf), links, len(others), more)

    def _by_row(self, entry: Entry, viewer: Viewer) -> dict[str, list[Link]]:
        """Who mentions each row of an entry, as many as are shown of a type."""
        found: dict[str, list[Link]] = {}
        for mentions in entry.backlinks.values():
            for other, row in mentions:
                if row and len(found.setdefault(row, [])) < REFERRERS_SHOWN:
                    found[row].append(viewer.link(other))
        return found

    def _shelf_name(self, shelf: str) -> str:
        kind = self.frame.kind_of(shelf)
        return kind.name if kind else GUIDANCE

    def _source_address(self, entry: Entry) -> str:
        repository = self.library.settings.repository
        return f"{repository.rstrip('/')}/{quote(entry.source.file)}" if repository else ""


def _others(entry: Entry, shelf: str) -> list[Entry]:
    return list(dict.fromkeys(other for other, _ in entry.backlinks[shelf]))
