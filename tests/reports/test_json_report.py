from __future__ import annotations

import dataclasses
import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from evidencecheck.domain.document import Citation
from evidencecheck.domain.geometry import Box
from evidencecheck.domain.provenance import Changes, Signature
from evidencecheck.domain.report import DocumentEntry, Report
from evidencecheck.domain.rules import RuleBook
from evidencecheck.reports.json_report import render_json, report_schema

CONTRACT = {
    "report": "schema system applicant assessment_date years summary indicators documents files",
    "system": "id name edition",
    "applicant": "name credit_code",
    "summary": "supported missing suspicious",
    "indicator": "id kind level1 level2 requirement evidence_basis type max_score flag slots "
    "findings",
    "slot": "id text required status documents",
    "finding": "code level message document file page box quote",
    "document": "id file pages type confidence fields findings",
    "field": "value page box quote confidence",
    "file": "path sha256 bytes media_type pages status findings",
}


def check(data: dict[str, Any]) -> None:
    schema = report_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(data, schema, cls=jsonschema.Draft202012Validator)


@pytest.fixture
def data(report: Report, book: RuleBook) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(render_json(report, book))
    return loaded


def test_it_fulfils_its_schema(data: dict[str, Any]) -> None:
    check(data)


def test_keys_stand_in_the_order_of_the_contract_and_ours_at_the_end(data: dict[str, Any]) -> None:
    indicator, document = data["indicators"][1], data["documents"][1]
    objects = {
        "report": data,
        "system": data["system"],
        "applicant": data["applicant"],
        "summary": data["summary"],
        "indicator": indicator,
        "slot": indicator["slots"][0],
        "finding": indicator["findings"][0],
        "document": document,
        "field": document["fields"]["standards"],
        "file": data["files"][0],
    }
    for name, keys in CONTRACT.items():
        expected = keys.split()
        assert list(objects[name])[: len(expected)] == expected, name


def test_a_finding_reports_its_first_place_and_lists_the_others(data: dict[str, Any]) -> None:
    (finding,) = data["indicators"][1]["findings"]
    assert finding == data["documents"][1]["findings"][0]
    assert finding["message"] == "有效期至 2025-11-30，已过期"
    assert (finding["document"], finding["page"]) == ("d2", 1)
    assert finding["quote"] == "有效期至：2025年11月30日"
    assert finding["remedy"] == "已过期的处理"
    file = finding["file"]
    assert finding["also"] == [{"file": file, "page": 3, "box": [0, 0, 1, 1], "quote": ""}]


def test_a_finding_without_a_place_has_nulls(data: dict[str, Any]) -> None:
    (finding,) = data["indicators"][2]["findings"]
    assert [finding[k] for k in ("document", "file", "page", "box", "quote")] == [None] * 5
    assert finding["also"] == []


def test_a_finding_on_a_whole_file_names_it(data: dict[str, Any]) -> None:
    (finding,) = data["files"][2]["findings"]
    assert finding["file"] == data["files"][2]["path"]
    assert finding["page"] is None


def test_values_keep_their_kind(data: dict[str, Any]) -> None:
    fields = data["documents"][1]["fields"]
    assert fields["standards"]["value"] == [
        {"number": "ISO 14064", "part": "1", "edition": "2018", "canonical": "ISO 14064-1:2018"}
    ]
    assert fields["years"]["value"] == [2023, 2024]
    assert fields["emissions_total"]["value"] == 12345.5
    assert fields["valid_until"]["value"] == "2025-11-30"
    assert data["documents"][0]["fields"]["valid_until"]["value"] == "long-term"


def test_boxes_and_confidences_are_rounded_and_points_are_plain(data: dict[str, Any]) -> None:
    field = data["documents"][0]["fields"]["holder"]
    assert field["box"] == [0.1235, 0.3, 0.9, 0.32]
    assert field["confidence"] == 0.988
    text = json.dumps([i["max_score"] for i in data["indicators"]])
    assert text == "[null, 5, 2.5]"


def test_what_the_rules_and_the_applicant_say_is_kept(data: dict[str, Any]) -> None:
    basic, scored, empty = data["indicators"]
    assert scored["ambiguous"] == {"readings": ["四项皆须", "任一即可"], "taken": "四项皆须"}
    assert scored["conditional"] == "如适用"
    assert scored["section_weight"] == 20
    assert empty["not_applicable"] == {"reason": "无此工序", "until": "2026-12-31"}
    assert empty["evidence_basis"] is None
    assert basic["not_applicable"] is None
    assert data["documents"][0]["title"]["quote"] == "营业执照"
    assert data["documents"][1]["title"] is None
    assert data["summary"] == {"supported": 1, "missing": 1, "suspicious": 1}


def test_equal_reports_give_equal_bytes(report: Report, book: RuleBook) -> None:
    first = render_json(report, book)
    assert first == render_json(dataclasses.replace(report), book)
    assert first.endswith(b"}\n")
    assert "有效期".encode() in first


def test_the_language_changes_words_only(report: Report, book: RuleBook) -> None:
    zh, en = json.loads(render_json(report, book)), json.loads(render_json(report, book, "en"))
    check(en)
    assert en["indicators"][1]["findings"][0]["message"] == "expired: until 2025-11-30"
    assert en["indicators"][1]["requirement"] == zh["indicators"][1]["requirement"]
    assert [i["flag"] for i in en["indicators"]] == [i["flag"] for i in zh["indicators"]]


def test_hostile_text_is_kept_as_text(hostile: Report, book: RuleBook) -> None:
    data = json.loads(render_json(hostile, book).decode("utf-8"))
    check(data)
    assert data["documents"][0]["file"].endswith("exe�.pdf")
    assert data["documents"][0]["fields"]["holder"]["value"].startswith("@<script>")


def test_a_value_that_json_cannot_hold_is_an_error(report: Report, book: RuleBook) -> None:
    entry = report.documents[1]
    place = Citation("a.pdf", 1, Box(0, 0, 1, 1), "")
    bad = dataclasses.replace(entry.document.fields[3], value=float("nan"), citation=place)
    document = dataclasses.replace(entry.document, fields=(bad,))
    broken = dataclasses.replace(report, documents=(DocumentEntry(document, ()),))
    with pytest.raises(ValueError, match="not JSON compliant"):
        render_json(broken, book)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("indicators", 0, "flag"), "accepted"),
        (("indicators", 0, "extra"), 1),
        (("indicators", 0, "slots"), []),
        (("documents", 0, "pages"), [0, 1]),
        (("documents", 0, "fields", "holder", "box"), [0, 0, 2, 1]),
        (("documents", 0, "fields", "Holder"), {}),
        (("documents", 1, "fields", "years", "value"), ["2023"]),
        (("documents", 1, "fields", "valid_until", "value"), "2025年"),
        (("files", 0, "path"), "/home/someone/a.pdf"),
        (("files", 0, "status"), "blank"),
        (("indicators", 1, "findings", 0, "code"), "expired"),
        (("indicators", 1, "findings", 0, "quote"), None),
        (("indicators", 2, "findings", 0, "box"), [0, 0, 1, 1]),
        (("assessment_date",), "2026-13-31"),
        (("summary", "missing"), -1),
    ],
)
def test_the_schema_is_strict(data: dict[str, Any], path: tuple[Any, ...], value: object) -> None:
    *parents, last = path
    place: Any = data
    for key in parents:
        place = place[key]
    place[last] = value
    with pytest.raises(jsonschema.ValidationError):
        check(data)


def test_the_schema_knows_the_flags_and_levels_of_the_vocabulary() -> None:
    vocabulary = Path(__file__).resolve().parents[2].parent / "shared/contract/vocabulary.yaml"
    if not vocabulary.is_file():
        pytest.skip("shared/contract is not beside this checkout")
    words = yaml.safe_load(vocabulary.read_text("utf-8"))
    definitions = report_schema()["$defs"]
    assert set(definitions["flag"]["enum"]) == set(words["flags"])
    levels = {finding["level"] for finding in words["findings"].values()}
    assert set(definitions["finding"]["properties"]["level"]["enum"]) == levels


def test_dates_are_iso(data: dict[str, Any]) -> None:
    assert date.fromisoformat(data["assessment_date"]) == date(2026, 3, 31)


def test_a_digital_signature_fulfils_the_schema(report: Report, book: RuleBook) -> None:
    signature = Signature("Signature1", None, Changes.UNKNOWN, problem="unsupported algorithm")
    files = (dataclasses.replace(report.files[0], signatures=(signature,)), *report.files[1:])
    data = json.loads(render_json(dataclasses.replace(report, files=files), book))
    check(data)
    (shown,) = data["files"][0]["signatures"]
    assert (shown["intact"], shown["changes"], shown["page"]) == (None, "unknown", None)
