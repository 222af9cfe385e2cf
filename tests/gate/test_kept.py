"""What is kept between runs spares work and can do no harm."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import BASE

from xuncha_site.gate import AnonymityGate, kept
from xuncha_site.gate import gate as module
from xuncha_site.library import open_library
from xuncha_site.source import Source

from gate.test_gate import opened  # isort: skip

DIRTY = [Source("a.md", "时任镇长李建国因违纪被查。")]
CLEAN = [Source("a.md", "时任镇长李某因违纪被查。")]


def test_a_clean_text_is_looked_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert AnonymityGate().check_sources(opened(tmp_path, CLEAN, [])) == []
    monkeypatch.setattr(module.Judge, "found_in", lambda *_, **__: pytest.fail("looked again"))
    assert AnonymityGate().check_sources(opened(tmp_path, CLEAN, [])) == []


def test_a_text_with_something_in_it_is_told_every_time(tmp_path: Path) -> None:
    for _ in range(3):
        assert len(AnonymityGate().check_sources(opened(tmp_path, DIRTY, []))) == 1


def test_another_version_of_the_gate_trusts_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    AnonymityGate().check_sources(opened(tmp_path, CLEAN, []))
    monkeypatch.setattr(kept, "rules", lambda: "another")
    looked = []
    monkeypatch.setattr(module.Judge, "found_in", lambda *a, **_: looked.append(a) or [])
    AnonymityGate().check_sources(opened(tmp_path, CLEAN, []))
    assert looked


@pytest.mark.parametrize("damage", ["cut", "flipped", "empty", "appended", "folder"])
def test_a_damaged_cache_counts_for_nothing(tmp_path: Path, damage: str) -> None:
    AnonymityGate().check_sources(opened(tmp_path, CLEAN, []))
    place = tmp_path / ".cache" / "gate"
    raw = place.read_bytes()
    if damage == "folder":
        place.unlink()
        place.mkdir()
    else:
        place.write_bytes(
            {
                "cut": raw[:-5],
                "flipped": raw[:-1] + bytes([raw[-1] ^ 1]),
                "empty": b"",
                "appended": raw + b"\0" * kept.SIZE,
            }[damage]
        )
    assert kept.Clean(place, "")._known == set()
    assert len(AnonymityGate().check_sources(opened(tmp_path, DIRTY, []))) == 1


def test_the_sample_library_passes_and_only_what_changed_is_looked_at(tmp_path: Path) -> None:
    found = open_library(BASE)
    clean = kept.Clean(tmp_path / "kept", "x")
    digests = [clean.digest(source.text.encode(), "source") for source in found.sources]
    for digest in digests:
        clean.add(digest)
    clean.save()
    again = kept.Clean(tmp_path / "kept", "x")
    assert all(again.holds(again.digest(s.text.encode(), "source")) for s in found.sources)
    assert not again.holds(again.digest(f"{found.sources[0].text} ".encode(), "source"))


def test_the_same_bytes_may_be_clean_as_one_kind_and_not_as_another() -> None:
    clean = kept.Clean(None, "x")
    clean.add(clean.digest(b"a", ".bin"))
    assert clean.holds(clean.digest(b"a", ".bin"))
    assert not clean.holds(clean.digest(b"a", ".docx"))


def test_a_cache_that_has_grown_too_large_begins_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "_MOST", 2)
    place = tmp_path / "kept"
    for text in (b"1", b"2", b"3", b"4"):
        clean = kept.Clean(place, "x")
        clean.add(clean.digest(text, "source"))
        clean.save()
    clean = kept.Clean(place, "x")
    assert [clean.holds(clean.digest(text, "source")) for text in (b"1", b"3", b"4")] == [
        False,
        False,
        True,
    ]
