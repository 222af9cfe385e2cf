"""Names of persons are found wherever they stand; words that only look like names are not."""

from __future__ import annotations

import re

import pytest

from xuncha_site.gate.detect import found_in
from xuncha_site.gate.names import sentences
from xuncha_site.gate.naming import commonness, made_like_name
from xuncha_site.gate.odds import odds
from xuncha_site.gate.people import candidates, people_in
from xuncha_site.gate.tables import steps
from xuncha_site.gate.tagger import FAR, tagged
from xuncha_site.problems import Code

NAMED = """\
村会计〔陈嘉庚〕没有入账。
款项分两次转入〔蒲正英〕个人卡。
〔敖成举〕家五口人挤在两间屋里。
工程款打入〔晏小兰〕私人微信。
会议决定免去〔苟德宽〕职务。
承包人系〔佘万金〕之女婿。
三名收款人分别是〔揭远贵〕、〔蔺光琼〕、〔卜家旺〕。
责任领导：〔牟长青〕
〔阚树云〕（村医）把处方笺借给他人。
附件：〔逄立军〕的检讨.docx
[〔漆安贵〕的谈话](a.md)
巡山员〔旦增旺姆〕没有领到补助。
牧民〔木呷阿牛〕说草场没有丈量。
翻译〔阿布都热合曼〕签了字。
〔东郭守田〕和妻子住在安置点。
老上访户〔令狐芳〕去年搬走了。
村主任〔方正〕在会上拍了桌子。
会计〔江海〕拒绝签字。
经办人：〔安康〕
副镇长〔常青〕分管扶贫。
〔路遥〕承认收过两条烟。
〔华明远〕同志任站长。
〔江水清〕虚报面积。
由〔江水清〕去银行取现。""".splitlines()

CLEAN = """\
高标准农田没有验收。
向群众收取的费用没有开票。
于六月底前完成。
任期内没有轮岗。
金额与账面不符。
马上安排人员核查。
和村民签了协议。
明确专人负责。
水费由集体承担。
时间倒签三个月。
经核查，发票连号。
管护费被挪用。
余款没有上缴。
应收未收租金12万元。
书记随后改口。
主任全程陪同检查。
会计单独保管印鉴。
镇长明确表示不同意。
局长安排专人接待。
严格审批，严肃问责，严明纪律。
花木、苗木、林木三项采购没有询价。
段某、林某、江某三人受到处分。
责任人：党建办、农业农村办
牵头单位：财政所；配合单位：农服中心
（一）程序空转
双方没有签字。
国庆期间公车没有封存。
支持村集体发展产业。
应查应退的款项都已列出。
古语云：“俭以养德。”
钱进没进账，没有人问。
材料: 木头  # 用什么做的；可选：木头、棉布
正文甲、方案乙两份，后勤科都没有收到。""".splitlines()


@pytest.mark.parametrize("marked", NAMED)
def test_a_name_is_found_where_a_person_stands(marked: str) -> None:
    text = re.sub("[〔〕]", "", marked)
    found = [text[one.start : one.end] for one in found_in(text) if one.code is Code.PERSON_NAME]
    assert found == re.findall("〔(.*?)〕", marked)


@pytest.mark.parametrize("text", CLEAN)
def test_a_word_that_looks_like_a_name_passes(text: str) -> None:
    assert [text[one.start : one.end] for one in found_in(text)] == []


def test_a_plain_name_says_more_than_a_word() -> None:
    assert made_like_name("李文斌", 1) > 10 > made_like_name("高度重", 1)
    assert commonness("高度") > commonness("高寒") > commonness("李文斌") == 0


def test_the_model_tells_how_near_it_is_to_a_name() -> None:
    ((_, words),) = tagged(["村里的账由李文斌保管"])
    assert words.short[5][3] == 0
    assert FAR <= words.short[0][2] < -5


def test_a_surname_is_the_likelier_the_more_bear_it() -> None:
    assert steps("signs", "姓")["王"] > steps("signs", "姓")["于"]


def test_a_sign_that_the_trees_do_not_know_says_nothing() -> None:
    signs = {"前·称谓": 1.0, "种": 0.0}
    assert odds([signs | {"没有这种迹象": 1.0}, signs]) == 2 * odds([signs])
    assert odds([]) == []


def test_one_candidate_is_judged_as_it_is_among_others() -> None:
    ((sentence, words),) = tagged(["村会计李文斌把钱交给主任王海"])
    signs = [one.signs for one in candidates(sentence, words)]
    assert len(signs) > 2
    assert odds(signs) == [one for each in signs for one in odds([each])]


def test_a_sentence_without_a_surname_names_nobody() -> None:
    (read,) = tagged(["这份报告写得不细"])
    assert list(people_in(*read)) == []


def test_a_comment_behind_a_value_is_a_sentence_of_its_own() -> None:
    text = "材料: 木头  # 用什么做的\n# 说明"

    assert [part for _, part in sentences(text)] == ["材料: 木头", "# 用什么做的", "# 说明"]
