"""S304, C603, C604: what a certificate says it is, in all the places that say it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.document import Document, PageMark
from evidencecheck.domain.page import Mark, MarkKind, Origin
from tests.assessment.conftest import BOX, CODE, FIRM, Outcome, document

Run = Callable[..., Outcome]
OTHER, OTHERS_CODE = "白石样品电子有限公司", "91130200699229617X"
QUALITY, ENVIRONMENT = "GB/T 19001-2016", "GB/T 24001-2016"


def certificate(file: str = "a.pdf", **more: object) -> Document:
    known = {
        "holder": FIRM, "standards": QUALITY, "issue_date": "2025-01-01",
        "valid_until": "2027-12-31",
    }  # fmt: skip
    return document("management-system-certificate", file, **{**known, **more})


# ------------------------------------------------------------------ S304


@pytest.mark.parametrize(
    "paper",
    [
        certificate(title="质量管理体系认证证书", standards=ENVIRONMENT),
        certificate(title="测量管理體系认证证书", standards="GB/T 23331-2020"),
        certificate(title="Environmental Management System Certificate", standards="ISO 9001:2015"),
        certificate(title="认证证书", certificate_number="00125Q30211R0M", standards=ENVIRONMENT),
        certificate(title="认证证书", certificate_number="016 25 En 1234 R1L", standards=QUALITY),
    ],
)
def test_a_standard_that_does_not_fit(run: Run, paper: Document) -> None:
    assert "S304" in run(paper).of_documents()


@pytest.mark.parametrize(
    "paper",
    [
        certificate(title="质量管理体系认证证书"),
        certificate(title="质量管理体系认证证书", standards="IATF 16949:2016"),
        certificate(title="质量、环境管理体系认证证书", standards=ENVIRONMENT),
        certificate(title="认证证书", certificate_number="00125Q30211R0M"),
        # Numbers of other bodies have forms of their own.
        certificate(title="认证证书", certificate_number="CN25/E12345", standards=QUALITY),
        # A standard of no family that is known here says nothing.
        certificate(title="质量管理体系认证证书", standards="GB/T 50430-2017"),
        certificate(
            title="认证证书", certificate_number="00125Q30211R0M", standards=ENVIRONMENT, sure=0.8
        ),
    ],
)  # fmt: skip
def test_a_standard_that_fits_or_says_nothing(run: Run, paper: Document) -> None:
    assert "S304" not in run(paper).of_documents()


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Energy Management System", True),
        ("Energy Management System 能源管理体系认证证书", True),
        ("能源管理体系认证证书 / Energy Management System", True),
        ("Environmental Management System", False),
        ("Environmental Management System 环境管理体系认证证书", False),
        ("our services in energy management and in the management of the environment", False),
    ],
)
def test_the_system_in_a_line_of_its_own(run: Run, line: str, found: bool) -> None:
    paper = certificate(title="Certificate", text=line, standards="ISO 14001:2015")
    assert ("S304" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("standards", "found"),
    [
        ("ISO 50001:2018", True),
        ("GB/T 24001-2016", True),
        ("ISO 14067:2018", False),
        # Data of the management system beside the method.
        ("ISO 14067:2018, ISO 50001:2018", False),
        # The verification of what was quantified.
        ("ISO 14064-3:2019", False),
    ],
)
def test_a_management_standard_on_a_footprint(run: Run, standards: str, found: bool) -> None:
    paper = document(
        "product-carbon-footprint-certificate", title="产品碳足迹证书", holder=FIRM,
        standards=standards, issue_date="2025-01-01",
    )  # fmt: skip
    assert ("S304" in run(paper).of_documents()) is found


# ------------------------------------------------------------------ C603

NUMBER = "00125Q30211R0M"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ({}, {"holder": OTHER}),
        ({}, {"standards": ENVIRONMENT}),
    ],
)
def test_one_number_on_two_certificates(
    run: Run, one: dict[str, object], two: dict[str, object]
) -> None:
    outcome = run(
        certificate("a.pdf", certificate_number=NUMBER, **one),
        certificate("b.pdf", certificate_number="00125 Q 30211 R0M", **two),
    )
    assert "C603" in outcome.of_documents()
    found = [f for d in outcome.report.documents for f in d.findings if f.code == "C603"]
    assert {c.file for c in found[0].citations} == {"a.pdf", "b.pdf"}


def test_one_number_on_certificates_of_two_products(run: Run) -> None:
    def product(file: str, name: str) -> Document:
        return document(
            "product-certificate", file, holder=FIRM, certificate_number="CQC2570112345678",
            product=name, issue_date="2025-01-01", valid_until="2027-01-01",
        )  # fmt: skip

    assert (
        "C603"
        in run(product("a.pdf", "三相异步电动机"), product("b.pdf", "离心式水泵")).of_documents()
    )
    # What stands in brackets is alike by chance.
    papers = product("a.pdf", "三相异步电动机（R3级）"), product("b.pdf", "离心式水泵（R3级）")
    assert "C603" in run(*papers).of_documents()
    same = product("b.pdf", "三相异步电动机（YE4系列）")
    assert "C603" not in run(product("a.pdf", "三相异步电动机"), same).of_documents()


@pytest.mark.parametrize(
    ("one", "two", "found"),
    [
        ("GB 15763.2-2005", "GB 15763.3-2009", True),
        ("GB 15763.2-2005", "GB 15763.2-2005", False),
    ],
)
def test_one_number_on_certificates_to_two_standards(
    run: Run, one: str, two: str, found: bool
) -> None:
    glass = ("a.pdf", "建筑用钢化玻璃", one), ("b.pdf", "建筑用夹层玻璃", two)
    papers = [
        document(
            "product-certificate", file, holder=FIRM, certificate_number="2026139902000714",
            product=name, standards=standard, issue_date="2025-01-01", valid_until="2027-01-01",
        )
        for file, name, standard in glass
    ]  # fmt: skip
    assert ("C603" in run(*papers).of_documents()) is found


@pytest.mark.parametrize(
    ("one", "two", "text", "found"),
    [
        ("电饭煲 RB-30A", "电饭煲 RB-50C", "", True),
        ("电饭煲 RB-30A", "智能电饭煲 RB-30A", "", False),
        # Several models on one certificate.
        ("电饭煲 RB-30A", "电饭煲 RB-50C", "覆盖型号：RB-30A、RB-50C", False),
        ("电饭煲 RB-30A", "电饭煲", "", False),
    ],
)
def test_one_number_on_certificates_of_two_models(
    run: Run, one: str, two: str, text: str, found: bool
) -> None:
    papers = [
        document(
            "product-carbon-footprint-certificate", file, holder=FIRM, product=product, text=text,
            certificate_number="PCF-2025-00017", issue_date="2025-01-01",
        )
        for file, product in (("a.pdf", one), ("b.pdf", two))
    ]  # fmt: skip
    assert ("C603" in run(*papers).of_documents()) is found


@pytest.mark.parametrize(
    "two",
    [
        # A copy, its English page, a renewal of a body that keeps its numbers, the number of many.
        {},
        {"holder": "Qinghe Shili Machinery Co., Ltd.", "languages": ("en",)},
        {"issue_date": "2022-01-01", "valid_until": "2024-12-31"},
        {"holder": OTHER, "certificate_number": "2025-01"},
        {"holder": OTHER, "sure": 0.7},
    ],
)
def test_one_number_for_one_certificate(run: Run, two: dict[str, object]) -> None:
    first = certificate("a.pdf", certificate_number=two.get("certificate_number", NUMBER))
    second = certificate("b.pdf", **{"certificate_number": NUMBER, **two})
    assert "C603" not in run(first, second).of_documents()


def test_one_number_from_two_bodies(run: Run) -> None:
    def product(file: str, issuer: str, day: str) -> Document:
        return document(
            "product-certificate", file, holder=FIRM, issuer=issuer, issue_date=day,
            certificate_number="JN25-0917-036", valid_until="2028-01-01",
        )  # fmt: skip

    first = product("a.pdf", "苍原节能认证中心有限公司", "2025-03-14")
    assert "C603" in run(first, product("b.pdf", "海岬检验集团", "2025-09-26")).of_documents()
    # Of a copy only one of them would be read otherwise.
    for issuer, day in (("苍原节能认证中心有限公司", "2025-09-26"), ("海岬检验集团", "2025-03-14")):
        assert "C603" not in run(first, product("b.pdf", issuer, day)).of_documents()


def test_one_number_on_certificates_of_two_kinds(run: Run) -> None:
    def paper(of: str, issuer: str) -> Document:
        day = "2024-05-06" if of == "product-certificate" else "2025-05-06"
        return document(
            of, holder=FIRM, issuer=issuer, issue_date=day, certificate_number="CQC25701384211",
            valid_until="2027-05-05",
        )  # fmt: skip

    product = paper("product-certificate", "北源认证中心")
    other = paper("product-carbon-footprint-certificate", "海岬检验集团")
    assert "C603" in run(product, other).of_documents()
    same = paper("product-carbon-footprint-certificate", "北源认证中心")
    assert "C603" not in run(product, same).of_documents()
    assert "C603" not in run(product, paper("test-report", "海岬检验集团")).of_documents()


@pytest.mark.parametrize(
    ("year", "scope2", "level", "found"),
    [
        (2024, 3054.33, "reasonable", True),
        # Of one year, with one amount, and of one engagement.
        (2025, 3054.33, "reasonable", False),
        (2024, 2636.02, "reasonable", False),
        (2024, 3054.33, "limited", False),
    ],
)
def test_one_number_on_statements_of_two_levels(
    run: Run, year: int, scope2: float, level: str, found: bool
) -> None:
    def statement(of: int, first: float, second: float, level: str) -> Document:
        return document(
            "ghg-verification-statement", f"{of}-{second}.pdf", holder=FIRM, years=(of,),
            issuer="海岬检验集团", certificate_number="HJ-VS-2025-0417",
            emissions_scope1=first, emissions_scope2=second, assurance_level=level,
        )  # fmt: skip

    papers = statement(2025, 376.22, 2636.02, "limited"), statement(year, 400.32, scope2, level)
    assert ("C603" in run(*papers).of_documents()) is found


# ------------------------------------------------------------------ C604


@pytest.mark.parametrize(
    "paper",
    [
        certificate(certificate_number=NUMBER, codes=("https://cx.example/c?no=00125Q30219R0M",)),
        certificate(holder_credit_code=CODE, codes=(f"证书持有人:{OTHERS_CODE}",)),
        certificate(certificate_number=NUMBER, codes=("https://cx.example/q?c=00124Q20719R3S",)),
        # Another of the same series behind an address, with or without the sign of its place.
        certificate(
            certificate_number="津ZJTX-2024-00865", codes=("https://x.example/c?n=ZJTX-2024-00358",)
        ),
        certificate(
            certificate_number="ABC-2025-000417", codes=("https://cx.example/ABC-2025-000411",)
        ),
        certificate(
            certificate_number="LSZ-CFP-26-00713",
            codes=("https://cx.example/c?no=LSZ-CFP-25-00492&c=NB",),
        ),
        # The number of another product of the same class.
        certificate(
            certificate_number="2024011001687352", codes=("CCC-2023011001540026-20230519",)
        ),
        # Seven figures behind the letters.
        certificate(
            certificate_number="GP-HY-2500871", codes=("https://cx.example/p/GP-HY-2400598",)
        ),
        certificate(
            certificate_number="GL20250312A000418801—GL20250312A000419800",
            codes=("GL20250710C000077301-GL20250710C000078300",),
        ),
    ],
)
def test_a_code_that_says_something_else(run: Run, paper: Document) -> None:
    assert "C604" in run(paper).of_documents()


@pytest.mark.parametrize(
    "paper",
    [
        certificate(certificate_number=NUMBER, codes=(f"https://cx.example/c?no={NUMBER}",)),
        certificate(certificate_number=NUMBER, codes=("https://cx.example/x/8f3a9c21d47e",)),
        certificate(
            certificate_number="津ZJTX-2024-00865", codes=("https://x.example/c?n=ZJTX-2024-00865",)
        ),
        certificate(
            certificate_number="GP-HY-2500871", codes=("https://cx.example/p/GP-HY-2500871",)
        ),
        # Too short to be of one series; other letters.
        certificate(certificate_number="GP-HY-25008", codes=("https://cx.example/p/GP-HY-31479",)),
        certificate(
            certificate_number="GP-HY-2500871", codes=("https://cx.example/p/ZX-KM-2400598",)
        ),
        certificate(holder_credit_code=CODE, codes=(f"https://gsxt.example/{CODE}",)),
        # The code of the body that issued it, printed on it too.
        certificate(
            holder_credit_code=CODE, codes=(OTHERS_CODE,), text=f"认证机构代码 {OTHERS_CODE}"
        ),
        certificate(certificate_number=NUMBER, codes=("00125Q30219R0M",), sure=0.7),
        # A letter that a recogniser takes for a digit.
        certificate(
            certificate_number="ABC-2025-O00417",
            origin=Origin.OCR,
            codes=("https://cx.example/ABC-2025-000417",),
        ),
    ],
)
def test_a_code_that_agrees_or_says_nothing(run: Run, paper: Document) -> None:
    assert "C604" not in run(paper).of_documents()


@pytest.mark.parametrize(
    ("coded", "text", "found"),
    [
        ({"certificate_count": ("350tCO2e", 350)}, "", True),
        ({"certificate_count": ("1350个", 1350)}, "", False),
        # The share of one batch, which the print tells as well.
        ({"certificate_count": ("350", 350)}, "其中第二批350", False),
        ({"issue_date": ("2026-03-28", "2026-03-28")}, "", True),
        ({"issue_date": ("2026-03-27", "2026-03-27")}, "", False),
        ({"holder": (OTHER, OTHER)}, "", True),
        ({"holder": ("Qinghe Sample Co., Ltd.", "Qinghe Sample Co., Ltd.")}, "", False),
        # What the print does not state is not contradicted.
        ({"valid_until": ("2027-01-01", "2027-01-01")}, "", False),
    ],
)
def test_a_code_that_states_another_value(
    run: Run, coded: dict[str, tuple[str, str | int]], text: str, found: bool
) -> None:
    paper = document(
        "carbon-credit-record",
        holder=FIRM,
        issue_date="2026-03-27",
        certificate_count=1350,
        coded=coded,
        text=text,
    )
    assert ("C604" in run(paper).of_documents()) is found


def test_a_day_of_a_code_that_differs_in_one_misread_figure(run: Run) -> None:
    paper = document(
        "carbon-credit-record",
        holder=FIRM,
        issue_date="2026-03-27",
        origin=Origin.OCR,
        coded={"issue_date": ("2026-03-21", "2026-03-21")},
    )
    assert "C604" not in run(paper).of_documents()


@pytest.mark.parametrize(
    ("mine", "theirs", "found"),
    [
        ("规格型号：YZ-E700", "规格型号：YZ-C26", True),
        ("产品型号 YZ-E700", "型号：YZ-E700", False),
        # A list of models of which the other is one; a number that is no model of the product.
        ("规格型号：YZ-E700", "型号：YZ-C26、YZ-E700", False),
        ("规格型号：YZ-E700", "检测仪器 XYI-40", False),
    ],
)
def test_one_number_on_certificates_of_models_told_by_a_label(
    run: Run, mine: str, theirs: str, found: bool
) -> None:
    papers = [
        document(
            "product-carbon-footprint-certificate",
            f"{n}.pdf",
            text=text,
            holder=FIRM,
            certificate_number="QH-CFP-2026-00614",
            product=product,
            issue_date="2026-01-01",
        )
        for n, (text, product) in enumerate(((mine, "电助力自行车"), (theirs, "自行车")))
    ]
    assert ("C603" in run(*papers).of_documents()) is found


@pytest.mark.parametrize(
    ("kind", "found"), [("green-power-record", True), ("management-policy", False)]
)
def test_the_code_of_a_voucher(run: Run, kind: str, found: bool) -> None:
    paper = document(
        kind, holder=FIRM, certificate_number="BA-XF-2026-000519",
        codes=("凭证编号:BA-XF-2026-000915;用户:某公司",),
    )  # fmt: skip
    assert ("C604" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("number", "origin", "found"),
    [
        ("CNJI-D-20260408113", Origin.OCR, True),
        ("CNJI-D-20260408113", Origin.TEXT_LAYER, False),
        ("CNJK-D-20260408113", Origin.OCR, False),
    ],
)
def test_one_number_that_was_misread(run: Run, number: str, origin: Origin, found: bool) -> None:
    def tested(file: str, number: str, product: str, origin: Origin) -> Document:
        return document(
            "calibration-certificate", file, origin=origin, holder=FIRM, product=product,
            certificate_number=number, issue_date="2026-01-01", valid_until="2027-01-01",
        )  # fmt: skip

    one = tested("a.pdf", "CNJL-D-20260408113", "三相电能表", Origin.TEXT_LAYER)
    two = tested("b.pdf", number, "气体涡轮流量计", origin)
    assert ("C603" in run(one, two).of_documents()) is found


@pytest.mark.parametrize(
    ("title", "standard", "found"),
    [
        ("测量管理体系认证证书", "GB/T 23331-2020", True),
        ("测量管理体系认证证书", "GB/T 19022-2003", False),
        ("知识产权管理体系认证证书", "GB/T 19001-2016", True),
        ("知识产权合规管理体系认证证书", "GB/T 29490-2023", False),
    ],
)
def test_the_standard_of_a_rarer_system(run: Run, title: str, standard: str, found: bool) -> None:
    paper = certificate(title=title, standards=standard)
    assert ("S304" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("work", "issued", "found"),
    [
        ("2026-09-08", "2026-09-16", True),
        # Issued anew on the same work; a copy.
        ("2026-05-20", "2026-09-16", False),
        ("2026-05-20", "2026-05-28", False),
    ],
)
def test_one_number_on_two_reports(run: Run, work: str, issued: str, found: bool) -> None:
    def tested(file: str, work: str, issued: str) -> Document:
        return document(
            "test-report", file, holder=FIRM, certificate_number="CJ26052030",
            work_date=work, issue_date=issued,
        )  # fmt: skip

    outcome = run(tested("a.pdf", "2026-05-20", "2026-05-28"), tested("b.pdf", work, issued))
    assert ("C603" in outcome.of_documents()) is found


@pytest.mark.parametrize(
    ("payload", "found"),
    [
        ("报告编号:FLXY2026091200415;某公司;2024-09-12", True),
        ("报告编号:FLXY2026091200415;某公司;2026-09-12", False),
        # Of two days neither is plainly that of the print; a code without the number.
        ("报告编号:FLXY2026091200415;2024-09-12;2026-09-12", False),
        ("2024-09-12", False),
    ],
)
def test_the_day_in_a_code(run: Run, payload: str, found: bool) -> None:
    paper = document(
        "credit-report", text="查询时间：2026-09-12 10:05:41", holder=FIRM,
        certificate_number="FLXY2026091200415", issue_date="2026-09-12", codes=(payload,),
    )  # fmt: skip
    assert ("C604" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("kind", "title", "standard", "found"),
    [
        ("product-carbon-footprint-certificate", "产品碳足迹证书", "GB/T 32150-2015", True),
        ("product-carbon-footprint-certificate", "产品碳足迹证书", "ISO 14067:2018", False),
        ("ghg-verification-statement", "温室气体核查声明", "ISO 14067:2018", True),
        ("ghg-verification-statement", "温室气体核查声明", "ISO 14064-1:2018", False),
    ],
)
def test_the_standard_of_a_quantification(
    run: Run, kind: str, title: str, standard: str, found: bool
) -> None:
    paper = document(kind, title=title, holder=FIRM, standards=standard)
    assert ("S304" in run(paper).of_documents()) is found


@pytest.mark.parametrize(("pack", "found"), [("wuxi", False), ("tianjin", True)])
def test_a_standard_that_the_system_itself_asks_for(run: Run, pack: str, found: bool) -> None:
    paper = document(
        "product-carbon-footprint-certificate", title="产品碳足迹证书", holder=FIRM,
        standards="GB/T 32150-2015",
    )  # fmt: skip
    assert ("S304" in run(paper, pack=pack).of_documents()) is found


@pytest.mark.parametrize(("other", "found"), [("T2206158", True), ("T2206131", False), ("", False)])
def test_one_number_for_two_things(run: Run, other: str, found: bool) -> None:
    def checked(file: str, thing: str, day: str) -> Document:
        text = f"器具名称:气体涡轮流量计\n出厂编号: {thing}" if thing else "器具名称"
        return document(
            "calibration-certificate", file, holder=FIRM, product="气体涡轮流量计", text=text,
            certificate_number="XH-LL-202603-0117", issue_date=day, valid_until="2028-03-18",
        )  # fmt: skip

    papers = checked("a.pdf", "T2206131", "2026-03-19"), checked("b.pdf", other, "2026-03-19")
    assert ("C603" in run(*papers).of_documents()) is found


@pytest.mark.parametrize(
    ("code", "found"),
    [("DYJC-2025-0417/某制笔厂", True), ("DYJC-2026-0471/某制笔厂", False)],
)
def test_a_number_before_a_stroke_in_a_code(run: Run, code: str, found: bool) -> None:
    paper = document("test-report", holder=FIRM, certificate_number="DYJC-2026-0471", codes=(code,))
    assert ("C604" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("other", "sure", "found"),
    [
        ("T2206243", 0.91, True),
        # One character of what was hardly legible may be misread.
        ("T2206137", 0.91, False),
        ("T2206137", 0.95, True),
    ],
)
def test_the_number_of_a_thing_that_was_hardly_legible(
    run: Run, other: str, sure: float, found: bool
) -> None:
    def checked(file: str, thing: str) -> Document:
        made = document(
            "calibration-certificate", file, holder=FIRM, product="三相电能表",
            text=f"器具名称:三相电能表\n出厂编号: {thing}", certificate_number="XH-DN-202403-1180",
            issue_date="2024-03-19", valid_until="2030-03-18",
        )  # fmt: skip
        return replace(made, lines=tuple(replace(x, confidence=sure) for x in made.lines))

    papers = checked("a.pdf", "T2206131"), checked("b.pdf", other)
    assert ("C603" in run(*papers).of_documents()) is found


@pytest.mark.parametrize(
    ("printed", "name", "raw", "said", "found"),
    [
        ({"certificate_count": 1500}, "certificate_count", "500", 500, True),
        # A comma that was read for a point.
        ({"certificate_count": 1.574}, "certificate_count", "1574", 1574, False),
        ({"period_start": "2025-07-01"}, "period_start", "202502", "2025-02-01", True),
        (
            {"period_start": "2025-01-01", "period_end": "2025-07-31"},
            "period_start", "202502", "2025-02-01", False,
        ),
        (
            {"period_start": "2025-07-01", "issue_date": "2025-09-26"},
            "period_start", "202509", "2025-09-01", False,
        ),
    ],
)  # fmt: skip
def test_short_names_in_the_code_of_a_certificate(
    run: Run,
    printed: dict[str, object],
    name: str,
    raw: str,
    said: str | int,
    found: bool,
) -> None:
    paper = document(
        "green-electricity-certificate",
        text="证书数量：1,500个", holder=FIRM, coded={name: (raw, said)}, **printed,
    )  # fmt: skip
    assert ("C604" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("printed", "odds", "found"),
    [
        ("QH-C-2028-0088", None, True),
        ("QH-C-2028-0088", 1e-9, True),
        # The picture bears out the code; two figures are no misreading.
        ("QH-C-2028-0088", 0.02, False),
        ("QH-C-2028-0086", 0.02, True),
    ],
)
def test_a_printed_number_that_may_be_that_of_its_code(
    run: Run, printed: str, odds: float | None, found: bool
) -> None:
    paper = document(
        "product-carbon-footprint-certificate", holder=FIRM, certificate_number=printed
    )
    fields = tuple(
        replace(f, own_odds=odds) if f.name == "certificate_number" else f for f in paper.fields
    )
    mark = PageMark(1, Mark(MarkKind.QR, BOX, "https://qh.example/cf?no=QH-C-2026-0088"))
    scan = replace(paper, fields=fields, marks=(mark,), origin=Origin.OCR)
    assert ("C604" in run(scan).of_documents()) is found


FIRST = "22051910630299003202509000000011"


@pytest.mark.parametrize(
    ("coded", "found"),
    [
        (f"{FIRST}-1500", False),
        (f"b={FIRST}&c=1500", False),
        ("b=22051910630299008202506000021011&c=1500", True),
    ],
)
def test_a_run_of_numbers_against_the_first_in_its_code(run: Run, coded: str, found: bool) -> None:
    paper = document(
        "green-electricity-certificate", holder=FIRM,
        certificate_number=f"{FIRST}-22051910630299003202509000015001",
        codes=(f"https://gec.example/q?{coded}",),
    )  # fmt: skip
    assert ("C604" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("title", "issued", "until", "found"),
    [
        ("绿色产品认证证书", "2025-10-09", "2028-10-08", True),
        # Called the same, or of the same days: made out anew, or a copy.
        ("节能产品认证证书", "2025-10-09", "2028-10-08", False),
        ("绿色产品认证证书", "2025-03-24", "2028-03-23", False),
    ],
)
def test_one_number_on_certificates_of_two_kinds_one_of_which_lost_its_product(
    run: Run, title: str, issued: str, until: str, found: bool
) -> None:
    def certified(file: str, title: str, issued: str, until: str, **more: object) -> Document:
        return document(
            "product-certificate", file, title=title, holder=FIRM, issue_date=issued,
            valid_until=until, certificate_number="JHCP-2025-JN-0446", **more,
        )  # fmt: skip

    first = certified("a.pdf", "节能产品认证证书", "2025-03-24", "2028-03-23", product="通风机")
    codes = run(first, certified("b.pdf", title, issued, until)).of_documents()
    assert ("C603" in codes) is found


ANOTHER = "QS-2023-ZL-00871"


@pytest.mark.parametrize(
    ("stated", "more", "found"),
    [
        (ANOTHER, {}, True),
        (ANOTHER, {"origin": Origin.OCR}, True),
        (NUMBER, {}, False),
        ("00125 q 30211-R0M", {}, False),
        # One number within the other; one that is printed beside it.
        (f"{NUMBER}-1", {}, False),
        (ANOTHER, {"text": f"原证书编号：{ANOTHER}"}, False),
        # Two characters of a scan may be misread, of stored text none.
        ("00125Q30217R8M", {"origin": Origin.OCR}, False),
        ("00125Q30217R8M", {}, True),
        # Too short for the number of a paper; a number that was hardly read.
        ("0871", {}, False),
        (ANOTHER, {"sure": 0.7}, False),
    ],
)
def test_a_code_that_states_another_number(
    run: Run, stated: str, more: dict[str, object], found: bool
) -> None:
    coded = {"certificate_number": (stated, stated)}
    paper = certificate(certificate_number=NUMBER, coded=coded, **more)
    assert ("C604" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("title", "standards", "found"),
    [
        ("碳管理体系认证证书", ENVIRONMENT, True),
        ("碳排放管理体系认证证书", "GB/T 23331-2020", True),
        ("碳管理体系认证证书", "T/CCAA 39-2022", False),
        ("碳管理体系认证证书", f"{ENVIRONMENT}、T/CCAA 39-2022", False),
        # What else it cites may be the body's own standard of the system.
        ("碳管理体系认证证书", f"{ENVIRONMENT}、T/QHSL 007-2024", False),
        ("能碳管理体系认证证书", "GB/T 23331-2020", False),
        ("能碳管理体系认证证书", QUALITY, True),
    ],
)
def test_the_standard_of_a_system_that_bodies_certify_by_their_own(
    run: Run, title: str, standards: str, found: bool
) -> None:
    paper = certificate(title=title, standards=standards)
    assert ("S304" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("languages", "thing", "found"),
    [
        (("en",), "T2206131", False),
        (("en",), "T2207766", True),
        # In one language two names are two things.
        (("zh",), "T2206131", True),
    ],
)
def test_one_number_on_a_certificate_and_its_translation(
    run: Run, languages: tuple[str, ...], thing: str, found: bool
) -> None:
    def product(file: str, name: str, number: str, **more: object) -> Document:
        return document(
            "product-certificate", file, holder=FIRM, certificate_number="CQC2570112345678",
            product=name, issue_date="2025-01-01", valid_until="2027-01-01",
            text=f"出厂编号: {number}", **more,
        )  # fmt: skip

    first = product("a.pdf", "三相异步电动机", "T2206131")
    second = product("b.pdf", "Centrifugal pump", thing, languages=languages)
    assert ("C603" in run(first, second).of_documents()) is found


@pytest.mark.parametrize(
    ("text", "standards", "found"),
    [
        (f"责任方 {FIRM}", "GB/T 24067-2024", True),
        (f"责任方 {FIRM}\n准则《温室气体 产品碳足迹 量化要求和指南》", "ISO 14067:2018", True),
        # It may be on a product after all.
        ("核查对象 机械臂产品碳足迹", "GB/T 24067-2024", False),
        ("功能单位 1台", "ISO 14067:2018", False),
        (f"责任方 {FIRM}", "ISO 14064-1:2018", False),
        (f"责任方 {FIRM}", "ISO 14064-3:2019, GB/T 24067-2024", True),
    ],
)
def test_a_statement_by_a_plain_title(run: Run, text: str, standards: str, found: bool) -> None:
    paper = document(
        "ghg-verification-statement", title="核查声明书", holder=FIRM, text=text,
        standards=standards, issue_date="2025-06-01",
    )  # fmt: skip
    assert ("S304" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("one", "two", "found"),
    [
        ("适用机型：QK-215 数值：38.6", "适用机型：QK-342 数值：57.3", True),
        # A figure misread; several models; the same; a standard is no model.
        ("适用机型：QK-215", "适用机型：QK-216", False),
        ("适用机型：QK-215、QK-342", "适用机型：QK-342", False),
        ("适用机型：QK-215", "机型QK-215，有效两年", False),
        ("适用机型：QK-215", "依据ISO14067核查", False),
    ],
)
def test_one_number_for_two_models(run: Run, one: str, two: str, found: bool) -> None:
    papers = [
        document(
            "product-carbon-footprint-certificate", file, holder=FIRM,
            certificate_number="QH-PCF-26-0148", text=text,
        )
        for file, text in (("a.pdf", one), ("b.pdf", two))
    ]  # fmt: skip
    assert ("C603" in run(*papers).of_documents()) is found
