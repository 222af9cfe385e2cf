"""A row of a ledger (台账): one problem, from what was found to what came of mending it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, ClassVar

from xuncha_site.problems import Code
from xuncha_site.records.base import Declared, Fault, Row
from xuncha_site.records.checklist import Frequency
from xuncha_site.records.dates import last_day, out_of_order
from xuncha_site.records.fields import (
    Date,
    Reference,
    RefersTo,
    Searched,
    Text,
    declare,
)
from xuncha_site.records.figures import Figure


class State(StrEnum):
    """The inner states (状态), in their order."""

    WAITING = "未启动"
    WORKING = "整改中"
    MOSTLY = "基本完成并持续"
    DONE = "已完成"
    CLOSED = "已销号"

    @property
    def public(self) -> str:
        """The word that a public notice uses."""
        if self in (State.DONE, State.CLOSED):
            return "完成"
        return "基本完成并持续" if self is State.MOSTLY else "未完成"


class SideState(StrEnum):
    """What stands beside the state (旁注). 逾期 is never written: it is computed."""

    SENT_BACK = "退回重改"
    EXTENDED = "申请延期"
    RELAPSED = "反弹回潮"
    STANDING = "长期坚持"


class MendKind(StrEnum):
    """How soon it has to be mended (整改类型)."""

    AT_ONCE = "立行立改"
    BY_DATE = "限期整改"
    STANDING = "长期坚持"


class LookBackResult(StrEnum):
    """What a look-back found (结果)."""

    MENDED = "查实已改"
    PARTLY = "部分未改"
    RELAPSED = "反弹回潮"


class RuleChange(StrEnum):
    """What was done to a rule (方式)."""

    NEW = "新建"
    REVISED = "修订"
    REPEALED = "废止"


class Measure(Declared):
    """One measure (措施)."""

    text: Text = declare("述", "做什么", example="写措施")
    owner: Text | None = declare("责任单位", "与本行不同时写", default=None)
    state: State | None = declare("状态", "这一项措施的状态", default=None)


class Rule(Declared):
    """One rule that came of it (制度)."""

    name: Text = declare("名称", "制度的名称", example="某办法")
    change: RuleChange = declare("方式", "新建、修订或废止", example="新建")
    date: Date | None = declare("日期", "印发的日期", default=None)


class Progress(Declared):
    """One dated entry of how far it has come (进展)."""

    date: Date = declare("日期", "哪一天", example="2024-06-30")
    text: Text = declare("述", "做到了哪一步", example="已清点")


class Urging(Declared):
    """One paper by which it was urged (督办)."""

    paper: Text = declare("文书", "督办单、提醒书等", example="督办单")
    date: Date = declare("日期", "哪一天发的", example="2024-07-10")
    reply_by: Date | None = declare("回复期限", "要在哪一天以前回复", default=None)

    def faults(self) -> Iterator[Fault]:
        yield from out_of_order(self, "日期 回复期限")


class LookBack(Declared):
    """What the look-back found (回头看)."""

    date: Date = declare("日期", "哪一天看的", example="2025-11-10")
    result: LookBackResult = declare("结果", "看到什么", example="查实已改")
    text: Text | None = declare("说明", "怎样看的", default=None)


class Wider(Declared):
    """举一反三 at its three levels; a level where nothing was done is left out."""

    body: Text | None = declare("被巡察党组织", "本单位查了什么", default=None)
    department: Text | None = declare("主管部门", "行业里查了什么", default=None)
    leader: Text | None = declare("区级领导", "分管区级领导做了什么", default=None)


class LedgerRow(Row):
    """One problem that was fed back (一行)."""

    called: ClassVar[str] = "台账问题"

    aspect: Text = declare("方面", "反馈意见里的哪个方面", example="党中央决策部署贯彻落实")
    problem: Text = declare(
        "问题",
        "反馈的问题，照原话",
        searched=Searched.TITLE,
        columns=("反馈问题", "问题内容"),
        example="写问题",
    )
    details: tuple[Text, ...] = declare(
        "具体表现", "逐条写", default=(), columns=("问题表现", "主要表现")
    )
    categories: tuple[Annotated[Reference, RefersTo("taxonomy", rows="类别")], ...] = declare(
        "分类", "问题类别的编号", least=1, facet=True, searched=Searched.CATEGORY, example=["M4"]
    )
    signs: tuple[Annotated[Reference, RefersTo("taxonomy", rows="具体表现")], ...] = declare(
        "表现", "问题分类里具体表现的编号", default=(), facet=True, shown="具体表现"
    )
    kind: MendKind = declare(
        "整改类型", "立行立改、限期整改或长期坚持", facet=True, example="限期整改"
    )
    cause: Text | None = declare(
        "原因", "为什么会这样", default=None, columns=("原因剖析", "原因分析")
    )
    goal: Text | None = declare(
        "目标", "改到什么程度，能够检验", default=None, columns=("整改目标",)
    )
    measures: tuple[Measure, ...] = declare(
        "措施", "逐条写", least=1, listed=True, columns=("整改措施",), example=[{}]
    )
    lead: Text = declare(
        "牵头", "牵头的职务，不写人名", columns=("责任领导", "牵头领导"), example="党委书记"
    )
    owner: Text = declare(
        "责任单位", "负责的单位", columns=("牵头单位",), listed=True, example="某镇党委"
    )
    post: Text | None = declare("责任人", "具体负责的职务，不写人名", default=None)
    support: tuple[Text, ...] = declare("配合", "配合的单位", default=(), columns=("配合单位",))
    due: Date | None = declare(
        "时限",
        "哪一天以前改完",
        default=None,
        listed=True,
        example="2024-10-31",
        columns=("整改时限", "完成时限"),
    )
    review: Frequency | None = declare("复核", "长期坚持的，多久复核一次", default=None)
    state: State = declare(
        "状态",
        "按事实定",
        facet=True,
        badge=True,
        columns=("完成情况", "整改状态"),
        example="整改中",
    )
    beside: tuple[SideState, ...] = declare(
        "旁注", "写在状态旁边", default=(), facet=True, shown="退回、延期等"
    )
    progress: tuple[Progress, ...] = declare(
        "进展", "按日期写到了哪一步", default=(), columns=("整改进展",)
    )
    urged: tuple[Urging, ...] = declare("督办", "发过哪些督办文书", default=())
    finished: Date | None = declare("完成日期", "改完的日期", default=None, columns=("完成时间",))
    closed: Date | None = declare("销号日期", "核验通过、销号的日期", default=None)
    evidence: tuple[Text, ...] = declare(
        "佐证", "凭什么说改好了", default=(), columns=("佐证资料",)
    )
    outcome: Text | None = declare(
        "成效", "改了以后怎样", default=None, listed=True, columns=("整改成效", "整改情况")
    )
    rules: tuple[Rule, ...] = declare(
        "制度", "新建、修订、废止的制度", default=(), columns=("制度成果",)
    )
    figures: tuple[Figure, ...] = declare("数字", "资金、处理人员等，只写数量", default=())
    wider: Wider | None = declare("举一反三", "三级各做了什么", default=None)
    look_back: LookBack | None = declare("回头看", "回头看的结果", default=None)
    basis: tuple[Annotated[Reference, RefersTo("policies")], ...] = declare(
        "依据", "对照的政策法规，可带条款：编号#条款编号", default=()
    )
    cases: tuple[Annotated[Reference, RefersTo("cases")], ...] = declare(
        "案例", "写成案例的编号", default=()
    )

    @property
    def row_name(self) -> str:
        return f"{self.row_id} {self.problem}"

    def faults(self) -> Iterator[Fault]:
        if self.state is State.CLOSED and not self.evidence:
            yield Fault(
                "状态",
                Code.MISSING_EVIDENCE,
                f"“{self.row_id}”已销号，没有佐证",
                "补一行“佐证: [凭证、文件]”；没有佐证的不能销号。",
            )
        if self.state in (State.DONE, State.CLOSED) and self.finished is None:
            yield Fault(
                "状态",
                Code.MISSING_DATE,
                f"“{self.row_id}”{self.state}，没有完成日期",
                "补一行“完成日期: 2024-05-01”这样的；没有完成的，改状态。",
            )
        if self.due is None and self.review is None:
            yield Fault(
                "整改类型",
                Code.MISSING_DATE,
                f"“{self.row_id}”没有时限，也没有复核频次",
                "补一行“时限: …”；长期坚持的补“复核: 每半年”这样的。",
            )
        yield from out_of_order(self, "完成日期 销号日期")

    def days_late(self, as_of: str) -> int:
        """How many days the time limit lies before a date, while the row is undone; else 0.

        What is 基本完成并持续 is reviewed from time to time and is not late.
        """
        if self.due is None or self.state.public != "未完成":
            return 0
        return max(0, (last_day(as_of) - last_day(self.due)).days)

    def days_left(self, as_of: str) -> int | None:
        """Days until the time limit of a row that is undone; None where there is none."""
        if self.due is None or self.state.public != "未完成":
            return None
        left = (last_day(self.due) - last_day(as_of)).days
        return left if left >= 0 else None
