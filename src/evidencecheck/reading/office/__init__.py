"""Word and Excel files, laid out on drawn pages so that everything in them has a place.

Office files have no pages of their own. `read_docx` and `read_xlsx` flow paragraphs and tables onto
pages of A4, measured in the font that `draw` draws them with, so that the report can show a cell of
a workbook like a line of a scan. The text of a cell has its lines as drawn, as in tables of a PDF.
"""

from evidencecheck.reading.office.content import EmbeddedPicture, OfficeContent
from evidencecheck.reading.office.docx import read_docx
from evidencecheck.reading.office.drawing import draw
from evidencecheck.reading.office.xlsx import read_xlsx

__all__ = ["EmbeddedPicture", "OfficeContent", "draw", "read_docx", "read_xlsx"]
