"""Staging and publishing: the new site appears at one stroke, or not at all.

A site is written into a folder beside its target and then takes the target's place:

* Linux: ``renameat2`` with ``RENAME_EXCHANGE`` swaps the two folders in one system call, so that
  a kill at any moment leaves the whole old or the whole new site.
* Elsewhere (Windows, macOS, file systems without the flag): two renames. Between them the target
  is missing for a moment; a kill there is mended at the start of the next build, which puts the
  old site back.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Final

from xuncha_site.problems import CouldNotRunError

_AT_FDCWD: Final = -100
_RENAME_EXCHANGE: Final = 2
_NOT_SUPPORTED: Final = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)


class Staging:
    """The folder that a build writes into, and the way from there to its target.

    ``lock_folder`` keeps a lock file, so that two builds of one library never meet; None for a
    target that nobody else knows of. ``kept`` are folders that no site may take the place of, nor
    lie in. All methods raise ``CouldNotRunError``.
    """

    def __init__(self, target: Path, lock_folder: Path | None, kept: Iterable[Path] = ()) -> None:
        self.target = target
        self.kept = tuple(kept)
        self.folder = target.with_name(f".{target.name}.staged")
        self.replaced = target.with_name(f".{target.name}.replaced")
        self.lock_folder = lock_folder
        self._lock: IO[str] | None = None
        self._ours = False  # until it is locked, what stands beside the target may be another's

    def prepare(self) -> None:
        """Take the lock, mend what a killed build left, and make an empty folder."""
        if self.target.is_symlink():
            raise CouldNotRunError(f"输出文件夹 {self.target} 是链接；请换成真正的文件夹")
        if self.target.exists() and not self.target.is_dir():
            raise CouldNotRunError(f"输出位置 {self.target} 是文件，不是文件夹")
        if any(
            folder.is_relative_to(self.target) or self.target.is_relative_to(folder)
            for folder in self.kept
        ):
            raise CouldNotRunError(f"输出文件夹 {self.target} 里有本库自己的文件；请换一个位置")
        self._take_lock()
        self._ours = True
        try:
            self.target.parent.mkdir(parents=True, exist_ok=True)
            self.recover()
            self.folder.mkdir()
        except OSError as error:
            self.discard()
            raise CouldNotRunError(cannot_write(error, self.target)) from error

    def recover(self) -> None:
        """Put back a site that a kill between two renames took away; clear what is left over."""
        if self.replaced.exists() and not self.target.exists():
            self.replaced.rename(self.target)
        for left in (self.replaced, self.folder):
            if left.exists():
                shutil.rmtree(left)

    def publish(self) -> None:
        """Let the staged site take the place of the old one, and remove the old one."""
        try:
            if not self.target.exists():
                self.folder.rename(self.target)
            elif not _exchange(self.folder, self.target):
                self._swap()
        except OSError as error:
            self.discard()
            raise CouldNotRunError(cannot_write(error, self.target)) from error
        self.discard()

    def _swap(self) -> None:
        """Two renames; the first is taken back where the second fails."""
        self.target.rename(self.replaced)
        try:
            self.folder.rename(self.target)
        except OSError:
            self.replaced.rename(self.target)
            raise

    def discard(self) -> None:
        """Remove the staged folder and let go of the lock. What stays is cleared next time."""
        if not self._ours:
            return
        shutil.rmtree(self.folder, ignore_errors=True)
        if self.target.exists():  # else the replaced folder is the only site there is
            shutil.rmtree(self.replaced, ignore_errors=True)
        self._ours = False
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _take_lock(self) -> None:
        if self.lock_folder is None:
            return
        try:
            self.lock_folder.mkdir(parents=True, exist_ok=True)
            lock = (self.lock_folder / "build.lock").open("w", encoding="utf-8")
        except OSError as error:
            raise CouldNotRunError(cannot_write(error, self.lock_folder)) from error
        try:
            _lock_file(lock)
        except OSError as error:
            lock.close()
            raise CouldNotRunError("另一个生成正在进行；等它结束再试") from error
        self._lock = lock


if sys.platform == "win32":
    import msvcrt

    def _lock_file(file: IO[str]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock_file(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one system call; False where the system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError:  # a C library before glibc 2.28
        return False
    done = renameat2(
        _AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), ctypes.c_uint(_RENAME_EXCHANGE)
    )
    if done == 0:
        return True
    code = ctypes.get_errno()
    if code in _NOT_SUPPORTED:
        return False
    raise OSError(code, os.strerror(code), str(other))


def cannot_write(error: OSError, target: Path) -> str:
    """Why a site could not be written, for the user."""
    reasons = {
        errno.ENOSPC: "磁盘空间不够",
        errno.EDQUOT: "磁盘配额用完了",
        errno.EROFS: "这个位置只能读，不能写",
        errno.EACCES: "没有写入的权限",
        errno.EPERM: "没有写入的权限",
        errno.EBUSY: "文件夹正在使用，或者是挂载点",
        errno.EXDEV: "文件夹在另一个磁盘上，或者是挂载点",
    }
    reason = reasons.get(error.errno or 0, error.strerror or str(error))
    return f"写不了 {target}：{reason}；上一版网站没有改动"
