"""Files → entries: what lies under ``data/`` and ``content/``, checked file by file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from xuncha_site.library.entry import Entry, Mention
from xuncha_site.library.files import (
    FileResult,
    KeptFiles,
    guide_file,
    jurisdiction_file,
    record_file,
    settings_file,
)
from xuncha_site.problems import Code, Grade, Place, Problem
from xuncha_site.records.base import Record
from xuncha_site.records.fields import ID_FORM, PATH_FORM
from xuncha_site.records.jurisdiction import Jurisdiction
from xuncha_site.records.settings import Settings
from xuncha_site.source import Source, read, walk

DATA = "data"
CONTENT = "content"
SETTINGS_FILE = "site.yml"
JURISDICTION_FILE = "jurisdiction.yml"
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
    jurisdiction: Jurisdiction | None = None  # None in the same way
    entries: dict[str, Entry] = field(default_factory=dict)
    sources: list[Source] = field(default_factory=list)
    static: list[str] = field(default_factory=list)  # other files of content/, relative to it
    files: dict[str, str] = field(default_factory=dict)  # key → file, of faulty files too
    # What faulty files refer to. They are no entries, but their references are checked.
    faulty_mentions: list[Mention] = field(default_factory=list)
    as_of: Place | None = None  # where 截至日期 stands
    problems: list[Problem] = field(default_factory=list)

    @property
    def faulty(self) -> set[str]:
        """Keys of the files that could not be read as entries."""
        return self.files.keys() - self.entries.keys()


# Hands the files of a stage on, one after the other, and may show how many are done.
Watch = Callable[[str, Sequence[Path]], Iterable[Path]]


def load(root: Path, kinds: tuple[type[Record], ...], kept: KeptFiles, watch: Watch) -> Loaded:
    """Read every file of the library. Never raises for what an editor may write."""
    loaded = Loaded()
    loader = _Loader(root, kinds, loaded, kept)
    for path in watch("读取记录", list(walk(root, DATA))):
        loader.data_file(path)
    for path in watch("读取指引", list(walk(root, CONTENT))):
        loader.content_file(path)
    for name, fault, mend in _NEEDED:
        if not (root / DATA / name).exists():
            place = Place(f"{DATA}/{name}")
            loaded.problems.append(Problem(Code.MISSING_FILE, place, fault, mend))
    return loaded


_NEEDED = (
    (
        SETTINGS_FILE,
        "缺少站点设置文件",
        f"新建 {DATA}/{SETTINGS_FILE}，写上名称、地区、级别、截至日期等。",
    ),
    (
        JURISDICTION_FILE,
        "缺少本地名录",
        f"新建 {DATA}/{JURISDICTION_FILE}，写上镇街、单位、企业的名称，脱敏检查要用。",
    ),
)


class _Loader:
    def __init__(
        self, root: Path, kinds: tuple[type[Record], ...], loaded: Loaded, kept: KeptFiles
    ) -> None:
        self.root = root
        self.kept = kept
        self.loaded = loaded
        self.folders = {kind.folder: kind for kind in kinds if not kind.file}
        self.files = {kind.file: kind for kind in kinds if kind.file}

    def data_file(self, path: Path) -> None:
        parts = path.relative_to(self.root).parts[1:]
        if path.suffix not in YAML_ENDINGS and not path.is_symlink():
            self._stray(path)
        elif parts == (SETTINGS_FILE,):
            self._settings(path)
        elif parts == (JURISDICTION_FILE,):
            found = jurisdiction_file(self.root, path)
            self._keep(found)
            self.loaded.jurisdiction = found.jurisdiction
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
        near = get_close_matches(parts[0], self.folders, n=1) if len(parts) > 1 else []
        places = "、".join(
            f"{DATA}/{folder}/（{self.folders[folder].name}）" for folder in near or self.folders
        )
        self.loaded.problems.append(
            Problem(
                Code.UNKNOWN_FOLDER,
                self._place(path),
                "这个文件不属于任何一类记录，不会发布",
                f"移到 {places}里。",
            )
        )

    def _settings(self, path: Path) -> None:
        found = settings_file(self.root, path)
        self._keep(found)
        self.loaded.settings, self.loaded.as_of = found.settings, found.as_of

    def _record(self, path: Path, kind: type[Record], key: str) -> None:
        if not kind.file and not ID_FORM.fullmatch(path.stem):
            self.loaded.problems.append(_unsafe_record(self._place(path), path.stem))
        elif key in self.loaded.files:
            self.loaded.problems.append(self._duplicate(path, key))
        self.loaded.files.setdefault(key, self._place(path).file)
        self._keep(self.kept.of(path, key, lambda: record_file(self.root, path, kind, key)))

    def _guide(self, path: Path, key: str) -> None:
        place = self._place(path)
        if not PATH_FORM.fullmatch(key):
            self.loaded.problems.append(_unsafe_guide(place, key))
        if key in self.loaded.files:
            self.loaded.problems.append(taken_address(place, f"{key}.html", self.loaded.files[key]))
            key = place.file  # told of its own faults, and in nobody's way
        self.loaded.files[key] = place.file
        self._keep(self.kept.of(path, key, lambda: guide_file(self.root, path, key)))

    def _keep(self, found: FileResult) -> None:
        self.loaded.problems += found.problems
        self.loaded.faulty_mentions += found.faulty_mentions
        if found.source is not None:
            self.loaded.sources.append(found.source)
        if found.entry is not None:
            self.loaded.entries.setdefault(found.entry.key, found.entry)

    def _duplicate(self, path: Path, key: str) -> Problem:
        return Problem(
            Code.DUPLICATE_ID,
            self._place(path),
            f"编号“{path.stem}”已经有了：{self.loaded.files[key]}",
            "换一个文件名；编号在同一类记录里只能用一次。",
        )


def _unsafe_record(place: Place, name: str) -> Problem:
    return Problem(
        Code.UNSAFE_ID,
        place,
        f"文件名“{name}”不能作编号",
        "只用小写字母、数字和短横，3 到 40 个，如 shangpu-2025。",
    )


def _unsafe_guide(place: Place, name: str) -> Problem:
    return Problem(
        Code.UNSAFE_ID,
        place,
        f"“{name}”不能作页面的地址",
        "文件夹名和文件名只用小写字母、数字和短横，各不超过 40 个，如 guidance/zenyang-zicha.md。",
    )


def taken_address(place: Place, address: str, owner: str) -> Problem:
    """The problem of a file whose page would stand where another one stands."""
    fault = f"地址 {address} 已经有了：{owner}"
    return Problem(Code.SAME_ADDRESS, place, fault, "换一个文件名。")
