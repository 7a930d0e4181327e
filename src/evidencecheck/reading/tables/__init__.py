"""Tables of a page: ruled ones from their lines, unruled ones from how their print is aligned."""

from evidencecheck.domain.page import Table
from evidencecheck.reading.stored_page import StoredPage
from evidencecheck.reading.tables.ruled import ruled_tables
from evidencecheck.reading.tables.unruled import inside, unruled_tables
from evidencecheck.reading.text_layer import TextLayerReading


def stored_tables(page: StoredPage, layer: TextLayerReading) -> tuple[Table, ...]:
    """The tables of a page whose text layer is used, from top to bottom."""
    ruled = ruled_tables(page, layer)
    taken = inside(layer.spans, ruled)
    unruled = unruled_tables(layer.spans, layer.upright.size, taken=taken)
    return tuple(sorted((*ruled, *unruled), key=lambda table: table.box.y0))


__all__ = ["stored_tables"]
