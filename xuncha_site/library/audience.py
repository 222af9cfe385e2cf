"""What one audience may see. All the rest is dropped here, before anything is rendered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from xuncha_site.library.entry import Entry, How, Mention
from xuncha_site.library.references import find_seen
from xuncha_site.records.base import Record, Row, Titled, fields_of
from xuncha_site.records.settings import Audience
from xuncha_site.records.walk import rows_of


def seen_by(audience: Audience, entries: dict[str, Entry]) -> dict[str, Entry]:
    """The entries that an audience may see, as it may see them, linked both ways.

    Absent, not hidden: entries of a narrower visibility, trainers' fields, fields that are not
    verified (but for editors), and every reference from or to what is absent.
    """
    seen = {
        key: _stripped(entry, audience)
        for key, entry in entries.items()
        if audience.sees(entry.visibility)
    }
    for entry in seen.values():
        entry.mentions = tuple(
            mention
            for mention in entry.mentions
            if mention.how is How.PLAIN or find_seen(seen, mention.key, mention.row)
        )
    _link_back(seen)
    return seen


def _stripped(entry: Entry, audience: Audience) -> Entry:
    """A copy of an entry without the fields that its audience may not see."""
    model = entry.model
    unverified = model.unverified if isinstance(model, Record) else ()
    absent = {
        declared.attribute: type(model).model_fields[declared.attribute].default
        for declared in fields_of(type(model))
        if declared.uses.trainers
        or (declared.label in unverified and audience is not Audience.EDITORS)
    }
    labels = {d.label for d in fields_of(type(model)) if d.attribute in absent}
    if "unverified" in type(model).model_fields and audience is not Audience.EDITORS:
        absent["unverified"] = ()
    withdrawn = entry.withdrawn is not None
    shown = model.model_copy(update=absent) if _has(model, absent) else model
    return replace(
        entry,
        model=shown,
        mentions=tuple(
            mention
            for mention in entry.mentions
            if mention.label not in labels and (not withdrawn or mention.label == "撤回")
        ),
        rows={} if withdrawn else _rows(entry, shown),
        backlinks={},
    )


def _has(model: Titled, absent: dict[str, Any]) -> bool:
    """Whether a model holds anything that is to be absent. Most do not, and copies cost."""
    return any(getattr(model, name) != default for name, default in absent.items())


def _rows(entry: Entry, shown: Titled) -> dict[str, Row]:
    return entry.rows if shown is entry.model else {row.row_id: row for row in rows_of(shown)}


def _link_back(entries: dict[str, Entry]) -> None:
    """Tell every entry who mentions it: each once a row, newest first."""
    for entry in sorted(entries.values(), key=lambda e: e.order, reverse=True):
        if entry.withdrawn:
            continue
        for target, row in dict.fromkeys(_targets(entry.mentions, entries)):
            if target is not entry:
                target.backlinks.setdefault(entry.shelf, []).append((entry, row))


def _targets(mentions: Iterable[Mention], entries: dict[str, Entry]) -> Iterable[tuple[Entry, str]]:
    for mention in mentions:
        if mention.how is How.PLAIN:
            continue
        found = find_seen(entries, mention.key, mention.row)
        if found:
            yield found
