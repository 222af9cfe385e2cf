"""What tests of pages look at: overflow, accessibility, colours."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.resources import files
from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from browser.conftest import Sites, Visit
from browser.example_sites import KINDS, LEADS_ON

Visits = Callable[..., Visit]


SCHEMES = pytest.mark.parametrize("scheme", ["http", "file"])


EVERY_KIND = pytest.mark.parametrize("kind", KINDS)


AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


THEME = re.compile("^[深浅]色$")


PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


def filtered(*pairs: tuple[str, str]) -> str:
    """The end of an address that chooses some values."""
    return "#" + "&".join(f"{quote(key, safe='')}={quote(value, safe='')}" for key, value in pairs)


def opened(visit: Visit, sites: Sites, kind: str, scheme: str) -> Page:
    if kind == LEADS_ON:
        visit.stay()
    return visit.open(sites.address(kind, scheme))


def open_details(page: Page, *, state: bool) -> None:
    page.evaluate("(on) => document.querySelectorAll('details').forEach(d => d.open = on)", state)


def overflow(page: Page) -> list[str]:
    """What reaches beyond the right edge, unless it scrolls in a box of its own."""
    return page.evaluate(
        """() => {
          const root = document.documentElement;
          if (root.scrollWidth <= root.clientWidth) return [];
          return [`${root.scrollWidth} > ${root.clientWidth}`,
            ...[...document.querySelectorAll('body *')]
              .filter((e) => e.getBoundingClientRect().right > root.clientWidth + 1)
              .map((e) => e.outerHTML.slice(0, 120))];
        }"""
    )


def violations(page: Page) -> list[str]:
    found = page.evaluate(
        "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
    )
    return [
        f"{rule['id']} ({rule['impact']}): {node['html'][:160]} {node['failureSummary'][:200]}"
        for rule in found
        for node in rule["nodes"]
    ]


def colours(page: Page) -> list[str]:
    return page.evaluate(
        "() => { const s = getComputedStyle(document.body); return [s.backgroundColor, s.color]; }"
    )


def size_of_type(page: Page) -> float:
    return page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
