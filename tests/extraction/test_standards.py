"""Citations of standards in the spellings that occur."""

from __future__ import annotations

import unicodedata

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
        ("GB丁32150-2015", "GB/T 32150-2015"),
        ("GB-T 32150-2015", "GB/T 32150-2015"),
        ("GB∕T 32150:2015", "GB/T 32150-2015"),
        ("gb/t 32150-2015", "GB/T 32150-2015"),
        ("GB/T 32150(2015年版)", "GB/T 32150-2015"),
        ("GB/T 32150 2015年", "GB/T 32150"),
        ("GB/T 32150.2015", "GB/T 32150"),
        ("GB/T 32151. 13—2023", "GB/T 32151.13-2023"),
        ("GB12348-90", "GB 12348-1990"),
        ("GB/T 32151-13", "GB/T 32151.13"),
        ("GB500345规定", "GB 500345"),
        # The dash of a part was not read.
        ("ISO 140642:2019", "ISO 14064-2:2019"),
        ("ISO 14064:2018", "ISO 14064:2018"),
        ("lSO 14064-1 (2018)", "ISO 14064-1:2018"),
        ("ISO14064-1—2018", "ISO 14064-1:2018"),
        ("ISO TS 14067:2013", "ISO/TS 14067:2013"),
        ("IS0/IEC 17029:2019", "ISO/IEC 17029:2019"),
        ("BS EN ISO 14001:2015", "ISO 14001:2015"),
        ("in accordance withISO 14064-3:2019", "ISO 14064-3:2019"),
        ("T/CECA—G 0171：2022", "T/CECA-G 0171-2022"),
        ("T/CECA G 0171-2022", "T/CECAG 0171-2022"),
        ("T/CIECCPA030—2023", "T/CIECCPA 030-2023"),
        ("HJ2.4-2021", "HJ 2.4-2021"),
        ("HJ/T 397—2007", "HJ/T 397-2007"),
        ("JJG 596-2012", "JJG 596-2012"),
        ("JJF 1356.1-2012", "JJF 1356.1-2012"),
        ("CNAS-CV02：2021", "CNAS-CV02:2021"),
        ("ＧＢ／Ｔ　３２１５０－２０１５", "GB/T 32150-2015"),
    ],
)
def test_one_citation(printed: str, canonical: str) -> None:
    [found] = find_standards(unicodedata.normalize("NFKC", printed))
    assert found.ref.canonical == canonical


@pytest.mark.parametrize("dash", "-‐‑‒–—―⁃−─━ー－﹣﹘~")
def test_every_dash_is_a_hyphen(dash: str) -> None:
    printed = unicodedata.normalize("NFKC", f"ISO 14064{dash}1{dash}2018 GB/T 32150 {dash} 2015")
    assert [s.ref.canonical for s in find_standards(printed)] == [
        "ISO 14064-1:2018", "GB/T 32150-2015",
    ]  # fmt: skip


@pytest.mark.parametrize("printed", ["ISO 14064一1:2018", "ISO 14064一般规定"])
def test_the_numeral_one_is_no_dash(printed: str) -> None:
    assert [s.ref.canonical for s in find_standards(printed)] == ["ISO 14064"]


def test_a_citation_stands_where_it_is_printed() -> None:
    printed = "按照GB∕T 24040—2008、24044—2008和ISO 14064-1/3,核查"
    found = find_standards(printed)
    assert [printed[s.start : s.end] for s in found] == [
        "GB∕T 24040—2008", "24044—2008", "ISO 14064-1", "3",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "canonicals"),
    [
        ("GB/T 24040、24044", ["GB/T 24040", "GB/T 24044"]),
        ("ISO 14040/14044", ["ISO 14040", "ISO 14044"]),
        ("GB/T 45001-2020 idt ISO 45001:2018", ["GB/T 45001-2020", "ISO 45001:2018"]),
        ("GB/T19001-2016/ISO9001:2015", ["GB/T 19001-2016", "ISO 9001:2015"]),
        ("GB/T19001-2016idtISO9001:2015", ["GB/T 19001-2016", "ISO 9001:2015"]),
        ("GB/T19001-2016IDTIS09001:2015", ["GB/T 19001-2016", "ISO 9001:2015"]),
        ("ISO 14040:2006/14044:2006", ["ISO 14040:2006", "ISO 14044:2006"]),
        ("ISO 14040/14044, 2006", ["ISO 14040", "ISO 14044"]),
        ("ISO 14040/44", ["ISO 14040", "ISO 14044"]),
        ("ISO 14040–44:2006", ["ISO 14040", "ISO 14044:2006"]),
        ("ISO 14040 and 14044.", ["ISO 14040", "ISO 14044"]),
        ("GB/T 24040,24044或24067-2024", ["GB/T 24040", "GB/T 24044", "GB/T 24067-2024"]),
        ("ISO 9001、14001、45001认证", ["ISO 9001", "ISO 14001", "ISO 45001"]),
        ("ISO 14064-1/2/3", ["ISO 14064-1", "ISO 14064-2", "ISO 14064-3"]),
        ("ISO 14064-1、2、3", ["ISO 14064-1", "ISO 14064-2", "ISO 14064-3"]),
        ("ISO 14064-1:2018、-3:2019", ["ISO 14064-1:2018", "ISO 14064-3:2019"]),
        ("GHG Protocol、ISO 14064-1", ["GHG Protocol", "ISO 14064-1"]),
    ],
)
def test_several_citations(printed: str, canonicals: list[str]) -> None:
    assert [s.ref.canonical for s in find_standards(printed)] == canonicals


@pytest.mark.parametrize(
    "printed",
    [
        "ISO 14064-1、2024年",
        "ISO 14064-1、2、组织边界",
        "ISO 14064-1和3个场所",
        "ISO 14064-1、2类",
        "ISO 14064-1和5000吨",
        "ISO 14064-1, 2018",
        "ISO 14064-1,1234.5 kWh",
        "ISO 14064-1、3484 kWh",
        "ISO 14064-1,12,345",
    ],
)
def test_a_number_behind_a_citation_is_not_always_one(printed: str) -> None:
    assert [s.ref.canonical for s in find_standards(printed)] == ["ISO 14064-1"]


@pytest.mark.parametrize("printed", ["CNAS C034-M", "CNAS-CL01-G001:2018", "GB 123456789"])
def test_numbers_of_another_kind_are_no_citation(printed: str) -> None:
    assert find_standards(printed) == []


@pytest.mark.parametrize(
    "printed",
    ["MC2025-HJ-1203", "QQ(2026)HJ-0562", "No. 14064", "一、总则", "2024-05-06", "ISO认证", "GB 1"],
)
def test_what_is_no_citation(printed: str) -> None:
    assert find_standards(printed) == []


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("不动产单元号 320199 004012 GB00027 F00010001", []),
        ("GB 00027", []),
        ("T/CAGP 0001-2016", ["T/CAGP 0001-2016"]),
        ("GB 17167-2006", ["GB 17167-2006"]),
    ],
)
def test_the_number_of_a_plot_of_land_is_no_standard(printed: str, found: list[str]) -> None:
    assert [s.ref.canonical for s in find_standards(printed)] == found
