"""Pages of OFD files, read like pages of PDF, with the signatures that stand on them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from evidencecheck.domain.files import Problem
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import Mark, Page, TextLayer
from evidencecheck.reading import pdf
from evidencecheck.reading.errors import ReadError
from evidencecheck.reading.ocr.interface import Image, OcrEngine
from evidencecheck.reading.ofd import OfdFile, open_ofd
from evidencecheck.reading.upright import Upright


def count_ofd_pages(path: Path, limits: Limits) -> int:
    """The pages of an OFD file.

    Raises:
        ReadError: it cannot be opened.
    """
    with open_ofd(path, limits) as ofd:
        return len(ofd)


def read_ofd(
    path: Path, first: int, last: int | None, engine: OcrEngine, limits: Limits
) -> tuple[tuple[Page, ...], tuple[Problem, ...]]:
    """Pages ``first`` to ``last``, and what went wrong on them or, with the first, in the file.

    Raises:
        ReadError: the file cannot be opened, or its only page not read.
    """
    with open_ofd(path, limits) as ofd:
        problems = list(ofd.problems) if first == 1 else []
        numbers = range(first, min(last or len(ofd), len(ofd)) + 1)
        pages = [_page(ofd, number, engine, limits, problems) for number in numbers]
    return tuple(pages), tuple(problems)


def picture_of_ofd_page(path: Path, number: int, limits: Limits, dpi: int) -> Image:
    """A page as a picture, as it is stored.

    Raises:
        ReadError: it cannot be drawn.
    """
    with open_ofd(path, limits) as ofd, ofd.page(number).pdf as document:
        return pdf.render(document.load_page(0), limits, dpi)


def _page(
    ofd: OfdFile, number: int, engine: OcrEngine, limits: Limits, problems: list[Problem]
) -> Page:
    try:
        drawn = ofd.page(number)
    except ReadError as error:
        if len(ofd) == 1:
            raise
        problems.append(replace(error.problem, page=number))
        return Page(number, *pdf.UNREAD_SIZE, text_layer=TextLayer.NONE)
    problems.extend(drawn.problems)
    with drawn.pdf as document:
        size = document.load_page(0).rect
        ((page, problem),) = pdf.read_pages(document, 1, 1, engine, limits)
    if problem is not None:
        problems.append(Problem("F101", (("reason", f"page {number} cannot be read"),), number))
    upright = Upright(size.width, size.height, page.rotation)
    marks = tuple(_turned(mark, upright) for mark in drawn.marks)
    return replace(page, number=number, marks=(*page.marks, *marks))


def _turned(mark: Mark, upright: Upright) -> Mark:
    box = mark.box
    place = (
        box.x0 * upright.width,
        box.y0 * upright.height,
        box.x1 * upright.width,
        box.y1 * upright.height,
    )
    return replace(mark, box=upright.box(upright.place(place)))
