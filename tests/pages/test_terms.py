"""Terms explain themselves at their first use on a page, and disturb nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape
from plugin.looking import parsed
from plugin.sitekit import case, small

from xuncha_site.library import open_library
from xuncha_site.pages import Site, theme_folder
from xuncha_site.pages.terms import Terms

WORDS = ("整改", "整改台账", "台账", "回头看", "销号", "甲<乙&丙", "一", "C.D+")
TRICKY = '<i>意思</i> & "引号"'


def glossary(*words: str, **changes: Any) -> dict[str, Any]:
    terms = [
        {"编号": f"t{n}", "词": word, "类别": "整改", "意思": f"{word}的意思。{TRICKY}"}
        for n, word in enumerate(words)
    ]
    return {
        "标题": "术语",
        "摘要": "常用词。",
        "日期": "2024",
        "可见范围": "公开",
        "性质": "教学示例",
        "来源": "虚构",
        "词条": terms,
        **changes,
    }


@pytest.fixture(name="terms", scope="session")
def _terms(tmp_path_factory: pytest.TempPathFactory) -> Terms:
    root = small(tmp_path_factory.mktemp("terms"), {"data/glossary.yml": glossary(*WORDS)})
    library = open_library(root).library
    assert library is not None
    return Terms(library)


def bare(html: str) -> str:
    """HTML without the explanations: what it was before, if nothing else was touched."""
    without = re.sub(r'<span class="tip".*?</span>', "", html)
    return re.sub(r'<span class="term"><a [^>]*>(.*?)</a></span>', r"\1", without)


TEXTS = st.lists(st.sampled_from([*WORDS, "，", "和", "<b>", "没有", "整", "改"]), max_size=20)


@given(TEXTS)
def test_nothing_but_the_explanations_is_added_and_each_term_is_explained_once(
    terms: Terms, pieces: list[str]
):
    html = Markup("<p>{}</p>").format("".join(pieces))

    found = terms.explained(html, "../", set())

    assert bare(found) == html
    linked = re.findall(r'href="\.\./glossary\.html#(t\d+)"', found)
    assert len(linked) == len(set(linked))
    shown = re.findall(r'<span class="term"><a [^>]*>(.*?)</a>', found)
    assert [str(escape(WORDS[int(row[1:])])) for row in linked] == shown


def test_the_longest_term_is_meant_and_a_single_character_is_none(terms: Terms):
    found = terms.explained(Markup("<p>整改台账里一条整改，台账在此。</p>"), "", set())

    assert re.findall(r'<span class="term"><a [^>]*>(.*?)</a>', found) == [
        "整改台账",
        "整改",
        "台账",
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<h2 id='_1'>整改</h2>",
        '<a href="x.html">整改<b>台账</b></a>',
        "<pre><code>整改\n销号</code></pre>",
        "<code>整改</code>",
        '<img src="x.png" alt="整改">',
        '<table><tr><th scope="col">整改</th></tr></table>',
    ],
)
def test_headings_links_code_and_attributes_are_left_alone(terms: Terms, html: str):
    assert terms.explained(Markup(html), "", set()) == html


def test_words_and_meanings_are_text(terms: Terms):
    found = terms.explained(Markup("<p>{}</p>").format("见甲<乙&丙。"), "", set())

    page = parsed(found)
    assert {tag for tag, _ in page.tags} == {"p", "/p", "span", "/span", "a", "/a", "dfn", "/dfn"}
    assert f"甲<乙&丙的意思。{TRICKY}" in page.texts


def test_a_term_is_described_by_its_meaning(terms: Terms):
    found = terms.explained(Markup("<p>销号了。</p>"), "../", set())

    page = parsed(found)
    ((_, link),) = (tag for tag in page.tags if tag[0] == "a")
    attributes = dict(link)
    assert attributes["href"] == "../glossary.html#t4"
    assert attributes["aria-describedby"] in page.ids


FILES = {
    "data/glossary.yml": glossary("整改", "名单", "自查"),
    "data/cases/li-1.yml": case(
        "整改名单",
        摘要="名单和整改。",
        案例背景="整改以后，名单少了，再自查。",
        成效="自查、整改。",
    ),
    "content/guidance/zicha.md": "---\n标题: 自查\n摘要: 怎样自查。\n---\n\n## 自查\n\n看名单。\n",
}


def render(root: Path, files: dict[str, Any]) -> dict[str, str]:
    library = open_library(small(root, files)).library
    assert library is not None
    wanted = ("cases/li-1.html", "guidance/zicha.html", "glossary.html", "cases/index.html")
    made = {page.address: page for page in Site(library, [theme_folder()]).pages()}
    return {name: made[name].render() for name in wanted if name in made}


def test_on_a_page_each_term_is_explained_where_it_first_stands(tmp_path: Path):
    pages = render(tmp_path, FILES)

    case_page, guide = pages["cases/li-1.html"], pages["guidance/zicha.html"]
    for row in ("t0", "t1", "t2"):
        assert case_page.count(f'aria-describedby="_t-{row}"') == 1
        assert len([i for i in parsed(case_page).ids if i == f"_t-{row}"]) == 1
    summary = case_page.partition('<p class="gist">')[2].partition("</p>")[0]
    assert 'href="../glossary.html#t1"' in summary
    assert 'href="../glossary.html#t0"' in summary
    assert guide.count('aria-describedby="_t-t2"') == 1
    assert ">自查</h2>" in guide
    assert 'class="term"' not in pages["glossary.html"]
    assert 'class="term"' not in pages["cases/index.html"]


@pytest.mark.parametrize(
    "change",
    [
        {"data/glossary.yml": None},
        {"data/glossary.yml": glossary("整改", 可见范围="内部")},
        {"data/glossary.yml": glossary("整改", 撤回={"日期": "2025", "理由": "换版"})},
    ],
)
def test_without_a_glossary_for_readers_nothing_is_explained(
    tmp_path: Path, change: dict[str, Any]
):
    pages = render(tmp_path, {**FILES, **change})

    assert 'class="term"' not in "".join(pages.values())
