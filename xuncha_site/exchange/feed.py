"""What is new: which entries, in what order, and the Atom feed of them (RFC 4287)."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from datetime import date, timedelta

from xuncha_site.exchange.values import WITHDRAWN
from xuncha_site.library import Entry, Library
from xuncha_site.records.base import Record
from xuncha_site.records.dates import last_day
from xuncha_site.records.settings import Settings

FEED = "feed.xml"
ATOM = "http://www.w3.org/2005/Atom"
# A feed holds at least so many entries, and all of so many days before 截至日期.
LEAST, DAYS = 10, 8
_MIDNIGHT = "T00:00:00+08:00"


@dataclass(frozen=True, slots=True)
class News:
    """One entry that is new or has changed: on which day, and what happened to it."""

    entry: Entry
    day: date
    what: str


def news(library: Library) -> list[News]:
    """All that is dated, newest first: by the day of its last revision, else by its own date.

    A date that is no more precise than a year or a month counts as its last day, but never as a
    day after 截至日期.
    """
    as_of = last_day(library.settings.as_of)
    found = (_news(entry, as_of) for entry in library.entries.values() if entry.id != "index")
    dated = [one for one in found if one is not None]
    return sorted(dated, key=lambda one: (-one.day.toordinal(), one.entry.key))


def _news(entry: Entry, as_of: date) -> News | None:
    if entry.revisions:
        day = date.fromisoformat(entry.revisions.last)
        what = "修订" if entry.revisions.first != entry.revisions.last else "新收录"
    else:
        written = entry.withdrawn.date if entry.withdrawn else entry.model.date
        if written is None:
            return None
        day, what = min(last_day(written), as_of), "收录"
    return News(entry, day, WITHDRAWN if entry.withdrawn else what)


def newest(library: Library) -> list[News]:
    """What a feed holds of the news."""
    every = news(library)
    since = last_day(library.settings.as_of) - timedelta(days=DAYS)
    return every[: max(LEAST, sum(one.day >= since for one in every))]


def atom(settings: Settings, base: str, entries: list[News]) -> str:
    """The feed of a site that stands at ``base`` (without a slash at its end)."""
    feed = ET.Element("feed", {"xmlns": ATOM, "xml:lang": "zh-Hans"})
    _add(feed, "id", f"{base}/{FEED}")
    _add(feed, "title", f"{settings.name}{'（教学示例）' if settings.teaching else ''}")
    newest_day = entries[0].day if entries else last_day(settings.as_of)
    _add(feed, "updated", f"{newest_day}{_MIDNIGHT}")
    ET.SubElement(feed, "link", {"rel": "self", "href": f"{base}/{FEED}"})
    ET.SubElement(feed, "link", {"rel": "alternate", "href": f"{base}/index.html"})
    _add(ET.SubElement(feed, "author"), "name", settings.name)
    for one in entries:
        _entry(ET.SubElement(feed, "entry"), one, base)
    ET.indent(feed, "")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(feed, encoding="unicode")}\n'


def _entry(node: ET.Element, one: News, base: str) -> None:
    entry, gone = one.entry, one.entry.withdrawn
    address = f"{base}/{entry.address}"
    _add(node, "id", address)
    _add(node, "title", f"{entry.title}（{WITHDRAWN}）" if gone else entry.title)
    _add(node, "updated", f"{one.day}{_MIDNIGHT}")
    ET.SubElement(node, "link", {"rel": "alternate", "href": address})
    if isinstance(entry.model, Record):
        ET.SubElement(node, "category", {"term": entry.model.name})
    words = gone.reason if gone else entry.model.summary or ""
    _add(node, "summary", f"{one.what}：{words}" if words else one.what)


def _add(node: ET.Element, name: str, text: str) -> None:
    ET.SubElement(node, name).text = text
