"""What one run of the command line works with, opened when it is first asked for."""

import json
import os
import sys
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.settings import AssistantSettings
from corpus.settings import check_secret, fill, load_tables
from corpus.web import WebLimits
from index.settings import IndexSettings

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from index.archive import Archive


@dataclass
class Session:
    """The common options; nothing is opened before it is needed."""

    data: Path | None = None
    store: str | None = None
    config: Path | None = None
    serves: bool = False
    """Whether other processes shall be able to use the archive meanwhile."""

    @cached_property
    def folder(self) -> Path:
        """The data folder: the option, or the platform's user data folder."""
        if self.data is not None:
            return self.data.expanduser()
        from platformdirs import user_data_path

        return user_data_path("hoibao")

    @cached_property
    def tables(self) -> dict[str, dict[str, Any]]:
        """The tables of hoibao.toml.

        Raises:
            SettingsError: The file cannot be read, or has a table that no room uses.
        """
        from corpus.settings import SettingsError

        path = self.config or (Path("hoibao.toml") if Path("hoibao.toml").exists() else None)
        tables = load_tables(path)
        if unknown := sorted(set(tables) - {"corpus", "index", "assistant", "ui"}):
            raise SettingsError(
                f"{path}: không có bảng [{unknown[0]}]; "
                "các bảng được dùng: [corpus], [index], [assistant], [ui]"
            )
        if path and tables.get("index", {}).get("token"):
            check_secret(path)
        return tables

    @cached_property
    def web_limits(self) -> WebLimits:
        """What fetching from the web may cost, and whom a site's owner can write to."""
        return fill(WebLimits, self.tables.get("corpus", {}), "corpus")

    @cached_property
    def index_settings(self) -> IndexSettings:
        """Settings of the index room, with what the command line and the environment say."""
        settings = fill(IndexSettings, self.tables.get("index", {}), "index")
        if self.store:
            settings = replace(settings, store_url=self.store)
        token = settings.token or os.environ.get("HOIBAO_STORE_TOKEN", "")
        return replace(settings, token=token)

    @cached_property
    def assistant_settings(self) -> AssistantSettings:
        """Settings of the assistant room."""
        return fill(AssistantSettings, self.tables.get("assistant", {}), "assistant")

    @cached_property
    def archive(self) -> "Archive":
        """The archive, opened."""
        from index.archive import Archive

        return Archive.open(self.folder, self.index_settings, serve=self.serves)

    @cached_property
    def assistant(self) -> "Assistant":
        """The assistant over the archive."""
        from assistant.assistant import Assistant

        return Assistant(self.archive, self.assistant_settings)


def show_json(thing: Any) -> None:
    """One JSON object on stdout."""
    json.dump(thing, sys.stdout, ensure_ascii=False)
    sys.stdout.write("\n")
