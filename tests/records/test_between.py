"""What must fit together between fields: nothing that an editor writes there is more than told."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from records.valid import files_of
from xuncha_site.problems import Code
from xuncha_site.records.base import Record, types
from xuncha_site.records.dates import out_of_order
from xuncha_site.records.figures import rate
from xuncha_site.records.round import Round
from xuncha_site.records.validate import validate
from xuncha_site.records.walk import plain
from xuncha_site.source import Source, parse

BETWEEN = {
    *(Code.DATE_ORDER, Code.MISSING_DATE, Code.MISSING_EVIDENCE, Code.MISSING_KEY),
    *(Code.SUM_MISMATCH, Code.RATE_MISMATCH, Code.WRONG_UNIT, Code.FIGURE_FORM),
}


@pytest.mark.parametrize("kind", types(), ids=lambda kind: kind.folder)
@settings(max_examples=40)
@given(data=st.data())
def test_whatever_does_not_fit_is_told_once_at_a_place_in_the_file(
    kind: type[Record], data: st.DataObject
) -> None:
    text = data.draw(files_of(kind, fitting=False))
    source = Source("a.yml", text)
    mapping, problems = parse(source)
    assert mapping is not None, problems
    record, problems = validate(kind, mapping, source)
    faults = [problem for problem in problems if problem.stops]
    assert (record is None) == bool(faults)
    assert {fault.code for fault in faults} <= BETWEEN
    lines = text.split("\n")
    for fault in faults:
        assert 1 <= fault.where.line <= len(lines)
        assert 1 <= fault.where.column <= len(lines[fault.where.line - 1])
        assert fault.mend
    told = Counter(f.where for f in faults if not f.code.value.startswith("missing-"))
    assert not [where for where, times in told.items() if times > 1]


@pytest.mark.parametrize("kind", types(), ids=lambda kind: kind.folder)
@settings(max_examples=20)
@given(data=st.data())
def test_a_wrong_value_hides_no_fault_between_others(
    kind: type[Record], data: st.DataObject
) -> None:
    """A key that nobody knows makes the record faulty, and none of the groups in it."""
    text = data.draw(files_of(kind, fitting=False))
    mapping, _ = parse(Source("a.yml", text))
    assert mapping is not None
    _, alone = validate(kind, mapping, Source("a.yml", text))
    own = {fault.fault for fault in kind.model_validate(plain(mapping)).faults()}
    more = f"{text.rstrip()}\n没有这个键: 1\n"
    mapping, _ = parse(Source("a.yml", more))
    assert mapping is not None

    _, together = validate(kind, mapping, Source("a.yml", more))

    assert Code.UNKNOWN_KEY in {problem.code for problem in together}
    assert {p for p in alone if p.stops and p.fault not in own} <= set(together)


DATES = st.dates().filter(lambda day: day.year >= 1000).map(str)
LABELS = ["方案审定", "进驻", "撤点", "书记专题会", "反馈"]


@given(st.lists(st.tuples(DATES, st.sampled_from([4, 7, 10])), min_size=5, max_size=5))
def test_dates_are_in_order_if_and_only_if_each_pair_is(dates: list[tuple[str, int]]) -> None:
    written = [day[:length] for day, length in dates]
    record = Round.model_construct(
        approved=written[0],
        entered=written[1],
        left=written[2],
        reported=written[3],
        fed_back=written[4],
    )
    pairs = [(a, b) for n, a in enumerate(written) for b in written[n + 1 :]]
    wrong = any(a[: len(b)] > b[: len(a)] for a, b in pairs)

    assert bool(list(out_of_order(record, " ".join(LABELS)))) == wrong


@pytest.mark.parametrize(
    ("part", "whole", "printed", "found"),
    [
        ("2", "3", "66.67", "66.67"),
        ("2", "3", "67", "67"),
        ("2", "3", "66.6666", "66.6667"),
        ("7", "8", "87.5", "87.5"),
        ("7", "8", "87", "88"),
        ("1", "8", "12", "13"),
        ("1", "1", "100.00", "100.00"),
        ("0", "7", "0.0", "0.0"),
        ("999999999999.9999", "0.0001", "0.0000", "999999999999999900.0000"),
    ],
)
def test_a_rate_has_the_decimals_that_are_printed(
    part: str, whole: str, printed: str, found: str
) -> None:
    assert rate(part, whole, printed) == found
