"""The signs themselves, where a whole volume would hide them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidencecheck.extraction import Extractor
from evidencecheck.extraction.classify import Classifier
from evidencecheck.extraction.text import page_text
from evidencecheck.extraction.textcat import NoCategoriser
from evidencecheck.extraction.volume.furniture import Counter, furniture, running_lines
from evidencecheck.extraction.volume.numbering import goes_on, numbering
from evidencecheck.extraction.volume.signs import SignReader
from evidencecheck.extraction.volume.weights import WEIGHTS
from evidencecheck.reports.words import catalogue
from evidencecheck.rulebook import load_rulebook
from tests.extraction.drawing import page, span
from tests.extraction.volume.bound import taken_apart, text


@pytest.mark.parametrize(
    ("foot", "counter"),
    [
        ("第 3 页 共 12 页", Counter(3, 12)),
        ("共12页,第3页", Counter(3, 12)),
        ("第3页/共12页", Counter(3, 12)),
        ("Page 3 of 12", Counter(3, 12)),
        ("3 / 12", Counter(3, 12)),
        ("- 3 -", Counter(3, 0)),
        ("第 3 页", Counter(3, 0)),
    ],
)
def test_counters_in_their_forms(foot: str, counter: Counter) -> None:
    assert furniture(page_text("a.pdf", text(foot=foot)), ()).counters == (counter,)


@pytest.mark.parametrize("foot", ["2025", "第 13 页 共 12 页", "第0页", "津海商字3号"])
def test_no_counters(foot: str) -> None:
    assert furniture(page_text("a.pdf", text(foot=foot)), ()).counters == ()


def test_a_line_runs_that_stands_on_three_margins_whatever_its_digits() -> None:
    pages = [page_text("a.pdf", text(head=f"青河公司管理手册 第{n}版")) for n in range(3)]
    assert running_lines(pages) == ("青河公司管理手册第版",)
    assert running_lines(pages[:2]) == ()


@pytest.mark.parametrize(
    ("before", "after"), [((1,), (2,)), ((1, 2), (1, 3)), ((1, 2), (2,)), ((3,), (3, 1))]
)
def test_headings_that_go_on(before: tuple[int, ...], after: tuple[int, ...]) -> None:
    assert goes_on(before, after)


@pytest.mark.parametrize(("before", "after"), [((2,), (1,)), ((1, 2), (1, 5)), ((1,), (2, 2))])
def test_headings_that_do_not(before: tuple[int, ...], after: tuple[int, ...]) -> None:
    assert not goes_on(before, after)


def test_years_and_dates_are_no_numbers_of_headings() -> None:
    body = page_text("a.pdf", text("2024年度排放", "3月份用电")).rows
    assert numbering(body).first == {}


def test_every_seam_keeps_its_reasons(extractor: Extractor) -> None:
    parts = taken_apart(
        extractor, [text("名称 青河", title="营业执照"), text("单位名称", title="排污许可证")]
    )
    first, second = parts
    assert first.signs == ()
    named = next(s for s in second.signs if s.name == "own-title")
    assert named.weight > 0
    assert named.detail == "排污许可证"


@pytest.mark.parametrize(
    ("numbers", "parts"), [(("QH24Q1001R0M", "QH25S2002R0M"), 2), (("QH24Q1001R0M",) * 2, 1)]
)
def test_certificates_of_several_systems_in_one_counted_scan(
    extractor: Extractor, numbers: tuple[str, str], parts: int
) -> None:
    titles = ("质量管理体系认证证书", "测量管理体系认证证书")
    pages = [
        text(
            f"证书编号:{number}",
            "获证组织:青河示例阀门有限公司",
            "认证范围:阀门的设计和制造",
            title=title,
            foot=f"- {n} -",
        )
        for n, (title, number) in enumerate(zip(titles, numbers, strict=True), 1)
    ]
    assert len(taken_apart(extractor, pages)) == parts


@pytest.mark.parametrize(
    ("numbers", "parts"),
    [
        # Two papers of one body, whose title is small.
        (("BLY-GHG-2023-017", "BLY-GHG-2024-005"), 2),
        (("BLY-GHG-2023-017", "BLY-GHG-2023-017"), 1),
        (("BLY-GHG-2023-017", "20240005"), 1),
    ],
)
def test_two_numbers_of_one_series(
    extractor: Extractor, numbers: tuple[str, str], parts: int
) -> None:
    first = text(f"声明编号:{numbers[0]}", "责任方:青河示例公司", title="温室气体核查声明")
    second = text("核查声明", f"编号{numbers[1]}", "责任方:青河示例公司")
    assert len(taken_apart(extractor, [first, second])) == parts


def test_every_sign_has_words() -> None:
    assert set(catalogue()["signs"]) == set(WEIGHTS)


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        ([("批准:孟岩节水先进个人", 0.3)], "批准:孟岩节水先进个人"),
        ([("批准", 0.1), ("孟岩", 0.3), ("签名", 0.5), ("年月日", 0.7)], None),
    ],
)
def test_a_row_as_high_as_a_signature_is_no_heading(
    row: list[tuple[str, float]], shown: str | None
) -> None:
    pieces = [span(words, x, 0.1, 26) for words, x in row]
    drawn = page(*(f"第{n}行说明文字若干若干" for n in range(8)), top=0.2)
    seen = page_text("a.pdf", replace(drawn, spans=(*pieces, *drawn.spans)))
    rules = load_rulebook()
    [signs] = SignReader(rules.volumes, Classifier(rules, NoCategoriser())).read([seen])
    assert (signs.headline.shown if signs.headline else None) == shown
