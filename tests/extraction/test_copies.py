"""What a copy is for and how long it holds, where it says so in few words."""

from __future__ import annotations

import pytest

from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page, reading

FIRM = "青河示例机械有限公司"


def remarks(extractor: Extractor, line: str) -> list[tuple[str, str]]:
    (licence,) = extractor.documents(reading(page(f"名称:{FIRM}", line, title="营业执照")))
    return [(r.kind.value, r.text) for r in licence.remarks]


@pytest.mark.parametrize(
    ("line", "purpose"),
    [
        ("仅限某某项目投标", "某某项目投标"),
        ("本复印件仅限某某项目投标", "某某项目投标"),
        ("此件只作税务备案之用", "税务备案"),
        ("此件仅做开户使用", "开户"),
        # What it is for is told apart later.
        ("仅限零碳工厂申报", "零碳工厂申报"),
    ],
)
def test_a_line_restricts_the_copy_on_which_it_stands(
    extractor: Extractor, line: str, purpose: str
) -> None:
    assert remarks(extractor, line) == [("purpose", purpose)]


@pytest.mark.parametrize(
    "line",
    [
        "仅供下载",
        "本件与原件一致",
        # Within a sentence on something else; a range of business.
        "该设备仅限某某项目安装,特此说明",
        "经营范围:保险代理;仅限分支机构经营",
    ],
)
def test_other_lines_restrict_nothing(extractor: Extractor, line: str) -> None:
    assert remarks(extractor, line) == []


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("本件使用期限至2026年4月30日", [("until", "2026-04-30")]),
        ("此件有效期至2026年4月30日,逾期作废", [("until", "2026-04-30")]),
        ("证书使用期限至2026年4月30日", []),
        ("本件与原件一致,核对日期2026年4月30日", []),
    ],
)
def test_the_last_day_of_this_copy(
    extractor: Extractor, line: str, days: list[tuple[str, str]]
) -> None:
    assert remarks(extractor, line) == days
