"""How characters sound: every reading is known, and the usual one from the rarer."""

from __future__ import annotations

import pytest

from xuncha_site.search.sounds import sounds


def readings() -> dict[str, list[str]]:
    table = sounds()
    pairs = zip(table["signs"], table["syllables"].split(" "), strict=True)
    return {sign: own.split(",") for sign, own in pairs}


@pytest.mark.parametrize(
    ("character", "usual", "rarer"), [("招", "zhao", "qiao"), ("重", "zhong", "chong")]
)
def test_the_usual_reading_of_a_character_comes_first(character: str, usual: str, rarer: str):
    own = readings()[character]

    assert own[0] == usual
    assert rarer in own[1:]


def test_syllables_are_plain_letters_and_each_is_told_once():
    for sign, own in readings().items():
        assert all(syllable.isascii() and syllable.isalpha() for syllable in own), sign
        assert len(set(own)) == len(own), sign
