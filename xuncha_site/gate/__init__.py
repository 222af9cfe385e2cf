"""The gate: may it be published? It looks before anything is written, and again at the output.

A build is given a gate; there is no setting that goes without one. A gate that cannot do its work
raises ``CouldNotRunError``, and nothing is published.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Protocol

from xuncha_site.gate.numbers import numbers_in
from xuncha_site.library import Opened
from xuncha_site.problems import Code, CouldNotRunError, Place, Problem
from xuncha_site.source import Source

# What is text in a site. Any other ending is an image or a download of content/.
TEXT_ENDINGS = frozenset(
    {".html", ".css", ".js", ".json", ".xml", ".txt", ".svg", ".csv", ".ics", ".md", ".webmanifest"}
)


class Gate(Protocol):
    """What a build asks before it writes, and before it publishes."""

    def check_sources(self, sources: Iterable[Source], names: Iterable[str]) -> list[Problem]:
        """Look at every source text as written, and at the names of all files."""

    def check_output(self, folder: Path, passed: AbstractSet[str] = frozenset()) -> list[Problem]:
        """Look at every file of the staged site.

        ``passed`` are files (relative to it) taken over from a site that has been looked at.
        """


def judged(opened: Opened, gate: Gate) -> list[Problem]:
    """All problems of a library: its own, and what the gate finds in its files."""
    return [*opened.problems, *gate.check_sources(opened.sources, opened.names)]


class AnonymityGate:
    """Lets nothing through that identifies a person by a number."""

    def __init__(self) -> None:
        self._verdicts: dict[Source, list[Problem]] = {}  # of the sources of the last build

    def check_sources(self, sources: Iterable[Source], names: Iterable[str]) -> list[Problem]:
        last, self._verdicts = self._verdicts, {}
        for source in sources:
            known = last.get(source)
            self._verdicts[source] = list(_in_text(source)) if known is None else known
        problems = [problem for found in self._verdicts.values() for problem in found]
        for name in names:
            found = numbers_in(name)
            problems += (_problem(f.code, Place(name), f.masked, "文件名里") for f in found)
        return problems

    def check_output(self, folder: Path, passed: AbstractSet[str] = frozenset()) -> list[Problem]:
        problems: list[Problem] = []
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            name = path.relative_to(folder).as_posix()
            if name in passed or path.suffix.lower() not in TEXT_ENDINGS:
                continue
            try:
                text = path.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                raise CouldNotRunError(f"脱敏检查读不出 {name}：{error}") from error
            problems += _in_text(Source(name, text), "生成的页面里")
        return problems


def _in_text(source: Source, where: str = "") -> Iterator[Problem]:
    for found in numbers_in(source.text):
        yield _problem(found.code, source.place_at(found.offset), found.masked, where)


_WORDS = {
    Code.CITIZEN_ID: ("居民身份证号", "删去号码；要说明身份的，写“某人”。"),
    Code.MOBILE_NUMBER: ("手机号", "删去号码；要写联系方式的，写“见单位公开渠道”。"),
    Code.BANK_CARD: ("银行卡号", "删去号码；要说明账户的，写“某银行账户”。"),
}


def _problem(code: Code, place: Place, masked: str, where: str) -> Problem:
    name, mend = _WORDS[code]
    return Problem(code, place, f"{where}有{name} {masked}", mend)
