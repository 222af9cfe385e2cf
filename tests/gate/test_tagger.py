"""Many sentences are read at once just as they are one by one, and nothing is left behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from xuncha_site.gate import names, tagger
from xuncha_site.gate.normal import normal

SENTENCES = [
    "食堂管理员李建国没有登记。",
    "某镇财政所多付了三笔工程款。",
    "出纳王秀英把备用金借给亲属。",
    "在北京市工作的教师有二十人。",
    "甲",
]


def test_a_batch_says_what_each_sentence_says_alone() -> None:
    together = dict(tagger.tagged(SENTENCES))
    assert together == {s: words for s in SENTENCES for _, words in tagger.tagged([s])}
    for sentence, words in together.items():
        assert "".join(sentence[word.start : word.end] for word in words) == sentence
    kinds = {sentence[w.start : w.end]: w.tag for sentence in SENTENCES for w in together[sentence]}
    assert (kinds["李建国"], kinds["王秀英"], kinds["北京市"]) == ("PER", "PER", "LOC")


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "_MOST", 3)
    monkeypatch.setattr(names, "_READ", {})
    for sentence in SENTENCES:
        list(names.names_in(normal(sentence)))
        assert len(names._READ) <= 3
    assert [f.end for f in names.names_in(normal(SENTENCES[0]))] == [8]


def test_the_model_leaves_no_file_anywhere(tmp_path: Path) -> None:
    """Runtimes that report their use keep what they have to tell in the temporary folder."""
    script = "from xuncha_site.gate.tagger import tagged; list(tagged(['某镇']))"
    env = {**os.environ, "TMPDIR": str(tmp_path), "HOME": str(tmp_path)}
    subprocess.run([sys.executable, "-c", script], env=env, check=True)
    assert not list(tmp_path.iterdir())
