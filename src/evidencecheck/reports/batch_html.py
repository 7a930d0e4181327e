"""batch_summary.html: the applicants of a batch on one page that opens without a network."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from urllib.parse import quote

from markupsafe import Markup

from evidencecheck.domain.finding import Flag
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.version import __version__
from evidencecheck.reports.batch_matrix import indicators_of
from evidencecheck.reports.batch_rows import SHARED, BatchRow
from evidencecheck.reports.html_page import environment, part, policy
from evidencecheck.reports.printable import printable
from evidencecheck.reports.wording import Wording

FLAGS = (Flag.SUSPICIOUS, Flag.MISSING, Flag.SUPPORTED)


def render_batch_html(
    rows: Sequence[BatchRow], book: RuleBook, day: date, lang: str = "zh"
) -> bytes:
    """The page as UTF-8 bytes, in ``lang``; ``day`` is the assessment date of the batch."""
    words = Wording(book, lang)
    css = part("report.css") + part("batch.css")
    checked = [row for row in rows if row.status == "checked"]
    names = {row.folder: n for n, row in enumerate(rows, start=1)}
    shared = [(row, found) for row in rows for found in row.shared]
    shared.sort(key=lambda pair: SHARED.index(pair[1].code))
    codes = sorted({code for row in rows for code, _ in row.codes})
    text = (
        environment()
        .get_template("batch.html.j2")
        .render(
            rows=rows,
            checked=checked,
            failed=len(rows) - len(checked),
            names=names,
            flags=FLAGS,
            indicators=indicators_of(checked),
            counts={
                i: {f.value: sum(dict(r.flags).get(i) == f.value for r in checked) for f in Flag}
                for i in indicators_of(checked)
            },
            own=[(row, dict(row.flags)) for row in checked],
            word={flag.value: words.flag(flag) for flag in Flag},
            codes=[(code, sum(dict(r.codes).get(code, 0) for r in rows)) for code in codes],
            shared=shared,
            day=day,
            w=words,
            link=link,
            version=__version__,
            css=Markup(css),  # noqa: S704 - our own file, not text of a submission
            policy=policy(css),
        )
    )
    return printable(text).encode("utf-8")


def link(path: str) -> str:
    """A path beside the page as a link: never a scheme, never a place outside."""
    return "./" + quote(path, safe="/")
