"""The grades of the five systems, on both sides of every limit, and what sources leave open."""

from __future__ import annotations

from decimal import Decimal

import pytest

from evidencecheck.domain.scores import GradeStatus, Reading, Remark
from tests.scoring.conftest import full, with_total

REACHED, NOT, OPEN, PRINCIPLE = (
    GradeStatus.REACHED, GradeStatus.NOT_REACHED, GradeStatus.OPEN, GradeStatus.IN_PRINCIPLE,
)  # fmt: skip


def statuses(scores):
    return [grade.status for grade in scores.grades]


def numbers(**values):
    return {name: Decimal(text) for name, text in values.items()}


# ------------------------------------------------------------------ wuxi


@pytest.mark.parametrize(
    ("total", "status"),
    [("100", REACHED), ("85", REACHED), ("84.99", PRINCIPLE), ("70", PRINCIPLE)],
)
def test_wuxi_total(fill, book, total, status):
    scores = fill("wuxi", with_total(book.packs["wuxi"], total))
    assert scores.totals.total == Decimal(total)
    assert statuses(scores) == [status]
    assert scores.grade == ("零碳工厂" if status is REACHED else "")
    assert not scores.provisional


def test_wuxi_basic_requirements_and_mandatory_zero_are_bars(fill, book):
    sheet = {i.id: full(i) for i in book.packs["wuxi"].indicators}
    assert statuses(fill("wuxi", sheet | {"wuxi.basic.1": "不符合"})) == [NOT]
    assert statuses(fill("wuxi", sheet | {"wuxi.basic.1": ""})) == [OPEN]
    # 6.4.1 is 必选: no renewable power beyond half means 0 points, and that is a hidden bar.
    zero = fill("wuxi", sheet | {"wuxi.6.4.1": "0"})
    assert statuses(zero) == [NOT]
    (row,) = (r for r in zero.rows if r.indicator.id == "wuxi.6.4.1")
    assert row.remarks == (Remark.MANDATORY_ZERO,)
    assert statuses(fill("wuxi", sheet | {"wuxi.6.4.1": "0.1"})) == [REACHED]
    # 5.4.1, offsetting, is 可选.
    assert statuses(fill("wuxi", sheet | {"wuxi.5.4.1": "0"})) == [REACHED]


# ------------------------------------------------------------------ tianjin


@pytest.mark.parametrize(
    ("total", "status"), [("100", REACHED), ("80", REACHED), ("79.99", PRINCIPLE)]
)
def test_tianjin_weighted_total(fill, book, total, status):
    values = {"application_conditions.all_met": True}
    scores = fill("tianjin", with_total(book.packs["tianjin"], total), values=values)
    assert scores.totals.total == Decimal(total)
    assert statuses(scores) == [status]


def test_tianjin_sections_count_by_their_weight(fill, book):
    sheet = {i.id: full(i) for i in book.packs["tianjin"].indicators}
    scores = fill("tianjin", sheet | {"tianjin.1.2.2": "0"})
    assert [(s.points, s.weight) for s in scores.totals.sections] == [
        (85, 20), (100, 10), (100, 10), (100, 40), (100, 20),
    ]  # fmt: skip
    assert scores.totals.total == 97
    # Unlike Wuxi, Tianjin does not say that 必选 may not have 0 points.
    assert not any(Remark.MANDATORY_ZERO in r.remarks for r in scores.rows)


@pytest.mark.parametrize(("value", "status"), [(True, REACHED), (False, NOT), (None, OPEN)])
def test_tianjin_asks_for_the_conditions_of_application(fill, value, status):
    name = "application_conditions.all_met"
    scores = fill("tianjin", values=None if value is None else {name: value})
    assert statuses(scores) == [status]
    assert scores.unknown == ((name,) if value is None else ())


def test_tianjin_basic_requirement(fill, book):
    sheet = {i.id: full(i) for i in book.packs["tianjin"].indicators}
    values = {"application_conditions.all_met": True}
    unmet = fill("tianjin", sheet | {"tianjin.basic.2": "不符合"}, values=values)
    assert statuses(unmet) == [NOT]
    assert next(r.remarks for r in unmet.rows if r.indicator.id == "tianjin.basic.2") == (
        Remark.UNMET,
    )


# ------------------------------------------------------------------ jiangsu


@pytest.mark.parametrize(
    ("total", "offset", "reduction", "near", "zero", "grade"),
    [
        ("80", "100", "80", REACHED, REACHED, "零碳工厂"),
        ("80", "100", "79.9", REACHED, NOT, "近零碳工厂"),
        ("80", "100", "50", REACHED, NOT, "近零碳工厂"),
        ("80", "100", "49.9", NOT, NOT, ""),
        ("80", "99.9", "80", NOT, NOT, ""),
        ("79.9", "99.9", "80", NOT, NOT, ""),
        ("79.9", "100", "80", NOT, NOT, ""),
    ],
)
def test_jiangsu_limits(fill, book, total, offset, reduction, near, zero, grade):
    values = numbers(offset_ratio_cat1_cat2=offset, self_reduction_ratio=reduction)
    scores = fill("jiangsu", with_total(book.packs["jiangsu"], total), values=values)
    assert statuses(scores) == [near, zero]
    assert scores.grade == grade


def test_jiangsu_basic_requirement_and_what_is_not_known(fill, book):
    sheet = {i.id: full(i) for i in book.packs["jiangsu"].indicators}
    values = numbers(offset_ratio_cat1_cat2="100", self_reduction_ratio="90")
    unmet = fill("jiangsu", sheet | {"jiangsu.basic.1": "不符合"}, values=values)
    assert statuses(unmet) == [NOT, NOT]
    unknown = fill("jiangsu", sheet)
    assert statuses(unknown) == [OPEN, OPEN]
    assert unknown.unknown == ("offset_ratio_cat1_cat2", "self_reduction_ratio")


@pytest.mark.parametrize(
    ("total", "reduction", "told"),
    [("79.9", "50", True), ("79.9", "49.9", False), ("80", "50", False)],
)
def test_jiangsu_whether_80_points_are_asked_of_the_lower_grade(fill, book, total, reduction, told):
    values = numbers(offset_ratio_cat1_cat2="100", self_reduction_ratio=reduction)
    scores = fill("jiangsu", with_total(book.packs["jiangsu"], total), values=values)
    others = [(o.readings, o.grade) for o in scores.other_readings]
    assert others == ([((Reading.WITHOUT_DOUBTFUL,), "近零碳工厂")] if told else [])


# ------------------------------------------------------------------ ningbo


BASE, MODEL = "零碳（近零碳）基础工厂", "零碳（近零碳）示范工厂"


@pytest.mark.parametrize(
    ("total", "offset", "grade", "other"),
    [
        ("80", "75", MODEL, None),
        ("100", "100", MODEL, None),
        ("79.9", "74.9", BASE, None),
        ("75", "50", BASE, None),
        ("74.9", "50", "", None),
        ("75", "49.9", "", None),
        # Better than the lower grade and in neither: the two gaps of the source.
        ("79.9", "75", "", BASE),
        ("75", "75", "", BASE),
        ("74.9", "75", "", None),
        ("80", "74.9", "", BASE),
        ("80", "50", "", BASE),
        ("80", "49.9", "", None),
    ],
)
def test_ningbo_limits_and_gaps(fill, book, total, offset, grade, other):
    sheet = with_total(book.packs["ningbo"], total)
    scores = fill("ningbo", sheet, values=numbers(offset_ratio=offset))
    assert scores.grade == grade
    assert [o.grade for o in scores.other_readings] == ([other] if other else [])


def test_ningbo_bonus_points_are_told_where_they_would_decide(fill, book):
    sheet = with_total(book.packs["ningbo"], "78")
    bonus = [i.id for i in book.packs["ningbo"].indicators if i.kind.value == "bonus"]
    plain = fill("ningbo", sheet | {bonus[0]: "1"}, values=numbers(offset_ratio="80"))
    assert (plain.totals.total, plain.totals.bonus) == (78, 1)
    assert plain.grade == ""
    assert [(o.readings, o.grade) for o in plain.other_readings] == [
        ((Reading.WITHOUT_DOUBTFUL,), BASE)
    ]
    more = fill("ningbo", sheet | {bonus[0]: "2"}, values=numbers(offset_ratio="80"))
    assert [(o.readings, o.grade) for o in more.other_readings] == [
        ((Reading.WITHOUT_DOUBTFUL,), BASE),
        ((Reading.WITH_BONUS,), MODEL),
    ]


def test_ningbo_one_veto_is_enough(fill, book):
    sheet = {i.id: full(i) for i in book.packs["ningbo"].indicators}
    values = numbers(offset_ratio="100")
    assert fill("ningbo", sheet, values=values).grade == MODEL
    vetoed = fill("ningbo", sheet | {"ningbo.veto.9": "不符合"}, values=values)
    assert statuses(vetoed) == [NOT, NOT]
    assert vetoed.other_readings == ()


# ------------------------------------------------------------------ binhai


@pytest.mark.parametrize(
    ("tier", "grade", "expected"),
    [
        ("zero", "零碳工厂", [REACHED, REACHED, REACHED]),
        ("near-zero", "近零碳工厂", [REACHED, REACHED, OPEN]),
        ("low-carbon", "低碳工厂", [REACHED, OPEN, OPEN]),
    ],
)
def test_binhai_what_meets_a_tier_meets_those_below(fill, tier, grade, expected):
    scores = fill("binhai", tier=tier)
    assert scores.grade == grade
    assert statuses(scores) == expected
    assert scores.totals.sections == ()


@pytest.mark.parametrize(
    ("row", "tier", "expected"),
    [
        # One row of the tier applied for fails: not that tier, and nothing above it.
        ("binhai.4", "zero", [OPEN, OPEN, NOT]),
        ("binhai.4", "near-zero", [OPEN, NOT, NOT]),
        ("binhai.4", "low-carbon", [NOT, NOT, NOT]),
        # Row 13 asks nothing of the lowest tier.
        ("binhai.13", "zero", [REACHED, OPEN, NOT]),
    ],
)
def test_binhai_one_row_is_enough(fill, book, row, tier, expected):
    sheet = {i.id: full(i) for i in book.packs["binhai"].indicators}
    assert statuses(fill("binhai", sheet | {row: "不符合"}, tier=tier)) == expected


def test_binhai_a_row_that_asks_nothing_needs_no_word(fill, book):
    sheet = {i.id: full(i) for i in book.packs["binhai"].indicators}
    low = fill("binhai", sheet | {"binhai.13": ""}, tier="low-carbon")
    assert (low.grade, low.provisional) == ("低碳工厂", False)
    zero = fill("binhai", sheet | {"binhai.13": ""}, tier="zero")
    assert zero.provisional
    assert statuses(zero) == [REACHED, OPEN, OPEN]
