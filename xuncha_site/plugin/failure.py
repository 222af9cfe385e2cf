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


def as_host_error(error: Exception, target: Path) -> HostError | None:
    """What MkDocs should raise instead of an exception that would end in a traceback.

    None for an exception that is an error of this package: its traceback is wanted.
    """
    if isinstance(error, CouldNotRunError):
        return HostError(str(error))
    if isinstance(error, OSError):
        return HostError(cannot_write(error, target))
    if isinstance(error, TemplateError):
        return HostError(f"{_template_place(error)} 模板有错：{error.message or error}")
    return None


def _template_place(error: TemplateError) -> str:
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or error.name}:{error.lineno}:1"
    if isinstance(error, TemplateNotFound):
        return f"theme/{error.name}:1:1"
    frames = traceback.extract_tb(error.__traceback__)
    templates = [frame for frame in frames if frame.filename.endswith(".html")]
    return f"{templates[-1].filename}:{templates[-1].lineno}:1" if templates else "theme:1:1"
