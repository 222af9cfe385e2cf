"""The gate of every site: it looks at all sources, and at the whole output."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path

from xuncha_site.gate.detect import largest, sentences
from xuncha_site.gate.found import Found
from xuncha_site.gate.judge import Judge
from xuncha_site.gate.kept import Clean
from xuncha_site.gate.normal import normal
from xuncha_site.gate.output import texts_of
from xuncha_site.gate.suggest import Suggestions
from xuncha_site.gate.telling import problem
from xuncha_site.library import Opened
from xuncha_site.problems import CouldNotRunError, Place, Problem
from xuncha_site.source import Source

# What is text in a site. Any other ending is an image or a download of content/.
TEXT_ENDINGS = frozenset(
    {".html", ".css", ".js", ".json", ".xml", ".txt", ".svg", ".csv", ".ics", ".md", ".webmanifest"}
)
CACHE = Path(".cache")
JURISDICTION = "data/jurisdiction.yml"


class AnonymityGate:
    """Lets nothing through that identifies a person."""

    def __init__(self) -> None:
        self._judge = Judge()
        self._clean: dict[str, tuple[str, Clean]] = {}  # kept from one build to the next
        self._root: Path | None = None
        self._sources: list[Source] = []

    def check_sources(self, opened: Opened) -> list[Problem]:
        self._judge = Judge(opened.jurisdiction)
        self._root = opened.root
        self._sources = opened.sources
        clean = self._kept("sources")
        problems = [
            found
            for source in opened.sources
            if source.file != JURISDICTION  # says what may not be said
            for found in self._in_source(source, clean)
        ]
        problems += (p for name in opened.names for p in self._in_name(name))
        clean.save()
        return problems

    def _in_source(self, source: Source, clean: Clean) -> Iterator[Problem]:
        digest = clean.digest(source.text.encode())
        if clean.holds(digest):
            return
        found = self._judge.found_in(source.text)
        if not found:
            clean.add(digest)
        instead = Suggestions(source.text, found)
        for one in found:
            text = source.text[one.start : one.end]
            yield problem(one, text, source.place_at(one.start), instead=instead.of(one) or "")

    def _in_name(self, name: str) -> Iterator[Problem]:
        if name.isascii() and not any(sign.isdigit() for sign in name):
            return
        for one in self._judge.found_in(name):
            yield problem(one, name[one.start : one.end], Place(name), "文件名里")

    def check_output(self, folder: Path, passed: AbstractSet[str] = frozenset()) -> list[Problem]:
        clean = self._kept("output")
        said = _Said(self._sources)
        problems: list[Problem] = []
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            name = path.relative_to(folder).as_posix()
            ending = path.suffix.lower()
            if name in passed or ending not in TEXT_ENDINGS:
                continue
            try:
                raw = path.read_bytes()
                digest = clean.digest(raw)
                if clean.holds(digest):
                    continue
                source = Source(name, raw.decode())
            except (OSError, UnicodeDecodeError) as error:
                raise CouldNotRunError(f"脱敏检查读不出 {name}：{error}") from error
            found = self._in_output(source, ending, said)
            if not found:
                clean.add(digest)
            problems += found
        clean.save()
        return problems

    def _in_output(self, source: Source, ending: str, said: _Said) -> list[Problem]:
        found = self._judge.found_in(source.text, names=False)
        for piece in texts_of(source.text, ending):
            if said.holds(piece.text):
                continue
            more = self._judge.found_in(piece.text)
            if not more:
                said.add(piece.text)
            found += (
                Found(f.code, piece.places[f.start], piece.places[f.end - 1] + 1, f.why)
                for f in more
            )
        return [
            problem(
                one, source.text[one.start : one.end], source.place_at(one.start), "生成的页面里"
            )
            for one in largest(found)
        ]

    def _kept(self, what: str) -> Clean:
        """The clean texts of one kind, as long as the gate goes by the same rules."""
        identity = f"{self._judge.identity}\n{self._root}"
        known = self._clean.get(what)
        if known is None or known[0] != identity:
            place = self._root / CACHE / f"gate-{what}" if self._root else None
            known = self._clean[what] = (identity, Clean(place, self._judge.identity))
        return known[1]


class _Said:
    """Sentences that have been found clean. Those of the sources have, or nothing is built."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._sources = sources
        self._known: set[str] | None = None

    def holds(self, text: str) -> bool:
        if self._known is None:
            self._known = set()
            for source in self._sources:
                self.add(source.text)
        return all(part in self._known for part in _parts(text))

    def add(self, text: str) -> None:
        assert self._known is not None  # noqa: S101 (asked before)
        self._known.update(_parts(text))


_KEY = re.compile(r"[\s\-]*([^\s:：]{1,16}):\s+")


def _parts(text: str) -> Iterator[str]:
    """The sentences of a text, without the marks of YAML and Markdown around them."""
    for _, sentence in sentences(normal(text).text):
        key = _KEY.match(sentence)
        if key:
            yield key.group(1)
        part = sentence[key.end() if key else 0 :].strip(_MARKS)
        if len(part) > 1:
            yield part


_MARKS = " -#*|>\"'。；：:，"
