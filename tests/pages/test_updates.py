"""What is new, and the feed of it: chosen by day, ordered, valid, escaped, the same each time."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import commit
from plugin.sitekit import SETTINGS, case, small, write

from xuncha_site.library import open_library
from xuncha_site.pages import Page, Site, theme_folder

ATOM = "{http://www.w3.org/2005/Atom}"
BASE = "https://example.org/xuncha"
AS_OF = date(2026, 1, 1)  # of the settings
TRICKY = '<b>甲</b> & "乙" \']]>'

Pages = dict[str, Page]


def day(before: int) -> str:
    return str(AS_OF - timedelta(days=before))


@pytest.fixture(name="pages")
def _pages(tmp_path: Path) -> Callable[..., Pages]:
    def make(files: dict[str, Any], *, base: str = BASE, days: dict[str, str] | None = None):
        address = {"网址": base} if base else {}
        small(tmp_path, {"data/site.yml": {**SETTINGS, **address}})
        if days is None:
            write(tmp_path, files)
        for when in sorted(set((days or {}).values())):
            write(tmp_path, {name: files[name] for name, on in (days or {}).items() if on == when})
            commit(tmp_path, day=when)
        library = open_library(tmp_path).library
        assert library is not None
        return {page.address: page for page in Site(library, [theme_folder()]).pages()}

    return make


def entries(pages: Pages) -> list[ET.Element]:
    return ET.fromstring(pages["feed.xml"].render()).findall(f"{ATOM}entry")


def text(element: ET.Element, name: str) -> str:
    return element.findtext(f"{ATOM}{name}") or ""


def cases(count: int, when: Callable[[int], str]) -> dict[str, Any]:
    return {f"data/cases/li-{n:02d}.yml": case(f"案例{n}", 日期=when(n)) for n in range(count)}


@pytest.mark.parametrize(
    ("recent", "old", "wanted"), [(15, 5, 15), (3, 20, 10), (0, 20, 10), (9, 0, 10)]
)
def test_a_feed_has_ten_entries_and_all_of_the_last_eight_days(
    pages: Callable[..., Pages], recent: int, old: int, wanted: int
):
    found = entries(
        pages(cases(recent + old, lambda n: day(n % 9) if n < recent else day(100 + n)))
    )

    titles = {text(entry, "title") for entry in found}
    assert {f"案例{n}" for n in range(recent)} <= titles
    assert len(found) == wanted
    days = [text(entry, "updated")[:10] for entry in found]
    assert days == sorted(days, reverse=True)


def test_the_day_of_the_last_revision_counts_where_there_is_a_history(pages: Callable[..., Pages]):
    files = cases(2, lambda _: "2020")
    found = entries(
        pages(files, days={"data/cases/li-00.yml": day(3), "data/cases/li-01.yml": "2025-06-01"})
    )

    by_title = {text(entry, "title"): text(entry, "updated") for entry in found}
    assert by_title["案例0"] == f"{day(3)}T00:00:00+08:00"
    assert by_title["案例1"] == "2025-06-01T00:00:00+08:00"


def test_a_feed_is_valid_and_its_addresses_are_absolute(pages: Callable[..., Pages]):
    made = pages(cases(12, day))
    raw = made["feed.xml"].render()
    feed = ET.fromstring(raw)

    assert feed.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated"):
        assert len(feed.findall(f"{ATOM}{name}")) == 1
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    ids = [text(entry, "id") for entry in entries(made)]
    assert len(ids) == len(set(ids))
    for entry in entries(made):
        (link,) = entry.findall(f"{ATOM}link")
        assert link.get("href", "").startswith(f"{BASE}/")
        assert link.get("href", "").removeprefix(f"{BASE}/") in made
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}T00:00:00\+08:00", text(entry, "updated"))
        assert text(entry, "title")
    assert raw == pages({})["feed.xml"].render()


def test_what_editors_write_is_text_in_the_feed_and_on_the_page(pages: Callable[..., Pages]):
    made = pages({"data/cases/li-1.yml": case(TRICKY, 摘要=TRICKY, 日期="2026-01-01")})

    (entry,) = (e for e in entries(made) if text(e, "title") == TRICKY)
    assert text(entry, "summary") == f"收录：{TRICKY}"
    assert "<b>甲" not in made["updates.html"].render()


def test_a_withdrawal_is_told_with_its_reason(pages: Callable[..., Pages]):
    gone = case("旧案例", 摘要="摘要暗记", 撤回={"日期": "2025-12-30", "理由": "事实有误"})
    made = pages({"data/cases/li-1.yml": gone})

    (entry,) = (e for e in entries(made) if "旧案例" in text(e, "title"))
    assert text(entry, "title") == "旧案例（已撤回）"
    assert text(entry, "summary") == "已撤回：事实有误"
    page = made["updates.html"].render()
    assert "已撤回" in page
    assert "事实有误" in page
    assert "摘要暗记" not in page + made["feed.xml"].render()


def test_without_a_base_address_there_is_no_feed(pages: Callable[..., Pages]):
    with_base = pages(cases(1, lambda _: "2026"))
    assert 'type="application/atom+xml"' in with_base["cases/li-00.html"].render()
    assert 'href="../feed.xml"' in with_base["cases/li-00.html"].render()
    assert ">订阅（Atom）</a>" in with_base["updates.html"].render()

    without = pages({}, base="")

    assert "feed.xml" not in without
    assert "feed.xml" not in without["updates.html"].render()
    assert "feed.xml" not in without["downloads/index.html"].render()


def test_the_page_has_everything_in_pieces_of_two_hundred(pages: Callable[..., Pages]):
    made = pages(
        {
            f"data/cases/li-{n:03d}.yml": case(f"案例{n}", 日期=str(1900 + n % 120))
            for n in range(450)
        }
    )

    sheets = [address for address in made if address.startswith("updates")]
    assert sheets == ["updates.html", "updates.2.html", "updates.3.html"]
    links = [re.findall(r'href="(cases/li-\d+\.html)"', made[sheet].render()) for sheet in sheets]
    assert all(len(found) <= 200 for found in links)
    assert sorted(link for found in links for link in found) == [
        f"cases/li-{n:03d}.html" for n in range(450)
    ]
