"""What a document says of itself besides its fields: for whom it speaks, what a copy is for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from evidencecheck.domain.document import Citation, Remark, RemarkKind
from evidencecheck.domain.page import MarkKind
from evidencecheck.domain.phrases import Phrases, any_of
from evidencecheck.domain.script import simplified
from evidencecheck.extraction.copy_remarks import CopyRemarks
from evidencecheck.extraction.entities.dates import find_dates
from evidencecheck.extraction.entities.organisations import (
    OrganisationMatch,
    find_organisations,
    tidy,
)
from evidencecheck.extraction.short_names import ShortNames
from evidencecheck.extraction.text import Flow, PageText, prose

_PAGES = 12
"""A paper introduces its speaker early."""
_NAME = 60
"""Characters before 以下简称 in which the name ends, at most."""
_NEAR = 16
"""The same of a name that a clause parts from it: in a form other rows stand around that."""
_FULL = 0.78
"""A line that ends before this part of the page's width ends its paragraph."""
_STOPS = "。;；!！?？\n"
_QUOTES = "\"'“”‘’「」『』〝〞"
# only for the purpose of verifying …
_AFTER = r"\s+of\s+(?P<after>[^.;。；]{2,80})"
# 仅供某某使用
_WHAT = r"(?P<what>[^。;；,，!！\n\t)）】\]]{2,40}?)\s*"
# 此复印件仅用于某某
_THIS_COPY = r"(?:[此本该](?:复印|复制|影印)?件|复印件|影印件)[^。;；,，\n]{0,4}?"
# 与原件一致，仅供某某备案
_AS_THE_ORIGINAL = r"(?:此件|本件|复印件)?与原件(?:核对)?(?:一致|相符|无异)[,，;；。\s]{0,2}"
_ALL = r"(?P<all>[^。;；,，!！\n\t)）】\]]{2,40})"
# 仅限某某，再次复印无效
_BEFORE = r"(?P<before>[^。;；!！\n\t)）】\]]{2,30}?)"
_NO_MORE = (
    r"[,，;；。 ]{0,2}(?:(?:再次?|二次|重复)?复印(?:件)?无效|他用无效"
    r"|(?:用[于作])?其[他它]用?途?无效|挪作|不得(?:用于|用作|作|挪))"
)
# The same behind a purpose whose first words were lost: 标识可在包装上使用,不得用于比较 is none.
_NO_OTHER_USE = (
    r"[,，;；。 ]{0,2}(?:(?:再次?|二次|重复)?复印(?:件)?无效|他用无效|[挪移另]作他用"
    r"|(?:用[于作])?其[他它]用?途?无效|不得(?:用于|用作|作|挪)(?:他用|(?:其[他它]|别的)(?:用途|目的|事项|业务|场合)))"
)
# 须与附件一并使用: how a certificate itself is used.
_IN_USE = (
    r"(?:一并|同时|一起|配合|配套|结合|共同|连同|方可|不可|不得"
    r"|本(?:证书|报告|标[识志])(?![^\s,，]{0,2}(?:复[印制]|影印)))"
)
# 本件用于申请流动资金贷款抵押,挪作他用无效
_SERVES = r"(?:用于|用作|供)(?P<serves>[^。;；\n()（）]{2,40}?)"
_VOID = (
    r"(?=[,，;；。 ]{0,2}(?:挪作他用|移作他用|另作他用|他用|作其他用途|其他用途)"
    r"[^。;；,，]{0,4}无效)"
)
_BARE = 2
"""Characters."""
_NUMBERS = {word: n for n, word in enumerate("一二三四五六七八九十", 1)} | {
    "两": 2, "十五": 15, "二十": 20, "三十": 30, "六十": 60, "九十": 90, "一百八十": 180,
}  # fmt: skip
_TERM = re.compile(
    r"(?:有效期(?:为|限)?|自[^。;；\n]{0,14}起|valid for)\s*[:：]?\s*"
    r"(?P<n>\d{1,3}|[一二三四五六七八九十百]{1,5})\s*(?:个)?(?P<unit>工作日|日|天|个?月|days)",
    re.IGNORECASE,
)
# 本报告自生成之日起三个月内有效; 本证明有效期三个月; 有效期:自出具之日起30日
_SINCE = (
    r"自(?:本?(?:报告|证明|查询结果))?(?:生成|出具|查询|打印|开具|下载|签发|制作)"
    r"之?日?起[^。;；\n]{0,4}?"
)
_SPAN = r"(?:\d{1,3}|[一二两三四五六七八九十百]{1,5})\s*个?(?:工作日|日|天|月)"
_OWN_TERM = re.compile(
    rf"(?:{_SINCE}(?={_SPAN}(?:之?内)?有效)|有效期限?[为:：\s]{{0,3}}{_SINCE}"
    r"|本(?:报告|证明|证明书|函|查询结果)的?有效期限?[为:：\s]{0,3})"
    r"(?P<n>\d{1,3}|[一二两三四五六七八九十百]{1,5})\s*个?(?P<unit>工作日|日|天|月)"
)
_DAYS_OF_A_MONTH = 30
_LAST_DAY = re.compile(
    r"(?:使用|有效)(?:期限|日期|时间|期)(?:为|截止|截至|限)?\s*[:：]?\s*(?P<when>[^。;；\n]{6,40})|"
    r"(?:截止|截至|有效至|valid until|until)\s*[:：]?\s*(?P<end>[^。;；\n]{6,20})",
    re.IGNORECASE,
)
_BESIDE = 60
"""Characters behind a restriction in which its term stands."""
_LEGIBLE = 0.8
# 第五条 某公司每年…, 建议某公司于…
_TURNS_TO = re.compile(
    r"\s*(?:第[一二三四五六七八九十\d]{1,4}条|[一二三四五六七八九十\d.]{1,6}、?)?\s*"
    r"(?:为|为推动|为规范|建议|由|对|经|目前|本次|因此)?\s*"
)
_STAMPED = frozenset({MarkKind.SEAL, MarkKind.STAMP})
_TELLS = 22
"""Characters behind the name of a firm in which the text says what it has."""
# 名称 | 某甲有限公司 | 某乙有限公司; 某甲有限公司更名为某乙有限公司.
_BECAME = re.compile(
    r"\s*(?:[(（][^()（）]{0,12}[)）])?\s*(?:名称)?\s*(?:已|经核准|现)?(?:变更|更名|改名|改)?(?:登记)?(?:为|成|→|->)?\s*[:：]?\s*",
)
_ONCE = re.compile(
    r"(?:曾用名|原名称?|原企业名称|原公司名称|formerly(?: known as)?)\s*[:：为]?\s*$", re.IGNORECASE
)
_ADDRESSEE = re.compile(r"(?P<name>[\u4e00-\u9fff（）()]{4,40})\s*[:：]")
_NAME_BEGINS = 6
"""Characters."""
_COPY = ("复印", "复制件", "副本", "copy")


class RemarkFinder:
    """Finds remarks by the words of rules/phrases.yaml."""

    def __init__(self, phrases: Phrases) -> None:
        speaker, short = any_of(phrases.speaker), any_of(phrases.short_for)
        self._speaker = re.compile(
            rf"[(（]?\s*(?:{short})\s*[:：]?\s*[{_QUOTES}]?\s*(?:{speaker})\s*[{_QUOTES})）]",
            re.IGNORECASE,
        )
        self._speakers_words = phrases.speaker
        self._short_name = re.compile(
            rf"\s*[(（]\s*(?:{short})\s*[:：]?\s*[{_QUOTES}]?(?P<short>[\u4e00-\u9fff]{{2,8}})[{_QUOTES}]?\s*[)）]"
        )
        # 适用于某某有限公司各部门
        self._whose_rule = re.compile(
            rf"(?:{any_of(phrases.applies)})(?P<name>[\u4e00-\u9fff()（）]{{4,30}}?公司)"
            rf"的?(?:[\u4e00-\u9fff]{{2,4}}[、和及]){{0,4}}[\u4e00-\u9fff]{{0,4}}?(?:{any_of(phrases.within)})"
            r"(?![^。;；]{0,6}(?:子公司|下属|所属))"
        )
        only, use = any_of(phrases.only_for), any_of(phrases.use)
        # 我公司(某某有限公司): the plain words 公司 and 企业 name nobody.
        own = any_of([w for w in phrases.speaker if len(w) > _BARE])
        self._named_so = re.compile(rf"(?:{own})\s*[(（](?P<name>[^()（）]{{4,40}})[)）]")
        # 我公司某某有限公司作为…
        self._named_next = re.compile(
            rf"(?:{own})(?P<name>[\u4e00-\u9fff()（）]{{4,30}}?(?:有限公司|股份公司|集团公司))"
        )
        # 仅限某某项目投标, on a line of its own.
        self._alone = re.compile(
            rf"(?:{_AS_THE_ORIGINAL}|{_THIS_COPY})?(?:{only})\s*[:：]?\s*{_ALL}(?P<note>[(（][^()（）]*[)）])?"
        )
        self._purpose = re.compile(
            rf"(?:{_THIS_COPY})?(?:{only})\s*[:：]?\s*"
            rf"(?:(?:the\s+)?(?:{use}){_AFTER}|{_WHAT}(?:{use}))"
            rf"|(?:{only}|(?:(?<=^)|(?<=[\s(（,，。;；件]))限(?![为是额值度量期时制]))\s*[:：]?\s*{_BEFORE}(?={_NO_MORE})"
            rf"|{_THIS_COPY}(?:{only})\s*[:：]?\s*{_ALL}"
            rf"|(?<![^\s。;；,，:：])(?P<lost>(?:(?!{only}|{_IN_USE})[^\s。;；,，:：]){{4,24}}?)(?:{use})(?={_NO_OTHER_USE})"
            rf"|{_SERVES}{_VOID}"
            rf"|用途\s*[:：]\s*(?P<told>[^。;；,，()（）\n]{{2,30}}?)[\s(（]{{0,2}}(?={_NO_OTHER_USE})",
            re.IGNORECASE,
        )
        # 本复印件有效期至2026年6月30日
        self._of_a_copy = re.compile(
            rf"(?:{any_of(phrases.photocopy)})件?[^。;；\n]{{0,6}}?(?:有效|使用|截止|截至)"
        )
        self._operates = re.compile(any_of((*phrases.operates, *phrases.vouches)), re.IGNORECASE)
        self._ought = re.compile(any_of(phrases.ought))
        self._comparison = re.compile(any_of(phrases.comparison), re.IGNORECASE)
        self._leading = re.compile(rf"^(?:{any_of(phrases.represented)})")
        self._represented = phrases.represented
        self._no_restriction = phrases.no_restriction
        self._other_purpose = phrases.other_purpose
        self._copies = CopyRemarks(phrases)
        self._shorts = ShortNames(phrases, lambda x: self._operates.search(x) is not None)
        self._for_others = phrases.for_others
        self._renamed = tuple(word.casefold() for word in phrases.renamed)

    def find(self, pages: Sequence[PageText]) -> Iterator[Remark]:
        """The remarks of a document, in the order of its pages; short names of firms come last."""
        remarks = tuple(self._of_pages(pages[:_PAGES]))
        yield from remarks
        yield from self._shorts.find(pages[:_PAGES], remarks)

    def _of_pages(self, pages: Sequence[PageText]) -> Iterator[Remark]:
        for page in pages:
            running = prose(page)
            text = simplified(running.text)
            yield from self._speakers(page, running, text)
            restricted = list(self._purposes(page, running, text)) or list(self._lines_alone(page))
            yield from restricted
            if restricted or any(word in text for word in _COPY):
                yield from _terms(page, running, text)
            for m in self._of_a_copy.finditer(text):
                yield from _last_days(page, running, text, m.start(), whole=True)
            yield from _terms(page, running, text, _OWN_TERM, RemarkKind.OWN_TERM)
            yield from self._copies.find(page, running, text)
            yield from self._stamped(page)
            yield from self._subjects(page, running, text)
            yield from _addressees(page)
            if any(word in text.casefold() for word in self._renamed):
                yield from _formers(page, running, text)

    def _speakers(self, page: PageText, running: Flow, text: str) -> Iterator[Remark]:
        for m in self._speaker.finditer(text):
            first = _paragraph(page, running, max(0, m.start() - _NAME), m.start())
            before = text[first : m.start()].rstrip(" (（,，")
            named = find_organisations(before, bodies=False)
            if not named or (named[-1].end != len(before) and not self._leads(before, named)):
                continue
            start, end = first + named[-1].start, first + named[-1].end
            reach = _NAME if named[-1].end == len(before) else _NEAR
            around = text[max(0, start - reach) : m.end() + reach]
            if not any(word in around for word in self._for_others):
                place = page.cite(*running.span(start, m.end()))
                yield Remark(RemarkKind.SPEAKER, tidy(running.text[start:end]), place)

        named_so = (p.finditer(text) for p in (self._named_so, self._named_next, self._whose_rule))
        for m in chain.from_iterable(named_so):
            if self._comparison.search(m["name"]):
                continue
            if [o.name for o in find_organisations(m["name"], bodies=False)] == [tidy(m["name"])]:
                start, end = running.span(m.start("name"), m.end("name"))
                place = page.cite(*running.span(*m.span()))
                yield Remark(RemarkKind.SPEAKER, tidy(page.text[start:end]), place)

    def _leads(self, before: str, named: Sequence[OrganisationMatch]) -> bool:
        """Whether the only firm of a sentence is told of up to its short name: 某公司主营…,下称."""
        behind = before[named[-1].end :]
        alone = sum(len(re.split(rf"[{_STOPS}]", before[o.start :])) == 1 for o in named) == 1
        told = self._operates.match(behind.lstrip(" ,，是为系"))
        return alone and told is not None and not re.search(rf"[{_STOPS}]", behind)

    def _purposes(self, page: PageText, running: Flow, text: str) -> Iterator[Remark]:
        for m in self._purpose.finditer(text):
            what = next(filter(None, m.groups())).strip(_QUOTES + " :：\n")
            if not any(word in what for word in self._no_restriction):
                yield Remark(RemarkKind.PURPOSE, what, page.cite(*running.span(*m.span())))
                yield from _last_days(page, running, text, m.end())

    def _lines_alone(self, page: PageText) -> Iterator[Remark]:
        """What a line says that holds nothing else: a watermark, a note at the edge."""
        for piece in page.pieces:
            m = self._alone.fullmatch(simplified(piece.span.text).strip(_QUOTES + " 。"))
            if m is None or any(word in m["all"] for word in self._no_restriction):
                continue
            # 仅用于冷却(不外排): a cell of a permit, unless the purpose is known.
            if not m["note"] or any(word in m["all"] for word in self._other_purpose):
                yield Remark(RemarkKind.PURPOSE, m["all"], page.cite(piece.start, piece.end))

    def _represented_by(self, text: str, named: OrganisationMatch) -> str:
        """The firm for which somebody acts: 代表某公司, all of which may be taken for its name."""
        if text[: named.start].endswith(self._represented):
            return named.name
        rest = self._leading.sub("", named.name)
        return rest if rest != named.name and len(rest) > _NAME_BEGINS else ""

    def _by_its_short_name(
        self, page: PageText, running: Flow, text: str, named: OrganisationMatch
    ) -> Iterator[Remark]:
        """Each place that speaks of a firm by the short name that it is given: (以下简称“瑞盈”)."""
        m = self._short_name.match(text, named.end)
        if m is None or any(word in m["short"] for word in self._speakers_words):
            return
        for again in re.finditer(re.escape(m["short"]), text[m.end() :]):
            start = m.end() + again.start()
            place = page.cite(*running.span(start, start + len(m["short"])))
            yield Remark(RemarkKind.MENTION, named.name, place)

    def _stamped(self, page: PageText) -> Iterator[Remark]:
        """What a stamp says of the copy on which it stands; some are read as seals."""
        for mark in page.page.marks:
            if mark.kind not in _STAMPED or mark.confidence < _LEGIBLE:
                continue
            text = simplified(" ".join((mark.text, *mark.lines)))
            place = Citation(page.file, page.page.number, mark.box, mark.text)
            for m in self._purpose.finditer(text):
                what = next(filter(None, m.groups())).strip(_QUOTES + " :：")
                yield Remark(RemarkKind.PURPOSE, what, place)
                if (until := _last_day(text, 0, len(text))) is not None:
                    yield Remark(RemarkKind.UNTIL, until[0], place)

    def _subjects(self, page: PageText, running: Flow, text: str) -> Iterator[Remark]:
        for named in find_organisations(text, bodies=False):
            # 本人代表公司郑重承诺: who speaks, and no name.
            if self._leading.sub("", named.name) in self._speakers_words:
                continue
            sentence = max((text.rfind(c, 0, named.start) for c in _STOPS), default=-1) + 1
            behind = re.split(rf"[{_STOPS}]", text[named.end : named.end + _TELLS])[0]
            told = self._operates.search(behind) or self._ought.match(behind)
            if self._comparison.search(text[sentence : named.end]):
                continue
            # Of two names in one breath the latter is told of.
            if told is not None and find_organisations(behind[: told.start()], bodies=False):
                continue
            yield from self._by_its_short_name(page, running, text, named)
            acted_for = self._represented_by(text, named) if told is None else ""
            if acted_for:
                place = page.cite(*running.span(named.start, named.end))
                yield Remark(RemarkKind.SUBJECT, acted_for, place)
                continue
            if told is None:
                begins = _TURNS_TO.fullmatch(text[sentence : named.start])
                kind = RemarkKind.NAMED if begins else RemarkKind.MENTION
                start, end = running.span(named.start, named.end)
                place = page.cite(start, end)
                if begins or not _is_apart(page, start, named.name):
                    yield Remark(kind, named.name, place)
                continue
            place = page.cite(*running.span(named.start, named.end + told.end()))
            yield Remark(RemarkKind.SUBJECT, named.name, place)


def _addressees(page: PageText) -> Iterator[Remark]:
    """The firm that a letter begins with, alone on its line before a colon."""
    for piece in page.pieces:
        m = _ADDRESSEE.fullmatch(simplified(piece.span.text).strip())
        named = find_organisations(m["name"], bodies=False) if m is not None else []
        if m is not None and [tidy(o.name) for o in named] == [tidy(m["name"])]:
            place = page.cite(piece.start, piece.end)
            yield Remark(RemarkKind.ADDRESSED, tidy(m["name"]), place)


def _is_apart(page: PageText, at: int, name: str) -> bool:
    """Whether a name stands in no sentence, but in a cell or a line that holds little besides."""
    row = page.rows[page.piece_at(at).row]
    if page.text[:at].rstrip(" ").endswith((":", "：")):
        return True
    return len(row.spans) > 1 or len(row.text) <= len(name) + _NAME_BEGINS


def _formers(page: PageText, running: Flow, text: str) -> Iterator[Remark]:
    """Names that a firm had before, each cited with the name that it has now or the word for it."""
    named = find_organisations(text, bodies=False)
    for old, new in pairwise(named):
        between = text[old.end : new.start]
        if old.name != new.name and _BECAME.fullmatch(between):
            place = page.cite(*running.span(old.start, new.end))
            yield Remark(RemarkKind.FORMER, old.name, place)
    for old in named:
        if _ONCE.search(text, max(0, old.start - _TELLS), old.start):
            place = page.cite(*running.span(old.start, old.end))
            yield Remark(RemarkKind.FORMER, old.name, place)


def _paragraph(page: PageText, running: Flow, first: int, last: int) -> int:
    """Where in ``first..last`` the paragraph of ``last`` begins: behind a line that falls short."""
    for i in range(last - 1, first, -1):
        start, end = running.origin[i - 1], running.origin[i]
        if "\n" in page.text[start:end] and page.piece_at(start).span.box.x1 < _FULL:
            return i
    return first


def _last_days(
    page: PageText, running: Flow, text: str, start: int, *, whole: bool = False
) -> Iterator[Remark]:
    """The last day that stands behind a restriction, quoted with it where ``whole``."""
    found = _last_day(text, start, start + _BESIDE)
    if found is not None:
        day, m = found
        place = page.cite(*running.span(start if whole else m.start(), m.end()))
        yield Remark(RemarkKind.UNTIL, day, place)


def _last_day(text: str, start: int, end: int) -> tuple[str, re.Match[str]] | None:
    """The last day that ``text`` states between two places, as an ISO date, and where."""
    m = _LAST_DAY.search(text, start, end)
    said = (m["when"] or m["end"]) if m is not None else ""
    # 有效期三个月(2025年1月6日起): the first day, and no last one.
    days = [d for d in find_dates(said) if not said[d.end :].lstrip().startswith("起")]
    last = max((d.value.isoformat() for d in days), default="")
    return (last, m) if m is not None and last else None


def _terms(
    page: PageText,
    running: Flow,
    text: str,
    pattern: re.Pattern[str] = _TERM,
    kind: RemarkKind = RemarkKind.TERM,
) -> Iterator[Remark]:
    for m in pattern.finditer(text):
        number = int(m["n"]) if m["n"].isdigit() else _NUMBERS.get(m["n"], 0)
        days = number * (_DAYS_OF_A_MONTH if "月" in m["unit"] else 1)
        if days:
            yield Remark(kind, str(days), page.cite(*running.span(*m.span())))
