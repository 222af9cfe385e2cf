"""Guide (工作指引): a Markdown page under ``content/``; its front matter is declared here."""

from __future__ import annotations

from typing import Annotated

from xuncha_site.records.base import Titled, Visibility
from xuncha_site.records.fields import Flag, Reference, RefersTo, Text, Whole, declare


class Guide(Titled):
    """The front matter (页首) of a Markdown page."""

    visibility: Visibility = declare(
        "可见范围", "公开、内部或草稿，不写即公开", default=Visibility.PUBLIC
    )
    on_home: Flag = declare(
        "首页展示", "否：整个文件夹只在页脚列出，写在 index.md 里", default=True
    )
    source: Text | None = declare("来源", "写作依据", default=None)
    position: Whole = declare("顺序", "在同一文件夹里排第几", default="999")
    group: Text | None = declare("分组", "目录页上归在哪一组", default=None)
    basis: tuple[Annotated[Reference, RefersTo("policies")], ...] = declare(
        "依据", "政策法规的编号", default=()
    )
    cases: tuple[Annotated[Reference, RefersTo("cases")], ...] = declare(
        "案例", "可以对照的案例编号", default=()
    )
    roles: tuple[Annotated[Reference, RefersTo("roles", rows="岗位")], ...] = declare(
        "岗位", "哪些岗位应当先读，写岗位的编号", default=()
    )
