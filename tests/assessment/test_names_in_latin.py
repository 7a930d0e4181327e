"""How names in Latin letters go with a Chinese applicant."""

from __future__ import annotations

import pytest

from evidencecheck.assessment.names import Match, match_applicant
from evidencecheck.domain.submission import Applicant

PLAIN, GROUP = Applicant("天津弦澜乐器有限公司"), Applicant("天津弦澜集团有限公司")


@pytest.mark.parametrize(
    ("name", "match"),
    [
        ("Tianjin Xianlan Piano Co., Ltd.", Match.SAME),
        ("Tianjin Xianlan Musical Instruments", Match.SAME),
        # Another brand at the same place, and at another.
        ("Tianjin Dunhe Instruments Co., Ltd.", Match.OTHER),
        ("Yunling Dunhe Instruments Co., Ltd.", Match.OTHER),
        # English brands, of which nothing can be told.
        ("Sonlan Piano Co., Ltd.", Match.UNCLEAR),
        ("Brightwave Instruments Inc.", Match.UNCLEAR),
        # A place alone.
        ("Tianjin Musical Instruments Co., Ltd.", Match.UNCLEAR),
        ("Tianjin Co., Ltd.", Match.UNCLEAR),
    ],
)
def test_place_and_brand_are_heard(name: str, match: Match) -> None:
    assert match_applicant(name, PLAIN) is match


@pytest.mark.parametrize(
    ("own", "name", "match"),
    [
        # Dictionaries know another reading of a character first.
        ("天津重岩乐器有限公司", "Tianjin Chongyan Piano Co., Ltd.", Match.SAME),
        ("天津长垣乐器有限公司", "Tianjin Changyuan Piano Co., Ltd.", Match.SAME),
        ("天津重岩乐器有限公司", "Tianjin Songye Piano Co., Ltd.", Match.OTHER),
        ("天津重岩乐器有限公司", "Chongyan Group", Match.OTHER),
    ],
)
def test_a_name_with_a_character_of_several_readings(own: str, name: str, match: Match) -> None:
    assert match_applicant(name, Applicant(own)) is match


@pytest.mark.parametrize(
    ("name", "applicant", "match"),
    [
        ("Sonlan Group", PLAIN, Match.OTHER),
        ("Tianjin Piano Holdings", PLAIN, Match.OTHER),
        ("Sonlan Group", GROUP, Match.UNCLEAR),
        ("Sonlan Piano", PLAIN, Match.UNCLEAR),
        ("Groupe Sonlan", PLAIN, Match.UNCLEAR),
    ],
)
def test_a_group_is_no_firm_that_is_none(name: str, applicant: Applicant, match: Match) -> None:
    assert match_applicant(name, applicant) is match


@pytest.mark.parametrize(
    ("name", "match"),
    [("Sonlan Piano Co., Ltd.", Match.SAME), ("Brightwave Instruments Inc.", Match.OTHER)],
)
def test_an_alias_in_latin_letters_settles_it(name: str, match: Match) -> None:
    known = Applicant(PLAIN.name, aliases=("Sonlan Piano Company Limited",))
    assert match_applicant(name, known) is match
