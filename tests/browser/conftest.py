"""Sites behind a server that sends the content policy, and a real Chromium to open them."""

from __future__ import annotations

import functools
import http.server
import socketserver
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from plugin.building import built

from browser.example_sites import KINDS, SITES

CHROMIUM: Final = "/usr/bin/chromium"


ARGUMENTS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


CONTENT_POLICY: Final = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'self'"
)


class _Handler(http.server.SimpleHTTPRequestHandler):
    """A plain web server: the content policy on everything, 404.html for what is missing."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", CONTENT_POLICY)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / f"{code}.html"
        if not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class _Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True


@dataclass(frozen=True)
class Served:
    """A built site: its folder, and where it stands on http and on disk."""

    folder: Path
    http: str
    file: str

    def base(self, scheme: str) -> str:
        return self.http if scheme == "http" else self.file


class Sites:
    """Builds a site when it is first asked for, and serves it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made: dict[str, Served] = {}
        self.servers: list[_Server] = []

    def __getitem__(self, name: str) -> Served:
        if name not in self.made:
            root = SITES[name](self.folder / name)
            built(root)
            site = root / "site"
            server = _Server(("127.0.0.1", 0), functools.partial(_Handler, directory=str(site)))
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
            self.servers.append(server)
            http_base = f"http://127.0.0.1:{server.server_address[1]}/"
            self.made[name] = Served(site, http_base, f"{site.as_uri()}/")
        return self.made[name]

    def address(self, kind: str, scheme: str) -> str:
        site, page = KINDS[kind]
        return self[site].base(scheme) + page

    def text(self, kind: str) -> str:
        site, page = KINDS[kind]
        return (self[site].folder / page).read_text(encoding="utf-8")


@pytest.fixture(name="sites", scope="session")
def _sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    sites = Sites(tmp_path_factory.mktemp("browser"))
    yield sites
    for server in sites.servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(name="browser", scope="session")
def _browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield browser
        browser.close()


class Visit:
    """One context of the browser that notes all that a page must not do."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.context = context
        self.base = base
        self.wrong: list[str] = []
        context.set_default_timeout(10_000)
        context.on("request", lambda request: self._asked(request.url))
        context.on("requestfailed", lambda request: self._note("failed", request.url))
        context.on("weberror", lambda error: self._note("error", str(error.error)))
        context.add_init_script(
            "addEventListener('securitypolicyviolation', (e) =>"
            " console.error('policy', e.violatedDirective, e.blockedURI))"
        )
        self.page: Page = context.new_page()
        self.page.on("console", lambda message: self._said(message.type, message.text))

    def _asked(self, url: str) -> None:
        if not url.startswith((self.base, "data:")):
            self._note("asked", url)

    def _said(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self._note(kind, text)

    def _note(self, *words: str) -> None:
        self.wrong.append(": ".join(words))

    def open(self, url: str) -> Page:
        self.page.goto(url, wait_until="load")
        return self.page

    def stay(self) -> None:
        """Let the page that leads on be looked at: its way on is blocked."""

        def block(route: Any) -> None:
            route.abort("aborted")

        self.context.route("**/cases/xin-1.html", block)


@pytest.fixture(name="visit")
def _visit(browser: Browser) -> Iterator[Any]:
    contexts: list[BrowserContext] = []

    def visit(base: str, **options: Any) -> Visit:
        contexts.append(
            browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        )
        return Visit(contexts[-1], base)

    yield visit
    for context in contexts:
        context.close()
