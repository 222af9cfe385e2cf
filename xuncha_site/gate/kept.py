"""What was found clean, kept from one run to the next as digests in one file under ``.cache/``.

Only what is clean is kept: whatever else the file holds by accident, a text is passed over only if
its own digest stands there. A file of another version of the gate, or one that is not whole, counts
for nothing, and so does one that cannot be read or written.
"""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path

from xuncha_site.gate import model

SIZE = 16
_HEAD = b"xuncha-gate\n"
_MOST = 1_000_000  # digests
_RULES = frozenset({".py", ".txt", ".onnx"})


@cache
def rules() -> str:
    """What the gate goes by: its code, its tables and its model."""
    digest = hashlib.sha256(model.version().encode())
    package = Path(__file__).parent
    for path in sorted(path for path in package.rglob("*") if path.suffix in _RULES):
        digest.update(path.relative_to(package).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


class Clean:
    """The digests of clean files and sentences. ``place`` is the file, None to keep nothing."""

    def __init__(self, place: Path | None, identity: str) -> None:
        self._place = place
        self._version = hashlib.sha256(f"{rules()}\n{identity}".encode()).digest()
        self._known = self._read()
        self._new: set[bytes] = set()

    def digest(self, text: bytes, kind: str) -> bytes:
        """``kind`` says as what it was read: the same bytes may be clean as one and not another."""
        person = kind.encode()[:16]
        return hashlib.blake2b(text, key=self._version, digest_size=SIZE, person=person).digest()

    def holds(self, digest: bytes) -> bool:
        """Whether it was found clean before."""
        return digest in self._known or digest in self._new

    def add(self, digest: bytes) -> None:
        """Keep what has been found clean."""
        self._new.add(digest)

    def save(self) -> None:
        """Write all at one stroke. What has grown too large begins anew with what is new."""
        if self._place is None or self._new <= self._known:
            return
        if len(self._known) > _MOST:
            self._known = set()
        self._known |= self._new
        self._new = set()
        body = self._version + b"".join(sorted(self._known))
        beside = self._place.with_name(f"{self._place.name}.{os.getpid()}")
        try:
            self._place.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(_HEAD + hashlib.sha256(body).digest() + body)
            beside.replace(self._place)
        except OSError:
            beside.unlink(missing_ok=True)

    def _read(self) -> set[bytes]:
        try:
            raw = self._place.read_bytes() if self._place else b""
        except OSError:
            return set()
        whole, body = raw[len(_HEAD) :][:32], raw[len(_HEAD) + 32 :]
        if not raw.startswith(_HEAD) or hashlib.sha256(body).digest() != whole:
            return set()
        if body[:32] != self._version or (len(body) - 32) % SIZE:
            return set()
        return {body[n : n + SIZE] for n in range(32, len(body), SIZE)}
