"""Files → entries: what lies under ``data/`` and ``content/``, checked file by file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from xuncha_site.library.entry import Entry, How, Mention
from xuncha_site.markup import Grammar, RecordLink, links
from xuncha_site.problems import Code, Grade, Place, Problem
from xuncha_site.records.base import Declared, Record
from xuncha_site.records.fields import ID_FORM, PATH_FORM, Kind
from xuncha_site.records.guide import Guide
from xuncha_site.records.settings import Settings
from xuncha_site.records.validate import rows_of, validate, values_of
from xuncha_site.source import Mapping, Source, document, parse, read, walk

DATA = "data"
CONTENT = "content"
SETTINGS_FILE = "site.yml"
# What may be published as it is. Pages, scripts and drawings that a browser runs are not among it.
ATTACHMENTS = frozenset(
    {
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".webp",
        ".pdf",
        ".docx",
        ".xlsx",
        ".pptx",
        ".csv",
        ".txt",
        ".zip",
    }
)
YAML_ENDINGS = (".yml", ".yaml")


@dataclass(slots=True)
class Loaded:
    """What the files hold. ``settings`` is None when ``data/site.yml`` is missing or faulty."""

    settings: Settings | None = None
    entries: dict[str, Entry] = field(default_factory=dict)
    sources: list[Source] = field(default_factory=list)
    static: list[str] = field(default_factory=list)  # other files of content/, relative to it
    attempted: set[str] = field(default_factory=set)  # keys of all files, faulty ones included
    problems: list[Problem] = field(default_factory=list)


def load(root: Path, kinds: tuple[type[Record], ...]) -> Loaded:
    """Read every file of the library. Never raises for what an editor may write."""
    loaded = Loaded()
    loader = _Loader(root, kinds, loaded)
    for path in walk(root, DATA):
        loader.data_file(path)
    for path in walk(root, CONTENT):
        loader.content_file(path)
    if loaded.settings is None and not (root / DATA / SETTINGS_FILE).exists():
        loaded.problems.append(
            Problem(
                Code.MISSING_FILE,
                Place(f"{DATA}/{SETTINGS_FILE}"),
                "缺少站点设置文件",
                f"新建 {DATA}/{SETTINGS_FILE}，写上名称、地区、级别、截至日期等。",
            )
        )
    return loaded


class _Loader:
    def __init__(self, root: Path, kinds: tuple[type[Record], ...], loaded: Loaded) -> None:
        self.root = root
        self.loaded = loaded
        self.folders = {kind.folder: kind for kind in kinds if not kind.file}
        self.files = {kind.file: kind for kind in kinds if kind.file}

    def data_file(self, path: Path) -> None:
        parts = path.relative_to(self.root).parts[1:]
        if path.suffix not in YAML_ENDINGS and not path.is_symlink():
            self._stray(path)
        elif parts == (SETTINGS_FILE,):
            self._settings(path)
        elif len(parts) == 1 and parts[0] in self.files:
            self._record(path, self.files[parts[0]], self.files[parts[0]].folder)
        elif len(parts) > 1 and parts[0] in self.folders:
            self._record(path, self.folders[parts[0]], f"{parts[0]}/{path.stem}")
        else:
            self._unknown_folder(path, parts)

    def content_file(self, path: Path) -> None:
        relative = path.relative_to(self.root / CONTENT)
        if path.suffix == ".md":
            self._guide(path, relative.with_suffix("").as_posix())
            return
        if path.is_symlink():
            _, problems = read(self.root, path)
            self.loaded.problems += problems
        if path.suffix.lower() not in ATTACHMENTS:
            self.loaded.problems.append(
                Problem(
                    Code.UNSAFE_FILE,
                    self._place(path),
                    f"这种文件不能发布：{path.suffix or '没有扩展名'}",
                    f"只放 {'、'.join(sorted(ATTACHMENTS))}；正文写成 .md。",
                )
            )
        self.loaded.static.append(relative.as_posix())

    def _place(self, path: Path) -> Place:
        return Place(path.relative_to(self.root).as_posix())

    def _stray(self, path: Path) -> None:
        self.loaded.problems.append(
            Problem(
                Code.STRAY_FILE,
                self._place(path),
                "这个文件不是记录，不会发布",
                "移出 data/；图片和附件放在 content/。",
                Grade.WARNING,
            )
        )

    def _unknown_folder(self, path: Path, parts: tuple[str, ...]) -> None:
        known = [f"{DATA}/{name}/" for name in self.folders]
        near = get_close_matches(f"{DATA}/{parts[0]}/", known, n=1) if len(parts) > 1 else []
        place = near[0] if near else "、".join(known)
        self.loaded.problems.append(
            Problem(
                Code.UNKNOWN_FOLDER,
                self._place(path),
                "这个文件不属于任何一类记录，不会发布",
                f"移到 {place} 里。",
            )
        )

    def _parsed(self, path: Path) -> tuple[Source | None, Mapping | None]:
        source, problems = read(self.root, path)
        self.loaded.problems += problems
        if source is None:
            return None, None
        self.loaded.sources.append(source)
        mapping, problems = parse(source)
        self.loaded.problems += problems
        return source, mapping

    def _settings(self, path: Path) -> None:
        source, mapping = self._parsed(path)
        if source and mapping:
            self.loaded.settings, problems = validate(Settings, mapping, source)
            self.loaded.problems += problems

    def _record(self, path: Path, kind: type[Record], key: str) -> None:
        self.loaded.attempted.add(key)
        source, mapping = self._parsed(path)
        if not kind.file and not ID_FORM.fullmatch(path.stem):
            self.loaded.problems.append(_unsafe(self._place(path), path.stem))
        elif key in self.loaded.entries:
            self.loaded.problems.append(self._duplicate(path, key))
        if source is None or mapping is None:
            return
        record, problems = validate(kind, mapping, source)
        self.loaded.problems += problems
        if record is not None:
            entry = Entry(key, record, source)
            entry.rows = {row.row_id: row for row in rows_of(record)}
            entry.mentions = tuple(_mentions(record, mapping, source, kind.folder))
            self.loaded.entries.setdefault(key, entry)

    def _duplicate(self, path: Path, key: str) -> Problem:
        other = self.loaded.entries[key].source.file
        return Problem(
            Code.DUPLICATE_ID,
            self._place(path),
            f"编号“{path.stem}”已经有了：{other}",
            "换一个文件名；编号在同一类记录里只能用一次。",
        )

    def _guide(self, path: Path, key: str) -> None:
        self.loaded.attempted.add(key)
        if not PATH_FORM.fullmatch(key):
            self.loaded.problems.append(_unsafe(self._place(path), key))
        source, problems = read(self.root, path)
        self.loaded.problems += problems
        if source is None:
            return
        self.loaded.sources.append(source)
        text, problems = document(source)
        self.loaded.problems += problems
        if text is None:
            return
        guide, problems = validate(Guide, text.mapping, text.head)
        self.loaded.problems += problems
        if guide is None:
            return
        entry = Entry(key, guide, source, body=text.body)
        entry.mentions = (
            *_mentions(guide, text.mapping, text.head, ""),
            *_links(text.body, 0, text.body.text, Grammar.PAGE, "正文"),
        )
        self.loaded.entries[key] = entry


def _unsafe(place: Place, name: str) -> Problem:
    return Problem(
        Code.UNSAFE_ID,
        place,
        f"文件名“{name}”不能作编号",
        "只用小写字母、数字和短横，3 到 40 个，如 shangpu-2025。",
    )


def _mentions(
    record: Declared, mapping: Mapping, source: Source, own_folder: str
) -> Iterator[Mention]:
    for value in values_of(record, mapping):
        label = str(value.path[0])
        if value.declared.kind is Kind.REFERENCE:
            name, _, row = str(value.value).partition("#")
            key = f"{value.declared.refers_to or own_folder}/{name}"
            place = source.place(value.node.line, value.node.column)
            yield Mention(key, row, How.LISTED, label, place)
        elif value.declared.kind is Kind.PROSE:
            yield from _links(source, value.node.offset, value.value, Grammar.PROSE, label)


def _links(
    source: Source, start: int, text: str, grammar: Grammar, label: str
) -> Iterator[Mention]:
    """The links of a text; each is found again in the file to tell its exact place."""
    at = start
    for link in links(text, grammar):
        written = link.source if isinstance(link, RecordLink) else link.target
        found = source.text.find(written, at)
        place = source.place_at(max(found, at))
        at = max(found + len(written), at)
        if isinstance(link, RecordLink):
            yield Mention(f"{link.folder}/{link.record_id}", link.row, How.IN_TEXT, label, place)
        else:
            yield Mention(link.target, "", How.PLAIN, label, place)
