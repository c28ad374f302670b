"""How the page behaves, with its only defaults."""

from dataclasses import dataclass
from pathlib import Path

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
        store: What the page says about where the archive is.
    """

    data: str = ""
    allow_private: bool = False
    upload_limit: str = "200mb"
    per_minute: int = 240
    store: str = ""

    @property
    def users(self) -> Users:
        """Who may use the page."""
        return Users(self.folder / "users.json")

    @property
    def folder(self) -> Path:
        """Where the page keeps what it writes."""
        from platformdirs import user_data_path

        return Path(self.data) if self.data else user_data_path("hoibao")
