"""Known names: the real names of a case, of which the library holds keyed digests alone.

The names and the key lie outside the library. Every run of 2 to 8 Chinese characters of a text is
put through HMAC with the key and looked up: whoever has the library and not the key learns nothing.
"""

from __future__ import annotations

import hmac
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from xuncha_site.gate.found import Found
from xuncha_site.gate.normal import normal
from xuncha_site.problems import Code, CouldNotRunError

FILE = "known-names.txt"
SHORTEST, LONGEST = 2, 8
_HEAD = "# 真实姓名的密文，由 xuncha names 写；没有密钥还原不出姓名，可以提交。\n"
_RUN = re.compile(r"[\u4e00-\u9fff]{2,}")
_GAPS = re.compile(r"(?<=[\u4e00-\u9fff])[ \t·•.\-_]{1,2}(?=[\u4e00-\u9fff])")
_KEY_SIZE = 32


def home() -> Path:
    """Where the key and the private list lie unless told otherwise."""
    return Path(os.environ.get("XUNCHA_NAMES", Path.home() / ".config" / "xuncha"))


def read_key(place: Path) -> bytes | None:
    """The key; None where there is none."""
    try:
        key = bytes.fromhex(place.read_text(encoding="ascii").strip())
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise CouldNotRunError(f"密钥 {place} 读不出来") from error
    if len(key) != _KEY_SIZE:
        raise CouldNotRunError(f"密钥 {place} 不完整")
    return key


def sealed(key: bytes, name: str) -> str:
    """The digest of a name under a key."""
    return hmac.digest(key, _plain(name).encode(), "sha256").hex()[:32]


def listed(root: Path) -> tuple[str, frozenset[str]] | None:
    """The mark of the key and the digests that a library holds; None where it holds no list."""
    try:
        lines = (root / FILE).read_text(encoding="ascii", errors="ignore").splitlines()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CouldNotRunError(f"{FILE} 读不出来") from error
    rows = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    if not rows or not all(re.fullmatch(r"[0-9a-f]{32}", row) for row in rows):
        raise CouldNotRunError(f"{FILE} 不完整；用 xuncha names rotate 重写")
    return rows[0], frozenset(rows[1:])


def write(root: Path, key: bytes, names: Iterable[str]) -> int:
    """Write the digests of names into a library. Returns how many."""
    digests = sorted({sealed(key, name) for name in names})
    text = _HEAD + "\n".join([sealed(key, "密钥"), *digests]) + "\n"
    (root / FILE).write_text(text, encoding="utf-8", newline="\n")
    return len(digests)


@dataclass(slots=True)
class KnownNames:
    """Finds listed names in texts."""

    digests: frozenset[str]
    key: bytes
    clean: set[str]  # runs that have been looked up already

    @property
    def identity(self) -> str:
        return " ".join(sorted(self.digests))

    def found_in(self, raw: str) -> Iterator[Found]:
        """Every listed name of a text, however it is parted or disguised."""
        text = normal(raw).without(_GAPS)
        for run in _RUN.finditer(text.text):
            for start in range(run.start(), run.end() - SHORTEST + 1):
                for end in range(start + SHORTEST, min(start + LONGEST, run.end()) + 1):
                    if self._is_listed(text.text[start:end]):
                        yield Found(Code.KNOWN_NAME, *text.span(start, end))

    def _is_listed(self, name: str) -> bool:
        if name in self.clean:
            return False
        if sealed(self.key, name) in self.digests:
            return True
        self.clean.add(name)
        return False


def known_names(root: Path) -> KnownNames | None:
    """The known names of a library. None where it has no list, or there is no key: see ``listed``.

    Raises ``CouldNotRunError`` where the key is another than that of the list.
    """
    held = listed(root)
    key = read_key(home() / "names.key") if held else None
    if held is None or key is None:
        return None
    if sealed(key, "密钥") != held[0]:
        raise CouldNotRunError(f"密钥与 {FILE} 不是一对；换上写名单时用的密钥")
    return KnownNames(held[1], key, set())


def _plain(name: str) -> str:
    return re.sub(r"[^\u4e00-\u9fff]", "", normal(name).text)
