"""Figures (数字): a closed vocabulary of units and of what is counted.

人, 人次, 件 and 个 are different things and never added. A number is kept as written: 7.20 does not
become 7.2, and 0 is not missing. What the source gives only roughly (上亿元, 10余次) stays text.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from xuncha_site.problems import Code
from xuncha_site.records.base import Declared, Fault
from xuncha_site.records.fields import Number, Text, declare


class Unit(StrEnum):
    """Units of figures (单位)."""

    PERSONS = "人"
    PERSON_TIMES = "人次"
    MATTERS = "件"
    PIECES = "个"
    ITEMS = "项"
    ENTRIES = "条"
    COPIES = "份"
    TIMES = "次"
    HOUSEHOLDS = "户"
    ROOMS = "间"
    MU = "亩"
    DAYS = "天"
    MONTHS = "个月"
    YUAN = "元"
    TEN_THOUSAND_YUAN = "万元"
    HUNDRED_MILLION_YUAN = "亿元"
    PERCENT = "%"


_MONEY = (Unit.YUAN, Unit.TEN_THOUSAND_YUAN, Unit.HUNDRED_MILLION_YUAN)

# The sanctions within the Party (党纪处分), as ledgers count them one by one.
SANCTIONS = ("党内警告", "党内严重警告", "撤销党内职务", "留党察看", "开除党籍")

# What may only be counted in some units. Anything else is free.
UNITS_OF: dict[str, tuple[Unit, ...]] = {
    **dict.fromkeys(("清退", "追缴", "追回", "挽回", "增收", "减支", "节支", "收缴"), _MONEY),
    **dict.fromkeys(
        (
            "党纪处分",
            *SANCTIONS,
            "政务处分",
            "组织处理",
            "诫勉",
            "批评教育",
            "责令检查",
            "移送司法",
            "查处",
        ),
        (Unit.PERSONS,),
    ),
    "提醒谈话": (Unit.PERSONS, Unit.PERSON_TIMES),
    "约谈": (Unit.PERSONS, Unit.PERSON_TIMES),
    "移交线索": (Unit.MATTERS,),
    "制度": (Unit.ITEMS,),
    "会议": (Unit.TIMES,),
}


class Figure(Declared):
    """A number with its unit, or the words of a source that gives no exact number."""

    label: Text = declare("项", "数的是什么", example="批评教育")
    amount: Number | None = declare(
        "数",
        "只写数字；0 表示核实后没有",
        default=None,
        otherwise="来源只有约数的，删去“数”和“单位”，照原话写“约: …”。",
    )
    unit: Unit | None = declare("单位", "数的单位", default=None)
    about: Text | None = declare(
        "约", "来源没有给出准确数的，照原话写，如 上亿元；这时不写数和单位", default=None
    )
    note: Text | None = declare("说明", "怎样合计、怎样统计", default=None)

    def faults(self) -> Iterator[Fault]:
        exact = self.amount is not None and self.unit is not None
        if exact == (self.about is not None) or (self.amount is None) != (self.unit is None):
            yield Fault(
                "项",
                Code.FIGURE_FORM,
                f"“{self.label}”的数字写得不对",
                "“数”和“单位”一起写；来源只有约数的，只写“约”。",
            )
        allowed = next((u for word, u in UNITS_OF.items() if self.label.startswith(word)), None)
        if self.unit is not None and allowed and self.unit not in allowed:
            yield Fault(
                "单位",
                Code.WRONG_UNIT,
                f"“{self.label}”的单位不能是“{self.unit}”",
                f"改为：{'、'.join(allowed)}。",
            )


class Totals(Declared):
    """Counts of problems as printed (合计): the parts add up and the rate is their quotient."""

    total: Number = declare("问题", "反馈问题总数", example="3")
    done: Number = declare("完成", "完成的（已完成和已销号）", example="1")
    mostly: Number = declare("基本完成并持续", "不计入完成", example="1")
    undone: Number = declare("未完成", "整改中和未启动的", example="1")
    rate: Number | None = declare("完成率", "百分数，几位小数照印出来的写", default=None)

    def faults(self) -> Iterator[Fault]:
        parts = sum(map(Decimal, (self.done, self.mostly, self.undone)))
        if parts != Decimal(self.total):
            yield Fault(
                "问题",
                Code.SUM_MISMATCH,
                f"合计不等：{self.done} + {self.mostly} + {self.undone} = {parts}，"
                f"不是 {self.total}",
                "查清哪一个数写错了，改正。",
            )
        if self.rate is not None and Decimal(self.total):
            quotient = rate(self.done, self.total, self.rate)
            if quotient != self.rate:
                yield Fault(
                    "完成率",
                    Code.RATE_MISMATCH,
                    f"完成率不对：{self.done} ÷ {self.total} = {quotient}%，不是 {self.rate}%",
                    f"改为 {quotient}，或者改正前面的数。",
                )


def rate(part: str, whole: str, printed: str) -> str:
    """The percentage of a part, with as many decimals as the printed one, rounded half up."""
    digits = len(printed.partition(".")[2])
    value = Decimal(part) * 100 / Decimal(whole)
    return str(value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP))
