"""The MkDocs plugin: it receives events and hands them on. What a build is, is told elsewhere.

Order of one build: read and check the library, stage (on_config) → hand over pages (on_files) →
MkDocs writes them → check the output (on_post_build) → publish (on_shutdown).
"""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.config.base import Config
from mkdocs.config.config_options import Choice
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

from xuncha_site.gate import AnonymityGate, Gate, judged
from xuncha_site.library import open_library
from xuncha_site.pages import Site, theme_folder
from xuncha_site.plugin.failure import FaultsError, HostError, as_host_error
from xuncha_site.plugin.faults_on_page import show_faults
from xuncha_site.plugin.files import add_pages, leave_attachments
from xuncha_site.plugin.kept import Kept
from xuncha_site.plugin.progress import Progress
from xuncha_site.plugin.publish import Staging
from xuncha_site.plugin.warnings import WarningCollector, navigation
from xuncha_site.problems import CouldNotRunError, Problem, as_text

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer  # a build needs no server, nor what it imports

CACHE = ".cache"


class XunchaConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs
    """The plugin has no options: all settings stand in ``data/site.yml``."""

    # MkDocs lets every plugin be switched off, and would then publish without the gate.
    enabled = Choice((True,), default=True)


class XunchaPlugin(BasePlugin[XunchaConfig]):  # type: ignore[no-untyped-call]  # MkDocs
    """Builds the site of a library, within MkDocs."""

    gate: Gate = AnonymityGate()
    searched = True

    def __init__(self) -> None:
        self.serving = False
        self.problems: list[Problem] = []
        self.warnings = WarningCollector()
        self.staging: Staging | None = None
        self.site: Site | None = None
        self.theme: list[Path] = []
        self.written = False
        self.pages = 0
        self.kept = Kept()
        self.progress = Progress()

    def load_config(self, *args: Any, **kwargs: Any) -> Any:
        """Begin to count warnings: those about mkdocs.yml come before any event."""
        self.warnings.attach()
        return super().load_config(*args, **kwargs)

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Learn the command. Being defined keeps this object between the rebuilds of serve."""
        self.serving = command == "serve"
        self.kept = Kept()
        if dirty:
            raise HostError("不能用 --dirty：列表和引用会留在旧的状态")

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Check everything before MkDocs empties any folder; then redirect it to the staging one.

        A file's destination is fixed when MkDocs makes it, so this is the last moment. Staging
        comes first: a site that a killed build took away is put back even if the check fails.
        """
        self.written = False
        self.problems = []
        self.site = None
        self.theme = _theme_folders(config)
        root = Path(config.config_file_path).parent
        config.watch.extend(watched(root, config))
        kept = [root / CACHE, root / ".git", *map(Path, config.watch), Path(config.docs_dir)]
        self.staging = Staging(Path(config.site_dir), None if self.serving else root / CACHE, kept)
        self.staging.prepare()
        if self.serving:
            self.kept.pages.begin(self.staging.target)
        opened = open_library(root, kept=self.kept.files, watch=self.progress.watched)
        self.problems = judged(opened, self.gate)
        self.problems += self.warnings.problems(Path(config.config_file_path).name)
        self.problems += navigation(Path(config.config_file_path))
        self._tell(self.problems)
        if opened.library is None:
            raise HostError("站点设置有错")  # pragma: no cover (its problem stops above)
        config.site_dir = str(self.staging.folder)
        config.theme.static_templates.clear()
        pieces = self.kept.pieces if self.serving else None
        self.site = Site(opened.library, self.theme, pieces)
        return config

    @event_priority(-100)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Put the finished pages in place of MkDocs' own, after all other plugins."""
        assert self.site is not None  # noqa: S101 (on_config has made it)
        library = self.site.library
        pages = self.site.pages()
        if self.searched:
            from xuncha_site.search import index_pages  # noqa: PLC0415 (numpy: only now is it needed)

            index = self.kept.index if self.serving else None
            pages = chain(pages, index_pages(library, self.site.making, index))
        leave_attachments(files, library.static, config)
        self.pages = add_pages(files, pages, config, self.kept.pages, self.progress)
        return files

    @event_priority(-100)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Look at the whole output once more, as the last of all plugins."""
        assert self.staging is not None  # noqa: S101 (on_config has made it)
        self.progress.end()
        found = self.warnings.problems(Path(config.config_file_path).name)
        again = self.kept.pages.again
        found += self.gate.check_output(self.staging.folder, **({"passed": again} if again else {}))
        self.problems += found
        self._tell(found)
        self.written = True
        if self.serving:
            self.staging.publish()
            self.kept.pages.end()

    def on_build_error(self, error: Exception) -> None:
        """Nothing of this build is published. Errors that a user can understand are reworded."""
        self.written = False
        self.progress.end()
        target = self.staging.target if self.staging else Path("site")
        if self.staging:
            self.staging.discard()
        reworded = as_host_error(error, target, self.theme)
        if reworded is not None:
            raise reworded from error

    def on_shutdown(self) -> None:
        """Publish: the last event, after strict mode has had its say."""
        self.warnings.detach()
        if self.serving or self.staging is None:
            return
        if not self.written:
            self.staging.discard()
            return
        try:
            self.staging.publish()
        except CouldNotRunError as error:
            raise HostError(str(error)) from error

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Let a fault be seen on the page that is open."""
        _ = config, builder
        return show_faults(server, lambda: self.problems)

    def _tell(self, problems: list[Problem]) -> None:
        if problems:
            sys.stderr.write(as_text(problems))
        stopping = sum(problem.stops for problem in problems)
        if stopping:
            raise FaultsError(f"有 {stopping} 处错误，没有生成；上一版网站没有改动")


def watched(root: Path, config: MkDocsConfig) -> list[str]:
    """The folders, beside MkDocs' own, whose files a site is made from."""
    folders = [root / "data", *_theme_folders(config)]
    return [str(folder) for folder in folders if folder.is_dir()]


def _theme_folders(config: MkDocsConfig) -> list[Path]:
    """The site's own theme folder, if it has one, before the shipped one."""
    own = config.theme.custom_dir
    folders = [Path(own)] if own else []
    shipped = theme_folder()
    return folders if shipped in folders else [*folders, shipped]
