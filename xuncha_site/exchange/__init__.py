"""Files to take away: data for programs (JSON with its schema) and spreadsheets (CSV).

Everything comes from one audience's library, so nothing that it may not see is in any of them.
"""

from xuncha_site.exchange.columns import Columns, Filter, columns_address, filter_of
from xuncha_site.exchange.feed import FEED, News, atom, newest, news
from xuncha_site.exchange.files import (
    EntryFiles,
    Export,
    Exports,
    csv_address,
    files_of,
    json_address,
    table_address,
)
from xuncha_site.exchange.pieces import Making, Pieces
from xuncha_site.exchange.values import WITHDRAWN

__all__ = [
    "FEED",
    "WITHDRAWN",
    "Columns",
    "EntryFiles",
    "Export",
    "Exports",
    "Filter",
    "Making",
    "News",
    "Pieces",
    "atom",
    "columns_address",
    "csv_address",
    "files_of",
    "filter_of",
    "json_address",
    "newest",
    "news",
    "table_address",
]
