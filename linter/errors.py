"""The root of all errors that this package raises on purpose, and the one that ends a
run."""


class AfwijslintError(Exception):
    """Something that a user can mend; `str(error)` is one clear Dutch sentence."""


class ModelError(AfwijslintError):
    """A pipeline that cannot be used: no draft can be judged with it.

    It stands here so that nobody loads spaCy to know it.
    """
