"""The gate stands in every build, looks twice, and fails closed."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugin.building import COMMANDS, run
from plugin.looking import beside, tree
from plugin.sitekit import GUIDE, MKDOCS_YML, case, write, yaml_of
from xuncha_site.plugin.build import build
from xuncha_site.problems import CouldNotRunError, Exit

# Made up: the check characters are right, the people do not exist.
CITIZEN = "11010119900307803X"
MOBILE = "13800138000"
CARD = "6222020000000000000"
CASE = "data/cases/anli-1.yml"


def escaped(digits: str) -> str:
    return "".join(f"\\u{ord(digit):04x}" for digit in digits)


def case_with(text: str) -> str:
    """A case whose background is a YAML text in double quotes, as it stands."""
    return yaml_of(case()).replace('"某镇有岗位48个。"', f'"{text}"')


IN_SOURCES = {
    "a text": {CASE: case_with(f"证号{CITIZEN}。")},
    "a comment": {CASE: f"# 本人证号 {CITIZEN}\n{yaml_of(case())}"},
    "a file name": {"data/cases/110101199003078035.yml": case()},
    "an attachment's name": {f"content/files/{CITIZEN}.csv": "a\n"},
    "an attachment": {"content/files/list.csv": f"name,id\n某人,{CITIZEN}\n"},
    "a page": {"content/guidance/zicha.md": f"{GUIDE}\n证号{CITIZEN}。\n"},
    "front matter": {"content/guidance/zicha.md": GUIDE.replace("三步。", f"证号{CITIZEN}。")},
    "a code block": {"content/guidance/zicha.md": f"{GUIDE}\n```\n{CITIZEN}\n```\n"},
    "a link's address": {
        "content/guidance/zicha.md": f"{GUIDE}\n[看](https://example.org/?id={CITIZEN})\n"
    },
    "a record that stays unpublished": {
        "data/cases/caogao-1.yml": case(可见范围="草稿", 案例背景=f"证号{CITIZEN}。")
    },
    "a mobile number": {CASE: case_with(f"电话{MOBILE}。")},
    "a bank card": {CASE: case_with(f"卡号{CARD}。")},
}

ONLY_IN_OUTPUT = {
    "digits written as escapes": {CASE: case_with(f"证号{escaped(CITIZEN)}。")},
    "a number written as escapes in a page's front matter": {
        "content/guidance/zicha.md": GUIDE.replace("三步。", f'"电话{escaped(MOBILE)}"')
    },
    "a number that a template writes": {
        "overrides/pages/404.html": (
            f'{{% extends "main.html" %}}{{% block content %}}<h1>{CITIZEN}</h1>{{% endblock %}}'
        )
    },
    "a number in a style sheet of the theme": {"overrides/css/99.css": f"/* {CITIZEN} */\n"},
}


@pytest.mark.parametrize("what", IN_SOURCES)
@pytest.mark.parametrize("command", ["xuncha build", "mkdocs build -q"])
def test_a_number_of_a_person_in_a_source_stops_the_build(library: Path, what: str, command: str):
    old = tree(library / "site")
    write(library, IN_SOURCES[what])

    done = run(COMMANDS[command], library)

    assert done.code == 1, done
    assert "***" in done.output, done
    # A name must be told as it is, or nobody finds the file; found text is masked.
    if "name" not in what:
        assert not any(number in done.output for number in (CITIZEN, MOBILE, CARD)), done
    assert tree(library / "site") == old
    assert beside(library) == {".cache"}


@pytest.mark.parametrize("what", ONLY_IN_OUTPUT)
@pytest.mark.parametrize("command", ["xuncha build", "mkdocs build -q"])
def test_a_number_that_only_the_output_shows_stops_publication(
    library: Path, what: str, command: str
):
    old = tree(library / "site")
    write(library, ONLY_IN_OUTPUT[what])

    done = run(COMMANDS[command], library)

    assert done.code == 1, done
    assert "***" in done.output, done
    assert tree(library / "site") == old
    assert beside(library) == {".cache"}


class Broken:
    """A gate that cannot do one half of its work."""

    def __init__(self, half: str) -> None:
        self.half = half

    def check_sources(self, *_: object) -> list[object]:
        return self._answer("sources")

    def check_output(self, *_: object) -> list[object]:
        return self._answer("output")

    def _answer(self, half: str) -> list[object]:
        if half == self.half:
            raise CouldNotRunError("脱敏检查的模型不在")
        return []


@pytest.mark.parametrize("half", ["sources", "output"])
def test_a_gate_that_cannot_run_lets_nothing_be_published(
    library: Path, half: str, capsys: pytest.CaptureFixture[str]
):
    old = tree(library / "site")
    write(library, {CASE: case("新的标题")})

    code = build(library / "mkdocs.yml", gate=Broken(half))

    assert code is Exit.COULD_NOT_RUN
    assert "脱敏检查的模型不在" in capsys.readouterr().err
    assert tree(library / "site") == old
    assert beside(library) == {".cache"}
    # The gate was given for one build: the next one of this process has its own again.
    assert build(library / "mkdocs.yml") is Exit.CLEAN


HOOK = """\
from xuncha_site.plugin.plugin import XunchaPlugin
from xuncha_site.problems import CouldNotRunError

class Broken:
    def check_sources(self, *_):
        return []

    def check_output(self, *_):
        raise {error}

def on_startup(command, dirty):
    XunchaPlugin.gate = Broken()
"""


@pytest.mark.parametrize("error", ["CouldNotRunError('模型不在')", "RuntimeError('a bug')"])
@pytest.mark.parametrize("command", COMMANDS)
def test_whatever_a_gate_raises_nothing_is_published(library: Path, command: str, error: str):
    old = tree(library / "site")
    write(library, {CASE: case("新的标题"), "hook.py": HOOK.format(error=error)})
    write(library, {"mkdocs.yml": f"{MKDOCS_YML}hooks: [hook.py]\n"})

    done = run(COMMANDS[command], library)

    assert done.code == (2 if "CouldNotRun" in error else 1), done
    assert tree(library / "site") == old
    assert beside(library) == {".cache", "hook.py"}


def test_an_attachment_that_cannot_be_read_as_text_lets_nothing_be_published(library: Path):
    old = tree(library / "site")
    write(library, {"content/files/list.csv": "姓名".encode("gbk")})

    done = run(COMMANDS["xuncha build"], library)

    assert done.code in (1, 2), done
    assert "files/list.csv" in done.output
    assert "Traceback" not in done.output
    assert tree(library / "site") == old


def test_no_setting_switches_the_gate_off(library: Path):
    for option in ("gate: false", "gate: off", "strict: false", "enabled: false"):
        write(library, {CASE: case_with(f"证号{CITIZEN}。")})
        changed = MKDOCS_YML.replace("  - xuncha", f"  - xuncha:\n      {option}")
        write(library, {"mkdocs.yml": changed})
        old = tree(library / "site")

        done = run(COMMANDS["mkdocs build"], library)

        assert done.code != 0, done
        assert tree(library / "site") == old
