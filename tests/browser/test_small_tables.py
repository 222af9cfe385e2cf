"""Wide tables on a small screen: each cell says what it is."""

from __future__ import annotations

import pytest

from browser.conftest import Sites
from browser.looking import PHONE, Visits, opened

pytestmark = pytest.mark.browser


SMALL_SCREEN_TABLES = ("checklist", "long checklist", "ledger", "long ledger", "taxonomy")


@pytest.mark.parametrize("kind", SMALL_SCREEN_TABLES)
def test_on_a_phone_each_cell_of_a_wide_table_says_what_it_is(
    visit: Visits, sites: Sites, kind: str
):
    page = opened(visit(sites["public"].http, viewport=PHONE), sites, kind, "http")

    cells = page.evaluate(
        """() => [...document.querySelectorAll('.cards tbody tr:not(.grp):not(.det)')].flatMap(
          (row) => [...row.cells].map((cell, index) => {
            const label = getComputedStyle(cell, '::before');
            const box = cell.getBoundingClientRect();
            return {
              head: cell.closest('table').tHead.rows[0].cells[index].textContent,
              written: cell.dataset.label,
              shown: label.content === 'none' ? '' : JSON.parse(label.content),
              heading: cell.matches('th.main'), number: cell.matches('.id'),
              visible: label.display !== 'none' && label.visibility === 'visible',
              wide: box.width > 0 && box.right <= innerWidth,
            };
          }))"""
    )

    assert cells
    for cell in cells:
        assert cell["written"] == cell["head"], cell
        assert cell["wide"], cell
        # The heading of a card and its number need no label; all else has one.
        if not cell["heading"] and not cell["number"]:
            assert cell["visible"], cell
            assert cell["shown"] == cell["head"], cell


def test_on_a_phone_what_explains_a_row_of_a_ledger_has_labels_too(visit: Visits, sites: Sites):
    page = opened(visit(sites["public"].http, viewport=PHONE), sites, "ledger", "http")
    card = page.locator("#Q-001 + .det")

    labels = card.locator("dt").all_inner_texts()
    boxes = [label.bounding_box() for label in card.locator("dt").all()]

    assert labels == [
        *("具体表现", "对应表现", "原因", "目标", "进展", "督办", "数字", "制度", "各级做法")
    ]
    assert all(box and box["width"] > 0 and box["height"] > 0 for box in boxes)
    for words in ("2025-09-30 登记了5份，余1份有争议。", "2025-11-10 督办单", "2025-11-24 前回复"):
        assert words in " ".join(card.inner_text().split()), words


@pytest.mark.parametrize("kind", SMALL_SCREEN_TABLES)
def test_a_table_stays_a_table_for_readers_of_cards(visit: Visits, sites: Sites, kind: str):
    page = opened(visit(sites["public"].http, viewport=PHONE), sites, kind, "http")

    for table in page.locator("table.cards").all():
        rows = table.locator("tr").count()
        assert table.get_by_role("row").count() == rows
        assert table.get_by_role("cell").count() == table.locator("td").count()
        assert table.get_by_role("columnheader").count() == table.locator("thead th").count()
        assert table.get_by_role("rowheader").count() == table.locator("tbody th").count()
