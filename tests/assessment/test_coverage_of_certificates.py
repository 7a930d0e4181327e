"""P507: a certificate whose scope or site is not the factory's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evidencecheck.assessment.premises import premises
from evidencecheck.domain.document import Document
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.submission import Applicant
from tests.assessment.conftest import FIRM, Outcome, document

Run = Callable[..., Outcome]
OTHER = "白石样品电子有限公司"
LICENCE = document("business-license", holder=FIRM, site="青河省青河市示例区工业园1号")


def certificate(**more: object) -> Document:
    known = {
        "holder": FIRM, "standards": "GB/T 19001-2016", "issue_date": "2025-01-01",
        "valid_until": "2027-12-31",
    }  # fmt: skip
    return document("management-system-certificate", **{**known, **more})


@pytest.mark.parametrize(
    "paper",
    [
        certificate(scope="通用机械的销售及售后服务"),
        certificate(scope="Design and trading of general machinery"),
        certificate(scope="通用机械的销售及售后服务（不含通用机械的制造）"),
        certificate(site="青河省远山市河西区6号"),
        certificate(scope="通用机械的制造", site="远山市河西区6号"),
    ],
)
def test_not_the_factory(run: Run, paper: Document) -> None:
    assert "P507" in run(paper, LICENCE).of_documents()


@pytest.mark.parametrize(
    ("site", "found"),
    [("青河省远山市河西区6号", True), ("青河省青河市示例区工业园1号", False), ("", False)],
)
def test_the_site_of_what_an_award_is_for(run: Run, site: str, found: bool) -> None:
    more = {"site": site} if site else {}
    paper = document("award", holder=FIRM, title="智能制造示范车间", **more)
    assert ("P507" in run(paper, LICENCE).of_documents()) is found


@pytest.mark.parametrize(
    "paper",
    [
        certificate(scope="通用机械的设计、制造和销售"),
        certificate(scope="Design and manufacture of general machinery"),
        certificate(scope="通用机械的制造和销售（不含设计）"),
        certificate(scope="资质范围内的相关管理活动"),
        # Another district of the same city, an address that names no city, one hardly legible.
        certificate(site="青河市河东区8号"),
        certificate(site="示例区工业园1号"),
        certificate(site="青河省远山市河西区6号", sure=0.8),
        # Another firm's certificate is P501.
        certificate(site="青河省远山市河西区6号", holder=OTHER),
    ],
)
def test_the_factory_or_not_to_be_told(run: Run, paper: Document) -> None:
    assert "P507" not in run(paper, LICENCE).of_documents()


def test_without_a_known_address_no_site_is_elsewhere(run: Run) -> None:
    assert "P507" not in run(certificate(site="青河省远山市河西区6号")).of_documents()


def test_the_works_as_the_applicant_states_them_tell_districts_apart(run: Run) -> None:
    paper = certificate(site="青河市河东区8号")
    assert "P507" in run(paper, address="青河市示例区工业园1号").of_documents()
    assert "P507" not in run(paper, address="青河市河东区9号").of_documents()


@pytest.mark.parametrize("of", ["product-certificate", "pollutant-discharge-permit"])
def test_the_site_of_other_papers(run: Run, of: str) -> None:
    def paper(site: str, **more: object) -> Document:
        return document(of, **{"holder": FIRM, "site": site, "valid_until": "2029-01-01", **more})

    works = "江苏省云岭市北区长安路1号"
    assert "P507" in run(paper("青河市南区某路8号"), address=works).of_documents()
    assert "P507" not in run(paper("云岭市北区长安路1号"), address=works).of_documents()
    # A supplier's, or nobody knows whose.
    for holder in ("白石样品电子有限公司", ""):
        other = paper("青河市南区某路8号", holder=holder) if holder else document(
            "product-certificate", site="青河市南区某路8号", valid_until="2029-01-01"
        )  # fmt: skip
        assert "P507" not in run(other, address=works).of_documents()


def test_works_in_another_city_than_the_registered_office(run: Run) -> None:
    licence = document("business-license", holder=FIRM, site="云岭市北区长安路1号")
    permit = document(
        "pollutant-discharge-permit",
        holder=FIRM,
        site="青河市南区某路8号",
        valid_until="2029-01-01",
    )
    assert "P507" in run(licence, permit).of_documents()
    there = [document("contract", f"{n}.pdf", text="地址：青河市南区某路8号") for n in range(4)]
    assert "P507" not in run(licence, permit, *there).of_documents()


REGISTERED = document("business-license", holder=FIRM, site="青河省青河市桥北区长安路1号")


def works(site: str, of: str = "building-certificate") -> Document:
    return document(
        of, holder=FIRM, site=site, standards="GB/T 50378-2019", issue_date="2025-01-01"
    )


def naming(place: str, files: int = 4) -> list[Document]:
    """Papers, each in a file of its own, that speak of a place."""
    return [
        document("contract", f"{place}{n}.pdf", text=f"地址：{place}某路8号") for n in range(files)
    ]


@pytest.mark.parametrize("of", ["building-certificate", "energy-conservation-review"])
def test_a_building_in_a_district_of_which_no_other_paper_tells(run: Run, of: str) -> None:
    known = naming("桥北区")
    assert "P507" in run(REGISTERED, works("青河市山南区望江路6号", of), *known).of_documents()


@pytest.mark.parametrize(
    ("site", "others"),
    [
        # Works of which several files tell.
        ("青河市山南区望江路6号", [*naming("桥北区"), *naming("山南区")]),
        # One character that was misread; the same district; an address that names none.
        ("青河市桥此区望江路6号", naming("桥北区")),
        ("青河市桥北区望江路6号", naming("桥北区")),
        ("望江路6号", naming("桥北区")),
        # Nobody else names the district of the licence either.
        ("青河市山南区望江路6号", naming("桥北区", 2)),
    ],
)
def test_a_building_of_the_factory_or_not_to_be_told(
    run: Run, site: str, others: list[Document]
) -> None:
    assert "P507" not in run(REGISTERED, works(site), *others).of_documents()


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("研发办公楼(山南区望江路6号)", True),
        ("一号厂房(桥北区长安路1号)", False),
        # No place is named.
        ("研发办公楼", False),
    ],
)
def test_a_building_whose_name_says_where_it_is(run: Run, name: str, found: bool) -> None:
    paper = document(
        "building-certificate", holder=FIRM, product=name, standards="GB/T 50378-2019",
        issue_date="2025-01-01",
    )  # fmt: skip
    addressed = [
        document("contract", f"合同{n}.pdf", text="地址：桥北区长安路1号") for n in range(4)
    ]
    assert ("P507" in run(REGISTERED, paper, *addressed).of_documents()) is found


@pytest.mark.parametrize(("road", "found"), [("长安路1号", False), ("望江路6号", True)])
def test_the_same_house_under_another_name_of_its_district(
    run: Run, road: str, found: bool
) -> None:
    licence = document("business-license", holder=FIRM, site="青河省青河市桥北区 长安路1号")
    papers = (works(f"青河市高新区 {road}"), *naming("桥北区"))
    assert ("P507" in run(licence, *papers).of_documents()) is found


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        ("远山市工业园8号分厂的计量(不含青河厂区)", True),
        ("远山市总部楼及仓储,不包括工业园1号装配车间", True),
        ("青河厂区的计量(不含远山厂区)", False),
        ("青河厂区的计量(不含食堂)", False),
    ],
)
def test_a_scope_that_leaves_out_the_factory(run: Run, scope: str, found: bool) -> None:
    paper = certificate(scope=scope, text=f"覆盖范围:{scope}")
    assert ("P507" in run(paper, LICENCE).of_documents()) is found


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        ("Trading of forgings (forging and assembly are not included)", True),
        ("Design and sale of forgings; production is excluded", True),
        ("Production of forgings (heat treatment is not included)", False),
        ("Sale of forgings, manufacturing included", False),
        ("锻件的销售（锻造、热处理不在认证范围内）", True),
        ("锻件的生产、销售（热处理除外）", False),
    ],
)
def test_what_a_scope_says_behind_that_it_leaves_it_out(run: Run, scope: str, found: bool) -> None:
    assert ("P507" in run(certificate(scope=scope, text=scope), LICENCE).of_documents()) is found


@pytest.mark.parametrize(
    ("scope", "of", "found"),
    [
        ("长安路1号行政楼（不包括两栋生产厂房）", "ghg-verification-statement", True),
        ("仅限研发中心办公楼", "ghg-verification-statement", True),
        ("Offices only, limited to the head office", "ghg-verification-statement", True),
        # With the works; with nothing left out of it; a building that is certified.
        ("长安路1号厂区，含行政楼，不包括外租库房", "ghg-verification-statement", False),
        ("行政楼、食堂", "ghg-verification-statement", False),
        ("长安路1号行政楼（不包括生产厂房）", "building-certificate", False),
    ],
)
def test_a_boundary_of_offices_alone(run: Run, scope: str, of: str, found: bool) -> None:
    paper = document(of, holder=FIRM, scope=scope, text=f"边界:{scope}")
    assert ("P507" in run(paper, LICENCE).of_documents()) is found


WORKS = "青河市示例区长安路118号"
LICENSED = document("business-license", holder=FIRM, site=WORKS)
PAPERS = [
    document("management-policy", f"{n}.docx", holder=FIRM, text=f"{WORKS}厂区") for n in range(4)
]


@pytest.mark.parametrize(
    ("of", "text", "fields", "found"),
    [
        (
            "management-system-certificate",
            f"注册地址：{WORKS}\n覆盖场所：青河市河东区砺行路9号",
            {"site": "青河市河东区砺行路9号(河东分厂)"},
            True,
        ),
        ("building-certificate", "建筑地点", {"site": "青河市河东区砺行路9号"}, True),
        (
            "ghg-verification-statement",
            "核查边界：砺行路9号河东分厂(不包括长安路118号厂区)",
            {"scope": "砺行路9号河东分厂(不包括长安路118号厂区)"},
            True,
        ),
        ("ghg-verification-statement", "核查边界", {"scope": "青河市示例区长安路118号"}, False),
        # One character misread; the works as one of several sites; no road and number.
        ("building-certificate", "建筑地点", {"site": "青河市示例区长女路118号"}, False),
        (
            "management-system-certificate",
            "场所一：砺行路9号\n场所二：长安路118号",
            {"site": "青河市示例区砺行路9号"},
            False,
        ),
        ("building-certificate", "建筑地点", {"site": "青河市示例区工业园"}, False),
    ],
)
def test_another_plant_by_its_road(
    run: Run, of: str, text: str, fields: dict[str, str], found: bool
) -> None:
    paper = document(of, text=text, holder=FIRM, **fields)
    assert ("P507" in run(paper, LICENSED, *PAPERS).of_documents()) is found
    # Nobody knows where the works are.
    if "不包括" not in text:
        assert "P507" not in run(paper, LICENSED).of_documents()


def test_a_site_in_another_province_that_names_no_city(run: Run) -> None:
    licence = document("business-license", holder=FIRM, site="天津市北区长安路1号")
    store = certificate(site="河北省临港园区六号库")
    assert "P507" in run(store, licence).of_documents()
    told = [document("management-policy", f"{n}.docx", text="河北省厂区") for n in range(4)]
    assert "P507" not in run(store, licence, *told).of_documents()
    assert "P507" not in run(certificate(site="天津市临港园区六号库"), licence).of_documents()


@pytest.mark.parametrize(
    ("title", "found"), [("供应链安全管理体系认证证书", False), ("质量管理体系认证证书", True)]
)
def test_what_is_certified_beside_production(run: Run, title: str, found: bool) -> None:
    paper = certificate(title=title, scope="原材料采购、仓储与发运的安全管理")
    assert ("P507" in run(paper, LICENCE).of_documents()) is found


@pytest.mark.parametrize(
    ("spelt", "found"),
    [
        # 听浪路 and 昕浪路 are one; nobody tells of the works there.
        (("听浪路218号", "昕浪路218号", "听浪路218号", "晰浪路218号"), True),
        (("听浪路218号", "铁犁路9号", "铁犁路9号", "铁犁路9号"), False),
    ],
)
def test_another_plant_beside_a_road_that_scans_spell_in_several_ways(
    run: Run, spelt: tuple[str, ...], found: bool
) -> None:
    licence = document("business-license", holder=FIRM, site="青河市示例区昕浪路218号")
    papers = [
        document("statistical-report", f"{n}.pdf", holder=FIRM, text=f"厂址:青河市{road}")
        for n, road in enumerate(spelt)
    ]
    other = certificate(scope="机械的制造", site="青河市示例区铁犁路9号(分厂)")
    assert ("P507" in run(licence, other, *papers).of_documents()) is found


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        ("位于远山市望塬工业园7号的钢管生产所涉及的能源管理活动(不含其他厂区)", True),
        ("位于青河市示例区工业园1号的钢管生产所涉及的能源管理活动", False),
        ("位于厂区内的钢管生产,产品供远山市", False),
    ],
)
def test_a_scope_that_says_where(run: Run, scope: str, found: bool) -> None:
    assert ("P507" in run(certificate(scope=scope), LICENCE).of_documents()) is found


ELSEWHERE = certificate(site="青河市河东区砺行路9号(河东分厂,本证书仅覆盖该场所)")


@pytest.mark.parametrize(("files", "found"), [(2, True), (1, False)])
def test_without_a_legible_licence_other_papers_say_where_the_firm_is(
    run: Run, files: int, found: bool
) -> None:
    registered = [
        document("credit-report", f"信用{n}.pdf", holder=FIRM, text=f"住所:{WORKS}")
        for n in range(files)
    ]
    papers = run(ELSEWHERE, *registered, *PAPERS)
    assert ("P507" in papers.of_documents()) is found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("本证书仅覆盖位于远山市河西区的分厂", True),
        ("本证书仅适用于青河市示例区工业园的生产", False),
        ("本证书仅适用于上述产品及场所", False),
    ],
)
def test_a_certificate_of_one_place_alone(run: Run, line: str, found: bool) -> None:
    paper = certificate(scope="机械的制造", text=line)
    assert ("P507" in run(paper, LICENCE).of_documents()) is found


@pytest.mark.parametrize(
    ("site", "found"),
    [
        ("青河省法州市桥北区长安路118号", False),
        ("青河省法州市桥北区长女路118号", False),
        # Another number, or another road, in another city.
        ("青河省法州市桥北区长安路9号", True),
        ("青河省法州市桥北区望江路118号", True),
    ],
)
def test_one_road_and_number_though_the_city_was_misread(run: Run, site: str, found: bool) -> None:
    licence = document("business-license", holder=FIRM, site="青河省沄州市桥北区长安路118号")
    assert ("P507" in run(certificate(site=site), licence).of_documents()) is found


OWN = Applicant(FIRM)


def addressed(file: str, holder: str = FIRM, text: str = f"住所:{WORKS}") -> Document:
    return document("credit-report", file, holder=holder, text=text)


@pytest.mark.parametrize(
    ("papers", "registered"),
    [
        ([LICENSED, addressed("a.pdf", text="住所:青河市河东区砺行路9号")], (WORKS,)),
        ([addressed("a.pdf"), addressed("b.pdf")], (WORKS,)),
        # One paper, or one file; another firm's; no road with a number; the licence of another.
        ([addressed("a.pdf")], ()),
        ([addressed("a.pdf"), addressed("a.pdf")], ()),
        ([addressed("a.pdf", OTHER), addressed("b.pdf", OTHER)], ()),
        ([addressed(f, text="住所:青河市示例区工业园1号") for f in ("a.pdf", "b.pdf")], ()),
        ([document("business-license", holder=OTHER, site=WORKS)], ()),
    ],
)
def test_where_a_firm_says_that_it_is(
    book: RuleBook, papers: list[Document], registered: tuple[str, ...]
) -> None:
    assert premises(papers, book.phrases, OWN).registered == registered


def test_the_roads_of_a_submission_by_the_files_that_name_them(book: RuleBook) -> None:
    papers = [
        document("contract", "a.pdf", holder=OTHER, text="地址：长安路 118号\n仓库：砺行路9号"),
        document("contract", "b.pdf", text="长安路118号厂区"),
        document("contract", "c.pdf", text="长安路厂区"),
    ]
    assert premises(papers, book.phrases, OWN).told_in == {
        "长安路118号": frozenset({"a.pdf", "b.pdf"}),
        "砺行路9号": frozenset({"a.pdf"}),
    }


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("核查场所 望江路6号库房（长安路118号生产厂区不在本次核查范围之内）", True),
        ("认证地址：望江路6号，不包括长安路118号", True),
        ("核查场所 长安路118号厂区（望江路6号库房不在核查范围内）", False),
        ("核查场所 长安路118号厂区（长安路118号外租厂房除外）", False),
        ("核查场所 望江路6号库房、长安路118号厂区", False),
    ],
)
def test_a_site_elsewhere_that_leaves_out_the_works(run: Run, line: str, found: bool) -> None:
    paper = document("ghg-verification-statement", holder=FIRM, text=line)
    assert ("P507" in run(paper, LICENSED).of_documents()) is found
