"""Style sheet and script: what they weigh, and that browsers of 2020 can read them."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from plugin.looking import parsed
from plugin.sitekit import REPOSITORY

from browser.conftest import Sites
from browser.example_sites import KINDS

pytestmark = pytest.mark.browser

KILO = 1024
LISTS = {"list", "list with a withdrawn row", "group list", "index of groups", "internal list"}
LISTS |= {"checklist list", "ledger list", "campaigns list", "rounds list"}
LISTS |= {"index of years", "numbered page", "referrers", "updates", "glossary"}


def weight(path: Path) -> int:
    """What a file weighs on its way to the reader."""
    return len(gzip.compress(path.read_bytes(), mtime=0))


def assets_of(sites: Sites, kind: str) -> list[Path]:
    """The style sheets and scripts that a page asks for."""
    site, page = KINDS[kind]
    folder = (sites[site].folder / page).parent
    links = [link for link in parsed(sites.text(kind)).links if "assets/" in link]
    return [(folder / link).resolve() for link in links]


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_and_all_that_it_asks_for_stay_light(sites: Sites, kind: str):
    site, page = KINDS[kind]
    assets = assets_of(sites, kind)
    first_view = weight(sites[site].folder / page) + sum(map(weight, assets))

    assert sorted(path.name.split(".")[0] for path in assets if path.suffix == ".css") == ["site"]
    assert {path.name.split(".")[0] for path in assets if path.suffix == ".js"} <= {"site", "tools"}
    assert sum(map(weight, assets)) <= 45 * KILO
    assert first_view <= (80 if kind in LISTS else 50) * KILO


def test_a_site_has_one_style_sheet_and_three_scripts(sites: Sites):
    for site in {site for site, _ in KINDS.values()}:
        files = [path for path in (sites[site].folder / "assets").iterdir() if path.is_file()]
        names = sorted(re.sub(r"\.\w{8}\.", ".", path.name) for path in files)
        assert names == ["search.js", "site.css", "site.js", "tools.js"]


# Syntax younger than ES2020, and library that a Chromium of 2020 (version 80) lacks.
YOUNGER = {
    "logical assignment (2021)": r"\?\?=|\|\|=|&&=",
    "numeric separator (2021)": r"\b\d+_\d",
    "private member (2022)": r"[.\s{;]#[A-Za-z_]\w*\s*[=(;.]",
    "static block (2022)": r"\bstatic\s*\{",
    "class field (2022)": r"\bclass\b",  # no classes at all: then none has fields
    "import or export": r"\b(?:import|export)\b(?!\s*=)",
    "top-level await (2022)": r"^await\b",
    "Array.at (2022)": r"\.at\(",
    "Object.hasOwn (2022)": r"\bhasOwn\(",
    "replaceAll (2021)": r"\.replaceAll\(",
    "findLast (2023)": r"\.findLast(?:Index)?\(",
    "copying array methods (2023)": r"\.to(?:Sorted|Reversed|Spliced)\(",
    "groupBy (2024)": r"\.groupBy\(",
    "Promise.any (2021)": r"\bPromise\.(?:any|withResolvers|try)\b",
    "WeakRef (2021)": r"\bWeakRef\b|\bFinalizationRegistry\b",
    "structuredClone": r"\bstructuredClone\b",
    "randomUUID": r"\brandomUUID\b",
    "regular expression flags d and v": r"/[gimsuy]*[dv][gimsuy]*[,;).]",
    "replaceChildren (version 86)": r"\.replaceChildren\(",
    "checkVisibility (version 105)": r"\.checkVisibility\(",
    "scheduler": r"\bscheduler\.",
    "view transitions": r"\bstartViewTransition\b",
    "popover": r"\.(?:show|hide|toggle)Popover\(",
}


def bare(script: str) -> str:
    """A script without its comments and the insides of its strings."""
    piece = r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`"
    return re.sub(piece, lambda m: '""' if m[0][0] in "\"'`" else "", script, flags=re.DOTALL)


def scripts_of(sites: Sites) -> list[Path]:
    """The scripts that pages run, that of the search included."""
    site, _ = KINDS["case"]
    return sorted((sites[site].folder / "assets").glob("*.js"))


@pytest.mark.parametrize("what", YOUNGER)
def test_the_scripts_use_nothing_younger_than_2020(sites: Sites, what: str):
    scripts = scripts_of(sites)

    assert len(scripts) == 3
    for script in scripts:
        assert not re.findall(YOUNGER[what], bare(script.read_text(encoding="utf-8")), re.MULTILINE)


@pytest.mark.parametrize(
    ("what", "script"),
    [
        ("logical assignment (2021)", "a ??= b;"),
        ("numeric separator (2021)", "const n = 1_000;"),
        ("private member (2022)", "class A { #x = 1; }"),
        ("top-level await (2022)", "await go();"),
        ("Array.at (2022)", "list.at(-1)"),
        ("regular expression flags d and v", "x.match(/a/v);"),
    ],
)
def test_what_is_younger_would_be_seen(what: str, script: str):
    assert re.findall(YOUNGER[what], bare(script), re.MULTILINE)
    assert not re.findall(YOUNGER[what], bare(f"// {script}\nsay('{script}');"), re.MULTILINE)


def test_the_scripts_are_classic_ones_that_parse(browser: Browser, sites: Sites):
    page = browser.new_page()

    # Function() reads its text as the body of a classic script: no import, no top-level await.
    for script in scripts_of(sites):
        page.evaluate("(text) => void new Function(text)", script.read_text(encoding="utf-8"))

    page.close()


def declarations(block: str) -> dict[str, str]:
    return dict(re.findall(r"([\w-]+)\s*:\s*([^;]+);", block))


def test_both_dark_blocks_hold_the_same_values():
    tokens = (REPOSITORY / "theme/css/10-tokens.css").read_text(encoding="utf-8")
    chosen = tokens.partition(":root.theme-dark {")[2].partition("}")[0]
    system = tokens.partition(":root:not(.theme-light) {")[2].partition("}")[0]

    assert declarations(chosen) == declarations(system)
    assert len(declarations(chosen)) > 20


def test_the_dark_theme_sets_every_colour_of_the_light_one():
    tokens = (REPOSITORY / "theme/css/10-tokens.css").read_text(encoding="utf-8")
    light = declarations(tokens.partition(":root {")[2].partition("\n}")[0])
    dark = declarations(tokens.partition(":root.theme-dark {")[2].partition("}")[0])

    colours = {name for name, value in light.items() if value.startswith("#")}
    assert colours
    assert colours - dark.keys() == set()
