"""The forms and lists that the sources print are in the packs, whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from evidencecheck.domain.rules import RuleBook
from tests.rulebook.printed import read, squeezed

_BOX = re.compile(r"\d|…|20年月日")
"""Numbers of empty rows, and a date to fill in."""

FORMS = {
    # First and last line, and what is there besides entries and their headings.
    "wuxi": ((495, 634), {"无锡市工业和信息化局制"}),
    "tianjin": ((516, 631), set()),
    "ningbo": (
        (3, 562),
        {
            "宁波市“零碳（近零碳）工厂”",
            "宁波市数字经济局",
            "宁波市经济和信息化局制",
            "年月日",
            "二、“零碳（近零碳）工厂”自评表",
            "“零碳（近零碳）工厂”自评报告",
        },
    ),
}
"""The applicant's form: annex 2 of wuxi and tianjin, annex 1 of ningbo."""

_TABLE = {"ningbo": (56, 428)}
"""Lines of the table of indicators in the middle of the form."""


@pytest.mark.parametrize("name", sorted(FORMS))
def test_every_line_of_the_form_is_an_entry_or_a_heading(
    name: str, book: RuleBook, seeds: Path
) -> None:
    (first, last), others = FORMS[name]
    pack = book.packs[name]
    lines = read(seeds, pack.source.file).lines
    carried = "".join(squeezed(m.number + m.text) for m in pack.application_form)
    table = _TABLE.get(name, (0, 0))
    left = [
        (n, line)
        for n, line in enumerate(lines[first : last + 1], first)
        if line and not _BOX.fullmatch(line) and not table[0] <= n <= table[1]
        if line.rstrip("：:") not in carried and line not in others
    ]
    assert not left


def test_forms_stand_where_the_source_prints_them(book: RuleBook) -> None:
    """Binhai prints no form and no list; the forms that Jiangsu names are not in its source."""
    having = {p.id for p in book.packs.values() if p.application_form}
    assert having == set(FORMS)
    assert {p.id: len(p.materials) for p in book.packs.values() if p.materials} == {
        "wuxi": 27,
        "jiangsu": 15,
        "tianjin": 3,
        "ningbo": 11,
    }


@pytest.mark.parametrize("name", sorted(FORMS))
def test_entries_follow_the_form(name: str, book: RuleBook) -> None:
    lines = [m.source.line for m in book.packs[name].application_form]
    assert lines == sorted(lines)
