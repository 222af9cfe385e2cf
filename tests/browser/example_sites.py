"""The sites that pages are looked at in: one for each audience, one large, one bare.

Most of it is data, left together: a kind of page is found beside the records that make it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from plugin.sitekit import case, copy_of_repository, policy, small, write

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


MARKDOWN: Final = """\
---
标题: 一页写法
摘要: 各种写法放在一起。
分组: 写法
---

## 一节

文字**加重**，*强调*，`代码`，[外面](https://example.org/)，[[policies/xunshi-tiaoli-2024]]。

### 小节

1. 一
2. 二
    - 二之一

> 引用

| 很长的列名放在这里 | 二 | 三 | 四 | 五 | 六 |
| --- | --- | --- | --- | --- | --- |
| 没有空格的一长串文字没有空格的一长串文字 | 2 | 3 | 4 | 5 | 6 |

```
a line of code that is much longer than any phone is wide, and then some more of it
```

!!! note "提示"
    内容

!!! warning "注意"
    内容

!!! danger "停用"
    内容

https://example.org/a-very-long-address-without-any-break-in-it/a-very-long-address-without-any-break

---

## 二节

文字。
"""


HANDBOOK: Final = """\
---
标题: 编辑手册
摘要: 给编辑看的。
首页展示: 否
---

怎样加一条记录。
"""


# A ledger with every field: a late row that was urged, a closed one, one that nothing explains.
LEDGER: Final = {
    "标题": "全部写法的台账",
    "摘要": "每一种写法都有。",
    "日期": "2026-01",
    "可见范围": "公开",
    "性质": "教学示例",
    "来源": "虚构，供测试使用",
    "轮次": "di-wu-lun-2025",
    "被巡察党组织": "某镇党委",
    "单位类型": "镇街",
    "反馈日期": "2025-05-01",
    "集中整改截止": "2025-11-01",
    "公开日期": "2026-01-10",
    "公开范围": ["党内", "社会"],
    "不公开理由": "问题线索的办理情况按规定不公开。",
    "评估": {"日期": "2026-02-01", "办法": "四等次", "等次": "较好", "满意率": "93.50"},
    "专项工作": ["jiti-sanzi-2025"],
    "条目": [
        {
            "编号": "Q-001",
            "方面": "方面一",
            "问题": "合同没有登记",
            "具体表现": ["账上没有6份合同。", "最早的一份已经12年。"],
            "分类": ["M4", "Z1"],
            "表现": ["P1.1", "P2.5"],
            "整改类型": "限期整改",
            "原因": "没有人核对。",
            "目标": "全部登记。",
            "措施": [
                {"述": "逐份登记", "责任单位": "镇农经站", "状态": "已完成"},
                {"述": "建立台账", "状态": "整改中"},
            ],
            "牵头": "党委书记",
            "责任单位": "某镇党委",
            "责任人": "党委副书记",
            "配合": ["镇农经站", "镇司法所"],
            "时限": "2025-10-31",
            "状态": "整改中",
            "旁注": ["退回重改", "申请延期", "反弹回潮"],
            "进展": [
                {"日期": "2025-06-30", "述": "登记了3份。"},
                {"日期": "2025-09-30", "述": "登记了5份，余1份有争议。"},
            ],
            "督办": [{"文书": "督办单", "日期": "2025-11-10", "回复期限": "2025-11-24"}],
            "成效": "登记5份。",
            "制度": [{"名称": "合同管理办法", "方式": "新建", "日期": "2025-08-01"}],
            "数字": [{"项": "追缴", "数": "7.20", "单位": "万元"}],
            "举一反三": {"被巡察党组织": "查了各村。", "主管部门": "查了各镇。"},
        },
        {
            "编号": "Q-002",
            "方面": "方面一",
            "问题": "接待没有公函",
            "分类": ["M3"],
            "整改类型": "立行立改",
            "措施": [{"述": "退回应由个人承担的部分"}],
            "牵头": "镇长",
            "责任单位": "某镇政府",
            "时限": "2025-06-01",
            "状态": "已销号",
            "完成日期": "2025-05-20",
            "销号日期": "2025-06-20",
            "佐证": ["缴款凭证"],
            "举一反三": {"被巡察党组织": "一", "主管部门": "二", "区级领导": "三"},
            "回头看": {"日期": "2025-12-01", "结果": "查实已改", "说明": "查了12张凭证。"},
            "案例": ["quan-1"],
        },
        {
            "编号": "Q-003",
            "方面": "方面二",
            "问题": "后备力量不足",
            "分类": ["Z2"],
            "整改类型": "长期坚持",
            "措施": [{"述": "每年走访"}],
            "牵头": "组织委员",
            "责任单位": "某镇党委",
            "复核": "每半年",
            "状态": "基本完成并持续",
            "旁注": ["长期坚持"],
        },
    ],
}


LINKED_CASE: Final = case(
    "各种链接的案例",
    行业="教育",
    复核日期="2025-12-01",
    责任=["qu-wei#A06", "qu-wei-shuji"],
    台账=["quan-1#Q-002"],
    专项工作=["jiti-sanzi-2025"],
    问题表现=[{"编号": "w1", "题": "一题", "述": "一事。", "表现": ["P1.1", "M2.1"]}],
)


LONG_WORD: Final = "Donaudampfschifffahrtsgesellschaftskapitaenswitwenrentenantrag"


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
