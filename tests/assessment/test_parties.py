"""P501–P504 and A707: whose document it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evidencecheck.assessment.names import Match, match_applicant
from evidencecheck.domain.finding import Flag
from evidencecheck.domain.page import Origin
from evidencecheck.domain.submission import Applicant
from tests.assessment.conftest import CODE, FIRM, Outcome, document

Run = Callable[..., Outcome]
OTHER = "白石样品电子有限公司"
VALID_OTHER = "91130200699229617X"


def letter(**fields: object):  # type: ignore[no-untyped-def]
    return document("commitment-letter", **fields)


def test_another_holder(run: Run) -> None:
    outcome = run(letter(holder=OTHER))
    assert outcome.flag("1.1.1") is Flag.SUSPICIOUS
    assert outcome.codes("1.1.1") == ["P501"]


@pytest.mark.parametrize(
    "spelling",
    [
        "青河示例机械有限公司",
        "青河示例机械有限责任公司",
        " 青河示例 机械有限公司",
        "青河示例机械有限公司第一分公司",
        "Qinghe Shili Machinery Co., Ltd.",
    ],
)
def test_the_same_holder_in_another_spelling(run: Run, spelling: str) -> None:
    assert run(letter(holder=spelling)).flag("1.1.1") is Flag.SUPPORTED


def test_brackets_of_both_widths_are_the_same() -> None:
    applicant = Applicant("青河示例(集团)有限公司")
    assert match_applicant("青河示例（集团）有限公司", applicant) is Match.SAME


def test_a_former_name_is_the_applicant(run: Run) -> None:
    assert run(letter(holder=OTHER), aliases=(OTHER,)).flag("1.1.1") is Flag.SUPPORTED


def test_one_character_off_is_another_firm_in_stored_text(run: Run) -> None:
    assert run(letter(holder="青河示例机电有限公司")).codes("1.1.1") == ["P501"]


def test_one_character_off_in_a_faint_scan_is_for_a_person(run: Run) -> None:
    faint = letter(holder="青河示例机诫有限公司", origin=Origin.OCR, sure=0.8)
    assert run(faint).of_documents() == {"Q801"}
    clear = letter(holder="青河示例机诫有限公司", origin=Origin.OCR, sure=0.99)
    assert run(clear).of_documents() == {"P501"}


def test_a_name_in_latin_letters_that_is_not_recognised_is_for_a_person(run: Run) -> None:
    assert run(letter(holder="White Stone Electronics Ltd.")).of_documents() == {"Q801"}


def test_the_credit_code_settles_a_holder(run: Run) -> None:
    same = letter(holder="White Stone Electronics Ltd.", holder_credit_code=CODE)
    assert run(same).of_documents() == set()


def test_a_supplier_may_hold_its_own_licence(run: Run) -> None:
    licence = document("business-license", "供应商资料/营业执照.pdf", holder=OTHER)
    assert run(licence).of_documents() == set()
    filed = document("business-license", "基本要求/1 营业执照.pdf", holder=OTHER)
    assert "P501" in run(filed).of_documents()


def test_a_code_with_a_wrong_check_digit(run: Run) -> None:
    wrong = CODE[:-1] + "5"
    assert "P502" in run(letter(holder=FIRM, holder_credit_code=wrong)).of_documents()
    assert "P502" not in run(letter(holder=FIRM, holder_credit_code=CODE)).of_documents()


def test_a_code_that_is_another_firm_s(run: Run) -> None:
    wrong = letter(holder=FIRM, holder_credit_code=VALID_OTHER)
    assert run(wrong).of_documents() == {"P503"}
    of_other = letter(holder=OTHER, holder_credit_code=VALID_OTHER)
    assert run(of_other).of_documents() == {"P501"}


def test_the_code_of_the_applicant_is_taken_from_its_licence(run: Run) -> None:
    licence = document("business-license", holder=FIRM, holder_credit_code=CODE)
    wrong = letter(holder=FIRM, holder_credit_code=VALID_OTHER)
    assert "P503" in run(licence, wrong, code="").of_documents()
    assert "P503" not in run(wrong, code="").of_documents()


def test_the_third_party_is_the_applicant(run: Run) -> None:
    own = document("ghg-verification-statement", holder=FIRM, issuer=FIRM, years=(2025,))
    assert "P504" in run(own).of_documents()
    theirs = document("ghg-verification-statement", holder=FIRM, issuer=OTHER, years=(2025,))
    assert "P504" not in run(theirs).of_documents()
    report = document("ghg-report", holder=FIRM, issuer=FIRM, years=(2025,))
    assert "P504" not in run(report).of_documents()


def test_placeholders_left(run: Run) -> None:
    assert run(letter(holder=FIRM, placeholder="XX公司")).codes("1.1.1") == ["A707"]
