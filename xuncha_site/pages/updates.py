"""What's new: all entries by the day on which they last changed, and the feed of the newest."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, partial

from xuncha_site.exchange import FEED, Export, News, atom, newest, news
from xuncha_site.pages.frame import GUIDANCE, Crumb, Frame
from xuncha_site.pages.inputs import Inputs
from xuncha_site.pages.lists import Pager, cut
from xuncha_site.pages.overviews import UPDATES
from xuncha_site.pages.page import Page
from xuncha_site.pages.view import Viewer
from xuncha_site.records.base import Record

ROWS_A_PAGE = 200


class Updates:
    """The pages of what is new, and the feed."""

    def __init__(self, frame: Frame, inputs: Inputs) -> None:
        self.frame = frame
        self.library = frame.library
        self.inputs = inputs

    @cached_property
    def feeds(self) -> list[Export]:
        """The feed; none without a base address, as all that is in one must be absolute."""
        if not self.frame.base:
            return []
        shown = newest(self.library)
        feed = Export(
            FEED,
            "最近更新",
            "可在订阅软件里订阅",
            lambda: len(shown),
            "标题、日期、变动、地址",
            [one.entry for one in shown],
            partial(atom, self.library.settings, self.frame.base, shown),
        )
        return [feed]

    def pages(self) -> Iterator[Page]:
        """The pages of what is new, and the feed where there is one."""
        stem = UPDATES.address.removesuffix(".html")
        every = news(self.library)
        for address, rows, pager in cut(every, ROWS_A_PAGE, stem):
            told = [f"{one.entry.key} {one.day} {one.what}" for one in rows]
            inputs = partial(
                self.inputs.of_rows, [one.entry for one in rows], [*told, repr((pager, len(every)))]
            )
            yield Page(address, partial(self._page, address, rows, pager, len(every)), inputs)
        for feed in self.feeds:
            inputs = partial(self.inputs.of_pieces, feed.entries)
            yield Page(FEED, lambda feed=feed: feed.text, inputs)  # type: ignore[misc]  # bound now

    def _page(self, address: str, rows: list[News], pager: Pager, total: int) -> str:
        viewer = Viewer(self.library, address)
        return self.frame.render(
            "pages/updates.html",
            address,
            UPDATES.name,
            [Crumb(UPDATES.name)],
            section=UPDATES.section,
            description=UPDATES.lede,
            rows=[(one, viewer.link(one.entry), self._kind(one)) for one in rows],
            total=total,
            pager=pager,
        )

    def _kind(self, one: News) -> str:
        model = one.entry.model
        if isinstance(model, Record):
            return model.name
        return self.frame.folder_title(one.entry.folder) if one.entry.folder else GUIDANCE
