"""Until when an instrument need not be verified again, in the words of many laboratories."""

from __future__ import annotations

import pytest

from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page
from tests.extraction.test_fields import read

CERTIFICATE = "检定证书"


@pytest.mark.parametrize(
    "row",
    [
        [("下次检定不晚于", 0.1), ("2027年4月17日", 0.4)],
        [("下检日期", 0.1), ("2027-04-17", 0.4)],
        "下次送检:2027年4月17日",
        "复检期限:2027.04.17",
        "该表应于2027年4月17日前复检。",
        "检定有效至:2027年4月17日",
        [("Next due", 0.1), ("2027-04-17", 0.4)],
        "Cal. due: 2027-04-17",
        "请于2027年4月17日前送检",
        "请在2027年4月17日之前送检,逾期不得使用。",
        "送检期限:2027年4月17日",
        "最迟于2027年4月17日送检",
    ],
)
def test_the_day_of_the_next_verification_is_the_end(extractor: Extractor, row: object) -> None:
    document = read(
        extractor,
        page("证书编号:QH-26-0417", "检定日期:2026年4月18日", row, title=CERTIFICATE),  # type: ignore[arg-type]
    )
    assert document.text("valid_until") == "2027-04-17"
    assert document.text("issue_date") == "2026-04-18"


@pytest.mark.parametrize(
    "row",
    [
        "复检结果:合格",
        "下次检定项目:基本误差",
        "请于2026年5月20日前领取证书",
        "送检日期:2026年4月2日",
    ],
)
def test_other_days_of_a_certificate_are_no_end(extractor: Extractor, row: str) -> None:
    document = read(
        extractor, page("证书编号:QH-26-0417", "检定日期:2026年4月18日", row, title=CERTIFICATE)
    )
    assert document.text("valid_until") == ""
