"""Finding and reading files: UTF-8 text of a bounded size, from inside the library."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from xuncha_site.problems import Code, Place, Problem

MAX_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Source:
    """A file's text. ``file`` is relative to the library's root, ``start_line`` counts from 1."""

    file: str
    text: str
    start_line: int = 1

    def place(self, line: int = 1, column: int = 1) -> Place:
        return Place(self.file, line + self.start_line - 1, column)

    def place_at(self, offset: int) -> Place:
        """The place of a character offset of the text."""
        start = self.text.rfind("\n", 0, offset) + 1
        return self.place(self.text.count("\n", 0, offset) + 1, offset - start + 1)


CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def read(root: Path, path: Path) -> tuple[Source | None, list[Problem]]:
    """Read a UTF-8 text file (a byte order mark and CRLF are accepted).

    Never raises for what an editor may do: a file that cannot be used gives located problems.
    """
    file = path.relative_to(root).as_posix()
    place = Place(file)
    folder = path.relative_to(root).parts[0]
    # ``walk`` enters no link, so that only the file itself can lead elsewhere.
    is_link = path.is_symlink()
    if is_link and not Path(os.path.realpath(path)).is_relative_to(
        Path(os.path.realpath(root)) / folder
    ):
        return None, [_outside(place, folder)]
    try:
        if not path.is_file():
            return None, [_unreadable(place, "链接指的文件不存在" if is_link else "不是普通文件")]
        size = path.stat().st_size
        if size > MAX_BYTES:
            return None, [_too_large(place, size)]
        raw = path.read_bytes().removeprefix(codecs.BOM_UTF8)
    except OSError as error:
        refused = isinstance(error, PermissionError)
        reason = "没有读取的权限" if refused else error.strerror or str(error)
        return None, [_unreadable(place, reason)]
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        return None, [_not_utf8(file, raw, error.start)]
    source = Source(file, text.replace("\r\n", "\n").replace("\r", "\n"))
    problems = list(_controls(source))
    if problems:
        # The rest of the file is still checked: libyaml would stop at such a character.
        source = replace(source, text=CONTROL.sub("\ufffd", source.text))
    return source, problems


def _outside(place: Place, folder: str) -> Problem:
    return Problem(
        Code.SYMLINK_OUTSIDE,
        place,
        f"这是一个指向 {folder} 以外的链接",
        "把文件本身放进来，不要放链接。",
    )


def _unreadable(place: Place, reason: str) -> Problem:
    mend = "换成普通的文本文件，检查它的权限；不要放链接。"
    return Problem(Code.UNREADABLE_FILE, place, f"读不出这个文件：{reason}", mend)


def _too_large(place: Place, size: int) -> Problem:
    return Problem(
        Code.FILE_LIMIT,
        place,
        f"文件有 {size:,} 字节，超过上限 {MAX_BYTES:,} 字节",
        "拆成几个文件，一个文件一条记录。",
    )


def _not_utf8(file: str, raw: bytes, offset: int) -> Problem:
    """Name GBK where the file reads as GBK and hardly as UTF-8: older Windows editors write it."""
    is_utf16 = raw[:2] in (b"\xff\xfe", b"\xfe\xff")
    if is_utf16 or _is_gbk(raw):
        found = f"文件是 {'UTF-16' if is_utf16 else 'GBK'} 编码，本库只用 UTF-8"
        mend = "在编辑器里选“另存为”，编码选 UTF-8。"
        return Problem(Code.NOT_UTF8, Place(file), found, mend)
    before = raw[:offset].decode().replace("\r\n", "\n").replace("\r", "\n")
    return Problem(
        Code.NOT_UTF8,
        Source(file, before).place_at(len(before)),
        "这里有不是 UTF-8 的字节",
        "删去这里的字符，重新输入，按 UTF-8 编码保存。",
    )


def _is_gbk(raw: bytes) -> bool:
    try:
        as_gbk = raw.decode("gb18030")
    except UnicodeDecodeError:
        return False
    # Chinese in UTF-8 often happens to be valid GBK: one odd byte does not make it GBK.
    as_utf8 = raw.decode("utf-8", "ignore")
    return 4 * len(_CHINESE.findall(as_utf8)) < len(_CHINESE.findall(as_gbk))


_CHINESE = re.compile("[\u2e80-\uffef]")


def _controls(source: Source) -> Iterator[Problem]:
    for match in CONTROL.finditer(source.text):
        yield control_problem(source.place_at(match.start()), match.group())


def control_problem(place: Place, character: str) -> Problem:
    """The problem of a character that no reader can see and no page may hold."""
    return Problem(
        Code.CONTROL_CHARACTER,
        place,
        f"有一个看不见的控制字符 U+{ord(character):04X}",
        "删去这个字符，重新输入这一处。",
    )


LITTER = ("~$", ".~")
LITTER_NAMES = frozenset({"Thumbs.db", ".DS_Store", "desktop.ini", ".gitkeep"})


def walk(root: Path, folder: str) -> Iterator[Path]:
    """Every file below a folder of the library, sorted, without the litter of office software.

    Folders behind links are not entered: they are yielded as if they were files, so that
    ``read`` tells of them.
    """
    top = root / folder
    if top.is_symlink():
        yield top
        return
    for directory, names, files in os.walk(top):
        names.sort()
        here = Path(directory)
        links = [name for name in names if (here / name).is_symlink()]
        names[:] = [name for name in names if name not in links and not name.startswith(".")]
        for name in sorted([*files, *links]):
            if name in LITTER_NAMES or name.startswith(LITTER):
                continue
            yield here / name
