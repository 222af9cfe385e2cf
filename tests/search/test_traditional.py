"""Traditional characters lead to the simplified ones that the library is written in."""

from __future__ import annotations

from xuncha_site.search.traditional import traditional


def test_every_traditional_character_has_one_simplified_one():
    signs = traditional().split(",")
    pairs = dict(zip(signs[::2], signs[1::2], strict=True))

    assert len(pairs) == len(signs) / 2
    assert all(len(sign) == 1 for sign in signs)
    assert "".join(pairs[sign] for sign in "黨風廉政建設" if sign in pairs) == "党风设"
    assert not set(pairs) & set(pairs.values())
