"""How the page behaves, with its only defaults."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSettings:
    """Table ``[ui]`` of hoibao.toml.

    Attributes:
        feedback: File for what readers think of answers.
        allow_private: Whether articles may be fetched from private addresses.
        upload_limit: Largest upload, such as ``200mb``.
        store: What the page says about where the archive is.
    """

    feedback: str = "feedback.jsonl"
    allow_private: bool = False
    upload_limit: str = "200mb"
    store: str = ""
