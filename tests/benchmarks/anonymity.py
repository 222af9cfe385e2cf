"""What the gate finds in texts whose leaks are known, for a scorer to count.

    python tests/benchmarks/anonymity.py TEXTS.jsonl --allow config.json --out PRED.jsonl

``TEXTS.jsonl`` holds one object a line with ``id`` and ``text``; ``config.json`` the names that a
site allows (``allow_terms``, ``allow_numbers``). Written is one object a line with ``id`` and
``spans``: from, to (code points of the text as stored), label.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from xuncha_site.gate.judge import Judge
from xuncha_site.problems import Code
from xuncha_site.records.jurisdiction import Jurisdiction

LABELS = {
    Code.CITIZEN_ID: "IDCARD",
    Code.MOBILE_NUMBER: "PHONE",
    Code.LANDLINE: "PHONE",
    Code.BANK_CARD: "BANK",
    Code.CREDIT_CODE: "USCC",
    Code.NUMBER_PLATE: "PLATE",
    Code.PASSPORT_NUMBER: "PASSPORT",
    Code.EMAIL_ADDRESS: "EMAIL",
    Code.CHAT_ACCOUNT: "IM",
    Code.COORDINATES: "GEO",
    Code.BIRTH_DATE: "DOB",
    Code.CASE_NUMBER: "CASENO",
    Code.HOME_ADDRESS: "ADDRESS",
    Code.PERSON_NAME: "PERSON",
    Code.PLACE_NAME: "PLACE",
    Code.BODY_NAME: "ORG",
    Code.COMPANY_NAME: "COMPANY",
}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("texts", type=Path)
    parser.add_argument("--allow", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    config = json.loads(given.allow.read_text(encoding="utf-8")) if given.allow else {}
    allowed = (*config.get("allow_terms", ()), *config.get("allow_numbers", ()))
    names = [{"名称": name, "理由": "公开"} for name in allowed]
    judge = Judge(Jurisdiction.model_validate({"可用名称": names}))
    lines = given.texts.read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line) for line in lines if line.strip()]
    began = time.process_time()
    with given.out.open("w", encoding="utf-8") as out:
        for one in texts:
            spans = [
                [found.start, found.end, LABELS[found.code]]
                for found in judge.found_in(one["text"])
            ]
            out.write(json.dumps({"id": one["id"], "spans": spans}, ensure_ascii=False) + "\n")
    seconds = time.process_time() - began
    signs = sum(len(one["text"]) for one in texts)
    print(f"{len(texts)} texts, {signs} characters, {seconds:.1f} CPU s")


if __name__ == "__main__":
    main()
