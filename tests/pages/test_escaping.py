"""Text is data: whatever an editor types comes out as that text, and never as markup."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plugin.looking import parsed
from plugin.sitekit import GUIDE, case, small, write

from pages.marked import HOSTILE, library_of
from xuncha_site.library import open_library
from xuncha_site.pages import Site, theme_folder
from xuncha_site.problems import Code, as_json, as_text

CASE = "cases/anli-1.html"


EXAMPLES = settings(max_examples=50, deadline=None)


texts = st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=8)), max_size=5).map("".join)


# Where each literal text of a record is shown.
SHOWN = {
    "cases/anli-1.html": (
        *("case title", "case subtitle", "case summary", "case source", "case round"),
        *("finding", "seen in", "figure", "who", "self check", "question", "category"),
        *("policy title", "site name", "site place", "site report", "site correction"),
    ),
    "policies/tiaoli-2024.html": (
        *("policy title", "policy summary", "policy source", "issuer", "number", "article"),
        *("heading", "case title"),
    ),
    "guidance/zicha.html": ("guide title", "guide summary", "guide source"),
    "guidance/index.html": ("guide title", "guide summary", "guide group"),
    "guidance/jiu-zicha.html": ("guide title",),
    "taxonomy.html": ("taxonomy title", "taxonomy summary", "focus", "category", "covers"),
    "cases/index.html": ("case title", "case summary", "category"),
    "cases/list.M1.html": ("case title", "category"),
    "policies/index.html": ("policy title", "policy summary", "issuer"),
    "cases/che-1.html": ("reason",),
    "index.html": ("case title", "policy title", "site name"),
    "404.html": ("site name",),
}


TITLES = {
    "cases/anli-1.html": "case title",
    "policies/tiaoli-2024.html": "policy title",
    "guidance/zicha.html": "guide title",
    "taxonomy.html": "taxonomy title",
}


DESCRIPTIONS = {
    "cases/anli-1.html": "case summary",
    "policies/tiaoli-2024.html": "policy summary",
    "guidance/zicha.html": "guide summary",
}


@pytest.fixture(name="root", scope="module")
def _root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small(tmp_path_factory.mktemp("escaping") / "library")


@pytest.fixture(name="plain", scope="module")
def _plain(root: Path) -> dict[str, str]:
    """The pages with a harmless literal text in place of what is tried."""
    pages = rendered(root, library_of("实")[0])
    assert pages is not None
    return pages


@pytest.fixture(name="plain_case", scope="module")
def _plain_case(root: Path) -> str:
    """The page of a case with a harmless running text in place of what is tried."""
    pages = rendered(root, prose_of("平"))
    assert pages is not None
    return pages[CASE]


def rendered(root: Path, files: dict[str, Any]) -> dict[str, str] | None:
    """The pages of a library, None where its faults stop it."""
    write(root, files)
    library = open_library(root).library
    if library is None:
        return None
    return {page.address: page.render() for page in Site(library, [theme_folder()]).pages()}


def holds_control_characters(text: str) -> bool:
    """Characters that no text file may have; the tab and the line breaks may stand."""
    return any(
        (unicodedata.category(c) == "Cc" and c not in "\t\n\r\x85") or ord(c) & 0xFFFE == 0xFFFE
        for c in text
    )


def pages_of(root: Path, files: dict[str, Any], text: str) -> dict[str, str]:
    """The pages; a text with control characters is refused, and only such a text."""
    pages = rendered(root, files)
    if pages is not None:
        return pages
    faults = [problem for problem in open_library(root).problems if problem.stops]
    assert {fault.code for fault in faults} == {Code.CONTROL_CHARACTER}, as_text(faults)
    assert holds_control_characters(text)
    return {}


def tags(page: str) -> list[tuple[str, tuple[str, ...]]]:
    """Tags with the names of their attributes. Titles may break after punctuation (wbr)."""
    return [
        (tag, tuple(name for name, _ in attributes))
        for tag, attributes in parsed(page).tags
        if tag != "wbr"
    ]


def text_of(page: str) -> str:
    return "".join(parsed(page).texts)


@EXAMPLES
@given(text=texts)
def test_a_literal_text_comes_out_as_that_text_and_adds_no_markup(
    root: Path, plain: dict[str, str], text: str
):
    files, marked = library_of(text)
    pages = pages_of(root, files, text)
    for address in pages:
        if not address.endswith(".html"):
            continue
        assert tags(pages[address]) == tags(plain[address]), address
    for address, fields in SHOWN.items():
        shown = text_of(pages[address]) if pages else ""
        for words in marked.of(*fields) if pages else ():
            assert words in shown, address


@EXAMPLES
@given(text=texts)
def test_a_literal_text_comes_out_as_that_text_in_title_and_description(root: Path, text: str):
    files, marked = library_of(text)
    pages = pages_of(root, files, text)

    for address in TITLES if pages else ():
        title = pages[address].partition("<title>")[2].partition("</title>")[0]
        shown = text_of(f"<p>{title}</p>")
        assert shown.startswith(marked.fields[TITLES[address]])
        assert marked.fields["site name"] in shown
    for address in DESCRIPTIONS if pages else ():
        metas = [
            dict(attributes) for tag, attributes in parsed(pages[address]).tags if tag == "meta"
        ]
        (description,) = (m["content"] for m in metas if m.get("name") == "description")
        assert description == marked.fields[DESCRIPTIONS[address]]


@EXAMPLES
@given(text=texts)
def test_the_name_of_the_site_stays_text_in_the_style_sheet(
    root: Path, plain: dict[str, str], text: str
):
    pages = pages_of(root, library_of(text)[0], text)
    for address, sheet in pages.items():
        if address.endswith(".css"):
            (other,) = (other for name, other in plain.items() if name.endswith(".css"))
            common = len(other.rpartition(":root,")[0])
            assert sheet[:common] == other[:common]
            assert re.fullmatch(r':root[^{]*\{--run-head:"(?:\\[0-9a-f]+ )*"\}\n', sheet[common:])


PROSE_TAGS = {"p", "ul", "ol", "li", "em", "strong", "br", "a"}


PAGE_TAGS = PROSE_TAGS | {
    *("h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td", "div", "b"),
    *("pre", "code", "blockquote", "hr", "img", "svg", "path", "nav", "details", "summary", "span"),
}


PROSE_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}


SAFE_ADDRESS = re.compile(r"https?://|mailto:|#|(?!//)[\w./-]*(?:#[\w.-]*)?$", re.ASCII)


def added(page: str, plain: str) -> Iterator[tuple[str, dict[str, str | None]]]:
    """The tags of a page that it has more of than another."""
    few = Counter(parsed(plain).tags)
    for (tag, attributes), count in (Counter(parsed(page).tags) - few).items():
        assert count
        if not tag.startswith("/") and tag != "wbr":
            yield tag, dict(attributes)


def prose_of(text: str) -> dict[str, Any]:
    return {
        **library_of("实")[0],
        "data/cases/anli-1.yml": case(
            案例背景=f"始{text}末",
            问题表现=[{"编号": "w1", "题": "题", "述": f"{text}末"}],
            原因剖析=[{"类型": "制度漏洞", "述": f"始{text}末"}],
            整改做法={"当下改": [f"始{text}末"], "长久立": ["立"]},
            成效=f"始{text}末",
            依据=["tiaoli-2024#d1"],
        ),
    }


@EXAMPLES
@given(text=texts)
def test_running_text_of_a_record_adds_only_the_markup_of_its_markdown(
    root: Path, plain_case: str, text: str
):
    pages = rendered(root, prose_of(text)) or {CASE: plain_case}

    for tag, attributes in added(pages[CASE], plain_case):
        assert tag in PROSE_TAGS
        assert attributes.keys() <= PROSE_ATTRIBUTES.get(tag, set())
        assert SAFE_ADDRESS.match(attributes.get("href") or "")


LIST_MARK = re.compile(r"\s*\+\s")


@EXAMPLES
@given(
    text=st.text("甲<>&\"'{}%$^~=+:;,.?/@，。 \u2028\u202e\u200f", min_size=1).filter(
        lambda text: not LIST_MARK.match(text)  # "+ " begins a list
    )
)
def test_running_text_without_markdown_comes_out_as_that_text(
    root: Path, plain_case: str, text: str
):
    pages = rendered(root, prose_of(text))

    assert pages is not None
    assert f"始{text}末" in text_of(pages[CASE])
    assert tags(pages[CASE]) == tags(plain_case)


@EXAMPLES
@given(text=texts)
def test_the_text_of_a_page_adds_only_the_markup_of_its_markdown(root: Path, text: str):
    def files(body: str) -> dict[str, Any]:
        return {**library_of("实")[0], "content/guidance/zicha.md": f"{GUIDE}\n{body}\n"}

    pages = rendered(root, files(text))
    before = rendered(root, files("平"))

    assert before is not None
    address = "guidance/zicha.html"
    for tag, attributes in added(pages[address], before[address]) if pages else ():
        assert tag in PAGE_TAGS
        assert not any(name.startswith("on") or name == "style" for name in attributes)
        assert SAFE_ADDRESS.match(attributes.get("href") or attributes.get("src") or "")


@EXAMPLES
@given(text=texts)
def test_a_fault_quotes_any_text_as_one_line_and_as_json(root: Path, text: str):
    write(
        root, {**library_of("实")[0], "data/cases/anli-1.yml": case(体裁=f"始{text}", 分类=[text])}
    )
    problems = open_library(root).problems

    told = json.loads(as_json(problems))["problems"]
    lines = as_text(problems).split("\n")
    heads = [line for line in lines[:-2] if not line.startswith("    ")]

    assert [problem["fault"] for problem in told]
    assert len(heads) == len(told)
    assert all(re.match(r"[\w/.-]+:\d+:\d+ ", line) for line in heads)
    assert not any(re.search(r"[\r\x0b\x0c\x85\u2028\u2029]", line) for line in heads)
