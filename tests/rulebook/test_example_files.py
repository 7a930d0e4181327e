"""Files of examples: their faults with file and line, which are public interface."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from evidencecheck.domain.finding import Flag
from evidencecheck.rulebook import RuleError
from evidencecheck.rulebook.examples import FiledExample, load_examples

FILE = "systems/town/town.examples.yaml"
EXAMPLES = """\
date: 2026-03-31
examples:
  - indicator: town.basic.1
    case: 有执照
    documents:
      - {type: licence}
    flag: supported
  - indicator: town.1.1
    case: 三年报告
    date: 2025-03-31
    documents:
      - {type: report, holder: another, says: 碳}
    flag: missing
    findings: [Y401]
"""

# text, what it becomes, the fault as printed
BROKEN = {
    "an indicator without an example": (
        "  - indicator: town.basic.1",
        "  - indicator: town.1.1",
        "systems/town/basic.yaml:1: the indicator `town.basic.1` has no example;"
        " show in a file *.examples.yaml what fills it and what does not",
    ),
    "an indicator that is not there": (
        "  - indicator: town.basic.1",
        "  - indicator: town.basic.2",
        f"{FILE}:3: there is no indicator `town.basic.2`; did you mean `town.basic.1`?",
    ),
    "a tier of a system without tiers": (
        "    case: 有执照\n",
        "    case: 有执照\n    tier: zero\n",
        f"{FILE}:5: there is no tier `zero`",
    ),
    "a finding code that nobody defines": (
        "findings: [Y401]",
        "findings: [Y400]",
        f"{FILE}:14: there is no finding code `Y400`; did you mean `Y402`?",
    ),
    "a type that nobody defines": (
        "{type: licence}",
        "{type: license}",
        f"{FILE}:6: unknown document type `license`; did you mean `licence`?",
    ),
    "a field that nobody defines": (
        "holder: another",
        "holdr: another",
        f"{FILE}:12: unknown field `holdr`; did you mean `holder`?",
    ),
    "a value of another kind": (
        "holder: another",
        "holder: 2024",
        f"{FILE}:12: `holder` should be a text, not `2024`",
    ),
    "years that are no list": (
        "holder: another",
        "years: 2024",
        f"{FILE}:12: `years` should be a list of years, not `2024`",
    ),
    "a flag that is none": (
        "flag: supported",
        "flag: present",
        f"{FILE}:7: `flag` should be 'supported', 'missing' or 'suspicious', not `present`",
    ),
    "a key that is none": (
        "    flag: supported",
        "    flag: supported\n    finding: [E001]",
        f"{FILE}:8: unknown key `finding`; did you mean `findings`?",
    ),
    "no date": ("date: 2026-03-31\nexamples", "examples", f"{FILE}:1: `date` is missing"),
    "no examples": ("examples:", "example:", f"{FILE}:1: `examples` is missing"),
}


@pytest.fixture
def filed(rules: Path) -> Path:
    """The sound rule folder with examples of both its indicators."""
    (rules / FILE).write_text(EXAMPLES, "utf-8")
    return rules


def test_examples_know_their_place_and_date(filed: Path) -> None:
    book, examples = load_examples(filed)
    assert "town" in book.packs
    assert [(e.file, e.line, e.date) for e in examples] == [
        (f"rules/{FILE}", 3, date(2026, 3, 31)),
        (f"rules/{FILE}", 8, date(2025, 3, 31)),
    ]
    first: FiledExample = examples[0]
    assert first.system == "town"
    assert first.example.flag is Flag.SUPPORTED


@pytest.mark.parametrize("case", BROKEN)
def test_every_fault_names_its_file_and_line(filed: Path, case: str) -> None:
    old, new, printed = BROKEN[case]
    assert EXAMPLES.count(old) == 1
    (filed / FILE).write_text(EXAMPLES.replace(old, new), "utf-8")
    with pytest.raises(RuleError) as caught:
        load_examples(filed)
    assert f"rules/{printed}" in str(caught.value).splitlines()


def test_faults_of_the_rules_come_before_those_of_examples(filed: Path) -> None:
    (filed / "standards.yaml").write_text("standards: [", "utf-8")
    with pytest.raises(RuleError) as caught:
        load_examples(filed)
    assert {f.file for f in caught.value.faults} == {"rules/standards.yaml"}
