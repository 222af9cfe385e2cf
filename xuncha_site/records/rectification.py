"""Rectification (整改成效): one inspected body's ledger (台账) of one round.

A row is stored once; problem lists, task lists and notices are views of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, ClassVar

from xuncha_site.problems import Code
from xuncha_site.records.base import Declared, Fault, Record
from xuncha_site.records.case import BodyKind
from xuncha_site.records.dates import later, out_of_order
from xuncha_site.records.fields import (
    Date,
    Number,
    Prose,
    Reference,
    RefersTo,
    Text,
    declare,
)
from xuncha_site.records.figures import Figure, Totals, rate
from xuncha_site.records.ledger_row import LedgerRow, MendKind, State


class Evaluation(Declared):
    """How the rectification was judged as a whole (评估); schemes differ from place to place."""

    date: Date = declare("日期", "哪一天评的", example="2024-12-20")
    scheme: Text = declare("办法", "按哪种办法评，分几等", example="四等次")
    grade: Text = declare("等次", "评出的等次", example="较好")
    satisfied: Number | None = declare("满意率", "测评的满意率，百分数", default=None)


class PublishedTo(StrEnum):
    """To whom the outcome was published (公开范围)."""

    PARTY = "党内"
    SOCIETY = "社会"


class Rectification(Record):
    """整改成效."""

    folder: ClassVar[str] = "rectifications"
    name: ClassVar[str] = "整改台账"
    place: ClassVar[int] = 40
    counter: ClassVar[str] = "本"
    parts: ClassVar[str] = "rows"
    parts_file: ClassVar[str] = "rows"
    part_of: ClassVar[str] = "台账"
    of_its_time: ClassVar[bool] = True
    grouped_by: ClassVar[str] = "body_kind"
    lede: ClassVar[str] = "一个党组织一轮巡察的整改台账，逐条列措施、责任、时限、状态和成效。"

    round: Annotated[Reference, RefersTo("rounds")] = declare(
        "轮次", "巡察轮次的编号", listed=True, example="di-san-lun"
    )
    body: Text = declare("被巡察党组织", "写类名，如 某镇党委", listed=True, example="某镇党委")
    body_kind: BodyKind = declare(
        "单位类型", "单位是哪一类", facet=True, listed=True, example="镇街"
    )
    fed_back: Date = declare("反馈日期", "收到反馈意见的日期", example="2024-05-01")
    focus_until: Date | None = declare("集中整改截止", "集中整改到哪一天", default=None)
    published: Date | None = declare("公开日期", "整改情况公开的日期", default=None)
    published_to: tuple[PublishedTo, ...] = declare("公开范围", "向谁公开", default=())
    withheld: Text | None = declare("不公开理由", "经同意没有公开的部分，写理由", default=None)
    evaluation: Evaluation | None = declare("评估", "整改评估的结果", default=None)
    campaigns: tuple[Annotated[Reference, RefersTo("campaigns")], ...] = declare(
        "专项工作", "属于哪项专项工作", default=()
    )
    organising: Prose | None = declare("组织情况", "怎样组织整改的", default=None)
    figures: tuple[Figure, ...] = declare("组织数字", "开会、制度等的数量", default=())
    totals: Totals | None = declare("合计", "对外公布的合计", default=None)
    rows: tuple[LedgerRow, ...] = declare("条目", "一个问题一行", least=1, example=[{}])
    next: Prose | None = declare("下一步", "下一步怎样做", default=None)

    def by_state(self) -> dict[State, int]:
        """How many rows are in each state, all states in order."""
        return {state: sum(row.state is state for row in self.rows) for state in State}

    def by_word(self) -> dict[str, int]:
        """How many rows each public word counts."""
        found = dict.fromkeys(("完成", "基本完成并持续", "未完成"), 0)
        for row in self.rows:
            found[row.state.public] += 1
        return found

    def late(self, as_of: str) -> int:
        """How many rows are past their time limit on a date."""
        return sum(row.days_late(as_of) > 0 for row in self.rows)

    def done_rate(self) -> str:
        """The rate of completion in percent, two decimals."""
        return rate(str(self.by_word()["完成"]), str(len(self.rows)), "0.00")

    def faults(self) -> Iterator[Fault]:
        yield from out_of_order(self, "反馈日期 集中整改截止 公开日期")
        for index, row in enumerate(self.rows):
            if row.kind is MendKind.AT_ONCE:
                continue
            for label, value in (("时限", row.due), ("完成日期", row.finished)):
                if value is not None and later(self.fed_back, value):
                    yield Fault(
                        ("条目", index, label),
                        Code.DATE_ORDER,
                        f"“{row.row_id}”的{label} {value} 早于反馈日期 {self.fed_back}",
                        "查清先后，改正其中一个日期；立行立改的，改整改类型。",
                    )
        yield from self._totals()

    def _totals(self) -> Iterator[Fault]:
        if self.totals is None:
            return
        counted = self.by_word()
        printed = {
            "问题": (self.totals.total, len(self.rows)),
            "完成": (self.totals.done, counted["完成"]),
            "基本完成并持续": (self.totals.mostly, counted["基本完成并持续"]),
            "未完成": (self.totals.undone, counted["未完成"]),
        }
        told = {fault.where for fault in self.totals.faults()}
        for label, (written, found) in printed.items():
            if written != str(found) and label not in told:
                yield Fault(
                    ("合计", label),
                    Code.SUM_MISMATCH,
                    f"合计的“{label}”写 {written}，条目数出来是 {found}",
                    f"改为 {found}，或者改正条目的状态。",
                )
