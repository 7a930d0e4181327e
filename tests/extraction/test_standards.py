"""Citations of standards in the spellings that occur."""

from __future__ import annotations

import pytest

from evidencecheck.extraction.entities.standards import find_standards


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("GB/T 32150-2015", "GB/T 32150-2015"),
        ("GBT32150-2015", "GB/T 32150-2015"),
        ("GB/丁24067", "GB/T 24067"),
        ("GB17167", "GB 17167"),
        ("GB/T 18916.57-2021", "GB/T 18916.57-2021"),
        ("ISO 14064—1", "ISO 14064-1"),
        ("ISO 14064- 1", "ISO 14064-1"),
        ("ISO 14064-1:2018", "ISO 14064-1:2018"),
        ("ISO14064-1-2018", "ISO 14064-1:2018"),
        ("1S09001:2015", "ISO 9001:2015"),
        ("0HSAS18001:2007", "OHSAS 18001:2007"),
        ("EN ISO 14064-1:2019", "ISO 14064-1:2019"),
        ("ISO/TS 14067:2013", "ISO/TS 14067:2013"),
        ("PAS2050:2011", "PAS 2050:2011"),
        ("T/CECA-G0171-2022", "T/CECA-G 0171-2022"),
        ("IEC 62321-7-2:2017", "IEC 62321-7-2:2017"),
        ("IATF 16949:2016", "IATF 16949:2016"),
        ("GHG Protocol", "GHG Protocol"),
    ],
)
def test_one_citation(printed: str, canonical: str) -> None:
    [found] = find_standards(printed)
    assert found.ref.canonical == canonical


@pytest.mark.parametrize(
    ("printed", "canonicals"),
    [
        ("GB/T 24040、24044", ["GB/T 24040", "GB/T 24044"]),
        ("ISO 14040/14044", ["ISO 14040", "ISO 14044"]),
        ("GB/T 45001-2020 idt ISO 45001:2018", ["GB/T 45001-2020", "ISO 45001:2018"]),
        ("GB/T19001-2016/ISO9001:2015", ["GB/T 19001-2016", "ISO 9001:2015"]),
    ],
)
def test_several_citations(printed: str, canonicals: list[str]) -> None:
    assert [s.ref.canonical for s in find_standards(printed)] == canonicals


@pytest.mark.parametrize("printed", ["No. 14064", "一、总则", "2024-05-06", "ISO认证", "GB 1"])
def test_what_is_no_citation(printed: str) -> None:
    assert find_standards(printed) == []
