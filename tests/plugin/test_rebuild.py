"""The preview after an edit is the whole build, byte for byte, whatever was edited."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Final

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from mkdocs.exceptions import MkDocsException

from plugin.building import OpenGate
from plugin.looking import tree
from plugin.sitekit import case, yaml_of
from xuncha_site.plugin.build import build
from xuncha_site.plugin.serve import Rebuild
from xuncha_site.problems import CouldNotRunError, Exit
from xuncha_site.starter import site_files

CONFIG: Final = Path("mkdocs.yml")
WORDS: Final = ("一把钥匙", "账外收入", "名单", "合同续签", "回头看", "<b>甲</b>")


class Library:
    """A library on disk, and the edits that editors make to it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name, text in site_files("2026-01-01").items():
            self.write(name, text)
        for number in range(4):
            self.write(f"data/cases/anli-{number}.yml", yaml_of(self.case(number)))

    def case(self, number: int) -> dict[str, object]:
        return case(
            f"案例{number}",
            分类=["M5" if number % 2 else "Z2"],
            依据=["zhenggai-banfa-2024#d1"],
            相关案例=[f"anli-{(number + 1) % 4}"],
        )

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def change(self, path: Path, pattern: str, new: str) -> None:
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(pattern, lambda _: new, text, count=1, flags=re.MULTILINE), "utf-8")

    def restore(self, before: dict[str, bytes]) -> None:
        """Undo an edit, as an editor does who is told of a fault."""
        for name in tree(self.root).keys() - before.keys():
            if not name.endswith("/"):
                (self.root / name).unlink()
        for name, content in before.items():
            path = self.root / name
            if not name.endswith("/") and (not path.exists() or path.read_bytes() != content):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)

    def records(self) -> list[Path]:
        found = (self.root / "data").rglob("*.yml")
        return sorted(path for path in found if path.name != "site.yml")

    def guides(self) -> list[Path]:
        return sorted((self.root / "content").rglob("*.md"))


Edit = Callable[[Library, Random], None]


def retitle(library: Library, chance: Random) -> None:
    path = chance.choice(library.records() + library.guides())
    library.change(path, r"^标题: .*$", f'标题: "{chance.choice(WORDS)}"')


def set_key(label: str, *values: str) -> Edit:
    """Set a key of any record, or add it."""

    def edit(library: Library, chance: Random) -> None:
        path = chance.choice(library.records())
        text = path.read_text(encoding="utf-8")
        value = chance.choice(values)
        new, count = re.subn(
            rf"^{label}: .*$", f"{label}: {value}", text, count=1, flags=re.MULTILINE
        )
        path.write_text(new if count else f"{text}{label}: {value}\n", encoding="utf-8")

    return edit


def reword_a_row(library: Library, chance: Random) -> None:
    path = chance.choice(library.records())
    text = path.read_text(encoding="utf-8")
    rows = re.findall(r"^ +(?:- )?(?:题|名称|问题|责任内容|意思): .*$", text, re.MULTILINE)
    if rows:
        row = chance.choice(rows)
        new = re.sub(r": .*$", f": {chance.choice(WORDS[:5])}{chance.randrange(99)}", row)
        path.write_text(text.replace(row, new, 1), encoding="utf-8")


def remove(library: Library, chance: Random) -> None:
    chance.choice(library.records() + library.guides()).unlink()


def rename(library: Library, chance: Random) -> None:
    path = chance.choice(library.records() + library.guides())
    path.rename(path.with_name(f"gai-{chance.randrange(9)}00{path.suffix}"))


def add_case(library: Library, chance: Random) -> None:
    number = chance.randrange(4, 9)
    library.write(f"data/cases/anli-{number}.yml", yaml_of(library.case(number)))


def add_guide(library: Library, chance: Random) -> None:
    folder = chance.choice(("guidance", "handbook"))
    head = f'标题: {chance.choice(WORDS[:5])}\n顺序: "{chance.randrange(5)}"\n'
    head += chance.choice(("", "分组: 甲\n", "首页展示: 否\n", "可见范围: 内部\n"))
    name = chance.choice(("index", "a-1", "b-2"))
    body = chance.choice(("文字。\n", "见 [[cases/yi-ba-yaoshi-2024#w1]]。\n"))
    library.write(f"content/{folder}/{name}.md", f"---\n{head}---\n\n## 节\n\n{body}")


def override(library: Library, chance: Random) -> None:
    name = chance.choice(("records/rounds.html", "css/95-own.css", "pages/404.html"))
    if name.endswith(".css"):
        library.write(f"overrides/{name}", f":root{{--own:{chance.randrange(9)}}}\n")
    else:
        block = f"{{% block content %}}<h1>{chance.randrange(9)}</h1>{{% endblock %}}"
        library.write(f"overrides/{name}", f'{{% extends "main.html" %}}{block}\n')


def set_the_site(library: Library, chance: Random) -> None:
    label, values = chance.choice(
        [
            ("名称", ["知识库", "巡察库"]),
            ("截至日期", ["2026-02-01", "2024-09-01"]),
            ("读者", ["公开", "内部", "编辑"]),
            ("教学示例站", ["是", "否"]),
            ("网址", ["https://example.org/a/"]),
        ]
    )
    path = library.root / "data/site.yml"
    text = path.read_text(encoding="utf-8")
    new, count = re.subn(
        rf"^{label}: .*$", f"{label}: {chance.choice(values)}", text, count=1, flags=re.MULTILINE
    )
    path.write_text(new if count else f"{text}{label}: {values[0]}\n", encoding="utf-8")


EDITS: Final[list[Edit]] = [
    retitle,
    set_key("可见范围", "公开", "内部", "草稿"),
    set_key("日期", "2023", "2025-03"),
    set_key("撤回", "{日期: 2026-01-01, 理由: 有误}"),
    set_key("曾用编号", "[jiu-1]", "[jiu-2, jiu-3]"),
    set_key("分类", "[M5]", "[Z2, M5]", "[P2]"),
    set_key("依据", "[]", "[zhenggai-banfa-2024]", "[zhenggai-banfa-2024#d2]"),
    set_key("摘要", "见后", "另一句"),
    set_key("不认识的键", "甲"),
    reword_a_row,
    remove,
    rename,
    add_case,
    add_guide,
    override,
    set_the_site,
]


@pytest.mark.slow
# Without shrinking: each try builds twenty sites, and the first edits that differ tell enough.
@settings(max_examples=50, deadline=None, phases=(Phase.reuse, Phase.generate))
@given(edits=st.lists(st.tuples(st.sampled_from(EDITS), st.randoms()), min_size=4, max_size=10))
def test_the_preview_after_random_edits_is_the_whole_build(
    edits: list[tuple[Edit, Random]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("rebuild")
    library = Library(folder / "library")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(library.root)
        rebuild = Rebuild(CONFIG, folder / "preview" / "site")
        rebuild.gate = OpenGate()
        (folder / "preview").mkdir()
        rebuild()
        for edit, chance in edits:
            site, files = tree(folder / "preview" / "site"), tree(library.root)
            edit(library, chance)
            failed = False
            try:
                rebuild()
            except (MkDocsException, CouldNotRunError):
                failed = True
            whole = build(CONFIG, folder / "whole", OpenGate())
            assert failed == (whole is not Exit.CLEAN)
            assert tree(folder / "preview" / "site") == (site if failed else tree(folder / "whole"))
            if failed:
                library.restore(files)


def test_an_edit_leaves_most_pages_as_they_are(tmp_path: Path) -> None:
    library = Library(tmp_path / "library")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(library.root)
        (tmp_path / "preview").mkdir()
        rebuild = Rebuild(CONFIG, tmp_path / "preview" / "site")
        rebuild()
        assert not rebuild.kept.pages.again
        library.change(library.root / "data/rounds/di-yi-lun-2024.yml", r"^摘要: .*$", "摘要: 改了")
        rebuild()
    again = rebuild.kept.pages.again
    assert "rounds/di-yi-lun-2024.html" not in again
    assert {"cases/anli-0.html", "cases/index.html", "about.html"} <= again
