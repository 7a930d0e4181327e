"""Who signed: by label, by office, at the foot beside the issuer; and who did not."""

from __future__ import annotations

import pytest

from evidencecheck.extraction import Extractor
from evidencecheck.extraction.entities.persons import find_persons
from evidencecheck.rulebook import load_rulebook
from tests.extraction.drawing import Piece, page, reading

FIRM = "禾川示例纺织有限公司"
BODY = "东屿检测技术有限公司"


def signatory(extractor: Extractor, title: str, *rows: str | Piece | list[Piece]) -> str:
    [document] = extractor.documents(reading(page(*rows, title=title)))
    return document.text("signatory")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("批准:顾清远", ["顾清远"]),
        ("评估组长欧阳文静", ["欧阳文静"]),
        ("節能委員會主任委員 簡志明", ["簡志明"]),
        ("签发 检测专用章 温度 文件", []),
        ("Dr. Anna Lindqvist, Technical Director", ["Anna Lindqvist"]),
        ("J. Brandt", ["J. Brandt"]),
    ],
)
def test_what_can_be_a_person(text: str, names: list[str]) -> None:
    assert [p.name for p in find_persons(text)] == names


def test_the_labels_of_persons_are_no_persons() -> None:
    book = load_rulebook()
    labels = (*book.fields["signatory"].labels, *book.stop_labels)
    taken = [x for x in labels for p in find_persons(x) if p.name == x]
    assert not taken


@pytest.mark.parametrize(
    ("last", "signed"),
    [
        (["编制:田一鸣", "审核:罗冬梅", "批准:顾清远"], "顾清远"),
        ([[("审核组长:田一鸣", 0.5), ("审核员:罗冬梅", 0.72)]], "田一鸣"),
        ([[("组长", 0.2), ("田一鸣", 0.35), ("高级工程师", 0.6)]], "田一鸣"),
        ([("测试负责人:田一鸣", 0.65)], "田一鸣"),
        ([("编制人:罗冬梅", 0.65)], "罗冬梅"),
        ([[("顾清远", 0.1), ("授权签字人 Authorised signatory", 0.3)]], "顾清远"),
    ],
)
def test_offices_in_order(extractor: Extractor, last: list[str], signed: str) -> None:
    body = (
        f"委托单位:{FIRM}",
        f"测试单位:{BODY}",
        "测试依据:GB/T 12452-2022",
        "结果见附表。",
        "",
        "",
    )
    assert signatory(extractor, "企业水平衡测试报告", *body, *last) == signed


def test_an_unread_signature_is_nobody_else_s(extractor: Extractor) -> None:
    got = signatory(
        extractor,
        "温室气体核查声明",
        f"受核查方:{FIRM}",
        "核查准则:ISO 14064-1:2018",
        "核查组长:田一鸣",
        BODY,
        "授权签字人:",
        "2025年3月28日",
    )
    assert got == ""


@pytest.mark.parametrize(
    "last",
    [
        ["Signed: see seal", ("Anna Lindqvist", 0.1), ("Borealis Certification Limited", 0.1)],
        [("Anna Lindqvist, Certification Director", 0.1)],
        [("Authorised signature: Anna Lindqvist", 0.1)],
        [("Approved: Anna Lindqvist", 0.1)],
        [("Anna Lindqvist", 0.1), ("Area Operations Manager, for and on behalf of the body", 0.1)],
    ],
)
def test_names_in_latin_letters(extractor: Extractor, last: list[str | Piece]) -> None:
    body = [f"row {n} of the text" for n in range(8)]
    rows = ("Client: Hechuan Sample Textile Co., Ltd.", "Standard: ISO 14064-1:2018", *body, *last)
    assert signatory(extractor, "GHG Verification Statement", *rows) == "Anna Lindqvist"


def test_a_licence_names_its_legal_representative_and_nobody_signs(extractor: Extractor) -> None:
    rows = (f"名称:{FIRM}", "类型:有限责任公司", "法定代表人:顾清远", "注册资本:500万元")
    more = (
        "成立日期:2012年4月1日",
        "住所:禾川市青岭区示范路1号",
        "经营范围:针织品制造。",
        "",
        "登记机关",
    )
    assert signatory(extractor, "营业执照", *rows, *more, "2022年4月1日") == ""
