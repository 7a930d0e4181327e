"""Where a paper goes on to speak of a firm by brand and trade, and gives no short name for it.

苏州云岚阀门有限公司 is 云岚阀门 from its second mention on, as 云岚阀门(苏州)有限公司 is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from evidencecheck.domain.document import Remark, RemarkKind
from evidencecheck.domain.phrases import Phrases, any_of
from evidencecheck.domain.script import simplified
from evidencecheck.extraction.text import PageText, prose

_LEAST = 4
"""Characters of a brand with its trade: fewer are words that any text may have."""
_FORM = re.compile(r"(?:集团|股份|有限|责任|公司)+$")
_HELD = frozenset({RemarkKind.SUBJECT, RemarkKind.NAMED, RemarkKind.MENTION})
_STOPS = "。;；!！?？\n"
_TELLS = 22
"""Characters behind a name in which the text says what the firm has."""


class ShortNames:
    """Finds them for firms whose names tell a place that rules/phrases.yaml knows."""

    def __init__(self, phrases: Phrases, tells: Callable[[str], bool]) -> None:
        places = any_of((*phrases.provinces, *phrases.cities))
        self._placed = re.compile(rf"(?:中国)?(?:{places})[省市县区]?(?P<rest>.+)")
        self._placed_behind = re.compile(rf"(?P<rest>[^()（）]+)[(（](?:{places})[省市]?[)）].*")
        self._partners = re.compile(any_of(phrases.comparison), re.IGNORECASE)
        self._tells = tells

    def find(self, pages: Sequence[PageText], remarks: Sequence[Remark]) -> Iterator[Remark]:
        """Each such place, of the firms of which a paper tells what only a factory has.

        Of any other firm nothing follows from that: a partner is spoken of in this way too.
        """
        names = dict.fromkeys(r.text for r in remarks if r.kind in _HELD)
        told = {r.text for r in remarks if r.kind is RemarkKind.SUBJECT}
        for name in names:
            short = self._short(name)
            if short:
                again = list(self._places(pages, name, short))
                if name in told or any(r.kind is RemarkKind.SUBJECT for r in again):
                    yield from again

    def _short(self, name: str) -> str:
        plain = simplified(name)
        m = self._placed_behind.fullmatch(plain) or self._placed.fullmatch(_FORM.sub("", plain))
        short = _FORM.sub("", m["rest"]) if m is not None else ""
        return short if len(short) >= _LEAST else ""

    def _places(self, pages: Sequence[PageText], name: str, short: str) -> Iterator[Remark]:
        for page in pages:
            if short not in simplified(page.text).replace("\n", ""):
                continue
            running = prose(page)
            text = simplified(running.text)
            named = re.sub(r"\\?[()（）]", "[()（）]", re.escape(simplified(name)))
            whole = [m.span() for m in re.finditer(named, text)]
            for m in re.finditer(re.escape(short), text):
                if any(start <= m.start() < end for start, end in whole):
                    continue
                sentence = max((text.rfind(c, 0, m.start()) for c in _STOPS), default=-1) + 1
                if self._partners.search(text[sentence : m.end()]):
                    continue
                behind = re.split(rf"[{_STOPS}]", text[m.end() : m.end() + _TELLS])[0]
                # 云岚阀门有限公司: another firm, or this one whose place was not read.
                if _FORM.match(behind) or behind.startswith(("有限", "股份", "集团", "公司")):
                    continue
                kind = RemarkKind.SUBJECT if self._tells(behind) else RemarkKind.MENTION
                yield Remark(kind, name, page.cite(*running.span(*m.span())))
