"""The pages that look over a whole library: which there are, and where their doors stand.

Declared here without what makes them, so that the frame can lead to them from every page.
"""

from __future__ import annotations

from dataclasses import dataclass

from xuncha_site.library import Library


@dataclass(frozen=True, slots=True)
class Overview:
    """One such page. It is there as soon as one of the types that it ``needs`` has a record.

    One that needs none is always there.
    """

    address: str
    name: str
    lede: str  # what it answers, in one sentence
    needs: tuple[str, ...]
    section: str = ""  # key of the section of the menu that it belongs to, "" for none
    sought: tuple[str, ...] = ()  # what else readers may search it by
    place: int = 0  # its place among the sections of the menu, if it is one of them

    def of(self, library: Library) -> bool:
        """Whether a library has it."""
        return not self.needs or any(
            not e.withdrawn for folder in self.needs for e in library.shelf(folder)
        )


MATRIX = Overview(
    "matrix.html",
    "问题矩阵",
    "哪一类问题出在哪一种单位、哪一年；哪些会议由谁开、多久开一次。",
    needs=("cases", "checklists"),
    sought=("会议矩阵",),
    place=65,
)

SELF_CHECK = Overview(
    "selfcheck/index.html",
    "查偏补缺",
    "本单位有没有同样的问题：按单位类型列出要看什么、问什么，逐条打勾。",
    needs=("taxonomy",),
    section="selfcheck",
    sought=("自查表", "自查问题", "对照检查"),
    place=60,
)
DOWNLOADS = Overview(
    "downloads/index.html",
    "下载",
    "全部可以取走的文件：有几行、有哪些列、有多大。",
    needs=(),
    section="downloads",
)

UPDATES = Overview(
    "updates.html",
    "最近更新",
    "哪些记录新收录、修订、撤回，最近的在前。",
    needs=(),
    section="updates",
    sought=("新增", "修订记录", "订阅"),
)

CALENDAR = Overview(
    "calendar.html",
    "履责日历",
    "哪些责任按什么频次办，哪些事哪一天办；可以订阅。",
    needs=("checklists", "rounds", "rectifications"),
    section="checklists",
)
DUE = Overview(
    "due.html",
    "逾期与将到期",
    "台账里没有完成的问题，按离时限的远近排列。",
    needs=("rectifications",),
    section="rectifications",
)
BOARD = Overview(
    "board.html",
    "整改看板",
    "所有台账改到哪一步：按状态、按举一反三的级别、“回头看”的结果和成效数字。",
    needs=("rectifications",),
    section="rectifications",
)
TIMELINE = Overview(
    "timeline.html",
    "政策沿革",
    "哪一年发布了什么，什么取代了什么，现在看哪一份。",
    needs=("policies",),
    section="policies",
)
STATISTICS = Overview(
    "statistics.html",
    "统计",
    "问题集中在哪几类，各轮改得怎样，每季度销号多少，各年有多少案例。",
    needs=("rectifications", "cases"),
)

OVERVIEWS = (
    SELF_CHECK,
    MATRIX,
    CALENDAR,
    DUE,
    BOARD,
    TIMELINE,
    STATISTICS,
    UPDATES,
    DOWNLOADS,
)
