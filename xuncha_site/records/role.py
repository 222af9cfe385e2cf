"""Role (角色): who reads, and where each should begin. Kept in one file; a role is a row of it."""

from __future__ import annotations

from typing import Annotated, ClassVar

from xuncha_site.records.base import Record, Row
from xuncha_site.records.fields import Reference, RefersTo, Searched, Text, declare


class Role(Row):
    """One role."""

    called: ClassVar[str] = "岗位"
    page_folder: ClassVar[str] = "roles"

    title: Text = declare("名称", "角色的名称", searched=Searched.TITLE, example="区委书记")
    question: Text = declare("要问", "他来这里要问的一句话", example="本轮要听哪些汇报？")
    who: Text = declare("是谁", "包括哪些人", example="区委主要负责人")
    duties: tuple[Annotated[Reference, RefersTo("checklists")], ...] = declare(
        "责任", "责任清单或其中条目的编号", default=()
    )
    cases: tuple[Annotated[Reference, RefersTo("cases")], ...] = declare(
        "先看案例", "先看哪些案例", default=()
    )
    policies: tuple[Annotated[Reference, RefersTo("policies")], ...] = declare(
        "先看依据", "先看哪些文件", default=()
    )

    guides: tuple[Annotated[Reference, RefersTo("guidance")], ...] = declare(
        "先看指引", "先看哪些工作指引，写文件名", default=()
    )

    @property
    def row_name(self) -> str:
        return self.title


class Roles(Record):
    """角色."""

    folder: ClassVar[str] = "roles"
    name: ClassVar[str] = "按岗位看"
    file: ClassVar[str] = "roles.yml"
    place: ClassVar[int] = 75
    in_menu: ClassVar[bool] = False
    parts: ClassVar[str] = "roles"
    lists_referrers: ClassVar[bool] = False
    lede: ClassVar[str] = "先看自己的责任，再看依据和案例。"

    roles: tuple[Role, ...] = declare("角色", "逐个写", least=1, example=[{}])
