"""The project's own scorer counts what it should, and agrees with the outside one."""

from __future__ import annotations

import copy
import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from benchmarks.scoring import score

from tests.conftest import ROOT, SHARED

CASES = sorted((ROOT / "fixtures").glob("*/*/expected.json"))
Json = dict[str, Any]


def _truth(path: Path) -> Json:
    data: Json = json.loads(path.read_text(encoding="utf-8"))
    return data


def _oracle(truth: Json) -> Json:
    """The report that says exactly what the truth says."""
    files: dict[str, Json] = {
        f["path"]: {"path": f["path"], "status": f["status"], "findings": []}
        for f in truth["files"]
    }
    documents: list[Json] = []
    for number, wanted in enumerate(truth["documents"]):
        findings = [
            {"code": d["code"], "level": d["level"], "file": wanted["file"]}
            for d in wanted["defects"]
        ]
        if wanted["type"] is None:
            files[wanted["file"]]["findings"] += findings
            continue
        documents.append(
            {
                "id": f"d{number}",
                "file": wanted["file"],
                "pages": wanted["pages"] or [1, 1],
                "type": wanted["type"],
                "fields": {k: {"value": v, "confidence": 0.9} for k, v in wanted["fields"].items()},
                "findings": findings,
                "origin": "ocr",
            }
        )
    indicators = [
        {
            "requirement": f"{i['requirement_prefix']}……",
            "level2": i["level2"],
            "flag": i["flag"],
            "findings": [],
        }
        for i in truth["indicators"]
    ]
    return {"documents": documents, "files": list(files.values()), "indicators": indicators}


def _spoilt(report: Json, seed: int) -> Json:
    """The report with documents lost, retyped and shifted, fields, findings and flags changed."""
    chance = random.Random(seed)  # noqa: S311
    spoilt = copy.deepcopy(report)
    for document in spoilt["documents"]:
        if chance.random() < 0.1:
            document["type"] = "other"
        if chance.random() < 0.1:
            document["pages"] = [document["pages"][0], document["pages"][1] + 3]
        for name in list(document["fields"]):
            if chance.random() < 0.1:
                del document["fields"][name]
            elif chance.random() < 0.1:
                document["fields"][name] = {"value": "9", "confidence": 0.9}
        if chance.random() < 0.2:
            document["findings"] = []
        if chance.random() < 0.2:
            alarm = {"code": "P502", "level": "suspicious", "file": document["file"]}
            document["findings"].append(alarm)
    spoilt["documents"] = [d for d in spoilt["documents"] if chance.random() > 0.1]
    for indicator in spoilt["indicators"]:
        if chance.random() < 0.3:
            indicator["flag"] = "missing"
    return spoilt


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.parent.name)
def test_the_truth_itself_has_full_marks(path: Path) -> None:
    truth = _truth(path)
    result = score(truth, _oracle(truth))
    assert result.remarks == []
    assert (result.types, result.flags) == (result.documents, result.indicators)
    assert result.field_f1 == 1.0
    assert result.detected == result.planted
    assert result.alarms == 0


def test_an_empty_report_has_none() -> None:
    truth = _truth(CASES[0])
    result = score(truth, {"documents": [], "files": [], "indicators": []})
    assert (result.types, result.flags, result.field_f1, result.alarms) == (0, 0, 0.0, 0)
    assert result.documents > 0
    assert result.detected.total() == 0


def test_a_false_suspicion_counts_on_clean_documents_only() -> None:
    truth = {
        "documents": [
            {"file": "a.pdf", "pages": [1, 1], "type": "award", "fields": {}, "defects": []},
            {
                "file": "b.pdf", "pages": [1, 1], "type": "award", "fields": {},
                "defects": [{"code": "V201", "level": "suspicious", "note": ""}],
            },
            {
                "file": "c.pdf", "pages": [1, 1], "type": "award", "fields": {}, "defects": [],
                "tolerated": ["P502"],
            },
        ],
        "indicators": [],
    }  # fmt: skip
    finding = {"code": "P502", "level": "suspicious"}
    documents = [
        {
            "id": w["file"], "file": w["file"], "pages": [1, 1], "type": "award", "fields": {},
            "findings": [finding], "origin": "ocr",
        }
        for w in truth["documents"]
    ]  # fmt: skip
    result = score(truth, {"documents": documents, "files": [], "indicators": []})
    assert (result.clean, result.alarms) == (2, 1)
    assert result.alarms_per_100 == 50.0
    assert result.planted["suspicious"] - result.detected["suspicious"] == 1


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.parent.name)
def test_the_outside_scorer_comes_to_the_same(path: Path, tmp_path: Path) -> None:
    tool = SHARED / "tools" / "score.py"
    if not tool.is_file():
        pytest.skip("shared/tools is not beside this checkout")
    truth = _truth(path)
    report = _spoilt(_oracle(truth), seed=len(path.parent.name))
    (tmp_path / "report.json").write_text(json.dumps(report), encoding="utf-8")
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-X", "utf8", tool, path, tmp_path],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    theirs = json.loads(done.stdout.splitlines()[-1])
    ours = score(truth, report)
    assert ours.found == theirs["documents"]["tp"]
    assert ours.field_f1 == pytest.approx(theirs["fields_micro"]["f1"], abs=1e-4)
    assert ours.type_accuracy == pytest.approx(theirs["type_accuracy_end_to_end"], abs=1e-4)
    if truth["indicators"]:
        assert ours.flag_accuracy == pytest.approx(theirs["indicators"]["accuracy"], abs=1e-4)
    assert ours.clean == theirs["clean_documents"]
    assert ours.alarms_per_100 == pytest.approx(
        theirs["false_suspicious_per_100_clean_documents"], abs=1e-4
    )
    assert ours.detected["suspicious"] == theirs["defects"]["true"]


def test_values_are_counted_by_how_they_were_read_and_how_sure_they_are() -> None:
    truth = {
        "documents": [
            {
                "file": "a.pdf", "pages": [1, 1], "type": "award", "defects": [], "tolerated": [],
                "fields": {"holder": "甲", "issuer": "乙", "level": "省级"},
            }
        ],
        "indicators": [],
        "files": [],
    }  # fmt: skip
    report = {
        "documents": [
            {
                "id": "d1", "file": "a.pdf", "pages": [1, 1], "type": "award", "origin": "ocr",
                "findings": [],
                "fields": {
                    "holder": {"value": "甲", "confidence": 0.99},
                    "issuer": {"value": "丙", "confidence": 0.96},
                },
            }
        ],
        "indicators": [],
        "files": [],
    }  # fmt: skip
    result = score(truth, report)
    assert result.f1_of("ocr") == pytest.approx(2 / 5)
    assert result.f1_of("text-layer") is None
    assert result.sure_and_right(0.95) == 0.5
    assert result.sure_and_right(0.98) == 1.0
