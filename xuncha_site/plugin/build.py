"""``xuncha build``: the same build as ``mkdocs build --strict``, with its outcome in Chinese."""

from __future__ import annotations

import logging
import os
import sys
from logging.handlers import BufferingHandler
from pathlib import Path

from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException

from xuncha_site.gate import Gate
from xuncha_site.plugin.memory import without_collection
from xuncha_site.plugin.plugin import XunchaPlugin
from xuncha_site.plugin.warnings import HOST
from xuncha_site.problems import CouldNotRunError, Exit

CONFIG_FILE = "mkdocs.yml"


def configured(
    config_file: Path,
    site_dir: Path | None = None,
    gate: Gate | None = None,
    *,
    searched: bool = True,
) -> tuple[MkDocsConfig, XunchaPlugin]:
    """Load a site's configuration. Raises ``CouldNotRunError`` where it cannot be used."""
    if not config_file.is_file():
        raise CouldNotRunError(f"找不到 {config_file}；请在知识库的文件夹里运行")
    # What MkDocs says is collected by the plugin and told as problems.
    HOST.propagate = False
    if not HOST.handlers:
        HOST.addHandler(logging.NullHandler())
    # Not resolved: a link must be seen as one.
    overrides = {"site_dir": os.path.abspath(site_dir)} if site_dir else {}  # noqa: PTH100 (see above)
    said = BufferingHandler(capacity=100)
    said.setLevel(logging.ERROR)
    HOST.addHandler(said)
    try:
        config = load_config(config_file=str(config_file), strict=False, **overrides)
    except ConfigurationError as error:
        raise CouldNotRunError(f"{config_file} 有错：{error}") from error
    except Abort as error:  # its message only counts the errors, which were logged
        errors = "；".join(record.getMessage() for record in said.buffer)
        raise CouldNotRunError(f"{config_file} 有错：{errors}") from error
    finally:
        HOST.removeHandler(said)
    plugin = config.plugins.get("xuncha")
    if not isinstance(plugin, XunchaPlugin):
        raise CouldNotRunError(f"{config_file} 的 plugins 里没有 xuncha")
    # MkDocs hands out one plugin object for all builds of a process: the last gate must not stay.
    vars(plugin).pop("gate", None)
    if gate is not None:
        plugin.gate = gate
    plugin.searched = searched
    return config, plugin


def build(
    config_file: Path,
    site_dir: Path | None = None,
    gate: Gate | None = None,
    *,
    searched: bool = True,
) -> Exit:
    """Build and publish a site. Problems and the outcome are printed to standard error.

    ``gate`` may be given by benchmarks; by default it is the one that every site has. They may
    also leave out the index of the search, to tell what it costs.
    """
    try:
        config, plugin = configured(config_file, site_dir, gate, searched=searched)
        target = Path(config.site_dir)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            with without_collection():
                mkdocs_build.build(config)
        finally:
            config.plugins.on_shutdown()
    except CouldNotRunError as error:
        return _end(str(error), Exit.COULD_NOT_RUN)
    except MkDocsException as error:
        return _failed(error)
    sys.stderr.write(f"已生成 {plugin.pages} 个文件，打开 {target / 'index.html'} 查看。\n")
    return Exit.CLEAN


def _failed(error: MkDocsException) -> Exit:
    """MkDocs wraps a plugin's error into one of its own; ours says how to end."""
    inner = error.__context__ if isinstance(error, Abort) else None
    cause = inner if isinstance(inner, MkDocsException) else error
    return _end(cause.message, Exit(cause.exit_code))


def _end(message: str, code: Exit) -> Exit:
    sys.stderr.write(f"{message}。\n")
    return code
