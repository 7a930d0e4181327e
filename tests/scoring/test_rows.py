"""What is told of each row."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from evidencecheck.domain.decision import Decision, Word
from evidencecheck.domain.finding import Flag
from evidencecheck.domain.scores import By, Remark
from evidencecheck.scoring import SheetError
from tests.scoring.conftest import full

ID = "tianjin.1.1.1"
SAID = Decision(1, ID, "", Word.ACCEPTED, "", "甲", "2026-04-01T08:00:00Z", "a" * 64)


@pytest.fixture
def row(fill, book):
    def told(text, indicator=ID, **kw):
        sheet = {i.id: full(i) for i in book.packs["tianjin"].indicators} | {indicator: text}
        scores = fill("tianjin", sheet, **kw)
        return next(r for r in scores.rows if r.indicator.id == indicator)

    return told


@pytest.mark.parametrize(
    ("text", "counted", "remarks"),
    [
        ("10", Decimal(10), ()),
        ("0", Decimal(0), ()),
        ("7.5", Decimal("7.5"), ()),
        ("７．５分", Decimal("7.5"), ()),
        (" 5 分 ", Decimal(5), ()),
        ("", None, (Remark.NOT_SCORED,)),
        ("-0.1", None, (Remark.OUT_OF_RANGE,)),
        ("1e3", None, (Remark.NOT_READ,)),
        ("合格", None, (Remark.NOT_READ,)),
        ("符合", None, (Remark.NOT_READ,)),
        ("50%", None, (Remark.NOT_READ,)),
    ],
)
def test_points(row, text, counted, remarks):
    told = row(text, "tianjin.1.2.2")
    assert (told.counted, told.remarks) == (counted, remarks)
    assert told.provisional is bool(remarks)


def test_the_maximum_is_the_limit(row):
    most = row("1").indicator.max_score
    assert row(f"{most:g}").remarks == ()
    assert row(str(Decimal(str(most)) + Decimal("0.01"))).remarks == (Remark.OUT_OF_RANGE,)


@pytest.mark.parametrize(
    ("text", "counted", "remarks"),
    [
        ("符合", True, ()), ("Met", True, ()), ("不符合", False, (Remark.UNMET,)),
        ("not met", False, (Remark.UNMET,)), ("5", None, (Remark.NOT_READ,)),
    ],
)  # fmt: skip
def test_requirements_are_met_or_not(row, text, counted, remarks):
    told = row(text, "tianjin.basic.1")
    assert (told.counted, told.remarks) == (counted, remarks)


@pytest.mark.parametrize(
    ("flag", "text", "remarks"),
    [
        (Flag.MISSING, "5", (Remark.ON_MISSING,)),
        (Flag.MISSING, "0", ()),
        (Flag.SUSPICIOUS, "5", (Remark.ON_SUSPICIOUS, Remark.UNDECIDED)),
        (Flag.SUSPICIOUS, "0", (Remark.UNDECIDED,)),
    ],
)
def test_points_on_evidence_that_is_wanting(row, flag, text, remarks):
    told = row(text, flags={ID: flag})
    assert told.remarks == remarks
    assert told.provisional is (Remark.UNDECIDED in remarks)


@pytest.mark.parametrize(
    ("decisions", "remarks", "provisional"),
    [
        ([SAID], (), False),
        ([replace(SAID, word=Word.REJECTED)], (Remark.ON_REJECTED,), False),
        (
            [replace(SAID, word=Word.NOT_APPLICABLE, reason="无此工序")],
            (Remark.NOT_APPLICABLE,),
            False,
        ),
        # Another document still has to be looked at.
        (
            [replace(SAID, word=Word.OTHER_DOCUMENT, documents=(("a.pdf", 1, 1),))],
            (Remark.UNDECIDED,),
            True,
        ),
        ([replace(SAID, evidence_digest="b" * 64)], (Remark.ON_SUSPICIOUS, Remark.STALE), True),
        ([SAID, replace(SAID, number=2, word=Word.WITHDRAWN)],
         (Remark.ON_SUSPICIOUS, Remark.UNDECIDED), True),
        ([SAID, replace(SAID, number=2, reviewer="乙")], (), False),
        ([SAID, replace(SAID, number=2, reviewer="乙", word=Word.REJECTED)],
         (Remark.ON_REJECTED, Remark.DISAGREEMENT), True),
        ([replace(SAID, indicator="tianjin.1.1.2")],
         (Remark.ON_SUSPICIOUS, Remark.UNDECIDED), True),
        ([replace(SAID, tier="zero")], (Remark.ON_SUSPICIOUS, Remark.UNDECIDED), True),
    ],
)  # fmt: skip
def test_a_suspicious_row_is_provisional_until_a_decision_holds(
    row, decisions, remarks, provisional
):
    told = row("5", flags={ID: Flag.SUSPICIOUS}, decisions=decisions)
    assert (told.remarks, told.provisional) == (remarks, provisional)


@pytest.mark.parametrize(
    ("day", "provisional"), [(date(2026, 12, 31), False), (date(2027, 1, 1), True)]
)
def test_not_applicable_ends_on_its_day(row, day, provisional):
    said = replace(SAID, word=Word.NOT_APPLICABLE, reason="停产", until="2026-12-31")
    told = row("5", flags={ID: Flag.SUSPICIOUS}, decisions=[said], day=day)
    assert told.provisional is provisional


def test_a_requirement_that_does_not_apply_stands_in_no_grades_way(fill, book):
    sheet = {i.id: full(i) for i in book.packs["tianjin"].indicators} | {"tianjin.basic.4": ""}
    values = {"application_conditions.all_met": True}
    assert fill("tianjin", sheet, values=values).grade == ""
    said = replace(SAID, indicator="tianjin.basic.4", word=Word.NOT_APPLICABLE, reason="无新建项目")
    assert fill("tianjin", sheet, values=values, decisions=[said]).grade == "“零碳”工厂试点"


def test_the_reviewers_scores_count_as_soon_as_there_is_one(fill):
    assert fill("tianjin").by is By.REVIEWER
    own = fill("tianjin", own=True)
    assert (own.by, own.totals.total) == (By.OWN, 100)


def test_what_can_be_read_in_two_ways_is_told(row):
    assert row("5", "tianjin.2.3.1").remarks == (Remark.AMBIGUOUS,)
    assert not row("5", "tianjin.2.3.1").provisional


def test_an_indicator_without_a_row_has_no_score(fill):
    scores = fill("tianjin", {ID: "5"})
    assert scores.provisional
    assert sum(Remark.NOT_SCORED in r.remarks for r in scores.rows) == 45


@pytest.mark.parametrize(
    ("sheet", "words"),
    [
        ({"wuxi.1.1.1": "5"}, "a sheet of another system"),
        ({ID: "5", "tianjin.9.9": "5"}, "row 5: tianjin.9.9: is no indicator of tianjin"),
    ],
)
def test_a_sheet_of_another_system_is_refused(fill, sheet, words):
    with pytest.raises(SheetError, match=words):
        fill("tianjin", sheet)
