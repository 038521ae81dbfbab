"""The root of all errors that this package raises on purpose."""


class AfwijslintError(Exception):
    """Something that a user can mend; `str(error)` is one clear Dutch sentence."""
