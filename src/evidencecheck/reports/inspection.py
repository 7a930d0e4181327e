"""What the checker sees in one file, on a terminal and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from rich.console import Console
from rich.table import Table
from rich.text import Text

from evidencecheck.domain.document import Document
from evidencecheck.domain.files import FileReading, SourceFile
from evidencecheck.domain.page import MarkKind, Page, TextLayer
from evidencecheck.domain.provenance import Provenance
from evidencecheck.domain.report import DocumentEntry
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.volume import Part
from evidencecheck.reports.json_report import box_json, document_json, signature_json
from evidencecheck.reports.parts import part_json, parts_table
from evidencecheck.reports.printable import printable
from evidencecheck.reports.wording import Wording
from evidencecheck.reports.words import catalogue


def inspection_json(
    file: SourceFile,
    reading: FileReading | None,
    parts: Sequence[Part],
    book: RuleBook,
    lang: str,
) -> str:
    """One file as indented JSON: status, pages with their spans and marks, parts, documents."""
    words = Wording(book, lang)
    pages = reading.pages if reading else ()
    problems = (*file.problems, *(reading.problems if reading else ()))
    return json.dumps(
        {
            "path": file.path,
            "sha256": file.sha256,
            "bytes": file.bytes,
            "media_type": file.media_type.value,
            "status": (reading.status if reading else file.status).value,
            "problems": [{"code": p.code, "page": p.page, **dict(p.params)} for p in problems],
            "signatures": [signature_json(s) for s in reading.signatures] if reading else [],
            "provenance": _stated(reading.provenance) if reading else {},
            "parts": [part_json(p, words) for p in parts],
            "documents": [
                document_json(DocumentEntry(p.document, ()), words) for p in parts if p.document
            ],
            "pages": [_page(p) for p in pages],
        },
        ensure_ascii=False,
        indent=2,
    )


def render_inspection(
    console: Console,
    file: SourceFile,
    reading: FileReading | None,
    parts: Sequence[Part],
    book: RuleBook,
    lang: str,
) -> None:
    """One file on a terminal: how its pages were read, what documents it holds and their fields."""
    words = Wording(book, lang)
    status = reading.status if reading else file.status
    pages = reading.pages if reading else ()
    head = f"{printable(file.path)}  {words.status(status)}  {file.media_type.value}"
    console.print(Text(head, style="bold"))
    for problem in (*file.problems, *(reading.problems if reading else ())):
        place = f" ({words.page(problem.page)})" if problem.page else ""
        said = printable(f"  {problem.code} {words.problem(problem)}{place}")
        console.print(Text(said, style="yellow"))
    for line in _about(reading, words) if reading else ():
        console.print(Text(f"  {printable(line)}"))
    for page in pages:
        console.print(Text(f"  {words.page(page.number)}  {_how_read(page, words)}", style="dim"))
    if len(parts) > 1:
        console.print()
        console.print(parts_table(parts, words))
    for document in (p.document for p in parts if p.document is not None):
        console.print()
        kind = f"{words.type_name(document.type)} ({document.type})"
        sure = f"{words.label('confidence')} {document.confidence:.2f}"
        console.print(Text(f"{words.pages_of(document)}  {kind}  {sure}", style="bold cyan"))
        console.print(_fields(document, words))
        for left in document.placeholders:
            said = printable(left.text)
            console.print(Text(f"  {words.label('placeholders')}: {said}", style="yellow"))


def _about(reading: FileReading, words: Wording) -> Iterator[str]:
    """What is known of the file as a whole: its digital signatures, and how it says it was made."""
    for signature in reading.signatures:
        name = words.join(n for n in (signature.signer, signature.organisation) if n)
        yield words.label(
            "signature",
            name=name or signature.field,
            state=words.signature(signature),
            time=signature.stamped_at or signature.signed_at,
        )
    stated = _stated(reading.provenance)
    if stated:
        details = (f"{words.stated(name)} {value}" for name, value in stated.items())
        yield words.label("made", details="  ".join(details))


def _stated(provenance: Provenance) -> dict[str, object]:
    """What is stated, by name."""
    return {name: value for name, value in asdict(provenance).items() if value}


def _fields(document: Document, words: Wording) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 2))
    for _ in range(4):
        table.add_column(overflow="fold")
    for field in document.fields:
        table.add_row(
            Text(words.field(field.name)),
            Text(printable(words.value(field.value))),
            Text(f"{field.confidence:.2f}", style="dim"),
            Text(
                printable(f"{words.page(field.citation.page)} “{field.citation.quote}”"),
                style="dim",
            ),
        )
    return table


def _how_read(page: Page, words: Wording) -> str:
    parts = [catalogue()["text_layers"][page.text_layer.value].get(words.lang)]
    if page.text_layer is TextLayer.USED or page.spans:
        parts.append(f"{sum(len(s.text) for s in page.spans)}")
    if page.rotation:
        parts.append(words.label("rotation", degrees=page.rotation))
    seals = sum(m.kind is MarkKind.SEAL for m in page.marks)
    if seals:
        parts.append(words.count("seals", seals))
    parts.extend(f"{m.kind.value}: {printable(m.text)}" for m in page.marks if m.text)
    return "  ".join(parts)


def _page(page: Page) -> dict[str, object]:
    return {
        "number": page.number,
        "size": [round(page.width / page.part.width, 1), round(page.height / page.part.height, 1)],
        "rotation": page.rotation,
        "text_layer": page.text_layer.value,
        "spans": [
            {
                "text": s.text,
                "box": box_json(page.on_sheet(s.box)),
                "origin": s.origin.value,
                "confidence": round(s.confidence, 3),
                "second": s.second,
            }
            for s in page.spans
        ],
        "marks": [
            {
                "kind": m.kind.value,
                "box": box_json(page.on_sheet(m.box)),
                "text": m.text,
                "colour": m.colour,
                "shape": m.shape,
                "lines": list(m.lines),
                "confidence": round(m.confidence, 3),
            }
            for m in page.marks
        ],
        "tables": [[[c.text for c in row] for row in t.rows] for t in page.tables],
    }
