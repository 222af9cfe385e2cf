"""A site to search, all that can be found in it, and its search page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from browser.conftest import Served, Sites
from browser.search.kit import Visits, until
from xuncha_site.library import open_library
from xuncha_site.search.documents import Document, documents


@pytest.fixture(name="site")
def _site(sites: Sites) -> Served:
    return sites["public"]


@pytest.fixture(name="all_documents", scope="session")
def _all_documents(sites: Sites) -> list[Document]:
    library = open_library(sites["public"].folder.parent).library
    assert library is not None
    return documents(library)


@pytest.fixture(name="searching")
def _searching(visit: Visits, site: Served) -> Iterator[Page]:
    """The search page on http, ready. At the end it has done nothing that a page must not do."""
    seen = visit(site.http)
    page = seen.open(f"{site.http}search.html")
    page.focus("#_q")
    until(page, "window.xunchaSearch && xunchaSearch.begin && xunchaSearch.find")
    yield page
    assert seen.wrong == []
