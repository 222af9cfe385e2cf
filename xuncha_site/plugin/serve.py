"""The preview server: an edit is seen at once, and a fault is seen on the page.

Both ``xuncha serve`` and ``mkdocs serve`` go through ``show_faults``: after a build that failed,
the last good pages stay and carry the faults at their top.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from markupsafe import escape
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer

from xuncha_site.plugin.build import configured
from xuncha_site.plugin.plugin import XunchaPlugin, watched
from xuncha_site.problems import CouldNotRunError, Exit, as_text

_MAIN = b'<main id="_main">'
_BARE = (
    '<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8"><title>没有生成</title></head>'
    '<body><main id="_main"><p>改正以后，这一页会自动刷新。</p></main></body></html>'
)


def serve(config_file: Path, host: str, port: int, *, open_browser: bool) -> Exit:
    """Build into a folder of its own, serve it and rebuild after every edit, until Ctrl-C.

    Starts with a faulty library too: the page then shows the faults. ``site/`` is not touched.
    """
    folder = Path(tempfile.mkdtemp(prefix="xuncha-"))
    try:
        config, plugin = configured(config_file, folder / "site")
        plugin.on_startup(command="serve", dirty=False)

        def rebuild() -> None:
            mkdocs_build(configured(config_file, folder / "site")[0], serve_url="")

        (folder / "site").mkdir()
        server = LiveReloadServer(builder=rebuild, host=host, port=port, root=str(folder / "site"))
        server.error_handler = partial(_error_page, folder / "site")
        show_faults(server, plugin)
        server.builder()
        root = Path(config.config_file_path).parent
        for path in dict.fromkeys((config.docs_dir, str(config_file), *watched(root, config))):
            server.watch(path)
        sys.stderr.write(f"打开 http://{host}:{port}/ 查看；按 Ctrl-C 结束。\n")
        try:
            server.serve(open_in_browser=open_browser)  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            pass
        finally:
            server.shutdown()
    except OSError as error:
        raise CouldNotRunError(f"不能在 {host}:{port} 提供预览：{error.strerror}") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return Exit.CLEAN


def _error_page(site: Path, code: int) -> bytes | None:
    page = site / f"{code}.html"
    return page.read_bytes() if page.is_file() else None


def show_faults(server: LiveReloadServer, plugin: XunchaPlugin) -> LiveReloadServer:
    """Let a failed rebuild reach the browser: it reloads, and the page says what is wrong."""
    state = _State()
    build = server.builder

    def guarded() -> None:
        state.faults = _faults_of(build, plugin)
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


def _faults_of(build: Callable[[], None], plugin: XunchaPlugin) -> str:
    """Run a build; return what went wrong, as it was also printed, or ""."""
    try:
        build()
    except (MkDocsException, CouldNotRunError) as error:
        told = [problem for problem in plugin.problems if problem.stops]
        message = as_text(told) if told else f"{getattr(error, 'message', error)}\n"
        if not told:
            sys.stderr.write(message)
        return message
    return ""


def _with_banner(app: Any, state: _State) -> Callable[[dict[str, Any], Any], Iterable[bytes]]:
    """Put the faults at the top of every page that is served while there are any."""

    def serve_request(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if not state.faults or not environ.get("PATH_INFO", "/").endswith((".html", "/")):
            return app(environ, start_response)  # type: ignore[no-any-return]

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
