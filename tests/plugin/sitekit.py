"""Small libraries for tests, and what tests ask of a built site.

A test states its library as a dict: path → text, bytes, or a record as a dict of Chinese keys.
Records are written in YAML's flow style, every text in double quotes and escaped where needed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from html.parser import HTMLParser
from pathlib import Path
from posixpath import normpath
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

REPOSITORY = Path(__file__).parents[2]

MKDOCS_YML = """\
site_name: 测试
docs_dir: content
site_dir: site
use_directory_urls: false
theme:
  name: null
  custom_dir: overrides
plugins:
  - xuncha
"""

SETTINGS = {
    "名称": "测试知识库",
    "地区": "某区",
    "级别": "区",
    "截至日期": "2026-01-01",
    "读者": "公开",
    "教学示例站": "是",
    "反映渠道说明": "本站不接收信访举报。",
}

JURISDICTION = {"镇街": ["桥头镇"]}

_COMMON = {
    "摘要": "用一句话说清。",
    "日期": "2024-05",
    "可见范围": "公开",
    "性质": "教学示例",
    "来源": "虚构，供测试使用",
}

TAXONOMY = {
    "标题": "问题分类",
    **_COMMON,
    "聚焦": [
        {
            "编号": "J1",
            "名称": "聚焦一",
            "类别": [
                {
                    "编号": "M1",
                    "名称": "惠民资金",
                    "范围": "补贴和救助。",
                    "具体表现": [
                        {"编号": "M1.1", "名称": "应退未退", "看什么": "名单", "问什么": "退了吗？"}
                    ],
                },
                {"编号": "M2", "名称": "工程采购", "范围": "招标和验收。"},
            ],
        }
    ],
}

GUIDE = """\
---
标题: 怎样自查
摘要: 三步。
依据: [tiaoli-2024]
案例: [anli-1]
---

## 第一步

看[[cases/anli-1]]。

## 第二步

回到[第一步](#_1)。
"""


def case(title: str = "一张名单", **changes: Any) -> dict[str, Any]:
    """A valid case; ``changes`` add or replace keys."""
    return {
        "标题": title,
        **_COMMON,
        "体裁": "警示类",
        "单位类型": "镇街",
        "分类": ["M1"],
        "案例背景": "某镇有岗位48个。",
        "问题表现": [{"编号": "w1", "题": "名单有误", "述": "查出6人。"}],
        "原因剖析": [{"类型": "制度漏洞", "述": "没有写怎样退。"}],
        "自查问题": ["名单哪一天核过？"],
        **changes,
    }


def policy(title: str = "某条例", **changes: Any) -> dict[str, Any]:
    """A valid policy; ``changes`` add or replace keys."""
    return {
        "标题": title,
        **_COMMON,
        "文种": "党内法规",
        "效力": "现行有效",
        "制定机关": "某机关",
        "公开程度": "全文公开",
        "要点": "写明职责。",
        "核对日期": "2025-01-01",
        "条款": [{"编号": "d1", "条": "第一条", "题": "目的", "要点": "写明目的。"}],
        **changes,
    }


Files = Mapping[str, Any]

SMALL: Files = {
    "mkdocs.yml": MKDOCS_YML,
    "overrides/.gitkeep": "",
    "data/site.yml": SETTINGS,
    "data/jurisdiction.yml": JURISDICTION,
    "data/taxonomy.yml": TAXONOMY,
    "data/cases/anli-1.yml": case(依据=["tiaoli-2024#d1"]),
    "data/policies/tiaoli-2024.yml": policy(),
    "content/index.md": "---\n标题: 首页\n---\n\n欢迎。\n",
    "content/guidance/zicha.md": GUIDE,
}


def quoted(text: str) -> str:
    """Any text as a YAML scalar in double quotes."""
    safe = (c if c.isprintable() and c not in '"\\' else _escape(ord(c)) for c in text)
    return f'"{"".join(safe)}"'


def _escape(code: int) -> str:
    return (
        f"\\x{code:02x}"
        if code < 0x100
        else f"\\u{code:04x}"
        if code < 0x10000
        else f"\\U{code:08x}"
    )


def yaml_of(value: Any) -> str:
    """A record as YAML on one line a key."""
    if isinstance(value, dict):
        return "".join(f"{key}: {_flow(item)}\n" for key, item in value.items())
    return _flow(value)


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    return quoted(value)


def write(root: Path, *several: Files) -> Path:
    """Write files below a folder; later dicts replace earlier ones, None removes a file."""
    files: dict[str, Any] = {}
    for each in several:
        files.update(each)
    for name, value in files.items():
        path = root / name
        if value is None:
            path.unlink(missing_ok=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        data = yaml_of(value) if isinstance(value, dict) else value
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return root


def small(root: Path, *more: Files) -> Path:
    """Write the small library of one of each kind, with changes."""
    return write(root, SMALL, *more)


def copy_of_repository(root: Path) -> Path:
    """The repository's own data, guidance, theme and configuration, without anything built."""
    for name in ("data", "content", "theme"):
        shutil.copytree(REPOSITORY / name, root / name)
    for name in ("mkdocs.yml", "addresses.txt"):
        if (REPOSITORY / name).exists():
            shutil.copy(REPOSITORY / name, root / name)
    return root


# --- running

XUNCHA = (sys.executable, "-m", "xuncha_site")
MKDOCS = (sys.executable, "-m", "mkdocs")

# Every way to build. The first is what the others are measured by.
COMMANDS = {
    "xuncha build": (*XUNCHA, "build"),
    "mkdocs build": (*MKDOCS, "build"),
    "mkdocs build --strict": (*MKDOCS, "build", "--strict"),
    "mkdocs build -q": (*MKDOCS, "build", "-q"),
    "mkdocs build --strict -q": (*MKDOCS, "build", "--strict", "-q"),
}


class Run:
    """What came of a command; its text, shown by pytest when a test fails, is the whole of it."""

    def __init__(self, command: Iterable[str], code: int, output: str) -> None:
        self.command = " ".join(map(str, command))
        self.code = code
        self.output = output

    def __repr__(self) -> str:
        return f"$ {self.command}\n{self.output}exit code {self.code}"


def environment(**changes: str) -> dict[str, str]:
    """The environment of a command. No bytecode is written: only the build's own calls count."""
    plain = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "MKDOCS"))}
    return {**plain, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8", **changes}


def run(command: Iterable[str], folder: Path, **env: str) -> Run:
    """Run a command to its end."""
    command = list(command)
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment(**env),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=300,
        check=False,
    )
    return Run(command, done.returncode, done.stdout.decode("utf-8", "replace"))


def built(root: Path, *arguments: str, command: str = "xuncha build") -> Run:
    """Build a library; the test fails with the output if that does not succeed."""
    done = run((*COMMANDS[command], *arguments), root)
    assert done.code == 0, done
    return done


# --- looking at a site


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path, and every empty folder with a slash."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = b"-> " + os.fsencode(path.readlink())
        elif path.is_file():
            found[name] = path.read_bytes()
        elif not any(path.iterdir()):
            found[f"{name}/"] = b""
    return found


def beside(root: Path) -> set[str]:
    """What stands in a folder besides the library's own files and the site."""
    own = {"data", "content", "overrides", "theme", "mkdocs.yml", "addresses.txt", "site", ".git"}
    return {path.name for path in root.iterdir()} - own


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.texts: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(attrs)))
        for name, value in attrs:
            if name == "id" and value is not None:
                self.ids.append(value)
            if name in ("href", "src") and value is not None and not value.startswith("data:"):
                self.links.append(value)

    def handle_endtag(self, tag: str) -> None:
        self.tags.append((f"/{tag}", ()))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def parsed(html: str) -> _Reader:
    """The tags, texts, ids and links of a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


class Links:
    """Every page of a site folder, and where its links lead."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.pages = {
            path.relative_to(site).as_posix(): parsed(path.read_text(encoding="utf-8"))
            for path in sorted(site.rglob("*.html"))
        }
        self.files = {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()}

    def targets(self, page: str) -> list[tuple[str, str, str]]:
        """(link as written, file it leads to, anchor) of each link of a page into the site."""
        found = []
        for link in self.pages[page].links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            # The page for missing pages answers at any depth, so its links begin at the root.
            path = unquote(parts.path)
            file = normpath(urljoin(f"/{page}", path)).lstrip("/") if path else page
            found.append((link, file or "index.html", unquote(parts.fragment)))
        return found

    def broken(self) -> list[str]:
        """Links that lead to no file, out of the site, or to an anchor that is not there.

        What a filtered list keeps in its address (分类=M4) is no anchor.
        """
        found = []
        for page in self.pages:
            for link, file, anchor in self.targets(page):
                if file not in self.files:
                    found.append(f"{page}: {link}")
                elif anchor and "=" not in anchor and anchor not in self.pages[file].ids:
                    found.append(f"{page}: {link} (no such anchor)")
        return found

    def reached(self, start: str = "index.html") -> set[str]:
        """Every page that links lead to from the first one."""
        seen, todo = {start}, [start]
        while todo:
            for _, file, _ in self.targets(todo.pop()):
                if file in self.pages and file not in seen:
                    seen.add(file)
                    todo.append(file)
        return seen


def strings_of(value: Any) -> list[str]:
    """Every text inside nested lists and dicts."""
    if isinstance(value, dict):
        return [text for item in value.values() for text in strings_of(item)]
    if isinstance(value, list):
        return [text for item in value for text in strings_of(item)]
    return [value] if isinstance(value, str) else [json.dumps(value)]
