"""The product of a document: behind its label, in its title, or alone beneath it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evidencecheck.domain.document import Field
from evidencecheck.domain.rules import FieldRule
from evidencecheck.domain.script import simplified
from evidencecheck.extraction.entities.dates import find_dates
from evidencecheck.extraction.entities.organisations import find_organisations
from evidencecheck.extraction.fields import Candidate, FieldFinder
from evidencecheck.extraction.product_title import product_of_title
from evidencecheck.extraction.subject import Subject
from evidencecheck.extraction.text import PageText
from evidencecheck.extraction.titles import TitleMatch

# A product is named, not told of: its name ends with its sentence, or where a label follows.
_NAMED = re.compile(
    r"(?P<name>.+?)\s*(?:[。；;]|\s+(?=[\u4e00-\u9fffA-Za-z ]{1,16}[:：])|[,，](?=[^,，]*[:：])"
    r"|(?=(?:依据|按照|根据|经)[^,，]*(?:核查|审核|评价|认证|GB|ISO|PAS))"
    r"|(?=其[“\"「]?(?:摇篮|碳足迹|生命周期))"
    r"|(?=(?:申请|委托|生产|制造|评价|检测|受检|送检|报告|证书)(?:企业|单位|方|人|厂商|机构|编?号)\s*[:：])|$)",
    re.DOTALL,
)
_WITH_MODEL = re.compile(r"型号|规格|系列|model|specification", re.IGNORECASE)
# 三相异步电动机 YE5-132S~YE5-280M: behind a label that asks for both, the name and the models. One
# model is part of the name.
_MODEL = re.compile(
    r"(?<=[\u4e00-\u9fff)）])[\s/:：,，、]*[(（]?[A-Z0-9][A-Z0-9\-~～/.()（） ]{2,}$"
)
# 三相异步电动机,0.75kW~315kW: the name and what it is rated at.
_RATED = re.compile(r"[,，]\s*(?=\d)")
_SEVERAL, _ONE_MODEL = re.compile(r"[~～、,，;；]|/(?=\s*[A-Z])"), 14
# 开展组织碳核算与产品碳足迹: what is worked at, and no product.
_NOT_ONE = re.compile(r"组织|核算|企业|公司|年度|全部|主要|产品$|工作|活动")
# 陶瓷阀芯 Ceramic valve disc: the translation behind it.
_TRANSLATION = re.compile(
    r"(?<=[\u4e00-\u9fff)）])\s*[/|]?\s*(?=[A-Z][a-z]+[\s,]+[a-zA-Z]{2,})[^\u4e00-\u9fff]*$"
)
_LABEL = re.compile(r"^(?:产品|產品|样品|樣品)(?:名称|名稱)?(?:\s*[:：]\s*|(?=[\u4e00-\u9fff]{4}))")
_HEADING = re.compile(r"[(（][^)）]{1,12}[)）]$")
# Papers that come with goods and are headed by their name.
_OF_GOODS = re.compile(
    r"合格证|质量证明|质量保证|质保书|材质|标签|标识|说明书|碳足迹|生命周期|生态设计|绿色设计|设计产品|可回收|可再生利用"
)
_LONGEST, _AS_LARGE = 32, 0.5
_HAN = re.compile(r"[\u4e00-\u9fff]{2}")
_NO_PRODUCT = re.compile(r"\d{4}|[:：。]|证书|证明|编号|No\.|扫描|盖章|公司|[第共]\s*\d+\s*页")


def product(
    finder: FieldFinder, subject: Subject, rule: FieldRule, found: dict[str, Field]
) -> None:
    """The product by its labels, else by the title of the document."""
    best = finder.best(rule, subject.pages)
    if best is not None and not (best.label == "" and _NOT_ONE.search(str(best.parsed.value))):
        found["product"] = _named(best)
        return
    if "product" not in subject.type.fields or subject.title is None:
        return
    named = product_of_title(subject.texts, subject.title)
    if named is None:
        named = _beside_title(subject.texts, subject.title)
    if named is not None:
        found["product"] = named


def _named(best: Candidate) -> Field:
    """The name of a product without what is told of it, or asked for, behind it."""
    value = _LABEL.sub("", str(best.parsed.value))
    m = _NAMED.match(_TRANSLATION.sub("", value))
    name = m["name"] if m else value
    if _WITH_MODEL.search(best.label):
        name = _RATED.split(name, maxsplit=1)[0]
        model = _MODEL.search(name)
        if model and (_SEVERAL.search(model[0]) or len(model[0]) > _ONE_MODEL):
            shorter = name[: model.start()]
            name = shorter if _HAN.search(shorter) else name
    return best.field("product", name.strip(" :：,，、-—").rstrip("(（ "))


def _beside_title(pages: Sequence[PageText], title: TitleMatch) -> Field | None:
    """What stands alone below or above a title, centred like it: 产品合格证 / 岩棉板."""
    page = next((p for p in pages if p.page.number == title.page), None)
    if page is None or not _OF_GOODS.search(simplified(page.rows[title.row].text)):
        return None
    for number in (title.row + 1, title.row - 1):
        if 0 <= number < len(page.rows):
            named = _alone(page, title, number)
            if named is not None:
                return named
    return None


def _alone(page: PageText, title: TitleMatch, number: int) -> Field | None:
    beside, row = page.rows[title.row], page.rows[number]
    text = row.text.strip().strip("-—– ")
    centred = abs(beside.box.cx - row.box.cx) < 0.05
    # Above a title stand heads of the page and of the firm: what it is about is as large as it.
    small = number < title.row and row.box.height < _AS_LARGE * beside.box.height
    if len(row.spans) != 1 or not centred or small or len(text) > _LONGEST:
        return None
    if (
        not _HAN.search(text)
        or _NO_PRODUCT.search(simplified(text))
        or find_dates(text)
        or find_organisations(text)
    ):
        return None
    if _HEADING.search(text) and text[0] in "(（":
        return None
    piece = page.in_row(number)[0]
    return page.field("product", text, piece.start, piece.end, 0.75)
