"""Taxonomy (问题分类): the problem categories, kept in one file. A category is a row of it."""

from __future__ import annotations

from typing import ClassVar

from xuncha_site.records.base import Record, Row
from xuncha_site.records.fields import Text, declare


class Category(Row):
    """One category of problems."""

    title: Text = declare("名称", "类别的名称", example="类别名称")
    covers: Text = declare("范围", "这一类包括什么，一句话", example="这一类包括什么。")

    @property
    def row_name(self) -> str:
        return self.title


class Focus(Row):
    """One focus (聚焦) that an inspection looks at, with its categories."""

    title: Text = declare("名称", "聚焦的名称", example="聚焦名称")
    categories: tuple[Category, ...] = declare("类别", "它下面的问题类别", least=1, example=[{}])

    @property
    def row_name(self) -> str:
        return self.title


class Taxonomy(Record):
    """问题分类."""

    folder: ClassVar[str] = "taxonomy"
    name: ClassVar[str] = "问题分类"
    file: ClassVar[str] = "taxonomy.yml"
    place: ClassVar[int] = 70
    in_menu: ClassVar[bool] = False
    lists_referrers: ClassVar[bool] = False  # a category leads to the list of its cases instead
    lede: ClassVar[str] = "类别是线索，不是结论。"

    focuses: tuple[Focus, ...] = declare("聚焦", "几个聚焦，从上到下", least=1, example=[{}])
