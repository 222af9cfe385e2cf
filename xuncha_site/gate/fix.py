"""Writes the safe suggestions into the files of a library, leaving everything else as it is.

Safe is what needs no second thought: a name becomes 李某, a place 某镇, a number goes. Keys, names
of files and attachments are left to the editor, and so is a file that would no longer be read.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path

from xuncha_site.gate.judge import Judge
from xuncha_site.gate.spelt import Spelt
from xuncha_site.gate.suggest import Suggestions
from xuncha_site.library import Opened
from xuncha_site.source import Mapping, Sequence, Source, document, parse

JURISDICTION = "data/jurisdiction.yml"


@dataclass(frozen=True, slots=True)
class Mended:
    """One file, as it is and as it should be."""

    file: str
    old: str
    new: str

    @property
    def diff(self) -> str:
        lines = difflib.unified_diff(
            self.old.splitlines(keepends=True),
            self.new.splitlines(keepends=True),
            f"现在/{self.file}",
            f"改后/{self.file}",
            n=1,
        )
        return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def mended(opened: Opened) -> list[Mended]:
    """Every file that the safe suggestions change."""
    judge = Judge(opened.jurisdiction, spelt=Spelt(opened.entries.values()))
    files = []
    for source in opened.sources:
        if source.file == JURISDICTION:
            continue
        new = _mended(source, judge)
        if new != source.text:
            files.append(Mended(source.file, source.text, new))
    return files


def _mended(source: Source, judge: Judge) -> str:
    """The text with all that is found replaced, from the end so that no place moves."""
    text = source.text
    found = judge.found_in(text)
    instead = Suggestions(text, found)
    keys = _shape(source)
    for one in sorted(found, key=lambda f: f.start, reverse=True):
        words = instead.of(one)
        if words is None:
            continue
        changed = text[: one.start] + words + text[one.end :]
        if _shape(Source(source.file, changed)) == keys:
            text = changed
    return text


def _shape(source: Source) -> object:
    """The keys of a file and how they lie in one another: what no change may touch."""
    if source.file.endswith(".md"):
        found, problems = document(source)
        mapping = found.mapping if found else None
    else:
        mapping, problems = parse(source)
    told = sorted(problem.code.value for problem in problems)
    return (_keys(mapping) if mapping is not None else None, told)


def _keys(node: object) -> object:
    if isinstance(node, Mapping):
        return [(key, _keys(value)) for key, value in node.values.items()]
    if isinstance(node, Sequence):
        return [_keys(item) for item in node.items]
    return None


def write(root: Path, files: list[Mended]) -> None:
    """Write mended files, with the line ends and the byte order mark that they have."""
    for file in files:
        path = root / file.file
        raw = path.read_bytes()
        mark = b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b""
        text = file.new.replace("\n", "\r\n") if b"\r\n" in raw else file.new
        path.write_bytes(mark + text.encode())
