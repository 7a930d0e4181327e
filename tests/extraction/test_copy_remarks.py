"""What a copy must not serve, until when it holds by a printed day, and what is no restriction."""

from __future__ import annotations

import unicodedata

import pytest

from evidencecheck.domain.document import RemarkKind
from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page, reading


def said(extractor: Extractor, kind: RemarkKind, *lines: str) -> list[str]:
    rows = (unicodedata.normalize("NFKC", line) for line in lines)
    (document,) = extractor.documents(reading(page(*rows, title="检测报告")))
    return [r.text for r in document.remarks if r.kind is kind]


@pytest.mark.parametrize(
    ("line", "barred"),
    [
        ("数据供班组调试参考，不能作为各类项目申报的依据。", True),
        ("本件不得提交政府部门。", True),
        ("本结果不用于评优和资质申报。", True),
        ("This extract must not be submitted to any authority.", True),
        ("It is not valid for governmental purposes.", True),
        # What is asked for first; all but this; what every laboratory prints; advertising.
        ("未经本单位同意，不得用于政府项目。", False),
        ("除近零碳工厂评价以外，不得用于项目申报。", False),
        ("本报告不得部分复制，不得作为行政处罚依据。", False),
        ("检测结果不得用于商业宣传。", False),
        ("This opinion should not be used for any other purpose.", False),
        ("It may not be used for official submission without our consent.", False),
    ],
)
def test_what_a_paper_must_not_serve(extractor: Extractor, line: str, barred: bool) -> None:
    assert bool(said(extractor, RemarkKind.BARRED, line)) is barred


@pytest.mark.parametrize(
    ("lines", "last"),
    [
        (("此复印件2025年4月10日加盖，十五日内有效",), ["2025-04-25"]),
        (("复印件于2025.4.10提供", "2个月内有效,过期作废"), ["2025-06-09"]),
        (("影印件2025年4月10日出具，10个工作日内有效",), ["2025-04-26"]),
        (("证书2025年4月10日颁发，三年内有效",), []),
        (("本复印件与原件一致 2025年4月10日",), []),
    ],
)
def test_a_term_that_begins_on_a_printed_day(
    extractor: Extractor, lines: tuple[str, ...], last: list[str]
) -> None:
    assert said(extractor, RemarkKind.UNTIL, *lines) == last


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("标识须与说明书同时使用，不得用于其他产品", []),
        ("本证书与附件一并使用,不得用于广告", []),
        ("徽标可在外箱上使用，不得用于别的规格", []),
        ("某银行授信之用,他用无效", ["某银行授信"]),
    ],
)
def test_how_a_certificate_is_used_restricts_no_copy(
    extractor: Extractor, line: str, found: list[str]
) -> None:
    assert said(extractor, RemarkKind.PURPOSE, line) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("与原件一致，仅供2023年资质复审备案", True),
        ("用途：办理车辆抵押（其他用途无效）", True),
        ("仅用于投标（项目编号ZB-11）", True),
        ("FOR BANK USE ONLY", True),
        ("Issued solely for a visa application.", True),
        # Cells of permits; what an opinion, a report and a watermark say of their readers.
        ("仅用于冷却（不外排）", False),
        ("用途：工业用地", False),
        ("This opinion is solely for the management of the company.", False),
        ("FOR REFERENCE USE ONLY", False),
    ],
)
def test_more_ways_to_restrict_a_copy(extractor: Extractor, line: str, found: bool) -> None:
    assert bool(said(extractor, RemarkKind.PURPOSE, line)) is found


def test_the_first_day_of_a_term_is_not_its_last(extractor: Extractor) -> None:
    line = "本复印件有效期两个月（2025年4月10日起）"
    assert said(extractor, RemarkKind.UNTIL, line) == []
