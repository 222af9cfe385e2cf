"""Campaign (专项工作): a special inspection, a drive or a clean-up, with what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, ClassVar

from xuncha_site.records.base import Declared, Fault, Record
from xuncha_site.records.dates import out_of_order
from xuncha_site.records.fields import Date, Prose, Reference, RefersTo, Searched, Text, declare
from xuncha_site.records.figures import Figure, Totals


class CampaignKind(StrEnum):
    """What kind of campaign it is (种类)."""

    INSPECTION = "专项巡察"
    DRIVE = "专项行动"
    CLEAN_UP = "专项治理"


class Step(Declared):
    """One step (步骤) with its date, as precise as known."""

    date: Date = declare("日期", "哪一天、哪一月或哪一年", example="2024-05")
    heading: Text = declare("题", "做了什么", example="反馈")
    text: Text | None = declare("述", "一句话说明", default=None)


class Strand(Declared):
    """One strand (分项), such as one of 五清."""

    heading: Text = declare("题", "分项的名称", example="分项")
    text: Text = declare("述", "做什么", example="写这一项做什么。")


class Campaign(Record):
    """专项工作."""

    folder: ClassVar[str] = "campaigns"
    name: ClassVar[str] = "专项工作"
    place: ClassVar[int] = 50
    counter: ClassVar[str] = "项"
    of_its_time: ClassVar[bool] = True
    lede: ClassVar[str] = "针对一个领域的专项巡察、专项行动和专项治理。"

    kind: CampaignKind = declare(
        "种类", "哪一种专项工作", facet=True, badge=True, example="专项行动"
    )
    scope: Text = declare("范围", "哪些单位、哪个领域", listed=True, example="全区")
    started: Date | None = declare("开始", "开始的日期", default=None)
    ended: Date | None = declare("结束", "结束的日期", default=None)
    looked_back: Date | None = declare("回头看日期", "回头看的日期", default=None)
    categories: tuple[Annotated[Reference, RefersTo("taxonomy", rows="类别")], ...] = declare(
        "重点", "问题类别的编号", default=(), searched=Searched.CATEGORY
    )
    background: Prose = declare("背景", "为什么做", example="写背景。")
    steps: tuple[Step, ...] = declare("步骤", "按先后写", default=())
    strands: tuple[Strand, ...] = declare("分项", "分成几项做", default=())
    totals: Totals | None = declare("合计", "问题的合计", default=None)
    figures: tuple[Figure, ...] = declare("结果", "处理人员、资金等的数量", default=())
    counting: Text | None = declare("统计口径", "怎样统计、哪些没有分列", default=None)
    experience: Prose | None = declare("经验做法", "值得学的做法", default=None)
    basis: tuple[Annotated[Reference, RefersTo("policies")], ...] = declare(
        "依据", "政策法规的编号", default=()
    )
    cases: tuple[Annotated[Reference, RefersTo("cases")], ...] = declare(
        "案例", "有关案例的编号", default=()
    )

    def faults(self) -> Iterator[Fault]:
        yield from out_of_order(self, "开始 结束 回头看日期")
