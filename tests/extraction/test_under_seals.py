"""Values under seals: sure where two readings give them, in doubt where only one does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidencecheck.domain.document import Field
from evidencecheck.domain.geometry import Box
from evidencecheck.domain.page import Origin, Page, Span
from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page, reading

CERTIFICATE = "质量管理体系认证证书"
DOUBT = 0.6


def under_a_seal(sheet: Page, second: dict[str, str]) -> Page:
    """The page with other readings of some of its spans, as recognition leaves them."""
    return replace(
        sheet,
        spans=tuple(
            replace(s, confidence=DOUBT, second=second[s.text], agreed=0.97)
            if s.text in second
            else s
            for s in sheet.spans
        ),
    )


def field(extractor: Extractor, name: str, *rows: object, **second: str) -> Field:
    sheet = page(*rows, title=CERTIFICATE, origin=Origin.OCR)  # type: ignore[arg-type]
    [document] = extractor.documents(reading(under_a_seal(sheet, second)))
    found = document.field(name)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("certificate_number", "证书编号:00126Q30001R0M", "证书编号:00126Q80001R0M"),
        ("certificate_number", "证书编号:00126Q30001R0M", "证书编号:100126Q30001R0M5"),
        ("certificate_number", "证书编号:00126Q30001R0M", ""),
        ("issue_date", "发证日期:2024年06月30日", "发证日期:2024年08月30日"),
        ("valid_until", "有效期至:2027-06-29", "有效期至:2021-06-29"),
        ("standards", "认证依据:GB/T 19001-2016", "认证依据:GB/T 19001-2018"),
    ],
)
def test_a_value_that_one_reading_gives_is_in_doubt(
    extractor: Extractor, name: str, first: str, second: str
) -> None:
    found = field(extractor, name, first, **{first: second})
    assert found.confidence <= DOUBT
    assert found.second == second


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("certificate_number", "证书编号:00126Q30001R0M", "证书编导:00126Q30001R0M"),
        ("issue_date", "发证日期:2024年06月30日", "发证日期 2024年06月30日 专用章"),
        ("valid_until", "有效期至:2027-06-29", "★有效期至：2027—06—29"),
        ("standards", "认证依据:GB/T 19001-2016", "认证依椐:GB/T19001-2016"),
    ],
)
def test_a_value_that_both_readings_give_is_not(
    extractor: Extractor, name: str, first: str, second: str
) -> None:
    found = field(extractor, name, first, **{first: second})
    assert found.confidence > 0.85
    assert found.second is None


def test_only_the_value_under_the_seal_is_in_doubt(extractor: Extractor) -> None:
    number, day = "证书编号:00126Q30001R0M", "发证日期:2024年06月30日"
    second = {day: "发证日期:2024年08月30日"}
    assert field(extractor, "certificate_number", number, day, **second).second is None
    assert field(extractor, "issue_date", number, day, **second).second is not None


def test_a_label_drawn_out_keeps_the_doubt_of_its_value(extractor: Extractor) -> None:
    rows = [("编", 0.1), ("号:", 0.14), ("00126Q30001R0M", 0.3)]
    found = field(extractor, "certificate_number", rows, **{"00126Q30001R0M": "00126Q80001R0M"})
    assert (found.value, found.second) == ("00126Q30001R0M", "00126Q80001R0M")


@pytest.mark.parametrize(
    ("part", "second", "doubted"),
    [
        ("684", "No. 684", False),
        ("684", "No.684", False),
        ("684", "6845", True),
        ("684", "1684号684", False),
        ("684", "0.684", True),
        ("684", "684,000", True),
        ("A17", "BA17", True),
        ("A17", "编号A17号", False),
        (" 684 ", "６８４", False),
        ("—", "-", True),
    ],
)
def test_what_stands_in_the_other_reading(part: str, second: str, doubted: bool) -> None:
    span = Span(part, Box(0, 0, 1, 1), Origin.OCR, DOUBT, second, 0.97)
    assert span.doubted() is doubted
    assert span.sure() == (DOUBT if doubted else 0.97)


def test_a_span_read_once_is_as_sure_as_it_was_read() -> None:
    span = Span("684", Box(0, 0, 1, 1), Origin.OCR, 0.8)
    assert (span.doubted(), span.sure()) == (False, 0.8)
