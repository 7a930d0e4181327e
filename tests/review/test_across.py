"""What several applicants handed in alike."""

from __future__ import annotations

from typing import Any

from evidencecheck.review.across import alike


def report(applicant: str, digest: str, number: str = "", status: str = "read") -> dict[str, Any]:
    field = {"certificate_number": {"value": number, "page": 2}} if number else {}
    return {
        "applicant": {"name": applicant},
        "files": [{"path": "a.pdf", "sha256": digest, "status": status}],
        "documents": [{"file": "a.pdf", "type": "management-system-certificate", "fields": field}],
    }


def test_the_same_file_with_two_applicants() -> None:
    (found,) = alike([("x", report("甲", "1")), ("y", report("乙", "1")), ("z", report("丙", "2"))])
    assert [(h.name, h.applicant) for h in found.holders] == [("x", "甲"), ("y", "乙")]
    assert found.number == ""


def test_the_same_number_on_different_files() -> None:
    (found,) = alike([("x", report("甲", "1", "Q1")), ("y", report("乙", "2", "Q1"))])
    assert (found.number, found.holders[1].page) == ("Q1", 2)


def test_a_number_on_a_file_that_is_told_already_is_not_told_twice() -> None:
    (found,) = alike([("x", report("甲", "1", "Q1")), ("y", report("乙", "1", "Q1"))])
    assert found.number == ""


def test_two_hand_ins_of_one_applicant_and_unread_files_are_no_matter() -> None:
    assert alike([("x", report("甲", "1", "Q1")), ("y", report("甲", "1", "Q1"))]) == ()
    skipped = [(n, report(n, "1", status="skipped")) for n in ("甲", "乙")]
    assert alike(skipped) == ()
