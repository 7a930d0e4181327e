"""Which names and figures are looked at again by the picture of their print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast

import pytest

from evidencecheck.domain.document import Citation, Document, Field, PageMark, Quantity
from evidencecheck.domain.files import FileReading, FileStatus, MediaType, SourceFile
from evidencecheck.domain.geometry import Box
from evidencecheck.domain.page import Mark, MarkKind, Origin, Page, Span
from evidencecheck.domain.submission import Applicant
from evidencecheck.domain.tables import DocumentTable, Role, TableCell, TableColumn, TableRow
from evidencecheck.running.pool import ReadingPool
from evidencecheck.running.second_looks import compared, refigured

FIRM, NEAR = "青河示例机械有限公司", "青河示例机诫有限公司"
BOX = Box(0.1, 0.1, 0.5, 0.12)
FILE = SourceFile("a.pdf", Path("a.pdf"), "", 1, MediaType.PDF)
PAGES = tuple(
    Page(n, 595, 842, spans=(Span("某某", BOX, Origin.OCR),), under=("某某",)) for n in (1, 2, 3)
)
DAY = date(2026, 3, 31)
READINGS = {"a.pdf": FileReading("a.pdf", FileStatus.READ, PAGES)}


class Asked:
    """A pool that gives the same odds for every place."""

    def __init__(self, odds: float | None) -> None:
        self._odds = odds
        self.places: list[Citation] = []
        self.pages: list[Page] = []
        self.names: list[str] = []

    def name_odds(
        self, places: Mapping[SourceFile, tuple[tuple[Citation, ...], tuple[Page, ...]]], name: str
    ) -> dict[str, tuple[float | None, ...]]:
        self.names.append(name)
        for wanted, pages in places.values():
            self.places += wanted
            self.pages += pages
        return {file.path: (self._odds,) * len(wanted) for file, (wanted, _) in places.items()}


def paper(
    holder: str, *, page: int = 2, origin: Origin = Origin.OCR, name: str = "holder"
) -> Document:
    place = Citation("a.pdf", page, BOX, holder)
    fields = (Field(name, holder, holder, place, 0.9),) if holder else ()
    return Document("", "a.pdf", page, page, "award", 0.9, place, fields=fields, origin=origin)


def looked(pool: Asked, *papers: Document) -> list[float | None]:
    """The odds of each paper's first field."""
    applicant = Applicant(FIRM, aliases=("白石样品电子有限公司",))
    found = compared(papers, [FILE], READINGS, cast(ReadingPool, pool), applicant)
    return [d.fields[0].own_odds for d in found if d.fields]


def test_a_recognised_name_that_is_nearly_the_applicant_s_is_asked_for() -> None:
    pool = Asked(0.01)
    assert looked(pool, paper(NEAR)) == [0.01]
    assert pool.names == [FIRM]
    (place,), (page,) = pool.places, pool.pages
    assert (place.page, place.quote) == (2, NEAR)
    # The page goes without what was read of it.
    assert (page.number, page.spans, page.under) == (2, (), ())


def test_who_issued_a_paper_in_nearly_that_name_is_asked_for() -> None:
    pool = Asked(9.5)
    assert looked(pool, paper(NEAR, name="issuer")) == [9.5]


def test_a_code_that_is_nearly_the_applicant_s_is_asked_for() -> None:
    own, near = "91350100M000100Y43", "91350100M000700Y43"
    applicant = Applicant(FIRM, own)
    for code, asked in ((near, [own]), (own, []), ("91320199MA1P4K7W4G", [])):
        pool = Asked(0.02)
        papers = [paper(code, name="holder_credit_code")]
        (found,) = compared(papers, [FILE], READINGS, cast(ReadingPool, pool), applicant)
        assert pool.names == asked
        assert found.fields[0].own_odds == (0.02 if asked else None)


@pytest.mark.parametrize(
    ("printed", "origin", "asked"),
    [
        ("QH-C-2028-0088", Origin.OCR, True),
        ("QH-C-2026-0088", Origin.OCR, False),
        ("QH-C-2028-0086", Origin.OCR, False),
        ("QH-C-2028-0088", Origin.TEXT_LAYER, False),
    ],
)
def test_a_number_that_is_nearly_that_of_its_code_is_asked_for(
    printed: str, origin: Origin, asked: bool
) -> None:
    coded = "QH-C-2026-0088"
    mark = PageMark(2, Mark(MarkKind.QR, BOX, f"https://qh.example/cf?no={coded}"))
    certificate = replace(paper(printed, name="certificate_number", origin=origin), marks=(mark,))
    pool = Asked(0.02)
    assert looked(pool, certificate) == [0.02 if asked else None]
    assert pool.names == ([coded] if asked else [])


def test_two_characters_that_a_seal_covers_are_asked_for_too() -> None:
    pool = Asked(40.0)
    assert looked(pool, paper("青河求析机械有限公司")) == [40.0]
    assert pool.names == [FIRM]


@pytest.mark.parametrize(
    "other",
    [
        paper(FIRM),
        paper("云岭白石童车有限公司"),
        paper("白石样品电子有限公司"),
        paper(NEAR, origin=Origin.TEXT_LAYER),
        paper(NEAR, name="scope"),
        paper(""),
    ],
    ids=["itself", "another", "an alias", "stored text", "no name", "nobody"],
)
def test_other_names_are_not(other: Document) -> None:
    pool = Asked(0.01)
    assert looked(pool, other) == [None] * len(other.fields)
    assert pool.names == []


def test_only_the_near_one_of_several_gets_odds() -> None:
    pool = Asked(0.01)
    assert looked(pool, paper(FIRM, page=1), paper(NEAR), paper(NEAR, page=3)) == [None, 0.01, 0.01]
    assert [p.page for p in pool.places] == [2, 3]


def test_a_place_of_which_nothing_is_told_keeps_none() -> None:
    assert looked(Asked(None), paper(NEAR)) == [None]


def test_a_file_that_was_not_read_is_not_asked_for() -> None:
    pool = Asked(0.01)
    applicant = Applicant(FIRM)
    (found,) = compared([paper(NEAR)], [FILE], {}, cast(ReadingPool, pool), applicant)
    assert found.fields[0].own_odds is None
    assert pool.names == []


class Figured:
    """A pool that gives the same odds for every number."""

    def __init__(self, odds: float | None) -> None:
        self._odds = odds
        self.places: list[str] = []

    def figure_odds(
        self, places: Mapping[SourceFile, tuple[tuple[Citation, ...], tuple[Page, ...]]]
    ) -> dict[str, tuple[float | None, ...]]:
        self.places += [p.quote for wanted, _ in places.values() for p in wanted]
        return {file.path: (self._odds,) * len(wanted) for file, (wanted, _) in places.items()}


def totalled(total: str) -> Document:
    """A recognised table of two amounts and a total that was hardly read."""
    sure = {"合计": 0.93}
    rows = tuple(
        TableRow(
            2,
            (label,),
            (TableCell(label, 2, BOX), TableCell(text, 2, BOX, sure.get(label, 0.99))),
            Role.TOTAL if label == "合计" else Role.BODY,
            None,
        )
        for label, text in (("电力", "20"), ("蒸汽", "30"), ("合计", total))
    )
    columns = (TableColumn((), Role.BODY, "", None), TableColumn(("能耗",), Role.BODY, "tce", None))
    made = paper("")
    quantities = tuple(
        Quantity((row.labels[0],), ("能耗",), "", float(row.cells[1].text), "tce", 2025,
                 row.cells[1].text, made.place, 0.9, 0, n, 1, row.role)
        for n, row in enumerate(rows)
    )  # fmt: skip
    return replace(made, tables=(DocumentTable("", columns, rows),), quantities=quantities)


@pytest.mark.parametrize(("odds", "surer"), [(1e-6, True), (0.2, False), (None, False)])
def test_a_number_of_which_no_figure_can_be_another_is_surer(
    odds: float | None, surer: bool
) -> None:
    pool = Figured(odds)
    (found,) = refigured([totalled("58")], [FILE], READINGS, cast(ReadingPool, pool), DAY)
    assert pool.places == ["58"]
    assert (found.tables[0].rows[2].cells[1].confidence > 0.95) is surer


def test_a_total_that_comes_out_is_not_looked_at() -> None:
    pool = Figured(1e-6)
    refigured([totalled("50")], [FILE], READINGS, cast(ReadingPool, pool), DAY)
    assert pool.places == []


def dated(day: str) -> Document:
    place = Citation("a.pdf", 2, BOX, day)
    return replace(paper(""), fields=(Field("issue_date", day, day, place, 0.8),))


@pytest.mark.parametrize(("odds", "surer"), [(1e-6, True), (0.2, False), (None, False)])
def test_a_doubtful_day_to_come_is_looked_at(odds: float | None, surer: bool) -> None:
    pool = Figured(odds)
    papers = [dated("2026-12-13"), dated("2026-02-13")]
    found = refigured(papers, [FILE], READINGS, cast(ReadingPool, pool), DAY)
    assert pool.places == ["2026-12-13"]
    assert (found[0].fields[0].confidence > 0.9) is surer
    assert found[1] == papers[1]
