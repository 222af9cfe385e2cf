"""The search page, used as a reader does."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

import pytest
from playwright.sync_api import Page

from browser.conftest import Visit

Visits = Callable[..., Visit]
PATIENCE = 10
SCHEMES = pytest.mark.parametrize("scheme", ["http", "file"])
# The addresses that a query finds, best first.
FIND = """async (q) => {
  const found = await xunchaSearch.find(q, false);
  const texts = await Promise.all(found.hits.map((hit) => xunchaSearch.textOf(hit.id)));
  return texts.map(([, address]) => address);
}"""


def until(page: Page, script: str) -> None:
    """Wait for a condition. The content policy forbids what ``wait_for_function`` does."""
    end = monotonic() + PATIENCE
    while not page.evaluate(f"Boolean({script})"):
        assert monotonic() < end, script
        page.wait_for_timeout(30)


def answered(page: Page) -> Page:
    until(page, "document.getElementById('_results').dataset.answered === location.hash")
    return page


def ask(page: Page, query: str) -> Page:
    page.fill("#_q", query)
    page.press("#_q", "Enter")
    page.wait_for_url("**/search.html#*")
    return answered(page)


def shown(page: Page) -> list[str]:
    return page.eval_on_selector_all(".hit", "all => all.map((one) => one.dataset.address)")
