"""Where the new site cannot be written, the old one stays and the message says why."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from plugin.building import COMMANDS, Run, built, environment, run
from plugin.conftest import Mount
from plugin.looking import beside, tree
from plugin.sitekit import case, small, write

BOTH = pytest.mark.parametrize("command", ["xuncha build", "mkdocs build --strict"])
KEPT = "上一版网站没有改动"


def build_into(root: Path, site: Path, command: str) -> Run:
    return run((*COMMANDS[command], "-d", str(site)), root)


def check_refused(done: Run, *words: str) -> None:
    """A build that could not run says so in words, not in a traceback."""
    assert done.code == 2, done
    assert all(word in done.output for word in words), done
    assert "Traceback" not in done.output, done


def blocks(folder: Path) -> int:
    """How many bytes a folder takes on a file system that counts whole pages."""
    return sum(-(-len(data) // 4096) * 4096 for data in tree(folder).values())


@BOTH
def test_no_space_left_for_a_second_site_keeps_the_old_one(
    tmp_path: Path, mount: Mount, command: str
):
    root = small(tmp_path / "library")
    built(root)
    disk = mount(tmp_path / "disk", f"size={int(blocks(root / 'site') * 1.6)}")
    site = disk / "site"
    built(root, "-d", str(site))
    old = tree(site)
    write(root, {"data/cases/anli-1.yml": case("新的标题")})

    done = build_into(root, site, command)

    check_refused(done, "磁盘空间不够", KEPT)
    assert tree(site) == old
    assert [path.name for path in disk.iterdir()] == ["site"]


@BOTH
def test_no_room_for_more_files_keeps_the_old_site(tmp_path: Path, mount: Mount, command: str):
    root = small(tmp_path / "library")
    built(root)
    # Room for one site and a few files more, not for two.
    needed = sum(1 for _ in (root / "site").rglob("*")) + 8
    disk = mount(tmp_path / "disk", f"size=4m,nr_inodes={needed}")
    site = disk / "site"
    built(root, "-d", str(site))
    old = tree(site)
    write(root, {"data/cases/anli-1.yml": case("新的标题")})

    done = build_into(root, site, command)

    check_refused(done, "磁盘空间不够", KEPT)
    assert tree(site) == old
    assert [path.name for path in disk.iterdir()] == ["site"]


@BOTH
def test_a_whole_library_on_a_full_disk_keeps_its_site(tmp_path: Path, mount: Mount, command: str):
    disk = mount(tmp_path / "disk", "size=24m")
    root = small(disk / "library")
    built(root)
    old = tree(root / "site")
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_bsize
    (disk / "filler").write_bytes(b"x" * (free - 3 * 4096))

    done = run(COMMANDS[command], root)

    check_refused(done, "磁盘空间不够", KEPT)
    assert tree(root / "site") == old
    assert beside(root) == {".cache"}


@BOTH
def test_a_read_only_target_keeps_the_old_site(tmp_path: Path, mount: Mount, command: str):
    root = small(tmp_path / "library")
    disk = mount(tmp_path / "disk", "size=4m")
    site = disk / "site"
    built(root, "-d", str(site))
    old = tree(site)
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)

    done = build_into(root, site, command)

    check_refused(done, str(site), "只能读，不能写", KEPT)
    assert tree(site) == old


@BOTH
def test_a_read_only_library_says_what_cannot_be_written(
    tmp_path: Path, mount: Mount, command: str
):
    disk = mount(tmp_path / "disk", "size=4m")
    root = small(disk / "library")
    built(root)
    old = tree(root / "site")
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)

    done = run(COMMANDS[command], root)

    check_refused(done, ".cache", "只能读，不能写", KEPT)
    assert tree(root / "site") == old


@BOTH
def test_a_mount_point_as_site_folder_is_refused(tmp_path: Path, mount: Mount, command: str):
    root = small(tmp_path / "library")
    site = mount(root / "site", "size=4m")
    write(site, {"index.html": "old"})

    done = run(COMMANDS[command], root)

    check_refused(done, "挂载点", KEPT)
    assert tree(site) == {"index.html": b"old"}
    assert beside(root) == {".cache"}


@BOTH
def test_a_link_as_site_folder_is_refused(library: Path, command: str):
    real = library / "site"
    old = tree(real)
    link = library.parent / "link"
    link.symlink_to(real)

    done = build_into(library, link, command)

    check_refused(done, "是链接")
    assert link.readlink() == real
    assert tree(real) == old
    assert beside(library) == {".cache"}


@BOTH
def test_a_dangling_link_as_site_folder_is_refused(tmp_path: Path, command: str):
    root = small(tmp_path / "library")
    (root / "site").symlink_to(tmp_path / "nowhere")

    done = run(COMMANDS[command], root)

    check_refused(done, "是链接")
    assert not (tmp_path / "nowhere").exists()


@BOTH
def test_a_file_in_place_of_the_site_folder_is_refused(tmp_path: Path, command: str):
    root = small(tmp_path / "library", {"site": "my notes"})

    done = run(COMMANDS[command], root)

    check_refused(done, "是文件，不是文件夹")
    assert (root / "site").read_text(encoding="utf-8") == "my notes"
    assert not beside(root)


@BOTH
@pytest.mark.parametrize(
    "place", [".", ".cache/site", "data", "data/cases", "content/site", "overrides", ".."]
)
def test_a_site_folder_that_would_swallow_the_library_is_refused(
    tmp_path: Path, command: str, place: str
):
    root = small(tmp_path / "library")
    old = tree(root)

    done = build_into(root, (root / place).resolve(), command)

    assert done.code != 0, done
    assert "Traceback" not in done.output, done
    assert {k: v for k, v in tree(root).items() if not k.startswith(".cache")} == old


@BOTH
def test_a_second_build_at_the_same_time_is_refused_and_leaves_the_first_alone(
    library: Path, command: str
):
    old = tree(library / "site")
    write(library, {".site.staged/index.html": "the first build is writing this"})

    with (library / ".cache/build.lock").open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = run(COMMANDS[command], library)

    check_refused(done, "另一个生成正在进行")
    assert tree(library / "site") == old
    assert (library / ".site.staged/index.html").exists()


def test_builds_started_together_give_one_whole_site(library: Path):
    write(library, {"data/cases/anli-1.yml": case("新的标题")})
    processes = [
        subprocess.Popen(
            command,
            cwd=library,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        for command in [*COMMANDS.values(), *COMMANDS.values()]
    ]
    outputs = [process.communicate()[0].decode() for process in processes]
    codes = {process.returncode for process in processes}

    assert codes <= {0, 2}, outputs
    assert 0 in codes, outputs
    assert not any("Traceback" in output for output in outputs), outputs
    published = tree(library / "site")
    built(library)
    assert tree(library / "site") == published
    assert beside(library) == {".cache"}


def test_the_lock_of_a_build_that_was_killed_holds_nobody_up(library: Path):
    (library / ".cache/build.lock").write_text("left by a killed build", encoding="utf-8")

    assert run(COMMANDS["xuncha build"], library).code == 0


def test_the_cache_may_be_deleted_at_any_time(library: Path):
    old = tree(library / "site")
    shutil.rmtree(library / ".cache")

    built(library)

    assert tree(library / "site") == old
