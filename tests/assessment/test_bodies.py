"""Names of bodies in lines of print, by the words of the rules."""

from __future__ import annotations

import pytest

from evidencecheck.assessment.bodies import ends_as_a_body, is_a_part, names_a_body
from evidencecheck.rulebook import load_rulebook

BODIES = load_rulebook().phrases.bodies


@pytest.mark.parametrize(
    ("text", "named", "ends"),
    [
        ("岑野节水研究院出具本意见", True, False),
        ("岑野节水研究院", True, True),
        ("白石评估有限公司（天津）", True, True),
        ("南陂镇水务局", False, True),
        ("某区节约用水委", False, True),
        ("水务局窗口已经收到", False, False),
        ("二〇二六年五月", False, False),
        ("公司", False, True),
    ],
)
def test_a_body_is_named(text: str, named: bool, ends: bool) -> None:
    assert names_a_body(text, BODIES, 3) is named
    assert ends_as_a_body(text, BODIES) is ends


def test_who_examines_is_one_where_it_is_asked_for() -> None:
    assert names_a_body("岑野认证", BODIES, 2, examining=True)
    assert not names_a_body("岑野认证", BODIES, 2)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("能源管理办公室", True),
        ("动力部", True),
        ("计量站", True),
        ("部", False),
        ("有限公司", False),
    ],
)
def test_a_part_of_a_firm(text: str, part: bool) -> None:
    assert is_a_part(text, BODIES) is part
