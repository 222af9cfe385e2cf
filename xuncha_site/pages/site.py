"""A library → the pages of its site: which there are, at which address, and how each is rendered.

Rendering is put off until a page is written, so that memory does not grow with the library.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from xuncha_site.library import Entry, Library
from xuncha_site.library.addresses import former_address
from xuncha_site.pages.assets import SCRIPT, SHEET, joined, running_head
from xuncha_site.pages.environment import environment
from xuncha_site.pages.lists import (
    PLAIN_ROWS_A_PAGE,
    REFERRERS_SHOWN,
    Group,
    ListPage,
    group_address,
    groups,
    list_pages,
    numbered,
)
from xuncha_site.pages.view import Link, Viewer, address_of, is_guide, root_of
from xuncha_site.records.base import Record

HOME = "index.html"
NOT_FOUND = "404.html"
NEWEST_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the site. ``render`` gives its text; ``source`` is the file it comes from."""

    address: str
    render: Callable[[], str]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way from the home page."""

    title: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Referrers:
    """The entries of one type that mention an entry: some shown, the rest on a page of its own."""

    kind: type[Record] | None
    links: list[Link]
    total: int
    more: str  # address of the page with all of them, "" where all are shown

    @property
    def name(self) -> str:
        return self.kind.name if self.kind else "工作指引"


class Site:
    """All pages of a library for its audience."""

    def __init__(self, library: Library, theme_folders: list[Path]) -> None:
        self.library = library
        self.env = environment(theme_folders)
        head = running_head(library.settings.name, teaching=library.settings.teaching)
        self.sheet = joined(theme_folders, SHEET, head)
        self.script = joined(theme_folders, SCRIPT)
        self.lists = [kind for kind in library.kinds if not kind.file]

    @cached_property
    def groups(self) -> dict[str, list[Group]]:
        """The groups of each type by folder."""
        return {kind.folder: groups(self.library, kind) for kind in self.lists}

    def pages(self) -> Iterator[Page]:
        """Every file that the site consists of, but for other files of ``content/``."""
        for address, text in (self.sheet, self.script):
            yield Page(address, partial(str, text))
        yield Page(HOME, self._home)
        yield Page(NOT_FOUND, self._not_found)
        for kind in self.lists:
            for page in list_pages(self.library, kind):
                yield Page(page.address, partial(self._list, page))
        for folder in self.library.guide_folders():
            yield Page(f"{folder}/{HOME}", partial(self._guide_folder, folder))
        for entry in self.library.entries.values():
            yield from self._entry_pages(entry)

    def _entry_pages(self, entry: Entry) -> Iterator[Page]:
        for former in entry.model.former_ids:
            old = former_address(entry, former)
            yield Page(old, partial(self._moved, old, entry), entry.source.file)
        if entry.id == "index" and is_guide(entry):
            return  # its text stands on the home page or on the page of its folder
        render = self._guide if is_guide(entry) else self._record
        yield Page(entry.address, partial(render, entry), entry.source.file)
        for folder, mentions in entry.backlinks.items():
            if len(mentions) > REFERRERS_SHOWN:
                yield from self._referrer_pages(entry, folder)

    # One method a page kind. Each gives its template the least that it needs.

    def _render(
        self, template: str, address: str, crumbs: list[Crumb], title: str, **context: Any
    ) -> str:
        """Render a template within the frame that all pages share."""
        root = context.pop("root", root_of(address))
        settings = self.library.settings
        base = settings.base_address
        return self.env.get_template(template).render(
            settings=settings,
            root=root,
            sheet=root + self.sheet[0],
            script=root + self.script[0],
            title=title,
            crumbs=crumbs,
            menu=[kind for kind in self.lists if kind.in_menu],
            kinds=self.library.kinds,
            folders=[(folder, self._folder_title(folder)) for folder in self.library.guide_folders()],
            about="about" in self.library.entries,
            canonical=f"{base.rstrip('/')}/{address}" if base else "",
            **{"section": address.partition("/")[0], "description": "", **context},
        )

    def _record(self, entry: Entry) -> str:
        viewer = Viewer(self.library, entry.address)
        template = "pages/withdrawn.html" if entry.withdrawn else f"records/{entry.folder}.html"
        return self._render(
            template,
            entry.address,
            self._crumbs(entry),
            entry.title,
            description=entry.model.summary or "",
            record=viewer.view(entry),
            kind=type(entry.model),
            referrers=self._referrers(entry, viewer),
            by_row=self._by_row(entry, viewer),
            source_address=self._source_address(entry),
            groups=self.groups,
            group_address=group_address,
        )

    def _guide(self, entry: Entry) -> str:
        viewer = Viewer(self.library, entry.address)
        body, headings = viewer.body(entry)
        siblings = self.library.guides(entry.folder)
        at = siblings.index(entry)
        return self._render(
            "pages/guide.html",
            entry.address,
            self._crumbs(entry),
            entry.title,
            description=entry.model.summary or "",
            record=viewer.view(entry),
            body=body,
            headings=[heading for heading in headings if heading.level == 2],  # noqa: PLR2004
            before=viewer.link(siblings[at - 1]) if at and entry.folder else None,
            after=viewer.link(siblings[at + 1]) if entry.folder and siblings[at + 1 :] else None,
            referrers=self._referrers(entry, viewer),
            source_address=self._source_address(entry),
        )

    def _guide_folder(self, folder: str) -> str:
        address = f"{folder}/{HOME}"
        viewer = Viewer(self.library, address)
        intro = self.library.entries.get(f"{folder}/index")
        return self._render(
            "pages/folder.html",
            address,
            [Crumb("首页", HOME), Crumb(self._folder_title(folder))],
            self._folder_title(folder),
            description=(intro.model.summary or "") if intro else "",
            body=viewer.body(intro)[0] if intro else "",
            guides=self._grouped_guides(folder, viewer),
        )

    def _grouped_guides(self, folder: str, viewer: Viewer) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = {}
        for entry in self.library.guides(folder):
            found.setdefault(getattr(entry.model, "group", "") or "", []).append(viewer.view(entry))
        return found

    def _home(self) -> str:
        viewer = Viewer(self.library, HOME)
        intro = self.library.entries.get("index")
        newest = sorted(
            (e for e in self.library.entries.values() if not is_guide(e) and not e.withdrawn),
            key=lambda entry: entry.order,
            reverse=True,
        )
        settings = self.library.settings
        return self._render(
            "pages/home.html",
            HOME,
            [],
            "首页",
            description=(intro.model.summary or "") if intro else settings.name,
            intro=viewer.view(intro) if intro else None,
            body=viewer.body(intro)[0] if intro else "",
            guides=[(f, self._folder_title(f), self._grouped_guides(f, viewer))
                    for f in self.library.guide_folders()],
            newest=[viewer.link(e) for e in newest if not type(e.model).file][:NEWEST_SHOWN],  # type: ignore[attr-defined]
            taxonomy=self._taxonomy(viewer),
            counts=[(kind, len(self.library.of_kind(kind))) for kind in self.lists],
            groups=self.groups,
            group_address=group_address,
            section=HOME,
        )

    def _taxonomy(self, viewer: Viewer) -> Any:
        entry = self.library.entries.get("taxonomy")
        return viewer.view(entry) if entry else None

    def _not_found(self) -> str:
        # This page answers at any depth, where a relative link would lead astray.
        base = self.library.settings.base_address
        root = (urlsplit(base).path.rstrip("/") if base else "") + "/"
        return self._render("pages/404.html", NOT_FOUND, [], "没有这一页", root=root)

    def _list(self, page: ListPage) -> str:
        viewer = Viewer(self.library, page.address)
        crumbs = [Crumb("首页", HOME), Crumb(page.kind.name, f"{page.kind.folder}/{HOME}")]
        crumbs = crumbs if page.group else crumbs[:1]
        return self._render(
            "pages/list.html",
            page.address,
            [*crumbs, Crumb(page.title)],
            page.title,
            description=page.kind.lede,
            page=page,
            kind=page.kind,
            rows=[viewer.view(entry) for entry in page.rows],
            groups=self.groups[page.kind.folder],
            group_address=group_address,
        )

    def _referrer_pages(self, entry: Entry, folder: str) -> Iterator[Page]:
        entries = list(dict.fromkeys(other for other, _ in entry.backlinks[folder]))
        name = folder.replace("/", "-") or "guides"

        def make(address: str, rows: list[Entry], pager: list[tuple[str, str]]) -> Page:
            return Page(
                address, partial(self._referrer_list, entry, folder, address, rows, pager)
            )

        yield from numbered(entries, PLAIN_ROWS_A_PAGE, f"{entry.key}.{name}", make)

    def _referrer_list(
        self,
        entry: Entry,
        folder: str,
        address: str,
        rows: list[Entry],
        pager: list[tuple[str, str]],
    ) -> str:
        viewer = Viewer(self.library, address)
        total = len({other for other, _ in entry.backlinks[folder]})
        name = self._kind_of(folder).name if self._kind_of(folder) else "工作指引"  # type: ignore[union-attr]
        title = f"引用“{entry.title}”的{name}"
        return self._render(
            "pages/referrers.html",
            address,
            [*self._crumbs(entry)[:-1], Crumb(entry.title, entry.address), Crumb(name)],
            title,
            links=[viewer.link(other) for other in rows],
            total=total,
            pager=pager,
            here=address,
        )

    def _moved(self, old: str, entry: Entry) -> str:
        viewer = Viewer(self.library, old)
        return self._render(
            "pages/moved.html",
            old,
            [Crumb("首页", HOME), Crumb("已换地址")],
            f"已换地址：{entry.title}",
            link=viewer.link(entry),
        )

    # What pages have in common.

    def _kind_of(self, folder: str) -> type[Record] | None:
        return next((kind for kind in self.library.kinds if kind.folder == folder), None)

    def _folder_title(self, folder: str) -> str:
        intro = self.library.entries.get(f"{folder}/index")
        return intro.title if intro else {"guidance": "工作指引"}.get(folder, folder)

    def _crumbs(self, entry: Entry) -> list[Crumb]:
        crumbs = [Crumb("首页", HOME)]
        kind = self._kind_of(entry.folder)
        if is_guide(entry) and entry.folder:
            crumbs.append(Crumb(self._folder_title(entry.folder), f"{entry.folder}/{HOME}"))
        elif kind is not None and not kind.file:
            crumbs.append(Crumb(kind.name, f"{kind.folder}/{HOME}"))
            group = self._group_of(entry, kind)
            if group is not None:
                crumbs.append(Crumb(group.name, group_address(kind, group.slug)))
        return [*crumbs, Crumb(entry.title)]

    def _group_of(self, entry: Entry, kind: type[Record]) -> Group | None:
        if not kind.grouped_by:
            return None
        value = getattr(entry.model, kind.grouped_by)
        first = str(value[0] if isinstance(value, tuple) else value)
        found = (g for g in self.groups[kind.folder] if first in (g.slug, g.name))
        return next(found, None)

    def _referrers(self, entry: Entry, viewer: Viewer) -> list[Referrers]:
        """Who mentions an entry, at most twenty of each type, in the order of the sections."""
        found = []
        order = [kind.folder for kind in self.library.kinds]
        for folder, mentions in sorted(
            entry.backlinks.items(), key=lambda pair: (pair[0] not in order, pair[0])
        ):
            others = list(dict.fromkeys(other for other, _ in mentions))
            name = folder.replace("/", "-") or "guides"
            more = viewer.href(f"{entry.key}.{name}.html") if len(others) > REFERRERS_SHOWN else ""
            links = [viewer.link(other) for other in others[:REFERRERS_SHOWN]]
            found.append(Referrers(self._kind_of(folder), links, len(others), more))
        return found

    def _by_row(self, entry: Entry, viewer: Viewer) -> dict[str, list[Link]]:
        """Who mentions each row of an entry, at most twenty."""
        found: dict[str, list[Link]] = {}
        for mentions in entry.backlinks.values():
            for other, row in mentions:
                if row and len(found.setdefault(row, [])) < REFERRERS_SHOWN:
                    found[row].append(viewer.link(other))
        return found

    def _source_address(self, entry: Entry) -> str:
        repository = self.library.settings.repository
        return f"{repository.rstrip('/')}/{quote(entry.source.file)}" if repository else ""


__all__ = ["Page", "Site", "address_of"]
