"""What went wrong in a build, in words for the user."""

from __future__ import annotations

import traceback
from pathlib import Path

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError
from mkdocs.exceptions import PluginError

from xuncha_site.plugin.publish import cannot_write
from xuncha_site.problems import CouldNotRunError, Exit


class FaultsError(PluginError):
    """Problems stop the build; they have been told already."""

    exit_code = Exit.FAULTS.value


class HostError(PluginError):
    """The build could not run."""

    exit_code = Exit.COULD_NOT_RUN.value


def as_host_error(error: Exception, target: Path, theme: list[Path]) -> HostError | None:
    """What MkDocs should raise instead of an exception that would end in a traceback.

    ``theme`` are the folders that templates come from. None for an exception that is an error of
    this package: its traceback is wanted.
    """
    if isinstance(error, CouldNotRunError):
        return HostError(str(error))
    place = _template_place(error, theme)
    if place:
        return HostError(f"{place} 模板有错：{error}")
    if isinstance(error, OSError):
        return HostError(cannot_write(error, target))
    return None


def _template_place(error: Exception, theme: list[Path]) -> str:
    """Where the template is wrong that an exception comes from; "" if it comes from none."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or error.name}:{error.lineno}:1"
    if isinstance(error, UnicodeDecodeError):
        return next((f"{path}:1:1" for path in _files(theme) if not _is_utf8(path)), "")
    frames = traceback.extract_tb(error.__traceback__)
    templates = [frame for frame in frames if frame.filename.endswith(".html")]
    if templates and (isinstance(error, TemplateError) or frames[-1] is templates[-1]):
        return f"{templates[-1].filename}:{templates[-1].lineno}:1"
    return f"theme/{error.name}:1:1" if isinstance(error, TemplateNotFound) else ""


def _files(theme: list[Path]) -> list[Path]:
    found = (path for folder in theme for path in folder.rglob("*"))
    return sorted(path for path in found if path.suffix in (".html", ".css", ".js"))


def _is_utf8(path: Path) -> bool:
    try:
        path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return False
    return True
