"""The finding codes, held against the shared vocabulary and against the tone they must keep."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from evidencecheck.domain.rules import FindingRule, RuleBook

_PARAMETERS = {
    "E001": {"text"},
    "E002": {"text", "count", "required"},
    "E003": {"named", "found"},
    "F101": {"reason"},
    "F102": set(),
    "F103": {"page"},
    "F104": {"format"},
    "F105": {"other"},
    "F107": {"limit", "value"},
    "V201": {"until", "date"},
    "V202": {"from", "date"},
    "V203": {"type"},
    "V204": {"until", "days"},
    "V205": {"years", "allowed"},
    "V206": {"first", "second"},
    "V207": {"issued", "date"},
    "V208": {"issued", "end"},
    "S301": {"required", "found"},
    "S302": {"standard", "current", "ended"},
    "S303": {"standard"},
    "Y401": {"years"},
    "Y402": {"year", "covered"},
    "P501": {"holder", "applicant"},
    "P502": {"code"},
    "P503": {"code", "applicant_code"},
    "P504": {"issuer"},
    "A707": {"text"},
    "Q801": {"what", "confidence"},
}


def _words(rule: FindingRule) -> list[str]:
    groups = (rule.says, rule.message, rule.why, rule.remedy)
    return [w for words in groups for w in (words.zh, words.en)]


def test_codes_levels_and_english_words_are_those_of_the_vocabulary(
    book: RuleBook, seeds: Path
) -> None:
    vocabulary = seeds.parent / "contract" / "vocabulary.yaml"
    if not vocabulary.is_file():
        pytest.skip("shared/contract is not beside this checkout")
    codes = yaml.safe_load(vocabulary.read_text("utf-8"))["findings"]
    # Its words are not quoted: what follows a comma comes out as a key of its own.
    shared = {
        code: {
            "level": entry.pop("level"),
            "says": ", ".join([entry.pop("says"), *entry]),
        }
        for code, entry in codes.items()
    }
    ours = {c: {"level": r.level.value, "says": r.says.en} for c, r in book.findings.items()}
    assert {code: ours.get(code) for code in shared} == shared
    # What goes beyond the vocabulary decides nothing by itself.
    assert {ours[code]["level"] for code in ours.keys() - shared.keys()} <= {"note"}


@pytest.mark.parametrize("code", _PARAMETERS)
def test_messages_take_the_parameters_that_checks_give(book: RuleBook, code: str) -> None:
    for text in (book.findings[code].message.zh, book.findings[code].message.en):
        assert set(re.findall(r"\{(\w+)\}", text)) == _PARAMETERS[code]


def test_only_messages_have_parameters(book: RuleBook) -> None:
    for rule in book.findings.values():
        for words in (rule.says, rule.why, rule.remedy):
            assert not re.search(r"[{}]", words.zh + words.en), rule.code


def test_every_word_is_there_in_both_languages(book: RuleBook) -> None:
    for rule in book.findings.values():
        for words in (rule.says, rule.message, rule.why, rule.remedy):
            assert re.search(r"[\u4e00-\u9fff]", words.zh), rule.code
            assert re.search(r"[a-z]{2}", words.en), rule.code


def test_no_word_accuses(book: RuleBook) -> None:
    accusing = re.compile(
        r"造假|伪造|虚假|篡改|欺诈|作弊|forge|fake|fraud|falsif|tamper", re.IGNORECASE
    )
    for rule in book.findings.values():
        assert not [w for w in _words(rule) if accusing.search(w)], rule.code
