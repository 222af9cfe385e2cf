"""The texts of a finished file are those that its readers take in, each at its place."""

from __future__ import annotations

import pytest

from xuncha_site.gate.output import texts_of, without_signs

FILES = {
    "a page": (".html", "<p>食堂<b>管理员</b>李</p><!-- 注释 -->", ["食堂管理员李", " 注释 "]),
    "what is read out": (".html", '<img alt="食堂的门" src="a.png">', ["食堂的门"]),
    "a script": (".js", 'x("c",{"甲乙":"第一句\\n第二句"})', ["甲乙", "第一句", "第二句"]),
    "the cells of a table": (".csv", 'a,"第一格\n下一行",第二格\n', ["第一格", "下一行", "第二格"]),
    "a calendar": (".ics", "SUMMARY:到期一项\nEND\n", ["SUMMARY:到期一项"]),
}


@pytest.mark.parametrize("what", FILES)
def test_the_texts_of_a_file(what: str) -> None:
    ending, text, wanted = FILES[what]
    pieces = list(texts_of(text, ending))
    assert [piece.text for piece in pieces] == wanted
    for piece in pieces:
        assert "".join(text[place] for place in piece.places) == piece.text


def test_postings_are_blanked_and_all_else_stays_at_its_place() -> None:
    text = 'x("c/5e08.a",{"":"d$c;QQcAIEQcMIEUm-QbUeEbA","微":"微信abc_12345"})'
    left = without_signs(text, ".js")
    assert len(left) == len(text)
    assert "QQc" not in left
    assert left.index("微信abc_12345") == text.index("微信abc_12345")
    assert without_signs(text, ".html") == text
