"""Building a store again with another embedding model, without losing anything if killed.

Everything is first written to a file; only then is the store emptied and filled again. While the
file is there nobody else opens the folder (``index.owner``), so nothing can be added that the
file lacks. A store at a URL may be written by other machines meanwhile: what is found there when
a killed run is gone on with gets a file of its own.
"""

from pathlib import Path

from index.archive import Archive
from index.backup import back_up, restore
from index.connection import built_with, drop_all
from index.owner import TORN, UNFINISHED, Owner
from index.settings import IndexSettings
from index.store_errors import StoreBusy
from index.store_reading import StoreReader


def reembed(data: Path, settings: IndexSettings) -> int:
    """Embed every article again with the model of the settings; how many articles there are then.

    A killed run goes on when this is called again.

    Raises:
        StoreBusy: Another process uses the folder.
        StoreError: The store cannot be opened.
        EmbeddingError: The new model cannot be loaded.
    """
    from index.embedding import open_embedder

    model = open_embedder(settings)
    emptied = data / "reembed.emptied"
    owner = Owner.open(data, settings, resuming=True)
    try:
        if not settings.store_url and not owner.exclusive:
            raise StoreBusy(f"{data}: trang hoặc lệnh khác đang dùng kho; hãy đóng rồi chạy lại.")
        if not emptied.exists():
            _empty(owner, data / f"reembed-{len(_kept(data)):03}.gz")
            emptied.touch()
        elif (data / TORN).exists() or built_with(owner.client) not in (
            None,
            (model.name, model.dim),
        ):
            _empty(owner, data / f"reembed.late-{len(_kept(data)):03}.gz")
        (data / TORN).unlink(missing_ok=True)
        archive = Archive(owner, settings)
    except BaseException:
        owner.close()
        raise
    with archive:
        for kept in _kept(data):
            restore(archive, kept, embed_again=True)
        archive.rebuild()
        count = archive.count()[0]
    for file in (*_kept(data), *data.glob(f"{UNFINISHED}.part"), emptied):
        file.unlink(missing_ok=True)
    return count


def _empty(owner: Owner, file: Path) -> None:
    """Write down all that the store holds, then drop it."""
    built = built_with(owner.client)
    if built is not None:
        store = StoreReader(owner.client, embedder=built[0], dim=built[1])
        back_up(store, file, vectors=False)
    drop_all(owner.client)


def _kept(data: Path) -> list[Path]:
    """What was written down, in the order in which it is put back.

    The newest whole state comes first. What was written down from a store that was being filled
    comes last: an article may be there in an older revision only.
    """
    return [
        *sorted(data.glob("reembed-*.gz"), reverse=True),
        *sorted(data.glob("reembed.late-*.gz")),
    ]
