"""Entries → pages: what stands where, and the finished HTML of each page."""

from xuncha_site.pages.environment import theme_folder
from xuncha_site.pages.page import Page
from xuncha_site.pages.site import Site

__all__ = ["Page", "Site", "theme_folder"]
