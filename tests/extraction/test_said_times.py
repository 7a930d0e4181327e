"""Of which part of a year the amounts of a sentence are."""

from __future__ import annotations

import pytest

from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page, reading


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        # A list under the words with which its sentence begins.
        ("会上通报:下半年外购电1,466兆瓦时,蒸汽700吨,取水800吨。", ["下半年"] * 3),
        ("三季度外购电466兆瓦时;天然气7,000立方米。", ["三季度"] * 2),
        ("2025年1—9月外购电466兆瓦时、天然气7,000立方米。", ["1—9月"] * 2),
        ("本月外购电466兆瓦时,取水800吨。", ["本月"] * 2),
        ("前八个月外购电466兆瓦时,取水800吨。", ["前八个月"] * 2),
        ("下半年能耗如下:1、外购电1,466兆瓦时;2、天然气7,000立方米;", ["下半年"] * 2),
        ("全年能耗如下:1、外购电1,466兆瓦时;2、天然气7,000立方米;", [""] * 2),
        # Another sentence, another item, another time.
        ("下半年外购电1,466兆瓦时。天然气7,000立方米。", ["下半年", ""]),
        ("一、下半年外购电1,466兆瓦时;二、天然气7,000立方米。", ["下半年", ""]),
        ("下半年外购电1,466兆瓦时,全年外购电2,900兆瓦时,取水800吨。", ["下半年", "", ""]),
        ("一季度外购电466兆瓦时,二季度外购电500兆瓦时。", ["一季度", "二季度"]),
        # When something was done; a whole year.
        ("五月完成改造,全厂外购电1,466兆瓦时。", [""]),
        ("2025年5月8日统计,外购电1,466兆瓦时。", [""]),
        ("2025年1—12月外购电1,466兆瓦时,取水800吨。", ["", ""]),
        ("2025年度外购电1,466兆瓦时,取水800吨。", ["", ""]),
    ],
)
def test_the_part_of_a_year_of_a_list(extractor: Extractor, text: str, parts: list[str]) -> None:
    (paper,) = extractor.documents(reading(page(text, title="能源工作会议纪要")))
    assert [said.part for said in paper.said] == parts
