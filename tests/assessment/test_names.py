"""When two spellings are one name."""

from __future__ import annotations

import pytest

from evidencecheck.assessment.names import Match, is_rest_of, match_applicant, same_name
from evidencecheck.domain.submission import Applicant

NAME = "青河云联电机（无锡）有限公司"


@pytest.mark.parametrize(
    ("printed", "same"),
    [
        ("青河雲聯電機(無錫)有限公司", True),
        ("青河云联电机(无锡)有限责任公司", True),
        ("青河 云联电机（无锡） 有限公司", True),
        ("青河雲聯電機(蘇州)有限公司", False),
    ],
)
def test_one_name_in_two_scripts_and_forms(printed: str, same: bool) -> None:
    assert same_name(printed, NAME) is same


def test_a_branch_in_traditional_characters_is_the_applicant_s() -> None:
    branch = "青河雲聯電機(無錫)有限公司惠山分公司"
    assert match_applicant(branch, Applicant(name=NAME, credit_code="")) is Match.BRANCH


@pytest.mark.parametrize(
    ("name", "match"),
    [
        ("霁川陶瓷公司", Match.UNCLEAR),
        ("霁川陶瓷一公司", Match.UNCLEAR),
        # With its place and form a name is whole.
        ("青河霁川陶瓷有限公司", Match.NEAR),
        ("晴川陶瓷公司", Match.OTHER),
        # Its first character ends the line above.
        ("河霁川陶瓷餐具有限公司", Match.SAME),
    ],
)
def test_a_name_cut_short(name: str, match: Match) -> None:
    assert match_applicant(name, Applicant("青河霁川陶瓷餐具有限公司")) is match


@pytest.mark.parametrize(
    ("read", "found"),
    [
        ("云联电机(无锡)有限公司", True),
        ("雲聯電機（無錫）有限公司", True),
        ("云联电饥（无锡）有限公司", True),
        # The whole; two characters spoilt; too little; the beginning; another's end.
        (NAME, False),
        ("云关电饥（无锡）有限公司", False),
        ("锡）有限公司", False),
        ("青河云联电机（无锡）", False),
        ("云联电机（苏州）有限公司", False),
    ],
)
def test_the_rest_of_a_name(read: str, found: bool) -> None:
    assert is_rest_of(read, NAME) is found
