"""What the user did wrong, in one plain line."""

NOTHING_READ = "none of the files could be read; the report says why and what to do about each"
"""Said where a report was written although it rests on nothing: exit status 2."""


class UsageError(Exception):
    """Wrong usage, or nothing that could be read: exit status 2."""
