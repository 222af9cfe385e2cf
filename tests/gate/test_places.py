"""Places, bodies and firms are told as a whole, each as what it is; what has no name passes."""

from __future__ import annotations

import pytest

from xuncha_site.gate.detect import found_in
from xuncha_site.problems import Code

PLACE, BODY, FIRM, HOME = (
    Code.PLACE_NAME,
    Code.BODY_NAME,
    Code.COMPANY_NAME,
    Code.HOME_ADDRESS,
)


def told(text: str) -> list[tuple[Code, str]]:
    return [(f.code, text[f.start : f.end]) for f in found_in(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("巡察组走访胜利桥村时发现问题。", [(PLACE, "胜利桥村")]),
        ("原枫香沟镇党委班子凝聚力不强。", [(PLACE, "枫香沟镇")]),
        ("太平场镇三圣寨村的账。", [(PLACE, "太平场镇"), (PLACE, "三圣寨村")]),
        ("桂花坪村民委员会没有公示。", [(BODY, "桂花坪村民委员会")]),
        ("银河社区居民委员会截留资金。", [(BODY, "银河社区居民委员会")]),
        ("云阳山镇中心小学食堂。", [(BODY, "云阳山镇中心小学")]),
        ("和平镇综合行政执法大队未履职。", [(BODY, "和平镇综合行政执法大队")]),
        ("青峰县人力资源和社会保障局审核。", [(BODY, "青峰县人力资源和社会保障局")]),
        ("大竹县供销合作社联合社挂账。", [(BODY, "大竹县供销合作社联合社")]),
        ("磨盘村股份经济合作社账面挂账。", [(BODY, "磨盘村股份经济合作社")]),
        ("青峰县委巡察办通报。", [(PLACE, "青峰县")]),
        ("新津县鑫旺石材厂老板。", [(FIRM, "新津县鑫旺石材厂")]),
        ("黄泥坡镇泰和文具店开票。", [(FIRM, "黄泥坡镇泰和文具店")]),
        ("顺达五金经营部虚开发票。", [(FIRM, "顺达五金经营部")]),
        ("天成科技（四川）有限公司中标。", [(FIRM, "天成科技（四川）有限公司")]),
        ("重庆三元建筑工程有限公司中标。", [(FIRM, "重庆三元建筑工程有限公司")]),
        ("搬到龙泉县阳光水岸12栋4单元203居住。", [(HOME, "龙泉县阳光水岸12栋4单元203")]),
    ],
)
def test_a_place_a_body_or_a_firm_is_told_whole(text: str, found: list[tuple[Code, str]]) -> None:
    assert told(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "某镇卫生院、区财政局、县教委、乡镇中心校、区妇幼保健院、镇综合执法大队。",
        "某商贸公司、文具店、砂石厂、批发部开票。",
        "由县城投公司代建，镇平台公司承接，第三方审计公司。",
        "某小区3栋2单元；安置房12栋3单元未验收；该镇、本村、各村、全区、城区、老城区。",
        "贫困村、行政村、空壳村、示范村、重点镇、建制镇、中心村、同一社区、城中村。",
        "王姓村民反映；国家乡村振兴局；有的村民；当地村民；安置区、开发区、工业园区。",
        "把村集体资金借给邻村使用，到外村打工，嫁到邻镇。",
        "有关街道、有关社区、山区镇、园区企业。",
        "停业合作社、维保公司、代理公司、施工单位甲公司。",
    ],
)
def test_what_has_no_name_of_its_own_passes(text: str) -> None:
    assert told(text) == []
