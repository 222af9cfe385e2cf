"""One file → what it holds and what is wrong with it, whatever the other files say.

That makes it worth keeping: ``KeptFiles`` reads a file again only when it has changed.
"""

from __future__ import annotations

import stat
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from xuncha_site.library.entry import Entry, Mention
from xuncha_site.library.mentions import id_places, links_of, mentions_of
from xuncha_site.markup import Grammar
from xuncha_site.problems import Code, Place, Problem
from xuncha_site.records.base import Record
from xuncha_site.records.guide import Guide
from xuncha_site.records.jurisdiction import Jurisdiction
from xuncha_site.records.settings import Settings
from xuncha_site.records.validate import validate
from xuncha_site.records.walk import rows_of, values_of
from xuncha_site.source import Mapping, Source, document, parse, read

# A value with one of these is not judged any further: its fault has been told.
_ABOUT_VALUES = (Code.ANCHOR_OR_ALIAS, Code.YAML_TAG, Code.CONTROL_CHARACTER)


@dataclass(slots=True)
class FileResult:
    """What one file holds. ``entry`` is None where it has faults, or is ``site.yml``."""

    source: Source | None
    problems: list[Problem]
    entry: Entry | None = None
    # What a faulty file refers to. It is no entry, but its references are checked.
    faulty_mentions: list[Mention] = field(default_factory=list)
    settings: Settings | None = None
    as_of: Place | None = None  # where 截至日期 stands
    jurisdiction: Jurisdiction | None = None


Stamp = tuple[int, int, int, int]


class KeptFiles:
    """Results of files from one opening of a library to the next, within one process."""

    def __init__(self) -> None:
        self._results: dict[tuple[Path, str], tuple[Stamp, FileResult]] = {}

    def of(self, path: Path, key: str, make: Callable[[], FileResult]) -> FileResult:
        """The result of a file, made anew where the file is another than the one it came from."""
        stamp = _stamp(path)
        known = self._results.get((path, key))
        if stamp is not None and known is not None and known[0] == stamp:
            return known[1]
        result = make()
        if stamp is not None:
            self._results[path, key] = (stamp, result)
        return result


def _stamp(path: Path) -> Stamp | None:
    """What changes whenever a file is written; None for what is not a plain file."""
    try:
        found = path.lstat()
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode):
        return None  # what a link leads to may change without it
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino


def record_file(root: Path, path: Path, kind: type[Record], key: str) -> FileResult:
    """Read a record."""
    source, told = read(root, path)
    if source is None:
        return FileResult(None, told)
    mapping, problems = parse(source)
    result = FileResult(source, told + problems)
    if mapping is not None:
        _check(result, kind, key, mapping, source)
    return result


def guide_file(root: Path, path: Path, key: str) -> FileResult:
    """Read a guidance page."""
    source, told = read(root, path)
    if source is None:
        return FileResult(None, told)
    text, problems = document(source)
    result = FileResult(source, told + problems)
    if text is not None:
        links = links_of(text.body, 0, text.body.text, Grammar.PAGE, ("正文", "正文"))
        _check(result, Guide, key, text.mapping, text.head, links=tuple(links))
        if result.entry is not None:
            result.entry.body = text.body
    return result


def _check(
    result: FileResult,
    model: type[Record | Guide],
    key: str,
    mapping: Mapping,
    head: Source,
    *,
    links: tuple[Mention, ...] = (),
) -> None:
    """Check values against a model, and put the entry, or what is wrong with it, in the result."""
    assert result.source is not None  # noqa: S101 (the values were read from it)
    values = values_of(model, mapping)
    found, problems = validate(model, mapping, head, values)
    folder = model.folder if issubclass(model, Record) else ""
    mentions = (*mentions_of(values, head, folder), *links)
    result.problems += _not_yet_told(problems, result.problems)
    if found is None:
        result.faulty_mentions = _not_at(mentions, problems)
        return
    result.entry = Entry(key, found, result.source, mentions=mentions)
    result.entry.rows = {row.row_id: row for row in rows_of(found)}
    result.entry.places = id_places(values, head)


def settings_file(root: Path, path: Path) -> FileResult:
    """Read the settings of the site."""
    source, told = read(root, path)
    if source is None:
        return FileResult(None, told)
    mapping, problems = parse(source)
    told += problems
    if mapping is None:
        return FileResult(source, told)
    values = values_of(Settings, mapping)
    settings, problems = validate(Settings, mapping, source, values)
    told += _not_yet_told(problems, told)
    nodes = [value.node for value in values if value.declared.attribute == "as_of"]
    as_of = source.place(nodes[0].line, nodes[0].column) if nodes else None
    return FileResult(source, told, settings=settings, as_of=as_of)


def jurisdiction_file(root: Path, path: Path) -> FileResult:
    """Read what the gate must know of the site's own district."""
    source, told = read(root, path)
    if source is None:
        return FileResult(None, told)
    mapping, problems = parse(source)
    told += problems
    if mapping is None:
        return FileResult(source, told)
    jurisdiction, problems = validate(Jurisdiction, mapping, source)
    told += _not_yet_told(problems, told)
    return FileResult(source, told, jurisdiction=jurisdiction)


def _not_at(mentions: tuple[Mention, ...], problems: list[Problem]) -> list[Mention]:
    told = {problem.where for problem in problems}
    return [mention for mention in mentions if mention.place not in told]


def _not_yet_told(problems: list[Problem], told: list[Problem]) -> list[Problem]:
    """The problems of values that were not found wrong as text already."""
    lines = {problem.where.line for problem in told if problem.code in _ABOUT_VALUES}
    return [
        problem
        for problem in problems
        if problem.code is Code.MISSING_KEY or problem.where.line not in lines
    ]
