"""Values in columns and forms: where they go on, and where the next value begins."""

from __future__ import annotations

import pytest

from evidencecheck.domain.page import Origin
from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page, reading

FIRM = "禾川示例纺织有限公司"
LATIN = "Hechuan Sample Textile Co., Ltd."
BODY = "东屿质量认证有限公司"
MAKER = "柏岭电气设备制造有限公司"
CODE = "91350100M000100Y43"


def fields(extractor: Extractor, drawn: object) -> dict[str, object]:
    [document] = extractor.documents(reading(drawn))  # type: ignore[arg-type]
    return {f.name: f.value for f in document.fields}


def test_two_columns_in_two_languages_keep_to_themselves(extractor: Extractor) -> None:
    drawn = page(
        [("证书编号:DY24Q10086R0M", 0.08), ("This is to certify that", 0.52)],
        [("兹证明", 0.08), (LATIN, 0.52)],
        [(FIRM, 0.08), ("No. 6 Lake Road, Hechuan", 0.52)],
        [("的质量管理体系符合", 0.08), ("meets the requirements of", 0.52)],
        [("GB/T 19001-2016", 0.08), ("ISO 9001:2015", 0.52)],
        [("认证范围:棉纱、针织面料的生产和销", 0.08), ("Scope: Production and sale of", 0.52)],
        [("售", 0.08), ("cotton yarn and knitted fabric", 0.52)],
        [("发证日期:2024年3月5日", 0.08), ("Date of issue: 5 March 2024", 0.52)],
        title="质量管理体系认证证书",
    )
    found = fields(extractor, drawn)
    assert found["holder"] == FIRM
    assert found["scope"] == "棉纱、针织面料的生产和销售"
    assert found["issue_date"] == "2024-03-05"


def test_a_name_breaks_within_its_cell(extractor: Extractor) -> None:
    drawn = page(
        [("建设单位", 0.1), (FIRM[:-2], 0.25), ("施工单位", 0.55), (MAKER[:-1], 0.7)],
        [(FIRM[-2:], 0.25), (MAKER[-1:], 0.7)],
        [("开工日期", 0.1), ("2023年5月6日", 0.25)],
        title="工程竣工验收报告",
        leading=0.018,
    )
    assert fields(extractor, drawn)["holder"] == FIRM


@pytest.mark.parametrize(
    ("rows", "product"),
    [
        (
            [[("样品名称", 0.1), ("聚酯短纤维", 0.3), ("样品等级", 0.6), ("优等品", 0.75)]],
            "聚酯短纤维",
        ),
        (["产品名称:聚酯短纤维", "商标牌号:禾川", "数量:20吨"], "聚酯短纤维"),
        (["产品名称:聚酯短纤维。本批共20吨,按合同交付"], "聚酯短纤维"),
        (["产品名称及型号:单级离心水泵 IS80-65-160"], "单级离心水泵 IS80-65-160"),
        (["产品名称及型号:单级离心水泵 IS50-32-125~IS80-65-160"], "单级离心水泵"),
        (["品名:聚酯短纤维  规格:1.4D  批号:H-2207"], "聚酯短纤维"),
    ],
)
def test_where_the_name_of_a_product_ends(
    extractor: Extractor, rows: list[str], product: str
) -> None:
    drawn = page(f"委托单位:{FIRM}", *rows, "检验依据:GB/T 14464-2017", title="检验报告")
    assert fields(extractor, drawn)["product"] == product


def test_the_rows_of_a_table_are_not_one_value(extractor: Extractor) -> None:
    drawn = page(
        [("序号", 0.1), ("产品名称", 0.2), ("型号", 0.5), ("数量", 0.7)],
        [("1", 0.1), ("经编机", 0.2), ("HKS3", 0.5), ("12", 0.7)],
        [("2", 0.1), ("定型机", 0.2), ("MF8", 0.5), ("2", 0.7)],
        title="主要生产设备清单",
        leading=0.02,
    )
    assert fields(extractor, drawn).get("product") in {None, "经编机"}


def test_a_scope_hangs_below_its_label(extractor: Extractor) -> None:
    drawn = page(
        f"名称:{FIRM}",
        f"统一社会信用代码:{CODE}",
        "经营范围:许可项目:道路货物运输。一般项目:面料纺织加工;产业用纺织制成品制",
        ("造;纺织专用设备销售。", 0.2),
        [("登记机关", 0.6)],
        title="营业执照",
        leading=0.027,
    )
    assert str(fields(extractor, drawn)["scope"]).endswith("制成品制造;纺织专用设备销售。")


def test_the_sides_of_an_invoice(extractor: Extractor) -> None:
    drawn = page(
        [("发票号码:", 0.6), ("26352000000012345678", 0.72)],
        [(f"购买方 名称:{FIRM}", 0.06), (f"销售方 名称:{MAKER}", 0.55)],
        [(f"统一社会信用代码:{CODE}", 0.06), ("统一社会信用代码:91440300MA5DQXLK5D", 0.55)],
        [("项目名称", 0.1), ("单位", 0.4), ("数量", 0.5), ("金额", 0.7), ("税额", 0.85)],
        "价税合计(大写) 壹万圆整",
        title="电子发票(普通发票)",
    )
    found = fields(extractor, drawn)
    assert (found["holder"], found["issuer"]) == (FIRM, MAKER)
    assert found["holder_credit_code"] == CODE


@pytest.mark.parametrize("origin", [Origin.TEXT_LAYER, Origin.OCR])
def test_a_wrong_code_of_the_buyer_beside_the_seller_s(
    extractor: Extractor, origin: Origin
) -> None:
    wrong = CODE[:6] + "2" + CODE[7:]
    drawn = page(
        [(f"购买方 名称:{FIRM}", 0.06), (f"销售方 名称:{MAKER}", 0.55)],
        [(f"统一社会信用代码:{wrong}", 0.06), ("统一社会信用代码:91130200699229617X", 0.55)],
        "价税合计(大写) 壹万圆整",
        title="电子发票(普通发票)",
        origin=origin,
    )
    (document,) = extractor.documents(reading(drawn))
    field = document.field("holder_credit_code")
    assert field is not None and field.value == wrong
    # What was recognised may have been misread, and accuses nobody by itself.
    assert (field.confidence > 0.8) is (origin is Origin.TEXT_LAYER)


def test_a_code_of_the_buyer_that_was_misread_is_left_out(extractor: Extractor) -> None:
    drawn = page(
        [(f"购买方 名称:{FIRM}", 0.06), (f"销售方 名称:{MAKER}", 0.55)],
        [
            (f"统一社会信用代码:{CODE[:8]}W{CODE[9:]}", 0.06),
            ("统一社会信用代码:91130200699229617X", 0.55),
        ],
        title="电子发票(普通发票)",
        origin=Origin.OCR,
    )
    assert "holder_credit_code" not in fields(extractor, drawn)


@pytest.mark.parametrize(("printed", "kept"), [("禾川示例纺识有限公司", True), (MAKER, False)])
def test_a_wrong_code_under_a_name_that_was_misread(
    extractor: Extractor, printed: str, kept: bool
) -> None:
    wrong = CODE[:6] + "2" + CODE[7:]
    drawn = page(
        f"报告主体:{FIRM}",
        "",
        "",
        "",
        f"单位全称 {printed}",
        f"统一社会信用代码 {wrong}",
        title="温室气体排放核算报告",
        origin=Origin.OCR,
    )
    assert (fields(extractor, drawn).get("holder_credit_code") == wrong) is kept


def test_an_english_sentence_ends_no_label(extractor: Extractor) -> None:
    drawn = page(
        "The policy is made known throughout the organization.",
        "就能源事宜与外部机构联络。",
        f"授权单位:{FIRM}",
        "2024年2月1日",
        title="管理者代表授权书",
    )
    assert fields(extractor, drawn)["holder"] == FIRM


def test_a_word_of_a_name_is_no_label(extractor: Extractor) -> None:
    drawn = page(
        ("Blue Delta Carbon Registry", 0.35),
        ("On behalf of", 0.45),
        (LATIN, 0.33),
        ("300 carbon units were retired on 3 March 2025", 0.25),
        "Retirement ID: BD-0093-7721",
        title="Certificate of Retirement",
    )
    found = fields(extractor, drawn)
    assert found["holder"] == LATIN
    assert found["issuer"] == "Blue Delta Carbon Registry"
