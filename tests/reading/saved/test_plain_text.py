"""Plain text and lists of values."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.reading.one_file import Read

from evidencecheck.domain.files import FileStatus, MediaType
from evidencecheck.domain.limits import Limits

AsFile = Callable[[MediaType], Read]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_is_read_line_by_line(as_file: AsFile, encoding: str) -> None:
    read = as_file(MediaType.TEXT)
    data = "情况说明\r\n\r\n我公司自二〇二二年起……\r\n".encode(encoding)
    assert read.texts(data) == ["情况说明", "我公司自二〇二二年起......"]
    assert read.jpeg() is not None


def test_a_form_feed_begins_a_page(as_file: AsFile) -> None:
    found = as_file(MediaType.TEXT)("甲\f乙".encode())
    assert [p.text for p in found.pages] == ["甲", "乙"]


@pytest.mark.parametrize(
    "text",
    [
        '年度,电量(kWh)\n2023,"1,234"\n',
        "年度\t电量(kWh)\n2023\t1,234\n",
        "年度;电量(kWh)\n2023;1,234",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gbk"])
def test_values_are_a_table(as_file: AsFile, text: str, encoding: str) -> None:
    read = as_file(MediaType.CSV)
    (page,) = read(text.encode(encoding)).pages
    (table,) = page.tables
    assert [[c.text for c in row] for row in table.rows] == [
        ["年度", "电量(kWh)"],
        ["2023", "1,234"],
    ]
    assert read.jpeg() is not None


def test_limits_hold(as_file: AsFile) -> None:
    found = as_file(MediaType.TEXT)("行\n".encode() * 5000, Limits(pages=3))
    assert (len(found.pages), [p.code for p in found.problems]) == (3, ["F107"])
    found = as_file(MediaType.CSV)(b"a,b\n" * 500, Limits(sheet_cells=100))
    assert [p.code for p in found.problems] == ["F107"]
    found = as_file(MediaType.CSV)(b'"' + b"x" * 2_000_000)
    assert (found.status, found.problems[0].code) == (FileStatus.UNREADABLE, "F101")


@pytest.mark.parametrize("media", [MediaType.TEXT, MediaType.CSV])
def test_nothing_is_a_blank_page(as_file: AsFile, media: MediaType) -> None:
    found = as_file(media)(b" \r\n\t\n")
    assert (found.status, [p.blank for p in found.pages]) == (FileStatus.READ, [True])
