"""Whatever goes wrong with the gate, or slips past an editor: nothing is published."""

from __future__ import annotations

import io
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from PIL import ExifTags, Image

from plugin.building import COMMANDS, run
from plugin.looking import beside, tree
from plugin.sitekit import GUIDE, case, write
from xuncha_site.gate import AnonymityGate, kept, known, model, names, odds, tagger
from xuncha_site.plugin.build import build
from xuncha_site.problems import Exit

CASE = "data/cases/anli-1.yml"
LEAK = "食堂管理员李建国没有登记。"


def picture() -> bytes:
    out = io.BytesIO()
    made = Image.new("RGB", (2, 2))
    tags = made.getexif()
    tags.get_ifd(ExifTags.IFD.GPSInfo)[1] = "N"
    made.save(out, "jpeg", exif=tags)
    return out.getvalue()


def docx() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("docProps/core.xml", "<p><creator>李建国</creator></p>")
    return out.getvalue()


def waiver(until: str, check: str) -> dict[str, str]:
    return {
        "文": "李建国",
        "理由": "公开通报",
        "审核人": "巡察办主任",
        "有效期至": until,
        "核对码": check,
    }


JOINED = (
    '{% extends "main.html" %}{% block content %}<h1>食堂管理员李{{ "建国" }}没有登记</h1>'
    "{% endblock %}"
)

# What is written → the code of the run, and a word that must be told.
FAULTS: dict[str, tuple[dict[str, Any], int, str]] = {
    "corrupt YAML with a name in it": ({CASE: f"标题: [{LEAK}\n"}, 1, CASE),
    "an attachment that cannot be read": ({"content/files/a.docx": b"PK nothing"}, 1, "读不出来"),
    "a picture with coordinates": ({"content/files/a.jpg": picture()}, 1, "拍摄位置"),
    "a document with an author": ({"content/files/a.docx": docx()}, 1, "作者"),
    "a name only in a comment": ({CASE: f"# {LEAK}\n" + "{case}"}, 1, "李某"),
    "a name only in a file name": ({"content/files/管理员李建国.csv": "a\n"}, 1, "文件名里"),
    "a name only in an alt": (
        {
            "content/files/a.png": None,
            "content/guidance/zicha.md": f"{GUIDE}\n![{LEAK}](../files/a.png)\n",
        },
        1,
        "李某",
    ),
    "a name only in a percent-encoded link": (
        {"content/guidance/zicha.md": f"{GUIDE}\n[看](https://example.org/{quote('李建国')}/a)\n"},
        1,
        "姓名",
    ),
    "a name that a template joins": ({"overrides/pages/404.html": JOINED}, 1, "生成的页面里"),
    "a name in a script of the theme": (
        {"overrides/js/99.js": f'var a = "{LEAK}";\n'},
        1,
        "生成的页面里",
    ),
    "an expired waiver": (
        {CASE: case(案例背景=LEAK, 豁免=[waiver("2020-01-01", "00000000")])},
        1,
        "过期",
    ),
    "a changed text under a waiver": (
        {CASE: case(案例背景=LEAK, 豁免=[waiver("2029-01-01", "00000000")])},
        1,
        "失效",
    ),
    "a list of names without its key": ({known.FILE: f"{'0' * 32}\n{'1' * 32}\n"}, 2, "密钥"),
    "a list of names that is damaged": ({known.FILE: "x\n"}, 2, known.FILE),
    "no jurisdiction.yml": ({"data/jurisdiction.yml": None}, 1, "本地名录"),
    "a faulty jurisdiction.yml": ({"data/jurisdiction.yml": "镇街：甲\n"}, 1, "jurisdiction.yml"),
    "a real case that nobody has reviewed": ({CASE: case(性质="脱敏真实")}, 1, "审核"),
    "a mark of classification": ({CASE: case(案例背景="机密★5年")}, 1, "密级"),
    "a name of the site's own": ({CASE: case(案例背景="某区桥头镇的账没有公开。")}, 1, "某镇"),
    "a draft that the site does not show": (
        {"data/cases/caogao-1.yml": case(可见范围="草稿", 案例背景=LEAK)},
        1,
        "李某",
    ),
}


def put(library: Path, files: dict[str, Any]) -> None:
    for name, content in files.items():
        if content is None and (library / name).exists():
            (library / name).unlink()
        elif content is None:
            (library / name).parent.mkdir(parents=True, exist_ok=True)
            Image.new("RGB", (2, 2)).save(library / name)
        elif isinstance(content, str) and "{case}" in content:
            old = (library / name).read_text(encoding="utf-8")
            write(library, {name: content.replace("{case}", old)})
        else:
            write(library, {name: content})


@pytest.mark.parametrize("what", FAULTS)
def test_with_any_fault_nothing_is_published(what: str, library: Path) -> None:
    files, code, word = FAULTS[what]
    old = tree(library / "site")
    put(library, files)

    done = run(COMMANDS["xuncha build"], library)

    assert done.code == code, done
    assert word in done.output, done
    assert "Traceback" not in done.output, done
    if "file name" not in what:
        assert "李建国" not in done.output, done
    assert tree(library / "site") == old
    assert ".site.staged" not in beside(library)


def hang(*_: object) -> list[object]:
    time.sleep(60)
    return []


class Model:
    """A model whose one method is given."""

    def __init__(self, answer: Callable[..., Any]) -> None:
        self.words = answer


@pytest.mark.parametrize("what", ["missing", "incomplete", "hangs", "fails", "no trees"])
def test_without_a_working_model_nothing_is_published(
    what: str,
    library: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    old = tree(library / "site")
    put(library, {CASE: case("村会计张某挪用补贴")})
    if what == "missing":
        monkeypatch.setattr(model, "PACKAGE", "no_such_package")
    elif what == "incomplete":
        (tmp_path / "half").mkdir()
        (tmp_path / "half" / "__init__.py").write_text("")
        monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
        monkeypatch.setattr(model, "PACKAGE", "half")
    elif what == "hangs":
        monkeypatch.setattr(tagger, "_loaded", lambda: Model(hang))
        monkeypatch.setattr(tagger, "LONGEST_WAIT", 0.1)
    elif what == "fails":
        monkeypatch.setattr(tagger, "_loaded", lambda: Model(lambda _: 1 / 0))
    else:
        (tmp_path / "names.onnx").write_bytes(b"half")
        monkeypatch.setattr(odds, "_FILE", tmp_path / "names.onnx")
    odds._loaded.cache_clear()
    kept.rules.cache_clear()
    (library / ".cache" / "gate").unlink(missing_ok=True)
    names._READ.clear()

    code = build(library / "mkdocs.yml", gate=AnonymityGate())

    odds._loaded.cache_clear()
    kept.rules.cache_clear()
    assert code is Exit.COULD_NOT_RUN
    assert ("names.onnx 用不了" if what == "no trees" else "姓名模型") in capsys.readouterr().err
    assert tree(library / "site") == old
