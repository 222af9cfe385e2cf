"""The template engine of the site: everything is escaped, nothing undefined passes silently."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

NUMERALS = "〇一二三四五六七八九十"


def theme_folder() -> Path:
    """The shipped theme: beside the package in a checkout, inside it in a wheel."""
    inside = Path(__file__).parents[1] / "theme"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "theme"


def version_of(folders: Iterable[Path]) -> str:
    """A digest of all files of theme folders."""
    found = hashlib.sha256()
    for folder in folders:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            found.update(b"%b\0%d\0" % (os.fsencode(path), path.stat().st_size))
            found.update(path.read_bytes())
    return found.hexdigest()


@lru_cache(maxsize=1)
def environment(folders: tuple[Path, ...], version: str) -> Environment:
    """Templates of the given theme folders; a site's own folder goes before the shipped one.

    Compiled once a version of their files: it takes as long as 200 pages do.
    """
    _ = version
    env = Environment(
        loader=FileSystemLoader([*map(str, folders)], encoding="utf-8"),
        auto_reload=False,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.do"],
    )
    env.filters["date"] = chinese_date
    env.filters["numeral"] = numeral
    env.filters["breaks"] = phrase_breaks
    env.filters["grouped"] = grouped
    env.filters["inner"] = inner_quotes
    env.filters["days"] = by_day
    env.filters["by_public"] = by_public
    env.filters["pinyin"] = pinyin
    env.filters["by_initial"] = by_initial
    return env


def chinese_date(value: str) -> str:
    """``2024-03-05`` → ``2024年3月5日``, as precise as written."""
    units = zip(value.split("-"), "年月日", strict=False)
    return "".join(f"{int(number)}{unit}" for number, unit in units)


def numeral(number: int) -> str:
    """1 to 99 as Chinese numerals, for headings: 一、二、…十一、."""
    tens, ones = divmod(number, 10)
    if not tens:
        return NUMERALS[ones]
    return ("" if tens == 1 else NUMERALS[tens]) + "十" + (NUMERALS[ones] if ones else "")


def inner_quotes(text: str) -> str:
    """A text that stands between quotation marks: its own marks become single ones."""
    return text.replace("“", "‘").replace("”", "’")


def grouped(items: Iterable[Any], attribute: str) -> list[tuple[Any, list[Any]]]:
    """Items by the value of an attribute, values in the order in which they first occur."""
    found: dict[Any, list[Any]] = {}
    for item in items:
        found.setdefault(getattr(item, attribute), []).append(item)
    return list(found.items())


def by_day(rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, list[tuple[Any, ...]]]]:
    """Rows of news by the day of what stands first in each."""
    return [(day, list(found)) for day, found in groupby(rows, key=lambda row: row[0].day)]


def by_public(measures: Iterable[Any], state: Any) -> list[tuple[str, list[Any]]]:
    """Measures by the public word of their own state, or of their row's; done ones first."""
    found: dict[str, list[Any]] = {"完成": [], "基本完成并持续": [], "未完成": []}
    for one in measures:
        found[(one.state or state).public].append(one)
    return [(word, members) for word, members in found.items() if members]


def pinyin(words: str) -> str:
    """How a term is pronounced, with tone marks."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 (its tables are only read here)

    return " ".join(lazy_pinyin(words, style=Style.TONE))


def by_initial(terms: Iterable[Any]) -> list[tuple[str, list[Any]]]:
    """Terms by the first letter of their pinyin, in alphabetical order; the others last."""
    ordered = sorted(terms, key=lambda term: (_plain_pinyin(term.title), term.title))
    found: dict[str, list[Any]] = {}
    for term in ordered:
        first = _plain_pinyin(term.title)[:1].upper()
        found.setdefault(first if first.isalpha() else "#", []).append(term)
    return sorted(found.items(), key=lambda pair: pair[0] == "#")


def _plain_pinyin(words: str) -> str:
    from pypinyin import lazy_pinyin  # noqa: PLC0415 (only a glossary needs its tables)

    return "".join(lazy_pinyin(words)).lstrip("“《")


def phrase_breaks(title: str) -> Markup:
    """Let a long title break after its punctuation rather than inside a phrase."""
    text = str(escape(title))
    for mark in "，：、；》":
        text = text.replace(mark, f"{mark}<wbr>")
    return Markup(text)  # noqa: S704 (escaped above)
