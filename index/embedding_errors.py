"""What can go wrong with an embedding model or a reranker, drawn as one tree.

EmbeddingError
├── ModelUnreachable   the hub does not answer, or has no model of that name
└── ModelUnusable      the folder is there but is no model that can be loaded
"""


class EmbeddingError(Exception):
    """Something is wrong with a model; the message says what, and what mends it."""


class ModelUnreachable(EmbeddingError):
    """The model is neither a folder here nor to be had from the hub."""


class ModelUnusable(EmbeddingError):
    """The model's files cannot be loaded."""
