"""Case (典型案例): one anonymized case, from what was found to the lesson drawn wider."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from xuncha_site.records.base import Declared, Record, Row
from xuncha_site.records.fields import (
    Date,
    Prose,
    Reference,
    RefersTo,
    Searched,
    Text,
    Whole,
    declare,
)
from xuncha_site.records.figures import Figure


class Genre(StrEnum):
    """What the case teaches (体裁)."""

    WARNING = "警示类"
    EXPERIENCE = "经验类"
    CONTRAST = "对比类"


class BodyKind(StrEnum):
    """What kind of body the case is about (单位类型)."""

    DEPARTMENT = "区直部门"
    TOWN = "镇街"
    VILLAGE = "村（社区）"
    ENTERPRISE = "国有企业"
    INSTITUTION = "学校和医院"
    INSPECTION = "巡察机构"

    @property
    def short(self) -> str:
        """Two characters, for the head of a narrow column."""
        return _SHORT[self]


_SHORT = {
    BodyKind.DEPARTMENT: "部门",
    BodyKind.TOWN: "镇街",
    BodyKind.VILLAGE: "村社",
    BodyKind.ENTERPRISE: "国企",
    BodyKind.INSTITUTION: "校院",
    BodyKind.INSPECTION: "巡察",
}


class CauseKind(StrEnum):
    """At which level a cause lies (原因类型)."""

    THINKING = "思想认识"
    RULES = "制度漏洞"
    SUPERVISION = "监管缺位"
    DUTY = "责任虚化"
    WORKING = "能力作风"
    HISTORY = "历史遗留"


class Finding(Row):
    """One concrete problem (具体表现) of the case."""

    heading: Text = declare("题", "一句话的小标题", example="一句话说清问题")
    text: Prose = declare("述", "事实：时间、做法、数量", example="写事实。")
    signs: tuple[Annotated[Reference, RefersTo("taxonomy", rows="具体表现")], ...] = declare(
        "表现", "问题分类里具体表现的编号", default=()
    )
    seen_in: tuple[Text, ...] = declare("查看材料", "从哪些材料看出来", default=())

    @property
    def row_name(self) -> str:
        return self.heading


class Cause(Declared):
    """One cause (原因)."""

    kind: CauseKind = declare("类型", "原因在哪一层", example="制度漏洞")
    text: Prose = declare("述", "原因是什么", example="写原因。")


class Handling(Declared):
    """What was done about persons and money (处理结果): numbers only, never names."""

    figures: tuple[Figure, ...] = declare("数字", "分项的数量", default=())
    text: Prose | None = declare("说明", "数字以外要说明的", default=None)


class Mending(Declared):
    """How it was put right (整改做法): what at once, what for good."""

    now: tuple[Prose, ...] = declare("当下改", "立即改的做法", least=1, example=["写做法。"])
    for_good: tuple[Prose, ...] = declare(
        "长久立", "建立、修订的制度", least=1, example=["写制度。"]
    )


class Level(Declared):
    """What one level did beyond the problem itself."""

    who: Text = declare("谁", "哪一级的哪个单位，写类名不写真名", example="某镇党委")
    did: Prose = declare("做法", "查了什么、改了什么", example="写做法。")


class WiderLesson(Declared):
    """举一反三 at its three levels; a level where nothing was done is left out and shown so."""

    body: Level | None = declare("被巡察党组织", "被巡察党组织的做法", default=None)
    department: Level | None = declare("主管部门", "行业主管部门的做法", default=None)
    leader: Level | None = declare("区级领导", "分管区级领导的做法", default=None)


class DiscussionQuestion(Declared):
    """A question for the classroom, with what an answer should hold."""

    question: Text = declare("题", "讨论题", example="写讨论题。")
    points: tuple[Text, ...] = declare(
        "参考要点", "答案要点，只给教员", least=1, example=["要点。"]
    )


class QuizQuestion(Declared):
    """A question with a short answer."""

    question: Text = declare("题", "测验题", example="写测验题。")
    answer: Text = declare("答案", "正确答案，只给教员", example="写答案。")


class Training(Declared):
    """All that is for trainers only (教学). It never reaches the readers' site."""

    aims: tuple[Text, ...] = declare("目标", "学完能做什么", least=1, example=["写目标。"])
    minutes: Whole = declare("时长", "共多少分钟", example="90")
    prompts: tuple[Text, ...] = declare("分段提示", "每一段怎么带", default=())
    questions: tuple[DiscussionQuestion, ...] = declare(
        "讨论题", "分组讨论的题和参考要点", least=1, example=[{}]
    )
    quiz: tuple[QuizQuestion, ...] = declare("测验", "课后测验", default=())
    notes: Prose | None = declare("讲师备注", "只给教员看的提醒", default=None)


class Case(Record):
    """典型案例."""

    folder: ClassVar[str] = "cases"
    name: ClassVar[str] = "典型案例"
    place: ClassVar[int] = 30
    of_its_time: ClassVar[bool] = True
    grouped_by: ClassVar[str] = "categories"
    lede: ClassVar[str] = "分警示、经验、对比三类，从问题表现写到举一反三，可用于自查和研讨。"

    subtitle: Text | None = declare("副标题", "点明讲哪一类问题", default=None)
    genre: Genre = declare("体裁", "案例的用意", facet=True, badge=True, example="警示类")
    body_kind: BodyKind = declare(
        "单位类型", "案例里的单位是哪一类", facet=True, listed=True, example="镇街"
    )
    categories: tuple[Annotated[Reference, RefersTo("taxonomy", rows="类别")], ...] = declare(
        "分类",
        "问题类别的编号，第一个是主要类别",
        least=1,
        facet=True,
        listed=True,
        searched=Searched.CATEGORY,
        example=["M4"],
    )
    trade: Text | None = declare("行业", "哪个行业，如 教育", default=None, facet=True)
    round: Text | None = declare("巡察", "哪一轮、哪种巡察", default=None)
    background: Prose = declare("案例背景", "时间、单位、做什么的", example="写背景。")
    findings: tuple[Finding, ...] = declare("问题表现", "逐条写事实", least=1, example=[{}])
    causes: tuple[Cause, ...] = declare("原因剖析", "逐条写原因", least=1, example=[{}])
    handling: Handling | None = declare("处理结果", "只写数量", default=None)
    mending: Mending | None = declare("整改做法", "当下改和长久立", default=None)
    outcome: Prose | None = declare("成效", "改了以后怎样", default=None)
    wider: WiderLesson | None = declare("举一反三", "三级各做了什么", default=None)
    self_check: tuple[Text, ...] = declare(
        "自查问题", "读者拿来问本单位的问题", least=1, example=["本单位有没有同类问题？"]
    )
    duties: tuple[Annotated[Reference, RefersTo("checklists")], ...] = declare(
        "责任", "没有尽到的责任：清单编号#条目编号", default=()
    )
    questions: tuple[Text, ...] = declare(
        "思考题", "给读者思考的题，不附答案", default=(), sought=True
    )
    basis: tuple[Annotated[Reference, RefersTo("policies")], ...] = declare(
        "依据", "政策法规的编号，可带条款：编号#条款编号", default=()
    )
    ledgers: tuple[Annotated[Reference, RefersTo("rectifications")], ...] = declare(
        "台账", "有关的整改台账：台账编号#条目编号", default=()
    )
    campaigns: tuple[Annotated[Reference, RefersTo("campaigns")], ...] = declare(
        "专项工作", "有关专项工作的编号", default=()
    )
    related: tuple[Annotated[Reference, RefersTo("cases")], ...] = declare(
        "相关案例", "其他案例的编号", default=()
    )
    reviewed: Date | None = declare("复核日期", "最近一次核对政策和表述的日期", default=None)
    training: Training | None = declare(
        "教学", "只给教员，不进读者的网站", default=None, trainers=True
    )

    @property
    def shows_failure(self) -> bool:
        """Whether the duties that it names were not done: only a warning says so of all."""
        return self.genre is Genre.WARNING
