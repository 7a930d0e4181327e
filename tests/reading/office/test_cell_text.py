"""Numbers of cells by their formats."""

from __future__ import annotations

import pytest

from evidencecheck.reading.office.cell_text import number_shown
from evidencecheck.reading.office.workbook import CellLook, Form, form_of


@pytest.mark.parametrize(
    ("code", "form"),
    [
        ("General", Form.NUMBER),
        ("", Form.NUMBER),
        ("@", Form.NUMBER),
        ("#,##0.00_ ;[Red]\\-#,##0.00\\ ", Form.NUMBER),
        ('0.0"days"', Form.NUMBER),
        ("0.00E+00", Form.NUMBER),
        ("_-[$HKD] * #,##0_-", Form.NUMBER),
        ("0%", Form.PERCENT),
        ("yyyy/m/d;@", Form.DATE),
        ('[$-804]yyyy"年"m"月"d"日"', Form.DATE),
        ("yyyy年m月d日", Form.DATE),
        ('m"月"d"日"', Form.DATE),
        ("yyyy-mm-dd hh:mm:ss", Form.DATE),
        ('yyyy"年"m"月";@', Form.MONTH),
        ("mmm-yy", Form.MONTH),
        ("h:mm AM/PM", Form.TIME),
        ("mm:ss", Form.TIME),
        ("[h]:mm:ss", Form.DURATION),
    ],
)
def test_number_formats_tell_what_they_show(code: str, form: Form) -> None:
    assert form_of(code)[0] is form


@pytest.mark.parametrize(
    ("code", "decimals"), [("0%", 0), ("0.00%", 2), ("#,##0.0#%", 2), ('0.0"x"%', 1)]
)
def test_percentages_have_their_decimals(code: str, decimals: int) -> None:
    assert form_of(code) == (Form.PERCENT, decimals)


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (45473.0, Form.DATE, "2024-06-30"),
        (45473.5, Form.DATE, "2024-06-30 12:00"),
        (45473.999999999, Form.DATE, "2024-07-01"),
        (0.5, Form.DATE, "12:00"),
        (-3.0, Form.DATE, "-3"),
        (1e12, Form.DATE, "1000000000000"),
        (45444.0, Form.MONTH, "2024年6月"),
        (45473.75, Form.TIME, "18:00"),
        (1.25, Form.DURATION, "30:00:00"),
        (float("nan"), Form.NUMBER, ""),
        (float("inf"), Form.DATE, ""),
        (1e300, Form.NUMBER, "1" + "0" * 300),
        (913202000000000000.0, Form.NUMBER, "913202000000000000"),
    ],
)
def test_values_are_shown_by_form(value: float, form: Form, text: str) -> None:
    assert number_shown(value, CellLook(form=form)) == text
