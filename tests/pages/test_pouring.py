"""A page poured into a frame that was rendered once is the page rendered whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from plugin.sitekit import REPOSITORY, case, small

from xuncha_site.library import open_library
from xuncha_site.pages import Site, theme_folder
from xuncha_site.pages.pouring import Pouring


def both_ways(root: Path, monkeypatch: pytest.MonkeyPatch, *own: Path) -> list[str]:
    """Addresses of the pages that come out otherwise when rendered whole."""
    library = open_library(root).library
    assert library
    folders = [*own, theme_folder()]
    poured = {page.address: page.render() for page in Site(library, folders).pages()}
    monkeypatch.setattr(Pouring, "render", Pouring.whole)
    whole = {page.address: page.render() for page in Site(library, folders).pages()}
    assert poured.keys() == whole.keys()
    return [address for address in poured if poured[address] != whole[address]]


def test_every_page_of_the_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    assert both_ways(REPOSITORY, monkeypatch) == []


@pytest.mark.parametrize("reader", ["公开", "内部", "编辑"])
@pytest.mark.parametrize("base", ["", "网址: https://example.org/a/\n"])
def test_every_page_for_every_audience(
    reader: str, base: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = small(
        tmp_path,
        {
            "data/cases/che-1.yml": case("<撤回> & “的”", 撤回={"日期": "2025", "理由": "<b>有误"}),
            "data/cases/xin-1.yml": case("title; main; \\0", 曾用编号=["jiu-1"], 摘要='"><i>'),
        },
    )
    settings = root / "data/site.yml"
    text = settings.read_text(encoding="utf-8").replace('读者: "公开"', f"读者: {reader}")
    settings.write_text(text + base, encoding="utf-8")
    assert both_ways(root, monkeypatch) == []


def test_a_site_may_have_a_frame_of_its_own_that_looks_at_titles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "frame.html").write_text(
        "<title>{{ title[:2] }}</title>{{ address }}{% block head %}{% endblock %}"
        "{% block body_class %}{% endblock %}{% block main %}{% endblock %}\n",
        encoding="utf-8",
    )
    root = small(tmp_path / "library")
    assert both_ways(root, monkeypatch, own) == []
    library = open_library(root).library
    assert library
    pages = {page.address: page for page in Site(library, [own, theme_folder()]).pages()}
    monkeypatch.undo()
    assert pages["cases/anli-1.html"].render().startswith("<title>一张</title>cases/anli-1.html")


def test_a_page_may_do_without_the_frame(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own"
    (own / "pages").mkdir(parents=True)
    (own / "pages/404.html").write_text("<p>{{ title }}</p>\n", encoding="utf-8")
    assert both_ways(small(tmp_path / "library"), monkeypatch, own) == []
