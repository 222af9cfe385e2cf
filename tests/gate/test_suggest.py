"""What the gate proposes to write names nobody, is the same for one person, and can be applied."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conftest import Folder

from xuncha_site.gate.detect import found_in
from xuncha_site.gate.suggest import Suggestions

Make = Callable[..., Folder]


def mended(text: str) -> str:
    found = found_in(text)
    assert found, text
    instead = Suggestions(text, found)
    for one in sorted(found, key=lambda f: f.start, reverse=True):
        words = instead.of(one)
        assert words is not None, one
        text = text[: one.start] + words + text[one.end :]
    return text


EXACT = {
    "时任镇长李建国因违纪被查。": "时任镇长李某因违纪被查。",
    "管理员李建国和会计李秀芳，李建国签的字。": "管理员李某甲和会计李某乙，李某甲签的字。",
    "张某知情，会计张建国没有登记。": "张某知情，会计张某甲没有登记。",
    "村支书欧阳修远担任组长。": "村支书欧阳某担任组长。",
    "牧民阿依古丽·买买提反映补贴没有到账。": "牧民阿某反映补贴没有到账。",
    "云溪镇桃花村三组的账没有公开。": "某镇某村的账没有公开。",
    "中标单位是重庆宏达建设有限公司。": "中标单位是某建设公司。",
    "据青川县财政局通报。": "据某财政局通报。",
    "龙汀一中食堂没有登记。": "某中学食堂没有登记。",
    "出生于1968年7月14日。": "出生于1968年。",
    "手机号13800138000。": "手机号。",
    "见桥纪立〔2021〕12号决定。": "见有关文书决定。",
}


@pytest.mark.parametrize("text", EXACT)
def test_a_suggestion_says_what_kind_it_was_and_no_more(text: str) -> None:
    assert mended(text) == EXACT[text]


NAMES = ["李建国", "王秀芳", "欧阳修远", "张伟", "冉光明", "谭志强", "司马青云", "周小红"]
FRAMES = [
    "时任镇长{}利用职务便利收受礼金。",
    "案发后，管理员{}主动上交违纪所得。",
    "建议对村支书{}作出组织调整。",
    "联系人：{}（13912345678）",
    "会计{}，身份证号11010119900307803X。",
    "青川县财政局副局长{}没有审核。",
    "包工头{}挂靠重庆宏达建设有限公司承揽云溪镇的工程。",
    "欠条载明：今借到户主{}现金，落款为张某。",
]


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("name", NAMES)
def test_every_suggestion_passes_the_gate_itself(name: str, frame: str) -> None:
    text = mended(frame.format(name))
    assert found_in(text) == []
    assert name not in text


CASE = "data/cases/shitang-2024.yml"


def test_fix_keeps_comments_and_layout_and_changes_nothing_the_second_time(
    library_folder: Make,
) -> None:
    folder = library_folder()
    text = folder.read(CASE).replace(
        "案例背景: 某镇食堂对外收费。",
        "案例背景: >\n  某镇食堂管理员李建国没有登记，  \n  会计李秀芳  也没有。  # 不是说明\n"
        "# 问管理员李建国",
    )
    folder.write({CASE: text})
    run = folder.run("check", "--fix").ended(0)
    assert "-  某镇食堂管理员李建国没有登记" in run.out
    assert "+  某镇食堂管理员李某甲没有登记" in run.out
    once = folder.read(CASE)
    assert once == text.replace("李建国", "李某甲").replace("李秀芳", "李某乙")
    again = folder.run("check", "--fix").ended(0)
    assert "没有可以直接改的" in again.out
    assert folder.read(CASE) == once


def test_fix_leaves_line_ends_marks_and_keys_as_they_are(library_folder: Make) -> None:
    folder = library_folder()
    text = folder.read(CASE).replace("摘要: 结余没有入账。", "摘要: 管理员李建国没有入账。")
    raw = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    folder.write({CASE: raw})
    folder.run("check", "--fix").ended(0)
    assert (folder.path / CASE).read_bytes() == raw.replace("李建国".encode(), "李某".encode())
