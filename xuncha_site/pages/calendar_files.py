"""The calendar files of a site: one for all, one for each role, one for each campaign."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial

from xuncha_site.exchange import Export
from xuncha_site.exchange.ics import Event, calendar_text, recurs
from xuncha_site.library import Entry
from xuncha_site.library.addresses import row_page
from xuncha_site.pages.duties import Duty
from xuncha_site.pages.ledgers import PlacedRow
from xuncha_site.pages.occasions import (
    Occasion,
    in_order,
    of_campaign,
    of_duties,
    of_rounds,
    of_rows,
)
from xuncha_site.pages.page import Page
from xuncha_site.pages.whole import Whole, WholePages
from xuncha_site.records.campaign import Campaign
from xuncha_site.records.checklist import Checklist
from xuncha_site.records.rectification import Rectification
from xuncha_site.records.role import Role, Roles
from xuncha_site.records.round import Round

ALL = "calendar.ics"


class CalendarFiles(WholePages):
    """Makes the files. What is not there (no event) has no file, and no link to it."""

    shelves = (Checklist.folder, Roles.folder, Round.folder, Campaign.folder, Rectification.folder)

    def __init__(self, whole: Whole) -> None:
        super().__init__(whole)
        self.year = self.library.settings.as_of[:4]

    @cached_property
    def has_all(self) -> bool:
        """Whether there is a file of all: whether anything recurs, has a date, or is undone."""
        return bool(self.of_all())

    def pages(self) -> Iterator[Page]:
        """Every file that holds an event."""
        for export in self.exports:
            yield self.file(export)

    @cached_property
    def exports(self) -> list[Export]:
        """The files as the page of downloads lists them."""
        whole = [self._whole()] if self.has_all else []
        roles = [self._of_role(role) for role in self._roles() if self.of_role(role)]
        campaigns = [e for e in self.library.shelf(Campaign.folder) if self.of_campaign(e)]
        return [*whole, *roles, *map(self._of_campaign, campaigns)]

    def _whole(self) -> Export:
        return self._export(ALL, self.library.settings.name, "履责日历：全部", self.of_all)

    def _of_role(self, role: Role) -> Export:
        name = f"{self.library.settings.name}：{role.title}"
        events = partial(self.of_role, role)
        return self._export(role_file(role), name, f"履责日历：{role.title}", events)

    def _of_campaign(self, entry: Entry) -> Export:
        events = partial(self.of_campaign, entry)
        return self._export(campaign_file(entry), entry.title, entry.title, events)

    def _export(
        self, address: str, name: str, title: str, events: Callable[[], list[Event]]
    ) -> Export:
        return Export(
            address,
            title,
            "可加入手机、办公软件的日历",
            lambda: len(events()),
            "日期、事项、说明",
            [],
            partial(self._text, name, events),
        )

    def of_all(self) -> list[Event]:
        """What recurs in all checklists, what has a date in this year and later, what is undone."""
        dated = [*of_rounds(self.library), *of_duties(self.duties.every)]
        for entry in self.library.shelf(Campaign.folder):
            dated += () if entry.withdrawn else of_campaign(entry)
        return [
            *self._recurring(self.duties.every),
            *self._dated(o for o in dated if o.date[:4] >= self.year),
            *self._dated(of_rows(self._undone(self.ledgers.placed))),
        ]

    def of_role(self, role: Role) -> list[Event]:
        """The duties of a role, and the steps of rounds in this year and later."""
        duties = self.duties.named(role.duties)
        dated = [*of_duties(duties), *of_rounds(self.library)]
        later = (o for o in dated if o.date[:4] >= self.year)
        return [*self._recurring(duties), *self._dated(later)]

    def of_campaign(self, entry: Entry) -> list[Event]:
        """All steps of a campaign, with what is undone in its ledgers; none without a step."""
        steps = [] if entry.withdrawn else list(of_campaign(entry))
        rows = self._by_campaign.get(entry.id, [])
        return [*self._dated(steps), *self._dated(of_rows(self._undone(rows)))] if steps else []

    @cached_property
    def _by_campaign(self) -> dict[str, list[PlacedRow]]:
        """The rows of the ledgers that belong to each campaign."""
        found: dict[str, list[PlacedRow]] = {}
        for placed in self.ledgers.placed:
            for campaign in placed.ledger.campaigns:
                found.setdefault(campaign, []).append(placed)
        return found

    def _roles(self) -> tuple[Role, ...]:
        entry = self.library.entries.get(Roles.folder)
        model = entry.model if entry and not entry.withdrawn else None
        return model.roles if isinstance(model, Roles) else ()

    def _undone(self, rows: Iterable[PlacedRow]) -> list[PlacedRow]:
        return [placed for placed in rows if placed.row.state.public == "未完成"]

    def _text(self, name: str, events: Callable[[], list[Event]]) -> str:
        return calendar_text(name, self.library.settings.as_of, events())

    def _recurring(self, duties: Iterable[Duty]) -> Iterator[Event]:
        for duty in duties:
            item = duty.item
            for frequency in filter(recurs, item.frequency):
                evidence = "、".join(item.evidence)
                yield Event(
                    _uid(duty.entry, f"{item.row_id}.{frequency.name.lower()}"),
                    f"（{frequency}）{item.duty}",
                    self.year,
                    f"{duty.body}，{duty.entry.title} {item.row_id}。佐证：{evidence}",
                    self._address(duty.entry, item.row_id),
                    frequency,
                )

    def _dated(self, occasions: Iterable[Occasion]) -> Iterator[Event]:
        for one in in_order(occasions):
            yield Event(
                _uid(one.entry, one.name),
                f"{one.what}到期" if one.placed else f"{one.whose}：{one.what}",
                one.date,
                one.entry.title,
                self._address(one.entry, one.row),
            )

    def _address(self, entry: Entry, row: str) -> str:
        """Where it stands on the published site; "" where nobody knows where that is."""
        if not self.frame.base:
            return ""
        return f"{self.frame.base}/{entry.address}{f'#{row}' if row else ''}"


def role_file(role: Role) -> str:
    """Where the calendar of a role stands."""
    return row_page(role).removesuffix(".html") + ".ics"


def campaign_file(entry: Entry) -> str:
    """Where the calendar of a campaign stands."""
    return f"{entry.key}.ics"


def _uid(entry: Entry, name: str) -> str:
    return f"{entry.key}.{name}@xuncha-site"
