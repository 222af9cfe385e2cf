"""Checklist (责任清单): what one responsible body has to do, duty by duty."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, ClassVar

from xuncha_site.problems import Code
from xuncha_site.records.base import Fault, Record, Row
from xuncha_site.records.fields import Date, Flag, Reference, RefersTo, Searched, Text, declare


class DutyKind(StrEnum):
    """What kind of duty it is (责任类别)."""

    LEADERSHIP = "组织领导"
    STUDY = "研究部署"
    APPROVAL = "审议审定"
    HEARING = "听取汇报"
    SUPERVISION = "政治监督"
    TEAM = "队伍保障"
    RESULTS = "成果运用与整改"
    ACCOUNTABILITY = "督促问责"


class Frequency(StrEnum):
    """How often (频次), the rarest first."""

    TERM = "每届"
    YEARLY = "每年"
    HALF_YEARLY = "每半年"
    QUARTERLY = "每季度"
    MONTHLY = "每月"
    WEEKLY = "每周"
    EACH_ROUND = "每轮"
    AS_NEEDED = "适时"
    AT_ONCE = "第一时间"
    ONCE = "一次性"
    STANDING = "长期坚持"


class Manner(StrEnum):
    """How a duty is done (履责方式)."""

    MEETING = "会议研究"
    HEARING = "听取汇报"
    REVIEW = "审定文件"
    FIELD = "直接调研"
    TALK = "约谈"
    CHECK = "督查"
    ATTENDING = "列席"
    WRITTEN = "批示"
    TRAINING = "培训"
    NOTICE = "通报"
    TRANSFER = "移交"
    COORDINATION = "协调"
    ONSITE = "现场了解"
    DRAFTING = "起草"
    SELF_CHECK = "自查"

    @property
    def is_meeting(self) -> bool:
        """Whether people sit down together for it."""
        return self in (Manner.MEETING, Manner.HEARING, Manner.ATTENDING)


class Origin(StrEnum):
    """Where a duty comes from (出处)."""

    ARTICLE = "公开报道"
    PROPOSED = "拟写"


class Item(Row):
    """One duty (条目)."""

    called: ClassVar[str] = "清单条目"

    subject: Text | None = declare("责任主体", "与清单的责任主体不同时写", default=None)
    kind: DutyKind = declare(
        "类别", "责任的类别", facet=True, columns=("责任类别", "责任项目"), example="组织领导"
    )
    duty: Text = declare(
        "责任内容",
        "一条一件事",
        searched=Searched.TITLE,
        columns=("工作内容",),
        example="写一件要做的事",
    )
    manner: tuple[Manner, ...] = declare(
        "履责方式", "怎样做", least=1, columns=("工作措施",), example=["会议研究"]
    )
    frequency: tuple[Frequency, ...] = declare(
        "频次",
        "多久一次，可以写两个",
        default=(),
        facet=True,
        example=["每轮"],
        columns=("完成时限",),
    )
    due: Date | None = declare("期限", "只做一次的，写到哪一天", default=None)
    evidence: tuple[Text, ...] = declare(
        "佐证", "留下什么材料", least=1, columns=("佐证资料", "痕迹资料"), example=["会议纪要"]
    )
    overseer: Text = declare("监督主体", "谁来看做没做", example="上级巡察机构")
    failure: Text = declare(
        "反面情形",
        "什么情形算没有做到",
        columns=("负面清单", "追责情形"),
        example="写没有做到的情形",
    )
    origin: Origin = declare("出处", "公开报道里有，还是本库拟写", example="拟写")
    owner: Text | None = declare(
        "责任单位", "具体承办的单位，与责任主体不同时写", default=None, columns=("牵头单位",)
    )
    support: tuple[Text, ...] = declare("配合", "配合的单位", default=(), columns=("配合单位",))
    basis: tuple[Annotated[Reference, RefersTo("policies")], ...] = declare(
        "依据", "政策法规的编号，可带条款", default=()
    )
    note: Text | None = declare("备注", "要说明的", default=None)

    @property
    def row_name(self) -> str:
        return f"{self.row_id} {self.duty}"

    def faults(self) -> Iterator[Fault]:
        if not self.frequency and self.due is None:
            yield Fault(
                "责任内容",
                Code.MISSING_KEY,
                f"“{self.row_id}”没有写频次，也没有写期限",
                "补一行“频次: [每轮]”这样的，或者“期限: 2024-05-01”这样的。",
            )


class Checklist(Record):
    """责任清单."""

    folder: ClassVar[str] = "checklists"
    name: ClassVar[str] = "责任清单"
    place: ClassVar[int] = 20
    counter: ClassVar[str] = "份"
    parts: ClassVar[str] = "items"
    parts_file: ClassVar[str] = "items"
    part_of: ClassVar[str] = "清单"
    lede: ClassVar[str] = "一条一件事，写明怎么做、多久一次、留什么佐证、什么情形算没有做到。"

    body: Text = declare("责任主体", "这份清单是谁的", listed=True, facet=True, example="区委")
    edition: Text = declare("版本", "哪一版", listed=True, example="2026年版")
    intro: Text | None = declare("编写说明", "怎样编的，哪些是拟写", default=None)
    counted: Flag = declare("计入五十五", "是：条目计入五十五项责任", default=False, inherited=True)
    items: tuple[Item, ...] = declare("条目", "逐条写", least=1, example=[{}])
