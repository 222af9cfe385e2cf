"""Self-check sheets: what they ask, what they keep and where, what can be taken away."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Sites, Visit
from browser.looking import AXE, PHONE, overflow, violations
from xuncha_site.library import open_library
from xuncha_site.records.case import BodyKind, Case
from xuncha_site.records.taxonomy import Sign, Taxonomy

pytestmark = pytest.mark.browser

Visits = Callable[..., Visit]
SCHEMES = pytest.mark.parametrize("scheme", ["http", "file"])
SHEET = "selfcheck/village.html"


def signs(sites: Sites) -> list[Sign]:
    library = open_library(sites["public"].folder.parent).library
    assert library is not None
    taxonomy = library.entries["taxonomy"].model
    assert isinstance(taxonomy, Taxonomy)
    return [s for focus in taxonomy.focuses for c in focus.categories for s in c.signs]


def question(page: Page, sign: str):
    return page.locator(f"[id='{sign}']")


def answer(page: Page, sign: str, word: str) -> None:
    question(page, sign).get_by_text(word, exact=True).click()


def tally(page: Page) -> dict[str, int]:
    words = page.locator(".tally dt").all_inner_texts()
    numbers = page.locator(".tally dd").all_inner_texts()
    return dict(zip(words, map(int, numbers), strict=True))


def test_there_is_a_sheet_for_each_kind_of_unit_with_every_sign(visit: Visits, sites: Sites):
    seen = visit(sites["public"].http, java_script_enabled=False)
    page = seen.open(f"{sites['public'].http}selfcheck/index.html")
    assert page.locator(".door b").all_inner_texts() == [str(kind) for kind in BodyKind]

    for kind in BodyKind:
        page.goto(f"{sites['public'].http}selfcheck/index.html")
        page.locator(".door", has_text=str(kind)).click()
        assert str(kind) in page.locator("h1").inner_text()
        for sign in signs(sites):
            words = question(page, sign.row_id).inner_text()
            assert sign.title in words
            assert sign.look_at in words
            assert sign.ask in words
        assert page.locator(".sc-side, .sc-bar, textarea").count() == 0


def test_the_cases_of_a_sign_are_those_of_the_kind_that_show_it(sites: Sites):
    library = open_library(sites["public"].folder.parent).library
    assert library is not None
    text = (sites["public"].folder / SHEET).read_text(encoding="utf-8")
    checked = 0
    for sign in signs(sites):
        shown = {
            entry.id
            for entry in library.of_kind(Case)
            if isinstance(entry.model, Case)
            and not entry.withdrawn
            and entry.model.body_kind is BodyKind.VILLAGE
            and any(sign.row_id in finding.signs for finding in entry.model.findings)
        }
        piece = text.partition(f'<li class="q" id="{sign.row_id}">')[2].partition("</li>")[0]
        linked = piece.count('href="../cases/')
        if shown:
            checked += 1
            assert linked == min(3, len(shown)), sign.row_id
            assert sum(f"../cases/{name}.html#" in piece for name in shown) == linked
    assert checked > 5


@SCHEMES
def test_answers_and_notes_are_counted_and_stay_on_this_device(
    visit: Visits, sites: Sites, scheme: str
):
    base = sites["public"].base(scheme)
    seen = visit(base)
    page = seen.open(base + SHEET)
    chosen = sum(tally(page).values())
    assert chosen == page.locator(".q:visible").count()
    assert question(page, "M4.1").locator("textarea").count() == 0

    answer(page, "M4.1", "有")
    question(page, "M4.1").locator("textarea").fill("=两份合同，已列入议题")
    answer(page, "M4.2", "没有")
    answer(page, "M4.3", "不涉及")

    wanted = {"没有": 1, "有": 1, "不涉及": 1, "未填": chosen - 3}
    assert tally(page) == wanted
    assert f"1 + 1 + 1 + {chosen - 3} = {chosen} 条" in page.locator(".sc-side").inner_text()
    page.reload()
    assert tally(page) == wanted
    assert question(page, "M4.1").locator("textarea").input_value() == "=两份合同，已列入议题"
    assert seen.wrong == []

    with page.expect_download() as started:
        page.get_by_role("button", name="存成表格").click()
    text = Path(started.value.path()).read_bytes().decode("utf-8")
    assert text.startswith("\ufeff")
    lines = list(csv.DictReader(io.StringIO(text[1:], newline="")))
    assert len(lines) == chosen
    (line,) = (line for line in lines if line["编号"] == "M4.1")
    assert (line["结果"], line["情况和打算"]) == ("有", "'=两份合同，已列入议题")
    assert line["类别"] == "村集体“三资”"

    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="清空").click()
    assert tally(page)["未填"] == chosen
    page.reload()
    assert tally(page)["未填"] == chosen


def test_each_kind_of_unit_keeps_its_own_answers(visit: Visits, sites: Sites):
    base = sites["public"].http
    page = visit(base).open(base + SHEET)
    answer(page, "M4.1", "没有")

    page.goto(f"{base}selfcheck/town.html")
    assert tally(page)["没有"] == 0
    page.goto(base + SHEET)
    assert tally(page)["没有"] == 1


def test_categories_are_chosen_and_the_choice_is_kept(visit: Visits, sites: Sites):
    base = sites["public"].http
    page = visit(base).open(base + SHEET)
    box = page.locator(".sc-choose .opt", has_text="村集体“三资”")
    before = sum(tally(page).values())
    assert question(page, "M4.1").is_visible()

    box.click()
    expect(question(page, "M4.1")).to_be_hidden()
    assert sum(tally(page).values()) < before
    page.reload()
    expect(question(page, "M4.1")).to_be_hidden()

    page.get_by_role("button", name="全选").click()
    assert sum(tally(page).values()) == len(signs(sites))
    assert page.locator(".sc-choose input:not(:checked)").count() == 0
    page.get_by_role("button", name="全不选").click()
    assert page.locator(".sc-choose input:checked, .q:visible, .sc-jump li:visible").count() == 0


def test_badge_and_jumps_follow_the_chosen_categories(visit: Visits, sites: Sites):
    base = sites["public"].http
    page = visit(base).open(base + SHEET)
    jump = page.locator(".sc-jump a", has_text="村集体“三资”")
    page.get_by_role("button", name="全不选").click()
    expect(jump).to_be_hidden()

    page.locator(".sc-choose .opt", has_text="村集体“三资”").click()
    shown = page.locator(".q:visible").count()
    assert page.locator("#_size").inner_text() == f"1 类，{shown} 条"
    jump.click()
    expect(page.locator(".sc-part h2", has_text="村集体“三资”")).to_be_in_viewport()


def test_a_sheet_nobody_has_begun_is_printed_to_be_filled_by_hand(visit: Visits, sites: Sites):
    base = sites["public"].http
    page = visit(base).open(base + SHEET)
    page.emulate_media(media="print")
    assert "未填 　　 条" in page.locator("#_printed").inner_text()

    page.emulate_media(media="screen")
    answer(page, "M4.1", "没有")
    page.emulate_media(media="print")
    assert "没有 1 条，有 0 条" in page.locator("#_printed").inner_text()


def test_on_a_phone_the_count_stays_at_hand(visit: Visits, sites: Sites):
    base = sites["public"].http
    page = visit(base, viewport=PHONE).open(base + SHEET)
    answer(page, "M4.1", "有")
    bar = page.locator(".sc-bar")
    expect(bar).to_be_in_viewport()
    assert "有 1" in bar.inner_text()
    bar.get_by_role("link", name="看结果").click()
    expect(page.locator(".sc-side h2")).to_be_in_viewport()


def test_a_filled_sheet_is_for_everybody_and_prints_without_its_tools(visit: Visits, sites: Sites):
    seen = visit(sites["public"].http, bypass_csp=True, reduced_motion="reduce")
    page = seen.open(sites["public"].http + SHEET)
    answer(page, "M4.1", "有")
    question(page, "M4.1").locator("textarea").fill("两份合同")
    page.evaluate(AXE)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == []
    page.set_viewport_size(PHONE)
    assert violations(page) == []
    assert overflow(page) == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert overflow(page) == []

    page.emulate_media(media="print")
    assert page.locator(".sc-side").is_hidden()
    assert page.locator("textarea").is_hidden()
    assert question(page, "M4.1").locator(".note-p").inner_text() == "两份合同"
    assert question(page, "M4.2").locator(".note-p").is_visible()
    head = page.locator(".sc-head")
    assert head.locator("th").all_inner_texts() == ["单位", "日期", "填表人", "审核人", "合计"]
    assert "没有 0 条，有 1 条，不涉及 0 条" in head.inner_text()
    assert question(page, "M4.2").locator(".pick").first.is_visible()


def test_without_a_taxonomy_there_is_no_sheet(sites: Sites):
    assert not (sites["bare"].folder / "selfcheck").exists()
    assert "查偏补缺" not in (sites["bare"].folder / "index.html").read_text(encoding="utf-8")
