"""A type of record is one model and one template: all the rest follows from the declaration."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import jsonschema
import pytest

from plugin.building import COMMANDS, Run, built, run
from plugin.looking import Links, parsed, tree
from plugin.sitekit import MKDOCS_YML, small, write

MODEL = '''\
"""Toy (玩具): a type that only tests know."""

from enum import StrEnum
from typing import Annotated, ClassVar

from xuncha_site.records.base import Record
from xuncha_site.records.fields import Prose, Reference, RefersTo, declare


class Material(StrEnum):
    """What a toy is made of (材料)."""

    WOOD = "木头"
    CLOTH = "棉布"


class Toy(Record):
    """玩具."""

    folder: ClassVar[str] = "toys"
    name: ClassVar[str] = "玩具"
    place: ClassVar[int] = 80
    grouped_by: ClassVar[str] = "material"
    lede: ClassVar[str] = "只给测试用。"

    material: Material = declare("材料", "用什么做的", facet=True, badge=True, example="木头")
    cases: tuple[Annotated[Reference, RefersTo("cases")], ...] = declare(
        "用于", "哪些案例用到它", default=()
    )
    how: Prose = declare("玩法", "怎么玩", example="写玩法。")
'''

TEMPLATE = """\
{% extends "main.html" %}
{% block content %}
<h1>{{ record.title }}</h1>
<p class="made">{{ record.material }}</p>
<div class="prose">{{ record.how }}</div>
<ul>
{% for link in record.cases %}
<li><a href="{{ link.href }}">{{ link.title }}</a></li>
{% endfor %}
</ul>
{% endblock %}
"""


def toy(title: str = "积木", **changes: object) -> dict[str, object]:
    return {
        "标题": title,
        "摘要": "一种玩具。",
        "日期": "2024",
        "可见范围": "公开",
        "性质": "教学示例",
        "来源": "虚构",
        "材料": "木头",
        "用于": ["anli-1"],
        "玩法": "见[[cases/anli-1]]，**慢慢**来。",
        **changes,
    }


FILES = {
    "toy.py": MODEL,
    "mkdocs.yml": f"{MKDOCS_YML}hooks: [toy.py]\n",
    "overrides/records/toys.html": TEMPLATE,
    "data/toys/jimu-1.yml": toy(),
    "data/toys/bubo-1.yml": toy("布老虎", 材料="棉布", 用于=[]),
}


@pytest.fixture(name="root")
def _root(tmp_path: Path) -> Path:
    return small(tmp_path / "library", FILES)


@pytest.fixture(name="site", scope="session")
def _site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the library with toys in it; not to be changed."""
    root = small(tmp_path_factory.mktemp("toys"), FILES)
    built(root)
    return root / "site"


def with_toys(root: Path, *arguments: str) -> Run:
    """Run the command line of a product that has the type."""
    main = "import toy; from xuncha_site.cli import main; main()"
    return run((sys.executable, "-c", main, *arguments), root)


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def test_its_record_has_a_page_with_all_its_fields(site: Path):
    page = text_of(site / "toys/jimu-1.html")

    assert "<h1>积木</h1>" in page
    assert '<p class="made">木头</p>' in page
    assert '见<a href="../cases/anli-1.html">一张名单</a>，<strong>慢慢</strong>来。' in page
    assert '<li><a href="../cases/anli-1.html">一张名单</a></li>' in page


def test_it_has_a_list_and_a_list_for_each_group(site: Path):
    whole, wood, cloth = (
        parsed(text_of(site / "toys" / name)).links
        for name in ("index.html", "list.wood.html", "list.cloth.html")
    )

    assert {"../toys/jimu-1.html", "../toys/bubo-1.html"} <= set(whole)
    assert {"../toys/list.wood.html", "../toys/list.cloth.html"} <= set(whole)
    assert "../toys/jimu-1.html" in wood
    assert "../toys/bubo-1.html" not in wood
    assert "../toys/bubo-1.html" in cloth
    assert "只给测试用。" in text_of(site / "toys/index.html")


def test_it_stands_in_the_menu_of_every_page(site: Path):
    for page in site.rglob("*.html"):
        assert re.search(r'toys/index\.html"[^>]*>玩具</a>', text_of(page)), page


def test_what_it_refers_to_links_back(site: Path):
    assert '<a href="../toys/jimu-1.html">积木</a>' in text_of(site / "cases/anli-1.html")


def test_its_pages_are_reached_and_their_links_lead_somewhere(site: Path):
    links = Links(site)

    assert not links.broken()
    assert {"toys/jimu-1.html", "toys/bubo-1.html"} <= links.reached()


def test_both_commands_build_it_to_the_same_bytes(root: Path, site: Path):
    done = run(COMMANDS["mkdocs build --strict"], root)

    assert done.code == 0, done
    assert tree(root / "site") == tree(site)


def test_its_schema_accepts_its_records_and_refuses_others(root: Path):
    done = with_toys(root, "schema")
    assert done.code == 0, done
    schema = json.loads(text_of(root / ".vscode/schema/toys.json"))
    settings = json.loads(text_of(root / ".vscode/settings.json"))

    jsonschema.validate(toy(), schema)
    for wrong in (toy(材料="铁"), toy(重量="1"), {**toy(), "玩法": ""}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema)
    assert "data/toys/**/*.yml" in settings["yaml.schemas"].values()


@pytest.mark.parametrize("word", ["toy", "toys", "玩具"])
def test_xuncha_new_makes_a_valid_record_of_it(root: Path, word: str):
    done = with_toys(root, "new", word, "竹蜻蜓")
    assert done.code == 0, done

    checked = with_toys(root, "check")

    assert checked.code == 0, checked
    (new,) = {p.name for p in (root / "data/toys").iterdir()} - {"jimu-1.yml", "bubo-1.yml"}
    assert re.fullmatch(r"zqt-\d{4}\.yml", new)
    assert "材料: 木头  # 用什么做的；可选：木头、棉布" in text_of(root / "data/toys" / new)


FAULTS = {
    "unknown value": (toy(材料="铁"), "data/toys/jimu-1.yml:7:5 “材料”不能写“铁”", "木头、棉布"),
    "unknown key": ({**toy(), "玩发": "x"}, "data/toys/jimu-1.yml:10:1 未知的键“玩发”", "玩法"),
    "missing key": (
        {k: v for k, v in toy().items() if k != "玩法"},
        "data/toys/jimu-1.yml:1:1 缺少“玩法”",
        "怎么玩",
    ),
    "dangling reference": (
        toy(用于=["anli-9"]),
        "data/toys/jimu-1.yml:8:6 “用于”里的“anli-9”没有对应的记录",
        "anli-1（一张名单）",
    ),
    "dangling link in running text": (
        toy(玩法="见[[cases/anli-9]]"),
        "data/toys/jimu-1.yml:9:7 “玩法”里的“cases/anli-9”没有对应的记录",
        "cases/anli-1（一张名单）",
    ),
}


@pytest.mark.parametrize("what", FAULTS)
def test_its_faults_are_told_with_place_and_mend(root: Path, what: str):
    record, line, mend = FAULTS[what]
    write(root, {"data/toys/jimu-1.yml": record})

    done = with_toys(root, "check")

    assert done.code == 1, done
    assert line in done.output.splitlines(), done
    assert mend in done.output, done


def test_its_records_can_be_filtered_and_taken_away(site: Path):
    items = json.loads(text_of(site / "api/toys.json"))["items"]
    schema = json.loads(text_of(site / "api/schema/toys.json"))
    table = (site / "downloads/toys.csv").read_text(encoding="utf-8-sig")
    columns = text_of(site / "toys/list.columns.js")

    jsonschema.validate({"schema_version": 1, "items": items}, schema)
    assert {item["编号"]: item["材料"] for item in items} == {"jimu-1": "木头", "bubo-1": "棉布"}
    assert json.loads(text_of(site / "api/toys/jimu-1.json"))["items"][0]["玩法"] == toy()["玩法"]
    assert "材料,用于,玩法" in table.splitlines()[0]
    assert '{"label":"材料","listed":false,"day":false,"values":[["木头","木头"],' in columns
    assert "可按性质、材料、年份筛选" in text_of(site / "toys/index.html")
    assert 'href="../downloads/toys.csv"' in text_of(site / "downloads/index.html")


def test_its_declaration_says_which_fields_are_facets(root: Path):
    ask = (
        "import toy; from xuncha_site.records.base import fields_of;"
        "print([f.label for f in fields_of(toy.Toy) if f.uses.facet])"
    )

    assert run((sys.executable, "-c", ask), root).output.strip() == "['性质', '材料']"


def test_its_addresses_are_kept_like_any_other(root: Path):
    assert "现用 toys/jimu-1.html\n" in with_toys(root, "addresses").output


def test_its_withdrawn_and_former_records_are_handled_like_any_other(root: Path):
    withdrawal = {"日期": "2025-01-02", "理由": "坏了", "接替": "bubo-1"}
    write(root, {"data/toys/jimu-1.yml": toy(撤回=withdrawal)})
    write(root, {"data/toys/bubo-1.yml": toy("布老虎", 曾用编号=["laohu-1"])})
    built(root)

    page = text_of(root / "site/toys/jimu-1.html")
    assert "2025年1月2日撤回" in page
    assert "慢慢" not in page
    assert 'href="../toys/bubo-1.html"' in text_of(root / "site/toys/laohu-1.html")


def test_without_its_template_the_build_says_which_is_missing(root: Path):
    write(root, {"overrides/records/toys.html": None})

    done = run(COMMANDS["xuncha build"], root)

    assert done.code == 2, done
    assert "records/toys.html" in done.output
    assert "Traceback" not in done.output
