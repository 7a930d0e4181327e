"""Numbers that a sentence says in Chinese numerals, in figures."""

from __future__ import annotations

import pytest

from evidencecheck.assessment.figures_said import in_figures, worth, year_of


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("降低百分之十八", "降低18%"),
        ("占百分之三十二点五", "占32.5%"),
        ("现有电动机一百零六台", "现有电动机106台"),
        ("用气三十八点二〇万立方米", "用气38.20万立方米"),
        ("人民币柒万贰仟元", "人民币72000元"),
        ("投资二百六十万元", "投资260万元"),
        # About so many; ordinals; words; one character alone; years.
        ("七八台", "七八台"),
        ("几十万元", "几十万元"),
        ("第十二套", "第十二套"),
        ("三台水泵", "三台水泵"),
        ("千瓦时", "千瓦时"),
        ("二〇二四年", "二〇二四年"),
        ("百分之百", "百分之百"),
        ("十万元", "十万元"),
    ],
)
def test_in_figures(text: str, figures: str) -> None:
    assert in_figures(text) == figures


@pytest.mark.parametrize("numeral", ["万十", "百百", "十点", "点五", "一二"])
def test_no_number(numeral: str) -> None:
    assert worth(numeral) is None


@pytest.mark.parametrize(
    ("numeral", "year"),
    [("二〇一八", 2018), ("二零二二", 2022), ("二〇二x", None)],
)
def test_a_year(numeral: str, year: int | None) -> None:
    assert year_of(numeral) == year
