"""A library → the index that its readers search, in their own browser, without a server."""

from xuncha_site.search.index import index_pages

__all__ = ["index_pages"]
