"""The preview: an edit is seen at once, and so is a fault, above the last good page."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from plugin.building import MKDOCS, XUNCHA, environment, run
from plugin.looking import beside, tree
from plugin.sitekit import GUIDE, REPOSITORY, case, small, write

PATIENCE = 60  # seconds until a test gives up; an edit is normally seen within two
CASE = "data/cases/anli-1.yml"
COMMANDS = {"xuncha serve": (*XUNCHA, "serve"), "mkdocs serve": (*MKDOCS, "serve")}
BOTH = pytest.mark.parametrize("command", COMMANDS)
FAULT = "data/cases/anli-1.yml:7:5 “体裁”不能写“警世类”"
BANNER = "有错误，下面是上一版页面。"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """A preview server in a process of its own."""

    def __init__(self, command: str, root: Path, folder: Path) -> None:
        self.port = free_port()
        self.temporary = folder / "temporary"
        self.temporary.mkdir()
        self.log = folder / "log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [*COMMANDS[command], "-a", f"127.0.0.1:{self.port}"],
                cwd=root,
                env=environment(TMPDIR=str(self.temporary), PYTHONUNBUFFERED="1"),
                stdout=log,
                stderr=subprocess.STDOUT,
                # Its own group: Ctrl-C is for it alone.
                start_new_session=True,
            )

    @property
    def output(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def page(self, address: str = "index.html") -> str:
        """A page as the browser gets it, "" while there is none."""
        try:
            with urllib.request.urlopen(
                f"http://127.0.0.1:{self.port}/{address}", timeout=PATIENCE
            ) as answer:
                return answer.read().decode()
        except (urllib.error.URLError, ConnectionError):
            return ""

    def until(self, address: str, wanted: Callable[[str], bool]) -> str:
        """Ask for a page until it is as wanted."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            page = self.page(address)
            if page and wanted(page):
                return page
            assert self.process.poll() is None, self.output
            time.sleep(0.1)
        raise AssertionError(f"{address} never came to be as wanted\n{self.output}")

    def until_it_says(self, words: str) -> None:
        end = time.monotonic() + PATIENCE
        while words not in self.output:
            assert time.monotonic() < end, self.output
            time.sleep(0.1)

    def stop(self) -> int:
        """Press Ctrl-C."""
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(PATIENCE)


Start = Callable[[str, Path], Server]


@pytest.fixture(name="start")
def _start(tmp_path: Path) -> Iterator[Start]:
    servers: list[Server] = []

    def start(command: str, root: Path) -> Server:
        servers.append(Server(command, root, tmp_path))
        return servers[-1]

    yield start
    for server in servers:
        if server.process.poll() is None:
            server.process.kill()
            server.process.wait()


def has(words: str) -> Callable[[str], bool]:
    return lambda page: words in page


def lacks(words: str) -> Callable[[str], bool]:
    return lambda page: words not in page


@BOTH
def test_an_edit_of_a_record_a_page_and_a_template_is_seen(
    start: Start, library: Path, command: str
):
    server = start(command, library)
    server.until("cases/anli-1.html", has("一张名单"))

    write(library, {CASE: case("改过的名单")})
    server.until("cases/anli-1.html", has("改过的名单"))

    write(library, {"content/guidance/zicha.md": GUIDE.replace("第一步", "头一步")})
    server.until("guidance/zicha.html", has("头一步"))

    write(library, {"data/cases/ling-1.yml": case("新加的一个")})
    server.until("cases/index.html", has("新加的一个"))

    template = (REPOSITORY / "theme/records/cases.html").read_text(encoding="utf-8")
    write(library, {"overrides/records/cases.html": template.replace("<h1", "<p>自己的</p><h1")})
    server.until("cases/anli-1.html", has("<p>自己的</p>"))


@BOTH
def test_a_fault_is_seen_in_the_terminal_and_above_the_last_good_page_until_it_is_mended(
    start: Start, library: Path, command: str
):
    server = start(command, library)
    good = server.until("cases/anli-1.html", has("一张名单"))
    assert BANNER not in good

    write(library, {CASE: case("没有人看到", 体裁="警世类")})
    page = server.until("cases/anli-1.html", has(BANNER))
    assert FAULT in page
    assert "一张名单" in page
    assert "没有人看到" not in page
    assert page.rstrip().endswith("</body>\n</html>"), "the page is cut off"
    assert BANNER in server.page("index.html")
    assert BANNER in server.page("")
    assert BANNER not in server.page(asset_of(good))
    server.until_it_says(FAULT)

    write(library, {CASE: case("改好的名单")})
    page = server.until("cases/anli-1.html", lacks(BANNER))
    assert "改好的名单" in page
    assert "体裁”不能写" not in page


def asset_of(page: str) -> str:
    return page.partition('rel="stylesheet" href="../')[2].partition('"')[0]


@BOTH
def test_a_faulty_template_is_seen_above_the_last_good_page(
    start: Start, library: Path, command: str
):
    server = start(command, library)
    server.until("index.html", has("欢迎"))

    write(library, {"overrides/records/cases.html": "\n{{ nothing }}\n"})
    page = server.until("index.html", has(BANNER))

    assert "overrides/records/cases.html:2:1 模板有错" in page
    assert "欢迎" in page
    assert "Traceback" not in server.output


@BOTH
def test_text_of_a_fault_is_shown_as_text(start: Start, library: Path, command: str):
    server = start(command, library)
    server.until("index.html", has("欢迎"))

    write(library, {CASE: case(体裁="<script>alert(1)</script>")})
    page = server.until("index.html", has(BANNER))

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


@BOTH
def test_a_broken_configuration_is_told_and_recovered_from(
    start: Start, library: Path, command: str
):
    server = start(command, library)
    server.until("index.html", has("欢迎"))
    good = (library / "mkdocs.yml").read_text(encoding="utf-8")

    write(library, {"mkdocs.yml": f"{good}sight_dir: x\n"})
    assert "sight_dir" in server.until("index.html", has(BANNER))

    write(library, {"mkdocs.yml": good})
    server.until("index.html", lacks(BANNER))


@BOTH
def test_the_site_folder_is_not_touched_and_nothing_is_left_behind(
    start: Start, library: Path, command: str
):
    old = tree(library / "site")
    server = start(command, library)
    server.until("index.html", has("欢迎"))
    write(library, {CASE: case("改过的名单")})
    server.until("cases/anli-1.html", has("改过的名单"))
    write(library, {CASE: case(体裁="警世类")})
    server.until("cases/anli-1.html", has(BANNER))

    code = server.stop()

    assert code == 0, server.output
    assert "Traceback" not in server.output
    assert tree(library / "site") == old
    assert beside(library) == {".cache"}
    assert not list(server.temporary.iterdir())


def test_a_library_that_is_faulty_from_the_start_shows_its_faults_and_recovers(
    start: Start, tmp_path: Path
):
    root = small(tmp_path / "library", {CASE: case(体裁="警世类")})
    server = start("xuncha serve", root)

    page = server.until("", has("体裁"))
    assert FAULT in page
    assert "警世类" in server.output

    write(root, {CASE: case()})
    page = server.until("", has("欢迎"))
    assert "警世类" not in page
    assert "一张名单" in server.until("cases/anli-1.html", has("</html>"))


def test_mkdocs_serve_of_a_faulty_library_ends_with_the_fault(tmp_path: Path):
    root = small(tmp_path / "library", {CASE: case(体裁="警世类")})

    done = run((*COMMANDS["mkdocs serve"], "-a", f"127.0.0.1:{free_port()}"), root)

    assert done.code != 0
    assert FAULT in done.output
    assert "Traceback" not in done.output


def test_a_port_that_is_taken_is_told(library: Path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"

        done = run((*COMMANDS["xuncha serve"], "-a", address), library)

    assert done.code == 2, done
    assert address in done.output
    assert "Traceback" not in done.output
