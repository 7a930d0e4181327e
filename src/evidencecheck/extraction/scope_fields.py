"""The scope of a document: what a certificate covers, or the boundary that a report is drawn up in.

A scope is told once: its translation is no part of it, nor is how emissions were consolidated
within a boundary, nor the sentence that follows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from evidencecheck.domain.document import Field, Value
from evidencecheck.domain.rules import FieldRule
from evidencecheck.domain.script import simplified
from evidencecheck.domain.units import unit_of
from evidencecheck.extraction.entities.organisations import (
    OrganisationMatch,
    find_organisations,
    tidy,
)
from evidencecheck.extraction.entities.standards import find_standards
from evidencecheck.extraction.fields import Candidate, FieldFinder
from evidencecheck.extraction.subject import Subject

_HAN = re.compile(r"[\u4e00-\u9fff]")
# Words of a language that print leaves blanks between: a translation, and no model or standard.
_LATIN_WORDS = re.compile(
    r"(?:[A-Za-z][a-z]+[\s,;/&().-]+){2,}[A-Za-z]?[a-z]*|^[A-Za-z][a-z]{5,}\b"
)
_TRANSLATED = re.compile(
    r"(?<=[\u4e00-\u9fff)）。、])\s*[/|]?\s*(?=(?:No\.\s*\d+[A-Za-z]?|[A-Z][a-z]+)(?:[\s,]+[A-Za-z][a-z]*){3,}[^\u4e00-\u9fff]*$)"
)
# Manufacture of gears齿轮的生产: the translation stands first.
_CHINESE_BEHIND = re.compile(r"(?<=[a-z.)])\s*[\u4e00-\u9fff][^a-z]{5,}$")
# 覆盖|范围为:水表的生产: what the label goes on to say.
_CALLED = re.compile(r"^(?:的?业务)?范围(?:为|是|包括|如下)?\s*[:：]\s*")
_ASKED_NEXT = re.compile(r"[;；。]\s*(?:边界|地址|场所|厂址|组织边界)\s*[:：]")
# … meets the requirements of ISO 9001: what a certificate goes on to say of whom it certifies.
_SAID_OF_IT = re.compile(
    r"[.,;]?\s+(?:(?:and|which|that)\s+)?(?:meets? the|proof has|the requirements"
    r"|has been (?:assessed|audited|found|verified|certified)"
    r"|(?:this|the) (?:certificate|approval|registration)"
    r"|(?:has|have|was|is|are) (?:found|fulfil|in (?:accordance|conformity|compliance))"
    r"|compl(?:y|ies) with|conforms? to|fulfil|according to"
    r"|in (?:accordance|conformity|compliance) with)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
# 本证书自颁发之日起三年内有效: what it goes on to say of itself.
_SAID_OF_ITSELF = re.compile(
    r"[。;；,，\s]*本证书?(?:自|有效|在|于|的|信息|须|需|由|持有|与).*$", re.DOTALL
)
# …的生产,准予注册: what is done with it.
_GRANTED = re.compile(
    r"[,，;；。]\s*(?:准予(?:注册|认证|发证)|特[发颁]此证|现予以?(?:注册|认证)|特此证明).*$",
    re.DOTALL,
)
_DID = re.compile(r"(?:作为|接受|依据|根据|按照|对|受|于|已)")
"""What stands behind the name of a verifier that tells of its work."""
_SENTENCE_END = re.compile(r"。(?=\S)")
# 4 活动水平与排放因子: the next heading; 采用运行控制权法: how, and not what.
_NO_SCOPE = re.compile(
    r"\d{1,2}(?:\.\d{1,2})*[、.]?\s+[\u4e00-\u9fff]|[(（]?[一二三四五六七八九十\d]{1,3}[)）、]|"
    r"(?:采用|采取|按照?|以|基于)?(?:运行|经营|财务|营运)控制(?:权)?(?:法|方法)?(?:进行)?(?:确定|汇总|界定)?[。,，;；]?$|"
    r"(?:operational|financial) control(?: approach)?\.?$|(?:范围|类别)\s*[\d一二三]?$|"
    r"(?:scope|category)\s*\d?$|(?:排放量|单位|数值|说明|内容|备注|是|否)$",
    re.IGNORECASE,
)
_FOOTPRINT = "footprint"
"""The family of document types on the footprint of a product."""
_LIFE_CYCLE = re.compile(
    r"从?[“\"「]?摇[篮籃][”\"」]?\s*[到至]\s*[“\"「]?(?:工厂)?(?:大[门門]|[坟墳]墓|摇[篮籃])[”\"」]?|"
    r"\bcradle[\s-]*to[\s-]*(?:gate|grave|cradle)\b|\bgate[\s-]*to[\s-]*gate\b",
    re.IGNORECASE,
)
_FRONT_PAGES, _SURE_STAGES, _SURE_ALONE, _NEXT_ROWS = 3, 0.9, 0.85, 3
_LEAST, _LEAST_LATIN = 3, 5
"""Characters."""
# 以某路1号厂区内的全部生产系统为边界
_AS_BOUNDARY = re.compile(
    r"^以(?P<place>[^,，。;；]*[厂园区号系统施备][^,，。;；]*?)(?:作?为(?:核算|组织|报告|盘查)?(?:边界|范围).*)?$"
)
# 采用运行控制法,边界为某市某路1号厂区,包括…
_DRAWN = re.compile(
    r"(?:边界|范围)(?:为|是|包括|涵盖|覆盖)\s*[:：]?\s*(?P<place>[^。;；]{4,}?)(?=[,，]\s*(?:包括|包含|含|涵盖|其中)|[。;；]|$)"
)
# …厂区内全部设施,以运行控制法汇总;租出的仓库不在其内
_HOW = re.compile(
    r"[,，]\s*(?:(?:以|采用?|采取|按照?|基于|根据|使用)[^,，。;；]{0,8}(?:控制权?|股权|持股|份额)"
    r"|(?:运行|运营|营运|经营|财务)控制权?法?[^,，。;；]{3})"
    r"[^,，。;；]*(?:[。;；].*)?$"
)
# 采营运控制权法,涵盖…; 以法人为边界,包括…; operational control; the plant at …
_HOW_FIRST = re.compile(
    r"(?P<by>以|采用?|采取|按照?|基于|根据|依据?|使用)?(?:运行|运营|营运|经营|财务)控制权?(?:法|方法|原则|方式)?"
    r"(?:进行)?(?:设定|确定|界定|汇总|划定)?(?:[,，;；]|。(?=[^。;；]{0,40}[厂司园区号])(?!与|同|较))\s*(?:(?:涵盖|包括|包含|覆盖|范围为|边界为|即)\s*|(?(by)|(?!)))|"
    r"以(?:企业|公司|独立)*法人(?:单位|企业|独立核算单位)?(?:作?为(?:核算|报告|组织)?(?:边界|主体|单位))?[,，;；]\s*|"
    r"(?:operational|financial) control(?: approach)?[,;:]\s*(?:covering|including|comprising)?\s*",
    re.IGNORECASE,
)
# …厂区2025年1月1日至12月31日的全部排放; …,数据取自2024年: what is no longer the boundary.
_BEYOND = re.compile(
    r"(?:(?<=[厂区号园地址房楼内司])[,，]\s*(?:包括|包含|涵盖|其中).*|[,，]?\s*(?:在|于|自)?\s*(?:19|20)\d{2}\s*年(?:度|\s*\d{1,2}\s*月).*|"
    r"[,，;；]\s*(?:所有|全部)?(?:数据|资料|时间|报告期|核[算查]期|核算期间|统计期|功能单位|声明单位|分配|取舍|截断|"
    r"实质性|重要性|保证等级|保证程度|核[算查](?:准则|依据|方法)|(?:按|依据|参照|采用)|(?:合并|汇总|边界确定|数据汇总)(?:方法|方式|原则)|"
    r"(?:与|同)(?:营业执照|上年|上一年|去年|往年|基准年|排污许可)).*|"
    r"[,，;；]?\s*(?:数据(?:期|时间|年份|区间)|声明单位|功能单位|核算依据)\s*[:：].*|"
    r"(?<=[厂区号园])[,，]\s*(?:共|有)?\d+\s*[个栋座条幢层].*|"
    r"[,，;；]\s*(?:但|其中|均)?(?:不含|不包括|不包含|不涉及|不涵盖|未包括|未包含|未含|未纳入|排除|剔除).*|"
    r"[,;]\s*(?:excluding|not including|with the exception of)\b.*)$"
)


def scope(finder: FieldFinder, subject: Subject, rule: FieldRule, found: dict[str, Field]) -> None:
    """The scope by its labels and sentences, and nothing that stands behind it."""
    best = finder.best(rule, subject.pages, _is_scope)
    if best is None:
        found.update(_uncaptioned(subject))
        if _FOOTPRINT in subject.type.family:
            found.update(_life_cycle(subject))
        return
    best = _once(_unsigned(best))
    # …的生产;边界:某路18号厂区: what is asked for next.
    value = _ASKED_NEXT.split(_CALLED.sub("", str(best.parsed.value)), maxsplit=1)[0]
    said = _SAID_OF_ITSELF if _HAN.search(value) else _SAID_OF_IT
    value = _GRANTED.sub("", said.sub("", value)) or value
    if "period" in subject.type.fields:
        value = _boundary(value)
        if not _is_scope(value):
            return
    found["scope"] = best.field("scope", value)


def _uncaptioned(subject: Subject) -> dict[str, Field]:
    """What a certificate covers, alone in the line below the standard that was audited."""
    kind = subject.type
    if kind.coverage is None:
        return {}
    page = subject.texts[0]
    cited = [n for n, row in enumerate(page.rows) if find_standards(row.text)]
    for number in (
        range(cited[0] + 1, min(cited[0] + 1 + _NEXT_ROWS, len(page.rows))) if cited else ()
    ):
        text = page.rows[number].text.strip()
        if len(page.rows[number].spans) > 1 or re.search(r"[:：]|\d{4}", text):
            continue
        if find_organisations(text) or not any(w in simplified(text) for w in kind.coverage.any):
            continue
        piece = page.in_row(number)[0]
        return {"scope": page.field("scope", text, piece.start, piece.end, _SURE_ALONE)}
    return {}


def _life_cycle(subject: Subject) -> dict[str, Field]:
    """The stages of a footprint where they are told without a label: 1.2 kgCO2e (摇篮到大门)."""
    for page in subject.pages[:_FRONT_PAGES]:
        m = _LIFE_CYCLE.search(page.running.text)
        if m is not None:
            start, end = page.running.span(m.start(), m.end())
            return {"scope": page.text.field("scope", m[0], start, end, _SURE_STAGES)}
    return {}


def _is_scope(value: Value) -> bool:
    """Whether words can be a scope: no unit, heading, or name of a method alone."""
    text = simplified(str(value)).strip()
    if unit_of(text) is not None or _NO_SCOPE.match(text):
        return False
    return len(text) >= (_LEAST if _HAN.search(text) else _LEAST_LATIN)


def _unsigned(best: Candidate) -> Candidate:
    """A scope without the line below it that names who signs, or tells what a verifier did."""
    text, (start, end) = best.page.text, (best.parts or ((best.start, best.end),))[-1]
    value = str(best.parsed.value)
    for at in (m.start() for m in re.finditer("\n", text[start:end])):
        line, _, below = text[start + at + 1 : end].partition("\n")
        named = find_organisations(line)
        signed = not below.strip() and [o.name for o in named] == [tidy(line.strip())]
        if not (signed or _begins(line, named)):
            continue
        rest = _folded(value).rfind(_folded(line))
        # Where it signs, nothing stands behind its name.
        if rest > 0 and (not signed or rest + len(_folded(line)) == len(_folded(value))):
            parsed = replace(best.parsed, value=_first(value, rest))
            parts = (*best.parts[:-1], (start, start + at))
            return replace(best, parsed=parsed, parts=parts, end=start + at)
    return best


def _begins(line: str, named: Sequence[OrganisationMatch]) -> bool:
    """Whether a line is a sentence on what an organisation did: …有限公司对上述组织…."""
    return any(o.start == 0 and _DID.match(line, o.end) for o in named)


def _once(best: Candidate) -> Candidate:
    """A Chinese scope without its translation, in the same line or in further ones."""
    value = str(best.parsed.value)
    if not _HAN.search(value[:6]):
        m = _CHINESE_BEHIND.search(value)
        return best if m is None else replace(best, parsed=replace(best.parsed, value=m[0]))
    kept = list(best.parts)
    for n, (start, end) in enumerate(kept[1:], 1):
        line = best.page.text[start:end].strip()
        if not _HAN.search(line) and _LATIN_WORDS.search(line):
            rest = " ".join(best.page.text[a:b].strip() for a, b in kept[n:])
            at = _folded(value).find(_folded(rest))
            if at > 0:
                shorter = _first(value, at)
                parsed = replace(best.parsed, value=shorter)
                return replace(best, parsed=parsed, parts=tuple(kept[:n]))
            break
    m = _TRANSLATED.search(value)
    if m is None:
        return best
    return replace(best, parsed=replace(best.parsed, value=value[: m.start()].strip()))


def _folded(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _first(value: str, count: int) -> str:
    """The beginning of a text with as many characters that are no blanks."""
    for n, c in enumerate(value):
        if count == 0:
            return value[:n].strip()
        count -= not c.isspace()
    return value


def _boundary(value: str) -> str:
    value = _AS_BOUNDARY.sub(r"\g<place>", value)
    how = _HOW_FIRST.match(simplified(value))
    if how and len(value) - how.end() >= _LEAST:
        value = value[how.end() :]
    end = _SENTENCE_END.search(value)
    value = value[: end.start()] if end else value
    drawn = _DRAWN.search(simplified(value))
    if drawn:
        value = value[drawn.start("place") : drawn.end("place")]
    beyond = _BEYOND.search(simplified(value))
    if beyond and beyond.start() > _LEAST:
        value = value[: beyond.start()]
    return _HOW.sub("", simplified(value)) if _HOW.search(simplified(value)) else value
