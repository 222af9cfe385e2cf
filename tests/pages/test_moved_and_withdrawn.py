"""Addresses are a contract: what has moved leads on, what is withdrawn says why."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from plugin.building import built
from plugin.looking import Links, parsed, tree
from plugin.sitekit import GUIDE, case, policy, small
from records.whole import Whole

from xuncha_site.records.base import Record, types

BODY = {
    "副标题": "正文一号密语",
    "案例背景": "正文二号密语[[policies/tiaoli-2024]]",
    "问题表现": [{"编号": "w1", "题": "正文三号密语", "述": "正文四号密语"}],
    "原因剖析": [{"类型": "制度漏洞", "述": "正文五号密语"}],
    "自查问题": ["正文六号密语"],
    "思考题": ["正文七号密语"],
    "成效": "正文八号密语",
    "摘要": "正文九号密语",
    "关键词": ["正文十号密语"],
}

# What a withdrawn record of each folder may name, where the library has it.
NAMED = {"cases": "xin-1", "policies": "tiaoli-2024", "taxonomy": "M1"}


def withdrawn() -> dict[str, dict[str, object]]:
    """A withdrawn record of every type with a folder, each of its texts secret but its title."""
    return {
        f"data/{kind.folder}/cheku-1.yml": Whole(
            kind,
            lambda _: "正文密语",
            lambda field: (
                "M1.1"
                if field.refers_to_rows == "具体表现"
                else NAMED.get(field.refers_to or "", "cheku-1")
            ),
            标题=f"撤库的{kind.name}",
            来源="虚构",  # stays with the title: whose record it was
            可见范围="公开",
            撤回={"日期": "2025-04-02", "理由": "整库移交"},
        ).values
        for kind in types()
        if not kind.file
    }


@pytest.fixture(name="site", scope="module")
def _site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    withdrawal = {"日期": "2025-03-01", "理由": "事实有误", "接替": "xin-1"}
    root = small(
        tmp_path_factory.mktemp("addresses") / "library",
        {
            "data/cases/xin-1.yml": case("新的案例", 曾用编号=["jiu-1", "jiu-ban-1"]),
            "data/cases/che-1.yml": case(
                "撤回的案例", **BODY, 撤回=withdrawal, 依据=["tiaoli-2024#d1"]
            ),
            "data/cases/tidao-1.yml": case("提到它的", 相关案例=["che-1"]),
            **withdrawn(),
            "data/policies/che-tiaoli.yml": policy(
                "撤回的条例", 撤回={"日期": "2025", "理由": "重复收录"}, 要点="正文甲密语"
            ),
            "content/guidance/zicha.md": GUIDE.replace(
                "---\n\n", "曾用编号: [duizhao]\n---\n\n", 1
            ),
        },
    )
    built(root)
    return root / "site"


def text(site: Path, page: str) -> str:
    return (site / page).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("cases/jiu-1.html", "xin-1.html"),
        ("cases/jiu-ban-1.html", "xin-1.html"),
        ("guidance/duizhao.html", "zicha.html"),
    ],
)
def test_a_former_id_leads_on_with_and_without_following(site: Path, old: str, new: str):
    page = text(site, old)
    folder = old.partition("/")[0]

    assert f'<meta http-equiv="refresh" content="0; url=../{folder}/{new}">' in page
    assert f"../{folder}/{new}" in parsed(page.partition("<main")[2]).links
    assert "已换地址" in page


def test_a_former_address_is_in_no_list(site: Path):
    pages = set(Links(site).pages) - {"cases/jiu-1.html"}

    assert not [page for page in pages if "jiu-1.html" in text(site, page) and "jiu-1" not in page]


def test_a_withdrawn_record_keeps_its_page_with_reason_and_successor(site: Path):
    page = text(site, "cases/che-1.html")

    assert "撤回的案例" in page
    assert "2025年3月1日撤回" in page
    assert "事实有误" in page
    assert '<a href="../cases/xin-1.html">新的案例</a>' in page
    assert "2025年撤回" in text(site, "policies/che-tiaoli.html")


def test_no_byte_of_the_site_has_the_body_of_a_withdrawn_record(site: Path):
    for name, data in tree(site).items():
        assert "密语" not in data.decode(), name


@pytest.mark.parametrize("kind", [kind for kind in types() if not kind.file], ids=str)
def test_a_withdrawn_record_of_any_type_keeps_its_page_and_nothing_else(
    site: Path, kind: type[Record]
):
    page = text(site, f"{kind.folder}/cheku-1.html")

    assert f"撤库的{kind.name}" in page
    assert "2025年4月2日撤回" in page
    assert "整库移交" in page
    assert not [row for row in parsed(page).ids if re.fullmatch(r"h\d+", row)]


def test_a_withdrawn_record_is_one_grey_row_of_its_list(site: Path):
    page = text(site, "cases/index.html")

    assert page.count("撤回的案例") == 1
    row = next(part for part in page.split("<li ") if "撤回的案例" in part)
    assert row.startswith('class="item is-void"')
    assert "2025年3月1日撤回" in row


def test_a_withdrawn_record_is_not_news_and_not_a_referrer(site: Path):
    assert "撤回的" not in text(site, "index.html")
    assert "che-1" not in text(site, "policies/tiaoli-2024.html")


def test_who_still_refers_to_a_withdrawn_record_is_told_on_both_sides(site: Path):
    assert "../cases/tidao-1.html" in parsed(text(site, "cases/che-1.html")).links
    referring = text(site, "cases/tidao-1.html")
    assert "../cases/che-1.html" in parsed(referring).links
    assert "已撤回" in referring


def test_all_links_of_such_a_site_lead_somewhere(site: Path):
    assert not Links(site).broken()
