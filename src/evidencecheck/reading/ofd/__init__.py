"""OFD files (GB/T 33190-2016): each page is drawn as a page of a PDF and read like one.

So its text has boxes, its ruled tables cells, its pictures are recognised and its codes decoded by
the same code as a PDF's, and the report shows it in the same way.
"""

from evidencecheck.reading.ofd.file import OfdFile, open_ofd

__all__ = ["OfdFile", "open_ofd"]
