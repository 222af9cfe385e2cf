"""Finished pages as MkDocs files: rendered when they are copied, one after the other."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from xuncha_site.pages import Page
from xuncha_site.plugin.kept import KeptPages
from xuncha_site.plugin.progress import Progress


class RenderedFile(File):
    """A page of the site. MkDocs sees a static file, and none of its page machinery runs on it.

    That machinery scans all pages for each page; a finished file costs the same in any library.
    """

    def __init__(
        self, page: Page, config: MkDocsConfig, kept: KeptPages, progress: Progress
    ) -> None:
        super().__init__(
            page.address,
            src_dir=None,
            dest_dir=config.site_dir,
            use_directory_urls=False,
            dest_uri=page.address,
            # Set outright: otherwise a glob of exclude_docs could drop a record.
            inclusion=InclusionLevel.NOT_IN_NAV,
        )
        self.abs_src_path = None
        self.page_to_render = page
        self.kept = kept
        self.progress = progress

    def copy_file(self, dirty: bool = False) -> None:  # noqa: ARG002 (the host's signature)
        """Write the page: as it was where nothing that it is made from has changed."""
        target = Path(self.abs_dest_path)
        if not target.parent.is_dir():
            target.parent.mkdir(parents=True)
        if not self.kept.put_again(self.page_to_render, target):
            # Unbuffered bytes: a text file asks the system three more questions, for each page.
            with target.open("wb", buffering=0) as file:
                file.write(self.page_to_render.render().encode())
        self.progress.step()


def leave_attachments(files: Files, attachments: Iterable[str], config: MkDocsConfig) -> None:
    """Leave MkDocs the attachments of ``content/`` alone.

    Removed are Markdown sources, which are pages of ours, the files of theme folders, which the
    pages do not ask for, and the litter of office software.
    """
    wanted = set(attachments)
    for file in list(files):
        if file.src_dir in config.theme.dirs or file.src_uri not in wanted:
            files.remove(file)


def add_pages(
    files: Files, pages: Iterable[Page], config: MkDocsConfig, kept: KeptPages, progress: Progress
) -> int:
    """Give MkDocs every page of ours. Returns their number."""
    count = 0
    for page in pages:
        files.append(RenderedFile(page, config, kept, progress))
        count += 1
    progress.begin("生成页面", count)
    return count
