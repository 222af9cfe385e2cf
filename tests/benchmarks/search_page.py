"""The search page in a real Chromium, from a server or from a disk, as a reader uses it."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
CASES = "典型案例"


class _Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *rest: Any, asked: Callable[[str], None] | None, directory: str) -> None:
        self.asked = asked
        super().__init__(*rest, directory=directory)

    def send_head(self) -> Any:
        if self.asked:
            self.asked(self.path)
        return super().send_head()

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def served(site: Path, asked: Callable[[str], None] | None = None) -> Iterator[str]:
    """The address of a site behind a server of its own.

    ``asked`` is told the path of every request, those of workers included.
    """
    handler = functools.partial(_Handler, asked=asked, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


@contextmanager
def opened(site: Path, base: str) -> Iterator[Page]:
    """A page that shows the search page of a site. ``base`` is "http" or "file"."""
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page()
        start = address if base == "http" else site.resolve().as_uri() + "/"
        page.goto(f"{start}search.html")
        yield page
        browser.close()


def ready(page: Page) -> None:
    """Wait for the script of the search."""
    page.focus("#_q")
    page.wait_for_function("Boolean(window.xunchaSearch && xunchaSearch.find)")


def asked(page: Page, query: str) -> None:
    """Type a query into the box, press Enter, wait for the answer."""
    page.fill("#_q", query)
    page.press("#_q", "Enter")
    _answered(page)


def _answered(page: Page) -> None:
    page.wait_for_function(
        "document.getElementById('_results').dataset.answered === location.hash", timeout=60_000
    )


def cases_found(page: Page, most: int) -> list[str]:
    """The names of the cases that are found, best first."""
    chips = page.locator(".filters a.chip", has_text=CASES)
    if chips.count():
        chips.first.click()
        _answered(page)
    elif page.locator(".grp-head h2", has_text=CASES).count() == 0:
        return []
    while page.locator(".s-more").count() and page.locator(".hit").count() < most:
        count = page.locator(".hit").count()
        page.locator(".s-more").click()
        page.wait_for_function(f"document.querySelectorAll('.hit').length > {count}")
    addresses = page.eval_on_selector_all(".hit", "all => all.map((one) => one.dataset.address)")
    return [Path(address).stem for address in addresses][:most]
