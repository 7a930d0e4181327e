"""Names that were misread, mended by how other papers or the submission have them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidencecheck.assessment.known_names import with_known_issuers, with_whole_holders
from evidencecheck.domain.document import Document
from evidencecheck.domain.page import Origin
from evidencecheck.domain.submission import Applicant
from tests.assessment.conftest import FIRM, document

RIGHT = "某州市白石区行政审批局"


def scan(issuer: str, sure: float = 0.8) -> Document:
    return document(
        "environmental-approval", "批复.pdf", origin=Origin.OCR, sure=sure, issuer=issuer
    )


def printed(issuer: str = RIGHT) -> Document:
    return document("pollutant-discharge-permit", "许可证.pdf", issuer=issuer)


@pytest.mark.parametrize(
    "read", ["某州市白石区红政审批局", "州市白石区行政审批局", "某州市白石区行审批局"]
)
def test_a_misread_name_is_mended(read: str) -> None:
    mended, _ = with_known_issuers([scan(read), printed()])
    assert mended.text("issuer") == RIGHT
    # What the page shows stays.
    assert mended.field("issuer").raw == read  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "papers",
    [
        # Read well; another bureau; a text layer; two names that would do.
        [scan("某州市白石区红政审批局", 0.95), printed()],
        [scan("某州市白石区生态环境局"), printed()],
        [printed("某州市白石区红政审批局"), printed()],
        [scan("某州市白石区红政审批局"), printed(), printed("某州市白石区市政审批局")],
    ],
)
def test_other_names_stay(papers: list[Document]) -> None:
    before = [p.text("issuer") for p in papers]
    assert [p.text("issuer") for p in with_known_issuers(papers)] == before


def test_a_holder_is_never_mended() -> None:
    near = document("award", origin=Origin.OCR, sure=0.7, holder="某州白石精密阀门有限公司")
    other = document("business-license", holder="某州白石精密阔门有限公司")
    assert with_known_issuers([near, other])[0].text("holder") == "某州白石精密阀门有限公司"


OWN = Applicant("某州白石精密阀门有限公司", "91320299578174203K")


def held(holder: str, code: str = "", origin: Origin = Origin.OCR) -> Document:
    return document("award", origin=origin, holder=holder, holder_credit_code=code)


@pytest.mark.parametrize(
    "paper",
    [
        held("查某州白石精密阀门有限公司"),
        held("绿而生某州白石精密阀门有限公司", origin=Origin.TEXT_LAYER),
        held("某州白石精密阔门有限公司", OWN.credit_code),
    ],
    ids=["a word before it", "the line above", "one character beside its code"],
)
def test_the_applicants_name_is_made_whole(paper: Document) -> None:
    assert with_whole_holders([paper], OWN)[0].text("holder") == OWN.name


@pytest.mark.parametrize(
    ("code", "sure", "text", "found"),
    [
        (OWN.credit_code, 0.8, f"位于某州的{OWN.name}，其体系符合要求。", OWN.name),
        (OWN.credit_code, 0.95, f"位于某州的{OWN.name}，其体系符合要求。", "EASTERN CENTRE"),
        ("", 0.8, f"位于某州的{OWN.name}，其体系符合要求。", "EASTERN CENTRE"),
        (OWN.credit_code, 0.8, "其体系符合要求。", "EASTERN CENTRE"),
    ],
    ids=["its name and code", "told by a label", "no code", "no name"],
)
def test_a_guess_yields_to_the_applicant_s_name_and_code(
    code: str, sure: float, text: str, found: str
) -> None:
    paper = document(
        "award", text=text, holder="EASTERN CENTRE", holder_credit_code=code, sure=sure
    )
    assert with_whole_holders([paper], OWN)[0].text("holder") == found


@pytest.mark.parametrize(
    "paper",
    [
        held("上海市某州白石精密阀门有限公司"),
        held("东方红旗公司某州白石精密阀门有限公司"),
        held("某州白石精密阔门有限公司"),
        held("某州白石精密阔门有限公司", "913202995781742039"),
        held("某州白石精密阔门有限公司", OWN.credit_code, Origin.TEXT_LAYER),
        held("某州黑山特种钢门有限公司", OWN.credit_code),
        held("白石精密阀门有限公司"),
    ],
    ids=["place", "too much", "no code", "other code", "printed", "too far", "shorter"],
)
def test_another_holder_stays(paper: Document) -> None:
    assert with_whole_holders([paper], OWN)[0].text("holder") == paper.text("holder")


@pytest.mark.parametrize(
    ("holder", "text", "whole"),
    [
        ("某州白石密阀门有限公司", OWN.name, True),
        # Nowhere does the paper say the name; as many characters as the name has.
        ("某州白石密阀门有限公司", "其体系符合要求。", False),
        ("东海白石机械有限公司", OWN.name, False),
    ],
)
def test_a_name_that_lost_a_character_beside_the_code_and_the_name(
    holder: str, text: str, whole: bool
) -> None:
    paper = document(
        "award", text=text, holder=holder, holder_credit_code=OWN.credit_code, origin=Origin.OCR
    )
    assert (with_whole_holders([paper], OWN)[0].text("holder") == OWN.name) is whole


@pytest.mark.parametrize(
    ("read", "origin", "own"),
    [
        ("青河示例机III有限公司", Origin.OCR, True),
        ("青河示例机1|有限公司", Origin.OCR, True),
        # Two characters are others besides; more are lost; stored text has its own letters.
        ("白石示例机III有限公司", Origin.OCR, False),
        ("青河示例III有限公司", Origin.OCR, False),
        ("青河示例机III有限公司", Origin.TEXT_LAYER, False),
    ],
)
def test_strokes_in_the_place_of_a_character(read: str, origin: Origin, own: bool) -> None:
    paper = replace(document("award", holder=read), origin=origin)
    (found,) = with_whole_holders([paper], Applicant(FIRM))
    assert (found.text("holder") == FIRM) is own


@pytest.mark.parametrize(
    ("read", "odds", "own"),
    [
        ("某州白石精密阔门有限公司", None, True),
        # Of one print no more can be told than that it may be another.
        ("某州白石精密阔门有限公司", 1e-4, True),
        ("某州白石精密阔门有限公司", 1e-9, False),
        # A character that no other paper has so; stored text.
        ("某州白石精工阔门有限公司", None, False),
    ],
)
def test_characters_that_other_papers_have_misread(
    read: str, odds: float | None, own: bool
) -> None:
    beside = held("某州白石精密阔门有限公司", OWN.credit_code)
    paper = held(read)
    fields = tuple(replace(f, own_odds=odds) if f.name == "holder" else f for f in paper.fields)
    found = with_whole_holders([replace(paper, fields=fields), beside], OWN)[0]
    assert (found.text("holder") == OWN.name) is own
    printed = held(read, origin=Origin.TEXT_LAYER)
    assert with_whole_holders([printed, beside], OWN)[0].text("holder") == read
    # With a code of its own it is another firm's.
    sister = held(read, "91120199MA06F3TY5K")
    assert with_whole_holders([sister, beside], OWN)[0].text("holder") == read


@pytest.mark.parametrize(
    ("code", "odds", "own"),
    [(OWN.credit_code, 1e-3, True), (OWN.credit_code, None, False), ("", 1e-3, False)],
)
def test_two_characters_beside_the_code_of_a_print_that_may_be_the_name(
    code: str, odds: float | None, *, own: bool
) -> None:
    paper = held("某州白石精蜜阔门有限公司", code)
    fields = tuple(replace(f, own_odds=odds) if f.name == "holder" else f for f in paper.fields)
    found = with_whole_holders([replace(paper, fields=fields)], OWN)[0]
    assert (found.text("holder") == OWN.name) is own


@pytest.mark.parametrize(
    ("read", "sure", "line", "mended"),
    [
        # What stood before the name was run into it.
        (f"能耗在线监测系统登录人{OWN.name}", 0.95, "", True),
        (f"申请人和受益人均为{OWN.name}", 0.95, "", True),
        # What is no firm; what a narrow column left of a name.
        ("零碳工厂", 0.88, f"{OWN.name}制订", True),
        ("现将公司", 0.8, f"{OWN.name}声明", True),
        ("占比有限公司", 0.8, "某州白石精密阀门 统计期", True),
        # Another body beside it; a firm; one that a label names; a paper that does not name it.
        (f"南坪范例集团{OWN.name}", 0.95, "", False),
        (f"某州市{OWN.name}", 0.95, "", False),
        ("南坪范例机械有限公司", 0.8, OWN.name, False),
        ("零碳工厂", 0.95, OWN.name, False),
        ("零碳工厂", 0.88, "本厂制订", False),
    ],
)
def test_a_holder_that_is_no_firm(read: str, sure: float, line: str, mended: bool) -> None:
    made = document("transition-plan", origin=Origin.OCR, sure=sure, holder=read, text=line)
    (got,) = with_whole_holders([made], OWN)
    assert (got.text("holder") == OWN.name) is mended
