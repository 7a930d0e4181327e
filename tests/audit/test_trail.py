"""What a trail holds after runs were recorded in it."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from evidencecheck.audit import Trail, TrailError, verify


def rows(path: Path, sql: str) -> list[dict[str, Any]]:
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    try:
        return [dict(row) for row in connection.execute(sql)]
    finally:
        connection.close()


def test_the_rows_say_what_the_report_says(tmp_path, record):
    path = tmp_path / "t.db"
    record(path)

    assert rows(path, "SELECT path, bytes, status FROM files") == [
        {"path": "资料/1.pdf", "bytes": 1001, "status": "read"},
        {"path": "资料/2.pdf", "bytes": 1002, "status": "read"},
    ]
    assert rows(path, "SELECT id, type, confidence, title FROM documents WHERE id = 'd2'") == [
        {"id": "d2", "type": "ghg-report", "confidence": 0.988, "title": "温室气体排放报告"}
    ]
    fields = {f["name"]: f for f in rows(path, "SELECT * FROM fields WHERE document = 'd1'")}
    assert {name: f["value"] for name, f in fields.items()} == {
        "holder": '"某某有限公司"',
        "years": "[2023,2024]",
        "standards": '["GB/T 32150-2015"]',
        "total_emissions": "1234.5678",
    }
    assert fields["holder"]["box"] == "[0.1,0.3,0.3333,0.6667]"
    assert rows(path, "SELECT indicator, slot, flag, documents FROM flags WHERE slot != ''")[0] == {
        "indicator": "x.1",
        "slot": "x.1/1",
        "flag": "supported",
        "documents": '["d1"]',
    }
    finding = rows(path, "SELECT * FROM findings")[1]
    assert (finding["number"], finding["indicator"], finding["code"]) == (2, "x.2", "V201")
    assert json.loads(finding["citations"])[0]["quote"] == "有效期至2025年1月1日"


def test_the_events_tell_the_run_in_order_with_its_versions(tmp_path, record):
    path = tmp_path / "t.db"
    head = record(path)

    events = rows(path, "SELECT * FROM events ORDER BY seq")
    kinds = [e["kind"] for e in events]
    assert kinds == [
        "run-started", *["file-read"] * 2, *["document-found"] * 2, *["finding"] * 2,
        *["flag-set"] * 2, "run-finished",
    ]  # fmt: skip
    first, last = json.loads(events[0]["body"]), json.loads(events[-1]["body"])
    assert first["versions"] == {
        "program": "0.1.0", "rules": "a" * 64, "models": {"rec.onnx": "b" * 64}, "ocr": "none",
        "python": "3.11.7",
    }  # fmt: skip
    assert first["applicant"]["established"] == "2019-05-01"
    assert last["report"] == "c" * 64
    assert last["tables"]["fields"]["rows"] == 8
    assert {e["at"] for e in events} == {"2026-03-31T08:00:00Z"}
    assert events[-1]["digest"] == head


def test_the_same_run_gives_the_same_head_and_any_difference_another(tmp_path, record, make_report):
    head = record(tmp_path / "a.db")
    assert record(tmp_path / "b.db") == head
    others = {
        record(tmp_path / "c.db", report=make_report(prefix="别处")),
        record(tmp_path / "d.db", "r9"),
        record(tmp_path / "e.db", report_digest="d" * 64),
    }
    assert len(others | {head}) == 4


def test_times_are_written_in_utc_and_need_a_zone(tmp_path, record):
    path = tmp_path / "t.db"
    beijing = timezone(timedelta(hours=8))
    record(path, at=datetime(2026, 3, 31, 16, 0, tzinfo=beijing))
    assert rows(path, "SELECT DISTINCT at FROM events") == [{"at": "2026-03-31T08:00:00Z"}]
    with pytest.raises(ValueError, match="time zone"):
        record(path, "r2", at=datetime(2026, 3, 31))


def test_evidence_digests_follow_content_and_not_names(tmp_path, record, make_report):
    def evidence(name: str, report) -> list[str]:
        path = tmp_path / name
        record(path, report=report)
        return [r["evidence"] for r in rows(path, "SELECT evidence FROM flags ORDER BY 1")]

    report = make_report()
    changed = replace(report, files=tuple(replace(f, sha256="e" * 64) for f in report.files))
    before = evidence("a.db", report)
    assert evidence("b.db", make_report(prefix="改名")) == before
    assert evidence("c.db", changed) != before
    # The document's title and the finding's quote are two places; the slot rests on the first.
    assert sorted(len(json.loads(e)) for e in before) == [1, 1, 2, 2]


def test_closed_it_is_one_file_outside_of_wal_mode(tmp_path, record):
    path = tmp_path / "t.db"
    with Trail(path):
        assert rows(path, "PRAGMA journal_mode") == [{"journal_mode": "wal"}]
    record(path)
    assert [p.name for p in tmp_path.iterdir()] == ["t.db"]
    assert rows(path, "PRAGMA journal_mode") == [{"journal_mode": "delete"}]


def test_a_copied_trail_is_carried_on(tmp_path, three_runs, record):
    path, heads = three_runs
    copy = tmp_path / "copy.db"
    copy.write_bytes(path.read_bytes())
    record(copy, "r4")
    verdict = verify(copy, expected_head=heads[-1])
    assert verdict.ok
    assert [r["run"] for r in rows(copy, "SELECT DISTINCT run FROM events ORDER BY seq")] == [
        "r1", "r2", "r3", "r4",
    ]  # fmt: skip


def test_a_run_is_recorded_whole_or_not_at_all(tmp_path, record, make_report):
    path = tmp_path / "t.db"
    head = record(path)
    report = make_report()
    twice = replace(report, files=(*report.files, report.files[0]))
    with pytest.raises(TrailError, match="UNIQUE"):
        record(path, "r2", twice)
    assert rows(path, "SELECT DISTINCT run FROM files") == [{"run": "r1"}]
    assert verify(path).head == head


def test_a_run_has_a_name_of_its_own(tmp_path, record):
    path = tmp_path / "t.db"
    record(path)
    with pytest.raises(TrailError, match="holds a run named r1 already"):
        record(path)
    with pytest.raises(ValueError, match="name"):
        record(path, "")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET at = '2020-01-01T00:00:00Z' WHERE seq = 2",
        "DELETE FROM events WHERE seq = 2",
        "INSERT OR REPLACE INTO events SELECT 2, run, at, kind, body, previous, digest "
        "FROM events WHERE seq = 3",
        "INSERT INTO events SELECT 99, run, at, kind, body, previous, digest "
        "FROM events WHERE seq = 3",
    ],
)
def test_events_refuse_to_be_changed(tmp_path, record, statement):
    path = tmp_path / "t.db"
    record(path)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        rows(path, statement)
    assert verify(path).ok


def test_text_of_any_kind_can_be_recorded(tmp_path, record, make_report):
    """File names that are no UTF-8, numbers beyond JSON, control characters, emoji."""
    report = make_report(prefix="坏\udcff名\x00\u2028😀")
    document = report.documents[0].document
    strange = replace(
        document,
        fields=tuple(
            replace(f, value=value)
            for f, value in zip(
                document.fields, (10**30, float("inf"), "\ud800", float("nan")), strict=True
            )
        ),
    )
    entry = replace(report.documents[0], document=strange)
    path = tmp_path / "t.db"
    record(path, report=replace(report, documents=(entry, report.documents[1])))
    assert verify(path).ok
    values = {r["value"] for r in rows(path, "SELECT value FROM fields WHERE document = 'd1'")}
    assert values == {f'"{10**30}"', '"inf"', '"\\\\ud800"', '"nan"'}


def test_an_empty_report_is_a_run_too(tmp_path, record, make_report):
    empty = replace(make_report(), indicators=(), documents=(), files=())
    record(tmp_path / "t.db", report=empty)
    verdict = verify(tmp_path / "t.db")
    assert (verdict.ok, verdict.events) == (True, 2)


@pytest.mark.parametrize("content", [b"no database at all, but long enough" * 50, None])
def test_what_is_no_trail_is_not_written_to(tmp_path, content):
    path = tmp_path / "other.db"
    if content is None:
        rows(path, "CREATE TABLE others (x)")
    else:
        path.write_bytes(content)
    before = path.read_bytes()
    with pytest.raises(TrailError, match=r"other\.db"):
        Trail(path)
    assert path.read_bytes() == before


def test_an_unwritable_place_is_a_plain_error(tmp_path):
    with pytest.raises(TrailError, match=r"t\.db cannot be written"):
        Trail(tmp_path / "missing" / "t.db")


def test_a_large_report_is_recorded_in_few_statements(tmp_path, record, make_report, monkeypatch):
    """Bulk inserts in one transaction: no statement a row (there are 4 000), and one commit."""
    statements: list[str] = []
    connect = sqlite3.connect

    def traced(*args: Any, **kw: Any) -> sqlite3.Connection:
        connection = connect(*args, **kw)
        connection.set_trace_callback(statements.append)
        return connection

    monkeypatch.setattr("evidencecheck.audit.trail.sqlite3.connect", traced)
    path = tmp_path / "t.db"
    with Trail(path):
        statements.clear()
    record(path, report=make_report(indicators=50, documents=500))
    # A statement is traced once more for every trigger that it fires.
    assert len({s for s in statements if s.startswith("INSERT")}) < 200
    assert statements.count("COMMIT") == 1
    monkeypatch.undo()
    assert verify(path).ok
    assert rows(path, "SELECT count(*) AS n FROM fields") == [{"n": 2000}]


def test_every_page_has_a_row_with_the_document_on_it(tmp_path, record, make_report):
    path = tmp_path / "t.db"
    record(path)
    told = {tuple(row.values()) for row in rows(path, "SELECT file, page, document FROM pages")}
    report = make_report()
    assert {row[:2] for row in told} == {
        (f.path, n) for f in report.files for n in range(1, f.pages + 1)
    }
    for entry in report.documents:
        assert (entry.document.file, entry.document.first_page, entry.document.id) in told
