"""``xuncha serve``: the preview server. An edit is seen at once, and so is a fault."""

from __future__ import annotations

import shutil
import sys
import tempfile
from functools import partial
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.livereload import LiveReloadServer

from xuncha_site.gate import AnonymityGate, Gate
from xuncha_site.plugin.build import configured
from xuncha_site.plugin.faults_on_page import show_faults
from xuncha_site.plugin.kept import Kept
from xuncha_site.plugin.memory import without_collection
from xuncha_site.plugin.plugin import watched
from xuncha_site.problems import CouldNotRunError, Exit, Problem


def serve(config_file: Path, host: str, port: int, *, open_browser: bool) -> Exit:
    """Build into a folder of its own, serve it and rebuild after every edit, until Ctrl-C.

    Starts with a faulty library too: the page then shows the faults. ``site/`` is not touched.
    """
    folder = Path(tempfile.mkdtemp(prefix="xuncha-"))
    try:
        config, _ = configured(config_file, folder / "site")
        rebuild = Rebuild(config_file, folder / "site")
        (folder / "site").mkdir()
        server = LiveReloadServer(builder=rebuild, host=host, port=port, root=str(folder / "site"))
        server.error_handler = partial(_error_page, folder / "site")
        show_faults(server, lambda: rebuild.problems)
        server.builder()
        root = Path(config.config_file_path).parent
        for path in dict.fromkeys((config.docs_dir, str(config_file), *watched(root, config))):
            server.watch(path)
        sys.stderr.write(f"打开 http://{host}:{port}/ 查看；按 Ctrl-C 结束。\n")
        try:
            server.serve(open_in_browser=open_browser)  # type: ignore[no-untyped-call]  # MkDocs
        except KeyboardInterrupt:
            pass
        finally:
            server.shutdown()
    except OSError as error:
        raise CouldNotRunError(f"不能在 {host}:{port} 提供预览：{error.strerror}") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return Exit.CLEAN


class Rebuild:
    """Builds the preview, again and again. What an edit does not touch is taken over."""

    def __init__(self, config_file: Path, site: Path) -> None:
        self.config_file = config_file
        self.site = site
        self.kept = Kept()
        self.gate: Gate = AnonymityGate(previewing=True)
        self.problems: list[Problem] = []

    def __call__(self) -> None:
        config, plugin = configured(self.config_file, self.site, self.gate)
        plugin.on_startup(command="serve", dirty=False)
        plugin.kept = self.kept
        try:
            with without_collection():
                mkdocs_build(config, serve_url="")
        finally:
            self.problems = plugin.problems


def _error_page(site: Path, code: int) -> bytes | None:
    page = site / f"{code}.html"
    return page.read_bytes() if page.is_file() else None
