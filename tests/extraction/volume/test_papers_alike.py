"""Papers of a volume that look all alike: small titles, covers, letterheads."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidencecheck.domain.files import FileReading
from evidencecheck.domain.page import Page
from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page, reading, span
from tests.extraction.volume.bound import documents, text

FIRM = "青河示例阀门有限公司"


def headed(title: str, *rows: str, size: float = 12.0, cx: float = 0.5, foot: str = "") -> Page:
    """A page of running text below a title in the middle that is hardly larger."""
    drawn = text(*rows, top=0.16, foot=foot)
    x = cx - len(title) * size / 595.0 / 2
    return replace(drawn, spans=(span(title, x, 0.1, size), *drawn.spans))


def volume(*inner: Page) -> list[Page]:
    """The pages in a volume of papers of several kinds."""
    before = [
        text(f"名称 {FIRM}", title="营业执照"),
        text(f"单位名称 {FIRM}", title="排污许可证"),
        text(f"权利人 {FIRM}", title="不动产权证书"),
    ]
    return [*before, *inner, text(f"企业名称 {FIRM}", title="高新技术企业证书")]


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("阀门加工项目竣工环境保护验收意见", 2),
        ("阀门项目培训签到表", 2),
        # A chapter, and what goes on with the paper before.
        ("三、阀门加工项目竣工环境保护验收意见", 1),
        ("阀门加工项目环境影响报告表的批复", 1),
        ("公司对主要用能设备进行了检查", 1),
    ],
)
def test_a_title_of_another_kind_in_the_first_row(
    extractor: Extractor, title: str, parts: int
) -> None:
    letter = headed("关于阀门加工项目环境影响报告表的批复", f"{FIRM}:")
    alike = [replace(p, made=("picture DCTDecode DeviceRGB 200",)) for p in (letter, headed(title))]
    found = documents(extractor, volume(*alike))
    inner = [pages for pages in found if pages[0] in {4, 5}]
    assert len(inner) == parts


@pytest.mark.parametrize(
    ("rows", "parts"),
    [
        (("温室气体排放报告", f"报告主体(盖章):{FIRM}", "编制日期:2025年3月6日"), 2),
        # Running text below it: no cover.
        (("温室气体排放报告", "公司按照要求编制。设备完好。", "编制日期:2025年3月6日"), 1),
    ],
)
def test_the_cover_of_a_report_behind_another_paper(
    extractor: Extractor, rows: tuple[str, ...], parts: int
) -> None:
    def middle(words: str, y: float, size: float) -> Page:
        x = 0.5 - sum(1.0 if ord(c) > 0x2E7F else 0.5 for c in words) * size / 595.0 / 2
        return replace(page(), spans=(span(words, x, y, size),))

    pieces = [middle(w, 0.3 + 0.04 * n, 14.0 if not n else 12.0) for n, w in enumerate(rows)]
    cover = replace(page(), spans=tuple(s for p in pieces for s in p.spans))
    pledge = text("我公司郑重承诺按期实现目标。", title="零碳承诺书")
    inner = [p for p in documents(extractor, volume(pledge, cover, text())) if p[0] in {4, 5}]
    assert len(inner) == parts


@pytest.mark.parametrize(
    ("number", "parts"), [("QH-OHS-25-30118", 2), ("QH25E20417R0M", 1)], ids=["other", "same"]
)
def test_a_certificate_in_another_language_bears_the_number_of_its_original(
    extractor: Extractor, number: str, parts: int
) -> None:
    first = text("证书编号:QH25E20417R0M", f"获证组织:{FIRM}", title="环境管理体系认证证书")
    second = page(
        "This is to certify that the management system of",
        "Qinghe Example Valve Co., Ltd.",
        "has been assessed and found to conform to the standard",
        "for the following activities: manufacture of valves",
        "at the site named below, subject to regular surveillance",
        f"Certificate No. {number}",
        title="Certificate of Approval",
    )
    inner = [p for p in documents(extractor, volume(first, second)) if p[0] in {4, 5}]
    assert len(inner) == parts


@pytest.mark.parametrize(
    ("first", "second", "parts"),
    [
        ("注册号QH25Q20417R0M", "登记号:QVB-EMS-2025118", 2),
        # An annex bears the number of its certificate, or none.
        ("注册号QH25Q20417R0M", "注册号:QH25Q20417R0M", 1),
        ("注册号QH25Q20417R0M", "第1页", 1),
    ],
    ids=["other", "same", "none"],
)
def test_a_smaller_title_of_a_paper_with_a_number_of_its_own(
    extractor: Extractor, first: str, second: str, parts: int
) -> None:
    large = headed("质量管理体系认证证书", first, f"兹证明 {FIRM}", size=24.0)
    small = headed("环境管理体系认证证书", second, f"兹证明 {FIRM}", size=15.0)
    inner = [p for p in documents(extractor, volume(large, small)) if p[0] in {4, 5}]
    assert len(inner) == parts


@pytest.mark.parametrize(("x", "known"), [(0.1, True), (0.42, False)], ids=["beside", "over it"])
def test_the_mark_of_a_house_at_the_side_outdoes_no_title(
    extractor: Extractor, x: float, known: bool
) -> None:
    drawn = headed("公司层面碳排放核查意见书", "意见书号 QH-2026-0031", f"致:{FIRM}", size=14.0)
    marked = replace(drawn, spans=(span("衡岳石", x, 0.04, 24), *drawn.spans))
    (found,) = extractor.documents(reading_of(marked))
    assert (found.title is not None) is known


def reading_of(drawn: Page) -> FileReading:
    """One page as a file."""
    return reading(replace(drawn, number=1))
