"""A small, sound folder of rules that tests break in one place each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.systems import RulePack
from evidencecheck.rulebook import RuleError, load_rulebook

SYSTEM = """\
id: town
name: 示范体系
edition: "2025"
source: {file: "009", line: 1}
sections:
  - {name: 基本要求, file: basic.yaml}
  - {name: 碳管理, weight: 100, points: 100, file: management.yaml}
"""

BASIC = """\
- id: town.basic.1
  kind: basic
  level1: 基本要求
  level2: ""
  requirement: 依法设立。
  evidence_basis: 营业执照。
  source: {file: "009", line: 2}
  slots:
    - text: 营业执照
      accepts: [licence]
"""

MANAGEMENT = """\
- id: town.1.1
  kind: scored
  level1: 碳管理
  level2: 报告
  requirement: 按标准核算。
  evidence_basis: 核算报告。
  type: 必选
  max_score: 100
  source: {file: "009", line: 3}
  slots:
    - text: 核算报告
      accepts: [report, unknown]
      years: 3
      cites:
        any: [GB/T 1]
    - text: 营业执照
      accepts: [licence]
      required: false
"""

DOCUMENT = """\
type: {name}
name: {{zh: 某, en: some}}
titles: [某]
fields:
  holder: {{labels: [名称]}}
period: years
"""

FIELDS = """\
fields:
  holder:
    kind: organisation
    labels: [企业名称]
stop_labels: [地址]
"""

STANDARDS = """\
as_of: 2026-11-01
standards:
  GB/T 1:
    title: {zh: 甲, en: A}
    editions:
      - {year: "2015", issued: 2015-11-19, in_force: 2016-06-01, ends: 2026-06-30}
      - {year: "2025"}
    confidence: sourced
"""

VOLUMES = """\
contents: [目录]
sheets: [附件]
attachments: [licence]
"""

FACTORS = """\
as_of: 2026-11-01
kinds:
  grid:
    name: {zh: 电网, en: grid}
    unit: kgCO2/kWh
    words: {zh: 排放因子, en: factor}
    right: [inventory-scope-2]
    wrong: [product-footprint]
  fuel:
    name: {zh: 燃料, en: fuel}
    unit: tCO2/t
    words: {zh: 排放因子, en: factor}
sets:
  first:
    title: {zh: 甲, en: A}
    published: 2024-04-12
    ends: 2026-01-01
    source: a table
series:
  grid.town:
    kind: grid
    subject: {zh: 镇, en: town}
    values: {first: 0.55}
    confidence: sourced
  fuel.diesel:
    kind: fuel
    subject: {zh: 柴油, en: diesel}
    values:
      first:
        value: 3.096
        upper: 3.145
        basis: {heating_value: 42.652, carbon_content: 0.0202, oxidation: 0.98}
    confidence: own knowledge
"""

FINDING = """\
  {code}:
    level: missing
    says: {{zh: 某, en: some}}
    message:
      zh: "某：{{text}}"
      en: "some: {{text}}"
    why: {{zh: 某, en: some}}
    remedy: {{zh: 某, en: some}}
    example: {{zh: 某, en: some}}
"""

PHRASES = """\
speaker: [本公司]
short_for: [以下简称]
for_others: [委托]
only_for: [仅供]
use: [使用]
own_purpose: [零碳]
no_restriction: [来样]
"""

FILES = {
    "systems/town/system.yaml": SYSTEM,
    "systems/town/basic.yaml": BASIC,
    "systems/town/management.yaml": MANAGEMENT,
    "documents/licence.yaml": DOCUMENT.format(name="licence"),
    "documents/report.yaml": DOCUMENT.format(name="report"),
    "documents/own.yaml": DOCUMENT.format(name="own") + "issuer: self\n",
    "fields.yaml": FIELDS,
    "standards.yaml": STANDARDS,
    "factors.yaml": FACTORS,
    "phrases.yaml": PHRASES,
    "volumes.yaml": VOLUMES,
    "findings.yaml": "findings:\n"
    + "".join(
        FINDING.format(code=c) for c in ("E001", "S301", "Y401", "Y402", "E004", "E005", "P504")
    ),
}

Edit = Callable[[str, str, str], None]
Faults = Callable[[], list[str]]


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A sound rule folder."""
    folder = tmp_path / "rules"
    for name, text in FILES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return folder


@pytest.fixture
def edit(rules: Path) -> Edit:
    """Replace the one place of a file where a text stands."""

    def change(name: str, old: str, new: str) -> None:
        text = (rules / name).read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        (rules / name).write_text(text.replace(old, new), "utf-8")

    return change


@pytest.fixture
def faults(rules: Path) -> Faults:
    """Load the folder, which must fail, and give what is printed, a line each."""

    def load() -> list[str]:
        with pytest.raises(RuleError) as caught:
            load_rulebook(rules)
        lines = str(caught.value).splitlines()
        assert lines == [str(f) for f in caught.value.faults]
        return lines

    return load


@pytest.fixture(scope="session")
def book() -> RuleBook:
    """The rules of this checkout."""
    return load_rulebook()


@pytest.fixture(scope="session")
def tianjin(book: RuleBook) -> RulePack:
    return book.packs["tianjin"]
