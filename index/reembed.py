"""Building a store again with another embedding model, without losing anything if killed."""

from pathlib import Path

from index.archive import Archive
from index.backup import back_up, restore
from index.owner import Owner
from index.settings import IndexSettings
from index.store_reading import StoreReader, built_with, drop_all


def reembed(data: Path, settings: IndexSettings) -> int:
    """Embed every article again with the model of the settings; how many articles there were.

    Everything is first written to one file in the data folder; a killed run goes on from it.

    Raises:
        StoreError: The store cannot be opened.
        EmbeddingError: The new model cannot be loaded.
    """
    from index.embedding import open_embedder

    open_embedder(settings)
    kept = data / "reembed.gz"
    owner = Owner.open(data, settings)
    try:
        built = built_with(owner.client)
        if built is not None and not kept.exists():
            back_up(StoreReader(owner.client, embedder=built[0], dim=built[1]), kept)
        if kept.exists():
            drop_all(owner.client)
    finally:
        owner.close()
    with Archive.open(data, settings) as archive:
        count = restore(archive, kept) if kept.exists() else 0
        archive.rebuild()
    kept.unlink(missing_ok=True)
    return count
