"""The frame that all pages share: head, sections, crumbs, foot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from xuncha_site.exchange import FEED
from xuncha_site.library import Library
from xuncha_site.pages.assets import SCRIPT, SEARCH, SHEET, TOOLS, joined, running_head
from xuncha_site.pages.environment import environment, version_of
from xuncha_site.pages.overviews import OVERVIEWS, Overview
from xuncha_site.pages.pouring import Pouring
from xuncha_site.pages.view import root_of
from xuncha_site.records.base import Record
from xuncha_site.records.guide import Guide

HOME = "index.html"
NOT_FOUND = "404.html"
RESULTS = "search.html"
GUIDANCE = "工作指引"


@dataclass(frozen=True, slots=True)
class Section:
    """One entry of the menu or the foot.

    ``key`` is what the address of each of its pages begins with, unless a page names it.
    """

    key: str
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way from the home page; the last one has no address."""

    title: str
    address: str = ""


def list_of(kind: type[Record]) -> Crumb:
    """The step to the list of a type."""
    return Crumb(kind.name, f"{kind.folder}/{HOME}")


class Frame:
    """Renders templates, giving each what the frame of every page needs."""

    def __init__(self, library: Library, theme_folders: list[Path]) -> None:
        self.library = library
        self.version = version_of(theme_folders)
        self.pouring = Pouring(environment(tuple(theme_folders), self.version))
        settings = library.settings
        head = running_head(settings.name, teaching=settings.teaching)
        self.sheet = joined(theme_folders, SHEET, head)
        self.script = joined(theme_folders, SCRIPT)
        self.tools = joined(theme_folders, TOOLS)
        self.search = joined(theme_folders, SEARCH)
        self.base = settings.base_address.rstrip("/") if settings.base_address else ""
        self.overviews = [view for view in OVERVIEWS if view.of(library)]
        self.menu = self._menu()
        self.foot = list(self._foot())
        self.shared = {
            "settings": settings,
            "menu": self.menu,
            "foot": self.foot,
        }

    def render(
        self, template: str, address: str, title: str, crumbs: list[Crumb], **context: Any
    ) -> str:
        """The finished HTML of the page at an address. All links lead from there."""
        root = self._absolute_root() if address == NOT_FOUND else root_of(address)
        frame = {
            **self.shared,
            "root": root,
            "sheet": root + self.sheet[0],
            "script": root + self.script[0],
            "search": root + self.search[0],
            "section": context.pop("section", _section_of(address)),
            "title": title,
            "description": context.pop("description", ""),
            "feed": root + FEED if self.base else "",
            "canonical": f"{self.base}/{address}" if self.base else "",
        }
        way = [Crumb("首页", HOME), *crumbs] if crumbs else []
        return self.pouring.render(template, frame, {**context, "address": address, "crumbs": way})

    def _absolute_root(self) -> str:
        # The page for what is not found answers at any depth: a relative link would lead astray.
        return (urlsplit(self.base).path if self.base else "") + "/"

    def folder_title(self, folder: str) -> str:
        """What a folder of guidance pages is called: the title of its index page, if it has one."""
        intro = self.library.entries.get(f"{folder}/index")
        return intro.title if intro else {"guidance": GUIDANCE}.get(folder, folder)

    def on_home(self, folder: str) -> bool:
        """Whether a folder of guidance pages has a part of the home page, besides the foot."""
        intro = self.library.entries.get(f"{folder}/index")
        return intro is None or not isinstance(intro.model, Guide) or intro.model.on_home

    def _in_menu(self, kind: type[Record]) -> bool:
        # A type kept in one file has no list: without the file there is nothing to lead to.
        return kind.in_menu and (not kind.file or kind.folder in self.library.entries)

    def _menu(self) -> list[Section]:
        placed = [
            (kind.place, _section(kind)) for kind in self.library.kinds if self._in_menu(kind)
        ]
        placed += [(view.place, _overview(view)) for view in self.overviews if view.place]
        return [section for _, section in sorted(placed, key=lambda pair: pair[0])]

    def _foot(self) -> Iterator[Section]:
        """What has no place in the menu: search, guidance, other records, the site itself."""
        yield Section(RESULTS, "搜索", RESULTS)
        for folder in self.library.guide_folders():
            yield Section(folder, self.folder_title(folder), f"{folder}/{HOME}")
        for kind in self.library.kinds:
            if not kind.in_menu and self.library.of_kind(kind):
                yield _section(kind)
        yield from (_overview(view) for view in self.overviews if not view.place)
        if "about" in self.library.entries:
            yield Section("about.html", "关于本站", "about.html")

    def kind_of(self, folder: str) -> type[Record] | None:
        """The type of record that a folder holds; None for guidance."""
        return next((kind for kind in self.library.kinds if kind.folder == folder), None)


def _section(kind: type[Record]) -> Section:
    if kind.file:
        return Section(f"{kind.folder}.html", kind.name, f"{kind.folder}.html")
    return Section(kind.folder, kind.name, f"{kind.folder}/{HOME}")


def _overview(view: Overview) -> Section:
    return Section(view.section or view.address, view.name, view.address)


def _section_of(address: str) -> str:
    return address if address == HOME else address.partition("/")[0]
