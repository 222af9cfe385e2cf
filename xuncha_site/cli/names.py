"""``xuncha names``: the real names that no site of this library may show."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from pathlib import Path

import click

from xuncha_site.cli.chinese import Group
from xuncha_site.problems import CouldNotRunError, Exit

ROOT = Path()


@click.group(cls=Group)
def names() -> None:
    """管理真实姓名名单：姓名和密钥放在库外，库里只有密文。"""


_folder = click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    metavar="文件夹",
    help="名单 names.txt 和密钥 names.key 放在哪里；不写就是用户文件夹下的 .config/xuncha",
)


@names.command()
@_folder
@click.argument("people", metavar="姓名…", nargs=-1)
def add(folder: Path | None, people: tuple[str, ...]) -> None:
    """加上姓名：写进名单，再把密文写进 known-names.txt。不写姓名就从标准输入逐行读。"""
    from xuncha_site.gate import known

    place = _private(folder or known.home())
    new = [name.strip() for name in people or sys.stdin.read().splitlines() if name.strip()]
    if not new:
        raise click.UsageError("没有写姓名")
    key = known.read_key(place / "names.key")
    if key is None:
        if (ROOT / known.FILE).exists():
            raise CouldNotRunError(f"库里有 {known.FILE}，{place} 里没有密钥；先把密钥放回来")
        key = _new_key(place)
    listed = sorted({*_listed(place), *new})
    _write_private(place / "names.txt", "\n".join(listed) + "\n")
    count = known.write(ROOT, key, listed)
    click.echo(f"已写入 {known.FILE}，共 {count} 个姓名。名单和密钥在 {place}，不要放进库里。")


@names.command()
@_folder
def check(folder: Path | None) -> None:
    """核对：密钥和密文是不是一对，名单和密文是不是一样多。"""
    from xuncha_site.gate import known

    place = _private(folder or known.home())
    held, key = known.listed(ROOT), known.read_key(place / "names.key")
    if held is None:
        click.echo(f"库里没有 {known.FILE}。")
        return
    if key is None:
        raise CouldNotRunError(f"{place} 里没有密钥")
    if known.sealed(key, "密钥") != held[0]:
        raise CouldNotRunError(f"密钥与 {known.FILE} 不是一对")
    sealed = {known.sealed(key, name) for name in _listed(place)}
    if sealed != held[1]:
        click.echo(
            f"名单有 {len(sealed)} 个，密文有 {len(held[1])} 个，不一样；运行 xuncha names rotate。"
        )
        sys.exit(Exit.FAULTS.value)
    click.echo(f"一致，共 {len(sealed)} 个姓名。")


@names.command()
@_folder
def rotate(folder: Path | None) -> None:
    """换一把新密钥，按名单重写密文。"""
    from xuncha_site.gate import known

    place = _private(folder or known.home())
    listed = _listed(place)
    if not listed:
        raise CouldNotRunError(f"{place / 'names.txt'} 里没有姓名")
    count = known.write(ROOT, _new_key(place), listed)
    click.echo(f"已换密钥，重写 {known.FILE}，共 {count} 个姓名。把新密钥交给其他编辑。")


def _private(place: Path) -> Path:
    """A folder that git does not carry. Raises ``CouldNotRunError`` for one that it would."""
    if not (ROOT / "data").is_dir():
        raise CouldNotRunError("这里没有 data/ 文件夹；请在知识库的文件夹里运行")
    inside = place.resolve()
    tree = next((p for p in (inside, *inside.parents) if (p / ".git").exists()), None)
    if tree is None and not inside.is_relative_to(ROOT.resolve()):
        return place
    if tree is not None and _is_ignored(tree, inside):
        return place
    raise CouldNotRunError(f"{place} 在库里，会被提交；名单和密钥要放在库外，或者 git 忽略的文件夹")


def _is_ignored(tree: Path, place: Path) -> bool:
    if place == tree:
        return False
    try:
        done = subprocess.run(  # noqa: S603 (a fixed command; the path is an argument of its own)
            ["git", "-C", str(tree), "check-ignore", "-q", "--", str(place / "names.key")],  # noqa: S607 (whichever git there is)
            check=False,
            capture_output=True,
        )
    except OSError:
        return False
    return done.returncode == 0


def _listed(place: Path) -> list[str]:
    try:
        lines = (place / "names.txt").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise CouldNotRunError(f"名单 {place / 'names.txt'} 读不出来") from error
    return [line.strip() for line in lines if line.strip()]


def _new_key(place: Path) -> bytes:
    key = secrets.token_bytes(32)
    _write_private(place / "names.key", key.hex() + "\n")
    return key


def _write_private(path: Path, text: str) -> None:
    """Write a file that its owner alone may read."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(
            os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
        ) as file:
            file.write(text)
    except OSError as error:
        raise CouldNotRunError(f"写不了 {path}：{error.strerror}") from error
