"""A site of one's own to begin with: settings, and one commented, valid record of each type."""

from __future__ import annotations

from datetime import date
from pathlib import Path, PurePosixPath

from xuncha_site.problems import CouldNotRunError
from xuncha_site.records.base import Declared, types
from xuncha_site.records.form import form
from xuncha_site.records.guide import Guide
from xuncha_site.records.jurisdiction import Jurisdiction
from xuncha_site.records.schema import EDITOR_FOLDER, editor_files
from xuncha_site.records.settings import Settings
from xuncha_site.records.walk import plain
from xuncha_site.source import Source, document, parse

SAMPLE = Path(__file__).parent / "sample"
# Packages do not always carry files whose name begins with a dot.
_RENAMED = {"gitignore": ".gitignore"}
# What a new site says of the day that it is made.
_DAYS = ("截至日期", "核对日期")


def start(folder: Path) -> int:
    """Write a new site into a folder that is not there yet, or empty. Returns how many files.

    Comments come from the declarations, so that they are those of the installed version.
    Raises ``CouldNotRunError`` where something stands already, or nothing can be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CouldNotRunError(f"“{folder}”已经有内容；换一个文件夹的名字")
    files = site_files(date.today().isoformat())  # noqa: DTZ011 (the day where the editor sits)
    try:
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise CouldNotRunError(f"“{folder}”写不进去：{error.strerror}") from error
    return len(files)


def site_files(day: str) -> dict[str, str]:
    """{path: text} of a new site that belongs to the given day, on which all was checked."""
    files = {}
    for path in sorted(SAMPLE.rglob("*")):
        if path.is_file():
            name = path.relative_to(SAMPLE).as_posix()
            text = path.read_text(encoding="utf-8")
            if name.startswith("data/"):
                text = _commented(PurePosixPath(name), text, day)
            elif name.startswith("content/guidance/"):
                text = _commented_guide(text)
            files[_RENAMED.get(name, name)] = text
    files["overrides/.gitkeep"] = ""
    for name, text in editor_files(EDITOR_FOLDER).items():
        files[f"{EDITOR_FOLDER}/{name}"] = text
    return files


def _commented(path: PurePosixPath, text: str, day: str) -> str:
    """A sample record with what each of its keys means."""
    mapping, problems = parse(Source(str(path), text))
    assert mapping is not None, problems  # noqa: S101 (the samples are ours)
    values = plain(mapping)
    kind, title = _kind_of(path)
    values.update({label: day for label in _DAYS if label in values})
    return form(kind, title, values)


def _commented_guide(text: str) -> str:
    found, problems = document(Source("guide", text))
    assert found is not None, problems  # noqa: S101 (the samples are ours)
    head = form(Guide, "工作指引的页首", plain(found.mapping))
    return f"---\n{head}---\n{found.body.text}"


def _kind_of(path: PurePosixPath) -> tuple[type[Declared], str]:
    for kind in types():
        if kind.folder == path.parts[1] or kind.file == path.parts[1]:
            return kind, kind.name
    return (Settings, "站点设置") if path.name == "site.yml" else (Jurisdiction, "本地名录")
