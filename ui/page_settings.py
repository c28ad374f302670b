"""How the page behaves, with its only defaults."""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from corpus.web import WebLimits
from ui.users import Users


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSettings:
    """Table ``[ui]`` of hoibao.toml.

    Attributes:
        data: Folder for what the page keeps: readers' opinions, runs of the eval.
        allow_private: Whether articles may be fetched from private addresses.
        upload_limit: Largest upload, such as ``200mb``.
        per_minute: Requests that change or ask something, for each client and minute; 0: any
            number. Applies where the page has users.
        at_once: Answers made at the same time; 0: as many as there are processors, at least two.
            Raise it for an LLM, which works elsewhere.
        answers_kept: Answers kept under permanent links, the newest ones; 0: any number.
        suggestions: Questions offered under an answer, made of the article it cites; 0: none.
        names: Host names under which a proxy that has a login of its own offers a page without
            users; such a page otherwise answers only on the machine itself.
        store: What the page says about where the archive is.
        web: What fetching may cost: table ``[corpus]``.
    """

    data: str = ""
    allow_private: bool = False
    upload_limit: str = "200mb"
    per_minute: int = 240
    at_once: int = 0
    answers_kept: int = 10_000
    suggestions: int = 3
    names: tuple[str, ...] = ()
    store: str = ""
    web: WebLimits = field(default=WebLimits(), repr=False)

    def __post_init__(self) -> None:
        """Refuse what Gradio would stumble over.

        Raises:
            ValueError: The message is for the user.
        """
        if not re.fullmatch(r"\d+(\.\d+)?\s*[kmgt]?b", self.upload_limit, re.IGNORECASE):
            raise ValueError(f'upload_limit = "{self.upload_limit}": cần dạng "200mb"')
        for name in ("per_minute", "at_once", "answers_kept", "suggestions"):
            if getattr(self, name) < 0:
                raise ValueError(f"{name} = {getattr(self, name)}: cần một số không âm")

    @property
    def places(self) -> int:
        """Answers made at the same time."""
        return self.at_once or max(2, os.cpu_count() or 2)

    @property
    def users(self) -> Users:
        """Who may use the page."""
        return Users(self.folder / "users.json")

    @property
    def folder(self) -> Path:
        """Where the page keeps what it writes."""
        from platformdirs import user_data_path

        return Path(self.data) if self.data else user_data_path("hoibao")
