"""Nothing lies deep: from the home page to any record in three clicks, to any overview in one."""

from __future__ import annotations

import pytest
from plugin.building import built
from plugin.looking import Links
from plugin.sitekit import copy_of_repository

from xuncha_site.library import open_library
from xuncha_site.pages.overviews import OVERVIEWS

CLICKS = 3


@pytest.fixture(name="links", scope="module")
def _links(tmp_path_factory: pytest.TempPathFactory) -> Links:
    root = copy_of_repository(tmp_path_factory.mktemp("reach"))
    built(root)
    return Links(root / "site")


def clicks(links: Links) -> dict[str, int]:
    """How many clicks it takes from the home page to each page."""
    found, todo = {"index.html": 0}, ["index.html"]
    for page in todo:
        for _, file, _ in links.targets(page):
            if file in links.pages and file not in found:
                found[file] = found[page] + 1
                todo.append(file)
    return found


def test_every_record_is_reached_in_three_clicks(links: Links):
    library = open_library(links.site.parent).library
    assert library is not None
    distance = clicks(links)
    far = {e.key: distance.get(e.address) for e in library.entries.values() if e.key != "index"}

    assert len(far) > 100
    assert {key: n for key, n in far.items() if n is None or n > CLICKS} == {}


def test_every_overview_is_one_click_away(links: Links):
    distance = clicks(links)

    assert {view.address: distance[view.address] for view in OVERVIEWS} == {
        view.address: 1 for view in OVERVIEWS
    }


def test_no_link_of_the_repository_leads_nowhere(links: Links):
    assert links.broken() == []
    assert links.reached() == links.pages.keys() - {"404.html"}


def test_the_menu_stays_short(links: Links):
    text = (links.site / "index.html").read_text(encoding="utf-8")
    menu = text.partition('class="mainnav"')[2].partition("</nav>")[0]

    assert menu.count("<li>") <= 9
