"""What tests look at in a site that was built: its files, its links, its text."""

from __future__ import annotations

import json
import os
from html.parser import HTMLParser
from pathlib import Path
from posixpath import normpath
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

# --- looking at a site


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path, and every empty folder with a slash."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = b"-> " + os.fsencode(path.readlink())
        elif path.is_file():
            found[name] = path.read_bytes()
        elif not any(path.iterdir()):
            found[f"{name}/"] = b""
    return found


def beside(root: Path) -> set[str]:
    """What stands in a folder besides the library's own files and the site."""
    own = {"data", "content", "overrides", "theme", "mkdocs.yml", "addresses.txt", "site", ".git"}
    return {path.name for path in root.iterdir()} - own


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.texts: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(attrs)))
        for name, value in attrs:
            if name == "id" and value is not None:
                self.ids.append(value)
            if name in ("href", "src") and value is not None and not value.startswith("data:"):
                self.links.append(value)

    def handle_endtag(self, tag: str) -> None:
        self.tags.append((f"/{tag}", ()))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def parsed(html: str) -> _Reader:
    """The tags, texts, ids and links of a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


class Links:
    """Every page of a site folder, and where its links lead."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.pages = {
            path.relative_to(site).as_posix(): parsed(path.read_text(encoding="utf-8"))
            for path in sorted(site.rglob("*.html"))
        }
        self.files = {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()}

    def targets(self, page: str) -> list[tuple[str, str, str]]:
        """(link as written, file it leads to, anchor) of each link of a page into the site."""
        found = []
        for link in self.pages[page].links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            # The page for missing pages answers at any depth, so its links begin at the root.
            path = unquote(parts.path)
            file = normpath(urljoin(f"/{page}", path)).lstrip("/") if path else page
            found.append((link, file or "index.html", unquote(parts.fragment)))
        return found

    def broken(self) -> list[str]:
        """Links that lead to no file, out of the site, or to an anchor that is not there.

        What a filtered list keeps in its address (分类=M4) is no anchor.
        """
        found = []
        for page in self.pages:
            for link, file, anchor in self.targets(page):
                if file not in self.files:
                    found.append(f"{page}: {link}")
                elif anchor and "=" not in anchor and anchor not in self.pages[file].ids:
                    found.append(f"{page}: {link} (no such anchor)")
        return found

    def reached(self, start: str = "index.html") -> set[str]:
        """Every page that links lead to from the first one."""
        seen, todo = {start}, [start]
        while todo:
            for _, file, _ in self.targets(todo.pop()):
                if file in self.pages and file not in seen:
                    seen.add(file)
                    todo.append(file)
        return seen


def strings_of(value: Any) -> list[str]:
    """Every text inside nested lists and dicts."""
    if isinstance(value, dict):
        return [text for item in value.values() for text in strings_of(item)]
    if isinstance(value, list):
        return [text for item in value for text in strings_of(item)]
    return [value] if isinstance(value, str) else [json.dumps(value)]
