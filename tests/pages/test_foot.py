"""A record's foot is the same everywhere: its source, its revisions, how to cite it, its files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from plugin.sitekit import SETTINGS, case, small

from xuncha_site.library import open_library
from xuncha_site.pages import Site, theme_folder

CHANNEL = {"更正方式": "告诉编辑。", "更正地址": "https://example.org/report"}
PAGES = (
    "cases/anli-1.html",
    "cases/che-1.html",
    "policies/tiaoli-2024.html",
    "taxonomy.html",
    "guidance/zicha.html",
)


def pages(root: Path, **settings: str) -> dict[str, str]:
    """The pages with a foot, of a library with some settings."""
    gone = case("撤回的案例", 撤回={"日期": "2025-01-02", "理由": "事实有误"})
    small(root, {"data/cases/che-1.yml": gone, "data/site.yml": {**SETTINGS, **settings}})
    library = open_library(root).library
    assert library is not None
    made = {page.address: page for page in Site(library, [theme_folder()]).pages()}
    return {name: made[name].render() for name in PAGES}


def headings(page: str) -> list[str]:
    foot = page.partition('<section class="rec-foot')[2].partition("</section>")[0]
    return re.findall(r"<h2>(.*?)</h2>", foot)


@pytest.mark.parametrize("channel", [{}, CHANNEL, {"更正方式": CHANNEL["更正方式"]}])
def test_every_foot_has_the_same_parts(tmp_path: Path, channel: dict[str, str]):
    wanted = ["原文", "修订记录", "引用本条", "导出", *(["报告问题"] if channel else [])]
    for name, page in pages(tmp_path, **channel).items():
        assert headings(page) == wanted, name
        assert ('href="https://example.org/report"' in page) == ("更正地址" in channel)


def test_a_citation_has_title_id_version_and_date(tmp_path: Path):
    page = pages(tmp_path)["cases/anli-1.html"]
    (cited,) = re.findall(r'<p class="cite">(.*?)</p>', page)

    words = re.sub(r"<[^>]+>", "", cited)
    assert words == (
        "测试知识库（教学示例）．一张名单．编号 cases/anli-1．版本 2024-05．内容截至 2026-01-01．"
    )


def test_a_foot_leads_to_files_that_are_there(tmp_path: Path):
    made = pages(tmp_path)
    library = open_library(tmp_path).library
    assert library is not None
    addresses = {page.address for page in Site(library, [theme_folder()]).pages()}
    for name, page in made.items():
        taken = re.findall(r'<a href="(?:\.\./)?([^"]+)" download>', page)
        assert taken, name
        assert set(taken) <= addresses


def test_a_withdrawn_record_says_so_in_its_citation(tmp_path: Path):
    assert "撤回的案例（已撤回）" in pages(tmp_path)["cases/che-1.html"]
