"""The overviews by keyboard, on a phone, on paper, and without script."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from pypdf import PdfReader

from browser.conftest import Sites, Visit

pytestmark = pytest.mark.browser

Visits = Callable[..., Visit]
PHONE = {"width": 390, "height": 844}


def test_a_cell_of_the_matrix_is_reached_and_opened_by_keyboard(visit: Visits, sites: Sites):
    page = visit(sites["public"].http).open(sites.address("matrix", "http"))
    cell = page.locator(".mx").first.locator("td a").first
    name = " ".join(cell.inner_text().split())
    assert re.fullmatch(r".+，.+，\s?\d+\s?个", name)

    page.locator(".mx").first.locator("tbody th a").first.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('td') !== null")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/cases/list." in url)

    assert re.search(r"#分类=\w+&单位类型=.+", unquote(page.url))


@pytest.mark.parametrize("grid", [0, 1])
@pytest.mark.parametrize("scheme", ["http", "file"])
def test_a_cell_leads_to_as_many_cases_as_it_says(
    visit: Visits, sites: Sites, scheme: str, grid: int
):
    page = visit(sites["public"].base(scheme)).open(sites.address("matrix", scheme))
    cell = page.locator(".mx").nth(grid).locator("td.v4 a").first
    said = re.findall(r"(\d+)\s*个", " ".join(cell.inner_text().split()))[0]

    cell.click()
    page.wait_for_selector(".list-place li.item")

    in_use = page.locator(".list-place li.item:not(.is-void)").count()
    assert str(in_use) == said


def test_on_a_phone_the_cells_are_as_high_as_a_finger_and_heads_keep_their_names(
    visit: Visits, sites: Sites
):
    page = visit(sites["public"].http, viewport=PHONE).open(sites.address("matrix", "http"))

    boxes = [link.bounding_box() for link in page.locator(".mx td a").all()]
    assert min(box["height"] for box in boxes if box) >= 40
    first = page.locator(".mx").first
    assert first.locator("thead .short").first.is_visible()
    assert first.get_by_role("columnheader", name="村（社区）").count() == 1


def test_on_paper_the_matrix_keeps_its_figures_and_its_shades(
    visit: Visits, sites: Sites, tmp_path: Path
):
    page = visit(sites["public"].http).open(sites.address("matrix", "http"))
    total = page.locator(".mx").first.locator(".total td").last.inner_text()
    sheet = tmp_path / "matrix.pdf"
    sheet.write_bytes(page.pdf(prefer_css_page_size=True))

    text = PdfReader(sheet).pages[0].extract_text()
    assert "问题矩阵" in text
    assert total in re.findall(r"\d+", text)
    page.emulate_media(media="print")
    darkest = page.locator(".mx td.v4").first
    style = "(e) => [getComputedStyle(e).printColorAdjust, getComputedStyle(e).backgroundColor]"
    assert darkest.evaluate(style) == ["exact", "rgb(180, 70, 58)"]


@pytest.mark.parametrize("kind", ["statistics", "matrix", "calendar", "due", "board"])
def test_without_script_every_number_is_there(visit: Visits, sites: Sites, kind: str):
    with_script = visit(sites["public"].http).open(sites.address(kind, "http"))
    without = visit(sites["public"].http, java_script_enabled=False)
    page = without.open(sites.address(kind, "http"))

    figures = [re.findall(r"\d+", one.locator("main").inner_text()) for one in (with_script, page)]
    assert figures[0] == figures[1]
    assert len(figures[0]) > 20


def test_the_calendar_file_is_served_as_it_was_written(visit: Visits, sites: Sites):
    site = sites["public"]
    page = visit(site.http).open(sites.address("calendar", "http"))
    with page.expect_download() as waiting:
        page.get_by_role("link", name="订阅全部日历").click()

    got = Path(waiting.value.path()).read_bytes()
    assert got == (site.folder / "calendar.ics").read_bytes()
    assert got.startswith(b"BEGIN:VCALENDAR\r\n")
