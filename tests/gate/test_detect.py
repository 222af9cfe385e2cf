"""What identifies in a text is found wherever it stands and however it is disguised."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncha_site.gate.detect import found_in
from xuncha_site.gate.normal import normal
from xuncha_site.problems import Code
from xuncha_site.source import Source, parse, read

PERSON, PLACE, BODY, FIRM = (
    Code.PERSON_NAME,
    Code.PLACE_NAME,
    Code.BODY_NAME,
    Code.COMPANY_NAME,
)


def told(text: str) -> list[tuple[Code, str]]:
    return [(one.code, text[one.start : one.end]) for one in found_in(text)]


@pytest.mark.parametrize(
    ("text", "code", "found"),
    [
        ("时任镇长张建国因违纪被查。", PERSON, "张建国"),
        ("欧阳修远担任村支书。", PERSON, "欧阳修远"),
        ("牧民阿依古丽·买买提反映补贴没有到账。", PERSON, "阿依古丽·买买提"),
        ("某村主任高山收受礼金。", PERSON, "高山"),
        ("镇长江海生利用职务便利收受礼金。", PERSON, "江海生"),
        ("食堂管理员李 建 国没有登记。", PERSON, "李 建 国"),
        ("会计張國榮承認账外列支。", PERSON, "張國榮"),
        ("某区双溪镇的食堂对外收费。", PLACE, "双溪镇"),
        ("桃花村三组的账没有公开。", PLACE, "桃花村三组"),
        ("据青川县财政局通报。", BODY, "青川县财政局"),
        ("中标单位是重庆宏达商贸有限公司。", FIRM, "重庆宏达商贸有限公司"),
        ("收货地址是柳林街道春风路18号3栋502室。", Code.HOME_ADDRESS, "柳林街道春风路18号3栋502室"),
        ("车牌渝A·12345的越野车。", Code.NUMBER_PLATE, "渝A·12345"),
        ("新能源车渝AD12345停在院里。", Code.NUMBER_PLATE, "渝AD12345"),
        ("护照号 E12345678。", Code.PASSPORT_NUMBER, "E12345678"),
        ("请发到 ljg@example.com 。", Code.EMAIL_ADDRESS, "ljg@example.com"),
        ("微信号ljg_1980转账。", Code.CHAT_ACCOUNT, "ljg_1980"),
        ("QQ：123456789", Code.CHAT_ACCOUNT, "123456789"),
        ("坐标（29.56301,106.55123）处。", Code.COORDINATES, "29.56301,106.55123"),
        ("出生于1968年7月14日。", Code.BIRTH_DATE, "1968年7月14日"),
        ("见桥纪立〔2021〕12号决定。", Code.CASE_NUMBER, "桥纪立〔2021〕12号"),
        ("（2019）渝0118刑初123号", Code.CASE_NUMBER, "（2019）渝0118刑初123号"),
        ("座机023-42631234。", Code.LANDLINE, "023-42631234"),
        ("代码91500101MA5U0AB12X。", Code.CREDIT_CODE, "91500101MA5U0AB12X"),
        ("手机138.0013.8000。", Code.MOBILE_NUMBER, "138.0013.8000"),
        ("手机一三八00一三八OOO。", Code.MOBILE_NUMBER, "一三八00一三八OOO"),
        ("scans/li-jianguo-11010119900307803X.png", PERSON, "li-jianguo"),
        # Full width with a space within; a day behind another; what the model reads oddly.
        ("公车渝ＤＰ２ １０９报废。", Code.NUMBER_PLATE, "渝ＤＰ２ １０９"),
        ("打入62 22622774955625951的账户。", Code.BANK_CARD, "62 22622774955625951"),
        ("出生日期先后填写为1967年9月8日和1970-06-24。", Code.BIRTH_DATE, "1970-06-24"),
        ("案发地红旗桥社区位于镇东。", PLACE, "红旗桥社区"),
        ("信源: 澄岭区第二中学自查报告", BODY, "澄岭区第二中学"),
        ("见 https://wiki.example.net/槐川县第二幼儿园", BODY, "槐川县第二幼儿园"),
        ("内部写成彭~雅~琪来躲避。", PERSON, "彭~雅~琪"),
        ("原图 lichanghe2014.png 没有处理", PERSON, "lichanghe"),
        ("给予刘和平同志警告处分。", PERSON, "刘和平"),
        ("报告人：党建军", PERSON, "党建军"),
    ],
)
def test_what_identifies_is_found_where_it_stands(text: str, code: Code, found: str) -> None:
    assert (code, found) in told(text)


CLEAN = [
    "时任某镇镇长张某利用职务便利。",
    "张某某、欧阳某、王某甲、杨某2受到处分。",
    "A镇、B社区、甲村、××县。",
    "某区财政局、某中学、某医院、某建设公司、A公司。",
    "局长明知没有手续仍然签字。",
    "主任温和地提醒了一句。",
    "任务完成情况与上报数据不符。",
    "方案制定后没有分工。",
    "白天开会，晚上补材料。",
    "余下资金没有上缴。",
    "国办发〔2020〕1号、某纪发〔2021〕3号。",
    "阿某·某某（化名）反映的问题已经办结。",
    "amount: 126.5  # 单位：万元",
    "《中华人民共和国监察法》第四十五条。",
    "水利主管部门、教育主管部门。",
    "全镇11个村、2个社区、89个村民小组。",
    "书记和副书记分工不清。",
    "包保责任人没有巡查。",
    "张冠李戴，应付检查。",
    "成立整改工作领导小组。",
    "时限到了没有销号。",
    "高度重视，和谐稳定。",
    "任前公示、任职谈话。",
    "安置房没有摇号。",
    "2024年3月5日，共计16.20万元。",
    "拨打12388举报。",
    "群众向区委反映。",
    "城中村社区、老旧小区、行政村。",
    "问题线索移交12件。",
    "石材加工厂偷排废水。",
]


@pytest.mark.parametrize("text", CLEAN)
def test_what_names_nobody_passes(text: str) -> None:
    assert told(text) == []


NAME = "李建国"
WRITTEN = {
    "plain": NAME,
    "entities": "".join(f"&#{ord(sign)};" for sign in NAME),
    "hexadecimal entities": "".join(f"&#x{ord(sign):x};" for sign in NAME),
    "an entity in part": f"李&#{ord('建')};国",
    "percent": "".join(f"%{byte:02X}" for byte in NAME.encode()),
    "escapes": "".join(f"\\u{ord(sign):04x}" for sign in NAME),
    "doubly escaped": "".join(f"&amp;#{ord(sign)};" for sign in NAME),
    "zero width": "\u200b".join(NAME),
    "word joiner": "\u2060".join(NAME),
    "soft hyphen": "\u00ad".join(NAME),
    "variation selectors": "\ufe00".join(NAME),
    "traditional": "李建國",
    "radicals": "李建国".replace("国", "国\u034f"),
    "spaces": " ".join(NAME),
    "wide spaces": "\u3000".join(NAME),
}
FRAMES = [
    ("食堂管理员{}没有登记。", PERSON),
    ("标题: {}违规发放津补贴案", PERSON),
    ("案发后，{}主动上交违纪所得。", PERSON),
]


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("how", WRITTEN)
def test_every_disguise_is_seen_through(how: str, frame: tuple[str, Code]) -> None:
    words, code = frame
    written = WRITTEN[how]
    start = words.index("{}")
    text = words.format(written)
    (found,) = [one for one in found_in(text) if one.code is code]
    assert text[found.start : found.end].rstrip("\u034f\u00ad") == written.rstrip("\u034f\u00ad")
    assert found.start == start


YAML = {
    "plain": "标题: 管理员李建国没有登记\n",
    "single quotes": "标题: '管理员李建国没有登记'\n",
    "double quotes": '标题: "管理员李建国没有登记"\n',
    "escaped": '标题: "管理员\\u674e\\u5efa\\u56fd没有登记"\n',
    "literal": "标题: |\n  第一行。\n  管理员李建国没有登记\n",
    "folded": "标题: >\n  第一行。\n  管理员李建\n  国没有登记\n",
    "folded quotes": '标题: "管理员李建\\\n  国没有登记"\n',
    "comment": "标题: 没有登记  # 问管理员李建国\n",
    "key": "管理员李建国: 没有登记\n",
    "list": "- 一\n- 管理员李建国没有登记\n",
}


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("how", YAML)
def test_line_and_column_are_those_of_the_source(
    how: str, mark: str, ends: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("library")
    path = root / "data" / "a.yml"
    path.parent.mkdir()
    path.write_bytes((mark + YAML[how].replace("\n", ends)).encode())
    source, problems = read(root, path)
    assert source is not None
    assert problems == []
    (found,) = found_in(source.text)
    place = source.place_at(found.start)
    line = YAML[how].split("\n")[place.line - 1]
    assert line[place.column - 1 :].startswith(("李建", "\\u674e"))
    first = source.text[found.start : found.end].replace("\n  ", "").replace("\\", "")
    assert first in ("李建国", "u674eu5efau56fd")


@given(st.text(alphabet="张李王某镇村，。 \n:#-&;%u4e00国建\u200b\\\"'0123", max_size=60))
def test_any_text_leads_back_to_where_it_was_written(text: str) -> None:
    read = normal(text)
    assert len(read.text) == len(read.starts) == len(read.ends)
    for start, end in zip(read.starts, read.ends, strict=True):
        assert 0 <= start < end <= len(text)
    assert all(one <= other for one, other in zip(read.starts, read.starts[1:], strict=False))


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_number_is_told_at_its_place_whatever_stands_around(before: str, behind: str) -> None:
    text = f"{before}\n电话：13800138000。\n{behind}"
    places = [one.start for one in found_in(text) if one.code is Code.MOBILE_NUMBER]
    assert text.index("13800138000", len(before)) in places


@given(
    st.sampled_from(sorted({*WRITTEN} - {"escapes"})),
    st.text(alphabet="某镇的账，。0 ", max_size=20),
)
def test_the_value_that_a_reader_of_yaml_gets_is_judged_as_written(how: str, before: str) -> None:
    value = f"{before}。管理员{WRITTEN[how]}没有登记"
    text = f"标题: {json.dumps(value, ensure_ascii=False)}\n"
    mapping, problems = parse(Source("a.yml", text))
    assert mapping is not None
    assert problems == []
    assert PERSON in [one.code for one in found_in(text)]


def test_a_name_found_once_is_found_everywhere_in_the_text() -> None:
    text = "食堂管理员李建国没有登记。后来大家都说李建国那本账。"
    assert [found for _, found in told(text)] == ["李建国", "李建国"]
