"""What the site's own district is (本地名录): ``data/jurisdiction.yml``, declared like a record."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha_site.problems import Code
from xuncha_site.records.base import Declared, Fault
from xuncha_site.records.fields import Text, Whole, declare


class AllowedName(Declared):
    """A name that may stand in the site (可用名称), and why."""

    name: Text = declare("名称", "可以出现的名称，要完全一样", example="焦裕禄")
    reason: Text = declare("理由", "为什么可以出现", example="公开宣传的先进典型")


class Post(Declared):
    """How many persons hold a post (岗位): the fewer, the easier one of them is told."""

    name: Text = declare("岗位", "岗位的名称，照案例里的写法", example="镇党委书记")
    count: Whole = declare("数量", "全区（县）有多少人在这个岗位上", example="20")


class Jurisdiction(Declared):
    """What the gate must know of the place that the site belongs to."""

    towns: tuple[Text, ...] = declare(
        "镇街", "本区（县）镇、街道、村、社区的名称，写了的都不准出现", default=()
    )
    bodies: tuple[Text, ...] = declare(
        "单位", "本区（县）单位、学校、医院的名称和简称，写了的都不准出现", default=()
    )
    firms: tuple[Text, ...] = declare(
        "企业", "区（县）属企业的名称和简称，写了的都不准出现", default=()
    )
    allowed: tuple[AllowedName, ...] = declare(
        "可用名称", "可以出现的名称：公众人物、上级机关、作者", default=()
    )
    posts: tuple[Post, ...] = declare(
        "岗位数", "各种岗位在本区（县）有多少人，用来算一个案例能指到几个人", default=()
    )

    def faults(self) -> Iterator[Fault]:
        """A name that is to go and may stay says two things at once."""
        own = {*self.towns, *self.bodies, *self.firms}
        for place, allowed in enumerate(self.allowed):
            if allowed.name in own:
                yield Fault(
                    ("可用名称", place, "名称"),
                    Code.BAD_VALUE,
                    f"“{allowed.name}”既在本地名称里，又在可用名称里",
                    "只留一处。",
                )
