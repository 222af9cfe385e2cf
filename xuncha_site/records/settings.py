"""Settings (站点设置): ``data/site.yml``, declared like a record."""

from __future__ import annotations

from enum import StrEnum

from xuncha_site.records.base import Declared, Visibility
from xuncha_site.records.fields import Date, Flag, Text, WebAddress, declare


class AdministrativeLevel(StrEnum):
    """At which level inspection is run (级别)."""

    DISTRICT = "区"
    COUNTY = "县"
    CITY = "市"
    BANNER = "旗"


class Audience(StrEnum):
    """For whom the site is built (读者)."""

    PUBLIC = "公开"
    INTERNAL = "内部"
    EDITORS = "编辑"

    def sees(self, visibility: Visibility) -> bool:
        """Whether this audience may see something of the given visibility."""
        seen = {
            Audience.PUBLIC: (Visibility.PUBLIC,),
            Audience.INTERNAL: (Visibility.PUBLIC, Visibility.INTERNAL),
            Audience.EDITORS: tuple(Visibility),
        }
        return visibility in seen[self]


class Settings(Declared):
    """What is said once for the whole site."""

    name: Text = declare("名称", "网站的名称", example="巡察工作知识库")
    place: Text = declare("地区", "网站属于哪里，示例写“某区”", example="某区")
    level: AdministrativeLevel = declare("级别", "哪一级的巡察", example="区")
    as_of: Date = declare("截至日期", "内容截至哪一天；逾期、将到期都按它算", example="2024-05-01")
    audience: Audience = declare("读者", "网站给谁看：公开、内部或编辑", example="公开")
    teaching: Flag = declare("教学示例站", "是：每页顶部写明内容为虚构", example="是")
    report: Text = declare(
        "反映渠道说明",
        "页脚里的一句话：本站不收线索，应到哪里反映",
        example="本站不接收信访举报和问题线索，请按当地公布的正式渠道反映。",
    )
    correction: Text | None = declare(
        "更正方式", "文字、数据有误时找谁改；页脚“报告问题”里的一句话", default=None
    )
    correction_address: WebAddress | None = declare(
        "更正地址", "报告问题的网页地址；两项都不写，页脚就没有“报告问题”", default=None
    )
    repository: WebAddress | None = declare(
        "仓库", "记录所在仓库的浏览地址，用来给出修订记录的链接", default=None
    )
    base_address: WebAddress | None = declare("网址", "网站发布后的地址", default=None)
