"""Lists stay short and pages stay as they are, however large the library grows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from plugin.building import built
from plugin.looking import Links
from plugin.sitekit import case, small

SIZES = (60, 130, 450)
ROWS = 50
CITING = 25


def cases(count: int) -> dict[str, Any]:
    """Cases of three years, nine of ten in one category; the first 25 refer to one policy."""
    return {
        f"data/cases/li-{n:03d}.yml": case(
            f"第{n}个案例",
            日期=f"{2021 + n % 3}-0{1 + n % 9}",
            分类=["M2" if n % 10 == 0 else "M1"],
            依据=["tiaoli-2024#d1"] if n < CITING else [],
        )
        for n in range(count)
    }


class Grown:
    """The small library with many cases, built."""

    def __init__(self, folder: Path, count: int) -> None:
        self.count = count
        root = small(folder / "library", {"data/cases/anli-1.yml": None}, cases(count))
        (root / "content/guidance/zicha.md").unlink()
        built(root)
        self.site = root / "site"
        self.links = Links(self.site)

    def text(self, page: str) -> str:
        return (self.site / page).read_text(encoding="utf-8")

    def rows(self, page: str) -> list[str]:
        """The records that a list shows, in order."""
        parts = self.text(page).split('<li class="item')[1:]
        return [part.partition('.html">')[0].rpartition("/")[2] for part in parts]

    def leads_to(self, page: str) -> set[str]:
        return {file for _, file, _ in self.links.targets(page)}


_made: dict[int, Grown] = {}


@pytest.fixture(name="grown", params=SIZES)
def _grown(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Grown:
    return grown_to(request.param, tmp_path_factory)


def grown_to(count: int, folders: pytest.TempPathFactory) -> Grown:
    if count not in _made:
        _made[count] = Grown(folders.mktemp(f"grown-{count}"), count)
    return _made[count]


def test_past_fifty_a_list_is_an_index_of_groups(grown: Grown):
    assert grown.rows("cases/index.html") == []
    assert {"cases/list.M1.html", "cases/list.M2.html"} <= grown.leads_to("cases/index.html")


def test_no_case_lies_deeper_than_three_clicks(grown: Grown):
    found, todo = {"index.html": 0}, ["index.html"]
    for page in todo:
        for file in grown.leads_to(page) & grown.links.pages.keys() - found.keys():
            found[file] = found[page] + 1
            todo.append(file)
    depths = {page: found[page] for page in found if page.startswith("cases/li-")}

    assert len(depths) == grown.count
    assert max(depths.values()) <= 3


def test_a_category_lists_first_what_is_mainly_of_it(tmp_path: Path):
    own = {
        "data/cases/lao.yml": case("主要的", 日期="2020", 分类=["M2", "M1"]),
        "data/cases/xin.yml": case("涉及的", 日期="2025", 分类=["M1", "M2"]),
    }
    built(small(tmp_path, own))
    page = (tmp_path / "site" / "cases/list.M2.html").read_text(encoding="utf-8")

    places = [page.index(w) for w in ("主要是这一类", ">主要的<", "也涉及这一类", ">涉及的<")]
    assert places == sorted(places)


def test_a_group_past_fifty_is_an_index_of_years_and_a_smaller_one_a_list(grown: Grown):
    years = {f"cases/list.M1.{year}.html" for year in (2021, 2022, 2023)}

    assert grown.rows("cases/list.M1.html") == []
    assert years <= grown.leads_to("cases/list.M1.html")
    small_group = grown.rows("cases/list.M2.html")
    assert len(small_group) == len(range(0, grown.count, 10))
    assert small_group == sorted(small_group, key=date_of, reverse=True)


def date_of(name: str) -> tuple[int, int, str]:
    number = int(name.removeprefix("li-"))
    return 2021 + number % 3, 1 + number % 9, name


def test_a_year_past_fifty_is_cut_into_numbered_pages_that_lead_to_each_other(
    tmp_path_factory: pytest.TempPathFactory,
):
    grown = grown_to(450, tmp_path_factory)
    stem = "cases/list.M1.2022"
    pages = [f"{stem}.html", f"{stem}.2.html", f"{stem}.3.html"]

    rows = [row for page in pages for row in grown.rows(page)]

    assert [len(grown.rows(page)) for page in pages] == [50, 50, 35]
    assert rows == sorted(rows, key=date_of, reverse=True)
    assert not (grown.site / f"{stem}.4.html").exists()
    assert set(pages) <= grown.leads_to("cases/list.M1.html")
    assert "2022年，第 3 页" in grown.text("cases/list.M1.html")
    for page in pages:
        assert set(pages) - {page} <= grown.leads_to(page)


def test_fifty_are_one_list(tmp_path: Path):
    grown = Grown(tmp_path, 50)

    assert len(grown.rows("cases/index.html")) == 50


def test_no_list_with_summaries_has_more_than_fifty_rows(grown: Grown):
    for page in grown.links.pages:
        assert grown.text(page).count('<li class="item') <= ROWS, page


def test_the_groups_hold_every_record_once(grown: Grown):
    rows = [
        row
        for page in grown.links.pages
        if page.startswith("cases/list.")
        for row in grown.rows(page)
    ]

    assert sorted(rows) == [f"li-{n:03d}" for n in range(grown.count)]


def test_every_page_is_reached_from_the_home_page_without_script(grown: Grown):
    assert grown.links.reached() == grown.links.pages.keys() - {"404.html"}


def test_every_link_and_anchor_leads_somewhere(grown: Grown):
    assert not grown.links.broken()


def test_an_address_stands_for_one_page_where_case_does_not_count(grown: Grown):
    names = [name.casefold() for name in grown.links.files]

    assert len(set(names)) == len(names)


def test_twenty_of_many_referring_records_are_shown_and_a_page_has_them_all(grown: Grown):
    policy = "policies/tiaoli-2024.html"
    more = "policies/tiaoli-2024.cases.html"
    cited = grown.text(policy).partition('<section class="pol" aria-labelledby="_referrers">')[2]

    assert cited.count('href="../cases/li-') == 20
    assert f'href="../{more}">全部 25 个</a>' in cited
    assert len({file for file in grown.leads_to(more) if file.startswith("cases/li-")}) == CITING


def test_a_page_is_no_longer_in_a_larger_library(tmp_path_factory: pytest.TempPathFactory):
    few, many = (grown_to(count, tmp_path_factory) for count in (60, 450))

    for number in range(60):
        page = f"cases/li-{number:03d}.html"
        assert few.text(page) == many.text(page), page


def test_what_a_policy_shows_of_its_referrers_is_bounded(tmp_path_factory: pytest.TempPathFactory):
    few, many = (grown_to(count, tmp_path_factory) for count in (60, 450))
    page = "policies/tiaoli-2024.html"

    assert few.text(page) == many.text(page)


def test_the_home_page_does_not_grow_with_the_records(tmp_path_factory: pytest.TempPathFactory):
    few, many = (grown_to(count, tmp_path_factory) for count in (60, 450))

    assert len(many.text("index.html")) < len(few.text("index.html")) + 200
