"""Roles as doors: what each asks, and how much is laid out for it."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace

from xuncha_site.library import Entry
from xuncha_site.pages.view import Link, Viewer


@dataclass(frozen=True, slots=True)
class RoleDoor:
    """The way to one role's part of the page of roles."""

    href: str
    title: str
    question: str
    duties: int
    cases: int


def role_doors(entry: Entry, viewer: Viewer) -> list[RoleDoor]:
    """A door for each role, in declared order; none where the roles are withdrawn."""
    if entry.withdrawn:
        return []
    return [_door(role, entry, viewer) for role in viewer.view(entry).roles]


def _door(role: SimpleNamespace, entry: Entry, viewer: Viewer) -> RoleDoor:
    href = viewer.link(entry, role.row_id).href
    return RoleDoor(href, role.title, role.question, _count(role.duties), len(role.cases))


def _count(duties: list[Link]) -> int:
    """How many duties the links name: a whole checklist counts all of its rows."""
    named: set[tuple[str, str]] = set()
    for link in duties:
        rows = [link.row] if link.row else link.entry.rows
        named.update((link.entry.key, row) for row in rows)
    return len(named)
