"""``xuncha``: the commands. Thin: each calls one thing, prints, and ends with the right code.

Heavy parts are imported inside the commands that need them, so that ``xuncha --help`` is quick.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xuncha_site.cli.chinese import Group
from xuncha_site.cli.names import names
from xuncha_site.problems import CouldNotRunError, Exit, as_json, as_text

if TYPE_CHECKING:
    from xuncha_site.library import Library, Opened
    from xuncha_site.records.base import DeclaredField

ROOT = Path()


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """巡察工作知识库：检查记录，生成网站。"""
    # Windows consoles and pipes may have another encoding; the messages are Chinese.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


_config = click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path),
    default=Path("mkdocs.yml"),
    metavar="文件",
    help="用哪个 mkdocs.yml；不写就用这里的",
)


@main.command()
@_config
@click.option(
    "-d", "--site-dir", type=click.Path(path_type=Path), metavar="文件夹", help="输出到哪里"
)
def build(config_file: Path, site_dir: Path | None) -> None:
    """检查全部内容，生成网站；有错时不生成，上一版网站不动。"""
    from xuncha_site.plugin.build import build as run

    sys.exit(run(config_file, site_dir).value)


@main.command()
@_config
@click.option(
    "-a", "--address", default="127.0.0.1:8000", metavar="地址", help="不写就是 127.0.0.1:8000"
)
@click.option("-o", "--open", "open_browser", is_flag=True, help="在浏览器里打开")
def serve(config_file: Path, address: str, open_browser: bool) -> None:
    """边改边看：保存以后自动重新生成，有错时页面上显示。"""
    from xuncha_site.plugin.serve import serve as run

    host, _, port = address.rpartition(":")
    if not port.isdigit():
        raise click.UsageError("地址写成“127.0.0.1:8000”这样")
    sys.exit(run(config_file, host or "127.0.0.1", int(port), open_browser=open_browser).value)


@main.command()
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出的格式"
)
@click.option("--fix", is_flag=True, help="把脱敏检查的建议写进文件，先显示改动")
@click.option("--reveal", is_flag=True, help="显示查到的原文，不遮盖；只能在终端里用")
@click.option("--reidentify", is_flag=True, help="报告每个案例大约能指到几个人")
def check(form: str, fix: bool, reveal: bool, reidentify: bool) -> None:
    """检查全部记录和指引，一次说清每一处错误。"""
    from xuncha_site.gate import AnonymityGate, judged
    from xuncha_site.library import open_library

    _in_library()
    if reveal and not sys.stdout.isatty():
        raise click.UsageError("--reveal 只能在终端里用：写进文件和日志的要遮盖")
    opened = open_library(ROOT)
    if reidentify:
        _reidentify(opened)
        return
    if fix and _fix(opened):
        opened = open_library(ROOT)
    problems = judged(opened, AnonymityGate(previewing=True))
    shown = as_json if form == "json" else as_text
    click.echo(shown(problems, reveal=reveal), nl=False)
    if not problems and form == "text":
        click.echo("没有发现问题。")
    stops = any(problem.stops for problem in problems)
    sys.exit((Exit.FAULTS if stops else Exit.CLEAN).value)


def _reidentify(opened: Opened) -> None:
    from xuncha_site.gate.reidentify import report

    if opened.jurisdiction is None:
        raise CouldNotRunError("data/jurisdiction.yml 缺少或者有错；先运行 xuncha check")
    click.echo(report(opened.entries.values(), opened.jurisdiction), nl=False)


def _fix(opened: Opened) -> bool:
    """Write the gate's safe suggestions, the difference first. False where nothing was written."""
    from xuncha_site.gate.fix import mended, write

    files = mended(opened)
    for file in files:
        click.echo(file.diff, nl=False)
    if not files:
        click.echo("没有可以直接改的。")
        return False
    if sys.stdin.isatty() and not click.confirm(f"写入这 {len(files)} 个文件？"):
        return False
    write(ROOT, files)
    click.echo(f"已改 {len(files)} 个文件。")
    return True


@main.command()
@click.argument("kind", metavar="类别")
@click.argument("title", metavar="标题")
@click.option(
    "--id", "record_id", metavar="编号", help="编号；不写就按标题的拼音首字母和年份取一个"
)
def new(kind: str, title: str, record_id: str | None) -> None:
    """新建一条记录，或者一个站点。

    类别如 典型案例 或 case；新建站点时写 site 和文件夹的名字，如 xuncha new site 我的站点。
    """
    if kind in ("site", "站点"):
        _new_site(Path(title))
    else:
        _new_record(kind, title, record_id)


def _new_site(folder: Path) -> None:
    from xuncha_site.starter import start

    count = start(folder)
    click.echo(f"已新建 {folder}，共 {count} 个文件，每类记录有一个写好说明的样例。接着：")
    click.echo(f"    cd {folder}\n    xuncha build")
    click.echo("再用浏览器打开里面的 site/index.html。")


def _new_record(kind: str, title: str, record_id: str | None) -> None:
    from xuncha_site.library import open_library
    from xuncha_site.library.addresses import ids_ever_used
    from xuncha_site.records.base import types
    from xuncha_site.records.fields import ID_FORM
    from xuncha_site.records.form import form, propose_id

    _in_library()
    if not title.strip():
        raise click.UsageError("标题不能是空的")
    kinds = [known for known in types() if not known.file]
    names = {word: known for known in kinds for word in (known.name, known.folder, known.word())}
    if kind not in names:
        raise click.UsageError(f"没有“{kind}”这一类；可以写：{'、'.join(names)}")
    chosen = names[kind]
    opened = open_library(ROOT)
    taken = ids_ever_used(ROOT, chosen.folder)
    if opened.settings is None:
        raise CouldNotRunError("data/site.yml 有错；先运行 xuncha check，改正以后再新建")
    day = opened.settings.as_of
    name = record_id or propose_id(title, day[:4], taken)
    if not ID_FORM.fullmatch(name):
        raise click.UsageError(f"编号“{name}”不能用：只用小写字母、数字和短横，3 到 40 个")
    path = ROOT / "data" / chosen.folder / f"{name}.yml"
    if name in taken or path.exists():
        raise click.UsageError(f"编号“{name}”已经用过，换一个")
    values = {"标题": title, "日期": day[:4]}
    known = partial(_something_for, opened.library) if opened.library else None
    text = form(chosen, chosen.name, values, known)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"已新建 {path}（可见范围：草稿）。写完以后运行 xuncha check。")


def _something_for(library: Library, field: DeclaredField) -> str:
    found = library.something_for(field)
    if found is None:
        what = next((kind.name for kind in library.kinds if kind.folder == field.refers_to), "记录")
        raise click.UsageError(f"“{field.label}”要写{what}的编号，知识库里还没有；先新建{what}")
    return found


@main.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path(".vscode"),
    metavar="文件夹",
    help="写到哪里；不写就是 .vscode",
)
def schema(output: Path) -> None:
    """写出各类记录的 JSON Schema，编辑器用它补全键和值。"""
    from xuncha_site.records.schema import EDITOR_FOLDER, editor_files

    files = editor_files(output.as_posix())
    if output.name != EDITOR_FOLDER:
        del files["settings.json"]  # which only VS Code's own folder may hold
    for name, text in files.items():
        path = output / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"已写出 {len(files)} 个文件到 {output}。")


@main.command()
@click.option("--update", is_flag=True, help="把现在的地址记进 addresses.txt")
def addresses(update: bool) -> None:
    """看或者更新 addresses.txt：发布过的地址一个也不能少。"""
    from xuncha_site.library import open_library
    from xuncha_site.library.addresses import LEDGER, updated

    _in_library()
    opened = open_library(ROOT)
    if opened.library is None:
        click.echo(as_text(opened.problems), nl=False, err=True)
        click.echo("有错误，没有更新。", err=True)
        sys.exit(Exit.FAULTS.value)
    text = updated(ROOT, opened.library.entries.values())
    if update:
        (ROOT / LEDGER).write_text(text, encoding="utf-8", newline="\n")
        click.echo(f"已写入 {LEDGER}，共 {text.count(chr(10)) - 1} 个地址。")
    else:
        click.echo(text, nl=False)


main.add_command(names)


def _in_library() -> None:
    if not (ROOT / "data").is_dir():
        raise CouldNotRunError("这里没有 data/ 文件夹；请在知识库的文件夹里运行")
