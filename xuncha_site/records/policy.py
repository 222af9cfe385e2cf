"""Policy (政策法规): one record a text, that is, one version of it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from xuncha_site.records.base import Record, Row
from xuncha_site.records.fields import (
    Date,
    Prose,
    Reference,
    RefersTo,
    Searched,
    Text,
    WebAddress,
    declare,
)


class PolicyKind(StrEnum):
    """What kind of text it is (文种)."""

    PARTY_REGULATION = "党内法规"
    PARTY_DOCUMENT = "党内规范性文件"
    LAW = "国家法律"
    ADMINISTRATIVE_REGULATION = "行政法规"
    STANDARD = "国家标准"
    LOCAL = "地方文件"


class Force(StrEnum):
    """Whether it applies (效力), as known on the date of checking."""

    IN_FORCE = "现行有效"
    ON_TRIAL = "试行有效"
    NOT_YET = "尚未施行"
    REPLACED = "已被取代"
    REPEALED = "已废止"


class Openness(StrEnum):
    """How much of the text is public (公开程度)."""

    FULL = "全文公开"
    SUMMARY = "只公开摘要"
    CLOSED = "未公开全文"


class Article(Row):
    """One article that matters here, in our own words."""

    called: ClassVar[str] = "政策条款"

    number: Text = declare(
        "条", "第几条，写法与原文一致", searched=Searched.TITLE, example="第一条"
    )
    heading: Text = declare(
        "题", "讲什么，几个字", searched=Searched.TITLE, example="几个字说明本条"
    )
    gist: Prose = declare("要点", "用自己的话写，不抄原文", example="写要点。")

    @property
    def row_name(self) -> str:
        return f"{self.number} {self.heading}"


class Policy(Record):
    """政策法规."""

    folder: ClassVar[str] = "policies"
    name: ClassVar[str] = "政策法规"
    place: ClassVar[int] = 10
    counter: ClassVar[str] = "部"
    grouped_by: ClassVar[str] = "kind"
    lede: ClassVar[str] = "写明效力、来源和核对日期；要点由本库编写，引用以发布机关公布的文本为准。"

    kind: PolicyKind = declare("文种", "哪一类文件", facet=True, listed=True, example="党内法规")
    force: Force = declare("效力", "核对那天是否有效", facet=True, badge=True, example="现行有效")
    issuer: Text = declare(
        "制定机关", "发布文件的机关", facet=True, listed=True, example="某区委办公室"
    )
    number: Text | None = declare("文号", "如 某发〔2024〕5号", default=None)
    adopted: Date | None = declare("通过日期", "会议审议通过的日期", default=None)
    effective: Date | None = declare("施行日期", "开始施行的日期", default=None)
    openness: Openness = declare("公开程度", "全文是否公开", example="全文公开")
    replaces: tuple[Annotated[Reference, RefersTo("policies")], ...] = declare(
        "替代", "它取代了哪些文件，写编号", default=(), acyclic=True
    )
    gist: Prose = declare("要点", "用自己的话写它管什么、怎么管", example="写要点。")
    use: Prose | None = declare("与巡察工作的关系", "巡察时怎样用到它", default=None)
    articles: tuple[Article, ...] = declare("条款", "与本库有关的条款", default=())
    checked: Date = declare("核对日期", "最近一次核对效力和来源的日期", example="2024-05-01")
    address: WebAddress | None = declare("原文地址", "发布机关官方网站上的地址", default=None)
