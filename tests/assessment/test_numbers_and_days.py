"""C603, C604: one number on papers of other things, and both days of a code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.assessment.context import by_figures, figures_of
from evidencecheck.domain.document import Document
from evidencecheck.domain.page import Origin
from tests.assessment.conftest import CODE, FIRM, Outcome, document
from tests.assessment.test_amounts import with_table

Run = Callable[..., Outcome]


def sampled(file: str, product: str, issued: str) -> Document:
    return document(
        "test-report", file, holder=FIRM, certificate_number="WT2025-0304178",
        product=product, issue_date=issued,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("product", "issued", "found"),
    [
        ("厂界噪声", "2025-09-16", True),
        # Parts of one report; the same sample at another time.
        ("厂界噪声", "2025-03-12", False),
        ("循环冷却水（3号塔）", "2025-09-16", False),
    ],
)
def test_one_number_on_reports_of_other_samples(
    run: Run, product: str, issued: str, found: bool
) -> None:
    papers = sampled("a.pdf", "循环冷却水", "2025-03-12"), sampled("b.pdf", product, issued)
    assert ("C603" in run(*papers).of_documents()) is found


@pytest.mark.parametrize(
    ("products", "found"),
    [
        (("雨水", "生活饮用水"), True),
        (("噪声", "废水"), True),
        # One name within the other; the same name.
        (("废水", "生产废水"), False),
        (("废气", "有组织废气"), False),
        (("雨水", "雨水"), False),
    ],
)
def test_names_of_samples_of_two_characters(
    run: Run, products: tuple[str, str], found: bool
) -> None:
    days = ("2025-03-12", "2025-09-16")
    for one, two in (products, products[::-1]):
        papers = sampled("a.pdf", one, days[0]), sampled("b.pdf", two, days[1])
        assert ("C603" in run(*papers).of_documents()) is found


def test_short_names_of_samples_of_one_day_are_parts_of_a_report(run: Run) -> None:
    papers = sampled("a.pdf", "雨水", "2025-03-12"), sampled("b.pdf", "生活饮用水", "2025-03-12")
    assert "C603" not in run(*papers).of_documents()


def signed(product: str, issued: str, text: str, signatory: str = "闻知雨") -> Document:
    known = {"product": product} if product else {}
    paper = document(
        "test-report", f"{issued}.pdf", title="检测报告", text=text, holder=FIRM,
        certificate_number="QH2611-0413", issue_date=issued, signatory=signatory,
        **known,  # type: ignore[arg-type]
    )  # fmt: skip
    return with_table(paper, [("结果", "")], ("东侧", "58"))


@pytest.mark.parametrize(
    ("text", "issued", "signatory", "found"),
    [
        ("对东、南、西、北四侧厂界昼夜噪声进行了检测。", "2025-11-10", "闻知雨", True),
        # The same sample, made out anew; of one day; not signed by itself.
        ("对循环冷却水出水口的水样进行了检测。", "2025-11-10", "闻知雨", False),
        ("对东、南、西、北四侧厂界昼夜噪声进行了检测。", "2025-11-12", "闻知雨", False),
        ("对东、南、西、北四侧厂界昼夜噪声进行了检测。", "2025-11-10", "", False),
    ],
)
def test_one_number_on_a_report_that_names_no_sample(
    run: Run, text: str, issued: str, signatory: str, found: bool
) -> None:
    first = signed("循环冷却水出水口", "2025-11-12", "循环冷却水出水口的水样")
    papers = first, replace(signed("", issued, text, signatory), file="other.pdf")
    assert ("C603" in run(*papers).of_documents()) is found


@pytest.mark.parametrize(
    ("product", "issued", "until", "found"),
    [
        ("薄壁精密注塑模具（ZH-T系列）", "2026-08-19", "2028-08-18", True),
        # Made out anew; one paper and its copy.
        ("热流道精密注塑模具（ZH-R系列）", "2026-08-19", "2028-08-18", False),
        ("薄壁精密注塑模具（ZH-T系列）", "2026-06-05", "2028-06-04", False),
    ],
)
def test_one_number_on_certificates_of_two_series(
    run: Run, product: str, issued: str, until: str, found: bool
) -> None:
    first = certified("a.pdf", "热流道精密注塑模具（ZH-R系列）", "2026-06-05", "2028-06-04")
    second = certified("b.pdf", product, issued, until)
    assert ("C603" in run(first, second).of_documents()) is found


def certified(file: str, product: str, issued: str, until: str) -> Document:
    return document(
        "product-certificate", file, holder=FIRM, certificate_number="CP2025-0304178",
        product=product, issue_date=issued, valid_until=until,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("product", "issued", "until", "found"),
    [
        ("矿用隔爆型离心风机", "2025-06-01", "2030-05-31", True),
        # Made out anew; issued on another day up to the same one.
        ("矿用隔爆型潜水电泵", "2025-06-01", "2030-05-31", False),
        ("矿用隔爆型离心风机", "2025-06-01", "2029-02-28", False),
    ],
)
def test_one_number_on_certificates_with_other_days(
    run: Run, product: str, issued: str, until: str, found: bool
) -> None:
    first = certified("a.pdf", "矿用隔爆型潜水电泵", "2024-03-01", "2029-02-28")
    second = certified("b.pdf", product, issued, until)
    assert ("C603" in run(first, second).of_documents()) is found


@pytest.mark.parametrize(
    ("issued", "until", "found"),
    [
        ("2025-03-21", "2028-03-23", True),
        ("2025-03-21", "2028-03-26", False),
        ("2025-03-27", "2028-03-23", False),
        ("2025-03-27", "2028-03-26", False),
    ],
    ids=["both", "the first", "the last", "neither"],
)
def test_days_of_a_code_that_differ_in_one_figure(
    run: Run, issued: str, until: str, found: bool
) -> None:
    paper = document(
        "product-certificate", holder=FIRM, issue_date="2025-03-27", valid_until="2028-03-26",
        origin=Origin.OCR,
        coded={"issue_date": (issued, issued), "valid_until": (until, until)},
    )  # fmt: skip
    assert ("C604" in run(paper).of_documents()) is found


def bought(
    file: str, number: str, day: str, price: str, seller: str = "某地燃气有限公司"
) -> Document:
    return document(
        "invoice", file, text=f"电子发票\n价税合计 ¥{price}", holder=FIRM, issuer=seller,
        certificate_number=number, issue_date=day, origin=Origin.OCR,
    )  # fmt: skip


NUMBER = "25332000000030117742"


@pytest.mark.parametrize(
    ("number", "day", "price", "more", "found"),
    [
        (NUMBER, "2025-10-09", "97,668.36", {}, True),
        # One of many zeros was not read; of two sellers another figure may be misread too.
        ("2533200000030117742", "2025-10-09", "97,668.36", {}, True),
        ("2533200000030117142", "2025-10-09", "97,668.36", {"seller": "白石灯具有限公司"}, True),
        # Of two sellers whatever was read of the days.
        (NUMBER, "2025-07-02", "97,668.36", {"seller": "白石灯具有限公司"}, True),
        # The next number of one seller; a copy; another page; an agreement with few figures.
        ("25332000000030117743", "2025-10-09", "97,668.36", {}, False),
        (NUMBER, "2025-10-09", "92,449.44", {}, False),
        (NUMBER, "2025-07-02", "97,668.36", {}, False),
        ("HT-2025-0118", "2025-10-09", "97,668.36", {}, False),
    ],
)
def test_one_number_on_two_invoices(
    run: Run, number: str, day: str, price: str, more: dict[str, str], found: bool
) -> None:
    first = NUMBER if number[:2] == "25" else number
    papers = (
        bought("a.pdf", first, "2025-07-02", "92,449.44"),
        bought("b.pdf", number, day, price, **more),
    )
    assert ("C603" in run(*papers).of_documents()) is found


def verified(file: str, line: str, origin: Origin = Origin.TEXT_LAYER) -> Document:
    return document(
        "calibration-certificate", file, title="检定证书", text=line, holder=FIRM, origin=origin,
        certificate_number="DB26-03-01187", issue_date="2026-03-02", valid_until="2028-03-01",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "origin", "found"),
    [
        ("器号 4417209", Origin.TEXT_LAYER, True),
        ("号:4417209", Origin.OCR, True),
        # Its copy; another number, of whatever; one that is no line of its own.
        ("器号 4417208", Origin.TEXT_LAYER, False),
        ("号:4417208", Origin.OCR, False),
        ("号:9930116", Origin.OCR, False),
        ("电话4417209转2", Origin.OCR, False),
    ],
)
def test_one_number_on_the_certificates_of_two_meters(
    run: Run, line: str, origin: Origin, found: bool
) -> None:
    papers = verified("a.pdf", "器号 4417208"), verified("b.pdf", line, origin)
    assert ("C603" in run(*papers).of_documents()) is found


LABORATORY = "云岭澄宙检测科技有限公司"


@pytest.mark.parametrize(
    ("first", "second", "issuer", "found"),
    [
        # A character of the laboratory's short name, and a letter of a body's, misread.
        ("云澄检(2026)水字第0613号", "云澧检(2026)水字第0613号", LABORATORY, True),
        ("CGT2025-1703-00628", "CCT2025-1703-00628", LABORATORY, True),
        # Of air and water; of another laboratory; letters of what was sampled; the next number.
        ("云澄检(2026)水字第0613号", "云澄检(2026)气字第0613号", LABORATORY, False),
        ("云澄检(2026)水字第0613号", "云澧检(2026)水字第0613号", "白石检测有限公司", False),
        ("HJW2025-0628", "HJN2025-0628", LABORATORY, False),
        ("HJC2025-0628", "HJG2025-0628", LABORATORY, False),
        ("CGT2025-1703E-0628", "CGT2025-1703F-0628", LABORATORY, False),
        ("CGT2025-1703-00628", "CGT2025-1703-00629", LABORATORY, False),
    ],
)
def test_a_number_of_which_a_character_was_misread(
    run: Run, first: str, second: str, issuer: str, found: bool
) -> None:
    papers = [
        document(
            "test-report", f"{day}.pdf", holder=FIRM, certificate_number=number, work_date=day,
            issuer=issuer, origin=Origin.OCR,
        )
        for number, day in ((first, "2026-05-20"), (second, "2026-08-19"))
    ]  # fmt: skip
    assert ("C603" in run(*papers).of_documents()) is found


@pytest.mark.parametrize(
    ("number", "figures"),
    [
        ("CGT2025-JN-00871", "2025JN00871"),
        ("甬澄检(2026)第0123号", "2026第0123号"),
        ("00125Q30211R0M", "00125Q30211R0M"),
        ("CGT-JN", ""),
    ],
)
def test_a_number_from_its_first_figure_on(number: str, figures: str) -> None:
    assert figures_of(number) == figures


def test_papers_by_their_type_and_the_figures_of_their_numbers() -> None:
    one, two = (
        document("product-certificate", f"{n}.pdf", certificate_number=f"{n}2025-00871")
        for n in ("CGT", "CCT")
    )
    award = document("award", certificate_number="CGT2025-00871")
    bare = document("award", certificate_number="CGT")
    assert by_figures([one, two, award, bare]) == {
        ("product-certificate", "202500871"): (one, two),
        ("award", "202500871"): (award,),
    }


@pytest.mark.parametrize(
    ("begun", "ends", "found"),
    [
        ("2026-07-30", "2028-07-29", True),
        # Made out anew, with the end as it was; renewed; the same; some days later.
        ("2026-07-30", "2028-06-21", False),
        ("2028-06-22", "2030-06-21", False),
        ("2026-06-22", "2028-06-21", False),
        ("2026-06-27", "2028-06-26", False),
    ],
)
def test_one_number_on_certificates_whose_terms_are_shifted(
    run: Run, begun: str, ends: str, found: bool
) -> None:
    def certificate(file: str, start: str, end: str) -> Document:
        return document(
            "product-carbon-footprint-certificate", file, holder=FIRM, issue_date=start,
            certificate_number="YH-CFP-2026-0217", valid_from=start, valid_until=end,
        )  # fmt: skip

    papers = certificate("a.pdf", "2026-06-22", "2028-06-21"), certificate("b.pdf", begun, ends)
    assert ("C603" in run(*papers).of_documents()) is found


def permit(file: str, **more: object) -> Document:
    known = {
        "title": "固定污染源排污登记回执", "holder": FIRM, "holder_credit_code": CODE,
        "certificate_number": f"{CODE}001X", "issue_date": "2021-02-08",
        "valid_from": "2021-02-08", "valid_until": "2026-02-07",
    }  # fmt: skip
    return document("pollutant-discharge-permit", file, **{**known, **more})


RENEWED = {"issue_date": "2026-01-20", "valid_from": "2026-02-08", "valid_until": "2031-02-07"}
CHANGED = {"issue_date": "2023-06-05", "valid_from": "2023-06-05", "valid_until": "2028-06-04"}


@pytest.mark.parametrize(
    ("more", "found"),
    [
        (RENEWED, False),
        (CHANGED, False),
        (dict(RENEWED, product="逾期未办理", issuer="青河市生态环境局"), False),
        # The firm was renamed; another firm has the number of this one.
        (dict(RENEWED, holder="青河新样精工股份有限公司"), False),
        (
            dict(RENEWED, holder="白石样品电子有限公司", holder_credit_code="91350100M000100Y99"),
            True,
        ),
    ],
)
def test_a_permit_keeps_its_number(run: Run, more: dict[str, object], found: bool) -> None:
    outcome = run(permit("a.pdf"), permit("b.pdf", **more))
    assert ("C603" in outcome.of_documents()) is found


@pytest.mark.parametrize("title", ["质量管理体系认证证书", "环境管理体系认证证书"])
def test_a_certificate_of_shifted_terms_keeps_none(run: Run, title: str) -> None:
    terms = ("2024-03-04", "2027-03-03"), ("2024-08-05", "2027-08-04")
    papers = [
        document(
            "management-system-certificate", f"{begun}.pdf", title=title, holder=FIRM,
            certificate_number="QH24Q20417R0M", valid_from=begun, valid_until=ended,
        )
        for begun, ended in terms
    ]  # fmt: skip
    assert "C603" in run(*papers).of_documents()
