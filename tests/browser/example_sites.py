"""The sites that pages are looked at in: one for each audience, one large, one bare."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from plugin.sitekit import case, copy_of_repository, policy, small, write

from browser.example_records import HANDBOOK, LEDGER, LINKED_CASE, LONG_WORD, MARKDOWN

# Every kind of page: (site, address). Sites are built by the fixture below.
KINDS: Final = {
    "home": ("public", "index.html"),
    "about": ("public", "about.html"),
    "search": ("public", "search.html"),
    "case": ("public", "cases/gongyi-gangwei-2023.html"),
    "policy in force": ("public", "policies/xunshi-tiaoli-2024.html"),
    "policy replaced": ("public", "policies/xunshi-tiaoli-2015.html"),
    "policy repealed": ("public", "policies/feizhi-1.html"),
    "policy to come": ("public", "policies/weilai-1.html"),
    "list": ("public", "policies/index.html"),
    "list with a withdrawn row": ("public", "cases/index.html"),
    "group list": ("public", "policies/list.party-regulation.html"),
    "taxonomy": ("public", "taxonomy.html"),
    "matrix": ("public", "matrix.html"),
    "calendar": ("public", "calendar.html"),
    "calendar of a list": ("public", "checklists/qu-wei.calendar.html"),
    "due": ("public", "due.html"),
    "board": ("public", "board.html"),
    "rows of the board": ("public", "board.levels-3.html"),
    "four lists": ("public", "rectifications/quan-1.lists.html"),
    "notice": ("public", "rectifications/quan-1.notice.html"),
    "timeline": ("public", "timeline.html"),
    "blank ledger": ("public", "blank-ledger.html"),
    "statistics": ("public", "statistics.html"),
    "path": ("public", "paths/M4.html"),
    "checklist": ("public", "checklists/qu-wei.html"),
    "long checklist": ("public", "checklists/xuncha-jigou.html"),
    "checklist list": ("public", "checklists/index.html"),
    "ledger": ("public", "rectifications/quan-1.html"),
    "long ledger": ("public", "rectifications/mou-zhen-2025.html"),
    "ledger list": ("public", "rectifications/index.html"),
    "campaign": ("public", "campaigns/jiti-sanzi-2025.html"),
    "campaigns list": ("public", "campaigns/index.html"),
    "round": ("public", "rounds/di-wu-lun-2025.html"),
    "rounds list": ("public", "rounds/index.html"),
    "roles": ("public", "roles.html"),
    "role": ("public", "roles/xuncha-ban.html"),
    "cases of a role": ("public", "roles/beixuncha-fuzeren/cases.html"),
    "glossary": ("public", "glossary.html"),
    "updates": ("public", "updates.html"),
    "downloads": ("public", "downloads/index.html"),
    "self-check": ("public", "selfcheck/index.html"),
    "self-check sheet": ("public", "selfcheck/village.html"),
    "case with all links": ("public", "cases/quan-1.html"),
    "handbook index": ("public", "handbook/index.html"),
    "guidance page": ("public", "guidance/zhidao-jiupian.html"),
    "guidance index": ("public", "guidance/index.html"),
    "page with all Markdown": ("public", "guidance/quanbu.html"),
    "moved": ("public", "cases/jiu-1.html"),
    "withdrawn": ("public", "cases/che-1.html"),
    "index of groups": ("large", "cases/index.html"),
    "index of years": ("large", "cases/list.M1.html"),
    "numbered page": ("large", "cases/list.M1.2022.2.html"),
    "referrers": ("large", "policies/tiaoli-2024.cases.html"),
    "policy with many referrers": ("large", "policies/tiaoli-2024.html"),
    "empty list": ("bare", "cases/index.html"),
    "bare home": ("bare", "index.html"),
    "internal home": ("internal", "index.html"),
    "internal case": ("internal", "cases/neibu-1.html"),
    "internal checklist": ("internal", "checklists/qu-wei.html"),
    "internal list": ("internal", "cases/index.html"),
    "editors' policy": ("editors", "policies/daihe-1.html"),
}


# What they lead on to by themselves must not come in between.
LEADS_ON: Final = "moved"


def _public(root: Path) -> Path:
    copy_of_repository(root)
    handbook = root / "content/handbook/index.md"
    return write(
        root,
        {} if handbook.exists() else {"content/handbook/index.md": HANDBOOK},
        {
            "data/rectifications/quan-1.yml": LEDGER,
            "data/cases/quan-1.yml": LINKED_CASE,
            "data/cases/che-1.yml": case(
                "撤回的案例", 撤回={"日期": "2025-03-01", "理由": "事实有误", "接替": "xin-1"}
            ),
            "data/cases/xin-1.yml": case(
                f"编号{LONG_WORD}",
                曾用编号=["jiu-1"],
                相关案例=["che-1"],
                巡察=LONG_WORD,
                摘要=LONG_WORD,
            ),
            "data/policies/feizhi-1.yml": policy("废止的规定", 效力="已废止"),
            "data/policies/weilai-1.yml": policy(
                "未施行的规定", 效力="尚未施行", 施行日期="2027-01-01", 替代=["feizhi-1"]
            ),
            "content/guidance/quanbu.md": MARKDOWN,
        },
    )


def _large(root: Path) -> Path:
    cases = {
        f"data/cases/li-{n:03d}.yml": case(
            f"第{n}个案例",
            日期=f"{2021 + n % 2}",
            分类=["M2" if n % 10 == 0 else "M1"],
            依据=["tiaoli-2024#d1"] if n < 25 else [],
        )
        for n in range(140)
    }
    return small(root, cases)


def _bare(root: Path) -> Path:
    gone = ("cases/anli-1.yml", "policies/tiaoli-2024.yml", "taxonomy.yml")
    small(root, {f"data/{name}": None for name in gone})
    (root / "content/guidance/zicha.md").unlink()
    (root / "content/index.md").unlink()
    return root


def _internal(root: Path) -> Path:
    return _for(write(copy_of_repository(root), INTERNAL), "内部")


def _editors(root: Path) -> Path:
    fields = {"文号": "某发〔2024〕5号", "施行日期": "2024-06-01", "与巡察工作的关系": "待写"}
    unverified = policy("待核的规定", **fields, 待核=[*fields])
    return _for(write(copy_of_repository(root), {"data/policies/daihe-1.yml": unverified}), "编辑")


INTERNAL: Final = {
    "data/cases/neibu-1.yml": case("内部案例", 可见范围="内部", 依据=["dangzhang-2022"])
}


def _for(root: Path, audience: str) -> Path:
    settings = root / "data/site.yml"
    text = re.sub(r"(?m)^读者: .*$", f"读者: {audience}", settings.read_text(encoding="utf-8"))
    settings.write_text(text, encoding="utf-8")
    return root


SITES: Final = {
    "public": _public,
    "large": _large,
    "bare": _bare,
    "internal": _internal,
    "editors": _editors,
}
