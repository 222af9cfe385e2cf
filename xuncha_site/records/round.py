"""Round (巡察轮次): one round of inspection, with the dates of its steps."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import ClassVar

from xuncha_site.records.base import Fault, Record
from xuncha_site.records.dates import out_of_order
from xuncha_site.records.fields import Date, Prose, Whole, declare


class InspectionKind(StrEnum):
    """What kind of inspection it is (巡察类型)."""

    ROUTINE = "常规巡察"
    SPECIAL = "专项巡察"
    MOBILE = "机动巡察"
    RAISED = "提级巡察"
    CROSS = "交叉巡察"
    EXTENDED = "延伸巡察"
    LOOK_BACK = "回头看"


class Round(Record):
    """巡察轮次."""

    folder: ClassVar[str] = "rounds"
    name: ClassVar[str] = "巡察轮次"
    place: ClassVar[int] = 60
    counter: ClassVar[str] = "轮"
    in_menu: ClassVar[bool] = False
    lede: ClassVar[str] = "每一轮的类型、规模和各步骤的日期。"

    kind: InspectionKind = declare(
        "巡察类型", "哪一种巡察", facet=True, badge=True, example="常规巡察"
    )
    teams: Whole | None = declare("巡察组", "派出几个组", default=None)
    bodies: Whole | None = declare("被巡察党组织数", "这一轮巡察几个党组织", default=None)
    approved: Date | None = declare("方案审定", "方案审定的日期", default=None)
    entered: Date | None = declare("进驻", "进驻动员的日期", default=None)
    left: Date | None = declare("撤点", "现场了解结束的日期", default=None)
    reported: Date | None = declare("书记专题会", "书记专题会听取汇报的日期", default=None)
    fed_back: Date | None = declare("反馈", "反馈意见的日期", default=None)
    focus_until: Date | None = declare("集中整改截止", "集中整改到哪一天", default=None)
    published: Date | None = declare("公开", "整改情况公开的日期", default=None)
    evaluated: Date | None = declare("评估", "整改评估的日期", default=None)
    looked_back: Date | None = declare("回头看", "回头看的日期", default=None)
    text: Prose | None = declare("说明", "规模和特点", default=None)

    def faults(self) -> Iterator[Fault]:
        yield from out_of_order(
            self,
            "方案审定 进驻 撤点 书记专题会 反馈 集中整改截止 公开",
        )
        yield from out_of_order(self, "集中整改截止 评估 回头看")
