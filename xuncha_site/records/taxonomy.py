"""Taxonomy (问题分类): focus → category → concrete sign, kept in one file, and earlier frames."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from xuncha_site.records.base import Declared, Fault, Record, Row
from xuncha_site.records.dates import out_of_order
from xuncha_site.records.fields import Date, Reference, RefersTo, Searched, Text, declare


class Sign(Row):
    """One concrete sign (具体表现) by which a problem of a category is recognized."""

    called: ClassVar[str] = "具体表现"

    title: Text = declare(
        "名称", "看得见的表现，一句话", searched=Searched.TITLE, example="应招未招"
    )
    look_at: Text = declare("看什么", "从哪些材料看出来", example="同一地块的合同汇总")
    ask: Text = declare("问什么", "问本单位的一句话", example="拆成几份，各多少？")

    @property
    def row_name(self) -> str:
        return self.title


class Category(Row):
    """One category of problems (类别)."""

    called: ClassVar[str] = "类别"
    page_folder: ClassVar[str] = "paths"

    title: Text = declare("名称", "类别的名称", searched=Searched.CATEGORY, example="类别名称")
    covers: Text = declare("范围", "这一类包括什么，一句话", example="这一类包括什么。")
    signs: tuple[Sign, ...] = declare("具体表现", "这一类问题看得见的表现", default=())
    basis: tuple[Annotated[Reference, RefersTo("policies")], ...] = declare(
        "依据", "政策法规的编号，可带条款", default=()
    )

    @property
    def row_name(self) -> str:
        return self.title


class Focus(Row):
    """One focus (聚焦) that an inspection looks at, with its categories."""

    called: ClassVar[str] = "聚焦"

    title: Text = declare("名称", "聚焦的名称", searched=Searched.CATEGORY, example="聚焦名称")
    categories: tuple[Category, ...] = declare("类别", "它下面的问题类别", least=1, example=[{}])

    @property
    def row_name(self) -> str:
        return self.title


class FramePart(Declared):
    """One part of a frame, and where it stands in the taxonomy of today."""

    title: Text = declare("名称", "当时的提法", searched=Searched.CATEGORY, example="当时的提法")
    now: tuple[Annotated[Reference, RefersTo("taxonomy", rows="聚焦、类别")], ...] = declare(
        "对应", "现在的聚焦或者类别的编号", least=1, example=["J1"]
    )


class Frame(Row):
    """A way of dividing problems (框架) that was in use for some years."""

    called: ClassVar[str] = "框架"

    title: Text = declare("名称", "框架的名称，如 三个聚焦", example="三个聚焦")
    since: Date | None = declare("起", "从哪一年起见到，查不到的不写", default=None)
    until: Date | None = declare("止", "到哪一年，还在用的不写", default=None)
    note: Text = declare("说明", "出处和用法", example="写出处。")
    parts: tuple[FramePart, ...] = declare(
        "内容", "逐条写，各对应现在的哪些类别", least=1, example=[{}]
    )

    @property
    def row_name(self) -> str:
        return self.title

    def faults(self) -> Iterator[Fault]:
        yield from out_of_order(self, "起 止")


class Taxonomy(Record):
    """问题分类."""

    folder: ClassVar[str] = "taxonomy"
    name: ClassVar[str] = "问题分类"
    file: ClassVar[str] = "taxonomy.yml"
    place: ClassVar[int] = 70
    in_menu: ClassVar[bool] = False
    parts: ClassVar[str] = "focuses.categories.signs"
    lists_referrers: ClassVar[bool] = False  # a category leads to the list of its cases instead
    lede: ClassVar[str] = "类别是线索，不是结论。"

    focuses: tuple[Focus, ...] = declare("聚焦", "几个聚焦，从上到下", least=1, example=[{}])
    frames: tuple[Frame, ...] = declare("框架", "历年的提法，对应到现在的类别", default=())
