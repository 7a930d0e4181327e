"""The ways in which volumes are bound."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Style:
    """How one volume is put together. Shares are 0..1."""

    name: str
    pages: int
    seed: int
    cover: bool = False
    contents: str = ""
    """dots, columns, list; empty: none."""
    heading: str = "目　录"
    ranges: bool = False
    """Whether the contents print first and last page."""
    counts_front: bool = True
    """Whether cover and contents are counted in the page numbers of the volume."""
    stamp: str = ""
    """Page number of the volume on every page: ``第 {p} 页 共 {n} 页``; empty: none."""
    own_stamp: str = ""
    """The same within each document of one."""
    header: str = ""
    """One line at the head of every page."""
    bookmarks: str = ""
    """files, nested, chapters (of reports only), wrong; empty: none."""
    sheets: float = 0.0
    """Documents before which a sheet stands."""
    blanks: float = 0.0
    """Documents whose last page has an empty back."""
    scanned: float = 0.0
    """Documents with a text layer that are bound as scans."""
    misread: float = 0.0
    """Pages on which hardly anything is read right."""
    turned: float = 0.0
    """Pages that lie on their side."""
    reports: int = 0
    """Long ones."""
    attached: float = 0.0
    """Reports with certificates among or behind their pages."""
    months: int = 0
    drawn: int = 0
    """Other documents that are drawn for the volume."""
    one_firm: bool = False
    """One case of the set only."""
    one_make: bool = False
    """Whether one program, or one scanner, made all pages: no fonts tell them apart."""


SINGLE = Style("one long report, not bound", 0, 50, reports=1)
STYLES = (
    Style("nothing but documents", 60, 1, drawn=4),
    Style("nothing, scanned", 80, 2, drawn=10, scanned=1.0, reports=1, one_make=True),
    Style(
        "contents and counter of the volume",
        120,
        3,
        cover=True,
        contents="dots",
        stamp="第 {p} 页 共 {n} 页",
        drawn=8,
        reports=1,
    ),
    Style(
        "contents in columns, no front pages",
        150,
        4,
        cover=True,
        contents="columns",
        heading="证明材料目录",
        counts_front=False,
        stamp="{p}",
        drawn=10,
        scanned=0.5,
        reports=1,
    ),
    Style(
        "contents without pages, sheets",
        120,
        5,
        contents="list",
        heading="附件清单",
        sheets=0.8,
        drawn=8,
        scanned=0.3,
    ),
    Style("bookmarks by file", 140, 6, bookmarks="files", drawn=8, reports=1),
    Style(
        "nested bookmarks, ranges",
        200,
        7,
        cover=True,
        contents="dots",
        ranges=True,
        bookmarks="nested",
        stamp="- {p} -",
        drawn=10,
        reports=2,
        scanned=0.3,
    ),
    Style("wrong bookmarks", 90, 8, bookmarks="wrong", drawn=6, scanned=0.5, one_make=True),
    Style("bookmarks of chapters only", 150, 9, bookmarks="chapters", drawn=5, reports=2),
    Style(
        "sheets and blank backs", 140, 10, sheets=0.6, blanks=0.5, drawn=8, scanned=0.6, months=6
    ),
    Style(
        "own counters", 120, 11, own_stamp="第{p}页 共{n}页", stamp="{p}/{n}", drawn=10, months=4
    ),
    Style("months and languages", 50, 12, months=12, drawn=8),
    Style(
        "misread and turned",
        120,
        13,
        misread=0.08,
        turned=0.1,
        drawn=10,
        scanned=0.7,
        reports=1,
        one_make=True,
    ),
    Style(
        "reports with attachments",
        300,
        14,
        reports=5,
        attached=1.0,
        drawn=3,
        sheets=0.2,
        scanned=0.4,
        one_make=True,
    ),
    Style(
        "one program's export",
        120,
        15,
        cover=True,
        header="零碳工厂评价证明材料",
        stamp="第 {p} 页",
        drawn=10,
        one_firm=True,
        reports=1,
        one_make=True,
    ),
    Style(
        "everything",
        800,
        16,
        cover=True,
        contents="dots",
        stamp="第 {p} 页 / 共 {n} 页",
        sheets=0.3,
        blanks=0.2,
        scanned=0.5,
        misread=0.02,
        turned=0.03,
        reports=8,
        attached=0.5,
        months=12,
        drawn=40,
    ),
)
