"""E004: a grade, of an evaluation or of a machine, that is lower than an indicator asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidencecheck.assessment.context import Context
from evidencecheck.assessment.evidence import plain
from evidencecheck.assessment.names import normal
from evidencecheck.domain.document import Citation, Document
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.script import simplified
from evidencecheck.domain.systems import AskedGrade

_LEGIBLE = 0.85
"""0..1: one letter decides."""
_SEVERAL = 2
_SIGN = r"[A-Da-d1-5一二三四五]"
_SUFFIX = r"\s*(?:级|类|等)?"
# Several grades behind one label explain what grades there are: 等级:A、B、C、D.
_ALONE = r"(?!\s*[/、至~～—,，和及或\-]\s*[A-Da-d1-5一二三四五](?:级|类|等|\b))(?![0-9A-Za-z.%％])"
_LETTER = "[A-D]"
_BEHIND = r"(?:[(（][^()（）]*[)）])?[^\s:：,，。]{0,6}?(?:企业|单位)?(?:名单|名录|\s*$|\s*[:：])"
"""What stands behind a grade that heads the firms which have it."""
_FIGURES = str.maketrans("一二三四五", "12345")

Found = tuple[str, Citation]


def _value(asked: AskedGrade) -> str:
    """A pattern of the grades: one sign each, or words, 先进 and 基础."""
    words = [re.escape(w) for w in (*asked.enough, *asked.below) if len(w) > 1]
    return rf"(?P<grade>{'|'.join(words) or _SIGN})"


def grades(document: Document, context: Context) -> Iterator[Finding]:
    """A grade below what a slot asks for; one finding."""
    for slot in context.pack.graded:
        asked = slot.grade
        if asked is None or document.type not in (*slot.accepts, *slot.instead):
            continue
        own = _of(document, asked, context)
        if own is None or own[0] not in asked.below:
            continue
        if not asked.each and any(_may_be_enough(d, asked, context) for d in context.documents):
            continue
        grade, place = own
        required = f"{asked.enough[-1]}{'级及以上' if len(asked.enough) > 1 else '级'}"
        yield context.finding("E004", document, cite=place, required=required, found=f"{grade}级")
        return


def _may_be_enough(document: Document, asked: AskedGrade, context: Context) -> bool:
    """Whether a paper says that the applicant has the grade, or was handed in and says none."""
    if not _speaks(document, asked):
        return False
    own = _of(document, asked, context)
    return own[0] in asked.enough if own is not None else _is_of_the_applicant(document, context)


def _is_of_the_applicant(document: Document, context: Context) -> bool:
    """Whether a paper of others is on the applicant: its own plans speak of grades as well."""
    kind = context.type_of(document)
    by_others = kind is None or kind.by_others
    return by_others and context.is_applicant(document.text("holder"))


def _speaks(document: Document, asked: AskedGrade) -> bool:
    title = document.title.quote if document.title is not None else ""
    heads = (title,) if asked.titled else (title, *(x.text for x in document.lines))
    return any(plain(word) in plain(head) for head in heads for word in asked.speaks)


def _of(document: Document, asked: AskedGrade, context: Context) -> Found | None:
    """The grade that a paper states of the applicant, or of the machine that it is about."""
    if not _speaks(document, asked):
        return None
    if asked.titled and context.is_applicant(document.text("holder")):
        # What the applicant makes, and not what it works with.
        return None
    if not asked.titled:
        listed = _in_a_list(document, asked, context)
        if listed is not None:
            return listed
        if not context.is_applicant(document.text("holder")) or _names_others(document, context):
            return None
    found = list(_labelled(document, asked))
    # Two grades, or a label of what there are besides: nobody can tell.
    return found[0] if len({g for g, _ in found}) == 1 else None


def _labelled(document: Document, asked: AskedGrade) -> Iterator[Found]:
    labels = "|".join(sorted(map(re.escape, asked.labels), key=len, reverse=True))
    stated = re.compile(
        rf"(?:{labels})\s*[为是]?\s*[:：]?\s*{_value(asked)}{_SUFFIX}{_ALONE}", re.IGNORECASE
    )
    for line in document.lines:
        if line.confidence >= _LEGIBLE and (m := stated.search(simplified(line.text))) is not None:
            yield _grade(m["grade"]), document.at(line)


def _in_a_list(document: Document, asked: AskedGrade, context: Context) -> Found | None:
    """The grade in the row of a table that names the applicant, or over its line in a list."""
    own = normal(context.submission.applicant.name)
    stated = re.compile(rf"\s*{_value(asked)}{_SUFFIX}\s*(?:[(（].*)?\s*$")
    for table in document.tables:
        for row in table.rows:
            if not any(own in normal(c.text) for c in row.cells):
                continue
            cells = [
                (m["grade"], c)
                for c in row.cells
                if c.confidence >= _LEGIBLE
                and (m := stated.match(c.text)) is not None
                # A figure may count the rows.
                and (len(m["grade"]) > 1 or re.match("[A-Za-z]", m["grade"]))
            ]
            if len({g for g, _ in cells}) == 1:
                grade, cell = cells[0]
                return _grade(grade), document.at(cell)
            return None
    return _under_a_heading(document, asked, own)


def _under_a_heading(document: Document, asked: AskedGrade, own: str) -> Found | None:
    """Under B类企业名单, in a notice that lists the firms of several grades."""
    lines = document.lines
    value = _value(asked).replace(_SIGN, _LETTER)
    heading = re.compile(rf"[\d\s一二三四五六七八九十、.．()（）]*{value}\s*[级类]{_BEHIND}")
    headed = [(n, m["grade"]) for n, x in enumerate(lines) if (m := heading.match(x.text))]
    named = [n for n, x in enumerate(lines) if own in normal(x.text)]
    if len({g for _, g in headed}) < _SEVERAL or len(named) != 1:
        return None
    above = [(n, g) for n, g in headed if n < named[0]]
    if not above:
        return None
    line = lines[above[-1][0]]
    return above[-1][1], document.at(line)


def _names_others(document: Document, context: Context) -> bool:
    """Whether rows of a paper name other firms: whose a grade is, is then not told by its label."""
    return any(
        (name := normal(c.text)).endswith("公司") and not context.is_applicant(name)
        for table in document.tables
        for row in table.rows
        for c in row.cells
    )


def _grade(text: str) -> str:
    return text.upper().translate(_FIGURES)
