"""Wide tables on paper: A4 across, every cell there, the head on each page, no row torn apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from browser.conftest import Sites, Visit
from browser.example_sites import KINDS

pytestmark = pytest.mark.browser

Visits = Callable[..., Visit]
LANDSCAPE, UPRIGHT = (842, 595), (595, 842)
ACROSS = (
    *("checklist", "long checklist", "ledger", "long ledger", "internal checklist"),
    *("due", "four lists", "matrix", "board"),
)
TABLES = (*ACROSS, "taxonomy", "path")
VIEWS = ("role", "calendar", "notice", "timeline", "statistics")
ON_PAPER = (*TABLES, *VIEWS, "glossary", "roles", "campaign", "round", "home")

# Glyphs that a font shares between a radical and the character: a PDF may name the radical. Those
# of the older block are told apart by NFKC, these are not.
RADICALS = str.maketrans(
    "戶⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻥⻦⻩⻬⻰⺟⺠⻤⻨⻮⻳⻣",
    "户西见角贝车长门青页风飞食马鱼鸟黄齐龙母民鬼麦齿龟骨",
)

# What a reader sees of a table: its heads, and the texts of each row with the row explaining it.
SEEN = """() => [...document.querySelectorAll('.tbl.cards')].map((table) => {
  const texts = (box) => {
    const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      if (!walker.currentNode.parentElement.closest('.vh')) found.push(walker.currentNode.data);
    }
    return found.filter((text) => text.trim());
  };
  const rows = [];
  for (const row of table.querySelectorAll('tbody tr:not(.grp)')) {
    if (row.matches('.det')) rows[rows.length - 1].push(...texts(row));
    else rows.push(texts(row));
  }
  const groups = [...table.querySelectorAll('tr.grp')].map(texts);
  return {heads: texts(table.tHead), rows, groups};
})"""


def plain(text: str) -> str:
    """A text without spaces, its radicals as the characters they are."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).translate(RADICALS)


def sheets(page: Page) -> list[Any]:
    return list(PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages)


def printed(visit: Visits, sites: Sites, kind: str) -> tuple[Page, list[Any], list[str]]:
    """A page, its sheets of paper, and the plain text of each."""
    page = visit(sites[KINDS[kind][0]].http).open(sites.address(kind, "http"))
    page.emulate_media(media="print")
    paper = sheets(page)
    return page, paper, [plain(sheet.extract_text()) for sheet in paper]


def size(sheet: Any) -> tuple[int, int]:
    return round(sheet.mediabox.width), round(sheet.mediabox.height)


@pytest.mark.parametrize("kind", ON_PAPER)
def test_a_page_lies_on_the_right_sheet_and_no_sheet_is_empty(
    visit: Visits, sites: Sites, kind: str
):
    page, paper, texts = printed(visit, sites, kind)

    assert {size(sheet) for sheet in paper} == {LANDSCAPE if kind in ACROSS else UPRIGHT}
    assert plain(page.locator("h1").inner_text()) in texts[0]
    furniture = re.compile(r"^.{0,40}—\d+—$")  # a running head and a number alone
    assert [text for text in texts if furniture.match(text) or len(text) < 40] == []


@pytest.mark.parametrize("kind", TABLES)
def test_every_cell_is_on_paper_and_each_row_on_one_sheet(visit: Visits, sites: Sites, kind: str):
    page, _, texts = printed(visit, sites, kind)
    tables = page.evaluate(SEEN)

    assert tables
    for table in tables:
        assert table["rows"]
        for row in table["rows"]:
            words = [plain(text) for text in row]
            missing = [[word for word in words if word not in text] for text in texts]
            assert [] in missing, (row[0], min(missing, key=len))
        for group in table["groups"]:
            assert any(all(plain(text) in sheet for text in group) for sheet in texts), group


@pytest.mark.parametrize("kind", TABLES)
def test_the_head_of_a_table_stands_on_every_sheet_of_it(visit: Visits, sites: Sites, kind: str):
    page, _, texts = printed(visit, sites, kind)

    for table in page.evaluate(SEEN):
        heads = plain("".join(table["heads"]))
        for row in table["rows"]:
            words = [plain(text) for text in row]
            on = [text for text in texts if all(word in text for word in words)]
            assert any(heads in text for text in on), row[0]


def test_nothing_of_a_table_reaches_beyond_the_sheet(visit: Visits, sites: Sites):
    for kind in TABLES:
        page = visit(sites[KINDS[kind][0]].http).open(sites.address(kind, "http"))
        # The width of the sheet between its margins, in CSS pixels.
        wide = (297 - 28 if kind in ACROSS else 210 - 44) / 25.4 * 96
        page.set_viewport_size({"width": int(wide), "height": 700})
        page.emulate_media(media="print")

        beyond = page.evaluate(
            """() => [...document.querySelectorAll('.tbl.cards :is(th, td)')]
              .filter((cell) => cell.scrollWidth > cell.clientWidth + 1
                || cell.getBoundingClientRect().right > innerWidth + 1)
              .map((cell) => cell.textContent)"""
        )
        assert beyond == [], kind


def test_an_internal_sheet_says_so_across_and_upright(visit: Visits, sites: Sites):
    for kind in ("internal checklist", "internal case"):
        _, _, texts = printed(visit, sites, kind)

        assert all("内部资料·" in text for text in texts), kind
