"""The files of the search: when they are asked for, what they weigh and must not hold."""

from __future__ import annotations

import gzip
import json

import pytest
from playwright.sync_api import Page, Request, expect

from browser.conftest import Served
from browser.search.kit import Visits, answered, ask, shown, until

pytestmark = pytest.mark.browser


def test_nothing_is_loaded_before_the_box_is_used(visit: Visits, site: Served):
    asked: list[str] = []
    seen = visit(site.http)
    seen.page.on("request", lambda request: asked.append(request.url))
    page = seen.open(f"{site.http}cases/index.html")
    assert not [url for url in asked if "search" in url or "/index/" in url]

    page.focus("#_q")
    until(page, "window.xunchaSearch && xunchaSearch.find")
    assert [url for url in asked if "/assets/search." in url]


def test_a_server_is_asked_for_files_by_version_and_a_disk_by_name(visit: Visits, site: Served):
    for scheme in ("http", "file"):
        asked: list[str] = []
        seen = visit(site.base(scheme))
        seen.page.on("request", lambda request, asked=asked: asked.append(request.url))
        answered(seen.open(f"{site.base(scheme)}search.html#q=销号"))
        queries = [url.partition("?")[2] for url in asked if "/assets/index/" in url]

        assert len(queries) > 4
        assert all(queries) if scheme == "http" else not any(queries)
        assert seen.wrong == []


def test_each_file_is_asked_for_with_its_own_version(searching: Page, site: Served):
    columns = (site.folder / "assets/index/columns.js").read_text(encoding="utf-8")
    versions = json.loads(columns.partition(",")[2].removesuffix(");\n"))["versions"]
    asked: dict[str, str] = {}

    def note(request: Request) -> None:
        name, _, version = request.url.partition("/assets/index/")[2].partition(".js?")
        asked[name] = version

    searching.on("request", note)
    ask(searching, "小金库")
    passages = {name: version for name, version in asked.items() if name.startswith("t/")}

    assert passages
    for name, version in passages.items():
        start = 3 * int(name[2:])
        assert version == versions["t"][start : start + 3]


def test_a_failed_file_is_told_and_can_be_asked_for_again(visit: Visits, site: Served):
    seen = visit(site.http)
    seen.context.route("**/index/columns.js*", lambda route: route.abort())
    page = seen.open(f"{site.http}search.html#q=销号")
    expect(page.locator("#_status")).to_contain_text("没有读到")

    seen.context.unroute("**/index/columns.js*")
    page.get_by_role("button", name="再试一次").click()
    answered(page)
    assert shown(page)


def test_the_script_of_the_search_is_light(site: Served):
    (script,) = site.folder.glob("assets/search.*.js")

    assert len(gzip.compress(script.read_bytes(), mtime=0)) <= 20 * 1024


def test_no_file_of_the_index_holds_a_path_of_this_machine(site: Served):
    for path in (site.folder / "assets/index").glob("*.js"):
        assert str(site.folder.parent) not in path.read_text(encoding="utf-8")
