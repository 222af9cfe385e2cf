"""A calendar file is read by calendar software as it is meant, and depends on no clock."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import islice

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from xuncha_site.exchange.ics import Event, calendar_text, recurs
from xuncha_site.records.checklist import Frequency

# What a record may hold: control characters and halves of pairs are refused when it is read.
texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=200)


def one(event: Event) -> vobject.base.Component:
    return vobject.readOne(calendar_text("日历", "2026-01-05", [event])).vevent


@pytest.mark.parametrize(
    ("written", "first", "behind"),
    [
        ("2026-03-31", date(2026, 3, 31), date(2026, 4, 1)),
        ("2024-02", date(2024, 2, 1), date(2024, 3, 1)),
        ("2025", date(2025, 1, 1), date(2026, 1, 1)),
    ],
)
def test_a_date_lasts_as_long_as_it_is_written(written: str, first: date, behind: date) -> None:
    event = one(Event("a@b", "进驻", written))
    assert (event.dtstart.value, event.dtend.value) == (first, behind)


@pytest.mark.parametrize(
    ("frequency", "days"),
    [
        (Frequency.WEEKLY, ["2026-01-02", "2026-01-09", "2026-01-16"]),
        (Frequency.MONTHLY, ["2026-01-31", "2026-02-28", "2026-03-31"]),
        (Frequency.QUARTERLY, ["2026-03-31", "2026-06-30", "2026-09-30"]),
        (Frequency.HALF_YEARLY, ["2026-06-30", "2026-12-31", "2027-06-30"]),
        (Frequency.YEARLY, ["2026-12-31", "2027-12-31", "2028-12-31"]),
    ],
)
def test_what_recurs_falls_on_the_last_day_of_its_period(
    frequency: Frequency, days: list[str]
) -> None:
    event = one(Event("a@b", "听取汇报", "2026", every=frequency))
    found = [day.date().isoformat() for day in islice(event.getrruleset(addRDate=True), 3)]
    assert found == days
    assert event.dtstart.value.isoformat() == days[0]


def test_the_rest_has_no_day() -> None:
    without = {"每届", "每轮", "适时", "第一时间", "一次性", "长期坚持"}
    assert {str(f) for f in Frequency if not recurs(f)} == without


def test_the_stamp_is_the_date_of_the_contents() -> None:
    event = one(Event("a@b", "进驻", "2026"))
    assert event.dtstamp.value == datetime(2026, 1, 5, tzinfo=UTC)


@given(texts, texts, st.text(st.sampled_from("a,;:\\\"'\n汉"), max_size=90))
def test_words_come_out_as_they_went_in_and_lines_are_short(
    summary: str, description: str, odd: str
) -> None:
    event = Event("a@b", summary + odd, "2026", description + odd)
    text = calendar_text(f"日历{odd}", "2026", [event, event])

    assert text.endswith("\r\n")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    read = Calendar.from_ical(text)
    assert len(read.events) == 2
    assert vobject.readOne(text).x_wr_calname.value == f"日历{odd}"
    assert read.events[0]["summary"] == event.summary
    assert read.events[0].get("description", "") == event.description
