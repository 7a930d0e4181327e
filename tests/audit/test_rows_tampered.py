"""Every change to the rows of a trail is found and named; what is no trail gets a reason."""

# ruff: noqa: S608 - SQL put together here is the tampering itself.

from __future__ import annotations

import hashlib
import json
import sqlite3

import pytest
import rfc8785
from forging import LAST, R2_FILE, R2_FINDING, R2_FINISHED, R2_FLAG, event, tamper

from evidencecheck.audit import Trail, verify


@pytest.mark.parametrize(
    ("statement", "first_broken", "words"),
    [
        (
            "UPDATE flags SET flag = 'supported' "
            "WHERE run = 'r2' AND slot = '' AND indicator = 'x.1'",
            R2_FLAG,
            "the row of flags (run r2, indicator x.1, slot ) was edited: "
            "flag is 'supported', event 20 recorded 'suspicious'",
        ),
        (
            "UPDATE findings SET level = 'note' WHERE run = 'r2' AND number = 1",
            R2_FINDING,
            "the row of findings (run r2, number 1) was edited: level is 'note'",
        ),
        (
            "UPDATE findings SET number = 7 WHERE run = 'r2' AND number = 1",
            R2_FINDING,
            "the row of findings (run r2, number 1) is missing",
        ),
        (
            "UPDATE fields SET value = '\"2030-01-01\"' WHERE run = 'r1' AND document = 'd1' "
            "AND name = 'holder'",
            4,
            "the row of fields (run r1, document d1, name holder) was edited: value is",
        ),
        (
            "UPDATE fields SET confidence = 9e999 WHERE run = 'r1' AND document = 'd1' "
            "AND name = 'holder'",
            4,
            "confidence is inf, event 4 recorded 0.99",
        ),
        (
            "UPDATE files SET sha256 = x'ff' WHERE run = 'r1' AND path = '资料/2.pdf'",
            3,
            "the row of files (run r1, path 资料/2.pdf) was edited: sha256",
        ),
        (
            "DELETE FROM files WHERE run = 'r2' AND path = '资料/1.pdf'",
            R2_FILE,
            "the row of files (run r2, path 资料/1.pdf) is missing: event 12 recorded it",
        ),
        (
            "UPDATE files SET run = 'r1' WHERE run = 'r2' AND path = '资料/3.pdf'",
            10,
            "the row of files (run r1, path 资料/3.pdf) was added",
        ),
        (
            "INSERT INTO documents SELECT run, 'd9', file, first_page, last_page, type, "
            "confidence, title, origin FROM documents WHERE run = 'r2' AND id = 'd1'",
            R2_FINISHED,
            "the row of documents (run r2, id d9) was added: no event recorded it",
        ),
        (
            "INSERT INTO documents SELECT 'r7', id, file, first_page, last_page, type, "
            "confidence, title, origin FROM documents WHERE run = 'r2' AND id = 'd1'",
            None,
            "the table documents holds rows of run r7, which no event knows",
        ),
        ("DROP TABLE flags", None, "the table flags is missing"),
        ("ALTER TABLE flags ADD COLUMN word", None, "the table flags is not the one that was made"),
        ("PRAGMA user_version = 7", None, "its form is version 7, not 3"),
    ],
)
def test_a_changed_row(three_runs, statement, first_broken, words):
    path, _ = three_runs
    tamper(path, statement)
    verdict = verify(path)
    assert not verdict.ok
    assert words in verdict.reason
    assert verdict.first_broken == first_broken


@pytest.mark.parametrize("table", ["files", "documents", "fields", "findings", "flags", "events"])
def test_no_column_is_left_unbound(three_runs, table):
    path, _ = three_runs
    original = path.read_bytes()
    connection = sqlite3.connect(path)
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    connection.close()
    assert len(columns) >= 6
    for column in columns:
        path.write_bytes(original)
        tamper(
            path,
            f"UPDATE {table} SET {column} = CASE typeof({column}) WHEN 'text' "
            f"THEN {column} || 'x' ELSE {column} + 100 END "
            f"WHERE rowid = (SELECT max(rowid) FROM {table})",
        )
        assert not verify(path).ok, column


def test_a_view_in_place_of_a_table(three_runs):
    path, _ = three_runs
    tamper(path, "ALTER TABLE flags RENAME TO shown", "CREATE VIEW flags AS SELECT * FROM shown")
    assert "the table flags is missing" in verify(path).reason


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("DROP TRIGGER events_no_delete", "the trigger events_no_delete is missing"),
        (
            "DROP TRIGGER flags_no_update;"
            "CREATE TRIGGER flags_no_update BEFORE UPDATE ON flags BEGIN SELECT 1; END",
            "the trigger flags_no_update is not the one that was made",
        ),
        (
            "CREATE TRIGGER mine AFTER INSERT ON flags BEGIN SELECT 1; END",
            "the program did not make the trigger mine",
        ),
        ("CREATE TABLE mine (x)", "the program did not make the table mine"),
        ("CREATE VIEW mine AS SELECT 1", "the program did not make the view mine"),
        ("CREATE INDEX mine ON flags (flag)", "the program did not make the index mine"),
    ],
)
def test_a_changed_schema(three_runs, change, words):
    path, _ = three_runs
    connection = sqlite3.connect(path)
    connection.executescript(change)
    connection.close()
    verdict = verify(path)
    assert not verdict.ok
    assert words in verdict.reason


def test_the_report_is_held_against_the_last_run(tmp_path, record):
    path, report = tmp_path / "t.db", tmp_path / "report.json"
    report.write_bytes(b"{}\n")
    record(path, "r1", report_digest="0" * 64)
    record(path, "r2", report_digest=hashlib.sha256(b"{}\n").hexdigest())
    assert verify(path, report=report).ok

    report.write_bytes(b"{ }\n")
    verdict = verify(path, report=report)
    assert (verdict.ok, verdict.first_broken) == (False, verdict.events)
    assert "report.json is not the one that the last run wrote" in verdict.reason
    report.unlink()
    assert "report.json is missing" in verify(path, report=report).reason


def test_what_is_no_trail_gets_a_reason(tmp_path, record):
    text, empty, other = tmp_path / "text.db", tmp_path / "empty.db", tmp_path / "other.db"
    text.write_text("no database" * 200)
    empty.touch()
    foreign = sqlite3.connect(other)
    foreign.execute("CREATE TABLE x (y)")
    foreign.close()
    unused = tmp_path / "unused.db"
    record(unused)
    tables = ("events", "files", "documents", "fields", "findings", "flags")
    tamper(unused, *(f"DELETE FROM {table}" for table in tables))
    for path, words in [
        (tmp_path / "none.db", "there is no file none.db"),
        (tmp_path, "there is no file"),
        (text, "cannot be read as a database"),
        (empty, "no table of events"),
        (other, "no table of events"),
        (unused, "it holds no events"),
    ]:
        verdict = verify(path)
        assert (verdict.ok, verdict.events, verdict.head) == (False, 0, "")
        assert words in verdict.reason


def test_a_damaged_database_gets_a_reason(three_runs):
    path, _ = three_runs
    content = bytearray(path.read_bytes())
    for page in range(1, len(content) // 4096):
        damaged = bytearray(content)
        damaged[page * 4096 : page * 4096 + 200] = b"\xa5" * 200
        path.write_bytes(damaged)
        assert not verify(path).ok
    path.write_bytes(content[: len(content) // 2])
    assert not verify(path).ok


def test_a_reason_is_one_line_fit_for_a_terminal(three_runs):
    path, _ = three_runs
    tamper(path, "UPDATE files SET run = char(27) || '[31m' || char(10) WHERE path = '资料/4.pdf'")
    tamper(path, f"UPDATE events SET kind = char(10) || char(27) WHERE seq = {LAST}")
    assert verify(path).reason.isprintable()


def test_bodies_are_canonical_json(three_runs):
    path, _ = three_runs
    for seq in range(1, LAST + 1):
        body = event(path, seq)["body"]
        assert rfc8785.dumps(json.loads(body)).decode() == body


def test_a_trail_that_is_being_written_can_be_checked(tmp_path, record):
    path = tmp_path / "t.db"
    head = record(path)
    with Trail(path):
        assert verify(path, expected_head=head).ok
