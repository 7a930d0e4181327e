"""Volumes put together by hand, and how they were taken apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from evidencecheck.domain.files import Bookmark
from evidencecheck.domain.page import Origin, Page, TextLayer
from evidencecheck.domain.volume import Part
from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page, reading, span

BEGINNINGS = ("报告期内", "根据要求", "按照计划", "经过核对", "与此同时", "在此期间", "为此目的")
"""A row of running text begins with one of them for @, another on every page."""
PROSE = (
    "@公司对主要用能设备进行了检查,各项记录完整,运行情况良好,没有发现异常。",
    "@生产部门编制的月度报表经财务部门核对无误后使用,保存期限不少于五年。",
    "@各车间设置了管理岗位,责任人已经明确并公示,考核结果与绩效挂钩兑现。",
    "@公司将继续完善计量体系,逐步更新老旧表计,提高数据采集的自动化水平。",
    "@检查中发现的问题全部整改完毕,并由安全环保部门复查,结果符合要求。",
) * 4


def text(*rows: str, title: str = "", head: str = "", foot: str = "", top: float = 0.12) -> Page:
    """A page of running text below ``rows``, with a running head and foot."""
    drawn = page(*rows, *PROSE, title=title, top=top, leading=0.032)
    extra = []
    if head:
        extra.append(span(head, 0.1, 0.04, 9))
    if foot:
        extra.append(span(foot, 0.45, 0.95, 9))
    return replace(drawn, spans=(*extra, *drawn.spans))


def scan(drawn: Page) -> Page:
    """A page as it was recognised."""
    return replace(
        drawn,
        spans=tuple(replace(s, origin=Origin.OCR, confidence=0.97) for s in drawn.spans),
        text_layer=TextLayer.NONE,
        picture_share=1.0,
    )


def _numbered(drawn: Page, number: int) -> Page:
    spans = [
        replace(s, text=s.text.replace("@", BEGINNINGS[(number + k) % len(BEGINNINGS)]))
        for k, s in enumerate(drawn.spans)
    ]
    return replace(drawn, number=number, spans=tuple(spans))


def taken_apart(
    extractor: Extractor, pages: Sequence[Page], outline: Sequence[Bookmark] = ()
) -> tuple[Part, ...]:
    """The parts of a file of these pages, numbered in order."""
    numbered = [_numbered(p, n) for n, p in enumerate(pages, 1)]
    return extractor.parts(replace(reading(*numbered), outline=tuple(outline)))


def seen(
    extractor: Extractor, pages: Sequence[Page], outline: Sequence[Bookmark] = ()
) -> list[tuple[str, tuple[int, ...]]]:
    """Each part as the type of its document, or its kind, with its pages."""
    return [
        (p.document.type if p.document else p.kind.value, p.pages)
        for p in taken_apart(extractor, pages, outline)
    ]


def documents(
    extractor: Extractor, pages: Sequence[Page], outline: Sequence[Bookmark] = ()
) -> list[tuple[int, ...]]:
    """The pages of each document."""
    return [p.pages for p in taken_apart(extractor, pages, outline) if p.document]
