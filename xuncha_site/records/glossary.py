"""Glossary (术语): the words of the field, kept in one file. A term is a row of it."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from xuncha_site.records.base import Record, Row
from xuncha_site.records.fields import Searched, Text, declare


class TermKind(StrEnum):
    """What a term is about (类别)."""

    DUTY = "责任"
    ORGANISATION = "组织和人员"
    PROCEDURE = "程序"
    RECTIFICATION = "整改"
    PROBLEM = "常见问题"


class Term(Row):
    """One term."""

    called: ClassVar[str] = "术语"

    title: Text = declare("词", "词条", searched=Searched.TITLE, example="销号")
    kind: TermKind = declare("类别", "讲哪一方面", example="整改")
    meaning: Text = declare("意思", "一两句话", example="核实改好以后从账上划掉。")
    synonyms: tuple[Text, ...] = declare("也叫", "别的叫法", default=(), searched=Searched.KEYWORD)
    everyday: tuple[Text, ...] = declare(
        "口语", "口头怎样说", default=(), searched=Searched.KEYWORD
    )
    not_the_same: tuple[Text, ...] = declare("不要混同", "容易混同的词", default=())

    @property
    def row_name(self) -> str:
        return self.title


class Glossary(Record):
    """术语."""

    folder: ClassVar[str] = "glossary"
    name: ClassVar[str] = "术语"
    file: ClassVar[str] = "glossary.yml"
    place: ClassVar[int] = 80
    counter: ClassVar[str] = "条"
    parts: ClassVar[str] = "terms"
    lists_referrers: ClassVar[bool] = False
    lede: ClassVar[str] = "每条写明意思、别的叫法、口语说法和容易混同的词。"

    terms: tuple[Term, ...] = declare("词条", "逐条写", least=1, example=[{}])
