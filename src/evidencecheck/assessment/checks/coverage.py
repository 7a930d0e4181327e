"""P507: whether what a certificate covers is the factory: its scope and its site (domain C04)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import zip_longest

from evidencecheck.assessment.context import Context
from evidencecheck.assessment.left_out import as_printed, is_of_offices, without
from evidencecheck.assessment.premises import ROAD
from evidencecheck.domain.document import Citation, Document, Field
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.phrases import any_of, folded
from evidencecheck.domain.rules import DocumentType
from evidencecheck.domain.script import simplified

_SURE = 0.85
# 位于某市某园区7号的热镀锌钢管生产
_PLACED = re.compile(
    r"(?:位于|坐落于|坐落在|地处)(?P<place>[\u4e00-\u9fff0-9]{4,30}?(?:号|园区?|区|镇|市))(?=[的之,，、内(（]|$)"
)
_TWO = 2
_WORKS_THERE = 4
"""Files that name a city in which a firm works although it is registered elsewhere."""
_MOST_PAPERS = 3
"""As many times more papers tell of the works than of a site elsewhere."""
# The parts of an address that name a place: 某省某市某区.
_CITY = re.compile(r"(?:^|省|自治区|中国)([\u4e00-\u9fff]{2,6}?)(?:市|自治州|地区|盟)")
_DISTRICT = re.compile(r"(?:市|州|盟)([\u4e00-\u9fff]{1,7}?(?:新区|开发区|高新区|区|县|市|旗))")
_ANY_DISTRICT = re.compile(r"(?:^|省|市|州|盟)([\u4e00-\u9fff]{2,4}?(?:新区|区|县))")
# The last two characters of the name of a road, and its number.


def coverage(document: Document, context: Context) -> Iterator[Finding]:
    """A scope without production, or a site in another place; one finding."""
    kind = context.type_of(document)
    if kind is None or kind.coverage is None or context.of_another(document):
        return
    holder = document.text("holder")
    if not context.is_applicant(holder) if holder else kind.holder == "any":
        # Whose certificate it is, is a question of its own (P501).
        return
    scope = document.field("scope")
    if scope is not None and (
        _leaves_out_the_works(document, scope, context) or _is_of_offices(document, scope, context)
    ):
        yield context.finding("P507", document, cite=scope, scope=scope.value)
        return
    for name, uncovered in (("scope", _scope), ("site", _site)):
        field = document.field(name)
        if name == "site" and field is None:
            field = _named_with_its_place(document)
        if field is None or field.confidence < _SURE:
            continue
        if name == "scope" and _is_of_something_else(document, kind):
            continue
        text = simplified(str(field.value))
        place = _PLACED.search(text) if name == "scope" else None
        if (
            uncovered(text, kind, context)
            or (place is not None and _site(place["place"], kind, context))
            or _is_of_other_works(name, text, document, context)
        ):
            yield context.finding("P507", document, cite=field, scope=field.value)
            return
    only = _only_of(document, kind, context) or _elsewhere_alone(document, context)
    if only is not None:
        yield context.finding("P507", document, cite=only, scope=only.quote)


def _named_with_its_place(document: Document) -> Field | None:
    """The name of what is certified, where it says its road: 研发楼(某区某路2号)."""
    field = document.field("product")
    named = field is not None and ROAD.search(re.sub(r"\s", "", str(field.value)))
    return field if named else None


def _only_of(document: Document, kind: DocumentType, context: Context) -> Citation | None:
    """A line by which a certificate covers one place alone, that is elsewhere: 本证书仅覆盖…."""
    told = re.compile(
        rf"(?:{any_of(context.book.phrases.covers_only)})\s*(?:位于)?(?P<place>[^。;；,，]{{4,40}})"
    )
    for line in document.lines:
        m = told.search(line.text) if line.confidence >= _SURE else None
        place = simplified(m["place"]) if m is not None else ""
        # It must say where: 仅覆盖该场所, 仅适用于上述产品.
        if not (ROAD.search(place) or _CITY.search(place)):
            continue
        if _site(place, kind, context) or _is_of_other_works("site", place, document, context):
            return Citation(document.file, line.page, line.box, line.text)
    return None


def _elsewhere_alone(document: Document, context: Context) -> Citation | None:
    """A site on another road, in a line or two that leave out that of the works by its own.

    场所 某路20号门店(某街3号厂区不在范围内). What is left out of the works has their road
    beside it.
    """
    phrases = context.book.phrases
    if not document.speaks_of(folded((*phrases.left_out, *phrases.left_out_behind))):
        return None
    own = _own_roads(context)
    for line, below in zip_longest(document.lines, document.lines[1:]) if own else ():
        if line.confidence < _SURE:
            continue
        both = below is not None and below.confidence >= _SURE
        text = re.sub(r"\s", "", f"{line.text};{below.text}" if below and both else line.text)
        if len(ROAD.findall(text)) < _TWO:
            continue
        sites = ROAD.findall(without(text, phrases))
        left = [r for r in ROAD.findall(text) if r not in sites]
        elsewhere = bool(sites) and not any(_same_road(a, b) for a in sites for b in own)
        if elsewhere and any(_same_road(a, b) for a in left for b in own):
            return Citation(document.file, line.page, line.box, line.text)
    return None


def _is_of_something_else(document: Document, kind: DocumentType) -> bool:
    """Whether its title says that it certifies no production: 供应链安全管理体系."""
    title = document.title.quote.casefold() if document.title is not None else ""
    words = kind.coverage.not_of if kind.coverage is not None else ()
    return any(word.casefold() in title for word in words)


def _is_of_offices(document: Document, scope: Field, context: Context) -> bool:
    """Whether a boundary is that of an office building, and leaves out where things are made.

    Not of a paper on a building, or a product: it is on what it is on.
    """
    kind, phrases = context.type_of(document), context.book.phrases
    if kind is None or not (kind.whole_firm or (kind.coverage and kind.coverage.any)):
        return False
    told = (str(scope.value), as_printed(document, scope))
    return scope.confidence >= _SURE and any(is_of_offices(text, phrases) for text in told)


def _leaves_out_the_works(document: Document, scope: Field, context: Context) -> bool:
    """Whether a scope leaves out a plant at the place of the applicant: 不含某市厂区."""
    words = any_of(context.book.phrases.left_out)
    text = as_printed(document, scope)
    if scope.confidence < _SURE or not words or not text:
        return False
    left = re.search(
        rf"(?:{words})(?P<what>[^()（）。;；,，]{{2,30}}?(?:厂区|工厂|车间|厂房|本部))", text
    )
    if left is None:
        return False
    told = _own_addresses(context)
    near = {
        p.rstrip("区县") for s in told for part in (_ANY_DISTRICT, ROAD) for p in part.findall(s)
    }
    if any(place in left["what"] for place in near if len(place) > 1):
        return True
    # Another plant of the firm may lie in the same city, and says where.
    cities = {p.rpartition("省")[2] for s in told for p in _CITY.findall(s)}
    finer = re.search(r"[区县路街道号园]", left["what"].replace("厂区", ""))
    return finer is None and any(city in left["what"] for city in cities if len(city) > 1)


def _is_of_other_works(name: str, site: str, document: Document, context: Context) -> bool:
    """Whether a site, or a boundary, is that of another plant of the firm, by its road and number.

    A firm may be registered elsewhere than it works: most papers must tell of the works.
    """
    phrases = context.book.phrases
    if name == "scope":
        site = without(site, phrases)
    roads = set(ROAD.findall(re.sub(r"\s", "", site)))
    own = _own_roads(context)
    if not roads or not own or any(_same_road(a, b) for a in roads for b in own):
        return False
    lines = [re.sub(r"\s", "", x.text) for x in document.lines]
    beside = (*phrases.registered_at, *phrases.left_out)
    if any(
        _same_road(a, b) and not any(word in text for word in beside)
        for text in lines
        for a in ROAD.findall(text)
        for b in own
    ):
        # One of several sites, and the works are another.
        return False
    here, there = (
        {
            file
            for told_road, files in context.premises.told_in.items()
            if any(_same_road(told_road, road) for road in places)
            for file in files
        }
        for places in (roads, own)
    )
    return len(there) >= _WORKS_THERE and len(here) * _MOST_PAPERS <= len(there)


def _own_addresses(context: Context) -> list[str]:
    """Where the applicant says that it is, and its licences, without blanks."""
    told = (context.submission.applicant.address, *context.premises.registered)
    return [re.sub(r"\s", "", address) for address in told]


def _own_roads(context: Context) -> set[str]:
    """The roads of the applicant, with their numbers."""
    return {road for address in _own_addresses(context) for road in ROAD.findall(address)}


def _same_road(a: str, b: str) -> bool:
    """Whether two roads with numbers are one, of which a character may be misread."""
    number_a, number_b = (re.sub(r"\D", "", x) for x in (a, b))
    return number_a == number_b and bool(set(a[:2]) & set(b[:2]))


def _scope(scope: str, kind: DocumentType, context: Context) -> bool:
    """Whether a scope names only what needs no factory."""
    rule, plain = kind.coverage, without(scope.casefold(), context.book.phrases)
    if rule is None or any(word in plain for word in rule.any):
        return False
    return any(word in plain for word in rule.short_of)


def _site(site: str, kind: DocumentType, context: Context) -> bool:
    """Whether a site lies in another city than the factory, or in another district than stated."""
    works = context.submission.applicant.address
    if works:
        return _elsewhere(site, works, _CITY) or _elsewhere(site, works, _DISTRICT)
    # A firm may be registered in another district than its works.
    registered = context.premises.registered
    if not registered:
        return False
    roads = [[*ROAD.findall(re.sub(r"\s", "", place))] for place in (site, *registered)]
    if any(_same_road(a, b) for a in roads[0] for told in roads[1:] for b in told):
        # One road and number: the city was misread in one of them.
        return False
    province = _province(context.book.phrases.provinces)
    if all(_elsewhere(site, r, province) for r in registered):
        # A site that names no city: 某省某园区六号库.
        provinces = province.findall(re.sub(r"\s", "", site))
        told = {
            d.file for d in context.documents for x in d.lines for p in provinces if p in x.text
        }
        if len(told) < _WORKS_THERE:
            return True
    if not all(_elsewhere(site, r, _CITY) for r in registered):
        return all(_far_off(site, r, context) for r in registered)
    # Papers of several files that speak of that city: there is where it works.
    cities = [f"{city}市" for city in _CITY.findall(re.sub(r"\s", "", site))]
    told = {d.file for d in context.documents for x in d.lines for c in cities if c in x.text}
    return len(told) < _WORKS_THERE


@lru_cache(maxsize=8)
def _province(names: tuple[str, ...]) -> re.Pattern[str]:
    """The province with which an address begins."""
    return re.compile(
        rf"^(?:中国)?({'|'.join(map(re.escape, names)) or '(?!)'})(?=[省市]|自治区|[壮回维])"
    )


def _far_off(site: str, works: str, context: Context) -> bool:
    """Whether a site is in another district of one city, of which the other papers know nothing.

    A firm may be registered in another district than its works: then they tell of both.
    """
    here, there = (set(_ANY_DISTRICT.findall(re.sub(r"\s", "", a))) for a in (site, works))
    if not here or not there or set(ROAD.findall(site)) & set(ROAD.findall(works)):
        return False
    # One character of a district that a seal or a scan has spoilt.
    if any(set(a[:-1]) & set(b[:-1]) for a in here for b in there):
        return False
    known, other = (
        {d.file for d in context.documents for x in d.lines if any(p in x.text for p in places)}
        for places in (there, here)
    )
    return len(other) < _WORKS_THERE <= len(known)


def _elsewhere(site: str, works: str, part: re.Pattern[str]) -> bool:
    """Whether both name a place of one kind, and not the same."""
    here, there = (set(part.findall(re.sub(r"\s", "", a))) for a in (site, works))
    if not here or not there or here & there:
        return False
    # A new name of a district, or a part of its name, is none of another place.
    return not any(a in works or b in site for a in here for b in there)
