"""The garbage collector during a build, and after it."""

from __future__ import annotations

import gc
import weakref

import pytest

from xuncha_site.plugin.memory import without_collection


class Ring:
    """Something that only the collector can clear away."""

    def __init__(self) -> None:
        self.itself = self


def test_the_collector_rests_during_a_build_and_is_as_before_behind_it():
    with without_collection():
        assert not gc.isenabled()
    assert gc.isenabled()

    gc.disable()
    try:
        with without_collection():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_a_build_leaves_is_passed_over_until_the_next_one_clears_it():
    with without_collection():
        left = weakref.ref(Ring())
    gc.collect()
    assert left() is not None

    with without_collection():
        assert left() is None


def test_a_build_that_fails_leaves_the_collector_on():
    with pytest.raises(ZeroDivisionError), without_collection():
        _ = 1 / 0
    assert gc.isenabled()
