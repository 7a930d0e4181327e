"""C607: a paper that counts units as used and says, or lists, that they are still held (C20)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evidencecheck.assessment.amounts import apart
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.number_runs import Number
from evidencecheck.assessment.own_papers import is_own
from evidencecheck.assessment.running_text import spoken
from evidencecheck.domain.document import Citation, Document, Quantity
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin
from evidencecheck.domain.phrases import Phrases, any_of
from evidencecheck.domain.tables import DocumentTable, Role

_SURE = 0.9
_ALIKE = 0.001
_LEAST_LOTS = 2
_NOT_DONE = (
    r"(?<!已)(?:尚未|暂未|还未|仍未|未(?![来经曾发见出重被])|待(?!遇)|拟|计划|预计|将于|将在|择机|暂不|暂缓"
    r"|另行|统一|尚需|仍需|须另)"
)
"""Before what is still to be done; 将 alone marks what it is done to."""
_LATER = re.compile(
    r"未计入|不计入|未纳入|不纳入|不予|不作为|不作|未作为|未用于|不用于|不得|不应|不能|方可|方能|后再|后方|才能|才可"
    r"|不重复|仅供|不抵"
)
"""Says that such units do not count, or not before they are cancelled."""
_COUNTS = re.compile(
    r"(?:计入|纳入|列入|计作|计为|作为|视为|视同|用于|用以|抵消|抵减|扣减|抵扣|冲抵)[^。;；]{0,24}?"
    r"(?:抵消|抵销|中和|绿电|绿色电力|排放|用电|减排量|消费)"
    r"|实现[^。;；]{0,18}(?:绿色电力|绿电|零排放|中和|零碳)"
    r"|(?:记|计|算|按|视)[为作]?零(?!部)|carbon.neutral|100\s*% (?:green|renewable)"
)
_NOT_YET = re.compile(
    r"(?:拟|将|待|计划|预计|可|后|未|不|暂|届时|以后|后续|能|应|须|如|若)[^,，]{0,4}$"
)
"""Right before a claim: what may come, or is not so."""

_USED = re.compile(
    r"(?<![未不待])已(?:经|全部|对外|公开|在|于|据此|作为|[^,，。;；未不待]{1,8}中)*"
    r"(?:声明|宣[称传告]|使用|抵[扣减消销充]|计入|列入|纳入|用于|用作|披露|申报|填报|主张)"
)
"""已对外声明, 已在年报中披露."""
_IN_PART = re.compile(r"部分|余|其中|计划|拟|待|台账|库存|存货|资产|持有|注销|核销|退役")
"""已使用120 t,余80 t; 已列入注销计划: told of some of them, or of what is to come."""
_ASKS_USED = re.compile(
    r"(?:是否|已)[^未拟]{0,4}(?:声明|宣称|使用|抵[扣减消销]|计入|列入|纳入|披露|申报|主张)|used|claimed"
)
_YES = re.compile(r"是|已|√|✓|有|yes|y")
_NOT_ASKED = re.compile(
    r"(?:未|没有)(?:曾)?(?:收到|接到|提交|提出|递交|办理|启动|发起|发出)[^。;；,，]{0,12}"
    r"(?:申请|手续|流程|指令|委托)"
    r"|\bno (?:retirement|cancell?ation|redemption)[^.;]{0,40}(?:received|submitted|made|given)"
    r"|(?:retirement|cancell?ation) (?:request|instruction)[^.;]{0,30}"
    r"not (?:been )?(?:received|submitted)"
)
"""Says that nobody asked for the cancellation."""
_NO_SUCH = re.compile(r"异议|重复|其他|其它|投诉|撤[销回]|更正|再次")


def held_units(document: Document, context: Context) -> Iterator[Finding]:
    """Told of papers of the applicant's, or written to it, unless they plan, rule or ask."""
    phrases = context.book.phrases
    if not is_own(document, context):
        return
    if not document.speaks_of((*phrases.certificates, *phrases.green, *phrases.credits)):
        return
    title = document.heading
    if any(w in title for w in (*phrases.forecast, *phrases.rules_of_work)):
        return
    place = _listed(document, title, context)
    if place is None and document.origin is not Origin.OCR:
        place = _said(document, phrases)
    if place is not None:
        yield context.finding("C607", document, cite=place, reason=place.quote.strip())


def _said(document: Document, phrases: Phrases) -> Citation | None:
    """A sentence by which units are held, beside one by which they count."""
    words = (*phrases.not_cancelled, *phrases.kept_at, *phrases.retires)
    if not document.speaks_of(w.replace(" ", "") for w in words):
        return None
    told = list(spoken(document, _SURE))
    held = re.compile(
        rf"{_NOT_DONE}[^。;；,，、]{{0,18}}?(?:{any_of(phrases.retires)})(?![前后的者率余部])"
        rf"|(?:{any_of(phrases.not_cancelled)})(?![前后的者率余部])"
        rf"|(?:{any_of(phrases.kept_at)})[^。;；,，]{{0,14}}?(?:账户|账号|名下|户头)"
    )
    if any(_LATER.search(text) for text, _ in told):
        return None
    states = [held.search(text) for text, _ in told]
    if any(_is_done(text, bool(m), phrases) for (text, _), m in zip(told, states, strict=True)):
        return None
    for n, (m, (_, place)) in enumerate(zip(states, told, strict=True)):
        near = "".join(text for text, _ in told[max(0, n - 1) : n + 2])
        units = (*phrases.certificates, *phrases.green, *phrases.credits)
        if m is None or not any(w in near or w in document.heading for w in units):
            continue
        for claim in _COUNTS.finditer(near):
            before = near[: claim.start()].rpartition(",")[2].rpartition("，")[2]
            if not _NOT_YET.search(before) and not held.search(claim[0]):
                return place
    return None


def _is_done(text: str, is_held: bool, phrases: Phrases) -> bool:
    """Whether a sentence tells of a cancellation; 届时提供注销凭证 does not."""
    return not is_held and any(w in text for w in phrases.cancelled) and "届时" not in text


def _listed(document: Document, title: str, context: Context) -> Citation | None:
    """A lot that is still held, in a list whose total counts all its lots as used."""
    phrases = context.book.phrases
    used = (*phrases.offset, *phrases.uses)
    titled = any(w in title for w in used) and not any(
        w in title for w in (*phrases.acquired, "拟", "资产")
    )
    for number, table in enumerate(document.tables):
        column = _states(table, phrases)
        held = _held_rows(table, column, phrases) if column is not None else []
        if column is None or not held:
            continue
        cells = [q for q in document.quantities if q.table == number and q.confidence >= _SURE]
        told = [n for run in context.numbers(document) for n in run]
        for n in dict.fromkeys(q.column for q in cells):
            lots = [q for q in cells if q.column == n and q.role is Role.BODY]
            ours = [q for q in lots if q.row in held and q.value > 0]
            if not ours or len(lots) < _LEAST_LOTS:
                continue
            rest = sum(q.value for q in lots) - sum(q.value for q in ours)
            totals = [q for q in cells if q.column == n and q.role is not Role.BODY]
            if _counts_all(lots, totals, rest, told, used, titled=titled):
                cell = table.rows[ours[0].row].cells[column]
                return document.at(cell)
    return None


def _states(table: DocumentTable, phrases: Phrases) -> int | None:
    heads = ["".join(c.headings).casefold() for c in table.columns]
    found = [n for n, head in enumerate(heads) if any(w in head for w in phrases.states)]
    return found[0] if len(found) == 1 else None


def _held_rows(table: DocumentTable, column: int, phrases: Phrases) -> list[int]:
    """The rows of a list that say that they are held, where others say that they are not."""
    found = []
    for n, row in enumerate(table.rows):
        cell = row.cells[column]
        said = re.sub(r"\s", "", cell.text).casefold()
        if row.role is not Role.BODY or cell.confidence < _SURE:
            continue
        told = any(w in said for w in phrases.not_cancelled)
        pending = re.match(rf"{_NOT_DONE}.{{0,16}}(?:{any_of(phrases.retires)})", said)
        if (said in phrases.still_held or told or pending) and not any(
            w in said for w in phrases.cancelled
        ):
            found.append(n)
    return found


def _counts_all(
    lots: Sequence[Quantity],
    totals: Sequence[Quantity],
    rest: float,
    told: Sequence[Number],
    used: Sequence[str],
    *,
    titled: bool,
) -> bool:
    """Whether the whole of a column, in its total or in a sentence, is called used."""
    whole = sum(q.value for q in lots)
    # 其中已注销 140 t: the paper tells which of them count.
    if rest and any(
        not apart(value, rest, 0.0, _ALIKE)
        for value in (*(n.value for n in told), *(q.value for q in totals))
    ):
        return False
    for total in totals:
        label = "".join(total.what)
        if apart(total.value, whole, 0.0, _ALIKE) or any(w in label for w in ("拟", "持有", "未")):
            continue
        if titled or any(w in label for w in used):
            return True
    return any(
        any(w in n.label for w in used) and not apart(n.value, whole, 0.0, _ALIKE)
        for n in told
        if not re.search(r"拟|计划|预计|待|未", n.label)
    )


def is_told_used(head: str, text: str) -> bool:
    """Whether a cell says that units were used, or says yes below a heading that asks it."""
    told = _USED.search(text) is not None and _IN_PART.search(text) is None
    return told or bool(_ASKS_USED.search(head) and _YES.fullmatch(text.casefold()))


def not_asked_for(document: Document, phrases: Phrases) -> Citation | None:
    """A sentence of a letter by which no cancellation was applied for: 未收到该申请."""
    retires, before = any_of(phrases.retires), ""
    for text, place in spoken(document, _SURE):
        m = _NOT_ASKED.search(text)
        if m is not None and re.search(retires, before + text) and not _NO_SUCH.search(text):
            return place
        before = text
    return None
