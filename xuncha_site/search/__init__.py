"""A library → the index that its readers search, in their own browser, without a server."""

from xuncha_site.search.index import index_pages
from xuncha_site.search.kept import KeptIndex

__all__ = ["KeptIndex", "index_pages"]
