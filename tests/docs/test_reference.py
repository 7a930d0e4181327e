"""The generated pages are those that the rules and their models give."""

from __future__ import annotations

import inspect

import pytest
from docs.reference import HERE, PAGES

from evidencecheck.domain import examples, factors, rules, systems
from evidencecheck.domain.rule import Rule
from evidencecheck.rulebook import load_rulebook


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_up_to_date(name: str) -> None:
    made = PAGES[name]()
    assert (HERE / name).read_text(encoding="utf-8") == made, f"{name} is old: run `make docs`"


def test_every_model_of_a_rule_file_has_its_table() -> None:
    page = (HERE / "rules.md").read_text(encoding="utf-8")
    models = [
        model
        for module in (rules, systems, examples, factors)
        for _, model in inspect.getmembers(module, inspect.isclass)
        if issubclass(model, Rule) and model not in {Rule, rules.RuleBook}
    ]
    assert len(models) > 20
    without = [m.__name__ for m in models if f"\n### {m.__name__}\n" not in page]
    assert without == [], "add a chapter for the file to docs/reference.py"


def test_the_rules_page_tells_type_default_and_meaning() -> None:
    page = (HERE / "rules.md").read_text(encoding="utf-8")
    assert (
        "| `years` | whole number, at least 0 | `0` | Number of full calendar years before the "
        "assessment date that must be covered; 0: none. |" in page
    )
    assert "| `accepts` | list of text, 1 or more | *required* | Document types" in page
    assert "| `required` | true or false | `true` | False: shown" in page


def test_every_code_has_its_words_in_both_languages() -> None:
    page = (HERE / "finding-codes.md").read_text(encoding="utf-8")
    for code, rule in load_rulebook(HERE.parent / "rules").findings.items():
        section = page.split(f"\n## {code}\n")[1].split("\n## ")[0]
        for words in (rule.says, rule.message, rule.why, rule.remedy):
            assert " ".join(words.zh.split()) in section
            assert " ".join(words.en.split()) in section


def test_each_table_stands_in_the_chapter_of_its_file() -> None:
    chapters = (HERE / "rules.md").read_text(encoding="utf-8").split("\n## ")
    heads = {c.splitlines()[0]: c for c in chapters}
    assert "### Slot" in heads["rules/systems/ID/SECTION.yaml"]
    assert "`indicators` | list of [Indicator]" not in heads["rules/systems/ID/system.yaml"]
    assert "### FieldRule" in heads["rules/documents/TYPE.yaml"]
    assert "### Edition" in heads["rules/standards.yaml"]
    assert "### FactorSeries" in heads["rules/factors.yaml"]


def test_the_rules_page_tells_the_short_form_and_the_limits_of_a_value() -> None:
    page = (HERE / "rules.md").read_text(encoding="utf-8")
    assert "| `values` | mapping of text to [Factor](#factor) (or a single number)" in page
    assert "| `oxidation` | number, more than 0, at most 1 |" in page
