"""Tables of a document: put together over pages, typed, and read for its amounts."""
