"""The gate of every site: it looks at all sources, and at the whole output."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

from xuncha_site.gate import attachments, known, reidentify, waivers
from xuncha_site.gate.detect import WORDS, largest, learn
from xuncha_site.gate.found import Found
from xuncha_site.gate.judge import Judge
from xuncha_site.gate.kept import Clean
from xuncha_site.gate.lexicon import is_word
from xuncha_site.gate.normal import normal
from xuncha_site.gate.output import Piece, texts_of, without_signs
from xuncha_site.gate.review import not_reviewed
from xuncha_site.gate.said import Said
from xuncha_site.gate.secrecy import is_paper
from xuncha_site.gate.spelt import Spelt, title_of
from xuncha_site.gate.suggest import Suggestions
from xuncha_site.gate.telling import problem
from xuncha_site.library import Opened
from xuncha_site.problems import Code, CouldNotRunError, Grade, Place, Problem
from xuncha_site.source import Source

# What is text in a site. Any other ending is an image or a download of content/.
TEXT_ENDINGS = frozenset(
    {".html", ".css", ".js", ".json", ".xml", ".txt", ".svg", ".csv", ".ics", ".md", ".webmanifest"}
)
CACHE = Path(".cache") / "gate"
JURISDICTION = "data/jurisdiction.yml"
_TOGETHER = 200  # finished texts that are judged at once


class AnonymityGate:
    """Lets nothing through that identifies a person.

    ``previewing`` is said where nothing is published: a list of known names without its key then
    gives a warning.
    """

    def __init__(self, *, previewing: bool = False) -> None:
        self._previewing = previewing
        self._judge = Judge()
        self._clean: tuple[str, Clean] | None = None  # kept from one build to the next
        self._root: Path | None = None
        self._sources: list[Source] = []
        self._passed: set[str] = set()  # texts with a waiver

    def check_sources(self, opened: Opened) -> list[Problem]:
        """See ``Gate``."""
        self._root, self._sources, self._passed = opened.root, opened.sources, set()
        names, problems = self._known_names(opened.root)
        self._judge = Judge(opened.jurisdiction, names, Spelt(opened.entries.values()))
        problems += self._in_sources(opened)
        problems += self._in_names(opened)
        problems += self._in_attachments(opened)
        problems += not_reviewed(opened.entries.values())
        if opened.jurisdiction is not None:
            cases = reidentify.judged(opened.entries.values(), opened.jurisdiction)
            problems += reidentify.problems(cases)
        return problems

    def _known_names(self, root: Path) -> tuple[known.KnownNames | None, list[Problem]]:
        names = known.known_names(root)
        if names is not None or known.listed(root) is None:
            return names, []
        fault = "有真实姓名名单，找不到密钥"
        if not self._previewing:
            raise CouldNotRunError(f"{known.FILE}：{fault}")
        mend = "向管名单的人要密钥；没有密钥只能预览，不能生成。"
        return None, [Problem(Code.NO_NAMES_KEY, Place(known.FILE), fault, mend, Grade.WARNING)]

    def _in_sources(self, opened: Opened) -> Iterator[Problem]:
        clean = self._kept()
        said = Said(opened.sources, clean)
        new = {
            source.file: digest
            for source in opened.sources
            if source.file != JURISDICTION
            and not clean.holds(digest := clean.digest(source.text.encode(), "source"))
        }
        learn(source.text for source in opened.sources if source.file in new)
        entries = {entry.source.file: entry for entry in opened.entries.values()}
        as_of = (opened.settings.as_of if opened.settings else "") or "9999"
        certain: dict[str, Found] = {}
        told: set[Place] = set()
        for source in opened.sources:
            if source.file not in new:
                continue
            found = self._judge.found_in(source.text)
            entry = entries.get(source.file)
            if not found:
                clean.add(new[source.file])
            elif entry is not None:
                found, void, passed = waivers.apply(entry, found, as_of)
                self._passed |= passed
                yield from void
            if not found:
                said.add(source.text)
            instead = Suggestions(source.text, found)
            for one in found:
                text, place = source.text[one.start : one.end], source.place_at(one.start)
                told.add(place)
                if one.code in WORDS and not is_word(normal(text).text):
                    certain[normal(text).text] = one
                yield problem(one, text, place, instead=instead.of(one) or "")
        clean.save()
        yield from self._again(opened, certain, told)

    def _again(
        self, opened: Opened, certain: dict[str, Found], told: set[Place]
    ) -> Iterator[Problem]:
        """Names found for certain in one file, wherever they stand in another."""
        for source in opened.sources if certain else ():
            own = waivers.own_lines(source)
            for name, one in certain.items():
                for match in re.finditer(re.escape(name), source.text):
                    place = source.place_at(match.start())
                    if (
                        source.file != JURISDICTION
                        and place not in told
                        and match.start() not in own
                    ):
                        told.add(place)
                        yield problem(one, name, place)

    def _in_names(self, opened: Opened) -> Iterator[Problem]:
        """Names of files. What one may spell depends on what its record is called."""
        clean = self._kept()
        titles = {entry.source.file: title_of(entry) for entry in opened.entries.values()}
        for name in opened.names:
            digest = clean.digest(f"{name}\n{titles.get(name)}".encode(), "name")
            found = () if clean.holds(digest) else (*self._in_name(name),)
            if not found:
                clean.add(digest)
            yield from found
        clean.save()

    def _in_name(self, name: str) -> Iterator[Problem]:
        if is_paper(name):
            yield problem(Found(Code.WORKING_PAPER, 0, 1), "*", Place(name), "文件名像是")
        for one in self._judge.found_in(name):
            yield problem(one, name[one.start : one.end], Place(name), "文件名里")

    def _in_attachments(self, opened: Opened) -> Iterator[Problem]:
        clean = self._kept()
        for name in opened.names:
            path = opened.root / name
            if _is_attachment(name) and path.is_file() and not path.is_symlink():
                yield from self._in_attachment(name, path, clean)
        clean.save()

    def _in_attachment(self, name: str, path: Path, clean: Clean) -> Iterator[Problem]:
        try:
            raw = path.read_bytes()
            digest = clean.digest(raw, path.suffix.lower())
            if clean.holds(digest):
                return
            inside = attachments.inside(name, raw)
        except (OSError, attachments.UnreadableError) as error:
            yield attachments.unreadable(name, str(error))
            return
        problems = list(attachments.problems_of_properties(name, inside.properties))
        problems += (
            problem(one, text[one.start : one.end], Place(name), "附件里")
            for text in inside.texts
            for one in self._judge.found_in(text)
        )
        if not problems:
            clean.add(digest)
        yield from problems

    def check_output(self, folder: Path, passed: AbstractSet[str] = frozenset()) -> list[Problem]:
        """See ``Gate``."""
        clean = self._kept()
        said = Said(self._sources, clean)
        problems: list[Problem] = []
        new: list[Source] = []
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            name = path.relative_to(folder).as_posix()
            if name in passed:
                continue
            if path.suffix.lower() not in TEXT_ENDINGS:
                problems += self._in_attachment(name, path, clean)
            elif source := _unjudged(name, path, clean):
                new.append(source)
            if len(new) == _TOGETHER:
                problems += self._in_texts(new, clean, said)
                new = []
        problems += self._in_texts(new, clean, said)
        clean.save()
        return sorted(problems, key=lambda problem: problem.where)

    def _in_texts(self, sources: Sequence[Source], clean: Clean, said: Said) -> Iterator[Problem]:
        """Judge finished texts, several at once."""
        pieces = {source.file: _unsaid(source, said) for source in sources}
        learn({piece.text for several in pieces.values() for piece in several})
        for source in sources:
            found = largest(self._in_text(source, pieces[source.file], said))
            if not found:
                clean.add(_digest(source, clean))
            for one in found:
                text, place = source.text[one.start : one.end], source.place_at(one.start)
                yield problem(one, text, place, "生成的页面里")

    def _in_text(self, source: Source, pieces: Iterable[Piece], said: Said) -> list[Found]:
        found = self._judge.found_in(without_signs(source.text, _ending(source)), names=False)
        for piece in pieces:
            if said.holds(piece.text):  # it came in one of the texts before
                continue
            more = [
                one
                for one in self._judge.found_in(piece.text)
                if one.code not in WORDS or not said.in_sources(piece.text, one.start, one.end)
            ]
            if not more:
                said.add(piece.text)
            for one in more:
                if re.sub(r"\s", "", piece.text[one.start : one.end]) not in self._passed:
                    start, end = piece.places[one.start], piece.places[one.end - 1] + 1
                    found.append(Found(one.code, start, end, one.why))
        return found

    def _kept(self) -> Clean:
        """What is clean, as long as the gate goes by the same rules."""
        identity = f"{self._judge.identity}\n{self._root}"
        if self._clean is None or self._clean[0] != identity:
            place = self._root / CACHE if self._root else None
            self._clean = (identity, Clean(place, self._judge.identity))
        return self._clean[1]


def _unjudged(name: str, path: Path, clean: Clean) -> Source | None:
    """A text of the site that has not been found clean before."""
    try:
        source = Source(name, path.read_bytes().decode())
    except (OSError, UnicodeDecodeError) as error:
        raise CouldNotRunError(f"脱敏检查读不出 {name}：{error}") from error
    return None if clean.holds(_digest(source, clean)) else source


def _digest(source: Source, clean: Clean) -> bytes:
    return clean.digest(source.text.encode(), _ending(source))


def _ending(source: Source) -> str:
    return Path(source.file).suffix.lower()


def _unsaid(source: Source, said: Said) -> list[Piece]:
    return [p for p in texts_of(source.text, _ending(source)) if not said.holds(p.text)]


def _is_attachment(name: str) -> bool:
    return name.startswith("content/") and not name.endswith(".md")
