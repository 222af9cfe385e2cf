"""Faults on the page that is open: after a build that failed, the last good pages stay and say why.

Both ``xuncha serve`` and ``mkdocs serve`` go through here.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import escape
from mkdocs.exceptions import MkDocsException

from xuncha_site.problems import CouldNotRunError, Problem, as_text

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

_MAIN = b'<main id="_main">'
_BARE = (
    '<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8"><title>没有生成</title></head>'
    '<body><main id="_main"><p>改正以后，这一页会自动刷新。</p></main></body></html>'
)


def show_faults(
    server: LiveReloadServer, problems: Callable[[], list[Problem]]
) -> LiveReloadServer:
    """Let a failed rebuild reach the browser: it reloads, and the page says what is wrong.

    ``problems`` gives those of the last build.
    """
    state = _State()
    build = server.builder

    def guarded() -> None:
        state.faults = _faults_of(build, problems)
        index = Path(server.root) / "index.html"
        if state.faults and not index.exists():
            index.parent.mkdir(parents=True, exist_ok=True)
            index.write_text(_BARE, encoding="utf-8")

    server.builder = guarded
    server.set_app(_with_banner(server.get_app(), state))
    return server


class _State:
    """The faults of the last build, shared with the serving thread."""

    faults = ""


def _faults_of(build: Callable[[], None], problems: Callable[[], list[Problem]]) -> str:
    """Run a build; return what went wrong, as it was also printed, or ""."""
    try:
        build()
    except (MkDocsException, CouldNotRunError) as error:
        told = [problem for problem in problems() if problem.stops]
        message = as_text(told) if told else f"{getattr(error, 'message', error)}\n"
        if not told:
            sys.stderr.write(message)
        return message
    return ""


def _with_banner(app: Any, state: _State) -> Callable[[dict[str, Any], Any], Iterable[bytes]]:
    """Put the faults at the top of every page that is served while there are any."""

    def serve_request(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if not state.faults or not environ.get("PATH_INFO", "/").endswith((".html", "/")):
            return app(environ, start_response)  # type: ignore[no-any-return]  # WSGI

        def start(status: str, headers: list[tuple[str, str]]) -> Any:
            # The page grows: with its old length a browser would cut off its end.
            return start_response(status, [h for h in headers if h[0] != "Content-Length"])

        result = app(environ, start)
        banner = (
            '<section class="notice notice-stop" role="alert" aria-label="没有生成"><div>'
            f"<b>有错误，下面是上一版页面。</b><pre>{escape(state.faults)}</pre></div></section>"
        ).encode()
        return [b"".join(result).replace(_MAIN, _MAIN + banner, 1)]

    return serve_request
