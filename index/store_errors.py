"""What can go wrong with the store, drawn as one tree.

StoreError
├── StoreUnavailable   the folder cannot be opened or the server does not answer
├── StoreBusy          another process owns the embedded folder and did not let go in time
├── FormatMismatch     written by another version of the format
└── EmbedderMismatch   built with another embedding model
"""


class StoreError(Exception):
    """Something is wrong with the store; the message says what, and what mends it."""


class StoreUnavailable(StoreError):
    """The folder cannot be opened or the server does not answer."""


class StoreBusy(StoreError):
    """Another process owns the embedded folder."""


class FormatMismatch(StoreError):
    """The store was written by another version of the format."""


class EmbedderMismatch(StoreError):
    """The store was built with another embedding model."""
