"""What has grown old: records that rest on texts out of force, and texts not checked for long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from xuncha_site.library.entry import Entry, How, Mention
from xuncha_site.problems import Code, Grade, Problem
from xuncha_site.records.base import Record
from xuncha_site.records.dates import last_day, later
from xuncha_site.records.policy import Force, Policy

OUT_OF_FORCE = (Force.REPLACED, Force.REPEALED)
# How long a text may go without its force and source being checked again.
CHECKED_FOR = timedelta(days=365)


class Policies:
    """The policies among some entries, and which took whose place."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = {e.id: e for e in entries if isinstance(e.model, Policy)}
        self.replacing: dict[str, list[Entry]] = {}
        for entry in sorted(self.entries.values(), key=lambda e: e.order, reverse=True):
            for old in _replaced(entry):
                self.replacing.setdefault(old, []).append(entry)

    def now(self, entry: Entry) -> list[Entry]:
        """What is in force in place of a policy, through any number of texts between."""
        found: list[Entry] = []
        todo, seen = [entry], {entry.id}
        while todo:
            for newer in self.replacing.get(todo.pop(0).id, ()):
                if newer.id in seen or newer.withdrawn:
                    continue
                seen.add(newer.id)
                (todo if _force(newer) in OUT_OF_FORCE else found).append(newer)
        return found


def check(entries: Iterable[Entry], as_of: str) -> Iterator[Problem]:
    """A warning at each reference to a text out of force, and at each overdue date of checking."""
    known = list(entries)
    policies = Policies(known)
    for entry in known:
        if not entry.withdrawn:
            yield from _resting(entry, policies)
    for entry in policies.entries.values():
        if not entry.withdrawn and is_overdue(entry, as_of):
            checked = entry.model.checked if isinstance(entry.model, Policy) else ""
            yield Problem(
                Code.REVIEW_DUE,
                entry.source.place_at(max(entry.source.text.find("核对日期:"), 0)),
                f"“{entry.title}”上次核对在 {checked}，到截至日期 {as_of} 已经超过一年",
                "核对效力和来源以后，改“核对日期”。",
                Grade.WARNING,
            )


def is_overdue(entry: Entry, as_of: str) -> bool:
    """Whether a policy has gone too long without being checked."""
    model = entry.model
    return isinstance(model, Policy) and last_day(as_of) - last_day(model.checked) > CHECKED_FOR


def _resting(entry: Entry, policies: Policies) -> Iterator[Problem]:
    if isinstance(entry.model, Policy):
        return  # what a text replaces is out of force
    for mention in entry.mentions:
        folder, _, name = mention.key.rpartition("/")
        target = policies.entries.get(name) if folder == Policy.folder else None
        if target is None or mention.how is not How.LISTED or target.withdrawn:
            continue
        if _force(target) in OUT_OF_FORCE and not _of_its_time(entry, target, policies):
            yield _outdated(mention, target, policies.now(target))


def _of_its_time(entry: Entry, target: Entry, policies: Policies) -> bool:
    """Whether a record tells of a time when the text was, or may have been, in force."""
    if not isinstance(entry.model, Record) or not entry.model.of_its_time:
        return False
    newer = [e.model for e in policies.replacing.get(target.id, ()) if isinstance(e.model, Policy)]
    return not any(later(entry.model.date, model.effective or model.date) for model in newer)


def _outdated(mention: Mention, target: Entry, now: list[Entry]) -> Problem:
    names = "；".join(f"{entry.id}（{entry.title}）" for entry in now)
    return Problem(
        Code.OUTDATED_BASIS,
        mention.place,
        f"“{mention.field}”里的“{target.title}”{_force(target)}",
        f"核对以后改为：{names}。" if names else "查明现行的依据，改过来；没有的，删去。",
        Grade.WARNING,
    )


def _force(entry: Entry) -> Force | None:
    return entry.model.force if isinstance(entry.model, Policy) else None


def _replaced(entry: Entry) -> tuple[str, ...]:
    return entry.model.replaces if isinstance(entry.model, Policy) else ()
