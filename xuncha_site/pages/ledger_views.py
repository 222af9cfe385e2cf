"""Views of one ledger beside its page: the four lists (四张清单) and the public notice (通报)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from xuncha_site.library import Entry
from xuncha_site.pages.frame import Crumb, list_of
from xuncha_site.pages.outcomes import added
from xuncha_site.pages.page import Page
from xuncha_site.pages.view import Viewer
from xuncha_site.pages.whole import WholePages
from xuncha_site.records.ledger_row import MendKind, RuleChange
from xuncha_site.records.rectification import Rectification

LISTS, NOTICE = "四张清单", "整改情况通报"


class LedgerViews(WholePages):
    """Makes the pages that are made from one ledger alone."""

    def pages(self) -> Iterator[Page]:
        """Two pages for each ledger in use."""
        for entry, model in zip(self.ledgers.entries, self.ledgers.models, strict=True):
            inputs = partial(self.inputs.of_rows, [entry], [])
            yield Page(lists_address(entry), partial(self._lists, entry), inputs)
            yield Page(notice_address(entry), partial(self._notice, entry, model), inputs)

    def _lists(self, entry: Entry) -> str:
        address = lists_address(entry)
        return self.frame.render(
            "pages/ledger-lists.html",
            address,
            f"{entry.title}：{LISTS}",
            self._way(entry, LISTS),
            description=f"问题、任务、责任、成效四张清单，由{entry.title}生成。",
            record=Viewer(self.library, address).view(entry),
        )

    def _notice(self, entry: Entry, model: Rectification) -> str:
        address = notice_address(entry)
        view = Viewer(self.library, address).view(entry)
        changes = [rule.change for row in model.rows for rule in row.rules]
        figures = (figure for row in model.rows for figure in row.figures)
        round_name = view.round.title if view.round else "巡察"
        return self.frame.render(
            "pages/notice.html",
            address,
            f"{model.body}关于{round_name}整改情况的通报",
            self._way(entry, NOTICE),
            description=f"{model.body}的整改情况，由整改台账生成。",
            record=view,
            round=view.round.entry.model if view.round else None,
            counts=model.by_word(),
            new_rules=changes.count(RuleChange.NEW),
            revised_rules=changes.count(RuleChange.REVISED),
            outcomes=added(figures),
            lasting=[row for row in view.rows if _lasts(row.kind, row.state.public)],
        )

    def _way(self, entry: Entry, name: str) -> list[Crumb]:
        return [list_of(Rectification), Crumb(entry.title, entry.address), Crumb(name)]


def lists_address(entry: Entry) -> str:
    """Where the four lists of a ledger stand. No id holds a dot."""
    return f"{entry.key}.lists.html"


def notice_address(entry: Entry) -> str:
    """Where the notice of a ledger stands."""
    return f"{entry.key}.notice.html"


def _lasts(kind: MendKind, word: str) -> bool:
    """Whether a problem stays on after the notice."""
    return kind is MendKind.STANDING or word != "完成"
