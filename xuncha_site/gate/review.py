"""Whether a real case that anybody may read has been looked at by those who answer for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xuncha_site.library import Entry
from xuncha_site.problems import Code, Problem
from xuncha_site.records.base import Nature, Record, Visibility

_MEND = """加上：
审核:
  初审: 巡察组副组长
  复审: 巡察办综合科科长
  批准: 巡察办主任
  日期: 2024-05-01
写岗位，不写姓名。"""


def not_reviewed(entries: Iterable[Entry]) -> Iterator[Problem]:
    """Public records of real cases without 审核."""
    for entry in entries:
        record = entry.model
        if (
            isinstance(record, Record)
            and record.nature is Nature.ANONYMIZED
            and record.visibility is Visibility.PUBLIC
            and record.review is None
        ):
            fault = "性质是“脱敏真实”、公开的记录，没有写审核"
            yield Problem(Code.NOT_REVIEWED, entry.place, fault, _MEND)
