"""How characters sound: every reading is known, and the usual one from the rarer."""

from __future__ import annotations

import pytest

from xuncha_site.search.sounds import sounds


@pytest.mark.parametrize(
    ("character", "usual", "rarer"), [("招", "zhao", "qiao"), ("重", "zhong", "chong")]
)
def test_the_usual_reading_stands_before_the_space(character: str, usual: str, rarer: str):
    found = {syllable: signs.partition(" ") for syllable, signs in sounds().items()}

    assert character in found[usual][0]
    assert character in found[rarer][2]
    assert character not in found[rarer][0]


def test_syllables_are_plain_letters_and_hold_each_character_once():
    for syllable, signs in sounds().items():
        assert syllable.isascii()
        assert syllable.isalpha()
        assert len(set(signs)) == len(signs), syllable
