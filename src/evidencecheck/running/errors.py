"""What the user did wrong, in one plain line."""


class UsageError(Exception):
    """Wrong usage, or nothing that could be read: exit status 2."""
