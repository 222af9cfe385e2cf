"""What an audience may not see is in no byte of its site: not hidden, absent."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Any

import pytest
from plugin.building import built
from plugin.looking import Links, tree
from plugin.sitekit import (
    SETTINGS,
    TAXONOMY,
    case,
    policy,
    small,
    write,
)
from records.whole import Whole

from xuncha_site.records.base import DeclaredField, types
from xuncha_site.records.fields import Kind

AUDIENCES = ("公开", "内部", "编辑")


class Marks:
    """Strings that occur nowhere else, by what they are marked as."""

    def __init__(self) -> None:
        self.made: dict[str, list[str]] = {}
        self._numbers = count()

    def __call__(self, kind: str) -> str:
        words = f"{kind}暗记{next(self._numbers):03d}号"
        self.made.setdefault(kind, []).append(words)
        return words


def marked_case(mark: Marks, kind: str, **changes: Any) -> dict[str, Any]:
    """A case that has every field of readers, each text marked."""

    def m() -> str:
        return mark(kind)

    return case(
        m(),
        副标题=m(),
        摘要=m(),
        关键词=[m(), m()],
        来源=m(),
        巡察=m(),
        案例背景=f"{m()}\n\n- {m()}",
        问题表现=[{"编号": "w1", "题": m(), "述": m(), "查看材料": [m()]}],
        原因剖析=[{"类型": "制度漏洞", "述": m()}],
        处理结果={"数字": [{"项": m(), "数": "1", "单位": "人"}], "说明": m()},
        整改做法={"当下改": [m()], "长久立": [m()]},
        成效=m(),
        举一反三={"主管部门": {"谁": m(), "做法": m()}},
        自查问题=[m()],
        思考题=[m()],
        **changes,
    )


FOLDERS = {kind.folder: kind for kind in types()}
# What a record of each folder may name, whoever may see it.
NAMED = {"policies": "tiaoli-2024", "cases": "anli-1", "checklists": "gongkai-qingdan#h1"}
NAMED |= {"rounds": "di-yi-lun", "campaigns": "zhuanxiang-1", "taxonomy": "M1"}


def whole(mark: Marks, kind: str, folder: str, **given: Any) -> dict[str, Any]:
    """A record with every field that is declared, each text marked; see ``records.whole``."""

    def refer(field: DeclaredField) -> str:
        return "M1.1" if field.refers_to_rows == "具体表现" else NAMED[field.refers_to or folder]

    def say(kind_of_field: Kind) -> str:
        del kind_of_field
        return mark(kind)

    found = Whole(FOLDERS[folder], say, refer, **given)
    for words in {*found.trainers} & {*mark.made[kind]}:  # nobody who reads the site sees them
        mark.made[kind].remove(words)
        mark.made.setdefault("教学", []).append(words)
    return found.values


def training(mark: Marks) -> dict[str, Any]:
    """All that is for trainers, each text marked."""
    return {
        "目标": [mark("教学")],
        "时长": "90",
        "分段提示": [mark("教学"), mark("教学")],
        "讨论题": [{"题": mark("教学"), "参考要点": [mark("教学"), mark("教学")]}],
        "测验": [{"题": mark("教学"), "答案": mark("教学")}],
        "讲师备注": f"{mark('教学')}，见[[cases/anli-1|{mark('教学')}]]",
    }


def focus(mark: Marks) -> dict[str, Any]:
    """A focus whose one category rests on what not everybody may see."""
    sign = {"编号": "M1.1", "名称": mark("公开"), "看什么": mark("公开"), "问什么": mark("公开")}
    category = {"编号": "M1", "名称": mark("公开"), "范围": mark("公开"), "具体表现": [sign]}
    basis = ["neibu-tiaoli#d1", "caogao-tiaoli", "tiaoli-2024"]
    return {"编号": "J1", "名称": mark("公开"), "类别": [{**category, "依据": basis}]}


def role(mark: Marks) -> dict[str, Any]:
    """A role that is shown the way to what not everybody may see."""
    return {
        "编号": "shuji",
        "名称": mark("公开"),
        "要问": mark("公开"),
        "是谁": mark("公开"),
        "责任": ["gongkai-qingdan", "caogao-qingdan#h2"],
        "先看案例": ["gongkai-1", "neibu-1", "caogao-1"],
        "先看依据": ["neibu-tiaoli", "tiaoli-2024"],
    }


def guide_of(mark: Marks, kind: str, visibility: str) -> str:
    return (
        f"---\n标题: {mark(kind)}\n摘要: {mark(kind)}\n分组: {mark(kind)}\n关键词: [{mark(kind)}]\n"
        f"可见范围: {visibility}\n案例: [anli-1]\n---\n\n## {mark(kind)}\n\n"
        f"{mark(kind)}[[cases/anli-1]]\n"
    )


def files(mark: Marks) -> dict[str, Any]:
    """A library with something of every kind for every audience, all linked with each other."""
    return {
        "data/cases/gongkai-1.yml": marked_case(
            mark,
            "公开",
            教学=training(mark),
            相关案例=["neibu-1", "caogao-1"],
            依据=["neibu-tiaoli#d1", "caogao-tiaoli", "tiaoli-2024"],
            责任=["caogao-qingdan#h1", "gongkai-qingdan#h1"],
            台账=["neibu-taizhang#h1"],
            专项工作=["zhuanxiang-1", "caogao-zhuanxiang"],
        ),
        "data/cases/neibu-1.yml": marked_case(
            mark,
            "内部",
            可见范围="内部",
            教学=training(mark),
            相关案例=["anli-1"],
            曾用编号=["neibu-jiubian"],
            依据=["tiaoli-2024#d1"],
        ),
        "data/cases/caogao-1.yml": marked_case(
            mark,
            "草稿",
            可见范围="草稿",
            教学=training(mark),
            相关案例=["anli-1"],
            曾用编号=["caogao-jiubian"],
            依据=["tiaoli-2024#d1"],
        ),
        "data/policies/neibu-tiaoli.yml": policy(
            mark("内部"),
            可见范围="内部",
            替代=["tiaoli-2024"],
            要点=mark("内部"),
            制定机关=mark("内部"),
            条款=[{"编号": "d1", "条": mark("内部"), "题": mark("内部"), "要点": mark("内部")}],
        ),
        "data/policies/caogao-tiaoli.yml": policy(mark("草稿"), 可见范围="草稿"),
        "data/policies/tiaoli-2024.yml": policy(
            文号=mark("待核"),
            与巡察工作的关系=f"{mark('待核')}[[cases/anli-1|{mark('待核')}]]",
            条款=[{"编号": "d1", "条": mark("待核"), "题": mark("待核"), "要点": mark("待核")}],
            待核=["文号", "与巡察工作的关系", "条款"],
        ),
        "data/checklists/gongkai-qingdan.yml": whole(mark, "公开", "checklists", 可见范围="公开"),
        "data/checklists/caogao-qingdan.yml": whole(mark, "草稿", "checklists", 可见范围="草稿"),
        "data/rectifications/neibu-taizhang.yml": whole(
            mark, "内部", "rectifications", 可见范围="内部"
        ),
        "data/rectifications/gongkai-taizhang.yml": whole(
            mark,
            "公开",
            "rectifications",
            可见范围="公开",
            不公开理由=mark("待核"),
            评估={"日期": "2024-12", "办法": mark("待核"), "等次": mark("待核")},
            组织情况=f"{mark('待核')}[[cases/gongkai-1|{mark('待核')}]]",
            组织数字=[{"项": mark("待核"), "约": mark("待核"), "说明": mark("待核")}],
            下一步=mark("待核"),
            待核=["不公开理由", "评估", "组织情况", "组织数字", "下一步"],
        ),
        "data/rounds/di-yi-lun.yml": whole(mark, "公开", "rounds", 可见范围="公开"),
        "data/campaigns/zhuanxiang-1.yml": whole(
            mark,
            "公开",
            "campaigns",
            可见范围="公开",
            步骤=[{"日期": "2024", "题": mark("待核"), "述": mark("待核")}],
            分项=[{"题": mark("待核"), "述": mark("待核")}],
            结果=[
                {"项": mark("待核"), "数": "1", "单位": "个", "说明": mark("待核")},
                {"项": mark("待核"), "约": mark("待核")},
            ],
            统计口径=mark("待核"),
            经验做法=f"{mark('待核')}[[cases/gongkai-1|{mark('待核')}]]",
            待核=["步骤", "分项", "合计", "结果", "统计口径", "经验做法", "开始"],
        ),
        "data/campaigns/caogao-zhuanxiang.yml": whole(mark, "草稿", "campaigns", 可见范围="草稿"),
        "data/glossary.yml": whole(mark, "公开", "glossary", 可见范围="公开"),
        "data/roles.yml": whole(mark, "公开", "roles", 可见范围="公开", 角色=[role(mark)]),
        "data/taxonomy.yml": {**TAXONOMY, "聚焦": [focus(mark)]},
        "content/guidance/neibu.md": guide_of(mark, "内部", "内部"),
        "content/guidance/caogao.md": guide_of(mark, "草稿", "草稿"),
        "content/secret/caogao.md": guide_of(mark, "草稿", "草稿"),
    }


HIDDEN = {
    "公开": ("教学", "内部", "草稿", "待核"),
    "内部": ("教学", "草稿", "待核"),
    "编辑": ("教学",),
}


class Built:
    """The marked library as it is published for one audience."""

    def __init__(self, folder: Path, audience: str) -> None:
        self.audience = audience
        self.mark = Marks()
        root = small(folder / "library", files(self.mark))
        write(root, {"data/site.yml": {**SETTINGS, "读者": audience}})
        built(root)
        self.site = root / "site"

    def holds(self, words: str) -> list[str]:
        """The files whose name or content has some words."""
        names = tree(self.site)
        return [n for n, data in names.items() if words in n or words.encode() in data]


@pytest.fixture(name="published", scope="session", params=AUDIENCES)
def _published(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    return Built(tmp_path_factory.mktemp("audience"), request.param)


def test_no_byte_of_a_site_has_what_its_audience_may_not_see(published: Built):
    for kind in HIDDEN[published.audience]:
        for words in published.mark.made[kind]:
            assert not published.holds(words), words


def test_what_an_audience_may_see_is_there(published: Built):
    # Keywords serve the search, which is not built yet: they are on no page.
    for kind in published.mark.made.keys() - {*HIDDEN[published.audience]}:
        shown = [words for words in published.mark.made[kind] if published.holds(words)]
        assert len(shown) >= len(published.mark.made[kind]) * 0.8, kind


def test_ids_and_addresses_of_what_is_hidden_are_absent_too(published: Built):
    names = {"内部": ("neibu",), "草稿": ("caogao", "secret")}
    for kind in HIDDEN[published.audience]:
        for name in names.get(kind, ()):
            assert not published.holds(name), name


def test_a_site_without_what_is_hidden_has_no_dead_links(published: Built):
    links = Links(published.site)

    assert not links.broken()
    assert links.reached() >= links.pages.keys() - {"404.html"} - formers(links)


def formers(links: Links) -> set[str]:
    """Pages that lead on from a former id: nothing leads to them but old links."""
    return {page for page in links.pages if "jiubian" in page}


def test_a_site_that_is_not_public_says_so_on_every_page(published: Built):
    notices = {"公开": None, "内部": "内部资料 · 不得外传", "编辑": "编辑用，不对外 · 不得外传"}
    for path in published.site.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        wanted = notices[published.audience]
        assert (wanted is None) != ("不得外传" in page)
        assert wanted is None or wanted in page
        assert (wanted is not None) == ('<meta name="robots" content="noindex">' in page)
