from __future__ import annotations

import pytest

from evidencecheck.domain.document import LONG_TERM, StandardRef
from evidencecheck.domain.files import FileStatus
from evidencecheck.domain.finding import Finding, Flag, Level
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.systems import Kind
from evidencecheck.reports.printable import encodable, printable
from evidencecheck.reports.wording import Wording, message, number
from evidencecheck.reports.words import catalogue, fill


def finding(code: str, **params: str) -> Finding:
    return Finding(code, Level.SUSPICIOUS, tuple(params.items()))


def test_parameters_are_filled_in(book: RuleBook) -> None:
    found = finding("V201", until="2025-11-30", date="2026-03-31")
    assert message(found, book, "zh") == "有效期至 2025-11-30，已过期"
    assert message(found, book, "en") == "expired: until 2025-11-30"


@pytest.mark.parametrize(
    ("code", "said"),
    [("A708", "23.1291, 113.2644 (1197 km)"), ("C607", "Status: not retired"), ("A703", "J. Doe")],
)
def test_what_a_paper_says_is_not_taken_for_a_broken_file(
    book: RuleBook, code: str, said: str
) -> None:
    assert said in message(finding(code, reason=said), book, "zh")
    assert "内容损坏" in message(finding("F101", reason=said), book, "zh")


def test_document_types_are_named(book: RuleBook) -> None:
    found = finding("E003", named="business-license", found="unknown")
    assert message(found, book, "zh") == "按名称应为营业执照，实为不能归类"
    several = finding("E003", named="business-license、management-system-certificate", found="x")
    assert message(several, book, "en") == (
        "type: Business licence, Management system certificate, x"
    )


def test_fields_are_named_where_a_part_of_a_document_is_unclear(book: RuleBook) -> None:
    assert message(finding("Q801", what="valid_until", confidence="0.6"), book, "zh") == (
        "有效期至不清（0.6）"
    )


def test_a_missing_parameter_becomes_a_dash(book: RuleBook) -> None:
    assert message(finding("E003", found="business-license"), book, "zh") == (
        "按名称应为—，实为营业执照"
    )


def test_what_is_known_is_told_when_the_words_ask_for_other_parameters(book: RuleBook) -> None:
    found = finding("F107", reason="encrypted")
    assert message(found, book, "zh") == "超过限制：已加密"
    assert message(found, book, "en") == "limit: encrypted"
    assert message(finding("F107"), book, "zh") == "超过限制"


def test_a_code_without_rules_still_says_what_it_knows(book: RuleBook) -> None:
    assert message(finding("X999", a="1", b="2"), book, "zh") == "X999：1、2"


def test_values_are_never_templates(book: RuleBook) -> None:
    assert fill("{a} {b}", {"a": "{b}", "b": "x"}) == "{b} x"
    assert message(finding("P501", holder="{until} {0.x}"), book, "zh") == "持有人为{until} {0.x}"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_word_of_the_domain_has_a_word(book: RuleBook, lang: str) -> None:
    words = Wording(book, lang)
    told = [words.flag(f) for f in Flag] + [words.flag_help(f) for f in Flag]
    told += [words.level(x) for x in Level] + [words.kind(k) for k in Kind]
    told += [words.status(s) for s in FileStatus]
    told += [words.requirement_type("必选"), words.requirement_type("可选")]
    assert all(told)


def test_every_phrase_is_recognised_and_told_in_chinese(book: RuleBook) -> None:
    words = Wording(book, "zh")
    for phrase in catalogue()["phrases"].values():
        told = words.message(finding("F101", reason=fill(phrase.en, {"n": "7", "m": "8"})))
        assert told == f"文件无法读取：{fill(phrase.zh, {'n': '7', 'm': '8'})}"


def test_every_field_of_the_vocabulary_has_a_name(book: RuleBook) -> None:
    assert Wording(book, "zh").field("holder_credit_code") == "统一社会信用代码"
    assert Wording(book, "zh").field("something_of_ours") == "something_of_ours"


def test_values_read_as_a_person_would_write_them(book: RuleBook) -> None:
    zh, en = Wording(book, "zh"), Wording(book, "en")
    assert zh.value(LONG_TERM) == "长期"
    assert en.value((2023, 2024)) == "2023, 2024"
    assert zh.value((StandardRef("GB/T 32150", "", "2015"),)) == "GB/T 32150-2015"
    assert en.value(12345.5) == "12,345.5"
    assert [number(n) for n in (5.0, 2.5)] == ["5", "2.5"]


def test_unfit_characters_are_replaced() -> None:
    assert printable("a\x1b[2Jb\u202ec\x85d\udc80\n\t中") == "a�[2Jb�c�d�\n\t中"
    assert encodable("a\udc80b\u202e") == "a�b\u202e"
