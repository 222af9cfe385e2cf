"""One build: the same bytes always, and nothing published when anything is wrong."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from plugin.building import COMMANDS, built, run
from plugin.looking import beside, tree
from plugin.sitekit import (
    GUIDE,
    MKDOCS_YML,
    REPOSITORY,
    case,
    policy,
    small,
    write,
)

STRICT = "mkdocs build --strict"


def test_a_page_that_is_gone_from_the_library_is_gone_from_the_site(library: Path):
    write(library, {"data/cases/ling-1.yml": case("另一个")})
    built(library)
    assert (library / "site/cases/ling-1.html").exists()
    write(library, {"data/cases/ling-1.yml": None})

    built(library)

    assert not (library / "site/cases/ling-1.html").exists()


def test_a_site_into_another_folder_leaves_the_usual_one_alone(library: Path):
    old = tree(library / "site")
    write(library, {"data/cases/anli-1.yml": case("新的标题")})

    built(library, "-d", str(library.parent / "elsewhere" / "site"))

    assert tree(library / "site") == old
    assert "新的标题" in (library.parent / "elsewhere/site/cases/anli-1.html").read_text("utf-8")


def test_attachments_of_content_are_published_and_theme_files_are_not(library: Path):
    write(
        library,
        {
            "content/files/table.csv": "a,b\n",
            "overrides/records/readme.txt": "for template authors",
        },
    )

    built(library)

    assert (library / "site/files/table.csv").read_text(encoding="utf-8") == "a,b\n"
    assert not any("readme" in name for name in tree(library / "site"))


# --- nothing wrong gets out

FAULTY: dict[str, dict[str, Any]] = {
    "a faulty record": {"data/cases/anli-1.yml": case(体裁="警世类")},
    "a record that is no YAML": {"data/cases/anli-1.yml": "标题: [\n"},
    "a dangling reference": {"data/cases/anli-1.yml": case(依据=["no-such-policy"])},
    "faulty settings": {"data/site.yml": "名称: 只有名称\n"},
    "broken front matter": {"content/guidance/zicha.md": GUIDE.replace("三步。", "[a")},
    "no front matter": {"content/guidance/zicha.md": "# 没有页首\n"},
    "front matter that is not closed": {"content/index.md": "---\n标题: 首页\n\n正文\n"},
    "two pages with one address": {
        "content/cases/anli-1.md": "---\n标题: 同一个地址\n---\n\n正文。\n"
    },
    "a page at the address of a list": {"content/policies/index.md": "---\n标题: 列表\n---\n"},
    "an attachment at the address of a page": {"content/cases/anli-1.html": "<p>页面"},
    "a page whose address differs in case alone": {
        "content/cases/Anli-1.md": "---\n标题: 大写\n---\n\n正文。\n",
    },
    "attachments that differ in case alone": {
        "content/files/table.csv": "a\n",
        "content/files/Table.csv": "b\n",
    },
    "a dead link in a page": {"content/index.md": "---\n标题: 首页\n---\n\n[看](nowhere.md)\n"},
    "a link to a missing anchor": {
        "content/index.md": "---\n标题: 首页\n---\n\n[看](guidance/zicha.md#_9)\n"
    },
    "an unknown key in mkdocs.yml": {"mkdocs.yml": f"{MKDOCS_YML}sight_dir: x\n"},
    "a nav entry without its file": {"mkdocs.yml": f"{MKDOCS_YML}nav:\n  - 没有: nowhere.md\n"},
    "a plugin option that does not exist": {
        "mkdocs.yml": MKDOCS_YML.replace("  - xuncha", "  - xuncha:\n      gate: false")
    },
}


@pytest.mark.parametrize("what", FAULTY)
def test_whatever_is_wrong_the_last_good_site_stays(library: Path, what: str):
    write(library, {"data/policies/tiaoli-2024.yml": policy("改过的标题")}, FAULTY[what])
    old = tree(library / "site")

    for command in COMMANDS.values():
        done = run(command, library)

        assert done.code == 1, done
        assert "Traceback" not in done.output, done
        assert tree(library / "site") == old, done
        assert beside(library) == {".cache"}, done


def test_with_faults_and_no_site_yet_there_is_none(tmp_path: Path):
    root = small(tmp_path / "library", FAULTY["a faulty record"])

    done = run(COMMANDS["xuncha build"], root)

    assert done.code == 1, done
    assert not (root / "site").exists()


def test_the_outcome_is_told_in_chinese_with_the_place(library: Path):
    write(library, FAULTY["a faulty record"])

    done = run(COMMANDS["xuncha build"], library)

    lines = done.output.splitlines()
    assert "data/cases/anli-1.yml:7:5 “体裁”不能写“警世类”" in lines, done
    assert re.fullmatch(r"有 \d+ 处错误，没有生成；上一版网站没有改动。", lines[-1]), done


@pytest.mark.parametrize("command", COMMANDS)
def test_a_warning_of_ours_stops_no_build(library: Path, command: str):
    write(
        library, {"data/cases/备注.txt": "not a record", "content/index.md": "---\n标题: 新\n---\n"}
    )

    done = run(COMMANDS[command], library)

    assert done.code == 0, done
    assert "提醒：" in done.output
    assert "<h1>新</h1>" in (library / "site/index.html").read_text(encoding="utf-8")


def test_a_dirty_build_is_refused(library: Path):
    old = tree(library / "site")

    done = run((*COMMANDS["mkdocs build"], "--dirty"), library)

    assert done.code == 2, done
    assert "--dirty" in done.output
    assert tree(library / "site") == old


CANNOT_RUN = {
    "mkdocs.yml that is no YAML": f"{MKDOCS_YML}nav: [\n",
    "mkdocs.yml with a folder that is not there": MKDOCS_YML.replace("content", "nowhere"),
    "mkdocs.yml without the plugin": MKDOCS_YML.replace("xuncha", "search"),
    "no mkdocs.yml": None,
}


@pytest.mark.parametrize("what", CANNOT_RUN)
def test_a_configuration_that_cannot_be_used_is_told_and_changes_nothing(library: Path, what: str):
    write(library, {"mkdocs.yml": CANNOT_RUN[what]})
    old = tree(library / "site")

    done = run(COMMANDS["xuncha build"], library)

    assert done.code == 2, done
    assert done.output.startswith(("mkdocs.yml ", "找不到 mkdocs.yml")), done
    assert "Traceback" not in done.output
    assert "Aborted" not in done.output
    assert tree(library / "site") == old


def test_the_folder_that_the_configuration_lacks_is_named(library: Path):
    write(library, {"mkdocs.yml": MKDOCS_YML.replace("content", "nowhere")})

    assert "nowhere" in run(COMMANDS["xuncha build"], library).output


def test_a_plugin_that_fails_after_ours_keeps_the_old_site(library: Path):
    old = tree(library / "site")
    hook = "def on_post_build(config):\n    raise RuntimeError('after all pages were written')\n"
    write(library, {"hook.py": hook, "mkdocs.yml": f"{MKDOCS_YML}hooks: [hook.py]\n"})

    for command in COMMANDS.values():
        done = run(command, library)

        assert done.code != 0, done
        assert tree(library / "site") == old
        assert beside(library) == {".cache", "hook.py"}


def test_a_warning_of_another_plugin_is_a_fault_with_every_command(library: Path):
    old = tree(library / "site")
    hook = (
        "import logging\n"
        "def on_env(env, config, files):\n"
        "    logging.getLogger('mkdocs.plugins.other').warning('something is odd')\n"
    )
    write(library, {"hook.py": hook, "mkdocs.yml": f"{MKDOCS_YML}hooks: [hook.py]\n"})

    for command in COMMANDS.values():
        done = run(command, library)

        assert done.code == 1, done
        assert "mkdocs.yml:1:1 MkDocs 提醒：something is odd" in done.output
        assert tree(library / "site") == old


# --- templates of a site's own

TEMPLATES = {
    "a syntax error": ("records/cases.html", "<p>\n{% if %}\n", 2),
    "an unknown name": ("records/cases.html", "<p>\n\n{{ recrod.title }}\n", 3),
    "an unknown attribute": ("records/cases.html", "\n{{ record.titel.x }}\n", 2),
    "an operation that cannot be": ("records/cases.html", "\n\n\n{{ 1 + record.title }}\n", 4),
    "an unknown filter": ("records/cases.html", "\n{{ record.title | shout }}\n", 2),
    "a part that is not there": ("records/cases.html", '\n{% include "parts/no.html" %}\n', 2),
    "a template that is not UTF-8": ("records/cases.html", "标题".encode("gbk"), 1),
    "a style sheet that is not UTF-8": ("css/99.css", "/* 标题 */".encode("gbk"), 1),
}


@pytest.mark.parametrize("what", TEMPLATES)
def test_a_faulty_template_is_told_with_its_place_and_the_old_site_stays(library: Path, what: str):
    name, text, line = TEMPLATES[what]
    old = tree(library / "site")
    write(library, {f"overrides/{name}": text})

    for command in ("xuncha build", STRICT):
        done = run(COMMANDS[command], library)

        assert done.code == 2, done
        assert "Traceback" not in done.output, done
        assert f"overrides/{name}:{line}:1 模板有错：" in done.output, done
        assert tree(library / "site") == old
        assert beside(library) == {".cache"}


def test_a_template_of_the_site_stands_for_the_shipped_one(library: Path):
    shipped = (REPOSITORY / "theme/pages/404.html").read_text(encoding="utf-8")
    write(library, {"overrides/pages/404.html": shipped.replace("<h1>", "<h1>自己的")})

    built(library)

    assert "<h1>自己的" in (library / "site/404.html").read_text(encoding="utf-8")
