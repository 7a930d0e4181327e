"""Reading: files of every format to pages of text, tables and marks."""

import logging
import warnings

# Pillow tells of damage in a picture by warnings and a log, which end on stderr where nobody set up
# logging. What matters of it is a problem of the file here, so it is told once, in the report.
warnings.filterwarnings("ignore", module=r"PIL(\.|$)")
logging.getLogger("PIL").addHandler(logging.NullHandler())
logging.getLogger("PIL").propagate = False
