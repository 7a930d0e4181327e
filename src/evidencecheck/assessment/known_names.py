"""Names that a seal, a scan or the print beside them has spoilt, by how they are known.

Authorities and bodies issue several papers of one folder. A holder with nearly the applicant's name
may be another firm: it is left as it was read, but for what cannot be of the name, and for a
misread character beside the applicant's own credit code.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import unquote

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq, Levenshtein

from evidencecheck.assessment.names import nearly_one_code
from evidencecheck.domain.document import Citation, Document, Field
from evidencecheck.domain.page import Origin
from evidencecheck.domain.readings import misread
from evidencecheck.domain.script import simplified
from evidencecheck.domain.submission import Applicant

_GUESSED = 0.85
"""A holder of less confidence was found without a label."""
_DOUBTED, _SURE = 0.9, 0.95
"""Confidence below which a name is mended, and from which on it serves to mend others."""
_LEAST = 8
"""Characters: shorter names are too alike."""
_ALIKE = 88.0
_BESIDE_CODE = 85.0
"""Likeness that is enough beside the applicant's code, in a paper that has the name too."""
_LIKELY = 0.05
"""Odds from which on a print that is nearly the applicant's name is taken for it."""
IMPOSSIBLE = 1.5e-5
"""Odds below which it is another: of some ninety misread in kept scans none was below 8e-5, of
names with another character none above 3.2e-6."""
_LEGIBLE = 0.85
"""0..1, of the reading of a name, below which its odds must be the square of that to accuse."""
_STROKES = re.compile(r"(?<=[\u4e00-\u9fff])[A-Za-z0-9|/\\\u2160-\u216b]{1,4}(?=[\u4e00-\u9fff])")
"""Letters or figures between Han characters."""
_RUN_INTO = 20
"""Characters that may be run into the beginning of a name."""
_PLACE = re.compile(r"[省市区县州国]$")
_ANOTHER = re.compile(r"公司|集团|[厂院所局会社店行]$|中心$|[与和及、]$")
"""Before a name it is another body's, with which it stands together."""
_WHOLE_FIRM = re.compile(r"(?P<body>.*)(?:股份|有限|责任)+公司$|.*集团(?:公司)?$")
_LEAST_BODY = 5
"""Characters of the name of a firm without its form."""
_END = 3
"""Characters at the end of a name that say what kind of body it is."""
_TWO = 2
_LOST = 2
"""Characters that may be lost at the beginning."""


def with_known_issuers(documents: Sequence[Document]) -> tuple[Document, ...]:
    """``documents`` with the name that others have in place of a misread one nearly like it.

    Where two names would do, it stays as it was read.
    """
    known = {
        str(field.value)
        for document in documents
        for field in document.fields
        if field.name in {"issuer", "holder"} and _is_known(field, document)
    }
    return tuple(_mended(document, known) for document in documents) if known else tuple(documents)


def with_whole_holders(documents: Sequence[Document], applicant: Applicant) -> tuple[Document, ...]:
    """``documents`` with the applicant's name where its holder is plainly that name misread."""
    name = _in_one_script(applicant.name)
    if len(name) < _LEAST:
        return tuple(documents)
    mended = [_with_holder(d, name, applicant) for d in documents]
    # A rare character is taken for the same few others in paper after paper.
    taken = {
        pair
        for before, after in zip(documents, mended, strict=True)
        if before.origin is Origin.OCR and after.text("holder") == applicant.name
        for pair in _changed(before, name)
    }
    return tuple(_as_elsewhere(d, name, taken, applicant) for d in mended)


def _changed(document: Document, name: str) -> set[tuple[str, str]]:
    """The characters of a name that were read as others, each with what it was taken for."""
    read = _in_one_script(document.text("holder"))
    pairs = zip(name, read, strict=True) if len(read) == len(name) else ()
    return {(own, other) for own, other in pairs if own != other}


def _as_elsewhere(
    document: Document, name: str, taken: set[tuple[str, str]], applicant: Applicant
) -> Document:
    """A paper in whose holder characters were read as other papers have the applicant's misread."""
    holder = document.field("holder")
    changed = _changed(document, name)
    if holder is None or document.origin is not Origin.OCR or not changed or not changed <= taken:
        return document
    code, own = document.text("holder_credit_code"), applicant.credit_code
    # Another firm's code beside it says that it is that firm's name.
    other = bool(code and own) and code != own and not nearly_one_code(code, own)
    if other or is_printed_so(holder, document, applicant.name):
        return document
    return _with(document, replace(holder, value=applicant.name))


def _with_holder(document: Document, name: str, applicant: Applicant) -> Document:
    holder = document.field("holder")
    if holder is None:
        return document
    read = str(holder.value)
    folded = _in_one_script(read)
    more = len(folded) - len(name)
    before = folded[: max(more, 0)]
    own = 0 < more <= _RUN_INTO and folded.endswith(name)
    if own and not (_PLACE.search(before) or _ANOTHER.search(before)):
        # 查某公司, and the last words of the line above.
        value = read[more:]
    elif (_is_no_firm(holder, folded) and _names(document, name)) or _is_misread(
        document, holder, folded, name, applicant
    ):
        value = applicant.name
    else:
        return _by_code(document, holder, name, applicant)
    return _with(document, replace(holder, value=value))


def _is_no_firm(holder: Field, name: str) -> bool:
    """Whether what no label calls the holder is none: 零碳工厂, 现将公司, the end of a name."""
    if holder.confidence >= _DOUBTED or not name.endswith(("公司", "工厂")):
        return False
    m = _WHOLE_FIRM.fullmatch(name)
    return m is None or (m["body"] is not None and len(m["body"]) < _LEAST_BODY)


def _names(document: Document, name: str) -> bool:
    """Whether a paper has a firm's name, or all but its form, as a narrow column breaks it."""
    m = _WHOLE_FIRM.fullmatch(name)
    body = m["body"] if m is not None and m["body"] else name
    return any(body in _in_one_script(line.text) for line in document.lines)


def _is_misread(
    document: Document, holder: Field, folded: str, name: str, applicant: Applicant
) -> bool:
    """Whether a recognised holder is the applicant by its signs, its code or its picture."""
    if document.origin is Origin.OCR and _has_strokes_for_a_character(folded, name):
        return True
    if is_printed_so(holder, document, applicant.name):
        return False
    coded = bool(applicant.credit_code)
    coded = coded and document.text("holder_credit_code") == applicant.credit_code
    if document.origin is Origin.OCR and coded:
        # Of a print that may be the name, two characters may have been misread.
        most = _TWO if holder.own_odds is not None else 0
        changed = sum(a != b for a, b in zip(folded, name, strict=False))
        if misread(folded, name) or (len(folded) == len(name) and changed <= most):
            return True
    return holder.own_odds is not None and holder.own_odds >= _LIKELY


def _has_strokes_for_a_character(read: str, name: str) -> bool:
    """Whether a name was read with letters or figures in the place of one Han character.

    皿 and 川 are strokes to a recogniser: 保温器III有限公司.
    """
    parts = _STROKES.split(read)
    if len(parts) != 2 or _STROKES.search(name):
        return False
    before, behind = parts
    rest = name[len(before) : len(before) + 1]
    whole = before + rest + behind
    changed = sum(a != b for a, b in zip(whole, name, strict=False))
    return len(whole) == len(name) and changed <= 1


def is_printed_so(holder: Field, document: Document, own: str) -> bool:
    """Whether the print of a name, and not its reading, differs from the applicant's ``own``.

    By its odds, or by a QR code that has it too.
    """
    if document.origin is not Origin.OCR:
        return True
    codes = document.value("qr_payloads")
    coded = isinstance(codes, tuple) and any(
        str(holder.value) in unquote(str(code)) for code in codes
    )
    if coded or holder.own_odds is None:
        return coded
    # Each character that is another has odds of its own; the ink of a seal makes any print another.
    read = _in_one_script(str(holder.value))
    changed = max(Levenshtein.distance(read, _in_one_script(own)), 1)
    least: float = IMPOSSIBLE ** (1 + (changed - 1) / 2)
    return holder.own_odds < (least if holder.confidence >= _LEGIBLE else min(least, IMPOSSIBLE**2))


def _by_code(document: Document, holder: Field, name: str, applicant: Applicant) -> Document:
    """A paper that bears the applicant's code and name, and of which another was guessed.

    Or read below a seal, where two characters become one: it is the name but for its length.
    """
    own = bool(applicant.credit_code)
    own = own and document.text("holder_credit_code") == applicant.credit_code
    read = _in_one_script(str(holder.value))
    lost = 0 < abs(len(read) - len(name)) <= _LOST and fuzz.ratio(read, name) >= _BESIDE_CODE
    lost = lost and not is_printed_so(holder, document, applicant.name)
    if not own or (holder.confidence >= _GUESSED and not lost):
        return document
    line = next((x for x in document.lines if name in _in_one_script(x.text)), None)
    if line is None:
        return document
    place = Citation(document.file, line.page, line.box, applicant.name)
    known = replace(holder, value=applicant.name, raw=applicant.name, citation=place)
    return _with(document, known)


def _with(document: Document, whole: Field) -> Document:
    return replace(
        document, fields=tuple(whole if f.name == "holder" else f for f in document.fields)
    )


def _in_one_script(name: str) -> str:
    """A name in simplified characters with full-width brackets, as long as it was."""
    return simplified(name).replace("(", "（").replace(")", "）")


def _is_known(field: Field, document: Document) -> bool:
    long = isinstance(field.value, str) and len(field.value) >= _LEAST
    printed = document.origin is not Origin.OCR
    # Custom gives a place of an issuer no more than 0.85, however well it is printed.
    return long and (printed or field.confidence >= _SURE or _shown_clearly(field, document))


def _shown_clearly(field: Field, document: Document) -> bool:
    place = field.citation
    line = next(
        (x for x in document.lines if x.page == place.page and str(field.raw) in x.text), None
    )
    return line is not None and line.confidence >= _SURE


def _mended(document: Document, known: set[str]) -> Document:
    issuer = document.field("issuer")
    if issuer is None or document.origin is not Origin.OCR or issuer.confidence >= _DOUBTED:
        return document
    name = str(issuer.value)
    if name in known or len(name) < _LEAST:
        return document
    near = [other for other in known if _is_near(name, other)]
    if len(near) != 1:
        return document
    mended = replace(issuer, value=near[0])
    return replace(
        document, fields=tuple(mended if f.name == "issuer" else f for f in document.fields)
    )


def _without_some(name: str, other: str) -> bool:
    """Whether a name is another one without characters that recognition lost."""
    return LCSseq.similarity(name, other) == len(name) and name[-_END:] == other[-_END:]


def _is_near(name: str, other: str) -> bool:
    if 0 < len(other) - len(name) <= _LOST:
        return other.endswith(name) or _without_some(name, other)
    return len(other) == len(name) and fuzz.ratio(name, other) >= _ALIKE
