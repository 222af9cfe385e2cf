"""The template engine of the site: everything is escaped, nothing undefined passes silently."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

NUMERALS = "〇一二三四五六七八九十"


def theme_folder() -> Path:
    """The shipped theme: beside the package in a checkout, inside it in a wheel."""
    inside = Path(__file__).parents[1] / "theme"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "theme"


def environment(folders: list[Path]) -> Environment:
    """Templates of the given theme folders; a site's own folder goes before the shipped one."""
    env = Environment(
        loader=FileSystemLoader([*map(str, folders)], encoding="utf-8"),
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


def phrase_breaks(title: str) -> Markup:
    """Let a long title break after its punctuation rather than inside a phrase."""
    text = str(escape(title))
    for mark in "，：、；》":
        text = text.replace(mark, f"{mark}<wbr>")
    return Markup(text)  # noqa: S704 (escaped above)
